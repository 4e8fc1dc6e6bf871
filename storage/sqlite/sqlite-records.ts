import { crc32 } from 'node:zlib'
import type { BookRecord, RecordEvent } from '../../domain/record/record'
import type { LoggedRecordEvent, OrderBook, RecordWrite, StoredRecord } from '../../domain/ports/order-book'
import type { AuditedRecord } from '../engine'
import { CHAIN_START, chainRecordEvents } from '../event-chain'
import { appendEvents, eventsOfRow, type LogRow } from './append-events'
import { corrupt } from './sqlite-faults'
import type { Sql } from './statements'
import { type Armed, projectTimers } from './write-order'

interface RecordRow {
  id: string
  version: number
  state: string
  state_crc: number
}

/** Sorts after every id with the same beginning. */
const LAST = String.fromCodePoint(0x10ffff)
const COLUMNS = 'id, version, state, state_crc'

function readRecord<R extends BookRecord>(row: RecordRow, path: string): R {
  if (crc32(row.state) !== row.state_crc) throw corrupt(path, `the stored state of record ${row.id} does not match its checksum`)
  return JSON.parse(row.state) as R
}

/** Events after a place in a record's log; of no more than `limit` writes, -1 = all. */
const readRecordEvents = (sql: Sql, recordId: string, after = 0, limit = -1): LoggedRecordEvent[] =>
  sql
    .all<LogRow>(
      'SELECT seq, at, by_id, inbound_id, hash, event FROM record_events WHERE record_id = ? AND seq > ? ORDER BY seq LIMIT ?',
      recordId,
      after,
      limit,
    )
    .flatMap((row) => eventsOfRow<RecordEvent>(row).map((placed) => ({ recordId, ...placed })))

type RecordReader = Pick<OrderBook, 'loadRecord' | 'loadRecordEvents' | 'findRecords' | 'listRecords'>

export function createRecordReader(sql: Sql, path: string): RecordReader {
  const stored = <R extends BookRecord>(row: RecordRow): StoredRecord<R> => ({
    record: readRecord<R>(row, path),
    version: row.version,
  })
  return {
    async loadRecord<R extends BookRecord>(id: string) {
      const row = sql.get<RecordRow>(`SELECT ${COLUMNS} FROM records WHERE id = ?`, id)
      return row && stored<R>(row)
    },
    loadRecordEvents: async (id) => readRecordEvents(sql, id),
    findRecords: async <R extends BookRecord>(lookup: string) =>
      sql
        .all<RecordRow>(
          `SELECT ${COLUMNS} FROM record_lookups CROSS JOIN records ON id = record_id WHERE word = ? ORDER BY record_id`,
          lookup,
        )
        .map((row) => stored<R>(row)),
    listRecords: async <R extends BookRecord>(prefix: string, after: string, limit: number) =>
      sql
        .all<RecordRow>(
          `SELECT ${COLUMNS} FROM records WHERE id >= ? AND id < ? AND id > ? ORDER BY id LIMIT ?`,
          prefix,
          `${prefix}${LAST}`,
          after,
          limit,
        )
        .map((row) => stored<R>(row)),
  }
}

const HEAD = 'SELECT version, event_count, head_hash FROM records WHERE id = ?'
const TIMERS = "SELECT state -> '$.timers' AS timers FROM records WHERE id = ?"

/** What a stored record has armed; nothing when there is no such record. */
export const timersOfRecord = (sql: Sql, id: string): Armed =>
  JSON.parse(sql.get<{ timers: string }>(TIMERS, id)?.timers ?? '[]') as Armed

/** Writes one record whole: state, new events, timers and words. False when its version was overtaken. */
export function writeRecord(sql: Sql, write: RecordWrite, inboundId: string | undefined): boolean {
  const { record, expectedVersion } = write
  const stored = sql.get<{ version: number; event_count: number; head_hash: string }>(HEAD, record.id)
  if ((stored?.version ?? 0) !== expectedVersion) return false
  const before = stored ? { count: stored.event_count, hash: stored.head_hash } : { count: 0, hash: CHAIN_START }
  const { sealed, head } = chainRecordEvents(before, write, inboundId)
  const state = JSON.stringify(record)
  projectRecord(sql, record)
  sql.run(
    `INSERT INTO records (id, version, event_count, head_hash, state_crc, state) VALUES (?, 1, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET version = version + 1, event_count = excluded.event_count, head_hash = excluded.head_hash,
       state_crc = excluded.state_crc, state = excluded.state`,
    record.id,
    head.count,
    head.hash,
    crc32(state),
    state,
  )
  appendEvents(sql, 'record', record.id, sealed)
  return true
}

/** Writes what a record is found and woken by; before it is written itself, since what has to go is told by the stored one. */
export function projectRecord(sql: Sql, record: BookRecord): void {
  projectTimers(sql, record.id, record.timers, timersOfRecord(sql, record.id))
  sql.run('DELETE FROM record_lookups WHERE record_id = ?', record.id)
  for (const word of new Set(record.lookups))
    sql.run('INSERT INTO record_lookups (word, record_id) VALUES (?, ?)', word, record.id)
}

/** The events of so many writes are read at a time: some logs have grown since the first day. */
const PORTION = 500

/** A portion of the records with everything that proves them. */
export async function auditRecords(sql: Sql, path: string, after: string, limit: number): Promise<AuditedRecord[]> {
  const page: AuditedRecord[] = []
  for (const { id } of sql.all<{ id: string }>('SELECT id FROM records WHERE id > ? ORDER BY id LIMIT ?', after, limit)) {
    const events: LoggedRecordEvent[] = []
    for (;;) {
      const part = readRecordEvents(sql, id, events.at(-1)?.seq, PORTION)
      events.push(...part)
      if (part.length < PORTION) break
      await new Promise((resolve) => setImmediate(resolve))
    }
    // What is stored belongs to the last portion: both are read at one instant.
    const row = sql.get<RecordRow & { event_count: number; head_hash: string }>(
      `SELECT ${COLUMNS}, event_count, head_hash FROM records WHERE id = ?`,
      id,
    )
    if (row) page.push({ record: readRecord(row, path), head: { count: row.event_count, hash: row.head_hash }, events })
  }
  return page
}
