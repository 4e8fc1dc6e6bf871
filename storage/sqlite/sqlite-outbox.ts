import type { Effect } from '../../domain/effect'
import type { Delivery } from '../../domain/message'
import type { FailedRow, Outbox, OutboxRow } from '../../domain/ports/order-book'
import type { GroupCommit } from './group-commit'
import { instantMs, type Sql } from './statements'

/** So many of one chat at a time: enough to work on, too few to crowd out others. */
const MOST_OF_ONE_CHAT = 16
const MOST_READ = 1024
const STATE = { accepted: 1, refused: 2, unknown: 3 } as const

interface Row {
  id: number
  effect: string
  attempts: number
  next_ms: number
}

interface FailedSqlRow {
  id: number
  effect: string
  state: number
  attempts: number
  delivery: string
  done_ms: number
}

interface MessageRow {
  key: string
  chat_id: string
  message_id: string
}

// Behind an effect that waits for another attempt, the rest of its chat waits too. One held back by its own "not before" has not been
// tried and holds nobody up. An update waits for the message that it changes.
const FREE = `
  NOT EXISTS (SELECT 1 FROM outbox b WHERE b.state = 0 AND b.attempts > 0 AND b.chat_id = o.chat_id AND b.id < o.id AND b.next_ms > ?)
  AND (o.target_key IS NULL OR NOT EXISTS (SELECT 1 FROM outbox t WHERE t.key = o.target_key AND t.state = 0))`
const COLUMNS = 'o.id, o.effect, o.attempts, o.next_ms'

const CHATS = `
  WITH RECURSIVE chats (chat) AS (
    SELECT MIN(chat_id) FROM outbox WHERE state = 0 AND chat_id IS NOT NULL
    UNION ALL
    SELECT (SELECT MIN(chat_id) FROM outbox WHERE state = 0 AND chat_id > chats.chat) FROM chats WHERE chats.chat IS NOT NULL)
  SELECT chat FROM chats WHERE chat IS NOT NULL`
const OF_CHAT = `SELECT ${COLUMNS} FROM outbox o WHERE o.state = 0 AND o.chat_id = ? AND o.next_ms <= ? AND ${FREE} ORDER BY o.id LIMIT ?`
const OF_NO_CHAT = `SELECT ${COLUMNS} FROM outbox o WHERE o.state = 0 AND o.chat_id IS NULL AND o.next_ms <= ? ORDER BY o.id LIMIT ?`
const NEXT = `
  SELECT o.next_ms FROM outbox o
  WHERE o.state = 0
    AND NOT EXISTS (SELECT 1 FROM outbox b WHERE b.state = 0 AND b.attempts > 0 AND b.chat_id = o.chat_id AND b.id < o.id)
    AND (o.target_key IS NULL OR NOT EXISTS (SELECT 1 FROM outbox t WHERE t.key = o.target_key AND t.state = 0))
  ORDER BY o.next_ms LIMIT 1`
const MESSAGES = `
  SELECT key, COALESCE(chat_id, '') AS chat_id, message_id FROM outbox
  WHERE key IN (SELECT value FROM json_each(?)) AND message_id IS NOT NULL`

const toFailed = (row: FailedSqlRow): FailedRow => {
  const delivery = JSON.parse(row.delivery) as Delivery
  return {
    id: row.id,
    effect: JSON.parse(row.effect) as Effect,
    state: row.state === STATE.refused ? 'refused' : 'unknown',
    reason: delivery.state === 'accepted' ? '' : delivery.reason,
    attempts: row.attempts,
    at: new Date(row.done_ms).toISOString(),
  }
}

/** The foremost of every chat before the second of any, so that a long queue leaves room for the others. */
function takeFairly(queues: Row[][], limit: number): Row[] {
  const taken: Row[] = []
  for (let place = 0; taken.length < limit; place += 1) {
    const level = queues.flatMap((queue) => queue[place] ?? [])
    if (level.length === 0) break
    taken.push(...level.slice(0, limit - taken.length))
  }
  return taken.toSorted((a, b) => a.id - b.id)
}

export function createSqliteOutbox(sql: Sql, group: GroupCommit): Outbox {
  const messagesOf = (keys: string[]) => {
    const rows = sql.all<MessageRow>(MESSAGES, JSON.stringify(keys))
    return new Map(rows.map((row) => [row.key, { chatId: row.chat_id, messageId: row.message_id }]))
  }
  /** Undone effects are looked at again and again until they are done; what they say never changes. */
  const read = new Map<number, Effect>()
  const toRow = (row: Row): OutboxRow => {
    const effect = read.get(row.id) ?? (JSON.parse(row.effect) as Effect)
    if (read.size >= MOST_READ) read.clear()
    read.set(row.id, effect)
    return { id: row.id, effect, attempts: row.attempts, nextAt: new Date(row.next_ms).toISOString() }
  }
  return {
    async due(nowIso, limit) {
      const now = instantMs(nowIso)
      const queues = sql.all<{ chat: string }>(CHATS).map(({ chat }) => sql.all<Row>(OF_CHAT, chat, now, now, MOST_OF_ONE_CHAT))
      const alone = sql.all<Row>(OF_NO_CHAT, now, limit).map((row) => [row])
      return takeFairly([...queues, ...alone], limit).map(toRow)
    },
    async nextDueAt() {
      const row = sql.get<{ next_ms: number }>(NEXT)
      return row && new Date(row.next_ms).toISOString()
    },
    async record(id, delivery, retryAt) {
      const body = JSON.stringify(delivery)
      await group.write(() => {
        if (retryAt !== undefined) {
          sql.run(
            'UPDATE outbox SET attempts = attempts + 1, next_ms = ?, delivery = ? WHERE id = ? AND state = 0',
            instantMs(retryAt),
            body,
            id,
          )
          return
        }
        const messageId = delivery.state === 'accepted' && delivery.messageId !== '' ? delivery.messageId : null
        sql.run(
          'UPDATE outbox SET attempts = attempts + 1, state = ?, message_id = ?, delivery = ?, done_ms = unixepoch() * 1000 WHERE id = ? AND state = 0',
          STATE[delivery.state],
          messageId,
          body,
          id,
        )
      })
    },
    messageOf: async (key) => messagesOf([key]).get(key),
    messagesOf: async (keys) => messagesOf(keys),
    async effectOf(chatId, messageId) {
      // A message and its later updates share an id; the first one is what it was sent as.
      const row = sql.get<{ effect: string }>(
        'SELECT effect FROM outbox WHERE chat_id = ? AND message_id = ? ORDER BY id LIMIT 1',
        chatId,
        messageId,
      )
      return row && (JSON.parse(row.effect) as Effect)
    },
    undone: async () => sql.get<{ n: number }>('SELECT COUNT(*) AS n FROM outbox WHERE state = 0')?.n ?? 0,
    failed: async (limit) =>
      sql
        .all<FailedSqlRow>(
          'SELECT id, effect, state, attempts, delivery, done_ms FROM outbox WHERE state > 1 ORDER BY done_ms DESC, id DESC LIMIT ?',
          limit,
        )
        .map(toFailed),
    failedCount: async () => sql.get<{ n: number }>('SELECT COUNT(*) AS n FROM outbox WHERE state > 1')?.n ?? 0,
    redrive: (id, nowIso) =>
      group.write(
        () =>
          sql.run(
            'UPDATE outbox SET state = 0, attempts = 0, next_ms = MIN(next_ms, ?), done_ms = NULL WHERE id = ? AND state > 1',
            instantMs(nowIso),
            id,
          ).changes > 0,
      ),
  }
}
