import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from '@photostructure/sqlite'
import { fault } from '../../domain/fault'
import { openFault, sqliteCode } from './sqlite-faults'

const BUSY = 5

const readPid = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').slice(0, 20).trim()
  } catch {
    // The holder may not have written its number yet; the lock alone decides.
    return 'unknown'
  }
}

/**
 * Lets one process at a time use a database. The operating system holds the lock, through SQLite, and drops it when the process
 * ends in any way; so a stale lock cannot exist, neither after kill -9 nor when a container gets the same process number again.
 * The pid file beside it only tells people who holds the lock.
 */
export function lockDatabase(path: string): { release: () => void } {
  const lockFile = `${path}.lock`
  const pidFile = `${path}.pid`
  let held: InstanceType<typeof DatabaseSync>
  try {
    held = new DatabaseSync(lockFile, { timeout: 0 })
    held.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    if (sqliteCode(error) !== BUSY) throw openFault(path, `locking ${lockFile}`, error)
    throw fault(
      'STORAGE_LOCKED',
      `The database ${path} is in use by process ${readPid(pidFile)}. Stop that process, or give this one another data folder (DATA_DIR).`,
      { cause: error },
    )
  }
  writeFileSync(pidFile, `${process.pid}\n`)
  return {
    release() {
      rmSync(pidFile, { force: true })
      held.close()
    },
  }
}
