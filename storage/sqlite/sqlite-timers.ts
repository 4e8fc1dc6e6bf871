import type { DueTimer, TimerIndex } from '../../domain/ports/order-book'
import { instantMs, type Sql } from './statements'

/** One row with all of them: fetching each as a row of its own costs twice as much as writing and reading this text. */
const DUE = `SELECT json_group_array(json_array(owner, key, due_at)) AS list
  FROM (SELECT owner, key, due_at FROM timers WHERE due_ms <= ? ORDER BY due_ms, owner, key LIMIT ?)`

export function createSqliteTimers(sql: Sql): TimerIndex {
  return {
    async due(nowIso, limit) {
      const list = sql.get<{ list: string }>(DUE, instantMs(nowIso), limit)?.list ?? '[]'
      return (JSON.parse(list) as [string, string, string][]).map(([owner, key, dueAt]): DueTimer => ({ owner, key, dueAt }))
    },
    nextDueAt: async () => sql.get<{ due_at: string }>('SELECT due_at FROM timers ORDER BY due_ms, owner, key LIMIT 1')?.due_at,
  }
}
