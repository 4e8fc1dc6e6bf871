import type { DueTimer, TimerIndex } from '../../domain/ports/order-book'
import { instantMs, type Sql } from './statements'

export function createSqliteTimers(sql: Sql): TimerIndex {
  return {
    due: async (nowIso, limit) =>
      sql
        .all<{ owner: string; key: string; due_at: string }>(
          'SELECT owner, key, due_at FROM timers WHERE due_ms <= ? ORDER BY due_ms, owner, key LIMIT ?',
          instantMs(nowIso),
          limit,
        )
        .map((row): DueTimer => ({ owner: row.owner, key: row.key, dueAt: row.due_at })),
    nextDueAt: async () => sql.get<{ due_at: string }>('SELECT due_at FROM timers ORDER BY due_ms, owner, key LIMIT 1')?.due_at,
  }
}
