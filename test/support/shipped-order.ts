import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { worldShape, type World } from '../../bot/channels/sandbox/world-shape'
import { flowSchema, type Flow } from '../../domain/flow/flow'
import { receiptStep, shipStep, trackStep } from '../../domain/flows/goods-steps'
import { draftStep } from '../../domain/flows/shared-steps'
import { waybillStep } from '../../domain/flows/waybill-step'
import type { RunningProduct } from './run-product'

/** From the confirmed order straight to the warehouse: the steps of goods as the built-in flows have them. */
export const SHORT_FLOW: Flow = flowSchema.parse({
  id: 'short',
  version: 1,
  title: '直接发货',
  statuses: { draft: '草稿', running: '处理中', completed: '已完成', cancelled: '已取消', rejected: '已驳回' },
  requires: ['customerName', 'lines'],
  steps: [draftStep, { ...shipStep, needs: [{ step: 'draft', is: 'done' }] }, trackStep, receiptStep, waybillStep],
})

/** The paper mill's people and groups with the short flow. */
export function shippableWorld(now: string): World {
  const file = join(__dirname, '..', '..', 'bot', 'sample', 'paper-mill.json')
  const world = JSON.parse(readFileSync(file, 'utf8')) as { company: { flow: string } }
  return worldShape.parse({ ...world, company: { ...world.company, flow: SHORT_FLOW.id }, now })
}

const CHATS: Record<string, string> = { news: 'waybills', ops: 'ops', customer: 'yunhe', intake: 'intake' }
const seen = new WeakMap<RunningProduct, Map<string, number>>()

/** What the bot said in a chat since the last look there. */
export async function fresh(run: RunningProduct, chat: keyof typeof CHATS): Promise<string> {
  const id = CHATS[chat] ?? ''
  const counts = seen.get(run) ?? new Map<string, number>()
  seen.set(run, counts)
  const all = await run.messages(id)
  const news = all.slice(counts.get(id) ?? 0).filter((m) => m.fromId === 'bot')
  counts.set(id, all.length)
  return news
    .map(
      (m) => `${m.text}${m.card ? ` ［${m.card.title}］${m.card.fields.map((f) => `${f.label}：${f.value}`).join('；')}` : ''}`,
    )
    .join('\n')
}

export async function say(run: RunningProduct, fromId: string, chat: keyof typeof CHATS, text: string): Promise<void> {
  const { status } = await run.call('POST', '/messages', { chatId: CHATS[chat], fromId, text, mentions: [] })
  if (status !== 202) throw new Error(`message answered ${status}`)
  await run.settle()
}

/** Presses a button of the newest live card with this title. */
export async function press(
  run: RunningProduct,
  title: string,
  button: string,
  fromId: string,
  inputs: Record<string, string> = {},
): Promise<void> {
  const all = (await Promise.all(['ops', 'intake', 'yunhe', 'waybills'].map((c) => run.messages(c)))).flat()
  const message = all.findLast((m) => m.card?.title.includes(title) && m.card.state === 'open')
  const action = message?.card?.actions.find((a) => a.label.includes(button))
  if (!message || !action) throw new Error(`no button ${button} on a live card ${title}`)
  const { status, body } = await run.call('POST', '/actions', { messageId: message.id, actionId: action.id, fromId, inputs })
  if (status !== 202) throw new Error(`${title} ${button}: ${JSON.stringify(body)}`)
  await run.settle()
}

/** An order of 云和纸品 that has just left. Gives its number. */
export async function shipped(run: RunningProduct, carrier = '圆通', trackingNumber = 'YT8962646785389'): Promise<string> {
  const order = await readyToShip(run)
  await press(run, '发货', '已发货', 'kong', { carrier, trackingNumber, packages: '3' })
  return order
}

/** An order of 云和纸品 that may leave. Gives its number. */
export async function readyToShip(run: RunningProduct): Promise<string> {
  await say(run, 'luo', 'intake', '云和纸品 80g双胶纸 787*1092 120令 单价155 3月20日交')
  await press(run, '订单草稿', '确认下单', 'luo')
  const { body } = await run.call<{ orders: { number: string }[] }>('GET', '/orders')
  return body.orders.at(-1)?.number ?? ''
}
