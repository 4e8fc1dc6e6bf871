import { orderNumberIn } from '../domain/intake/order-number-in'
import { readNumber } from '../domain/prompt/read-input'
import type { Order } from '../domain/order/order'
import { readLineQuantities } from '../domain/prompt/read-line-quantities'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import type { Talk } from './talk'

const REPORT = /(今天|今日|昨天|日报|本日)/
const DONE = /(?:完成|产出|生产|做了|下机|入库)\D{0,6}(\d[\d.,]{0,12})\s*([^\d\s，,。；;]{0,3})/
/** Goods and figures alone, as an answer to which goods they were: 合页100对. */
const BARE =
  /^[^\d，,。；;？?]{2,10}\d[\d.,]{0,9}\s?[^\d\s，,。；;？?]{0,2}(?:[，,、；;\s]+[^\d，,。；;？?]{2,10}\d[\d.,]{0,9}\s?[^\d\s，,。；;？?]{0,2}){0,5}[。]?$/

/** "GD001-… 今天完成30令": the day's figures from production (AC-060). */
export async function receiveReport(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  if (!talk.person.roles.some((r) => r === 'production' || r === 'merchandiser')) return false
  const text = talk.text.normalize('NFKC')
  const found = REPORT.test(text) ? DONE.exec(text.slice(0, 500)) : null
  const quantity = found?.[1] ? readNumber(found[1]) : undefined
  const told = REPORT.test(text) || BARE.test(text)
  if (!quantity && !told) return false
  const order = await orderInProduction(talk, deps)
  const each = told && order && order !== 'several' && order.lines.length > 1 ? readLineQuantities(talk.words, order) : []
  if (order && order !== 'several' && each.length > 0) return report(talk, execute, order, each)
  if (!quantity) return false
  if (order === 'several') {
    await talk.reply('现在有几张订单在生产，请写上订单号，例如「GD001-20261124-01 今天完成30令」。')
    return true
  }
  if (!order) return false
  const line =
    order.lines.length === 1
      ? order.lines[0]
      : order.lines.find((l) => text.includes(l.name) || (l.spec !== undefined && text.includes(l.spec)))
  if (!line) {
    await talk.reply(
      `订单 ${order.number} 有 ${order.lines.length} 个产品，请写明是哪一个，例如「${order.lines[0]?.name ?? ''} 今天完成30${order.lines[0]?.unit ?? ''}」。`,
    )
    return true
  }
  return report(talk, execute, order, [{ lineId: line.id, quantity }])
}

async function report(talk: Talk, execute: Execute, order: Order, each: { lineId: string; quantity: string }[]): Promise<true> {
  const produced = Object.fromEntries(each.map(({ lineId, quantity }) => [lineId, quantity]))
  const note = talk.text.normalize('NFKC').slice(0, 200)
  const outcome = await execute.onOrder(order.number, { type: 'ReportProduction', produced, note }, talk.context)
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
  return true
}

async function orderInProduction(talk: Talk, deps: HandlerDeps): Promise<Order | 'several' | undefined> {
  const number = orderNumberIn(talk.text)
  if (number) return (await deps.book.load(number))?.order
  const running = await deps.book.find({ stepId: 'production', activeOnly: true, limit: 5 })
  return running.length > 1 ? 'several' : running[0]
}
