import { COLUMN_WORDS, COUNTED, FOREIGN, type ColumnField } from './sheet-words'
import { sheetUnit, squeezed } from './sheet-values'
import type { Sheet, SheetCell } from './sheet'

/** A column of the table and what its heading says beyond its meaning. */
export interface Column {
  at: number
  field: ColumnField
  heading: string
  /** From 单价(元/令), 数量（令）, 箱数. */
  unit?: string
  /** 克重(g): written behind every value. */
  suffix?: string
  taxIncluded?: boolean
  foreign?: true
}

export interface Header {
  /** Rows from `top` to `bottom` (from 0) are headings. */
  top: number
  bottom: number
  columns: Column[]
  /** Several columns of the same meaning: the first is used, people are told. */
  rivals: Column[]
  /** Columns headed by a size, each holding how many of it: S, M, L or 36, 37, 38. Empty in most tables. */
  sizes: { at: number; label: string }[]
}

const WORDS: [string, ColumnField][] = (Object.entries(COLUMN_WORDS) as [ColumnField, string[]][])
  .flatMap(([field, words]) => words.map((w): [string, ColumnField] => [w, field]))
  .sort((a, b) => b[0].length - a[0].length)
const EXACT = new Map(WORDS)
/** Short Latin words only count when they are the whole heading: "no" is also in "notes". */
const PARTS = WORDS.filter(([w]) => /[一-鿿]/.test(w) && w.length >= 2)

/** What a heading means; undefined for headings of no known kind and for texts too long to be one. */
export function columnOf(text: string, at: number): Column | undefined {
  const whole = squeezed(text)
  if (whole === '' || whole.length > 30 || /[:：].{2,}$/.test(whole) || /^[\d.,-]+$/.test(whole)) return undefined
  const bracket = /[([【]([^)\]】]{1,10})[)\]】]?/.exec(whole)
  const bare = whole
    .replace(/[([【][^)\]】]{0,20}[)\]】]?/g, '')
    .replace(/[*＊:：]+$/g, '')
    .replace(/^[*＊]+/, '')
  const [head = '', ...rest] = bare.split('/')
  const counted = COUNTED.exec(bare)?.[1]
  const field =
    EXACT.get(bare) ??
    (counted ? 'quantity' : undefined) ??
    EXACT.get(head) ??
    EXACT.get(head.replace(/[^a-z]/g, '')) ??
    PARTS.find(([w]) => head.includes(w))?.[1] ??
    trailingUnit(bare)
  if (!field) return undefined
  const inside = bracket?.[1] ?? rest.join('/')
  const perUnit = /[/每]([^/]{1,4})$/.exec(inside)?.[1] ?? inside
  const unit = counted ? sheetUnit(counted) : field === 'spec' ? undefined : sheetUnit(perUnit)
  const suffix =
    field === 'spec' && /^(?:g|克|mm|cm|m|米|gsm|g\/㎡|g\/m2|丝)$/.test(inside)
      ? inside.replace('克', 'g').replace(/^gsm$/, 'g')
      : undefined
  return {
    at,
    field,
    heading: text.trim().slice(0, 30),
    ...(unit ? { unit } : {}),
    ...(suffix ? { suffix } : {}),
    ...(field === 'unitPrice' && /未税|不含税|税前/.test(whole) ? { taxIncluded: false } : {}),
    ...(field === 'unitPrice' && /含税|税价/.test(whole) && !/不含税|未税/.test(whole) ? { taxIncluded: true } : {}),
    ...((field === 'unitPrice' || field === 'amount') && FOREIGN.test(whole) ? { foreign: true as const } : {}),
  }
}

/** 数量KG, 重量kg: a known word followed by a unit. */
const trailingUnit = (bare: string): ColumnField | undefined => {
  const found = /^([一-鿿]{2,4})([a-z]{1,4})$/.exec(bare)
  return found?.[1] && found[2] && sheetUnit(found[2]) ? EXACT.get(found[1]) : undefined
}

const NAMES_GOODS = new Set<ColumnField>(['product', 'code', 'model', 'spec'])

/** How good a row is as a heading: the number of different meanings in it; 0 when goods or amounts have no column. */
function score(columns: Column[]): number {
  const fields = new Set(columns.filter((c) => c.field !== 'ignored' && c.field !== 'serial').map((c) => c.field))
  return fields.size >= 2 && [...NAMES_GOODS].some((f) => fields.has(f)) ? fields.size + (fields.has('quantity') ? 10 : 0) : 0
}

const columnsOf = (row: (SheetCell | undefined)[]): Column[] =>
  row.flatMap((cell, at) => {
    const column = cell && cell.kind !== 'number' && cell.kind !== 'date' ? columnOf(cell.text, at) : undefined
    return column ? [column] : []
  })

/** The headings of a table over two rows: 数量 above 令 and 张 give 数量(令) and 数量(张). */
function joined(sheet: Sheet, top: number): (SheetCell | undefined)[] {
  const upper = sheet.rows[top] ?? []
  const lower = sheet.rows[top + 1] ?? []
  const width = Math.max(upper.length, lower.length)
  return Array.from({ length: width }, (_, c) => {
    const merge = sheet.merges.find((m) => m.top <= top && m.bottom >= top && m.left <= c && m.right >= c)
    const above = upper[c] ?? (merge ? sheet.rows[merge.top]?.[merge.left] : undefined)
    const below = lower[c]
    if (!below || (merge && merge.bottom > top)) return above
    if (!above) return below
    return headedBy(above, below, c, merge !== undefined && merge.right > merge.left)
  })
}

/** What a heading over several columns and the one below it say together: 物料 above 规格 is the spec, 交货 above 日期 the date of delivery, 数量 above 合计 a count. */
function headedBy(above: SheetCell, below: SheetCell, at: number, spread: boolean): SheetCell {
  const both: SheetCell = { text: `${above.text}(${below.text})`, kind: 'text' }
  const [upper, lower] = [columnOf(above.text, at)?.field, columnOf(below.text, at)?.field]
  if (!upper) {
    const whole = columnOf(above.text + below.text, at)
    if (whole && whole.field !== 'ignored' && (!lower || lower === 'ignored'))
      return { text: above.text + below.text, kind: 'text' }
    return lower ? below : both
  }
  return spread && lower && lower !== upper && NAMES_ROWS.has(upper) ? below : both
}
/** Such a heading over several columns names the matter of all of them. */
const NAMES_ROWS = new Set<ColumnField>(['product', 'code', 'model', 'spec'])

/** Whether the row below continues the heading: words only, none of them a value. */
const continues = (sheet: Sheet, top: number): boolean => {
  const spans = sheet.merges.some((m) => (m.top === top && m.bottom === top + 1) || (m.top === top && m.right > m.left))
  const lower = (sheet.rows[top + 1] ?? []).filter((c) => c !== undefined)
  return spans && lower.length > 0 && lower.every((c) => c.kind === 'text' && squeezed(c.text).length <= 8)
}

const SIZE_WORDS = /^(?:[2-6]?x{0,4}[sl]|m|均码|f|free|[1-2]\d{2}\/\d{2,3}[a-c]?)码?$/
const SIZE_NUMBER = /^(\d{2,3})(?:码|cm)?$/
/** M8, DN80, Φ10, M8*30, 1200*600, 20L, 7W: a measure that heads a column. */
const SIZE_MEASURE =
  /^(?:(?:m|dn|φ|ø|d|de)\d{1,4}(?:[*x×]\d{1,4})?|\d{2,4}[*x×]\d{2,4}|\d{1,4}(?:\.\d)?(?:mm|cm|l|ml|kg|g|w|寸|分|米|升|斤))$/

/** Size columns of a table: at least two sizes by letters, two measures, or three rising numbers. */
function sizesOf(row: (SheetCell | undefined)[], taken: Set<number>): { at: number; label: string }[] {
  const free = row.flatMap((cell, at) =>
    cell && !taken.has(at) ? [{ at, label: cell.text.trim(), word: squeezed(cell.text) }] : [],
  )
  const letters = free.filter((f) => SIZE_WORDS.test(f.word))
  const numbers = free.filter((f) => SIZE_NUMBER.test(f.word))
  const rising = numbers.every((f, i) => i === 0 || Number.parseInt(f.word, 10) > Number.parseInt(numbers[i - 1]?.word ?? '', 10))
  const measures = free.filter((f) => SIZE_MEASURE.test(f.word))
  const sizes = [letters, measures].find((f) => f.length >= 2) ?? (numbers.length >= 3 && rising ? numbers : [])
  return sizes.map(({ at, label }) => ({ at, label }))
}

const filledIn = (sheet: Sheet, row: number): number => (sheet.rows[row] ?? []).filter((c) => c && c.text.trim() !== '').length

/** The heading that starts at this row, if this row is one. */
export function headerAt(sheet: Sheet, row: number): Header | undefined {
  const single = columnsOf(sheet.rows[row] ?? [])
  const double = continues(sheet, row) ? columnsOf(joined(sheet, row)) : []
  const useTwo = score(double) > 0 && score(double) >= score(single)
  const found = useTwo ? double : single
  const sizes = sizesOf(sheet.rows[row] ?? [], new Set(found.map((c) => c.at)))
  // 品名 beside sizes alone: each of them counts.
  const sized =
    sizes.length > 0 && sizes.length + found.length === filledIn(sheet, row) && found.some((c) => NAMES_GOODS.has(c.field))
  if (score(found) === 0 && !sized) return undefined
  // Beside sizes, 数量 and 合计 are the sum of the row.
  const isSum = (c: Column): boolean =>
    sizes.length > 0 && (c.field === 'quantity' || (c.field === 'amount' && !/额|款|价|amount/i.test(c.heading)))
  const used: Column[] = []
  const rivals: Column[] = []
  for (const c of found.map((f): Column => (isSum(f) ? { ...f, field: 'ignored' } : f))) {
    const taken = c.field !== 'spec' && c.field !== 'note' && c.field !== 'ignored' && used.some((u) => u.field === c.field)
    ;(taken ? rivals : used).push(c)
  }
  return { top: row, bottom: useTwo ? row + 1 : row, columns: used, rivals, sizes }
}

/** True when the heading has a column for how much. */
export const hasQuantity = (header: Header): boolean =>
  header.sizes.length > 0 || header.columns.some((c) => c.field === 'quantity')
