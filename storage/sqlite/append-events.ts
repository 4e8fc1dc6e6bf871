import type { LoggedEvent, LoggedRecordEvent } from '../../domain/ports/order-book'
import type { SealedEvent } from '../event-chain'
import { AS_TEXT, type Sql } from './statements'
import { boundText } from './text-bytes'

// The events of one write lie in one row of the log: what they share once, their hashes in a line, their JSON in a list.
const insertInto = (table: string, owner: string): string =>
  `INSERT INTO ${table} (${owner}, seq, at, by_id, inbound_id, hash, event) VALUES (?, ?, ?, ?, ?, ?, ${AS_TEXT})`

const INSERTS = { order: insertInto('events', 'order_number'), record: insertInto('record_events', 'record_id') } as const

/** Puts the events of one write at the end of their owner's log. */
export function appendEvents(
  sql: Sql,
  log: keyof typeof INSERTS,
  ownerId: string,
  sealed: SealedEvent<LoggedEvent | LoggedRecordEvent>[],
): void {
  const first = sealed[0]?.logged
  if (!first) return
  const hashes = sealed.map(({ logged }) => logged.hash).join(' ')
  const events = `[${sealed.map(({ eventJson }) => eventJson).join(',')}]`
  sql.run(INSERTS[log], ownerId, first.seq, first.at, first.byId, first.inboundId ?? null, hashes, boundText(events))
}

interface Part<Event> {
  seq: number
  hash: string
  event: Event
}

/** The events of a row, whose `seq` is the place of the first one. Rows that were written before schema 6 hold one event each, as it is. */
export function partsOfRow<Event>({ seq, hash, event }: Part<string>): Part<Event>[] {
  const parsed = JSON.parse(event) as Event | Event[]
  const hashes = hash.split(' ')
  return (Array.isArray(parsed) ? parsed : [parsed]).map((one, i) => ({ seq: seq + i, hash: hashes[i] ?? '', event: one }))
}

/** How many events a row holds: a hash has 64 signs. */
export const EVENTS_IN_ROW = '(LENGTH(hash) + 1) / 65'

/** A row of a log without its owner. */
export interface LogRow extends Part<string> {
  at: string
  by_id: string
  inbound_id: string | null
}

type Placed<Event> = Part<Event> & Pick<LoggedEvent, 'at' | 'byId' | 'inboundId'>

export const eventsOfRow = <Event>({ at, by_id: byId, inbound_id: inboundId, ...row }: LogRow): Placed<Event>[] =>
  partsOfRow<Event>(row).map((part) => ({ ...part, at, byId, ...(inboundId === null ? {} : { inboundId }) }))
