import { closeSync, fsyncSync, mkdirSync, openSync, readSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { codeOf, Fault, fault } from '../../domain/fault'
import { migrate } from './migrate'
import { lockDatabase } from './process-lock'
import { corrupt, openFault } from './sqlite-faults'

const MAGIC = 'SQLite format 3\0'

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** An open database that this process alone may use. */
export interface OpenDatabase {
  db: DatabaseSyncInstance
  path: string
  migrated: { from: number; to: number }
  close(): void
}

/**
 * Refuses a file that is not a SQLite database. A missing or empty file is a new one. The length is left to SQLite: after a power cut
 * during a checkpoint it may be odd, and the write-ahead log mends it.
 */
export function checkHeader(path: string): void {
  if (sizeOf(path) === 0) {
    // The first page is written before the first entry of the log, so a log without it is what is left of something.
    if (sizeOf(`${path}-wal`) > 0) throw corrupt(path, 'the file is empty or gone, but its write-ahead log is not')
    return
  }
  const start = Buffer.alloc(MAGIC.length)
  const file = openSync(path, 'r')
  try {
    readSync(file, start, 0, start.length, 0)
  } finally {
    closeSync(file)
  }
  if (start.toString('latin1') !== MAGIC) throw corrupt(path, 'the first page is not that of a SQLite database')
}

/** Walks every page; throws STORAGE_CORRUPT with the first places found. About a second per gigabyte. */
export function quickCheck(db: DatabaseSyncInstance, path: string): void {
  let rows: { quick_check: string }[]
  try {
    rows = db.prepare('PRAGMA quick_check(5)').all() as { quick_check: string }[]
  } catch (error) {
    throw openFault(path, 'checking its pages', error)
  }
  if (rows.length !== 1 || rows[0]?.quick_check !== 'ok') throw corrupt(path, rows.map((row) => row.quick_check).join('; '))
}

function makeFolder(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (error) {
    throw fault('STORAGE_UNWRITABLE', `Could not make the folder ${dirname(path)}: ${codeOf(error) ?? 'no reason given'}.`, {
      cause: error,
    })
  }
}

/** Makes the entry of a new file in its folder survive a power cut. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function connect(path: string): { db: DatabaseSyncInstance; migrated: OpenDatabase['migrated'] } {
  const db = new DatabaseSync(path, { timeout: 5000 })
  try {
    // FULL: the log is on disk when COMMIT returns, which is what every acknowledgement stands on.
    // What refers to an order or record is written behind it in the same write, and goes with it when a world is replaced.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF')
    // A checkpoint stops all writing while it is copied: a small one for some milliseconds, one of 8000 pages for half a second.
    db.exec('PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 2000')
    quickCheck(db, path)
    const migrated = migrate(db, path)
    return { db, migrated }
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Opens or creates the database. Throws STORAGE_LOCKED, STORAGE_CORRUPT, STORAGE_TOO_NEW or STORAGE_UNWRITABLE; each names the file,
 * what was attempted and what to do.
 */
export function openDatabase(path: string): OpenDatabase {
  makeFolder(path)
  const lock = lockDatabase(path)
  try {
    checkHeader(path)
    const { db, migrated } = connect(path)
    syncFolder(dirname(path))
    return {
      db,
      path,
      migrated,
      close() {
        try {
          // The driver cannot finalise statements, so SQLite does not tidy up by itself. Afterwards the one file holds everything.
          db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
        } finally {
          db.close()
          lock.release()
        }
      },
    }
  } catch (error) {
    lock.release()
    throw error instanceof Fault ? error : openFault(path, 'opening it', error)
  }
}
