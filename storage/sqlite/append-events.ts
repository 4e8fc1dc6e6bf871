import type { LoggedEvent, LoggedRecordEvent } from '../../domain/ports/order-book'
import type { SealedEvent } from '../event-chain'
import type { Sql, SqlValue } from './statements'
import { boundText } from './text-bytes'

/** Where the logs of orders and of records lie. */
const LOGS = {
  order: { table: 'events', owner: 'order_number' },
  record: { table: 'record_events', owner: 'record_id' },
} as const
type Log = keyof typeof LOGS

/** So many events go into one statement. */
const MOST_AT_ONCE = 16

/** What all events of a write share is bound once: handing over the values costs more than the rows themselves. */
function insertOf(log: Log, count: number): string {
  const { table, owner } = LOGS[log]
  const rows = Array.from({ length: count }, (_, i) => `(?1, ?2 + ${i}, ?3, ?4, ?5, ?${6 + 2 * i}, CAST(?${7 + 2 * i} AS TEXT))`)
  return `INSERT INTO ${table} (${owner}, seq, at, by_id, inbound_id, hash, event) VALUES ${rows.join(', ')}`
}

const INSERTS: Record<Log, string[]> = {
  order: Array.from({ length: MOST_AT_ONCE }, (_, i) => insertOf('order', i + 1)),
  record: Array.from({ length: MOST_AT_ONCE }, (_, i) => insertOf('record', i + 1)),
}

/** Puts the events of one write at the end of their owner's log. */
export function appendEvents(sql: Sql, log: Log, ownerId: string, sealed: SealedEvent<LoggedEvent | LoggedRecordEvent>[]): void {
  for (let from = 0; from < sealed.length; from += MOST_AT_ONCE) {
    const some = sealed.slice(from, from + MOST_AT_ONCE)
    const first = some[0]?.logged
    const text = INSERTS[log][some.length - 1]
    if (!first || text === undefined) return
    const values: SqlValue[] = [ownerId, first.seq, first.at, first.byId, first.inboundId ?? null]
    for (const { logged, eventJson } of some) values.push(logged.hash, boundText(eventJson))
    sql.run(text, ...values)
  }
}
