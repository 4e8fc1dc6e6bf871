import { type Effect, orderOfEffect } from '../domain/effect'
import type { FailedRow, Outbox } from '../domain/ports/order-book'
import { recordOfKey } from '../domain/record/record'
import { chatOf } from './effect-places'

const USAGE = '用法：npm run outbox -- list　　重发：npm run outbox -- redrive 编号（或 all）'
/** So many are listed. */
const MOST_LISTED = 200
const MOST_REDRIVEN = 100_000

const KINDS: Record<Effect['kind'], string> = {
  send: '消息',
  update: '卡片更新',
  document: '单据归档',
  'save-customer': '客户资料',
  track: '运单跟踪',
}
const STATES: Record<FailedRow['state'], string> = { refused: '没发成', unknown: '没有回音' }

/** A platform's own words may hold a phone number. */
const withoutNumbers = (reason: string): string =>
  reason
    .replace(/\+?\d[\d -]{5,}\d/g, '***')
    .replace(/\s+/g, ' ')
    .slice(0, 120)

/** One line without anything that was said. */
function lineOf({ id, effect, state, reason, attempts, at }: FailedRow): string {
  const order = recordOfKey(effect.key) === undefined ? orderOfEffect(effect) : undefined
  const chat = chatOf(effect)
  return [
    `${id}`,
    new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }),
    order === undefined ? '不属于订单' : `订单 ${order}`,
    chat === undefined ? '无会话' : `会话 ${chat}`,
    KINDS[effect.kind],
    `${STATES[state]}（试了 ${attempts} 次）`,
    `原因：${withoutNumbers(reason) || '未说明'}`,
  ].join('　')
}

async function list(outbox: Outbox): Promise<string[]> {
  const [rows, count] = [await outbox.failed(MOST_LISTED), await outbox.failedCount()]
  if (count === 0) return ['没有发不出去的消息。']
  const more = count > rows.length ? [`只列最近 ${rows.length} 条，共 ${count} 条。`] : []
  return [...rows.map(lineOf), ...more, '原因排除后重发：npm run outbox -- redrive 编号（或 all）']
}

/** In the order in which they were meant to go out, as a running product begins with the first one at once. */
async function redriveAll(outbox: Outbox, nowIso: string): Promise<string[]> {
  let count = 0
  const rows = await outbox.failed(MOST_REDRIVEN)
  for (const { id } of rows.toSorted((a, b) => a.id - b.id)) if (await outbox.redrive(id, nowIso)) count += 1
  return [count === 0 ? '没有要重发的。' : `已安排重发 ${count} 条，服务开着的话几秒内发出。`]
}

/** What the command `outbox` answers, line by line. Throws with the usage or what is wrong with the number given. */
export async function outboxCommand(args: string[], outbox: Outbox, nowIso: string): Promise<string[]> {
  const [verb, which = '', ...rest] = args
  if (rest.length > 0) throw new Error(USAGE)
  if (verb === 'list' && which === '') return list(outbox)
  if (verb !== 'redrive') throw new Error(USAGE)
  if (which === 'all') return redriveAll(outbox, nowIso)
  if (!/^\d{1,15}$/.test(which)) throw new Error(USAGE)
  if (await outbox.redrive(Number(which), nowIso)) return [`已安排重发第 ${which} 条，服务开着的话几秒内发出。`]
  throw new Error(`第 ${which} 条不在没发成的里面：可能已送达、正等着发，或编号不对。请用 npm run outbox -- list 查看。`)
}
