import { crc32 } from 'node:zlib'
import type { Order } from '../../domain/order/order'
import type { BookRecord } from '../../domain/record/record'
import { fault } from '../../domain/fault'
import { canonicalJson } from '../canonical-json'
import { createFileStore } from '../file-store'
import { EVENTS_IN_ROW, partsOfRow } from '../sqlite/append-events'
import type { OpenDatabase } from '../sqlite/open-database'
import { vaultFolderOf } from '../sqlite/open-sqlite-storage'
import { createSql, instantMs, type SqlValue } from '../sqlite/statements'
import { readStored } from '../sqlite/sqlite-order-book'
import { projectRecord } from '../sqlite/sqlite-records'
import { projectOrder } from '../sqlite/write-order'
import type { CompanyTables, Row, Table } from './tables'

interface Shape {
  name: string
  /** Neutral member → column. */
  columns: Record<string, string>
}

const same = (...names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, name]))

const SHAPES: Record<Table, Shape> = {
  master: { name: 'master', columns: same('kind', 'id', 'position', 'body') },
  notes: { name: 'notes', columns: same('key', 'value') },
  memory: { name: 'channel_memory', columns: { ...same('seq', 'shelf', 'key', 'topic', 'value'), addedMs: 'added_ms' } },
  chatlog: { name: 'chat_log', columns: { ...same('seq', 'key', 'message'), chatId: 'chat_id' } },
  inbox: { name: 'inbox', columns: { ...same('seq', 'id', 'handled', 'inbound'), handledMs: 'handled_ms' } },
  outbox: {
    name: 'outbox',
    columns: {
      ...same('id', 'key', 'state', 'attempts', 'delivery', 'effect'),
      chat: 'chat_id',
      target: 'target_key',
      nextMs: 'next_ms',
      messageId: 'message_id',
      doneMs: 'done_ms',
    },
  },
  orders: {
    name: 'orders',
    columns: {
      ...same('number', 'version', 'prefix', 'serial', 'state'),
      birthKey: 'birth_key',
      eventCount: 'event_count',
      headHash: 'head_hash',
      crc: 'state_crc',
    },
  },
  events: {
    name: 'events',
    columns: { ...same('seq', 'at', 'hash', 'event'), number: 'order_number', byId: 'by_id', inboundId: 'inbound_id' },
  },
  records: {
    name: 'records',
    columns: { ...same('id', 'version', 'state'), eventCount: 'event_count', headHash: 'head_hash', crc: 'state_crc' },
  },
  recordEvents: {
    name: 'record_events',
    columns: { ...same('seq', 'at', 'hash', 'event'), number: 'record_id', byId: 'by_id', inboundId: 'inbound_id' },
  },
  files: { name: 'vault', columns: { ...same('ref', 'sha256', 'name'), mimeType: 'mime_type', sizeBytes: 'size_bytes' } },
}

const isLog = (table: Table): boolean => table === 'events' || table === 'recordEvents'

/** The rows of a log as rows of one event each. */
const oneByOne = (rows: Row[]): Row[] =>
  rows.flatMap((row) =>
    partsOfRow({ seq: Number(row['seq']), hash: String(row['hash']), event: String(row['event']) }).map(
      ({ event, ...part }): Row => ({ ...row, ...part, event: canonicalJson(event) }),
    ),
  )

/** The tables of the embedded engine, on a database that nobody else has open. */
export function sqliteTables({ db, path }: Pick<OpenDatabase, 'db' | 'path'>): CompanyTables {
  const sql = createSql(db)
  const store = createFileStore(vaultFolderOf(path))

  function putOrder(row: Row): void {
    const order = JSON.parse(String(row['state'])) as Order
    // It may stand there already, when a copy that was broken off begins again.
    const before = readStored(sql, path, order.number)
    sql.run(
      `INSERT INTO orders (number, version, birth_key, prefix, serial, customer_id, sales_id, status, phase, created_ms, event_count, head_hash, state_crc, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (number) DO UPDATE SET version = excluded.version, customer_id = excluded.customer_id, sales_id = excluded.sales_id,
         status = excluded.status, phase = excluded.phase, event_count = excluded.event_count, head_hash = excluded.head_hash,
         state_crc = excluded.state_crc, state = excluded.state`,
      order.number,
      row['version'] ?? 0,
      order.birthKey,
      row['prefix'] ?? '',
      row['serial'] ?? 0,
      order.customer?.id ?? null,
      order.salesId,
      order.status,
      order.phase,
      instantMs(order.createdAt),
      row['eventCount'] ?? 0,
      row['headHash'] ?? '',
      crc32(String(row['state'])),
      row['state'] ?? '',
    )
    projectOrder(sql, order, before)
  }

  function putRecord(row: Row): void {
    const record = JSON.parse(String(row['state'])) as BookRecord
    projectRecord(sql, record)
    sql.run(
      `INSERT INTO records (id, version, event_count, head_hash, state_crc, state) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET version = excluded.version, event_count = excluded.event_count, head_hash = excluded.head_hash,
         state_crc = excluded.state_crc, state = excluded.state`,
      record.id,
      row['version'] ?? 0,
      row['eventCount'] ?? 0,
      row['headHash'] ?? '',
      crc32(String(row['state'])),
      row['state'] ?? '',
    )
  }

  return {
    async page(table, cursor, limit) {
      const { name, columns } = SHAPES[table]
      const list = Object.entries(columns)
        .map(([member, column]) => `${column} AS "${member}"`)
        .join(', ')
      // Tables without rowid do not occur among those that are copied.
      const rows = sql.all<Row & { at_row: number }>(
        `SELECT rowid AS at_row, ${list} FROM ${name} WHERE rowid > ? ORDER BY rowid LIMIT ?`,
        Number(cursor || '0'),
        limit,
      )
      const last = rows.at(-1)
      const plain = rows.map(({ at_row: _row, ...row }) => row as Row)
      return {
        rows: isLog(table) ? oneByOne(plain) : plain,
        ...(last && rows.length === limit ? { next: String(last.at_row) } : {}),
      }
    },
    async put(table, rows) {
      const { name, columns } = SHAPES[table]
      const members = Object.keys(columns)
      const insert = `INSERT OR REPLACE INTO ${name} (${Object.values(columns).join(', ')}) VALUES (${members.map(() => '?').join(', ')})`
      db.exec('BEGIN IMMEDIATE')
      try {
        for (const row of rows) {
          if (table === 'orders') putOrder(row)
          else if (table === 'records') putRecord(row)
          else sql.run(insert, ...members.map((member): SqlValue => row[member] ?? null))
        }
        db.exec('COMMIT')
      } catch (error) {
        db.exec('ROLLBACK')
        throw error
      }
    },
    async count(table) {
      const rows = isLog(table) ? `COALESCE(SUM(${EVENTS_IN_ROW}), 0)` : 'COUNT(*)'
      return sql.get<{ n: number }>(`SELECT ${rows} AS n FROM ${SHAPES[table].name}`)?.n ?? 0
    },
    async readFile(row) {
      const bytes = await store.get(String(row['sha256']))
      if (!bytes) throw fault('FILE_CORRUPT', `The file ${row['ref']} is missing in the folder of kept files.`)
      return bytes
    },
    writeFile: async (_row, bytes) => void (await store.put(bytes)),
    finish: () => Promise.resolve(),
  }
}
