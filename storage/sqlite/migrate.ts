import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { fault } from '../../domain/fault'

interface Migration {
  version: number
  name: string
  sql: string
}

/** The migrations beside this file, in order: 0001-*.sql, 0002-*.sql, ... A released one is never changed. */
function readMigrations(folder = join(__dirname, 'migrations')): Migration[] {
  const found = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name): Migration => ({ version: Number(name.slice(0, 4)), name, sql: readFileSync(join(folder, name), 'utf8') }))
  for (const [index, migration] of found.entries()) {
    if (migration.version !== index + 1) throw fault('STORAGE_MIGRATIONS', `Migration ${index + 1} is missing in ${folder}`)
  }
  return found
}

const schemaVersion = (db: DatabaseSyncInstance): number =>
  (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version

/** Brings the schema up to date, each step whole or not at all. Throws STORAGE_TOO_NEW for a database of a later program. */
export function migrate(db: DatabaseSyncInstance, path: string, migrations = readMigrations()): { from: number; to: number } {
  const from = schemaVersion(db)
  const to = migrations.length
  if (from > to) {
    throw fault(
      'STORAGE_TOO_NEW',
      `The database ${path} has schema ${from}, this program knows up to ${to}. Start the newer program again, or restore a backup made by this version: npm run backup -- --restore <backup folder>`,
    )
  }
  for (const migration of migrations.slice(from)) {
    db.exec('BEGIN IMMEDIATE')
    try {
      db.exec(migration.sql)
      db.exec(`PRAGMA user_version = ${migration.version}`)
      db.exec('COMMIT')
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  }
  return { from, to }
}
