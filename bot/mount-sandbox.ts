import type { FastifyInstance } from 'fastify'
import type { Directory } from '../domain/company'
import { DOCUMENT_KINDS } from '../domain/documents/document-kinds'
import type { Flow } from '../domain/flow/flow'
import { workingTime } from '../domain/working-time'
import { registerSandboxApi } from './channels/sandbox/sandbox-api'
import type { SandboxApiDeps } from './channels/sandbox/sandbox-deps'
import { worldOf } from './channels/sandbox/world-shape'

type Handed = Pick<
  SandboxApiDeps,
  | 'channel'
  | 'chatLog'
  | 'vault'
  | 'newId'
  | 'log'
  | 'replaceWorld'
  | 'directory'
  | 'mayPress'
  | 'settle'
  | 'realChannelConfigured'
>

export interface SandboxParts extends Handed {
  /** The company as it is listed, without the chats of platforms. */
  listed(): Promise<Directory>
  orders: { view: SandboxApiDeps['orderView']; views: SandboxApiDeps['orderViews']; todo: NonNullable<SandboxApiDeps['todo']> }
  flows(): Flow[]
  nowIso(): string
  advanceTo(iso: string): Promise<void>
  host: string
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost']

/** The sandbox API over the product's parts, with the words that its page shows. */
export async function mountSandbox(app: FastifyInstance, parts: SandboxParts): Promise<void> {
  const { listed, orders, flows, nowIso, advanceTo, host, ...handed } = parts
  await registerSandboxApi(app, {
    ...handed,
    readWorld: async () => worldOf(await listed()),
    orderView: orders.view,
    orderViews: orders.views,
    todo: orders.todo,
    clock: { nowIso, advanceTo },
    flowWords: () =>
      flows().map((f) => ({ id: f.id, title: f.title, steps: f.steps.map((s) => ({ id: s.id, title: s.title })) })),
    documentWords: () => Object.fromEntries(Object.entries(DOCUMENT_KINDS).map(([id, k]) => [id, k.title])),
    nextOpening: async () => {
      const time = workingTime(await parts.directory())
      const now = nowIso()
      const today = time.dateOf(now)
      const isAhead = time.isWorkday(today) && Date.parse(now) < Date.parse(time.opening(today))
      return time.opening(isAhead ? today : time.addWorkdays(today, 1))
    },
    loopbackOnly: LOOPBACK.includes(host),
  })
}
