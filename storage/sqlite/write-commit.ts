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

/** Writes a command's outcome inside a running transaction; leaves by Undo when any part does not hold. */
export function writeCommit({ sql, splitter, nowMs, putMaster }: CommitContext, unit: Commit): CommitResult {
  if (unit.inboundId !== undefined && !claimInbound(sql, unit.inboundId)) giveUp('repeat')
  for (const { owner, key } of unit.fired ?? []) {
    if (!sql.get('SELECT 1 FROM timers WHERE owner = ? AND key = ?', owner, key)) giveUp('conflict')
  }
  for (const write of unit.orders) {
    const { number, birthKey } = write.order
    const stored = sql.get<StoredHead>('SELECT version, event_count, head_hash FROM orders WHERE number = ?', number)
    if (write.expectedVersion > 0) {
      if (stored?.version !== write.expectedVersion) giveUp('conflict')
    } else {
      if (sql.get('SELECT 1 FROM orders WHERE birth_key = ?', birthKey)) giveUp('repeat')
      const { prefix, serial } = splitter.split(number)
      if (stored || sql.get('SELECT 1 FROM orders WHERE prefix = ? AND serial = ?', prefix, serial)) giveUp('number-taken')
    }
    writeOrder(sql, splitter, write, stored, unit.inboundId)
  }
  for (const write of unit.records ?? []) if (!writeRecord(sql, write, unit.inboundId)) giveUp('conflict')
  for (const effect of unit.effects) writeEffect(sql, effect, nowMs)
  for (const person of unit.people ?? []) putMaster('people', person)
  for (const customer of unit.customers ?? []) putMaster('customers', customer)
  return 'committed'
}
