import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fastify } from 'fastify'
import { registerSandboxApi } from '../../bot/channels/sandbox/sandbox-api'
import { sandboxChannel, type SandboxChannel } from '../../bot/channels/sandbox/sandbox-channel'
import type { MayPress, SandboxApiDeps } from '../../bot/channels/sandbox/sandbox-deps'
import { directoryOf, worldShape, type World } from '../../bot/channels/sandbox/world-shape'
import type { Card, CardInput } from '../../domain/cards/card'
import type { Inbound, Outbound } from '../../domain/message'
import type { OrderView } from '../../domain/order/order-view-shape'
import { memoryVault, quietLog } from '../bot/channels/sandbox/sandbox-fixture'
import { memoryChatLog } from '../support/memory-chat-log'
import { anOrderView, NUMBER, STEPS } from './fake-order'

/** The page's own sample company. */
export const sampleWorld = (): World =>
  worldShape.parse(JSON.parse(readFileSync(join(__dirname, '../../bot/channels/sandbox/page/sample-world.json'), 'utf8')))

const EMPTY = { people: [], chats: [], customers: [], products: [] }

export interface FakeBackend {
  url: string
  channel: SandboxChannel
  received: Inbound[]
  advances: string[]
  orders: OrderView[]
  say(message: Partial<Outbound> & { chatId: string }): Promise<string>
  stop(): Promise<void>
}

const action = (id: string, label: string, mayPress: string[], style: 'primary' | 'danger' | 'default' = 'default') => ({
  id,
  label,
  style,
  mayPress,
})

const DATES: CardInput[] = [
  { id: 'finishDate', label: '完成日期', type: 'date', required: true },
  { id: 'cost', label: '加急费', type: 'money', required: false },
  {
    id: 'sure',
    label: '原料齐不齐',
    type: 'choice',
    required: true,
    choices: [
      { id: 'yes', label: '齐了' },
      { id: 'no', label: '还差' },
    ],
  },
  { id: 'sheet', label: '排产表照片', type: 'file', required: false },
  { id: 'note', label: '备注', type: 'text', required: false },
]

const draftCard = (): Card => ({
  kind: 'draft',
  orderNumber: NUMBER,
  stepId: 'draft',
  title: `订单草稿 · ${NUMBER}`,
  fields: [
    { id: 'customer', label: '客户', value: '佛山市锦程印刷有限公司' },
    { id: 'lines.l1', label: '产品', value: '双胶纸 80g 787*1092 120令 × 153.00 = 18360.00元' },
    { id: 'requestedDate', label: '要求交期', value: '12月6日 周五' },
    { id: 'address', label: '收货地址', value: '佛山市南海区和顺大道28号' },
    { id: 'due', label: '请于', value: '11月25日 周一 13:00前答复' },
  ],
  inputs: [],
  actions: [
    action('confirm', '确认下单', ['luo'], 'primary'),
    action('edit', '修改', ['luo']),
    action('cancel', '取消', ['luo'], 'danger'),
  ],
  state: 'open',
})

const approvalCard = (): Card => ({
  ...draftCard(),
  kind: 'approval',
  stepId: 'price-check',
  title: `价格审核 · ${NUMBER}`,
  actions: [
    action('approve', '同意', ['clerk_lead'], 'primary'),
    action('return', '退回', ['clerk_lead']),
    action('reject', '驳回', ['clerk_lead'], 'danger'),
  ],
})

const datesCard = (): Card => ({
  kind: 'prompt',
  orderNumber: NUMBER,
  stepId: 'dates',
  title: `交期确认 · ${NUMBER}`,
  fields: [{ id: 'lines.l1', label: '产品', value: '双胶纸 80g 787*1092 120令' }],
  inputs: DATES,
  actions: [action('done', '提交交期', ['production'], 'primary'), action('cannot', '做不了', ['production'], 'danger')],
  state: 'open',
})

const settled = (card: Card, words: string): Card => ({
  ...card,
  inputs: [],
  actions: [],
  state: 'done',
  fields: [...card.fields, { id: 'result', label: '结果', value: words }],
})

/** The real API over a house that knows one conversation: an order is drafted, approved, and given its dates. */
export async function startFakeBackend({ empty = false, fixedClock = false, port = 0 } = {}): Promise<FakeBackend> {
  let now = '2024-11-25T09:00:00+08:00'
  let world: World = empty ? { ...sampleWorld(), ...EMPTY } : sampleWorld()
  let serial = 0
  let stage = 0
  const newId = (): string => `id${++serial}`
  const received: Inbound[] = []
  const advances: string[] = []
  const orders: OrderView[] = []
  const chatLog = memoryChatLog()
  const vault = memoryVault()
  const channel = sandboxChannel({ chatLog, vault, clock: { nowIso: () => now }, newId, log: quietLog })
  const cards = new Map<string, { card: Card; next?: () => Card; to: string }>()

  const say: FakeBackend['say'] = async (message) => {
    const delivery = await channel.send(newId(), { text: '', mentions: [], ...message })
    return delivery.state === 'accepted' ? delivery.messageId : ''
  }
  const put = async (chatId: string, to: string, text: string, card: Card, next?: () => Card): Promise<void> => {
    const promptId = newId()
    cards.set(promptId, { card, to, ...(next ? { next } : {}) })
    await say({ chatId, text, mentions: [to], card, promptId })
  }
  const nameOf = (id: string): string => world.people.find((p) => p.id === id)?.name ?? id
  const showOrder = (): void => {
    orders.splice(0, orders.length, anOrderView(stage, now))
  }

  const press = async (inbound: Inbound): Promise<void> => {
    if (inbound.content.kind !== 'action') return
    const prompt = cards.get(inbound.content.promptId)
    const label = prompt?.card.actions.find((a) => inbound.content.kind === 'action' && a.id === inbound.content.actionId)?.label
    if (!prompt || !label) return
    cards.delete(inbound.content.promptId)
    stage += 1
    showOrder()
    await channel.update(newId(), inbound.messageId, {
      chatId: inbound.chatId,
      text: '',
      mentions: [],
      card: settled(prompt.card, `${nameOf(inbound.personId)} ${label} · 11月25日 周一 09:00`),
    })
    if (stage === 1) await put('intake', 'xu', `@徐丽华 请审核价格（${NUMBER}）`, approvalCard())
    if (stage === 2) await put('ops', 'tang', `@唐师傅 请确认交期（${NUMBER}）`, datesCard())
    if (stage === 3) await say({ chatId: 'ops', text: `${NUMBER} 的交期定了，已通知客服。` })
  }

  const answer = async (inbound: Inbound): Promise<void> => {
    if (inbound.content.kind === 'action') return press(inbound)
    if (inbound.content.kind !== 'text') return
    if (/产品|要/.test(inbound.content.text) && stage === 0 && cards.size === 0) {
      showOrder()
      await put(inbound.chatId, inbound.personId, `@${nameOf(inbound.personId)} 收到，请核对这张订单。`, draftCard())
    } else if (inbound.mentions.includes('bot'))
      await say({ chatId: inbound.chatId, text: `${NUMBER} 在等罗晓彤确认草稿。`, replyTo: inbound.messageId })
  }

  const mayPress = async ({
    promptId,
    actionId,
    personId,
  }: {
    promptId: string
    actionId: string
    personId: string
  }): Promise<MayPress> => {
    const prompt = cards.get(promptId)
    const found = prompt?.card.actions.find((a) => a.id === actionId)
    if (!found) return { refused: 'gone', message: '这张卡片已经处理过了' }
    const roles: readonly string[] = world.people.find((p) => p.id === personId)?.roles ?? []
    const allowed = found.mayPress.some((id) => id === personId || roles.includes(id))
    return allowed ? 'ok' : { refused: 'forbidden', message: `${nameOf(personId)}不能点「${found.label}」` }
  }

  const deps: SandboxApiDeps = {
    channel,
    chatLog,
    vault,
    readWorld: async () => world,
    replaceWorld: async (next) => {
      world = next
      await chatLog.clear()
    },
    directory: async () => directoryOf(world),
    orderView: async (number) => orders.find((o) => o.number === number),
    orderViews: async () => orders,
    mayPress,
    settle: async () => true,
    clock: fixedClock
      ? null
      : {
          nowIso: () => now,
          advanceTo: async (to) => {
            advances.push(to)
            now = to
          },
        },
    realChannelConfigured: false,
    flowWords: () => [{ id: 'paper-mill', title: '客户订单下达流程', steps: STEPS }],
    loopbackOnly: true,
    newId,
    log: quietLog,
  }
  await channel.start(async (inbound) => {
    received.push(inbound)
    // Answers come a moment later, as from the real house.
    setTimeout(() => void answer(inbound), 20)
    return 'new'
  })
  const app = fastify({ forceCloseConnections: true })
  await registerSandboxApi(app, deps)
  const url = await app.listen({ port, host: '127.0.0.1' })
  return {
    url,
    channel,
    received,
    advances,
    orders,
    say,
    stop: async () => {
      await channel.stop()
      await app.close()
    },
  }
}
