/** What a sheet may be at most. An order sheet of 200 lines with pictures stays far below each of these. */
export const LIMITS = {
  fileBytes: 8_000_000,
  /** All parts that are read, after decompression. */
  inflatedBytes: 40_000_000,
  /** Decompressed by compressed, for parts above `ratioFrom` bytes. Formatted empty rows reach about 60. */
  ratio: 200,
  ratioFrom: 2_000_000,
  zipEntries: 2000,
  sheets: 50,
  /** Rows with something in them, per sheet. */
  rows: 2000,
  /** No row of an order stands further down, even behind empty ones. */
  lastRow: 20_000,
  columns: 200,
  cellCharacters: 2000,
  merges: 1000,
  csvBytes: 4_000_000,
} as const
