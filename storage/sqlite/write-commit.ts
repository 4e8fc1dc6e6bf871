import type { Effect } from '../../domain/effect'
import type { Order } from '../../domain/order/order'
import type { Commit, CommitResult, OrderWrite } from '../../domain/ports/order-book'
import { chatOf, notBeforeOf, targetOf } from '../effect-places'
import type { NumberSplitter } from '../split-number'
import { Undo } from './group-commit'
import type { KeptOrder, OrderCache } from './order-cache'
import { writeRecord } from './sqlite-records'
import { AS_TEXT, instantMs, type Sql, type SqlValue } from './statements'
import { boundText } from './text-bytes'
import { type StoredHead, type StoredOrder, writeOrder } from './write-order'

/** Marks an inbound event as handled, also one that never went through the inbox. False when it was handled before. */
export function claimInbound(sql: Sql, inboundId: string): boolean {
  return (
    sql.run(
      'INSERT INTO inbox (id, handled, handled_ms) VALUES (?, 1, unixepoch() * 1000) ON CONFLICT (id) DO UPDATE SET handled = 1, handled_ms = excluded.handled_ms WHERE handled = 0',
      inboundId,
    ).changes > 0
  )
}

/** So many effects go into one statement. */
const MOST_AT_ONCE = 8

// A key that is known already was wished for before: the first wish holds.
const INSERTS = Array.from(
  { length: MOST_AT_ONCE },
  (_, i) =>
    `INSERT INTO outbox (key, chat_id, target_key, next_ms, effect) VALUES ${Array.from({ length: i + 1 }, () => `(?, ?, ?, ?, ${AS_TEXT})`).join(', ')} ON CONFLICT (key) DO NOTHING`,
)

function writeEffects(sql: Sql, effects: Effect[], nowMs: number): void {
  for (let from = 0; from < effects.length; from += MOST_AT_ONCE) {
    const some = effects.slice(from, from + MOST_AT_ONCE)
    const values: SqlValue[] = []
    for (const effect of some) {
      const notBefore = notBeforeOf(effect)
      const nextMs = notBefore ? Math.max(nowMs, instantMs(notBefore)) : nowMs
      values.push(effect.key, chatOf(effect) ?? null, targetOf(effect) ?? null, nextMs, boundText(JSON.stringify(effect)))
    }
    sql.run(INSERTS[some.length - 1] as string, ...values)
  }
}

/** What became of a write, and the orders that it left as they now stand. */
export interface Written {
  result: CommitResult
  orders: KeptOrder[]
}

const nothing = (result: CommitResult): Written => ({ result, orders: [] })

const giveUp = (answer: CommitResult): never => {
  throw new Undo(nothing(answer))
}

export interface CommitContext {
  sql: Sql
  splitter: NumberSplitter
  cache: OrderCache
  nowMs: () => number
  putMaster: (kind: 'people' | 'customers', item: { id: string }) => void
}

const wasHandled = (sql: Sql, inboundId: string): boolean =>
  sql.get<{ handled: number }>('SELECT handled FROM inbox WHERE id = ?', inboundId)?.handled === 1

const HEAD = 'SELECT version, event_count, head_hash, state_crc FROM orders WHERE number = ?'

/**
 * The order as it stands. The one that a command was decided on was read a moment ago and is mostly still at hand; then the first one need
 * not be looked at again, since its write finds out whether it was overtaken.
 */
function storedOrder({ sql, cache }: CommitContext, write: OrderWrite, isFirst: boolean): StoredOrder | undefined {
  const { number } = write.order
  const last = cache.last(number)
  if (isFirst && last?.version === write.expectedVersion) return last
  const head = sql.get<StoredHead & { state_crc: number }>(HEAD, number)
  if (head?.version !== write.expectedVersion) return undefined
  return cache.at({ number, version: head.version, state_crc: head.state_crc }) ?? head
}

/** The stored orders that are written again, each in its place; undefined when a version or a timer was overtaken. */
function storedOrders(context: CommitContext, unit: Commit): (StoredOrder | undefined)[] | undefined {
  const stored: (StoredOrder | undefined)[] = []
  const befores = new Map<string, Order>()
  for (const [index, write] of unit.orders.entries()) {
    if (write.expectedVersion === 0) {
      stored.push(undefined)
      continue
    }
    const one = storedOrder(context, write, index === 0)
    if (!one) return undefined
    if (one.order) befores.set(write.order.number, one.order)
    stored.push(one)
  }
  for (const { owner, key } of unit.fired ?? []) {
    const before = befores.get(owner)
    const isArmed = before
      ? before.timers.some((timer) => timer.key === key)
      : context.sql.get('SELECT 1 FROM timers WHERE owner = ? AND key = ?', owner, key) !== undefined
    if (!isArmed) return undefined
  }
  return stored
}

/** Why a new order was not taken in: it was born before, or its number is another's. */
const whyNotNew = (sql: Sql, birthKey: string): CommitResult =>
  sql.get('SELECT 1 FROM orders WHERE birth_key = ?', birthKey) ? 'repeat' : 'number-taken'

/**
 * Writes a command's outcome inside a running transaction. What can be known beforehand is looked at before anything is written, so that
 * nothing has to be undone then; it leaves by Undo when a later part does not hold.
 */
export function writeCommit(context: CommitContext, unit: Commit): Written {
  const { sql, splitter, putMaster } = context
  const { inboundId } = unit
  const isRepeat = (): boolean => inboundId !== undefined && wasHandled(sql, inboundId)
  const stored = storedOrders(context, unit)
  if (!stored) return nothing(isRepeat() ? 'repeat' : 'conflict')
  const orders: KeptOrder[] = []
  for (const [index, write] of unit.orders.entries()) {
    const written = writeOrder(sql, splitter, write, stored[index], inboundId)
    if (written) {
      orders.push(written)
      continue
    }
    const overtaken = write.expectedVersion > 0 ? 'conflict' : whyNotNew(sql, write.order.birthKey)
    const answer = isRepeat() ? 'repeat' : overtaken
    // The first order comes before all else: where it was overtaken there is nothing to undo.
    return index === 0 ? nothing(answer) : giveUp(answer)
  }
  if (inboundId !== undefined && !claimInbound(sql, inboundId)) {
    if (orders.length > 0) giveUp('repeat')
    return nothing('repeat')
  }
  for (const write of unit.records ?? []) if (!writeRecord(sql, write, unit.inboundId)) giveUp('conflict')
  if (unit.effects.length > 0) writeEffects(sql, unit.effects, context.nowMs())
  for (const person of unit.people ?? []) putMaster('people', person)
  for (const customer of unit.customers ?? []) putMaster('customers', customer)
  return { result: 'committed', orders }
}
