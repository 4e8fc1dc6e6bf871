import type { Effect } from '../../domain/effect'
import type { Trimmed } from '../engine'
import { isPassing } from '../passing-effect'
import type { GroupCommit } from './group-commit'
import { instantMs, type Sql } from './statements'

/** So many at a time, so that nobody waits long behind the cleaning. */
const PORTION = 500

/** Forgets in small portions, each a write of its own among the others. */
export async function trimSqlite(sql: Sql, group: GroupCommit, before: string): Promise<Trimmed> {
  const beforeMs = instantMs(before)
  const trimmed: Trimmed = { inbox: 0, outbox: 0 }
  for (;;) {
    const gone = await group.write(
      () =>
        sql.run(
          'DELETE FROM inbox WHERE seq IN (SELECT seq FROM inbox WHERE handled = 1 AND handled_ms < ? ORDER BY seq LIMIT ?)',
          beforeMs,
          PORTION,
        ).changes,
    )
    trimmed.inbox += gone
    if (gone < PORTION) break
  }
  for (let after = 0; ; ) {
    const rows = sql.all<{ id: number; effect: string }>(
      'SELECT id, effect FROM outbox WHERE id > ? AND state <> 0 AND done_ms < ? ORDER BY id LIMIT ?',
      after,
      beforeMs,
      PORTION,
    )
    const passing = rows.filter((row) => isPassing(JSON.parse(row.effect) as Effect))
    await group.write(() => passing.forEach((row) => sql.run('DELETE FROM outbox WHERE id = ?', row.id)))
    trimmed.outbox += passing.length
    after = rows.at(-1)?.id ?? 0
    if (rows.length < PORTION) return trimmed
  }
}
