import { hasQuantity, headerAt, type Column, type Header } from './sheet-header'
import { squeezed } from './sheet-values'
import { IGNORED_LABELS, LABEL_AS, SUBTOTAL_WORDS, TOTAL_WORDS, type ColumnField } from './sheet-words'
import { cellName, type Sheet, type SheetCell } from './sheet'

/** A filled cell with its place. */
export interface Placed {
  cell: SheetCell
  row: number
  column: number
  name: string
}

/** One row of a table, by what its columns mean. */
export interface TableRow {
  row: number
  hidden: boolean
  of(field: ColumnField): Placed | undefined
  /** All columns of this meaning, in order: several spec columns make one spec. */
  all(field: ColumnField): { column: Column; at: Placed }[]
}

export interface Table {
  header: Header
  rows: TableRow[]
  /** Rows that add up the table. */
  totals: TableRow[]
  /** Rows of the sheet that belong to the table in any way. */
  taken: Set<number>
}

/** Tall merged cells stand for each of their rows where they name something; amounts are never repeated. */
const REPEATED = new Set<ColumnField>([
  'product',
  'code',
  'model',
  'spec',
  'color',
  'unit',
  'date',
  'customer',
  'orderNo',
  'address',
  'contact',
  'phone',
  'packaging',
])

function rowOf(sheet: Sheet, header: Header, row: number): TableRow {
  const placed = (column: Column): Placed | undefined => {
    const own = sheet.rows[row]?.[column.at]
    if (own && own.text.trim() !== '') return { cell: own, row, column: column.at, name: cellName(row, column.at) }
    if (!REPEATED.has(column.field)) return undefined
    const m = sheet.merges.find(
      (x) => x.left <= column.at && x.right >= column.at && x.top < row && x.bottom >= row && x.top > header.bottom,
    )
    const cell = m ? sheet.rows[m.top]?.[m.left] : undefined
    return m && cell && cell.text.trim() !== '' ? { cell, row: m.top, column: m.left, name: cellName(m.top, m.left) } : undefined
  }
  const all = (field: ColumnField) =>
    header.columns.flatMap((column) => {
      const at = column.field === field ? placed(column) : undefined
      return at ? [{ column, at }] : []
    })
  return { row, hidden: sheet.hiddenRows.includes(row), of: (field) => all(field)[0]?.at, all }
}

/** A row with sizes as one row per size that is ordered; the amount belongs to all of them together and to none alone. */
function bySize(sheet: Sheet, header: Header, row: TableRow): TableRow[] {
  const filled = header.sizes.flatMap(({ at, label }) => {
    const cell = sheet.rows[row.row]?.[at]
    return cell && cell.text.trim() !== '' ? [{ at, label, cell }] : []
  })
  if (filled.length === 0) return [row]
  return filled.map(({ at, label, cell }): TableRow => {
    const quantity: Placed = { cell, row: row.row, column: at, name: cellName(row.row, at) }
    const size: Placed = { cell: { text: label, kind: 'text' }, row: header.top, column: at, name: cellName(header.top, at) }
    const all: TableRow['all'] = (field) => {
      if (field === 'quantity') return [{ column: { at, field, heading: label }, at: quantity }]
      if (field === 'amount') return []
      return field === 'spec' ? [...row.all(field), { column: { at, field, heading: label }, at: size }] : row.all(field)
    }
    return { row: row.row, hidden: row.hidden, all, of: (field) => all(field)[0]?.at }
  })
}

const firstWords = (sheet: Sheet, row: number): string =>
  sheet.rows[row]?.find((c) => c !== undefined && c.text.trim() !== '')?.text ?? ''

/** 备注：…, 收货地址 | 广州…: a row of the block below, not of the table. */
const isStatement = (words: string): boolean => {
  const head = squeezed(words.split(/[:：]/)[0] ?? '')
  return /^[^:：]{1,16}[:：]/.test(words.trim()) || Object.hasOwn(LABEL_AS, head) || (IGNORED_LABELS.has(head) && head !== 'no')
}

const GOODS: ColumnField[] = ['product', 'code', 'model', 'spec', 'color', 'quantity']

/** Every table of a sheet with a heading by meaning, from top to bottom. */
export function tablesOf(sheet: Sheet): Table[] {
  const tables: Table[] = []
  let table: Table | undefined
  let closed = true
  for (let r = 0; r < sheet.rows.length; r++) {
    const words = firstWords(sheet, r)
    if (words === '') continue
    const header = headerAt(sheet, r)
    if (header) {
      table = { header, rows: [], totals: [], taken: new Set() }
      for (let h = header.top; h <= header.bottom; h++) table.taken.add(h)
      tables.push(table)
      closed = false
      r = header.bottom
      continue
    }
    if (!table || closed) continue
    const row = rowOf(sheet, table.header, r)
    const squeezedWords = squeezed(words)
    if (SUBTOTAL_WORDS.test(squeezedWords)) {
      table.taken.add(r)
    } else if (TOTAL_WORDS.test(squeezedWords) || TOTAL_WORDS.test(squeezed(row.of('product')?.cell.text ?? ''))) {
      table.totals.push(row)
      table.taken.add(r)
    } else if (isStatement(words) && row.of('quantity') === undefined) {
      closed = true
    } else if (GOODS.some((f) => row.of(f) !== undefined) || table.header.sizes.some((s) => sheet.rows[r]?.[s.at])) {
      if (table.totals.length > 0) closed = true
      else {
        table.rows.push(...(table.header.sizes.length > 0 ? bySize(sheet, table.header, row) : [row]))
        table.taken.add(r)
      }
    }
  }
  return tables
}

/** The tables that can be orders: those that say how much. */
export const orderTables = (tables: Table[]): Table[] => tables.filter((t) => hasQuantity(t.header))
