import { join } from 'node:path'
import type { Log } from '../domain/ports/log'
import type { StorageEngine } from './engine'
import { openSqliteStorage } from './sqlite/open-sqlite-storage'

export interface StorageOptions {
  dataDir: string
  log: Log
  nowIso: () => string
  /** Address of MongoDB; "" or none = the embedded engine. */
  mongoUrl?: string
}

const DATABASE_FILE = 'gendan.db'

/** Opens the book: MongoDB where its address is given, else the embedded engine in the data folder. Throws the faults of either. */
export async function openStorage({ dataDir, log, nowIso, mongoUrl }: StorageOptions): Promise<StorageEngine> {
  if (!mongoUrl) return openSqliteStorage({ path: join(dataDir, DATABASE_FILE), log, nowIso })
  // Loaded only here: mongoose would triple the start of the embedded shape.
  // oxlint-disable-next-line typescript/no-require-imports
  const { openMongoStorage } = require('./mongo/open-mongo-storage') as typeof import('./mongo/open-mongo-storage')
  const storage = await openMongoStorage({ url: mongoUrl, log, nowIso })
  log.info(storage.server, 'connected to MongoDB')
  return storage
}
