import type { Doubt, Draft } from '../draft'

/**
 * One filled cell as a person sees it. Numbers are plain decimal strings without float noise, dates YYYY-MM-DD (with " HH:mm" where the
 * cell holds a time), texts as typed: "00123" keeps its zeros.
 */
export interface SheetCell {
  text: string
  kind: 'text' | 'number' | 'date' | 'error'
  /** The cell holds a formula. Nothing is computed: 'cached' is the value the file was saved with, 'missing' means there was none. */
  formula?: 'cached' | 'missing'
}

/** A rectangle of merged cells; rows and columns count from 0, both ends included. */
export interface MergedRange {
  top: number
  left: number
  bottom: number
  right: number
}

/** One sheet of a file. `rows[r][c]` is absent for an empty cell; `rows[0]` is the first row of the file. */
export interface Sheet {
  name: string
  hidden: boolean
  rows: (SheetCell | undefined)[][]
  merges: MergedRange[]
  /** Rows (from 0) that are hidden or filtered out in the file. */
  hiddenRows: number[]
}

/** One order read from a sheet. Doubts name `orders[0]` of this order alone. */
export interface SheetOrder {
  sheet: string
  /** What was read, as lines of text; the spans of the draft point into it. */
  text: string
  draft: Draft
  doubts: Doubt[]
  /** The row each line stands in, counted from 1 as the spreadsheet shows it. */
  lineRows: number[]
  /** Where each field was read: "lines[0].quantity" -> "C5". */
  cells: Record<string, string>
  /** What a person should know beside the doubts: codes of domain/wording/sheets.ts. */
  notes: SheetNote[]
}

export interface SheetNote {
  code:
    | 'ROWS_WITHOUT_QUANTITY'
    | 'HIDDEN_ROWS'
    | 'HIDDEN_SHEET'
    | 'NOT_CNY'
    | 'TWO_QUANTITIES'
    | 'QUANTITY_TOTAL'
    | 'FORMULA_WITHOUT_VALUE'
    | 'WORDS_WITH_GOODS'
    | 'TOO_LONG_SHEET'
    | 'SAME_FILE_BEFORE'
  params: Record<string, string>
}

/** Why a file that calls itself a sheet is not opened. Worded in domain/wording/sheets.ts. */
export type FileRefusalCode =
  | 'TOO_LARGE'
  | 'EXPANDS_TOO_MUCH'
  | 'TOO_MANY_ROWS'
  | 'ENCRYPTED'
  | 'OLD_FORMAT'
  | 'OTHER_FORMAT'
  | 'BROKEN'
  | 'EMPTY'

/** Why a file holds no order that could be read. */
export type NoOrderReason =
  | 'NO_TABLE'
  | 'NO_QUANTITY_COLUMN'
  | 'NO_GOODS_COLUMN'
  | 'NO_FILLED_ROWS'
  | 'OTHER_PAPER'
  | 'TOO_MANY_LINES'

export interface SheetReading {
  orders: SheetOrder[]
  /** Set when there is no order. */
  why?: NoOrderReason
}

/** "B7" for column 1, row 6 (from 0). */
export const cellName = (row: number, column: number): string => {
  let name = ''
  for (let c = column + 1; c > 0; c = Math.floor((c - 1) / 26)) name = String.fromCharCode(65 + ((c - 1) % 26)) + name
  return `${name}${row + 1}`
}
