import type { Effect } from '../../domain/effect'
import type { Commit, CommitResult, OrderWrite } from '../../domain/ports/order-book'
import { chatOf, notBeforeOf, targetOf } from '../effect-places'
import type { NumberSplitter } from '../split-number'
import { Undo } from './group-commit'
import type { KeptOrder, OrderCache } from './order-cache'
import { readStored } from './sqlite-order-book'
import { timersOfRecord, writeRecord } from './sqlite-records'
import { AS_TEXT, instantMs, type Sql, type SqlValue } from './statements'
import { boundText } from './text-bytes'
import { writeOrder } from './write-order'

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
  /** Of the database. */
  path: string
  splitter: NumberSplitter
  cache: OrderCache
  nowMs: () => number
  putMaster: (kind: 'people' | 'customers', item: { id: string }) => void
}

const wasHandled = (sql: Sql, inboundId: string): boolean =>
  sql.get<{ handled: number }>('SELECT handled FROM inbox WHERE id = ?', inboundId)?.handled === 1

const MARK = 'SELECT number, version, state_crc FROM orders WHERE number = ?'

/** An order as it stands, also by what was written in this transaction. It was read a moment ago and is mostly still at hand. */
function standing({ sql, path, cache }: CommitContext, number: string): KeptOrder | undefined {
  const mark = sql.get<Pick<KeptOrder, 'number' | 'version' | 'state_crc'>>(MARK, number)
  return mark && (cache.at(mark) ?? readStored(sql, path, number))
}

/** The first order of a command need not be looked at again: its write finds out whether it was overtaken. */
function storedOrder(context: CommitContext, write: OrderWrite, isFirst: boolean): KeptOrder | undefined {
  const { number } = write.order
  const last = isFirst ? context.cache.last(number) : undefined
  if (last?.version === write.expectedVersion) return last
  const now = standing(context, number)
  return now?.version === write.expectedVersion ? now : undefined
}

/** The stored orders that are written again, each in its place; undefined when a version or a timer was overtaken. */
function storedOrders(context: CommitContext, unit: Commit): (KeptOrder | undefined)[] | undefined {
  const stored: (KeptOrder | undefined)[] = []
  for (const [index, write] of unit.orders.entries()) {
    const one = write.expectedVersion === 0 ? undefined : storedOrder(context, write, index === 0)
    if (write.expectedVersion > 0 && !one) return undefined
    stored.push(one)
  }
  for (const { owner, key } of unit.fired ?? []) {
    const order = stored.find((one) => one?.number === owner) ?? standing(context, owner)
    const armed = order ? order.order.timers : timersOfRecord(context.sql, owner)
    if (!armed.some((timer) => timer.key === key)) return undefined
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
