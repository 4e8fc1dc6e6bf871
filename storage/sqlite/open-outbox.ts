import { DatabaseSync } from '@photostructure/sqlite'
import type { Outbox } from '../../domain/ports/order-book'
import { createGroupCommit } from './group-commit'
import { checkHeader } from './open-database'
import { createSqliteOutbox } from './sqlite-outbox'
import { createSql } from './statements'

/** The outbox of a database that may be in use: SQLite itself lets one write at a time. Nothing of the schema is changed. */
export function openOutboxBeside(path: string): { outbox: Outbox; close: () => void } {
  checkHeader(path)
  const db = new DatabaseSync(path, { timeout: 5000 })
  db.exec('PRAGMA synchronous = FULL')
  const group = createGroupCommit(db, path)
  return {
    outbox: createSqliteOutbox(createSql(db), group),
    close() {
      group.close()
      db.close()
    },
  }
}
