import { fastify } from 'fastify'
import type { Card } from '../../../../domain/cards/card'
import type { Inbound, Outbound } from '../../../../domain/message'
import { memoryIdentities } from '../../../../bot/channels/wecom/identities'
import { memorySentLog } from '../../../../bot/channels/wecom/sent-log'
import { wecomChannel } from '../../../../bot/channels/wecom/wecom-channel'
import type { WecomAlert, WecomDeps } from '../../../../bot/channels/wecom/wecom-deps'
import { registerWecomRoutes } from '../../../../bot/channels/wecom/wecom-routes'
import { wecomSetup } from '../../../../bot/channels/wecom/wecom-settings'
import { FAKE, fakeWecom, type Callback, type FakeWecom } from '../../../support/fake-wecom/fake-wecom'

export const GROUP = 'wrSalesGroup0001'
export const QUICK = {
  subscribeMs: 400,
  handshakeMs: 400,
  heartbeatMs: 150,
  backoffMs: 30,
  mostBackoffMs: 200,
  refusedMs: 300,
  leaseMs: 50,
  httpMs: 700,
  passiveMs: 300,
  clickMs: 400,
  mediaMs: 800,
  answerMs: 600,
  apiPauseMs: 5,
}

export const settingsOf = (fake: FakeWecom, more: Record<string, string> = {}): Record<string, string> => ({
  WECOM_API_URL: fake.apiUrl,
  WECOM_WS_URL: fake.wsUrl,
  WECOM_MEDIA_HOSTS: fake.host,
  WECOM_BOT_NAMES: '小单,小单 助手',
  WECOM_ADMINS: 'Boss',
  ...more,
})
export const BOT = { WECOM_BOT_ID: FAKE.botId, WECOM_BOT_SECRET: FAKE.botSecret }
export const BOT_URL = { WECOM_BOT_TOKEN: FAKE.token, WECOM_BOT_AES_KEY: FAKE.aesKey }
export const APP = {
  WECOM_CORP_ID: FAKE.corpId,
  WECOM_AGENT_ID: String(FAKE.agentId),
  WECOM_APP_SECRET: FAKE.appSecret,
  WECOM_APP_TOKEN: FAKE.token,
  WECOM_APP_AES_KEY: FAKE.aesKey,
}
export const ROBOT = { WECOM_WEBHOOKS: `sales=${FAKE.robotKey}` }

export const until = async (holds: () => boolean, what: string, mostMs = 4_000): Promise<void> => {
  const end = performance.now() + mostMs
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited in vain for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const memoryVault = () => {
  const files = new Map<string, { bytes: Uint8Array; mimeType: string; name: string }>()
  let serial = 0
  return {
    files,
    async put(bytes: Uint8Array, mimeType: string, name: string) {
      const ref = `v${(serial += 1)}`
      files.set(ref, { bytes, mimeType, name })
      return { ref, sha256: 'x', sizeBytes: bytes.length }
    },
    get: async (ref: string) => {
      const file = files.get(ref)
      return file && { ...file, sha256: 'x' }
    },
  }
}

export interface World {
  env: Record<string, string>
  deps?: Partial<WecomDeps>
  fake?: Parameters<typeof fakeWecom>[0]
}

/** A WeCom channel connected to a fake WeCom, with two bound people, a group and their private chats. */
export async function wecomWorld({ env, deps = {}, fake: fakeOptions }: World) {
  const fake = await fakeWecom(fakeOptions)
  fake.bot.addGroup(GROUP)
  fake.bot.openConversation(GROUP)
  for (const id of ['zhangsan', 'LiSi', 'boss']) {
    fake.api.addMember(id)
    fake.bot.openConversation(id)
  }
  const setup = wecomSetup(settingsOf(fake, env))
  if (!setup.settings) throw new Error(`settings: ${setup.faults.join('; ')}`)
  const identities = memoryIdentities()
  await identities.bind('person', 'zhangsan', 'p-zhang')
  await identities.bind('person', 'LiSi', 'p-li')
  await identities.bind('direct', 'zhangsan', 'dm-zhang')
  await identities.bind('direct', 'LiSi', 'dm-li')
  await identities.bind('group', GROUP, 'sales')
  const received: Inbound[] = []
  const ids = new Set<string>()
  const alerts: WecomAlert[] = []
  const logged: string[] = []
  const log = (level: string) => (fields: Record<string, unknown>, message: string) => {
    logged.push(
      `${level} ${message} ${JSON.stringify(fields, (_, v: unknown) => (v instanceof Error ? `${v.message} ${v.stack}` : v))}`,
    )
  }
  const vault = memoryVault()
  const sent = memorySentLog()
  const storage = { down: false, delayMs: 0 }
  let onReceive: (inbound: Inbound) => void = () => undefined
  const channel = wecomChannel({
    settings: setup.settings,
    identities,
    vault,
    sent,
    clock: { nowMs: () => Date.now(), nowIso: () => new Date().toISOString() },
    log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
    onAlert: (alert) => alerts.push(alert),
    times: QUICK,
    ...deps,
  })
  const app = fastify({ logger: false })
  await registerWecomRoutes(app, channel)
  const start = (): Promise<void> =>
    channel.start(async (inbound) => {
      if (storage.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, storage.delayMs))
      if (storage.down) throw new Error('storage is away')
      if (ids.has(inbound.id)) return 'repeat'
      ids.add(inbound.id)
      received.push(inbound)
      onReceive(inbound)
      return 'new'
    })
  await start()
  if (setup.settings.bot) await until(() => channel.health().bot?.state === 'ready', 'the bot to connect').catch(() => undefined)
  return {
    fake,
    channel,
    identities,
    received,
    alerts,
    logged,
    vault,
    sent,
    storage,
    setup,
    start,
    whenReceived: (run: (inbound: Inbound) => void) => {
      onReceive = run
    },
    post: (path: string, callback: Callback) =>
      app.inject({
        method: 'POST',
        url: `${path}?${callback.query}`,
        payload: callback.body,
        headers: { 'content-type': 'text/xml' },
      }),
    get: (path: string, query: string) => app.inject({ method: 'GET', url: `${path}?${query}` }),
    async end() {
      await channel.stop()
      await app.close()
      await fake.close()
    },
  }
}

export type WecomWorld = Awaited<ReturnType<typeof wecomWorld>>

export const aCard = (more: Partial<Card> = {}): Card => ({
  kind: 'approval',
  orderNumber: 'GZ-20261124-01',
  stepId: 'price',
  title: '价格核对 · GZ-20261124-01',
  fields: [
    { id: 'customer', label: '客户', value: '云和纸品' },
    { id: 'total', label: '合计', value: '18360.00元' },
  ],
  inputs: [],
  actions: [
    { id: 'approve', label: '同意', style: 'primary', mayPress: [] },
    { id: 'reject', label: '驳回', style: 'danger', mayPress: [] },
  ],
  state: 'open',
  ...more,
})

export const settled = (result: string): Card =>
  aCard({ actions: [], state: 'done', fields: [...aCard().fields, { id: 'result', label: '结果', value: result }] })

export const aMessage = (more: Partial<Outbound> = {}): Outbound => ({
  chatId: 'sales',
  text: '订单 GZ-20261124-01 已录好。',
  mentions: [],
  ...more,
})

export const anApproval = (more: Partial<Outbound> = {}): Outbound =>
  aMessage({
    text: '李四，请处理【价格核对】，订单 GZ-20261124-01。',
    mentions: ['p-li'],
    card: aCard(),
    promptId: 'prm1',
    ...more,
  })
