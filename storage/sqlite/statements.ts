import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'

export type SqlValue = string | number | null | Uint8Array

/** Takes a text that is bound as its bytes. */
export const AS_TEXT = 'CAST(? AS TEXT)'

/** Runs SQL by its text; each text is prepared once. Texts must come from a fixed set, values always go in as parameters. */
export interface Sql {
  run(text: string, ...values: SqlValue[]): { changes: number; lastInsertRowid: number }
  get<Row>(text: string, ...values: SqlValue[]): Row | undefined
  all<Row>(text: string, ...values: SqlValue[]): Row[]
  /** The same with each row as its columns in their order: for many rows, since a row with names costs twice as much to read. */
  columns<Row extends (SqlValue | undefined)[]>(text: string, ...values: SqlValue[]): Row[]
}

export function createSql(db: DatabaseSyncInstance): Sql {
  const preparing = (setUp?: (statement: StatementSyncInstance) => void): ((text: string) => StatementSyncInstance) => {
    const prepared = new Map<string, StatementSyncInstance>()
    return (text) => {
      let statement = prepared.get(text)
      if (!statement) {
        statement = db.prepare(text)
        setUp?.(statement)
        prepared.set(text, statement)
      }
      return statement
    }
  }
  const prepare = preparing()
  const prepareColumns = preparing((statement) => statement.setReturnArrays(true))
  return {
    run(text, ...values) {
      const { changes, lastInsertRowid } = prepare(text).run(...values)
      return { changes, lastInsertRowid: Number(lastInsertRowid) }
    },
    get: <Row>(text: string, ...values: SqlValue[]) => prepare(text).get(...values) as Row | undefined,
    all: <Row>(text: string, ...values: SqlValue[]) => prepare(text).all(...values) as Row[],
    columns: <Row extends (SqlValue | undefined)[]>(text: string, ...values: SqlValue[]) =>
      prepareColumns(text).all(...values) as unknown as Row[],
  }
}

/** Milliseconds of an ISO instant with any offset, since texts with different offsets do not sort. */
export const instantMs = (iso: string): number => {
  const ms = Date.parse(iso)
  if (Number.isNaN(ms)) throw new RangeError(`not an ISO instant: ${iso.slice(0, 40)}`)
  return ms
}
