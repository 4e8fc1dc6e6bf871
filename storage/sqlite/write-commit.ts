import type { Effect } from '../../domain/effect'
import type { Order } from '../../domain/order/order'
import type { Commit, CommitResult, OrderWrite } from '../../domain/ports/order-book'
import { chatOf, notBeforeOf, targetOf } from '../effect-places'
import type { NumberSplitter } from '../split-number'
import { Undo } from './group-commit'
import type { KeptOrder, OrderCache } from './order-cache'
import { writeRecord } from './sqlite-records'
import { instantMs, type Sql } from './statements'
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

function writeEffect(sql: Sql, effect: Effect, nowMs: number): void {
  const notBefore = notBeforeOf(effect)
  const nextMs = notBefore ? Math.max(nowMs, instantMs(notBefore)) : nowMs
  // A key that is known already was wished for before: the first wish holds.
  sql.run(
    'INSERT INTO outbox (key, chat_id, target_key, next_ms, effect) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING',
    effect.key,
    chatOf(effect) ?? null,
    targetOf(effect) ?? null,
    nextMs,
    JSON.stringify(effect),
  )
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
 * The order as it stands. The one that a command was decided on was read a moment ago and is mostly still at hand; then a command that
 * writes nothing before it need not look again, since its write finds out whether the order was overtaken.
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
    const one = storedOrder(context, write, index === 0 && unit.inboundId === undefined)
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
  const stored = storedOrders(context, unit)
  if (!stored) return nothing(unit.inboundId !== undefined && wasHandled(sql, unit.inboundId) ? 'repeat' : 'conflict')
  if (unit.inboundId !== undefined && !claimInbound(sql, unit.inboundId)) return nothing('repeat')
  const orders: KeptOrder[] = []
  for (const [index, write] of unit.orders.entries()) {
    const written = writeOrder(sql, splitter, write, stored[index], unit.inboundId)
    if (written) {
      orders.push(written)
      continue
    }
    const answer = write.expectedVersion > 0 ? 'conflict' : whyNotNew(sql, write.order.birthKey)
    // Where nothing was written yet there is nothing to undo.
    return index === 0 && unit.inboundId === undefined ? nothing(answer) : giveUp(answer)
  }
  for (const write of unit.records ?? []) if (!writeRecord(sql, write, unit.inboundId)) giveUp('conflict')
  if (unit.effects.length > 0) {
    const now = context.nowMs()
    for (const effect of unit.effects) writeEffect(sql, effect, now)
  }
  for (const person of unit.people ?? []) putMaster('people', person)
  for (const customer of unit.customers ?? []) putMaster('customers', customer)
  return { result: 'committed', orders }
}
