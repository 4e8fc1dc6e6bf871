import { Temporal } from 'temporal-polyfill'
import Decimal from 'decimal.js'
import { readDate } from '../prompt/read-date'
import type { Doubt, Draft, IntakeContext, Read } from './draft'
import { parseOrderText } from './parse-order-text'
import { linePaths, readRow, type Carried, type RowRead } from './sheet-line'
import { writeStatements } from './sheet-labels'
import { orderTables, tablesOf, type Placed, type Table, type TableRow } from './sheet-table'
import { sheetText, type SheetText } from './sheet-text'
import { plainNumber } from './sheet-values'
import { ORDER_PAPERS, OTHER_PAPERS } from './sheet-words'
import { type NoOrderReason, type Sheet, type SheetNote, type SheetOrder, type SheetReading } from './sheet'

/** An order with more lines is no longer read back by anybody in a chat. */
export const MOST_LINES = 200

export interface SheetSurroundings {
  context: IntakeContext
  /** Name of the file and the words sent with it: they say what kind of paper it is. */
  fileName: string
  words: string
  /** Our own company: its name in a title is not the customer. */
  ownName: string
}

/**
 * Reads a file's sheets as a clerk would: headings by meaning in any order, the block of customer and address around the table, totals that
 * must add up. Gives one order per sheet, and one per customer or order number where a column names them. Pure and linear in the cells.
 */
export function readSheets(sheets: Sheet[], around: SheetSurroundings): SheetReading {
  const visible = sheets.filter((s) => !s.hidden)
  const candidates = visible.map((sheet) => ({ sheet, tables: tablesOf(sheet) }))
  const withOrders = candidates.filter((c) => orderTables(c.tables).length > 0)
  const orders: SheetOrder[] = []
  let why: NoOrderReason | undefined
  for (const { sheet, tables } of withOrders) {
    if (isOtherPaper(sheet, around)) {
      why ??= 'OTHER_PAPER'
      continue
    }
    const read = readTables(sheet, orderTables(tables), tables, around)
    if (typeof read === 'string') why ??= read
    else orders.push(...read)
  }
  if (orders.length === 0) {
    for (const { sheet, tables } of candidates) {
      const free = tables.length === 0 && !isOtherPaper(sheet, around) ? readFreely(sheet, around) : undefined
      if (free) orders.push(free)
    }
  }
  if (orders.length === 0)
    return { orders, why: why ?? (candidates.some((c) => c.tables.length > 0) ? 'NO_QUANTITY_COLUMN' : 'NO_TABLE') }
  const first = orders[0]
  const hidden = sheets.filter((s) => s.hidden && orderTables(tablesOf(s)).length > 0)
  if (first && hidden.length > 0)
    first.notes.push({
      code: 'HIDDEN_SHEET',
      params: {
        names: hidden
          .map((s) => s.name)
          .join('、')
          .slice(0, 60),
      },
    })
  return { orders }
}

/** A stock list or a delivery note lists goods and amounts too. Words of an order outweigh words of another paper. */
function isOtherPaper(sheet: Sheet, around: SheetSurroundings): boolean {
  const title = sheet.rows
    .slice(0, 4)
    .flatMap((r) => r.filter((c) => c !== undefined).slice(0, 3))
    .map((c) => c.text.slice(0, 60))
    .join(' ')
  const words = `${around.fileName} ${sheet.name} ${title} ${around.words}`
  return OTHER_PAPERS.test(words) && !ORDER_PAPERS.test(words)
}

interface Group {
  customer?: Placed
  rows: { row: TableRow; table: Table }[]
}

/** Rows by the customer and order number their columns name, in order of appearance. */
function groupsOf(tables: Table[]): Group[] {
  const groups = new Map<string, Group>()
  let last = ''
  for (const table of tables)
    for (const row of table.rows) {
      const customer = row.of('customer')
      const key = [customer?.cell.text.trim(), row.of('orderNo')?.cell.text.trim()].filter(Boolean).join('|') || last
      last = key
      const group = groups.get(key) ?? { rows: [], ...(customer ? { customer } : {}) }
      group.rows.push({ row, table })
      groups.set(key, group)
    }
  return [...groups.values()]
}

function readTables(sheet: Sheet, tables: Table[], all: Table[], around: SheetSurroundings): SheetOrder[] | NoOrderReason {
  const groups = groupsOf(tables)
  if (groups.reduce((n, g) => n + g.rows.length, 0) === 0) return 'NO_FILLED_ROWS'
  const taken = new Set(all.flatMap((t) => [...t.taken]))
  const outside = sheet.rows.flatMap((r, i) => (taken.has(i) || r.every((c) => c === undefined) ? [] : [i]))
  const orders: SheetOrder[] = []
  for (const group of groups) {
    const read = readGroup(sheet, group, groups.length === 1 ? tables : [], outside, around)
    if (read === 'TOO_MANY_LINES') return read
    if (read) orders.push(read)
  }
  return orders.length > 0 ? orders : 'NO_FILLED_ROWS'
}

function readGroup(
  sheet: Sheet,
  group: Group,
  tables: Table[],
  outside: number[],
  around: SheetSurroundings,
): SheetOrder | 'TOO_MANY_LINES' | undefined {
  const text = sheetText()
  const { context } = around
  const headerRow = group.rows[0]?.table.header.top ?? 0
  if (group.customer) {
    text.add('客户：')
    text.add(group.customer.cell.text, group.customer.row, group.customer.column)
    text.newLine()
  }
  writeStatements(sheet, outside, headerRow, text, context, around.ownName)
  const headLength = text.text().length
  const carried: Carried = {}
  const lines: Extract<RowRead, { line: unknown }>[] = []
  const lineRows: number[] = []
  const used: TableRow[] = []
  let empty = 0
  for (const { row } of group.rows) {
    const read = readRow(row, carried, text, context.catalogue)
    if ('skip' in read) {
      if (read.skip === 'no-quantity') empty++
      continue
    }
    if (lines.length >= MOST_LINES) return 'TOO_MANY_LINES'
    lines.push(read)
    lineRows.push(row.row + 1)
    used.push(row)
  }
  if (lines.length === 0) return undefined
  const cells: Record<string, string> = {}
  const doubts: Doubt[] = []
  for (const [i, l] of lines.entries()) {
    for (const [part, cell] of Object.entries(l.cells)) cells[`lines[${i}].${part}`] = cell
    doubts.push(...linePaths(i, l.doubts))
  }
  const head = readHead(text, headLength, context, cells)
  doubts.push(...head.doubts)
  const draft: Draft = { ...head.draft, lines: lines.map((l) => l.line) }
  const today = Temporal.Instant.from(context.at).toZonedDateTimeISO(context.timezone).toPlainDate().toString()
  doubts.push(...columnFields(draft, used, text, today, cells))
  const notes = notesOf(group, lines, used, empty)
  doubts.push(...totals(draft, tables, text, cells, notes))
  return { sheet: sheet.name, text: text.text().trim(), draft, doubts, lineRows, cells, notes }
}

/** What stands around the table, read by the reader of order texts. Only what it found inside this block counts. */
function readHead(
  text: SheetText,
  headLength: number,
  context: IntakeContext,
  cells: Record<string, string>,
): { draft: Draft; doubts: Doubt[] } {
  const block = text.text().slice(0, headLength)
  const empty = { draft: { phones: [], lines: [] }, doubts: [] }
  if (block.trim() === '') return empty
  // The goods make it an order; whatever is read from them is dropped below.
  const parsed = parseOrderText(`${block}${block.endsWith('\n') ? '' : '\n'}下单 货物 1件 单价1元`, context)
  const [order] = parsed.orders
  if (!order) return empty
  const isInside = (read: { spans: { start: number; end: number }[] } | undefined): boolean =>
    read !== undefined && read.spans.length > 0 && read.spans.every((s) => s.end <= headLength)
  const draft: Draft = { phones: order.phones.filter(isInside), lines: [] }
  for (const [key, value] of Object.entries(order)) {
    if (key === 'phones' || key === 'lines' || key === 'reference') continue
    const read = key === 'address' ? (value as Draft['address'])?.raw : (value as Read<string> | undefined)
    if (typeof read === 'string' ? order.requestedDate && isInside(order.requestedDate) : isInside(read)) {
      Object.assign(draft, { [key]: value })
      const span = typeof read === 'object' ? read.spans[0] : undefined
      const cell = span ? text.cellAt(span.start, span.end) : undefined
      if (cell) cells[key] = cell
    }
  }
  const phone = draft.phones[0]?.spans[0]
  const phoneCell = phone ? text.cellAt(phone.start, phone.end) : undefined
  if (phoneCell) cells['phones'] = phoneCell
  return {
    draft,
    doubts: parsed.doubts.filter(
      (d) =>
        d.path.startsWith('orders[0].') && !/\.(lines|totalAmount)\b/.test(d.path) && (d.path.split(/[.[]/)[3] ?? '') in draft,
    ),
  }
}

/** Columns that speak of the whole order: the same value in every row is the order's; different dates are a doubt. */
function columnFields(draft: Draft, rows: TableRow[], text: SheetText, today: string, cells: Record<string, string>): Doubt[] {
  const doubts: Doubt[] = []
  const only = (field: 'address' | 'contact' | 'phone'): Placed | undefined => {
    const found = rows.flatMap((r) => r.of(field) ?? [])
    return new Set(found.map((p) => p.cell.text.trim())).size === 1 ? found[0] : undefined
  }
  const take = (path: string, p: Placed, value = p.cell.text.trim()): Read<string> => {
    cells[path] = p.name
    return text.read(value, p.cell, p.row, p.column)
  }
  const [address, contact, phone] = [only('address'), only('contact'), only('phone')]
  text.newLine()
  if (address && !draft.address)
    draft.address = { raw: take('address', address), province: null, city: null, district: null, street: null }
  if (contact && !draft.contactName) draft.contactName = take('contactName', contact)
  if (phone && draft.phones.length === 0 && /^[\d+() -]{7,24}$/.test(phone.cell.text.trim()))
    draft.phones.push(take('phones', phone))
  const dates = rows.flatMap((r, i) => {
    const p = r.of('date')
    const value = p ? (p.cell.kind === 'date' ? p.cell.text.slice(0, 10) : readDate(p.cell.text, today)) : undefined
    return p && value ? [{ p, value, i }] : []
  })
  const earliest = dates.map((d) => d.value).sort()[0]
  const first = dates.find((d) => d.value === earliest)
  if (!first) return doubts
  const different = new Set(dates.map((d) => d.value)).size > 1
  if (draft.requestedDate && (different || draft.requestedDate.value !== first.value))
    doubts.push({ path: 'orders[0].requestedDate', reason: 'TWO_DATES' })
  if (!draft.requestedDate) {
    draft.requestedDate = take('requestedDate', first.p, first.value)
    draft.dateKind = 'by'
    if (different) doubts.push({ path: 'orders[0].requestedDate', reason: 'TWO_DATES' })
  }
  if (different)
    for (const d of dates) {
      const line = draft.lines[d.i]
      if (line)
        line.note = {
          value: [line.note?.value, `交期 ${d.value}`].filter(Boolean).join('；'),
          spans: line.note?.spans ?? [],
          confidence: 0.95,
        }
    }
  return doubts
}

const sumOf = (values: (string | undefined)[]): Decimal | undefined =>
  values.every((v) => v !== undefined) ? values.reduce((sum, v) => sum.plus(v ?? '0'), new Decimal(0)) : undefined

/** The totals row of the table: the stated total is the order's, and must agree with the lines. */
function totals(draft: Draft, tables: Table[], text: SheetText, cells: Record<string, string>, notes: SheetNote[]): Doubt[] {
  const rows = tables.flatMap((t) => t.totals)
  const found = rows
    .flatMap((r) => r.of('amount') ?? [])
    .find((p) => p.cell.formula !== 'missing' && plainNumber(p.cell.text) !== undefined)
  const stated = found ? plainNumber(found.cell.text) : undefined
  if (found && stated && !draft.totalAmount) {
    cells['totalAmount'] = found.name
    draft.totalAmount = text.read(new Decimal(stated).toDecimalPlaces(2).toFixed(), found.cell, found.row, found.column)
  }
  const quantityAt = rows.flatMap((r) => r.of('quantity') ?? [])[0]
  const quantity = quantityAt ? plainNumber(quantityAt.cell.text) : undefined
  const units = new Set(draft.lines.map((l) => l.unit?.value))
  const counted = sumOf(draft.lines.map((l) => l.quantity?.value))
  if (quantity && counted && units.size === 1 && !counted.equals(quantity))
    notes.push({
      code: 'QUANTITY_TOTAL',
      params: { stated: quantity, counted: counted.toFixed(), cell: quantityAt ? quantityAt.name : '' },
    })
  const sum = sumOf(
    draft.lines.map((l) =>
      l.quantity && l.unitPrice ? new Decimal(l.quantity.value).times(l.unitPrice.value).toFixed() : undefined,
    ),
  )
  return draft.totalAmount &&
    sum &&
    sum
      .minus(draft.totalAmount.value)
      .abs()
      .greaterThan(new Decimal('0.01').times(Math.max(1, draft.lines.length)))
    ? [{ path: 'orders[0].totalAmount', reason: 'TOTAL_CONFLICT' }]
    : []
}

function notesOf(group: Group, lines: Extract<RowRead, { line: unknown }>[], used: TableRow[], empty: number): SheetNote[] {
  const rivals = [...new Set(group.rows.map((r) => r.table))].flatMap((t) =>
    t.header.rivals.filter((c) => c.field === 'quantity').map((c) => ({ c, t })),
  )
  const rival = rivals[0]
  const formula = lines.find((l) => l.formula)?.formula
  const hidden = used.filter((r) => r.hidden).length
  return [
    ...(empty > 0 ? [{ code: 'ROWS_WITHOUT_QUANTITY' as const, params: { count: String(empty) } }] : []),
    ...(hidden > 0 ? [{ code: 'HIDDEN_ROWS' as const, params: { count: String(hidden) } }] : []),
    ...(lines.some((l) => l.foreign) ? [{ code: 'NOT_CNY' as const, params: {} }] : []),
    ...(formula ? [{ code: 'FORMULA_WITHOUT_VALUE' as const, params: { cell: formula } }] : []),
    ...(rival
      ? [
          {
            code: 'TWO_QUANTITIES' as const,
            params: { used: rival.t.header.columns.find((c) => c.field === 'quantity')?.heading ?? '', other: rival.c.heading },
          },
        ]
      : []),
  ]
}

/** No table: a form with labels beside values, or lines of chat pasted into cells. Read as the text it is. */
function readFreely(sheet: Sheet, around: SheetSurroundings): SheetOrder | undefined {
  const text = sheetText()
  for (const [r, row] of sheet.rows.slice(0, 300).entries()) {
    let label = false
    for (const [c, cell] of row.entries()) {
      if (!cell || cell.text.trim() === '') continue
      text.add(label || !/[:：]$/.test(cell.text.trim()) ? cell.text : cell.text.trim().replace(/:$/, '：'), r, c)
      label = true
    }
    text.newLine()
  }
  const parsed = parseOrderText(text.text(), around.context)
  const [draft] = parsed.orders
  if (parsed.intent !== 'order' || !draft || draft.lines.length === 0) return undefined
  const cells: Record<string, string> = {}
  const lineRows = draft.lines.map((l, i) => {
    for (const [part, value] of Object.entries(l)) {
      const span = value && typeof value === 'object' && 'spans' in value ? value.spans[0] : undefined
      const cell = span ? text.cellAt(span.start, span.end) : undefined
      if (cell) cells[`lines[${i}].${part}`] = cell
    }
    const cell = cells[`lines[${i}].quantity`] ?? cells[`lines[${i}].productName`]
    return Number(/\d+$/.exec(cell ?? '')?.[0] ?? 0)
  })
  return {
    sheet: sheet.name,
    text: text.text().trim(),
    draft,
    doubts: parsed.doubts.filter((d) => d.path.startsWith('orders[0]')),
    lineRows,
    cells,
    notes: [],
  }
}
