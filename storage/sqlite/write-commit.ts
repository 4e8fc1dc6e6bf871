import type { Effect } from '../../domain/effect'
import type { Commit, CommitResult } from '../../domain/ports/order-book'
import { chatOf, notBeforeOf, targetOf } from '../effect-places'
import type { NumberSplitter } from '../split-number'
import { Undo } from './group-commit'
import { writeRecord } from './sqlite-records'
import { instantMs, type Sql } from './statements'
import { type StoredHead, writeOrder } from './write-order'

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

const giveUp = (answer: CommitResult): never => {
  throw new Undo(answer)
}

export interface CommitContext {
  sql: Sql
  splitter: NumberSplitter
  nowMs: number
  putMaster: (kind: 'people' | 'customers', item: { id: string }) => void
}

const wasHandled = (sql: Sql, inboundId: string): boolean =>
  sql.get<{ handled: number }>('SELECT handled FROM inbox WHERE id = ?', inboundId)?.handled === 1

/** What the stored orders must be known by before they are written again; undefined when a version or a timer was overtaken. */
function headsOf(sql: Sql, unit: Commit): (StoredHead | undefined)[] | undefined {
  for (const { owner, key } of unit.fired ?? [])
    if (!sql.get('SELECT 1 FROM timers WHERE owner = ? AND key = ?', owner, key)) return undefined
  const heads: (StoredHead | undefined)[] = []
  for (const { order, expectedVersion } of unit.orders) {
    if (expectedVersion === 0) {
      heads.push(undefined)
      continue
    }
    const stored = sql.get<StoredHead>('SELECT version, event_count, head_hash FROM orders WHERE number = ?', order.number)
    if (stored?.version !== expectedVersion) return undefined
    heads.push(stored)
  }
  return heads
}

/** Why a new order was not taken in: it was born before, or its number is another's. */
const whyNotNew = (sql: Sql, birthKey: string): CommitResult =>
  sql.get('SELECT 1 FROM orders WHERE birth_key = ?', birthKey) ? 'repeat' : 'number-taken'

/**
 * Writes a command's outcome inside a running transaction. What can be known beforehand is looked at before anything is written, so that
 * nothing has to be undone then; it leaves by Undo when a later part does not hold.
 */
export function writeCommit({ sql, splitter, nowMs, putMaster }: CommitContext, unit: Commit): CommitResult {
  const heads = headsOf(sql, unit)
  if (!heads) return unit.inboundId !== undefined && wasHandled(sql, unit.inboundId) ? 'repeat' : 'conflict'
  if (unit.inboundId !== undefined && !claimInbound(sql, unit.inboundId)) return 'repeat'
  for (const [index, write] of unit.orders.entries()) {
    const written = writeOrder(sql, splitter, write, heads[index], unit.inboundId)
    if (!written) giveUp(write.expectedVersion > 0 ? 'conflict' : whyNotNew(sql, write.order.birthKey))
  }
  for (const write of unit.records ?? []) if (!writeRecord(sql, write, unit.inboundId)) giveUp('conflict')
  for (const effect of unit.effects) writeEffect(sql, effect, nowMs)
  for (const person of unit.people ?? []) putMaster('people', person)
  for (const customer of unit.customers ?? []) putMaster('customers', customer)
  return 'committed'
}
