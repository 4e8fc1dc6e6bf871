import type { ChatLog, LoggedMessage } from '../../domain/ports/chat-log'
import type { GroupCommit } from './group-commit'
import type { Sql } from './statements'

interface Row {
  seq: number
  message: string
}

const toMessage = (row: Row): LoggedMessage => ({ id: `m${row.seq}`, ...(JSON.parse(row.message) as Omit<LoggedMessage, 'id'>) })
const seqOf = (messageId: string): number => (/^m\d{1,15}$/.test(messageId) ? Number(messageId.slice(1)) : -1)

/** Ids are m1, m2, ... and are never given twice, not even after the log was cleared. */
export function createSqliteChatLog(sql: Sql, group: GroupCommit): ChatLog {
  const read = (messageId: string): LoggedMessage | undefined => {
    const row = sql.get<Row>('SELECT seq, message FROM chat_log WHERE seq = ?', seqOf(messageId))
    return row && toMessage(row)
  }
  return {
    append: (key, message) =>
      group.write(() => {
        const known = sql.get<Row>('SELECT seq, message FROM chat_log WHERE key = ?', key)
        if (known) return toMessage(known)
        const body = JSON.stringify(message)
        const { lastInsertRowid: seq } = sql.run(
          'INSERT INTO chat_log (key, chat_id, message) VALUES (?, ?, ?)',
          key,
          message.chatId,
          body,
        )
        return toMessage({ seq, message: body })
      }),
    replace: (messageId, change) =>
      group.write(() => {
        const stored = read(messageId)
        if (!stored) return undefined
        const { id, ...changed }: LoggedMessage = { ...stored, ...change }
        sql.run('UPDATE chat_log SET message = ? WHERE seq = ?', JSON.stringify(changed), seqOf(id))
        return read(messageId)
      }),
    get: async (messageId) => read(messageId),
    list: async (chatId, after) =>
      sql
        .all<Row>(
          'SELECT seq, message FROM chat_log WHERE chat_id = ? AND seq > ? ORDER BY seq',
          chatId,
          after ? seqOf(after) : -1,
        )
        .map(toMessage),
    clear: () => group.write(() => void sql.run('DELETE FROM chat_log')),
  }
}
