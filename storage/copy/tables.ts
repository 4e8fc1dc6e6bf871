/** One row of any table, with its content as stored: JSON stays text, so that hashes and checksums hold on the other side. */
export type Row = Record<string, string | number | null>

export const TABLES = [
  'master',
  'notes',
  'memory',
  'chatlog',
  'inbox',
  'outbox',
  'orders',
  'events',
  'records',
  'recordEvents',
  'files',
] as const
export type Table = (typeof TABLES)[number]

/** One side of a copy. */
export interface CompanyTables {
  /** Rows after the cursor given by the last page ("" at first), and the next cursor; none when it was the last page. */
  page(table: Table, cursor: string, limit: number): Promise<{ rows: Row[]; next?: string }>
  /** Writes rows; the same row again changes nothing. */
  put(table: Table, rows: Row[]): Promise<void>
  count(table: Table): Promise<number>
  /** Bytes of a kept file by its row. */
  readFile(row: Row): Promise<Uint8Array>
  writeFile(row: Row, bytes: Uint8Array): Promise<void>
  /** After all rows: what is derived from them. */
  finish(): Promise<void>
}
