import { crc32 } from 'node:zlib'
import type { BookRecord, RecordEvent } from '../../domain/record/record'
import type { LoggedRecordEvent, OrderBook, StoredRecord } from '../../domain/ports/order-book'
import type { AuditedRecord } from '../engine'
import type { ChainHead } from '../event-chain'
import { crcFault, instantMs, word } from './mongo-faults'
import type { EventPart, Models, RecordDoc } from './mongo-models'

/** The document of a record. Throws RangeError where an instant cannot be read. */
export function recordDocument(record: BookRecord, version: number, head: ChainHead): RecordDoc {
  const state = JSON.stringify(record)
  const timers = record.timers.map(({ key, dueAt }) => ({ key, dueAt, dueMs: instantMs(dueAt) }))
  return {
    _id: record.id,
    version,
    eventCount: head.count,
    headHash: head.hash,
    crc: crc32(state),
    state,
    lookups: [...new Set(record.lookups)],
    timers,
    nextDueMs: timers.length > 0 ? Math.min(...timers.map((timer) => timer.dueMs)) : null,
  }
}

type Stored = Pick<RecordDoc, '_id' | 'version' | 'state' | 'crc'>
const STORED = { version: 1, state: 1, crc: 1 } as const
/** Sorts after every id with the same beginning. */
const LAST = String.fromCodePoint(0x10ffff)

function readRecord<R extends BookRecord>({ _id, state, crc }: Stored): R {
  if (crc32(state) !== crc) throw crcFault(_id)
  return JSON.parse(state) as R
}

const stored = <R extends BookRecord>(row: Stored): StoredRecord<R> => ({ record: readRecord<R>(row), version: row.version })

/** The log of a record up to its stored version: a claim beyond it is not decided yet. */
async function eventsOf({ journal, records }: Models, id: string): Promise<LoggedRecordEvent[]> {
  const record = await records.findOne({ _id: word(id) }, { version: 1 }).lean<{ version: number }>()
  if (!record) return []
  const parts = await journal
    .find({ number: id, version: { $lte: record.version } }, { events: 1, version: 1 })
    .sort({ version: 1 })
    .lean<{ events: EventPart[] }[]>()
  return parts
    .flatMap((part) => part.events)
    .toSorted((a, b) => a.seq - b.seq)
    .map(({ seq, at, byId, inboundId, hash, event }) => ({
      recordId: id,
      seq,
      at,
      byId,
      ...(inboundId === null ? {} : { inboundId }),
      event: JSON.parse(event) as RecordEvent,
      hash,
    }))
}

type RecordReader = Pick<OrderBook, 'loadRecord' | 'loadRecordEvents' | 'findRecords' | 'listRecords'>

export function createMongoRecordReader(models: Models): RecordReader {
  const { records } = models
  return {
    async loadRecord<R extends BookRecord>(id: string) {
      const row = await records.findOne({ _id: word(id) }, STORED).lean<Stored>()
      return row ? stored<R>(row) : undefined
    },
    loadRecordEvents: (id) => eventsOf(models, id),
    async findRecords<R extends BookRecord>(lookup: string) {
      const rows = await records
        .find({ lookups: word(lookup) }, STORED)
        .sort({ _id: 1 })
        .lean<Stored[]>()
      return rows.map((row) => stored<R>(row))
    },
    async listRecords<R extends BookRecord>(prefix: string, after: string, limit: number) {
      const rows = await records
        .find({ _id: { $gte: word(prefix), $gt: word(after), $lt: `${prefix}${LAST}` } }, STORED)
        .sort({ _id: 1 })
        .limit(limit)
        .lean<Stored[]>()
      return rows.map((row) => stored<R>(row))
    },
  }
}

/** A portion of the records with everything that proves them. */
export async function auditRecords(models: Models, after: string, limit: number): Promise<AuditedRecord[]> {
  type Row = Stored & Pick<RecordDoc, 'eventCount' | 'headHash'>
  const rows = await models.records
    .find({ _id: { $gt: word(after) } }, { ...STORED, eventCount: 1, headHash: 1 })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Row[]>()
  const page: AuditedRecord[] = []
  for (const row of rows)
    page.push({
      record: readRecord(row),
      head: { count: row.eventCount, hash: row.headHash },
      events: await eventsOf(models, row._id),
    })
  return page
}
