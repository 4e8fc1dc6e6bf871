import type { Inbound } from '../../domain/message'
import type { Inbox } from '../../domain/ports/order-book'
import type { GroupCommit } from './group-commit'
import type { Sql } from './statements'
import { claimInbound } from './write-commit'

export function createSqliteInbox(sql: Sql, group: GroupCommit): Inbox {
  const isHandled = (id: string): boolean =>
    sql.get<{ handled: number }>('SELECT handled FROM inbox WHERE id = ?', id)?.handled === 1
  return {
    accept: (inbound) =>
      group.writeOne(() => {
        const added = sql.run(
          'INSERT INTO inbox (id, handled, inbound) VALUES (?, 0, ?) ON CONFLICT (id) DO NOTHING',
          inbound.id,
          JSON.stringify(inbound),
        )
        return added.changes > 0 ? 'new' : 'repeat'
      }),
    pending: async (limit) =>
      sql
        .all<{ inbound: string }>('SELECT inbound FROM inbox WHERE handled = 0 ORDER BY seq LIMIT ?', limit)
        .map((row) => JSON.parse(row.inbound) as Inbound),
    async markHandled(id) {
      // Most events were marked by the write they caused; asking first spares a second one.
      if (!isHandled(id)) await group.write(() => claimInbound(sql, id))
    },
  }
}
