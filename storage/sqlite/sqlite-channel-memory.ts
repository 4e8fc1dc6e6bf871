import type { ChannelMemory, MemoryEntry } from '../../domain/ports/channel-memory'
import type { GroupCommit } from './group-commit'
import { instantMs, type Sql } from './statements'

export function createSqliteChannelMemory(sql: Sql, group: GroupCommit, nowIso: () => string): ChannelMemory {
  const put = (shelf: string, { key, topic, value }: MemoryEntry): void =>
    void sql.run(
      `INSERT INTO channel_memory (shelf, key, topic, added_ms, value) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (shelf, key) DO UPDATE SET topic = excluded.topic, value = excluded.value`,
      shelf,
      key,
      topic,
      instantMs(nowIso()),
      value,
    )
  return {
    read: async (shelf, key) =>
      sql.get<MemoryEntry>('SELECT key, topic, value FROM channel_memory WHERE shelf = ? AND key = ?', shelf, key),
    newest: async (shelf, topic, limit) =>
      sql.all<MemoryEntry>(
        'SELECT key, topic, value FROM channel_memory WHERE shelf = ? AND topic = ? ORDER BY seq DESC LIMIT ?',
        shelf,
        topic,
        limit,
      ),
    list: async (shelf) =>
      sql.all<MemoryEntry>('SELECT key, topic, value FROM channel_memory WHERE shelf = ? ORDER BY seq', shelf),
    write: (shelf, entry) => group.write(() => put(shelf, entry)),
    pair: (shelf, entry) =>
      group.write(() => {
        sql.run('DELETE FROM channel_memory WHERE shelf = ? AND (key = ? OR topic = ?)', shelf, entry.key, entry.topic)
        put(shelf, entry)
      }),
    remove: (shelf, key, onlyValue) =>
      group.write(
        () =>
          (onlyValue === undefined
            ? sql.run('DELETE FROM channel_memory WHERE shelf = ? AND key = ?', shelf, key)
            : sql.run('DELETE FROM channel_memory WHERE shelf = ? AND key = ? AND value = ?', shelf, key, onlyValue)
          ).changes > 0,
      ),
    forgetBefore: (shelf, iso) =>
      group.write(() => sql.run('DELETE FROM channel_memory WHERE shelf = ? AND added_ms < ?', shelf, instantMs(iso)).changes),
  }
}
