import { dirname, join } from 'node:path'
import { codeOf } from '../../domain/fault'
import type { Log } from '../../domain/ports/log'
import type { Commit, CommitResult, MasterData } from '../../domain/ports/order-book'
import type { AuditedOrder, StorageEngine } from '../engine'
import { createFileStore } from '../file-store'
import { createNumberSplitter } from '../split-number'
import { createGroupCommit } from './group-commit'
import { openDatabase } from './open-database'
import { createOrderCache } from './order-cache'
import { createSqliteChannelMemory } from './sqlite-channel-memory'
import { createSqliteChatLog } from './sqlite-chat-log'
import { createSqliteFileVault } from './sqlite-file-vault'
import { createSqliteInbox } from './sqlite-inbox'
import { createSqliteMasterData, type SqliteMasterData } from './sqlite-master-data'
import { createOrderReader, type OrderRow, readEvents, readOrder } from './sqlite-order-book'
import { createSqliteOutbox } from './sqlite-outbox'
import { auditRecords, createRecordReader } from './sqlite-records'
import { createSqliteTimers } from './sqlite-timers'
import { trimSqlite } from './sqlite-trim'
import { workFault } from './sqlite-faults'
import { createSql, instantMs, type Sql } from './statements'
import { writeCommit } from './write-commit'

export interface SqliteOptions {
  /** The database file; the vault's files lie in the folder "vault" beside it. */
  path: string
  log: Log
  nowIso: () => string
}

export interface SqliteStorage extends StorageEngine {
  path: string
  vaultFolder: string
  /** What really is in force, read back from the database. */
  settings(): { journalMode: string; synchronous: number; sqlite: string }
}

export const vaultFolderOf = (path: string): string => join(dirname(path), 'vault')

interface AuditRow extends OrderRow {
  prefix: string
  serial: number
  event_count: number
  head_hash: string
}

function auditPage(sql: Sql, path: string, after: string, limit: number): AuditedOrder[] {
  const rows = sql.all<AuditRow>(
    'SELECT number, version, state, state_crc, prefix, serial, event_count, head_hash FROM orders WHERE number > ? ORDER BY number LIMIT ?',
    after,
    limit,
  )
  return rows.map((row) => ({
    order: readOrder(row, path),
    head: { count: row.event_count, hash: row.head_hash },
    parts: { prefix: row.prefix, serial: row.serial },
    events: readEvents(sql, row.number),
  }))
}

/** Turns the driver's errors of reading into faults. */
function guarded<Port extends object>(port: Port, path: string): Port {
  const out: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(port)) {
    out[name] = async (...args: unknown[]) => {
      try {
        return await (member as (...given: unknown[]) => Promise<unknown>)(...args)
      } catch (error) {
        const code = codeOf(error)
        // ERR_INVALID_STATE: the database was closed meanwhile.
        throw code === 'ERR_SQLITE_ERROR' || code === 'ERR_INVALID_STATE' ? workFault(path, `calling ${name}`, error) : error
      }
    }
  }
  return out as Port
}

const portOf = ({ put: _put, ...port }: SqliteMasterData): MasterData => port

/** The embedded engine: one database file, one process. Throws STORAGE_LOCKED, STORAGE_CORRUPT, STORAGE_TOO_NEW, STORAGE_UNWRITABLE. */
export async function openSqliteStorage({ path, log, nowIso }: SqliteOptions): Promise<SqliteStorage> {
  const opened = openDatabase(path)
  if (opened.migrated.from !== opened.migrated.to) log.info({ path, ...opened.migrated }, 'database schema brought up to date')
  const sql = createSql(opened.db)
  const group = createGroupCommit(opened.db, path)
  const splitter = createNumberSplitter()
  const cache = createOrderCache()
  /** Counts the worlds: an order that is written in one and answered in the next is gone by then. */
  let world = 0
  const master = createSqliteMasterData(sql, group, () => {
    world += 1
    cache.clear()
  })
  let closing: Promise<void> | undefined

  async function commit(unit: Commit): Promise<CommitResult> {
    const { result, orders, inWorld } = await group.write(() => ({
      ...writeCommit({ sql, path, splitter, cache, nowMs: () => instantMs(nowIso()), putMaster: master.put }, unit),
      inWorld: world,
    }))
    // It is on disk now: the next command on it need not read it again.
    if (inWorld === world) for (const order of orders) cache.keep(order)
    // What was decided on was not what is stored, whoever wrote that.
    if (result === 'conflict') for (const { order } of unit.orders) cache.drop(order.number)
    return result
  }

  async function highestSerial(prefix: string): Promise<number> {
    splitter.remember(prefix)
    return sql.get<{ top: number | null }>('SELECT MAX(serial) AS top FROM orders WHERE prefix = ?', prefix)?.top ?? 0
  }

  function close(): Promise<void> {
    closing ??= (async () => {
      group.close()
      opened.close()
    })()
    return closing
  }

  return {
    path,
    vaultFolder: vaultFolderOf(path),
    settings: () => ({
      journalMode: sql.get<{ journal_mode: string }>('PRAGMA journal_mode')?.journal_mode ?? '',
      synchronous: sql.get<{ synchronous: number }>('PRAGMA synchronous')?.synchronous ?? 0,
      sqlite: sql.get<{ version: string }>('SELECT sqlite_version() AS version')?.version ?? '',
    }),
    book: {
      ...guarded(
        { ...createOrderReader(sql, path, cache), ...createRecordReader(sql, path), highestSerial, commit, close },
        path,
      ),
      keepsOrder: true,
    },
    inbox: guarded(createSqliteInbox(sql, group), path),
    outbox: guarded(createSqliteOutbox(sql, group), path),
    timers: guarded(createSqliteTimers(sql), path),
    master: guarded(portOf(master), path),
    vault: guarded(createSqliteFileVault(sql, group, createFileStore(vaultFolderOf(path))), path),
    chatLog: guarded(createSqliteChatLog(sql, group), path),
    channelMemory: guarded(createSqliteChannelMemory(sql, group, nowIso), path),
    notes: guarded(
      {
        read: async (key: string) => sql.get<{ value: string }>('SELECT value FROM notes WHERE key = ?', key)?.value,
        write: (key: string, value: string) =>
          group.write(
            () =>
              void sql.run('INSERT INTO notes VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value),
          ),
      },
      path,
    ),
    ...guarded({ trim: (before: string) => trimSqlite(sql, group, before) }, path),
    audit: guarded(
      {
        page: async (after: string, limit: number) => auditPage(sql, path, after, limit),
        records: (after: string, limit: number) => auditRecords(sql, path, after, limit),
      },
      path,
    ),
    close,
  }
}
