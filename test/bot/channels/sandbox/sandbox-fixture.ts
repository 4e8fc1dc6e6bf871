import { createHash } from 'node:crypto'
import { fastify, type FastifyInstance } from 'fastify'
import { registerSandboxApi } from '../../../../bot/channels/sandbox/sandbox-api'
import { sandboxChannel, type SandboxChannel } from '../../../../bot/channels/sandbox/sandbox-channel'
import type { SandboxApiDeps } from '../../../../bot/channels/sandbox/sandbox-deps'
import { directoryOf, type World } from '../../../../bot/channels/sandbox/world-shape'
import type { Card } from '../../../../domain/cards/card'
import { fault } from '../../../../domain/fault'
import type { Inbound } from '../../../../domain/message'
import type { FileVault } from '../../../../domain/ports/file-vault'
import type { Log } from '../../../../domain/ports/log'
import { memoryChatLog } from '../../../support/memory-chat-log'

export const quietLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

export function memoryVault(): FileVault {
  const files = new Map<string, { bytes: Uint8Array; mimeType: string; name: string; sha256: string }>()
  return {
    put: async (bytes, mimeType, name) => {
      if (bytes.length > 20_000_000) throw fault('FILE_TOO_LARGE', 'The file is larger than 20 MB')
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      files.set(sha256, { bytes, mimeType, name, sha256 })
      return { ref: sha256, sha256, sizeBytes: bytes.length }
    },
    get: async (ref) => files.get(ref),
  }
}

export const aWorld = (): World => ({
  company: { name: '华岭纸业', timezone: 'Asia/Shanghai', flow: 'paper-mill', workingHours: { start: '09:00', end: '18:00' } },
  people: [
    { id: 'wang', name: '王业务', roles: ['sales'] },
    { id: 'li', name: '李客服', roles: ['clerk'], delegateId: 'chen' },
    { id: 'chen', name: '陈主管', roles: ['clerk_lead'] },
    { id: 'he', name: '何志强', roles: ['customer'] },
  ],
  chats: [
    { id: 'intake', name: '接单群', kind: 'group', purpose: 'intake', memberIds: ['wang', 'li', 'chen'] },
    { id: 'jc', name: '锦程印刷服务群', kind: 'group', purpose: 'customer', memberIds: ['he', 'wang'], customerId: 'jincheng' },
  ],
  customers: [
    { id: 'jincheng', code: 'GD001', name: '佛山市锦程印刷有限公司', class: 'A', salesId: 'wang', depositRatio: '0.3' },
  ],
  products: [{ code: 'SJ-80', name: '双胶纸', spec: '80g 787*1092', unit: '令', price: '153.00', priceTolerance: '0.02' }],
})

export const anApprovalCard = (change: Partial<Card> = {}): Card => ({
  kind: 'approval',
  orderNumber: 'GD001-20241125-01',
  stepId: 'approve',
  title: '订单审批 · GD001-20241125-01',
  fields: [{ id: 'total', label: '合计', value: '18360.00元' }],
  inputs: [
    { id: 'note', label: '意见', type: 'text', required: false },
    { id: 'photo', label: '签字照片', type: 'file', required: false },
  ],
  actions: [
    { id: 'approve', label: '同意', style: 'primary', mayPress: ['clerk_lead'] },
    { id: 'reject', label: '驳回', style: 'danger', mayPress: ['clerk_lead'] },
  ],
  state: 'open',
  ...change,
})

export const FLOWS = [
  { id: 'paper-mill', title: '客户订单下达流程', steps: [{ id: 'draft', title: '订单草稿' }] },
  { id: 'approval', title: '客户订单流程', steps: [{ id: 'approve', title: '审批' }] },
]

export interface Sandbox {
  app: FastifyInstance
  channel: SandboxChannel
  deps: SandboxApiDeps
  received: Inbound[]
  worlds: World[]
  advances: string[]
}

/** A sandbox whose rest of the house is played by plain functions. */
export async function aSandbox(change: Partial<SandboxApiDeps> = {}): Promise<Sandbox> {
  const received: Inbound[] = []
  const worlds: World[] = [aWorld()]
  const advances: string[] = []
  let now = '2024-11-25T09:00:00+08:00'
  let serial = 0
  const newId = (): string => `id${++serial}`
  const chatLog = memoryChatLog()
  const vault = memoryVault()
  const channel = sandboxChannel({ chatLog, vault, clock: { nowIso: () => now }, newId, log: quietLog, heartbeatMs: 60_000 })
  const world = (): World => worlds[worlds.length - 1] ?? aWorld()
  const deps: SandboxApiDeps = {
    channel,
    chatLog,
    vault,
    readWorld: async () => world(),
    replaceWorld: async (next) => {
      worlds.push(next)
    },
    directory: async () => directoryOf(world()),
    orderView: async () => undefined,
    orderViews: async () => [],
    mayPress: async () => 'ok',
    settle: async () => true,
    clock: {
      nowIso: () => now,
      advanceTo: async (to) => {
        advances.push(to)
        now = to
      },
    },
    realChannelConfigured: false,
    flowWords: () => FLOWS,
    loopbackOnly: true,
    newId,
    log: quietLog,
    ...change,
  }
  await channel.start(async (inbound) => {
    if (received.some((r) => r.id === inbound.id)) return 'repeat'
    received.push(inbound)
    return 'new'
  })
  const app = fastify()
  await registerSandboxApi(app, deps)
  return { app, channel, deps, received, worlds, advances }
}
