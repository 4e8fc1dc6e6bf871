import { join } from 'node:path'
import type { Log } from '../domain/ports/log'
import type { StorageEngine } from './engine'
import { openSqliteStorage } from './sqlite/open-sqlite-storage'

export interface StorageOptions {
  dataDir: string
  log: Log
  nowIso: () => string
}

const DATABASE_FILE = 'gendan.db'

/** Opens the book: the embedded engine in the data folder. Throws the faults of openSqliteStorage. */
export const openStorage = ({ dataDir, log, nowIso }: StorageOptions): Promise<StorageEngine> =>
  openSqliteStorage({ path: join(dataDir, DATABASE_FILE), log, nowIso })
