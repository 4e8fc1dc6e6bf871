import { todayOf } from '../terms/message-day'
import Decimal from 'decimal.js'
import { readDate } from '../../prompt/read-date'
import type { Doubt, Draft, IntakeContext, Read } from '../draft'
import { parseOrderText } from '../parse-order-text'
import { linePaths, readRow, type Carried, type RowRead } from './sheet-line'
import { writeStatements } from './sheet-labels'
import type { Placed, Table, TableRow } from './sheet-table'
import { sheetText, type SheetText } from './sheet-text'
import { plainNumber, sheetUnit } from './sheet-values'
import type { Sheet, SheetNote, SheetOrder } from './sheet'

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

/** Rows of one customer and order number. */
export interface Group {
  customer?: Placed
  rows: { row: TableRow; table: Table }[]
}

/** One order from its rows, the block around them and the words sent with the file. `tables` are those whose totals are this order's. */
export function readGroup(
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
  // What was said with the file counts like the block beside the table: 锦程的单，3月20日前要.
  for (const said of around.words.split('\n').slice(0, 10)) {
    text.newLine()
    text.add(said)
  }
  text.newLine()
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
  const unit = commonUnit(text.text().slice(0, headLength))
  if (unit) for (const { line } of lines) line.unit ??= { value: unit, spans: [], confidence: 0.9 }
  const cells: Record<string, string> = {}
  const doubts: Doubt[] = []
  for (const [i, l] of lines.entries()) {
    for (const [part, cell] of Object.entries(l.cells)) cells[`lines[${i}].${part}`] = cell
    doubts.push(...linePaths(i, l.doubts))
  }
  const head = readHead(text, headLength, context, cells)
  doubts.push(...head.doubts)
  const draft: Draft = { ...head.draft, lines: lines.map((l) => l.line) }
  const today = todayOf(context)
  doubts.push(...columnFields(draft, used, text, today, cells))
  const notes = notesOf(group, lines, used, empty)
  doubts.push(...totals(draft, tables, text, cells, notes))
  return { sheet: sheet.name, text: text.text().trim(), draft, doubts, lineRows, cells, notes }
}

/** 单位：件, said once for the whole table. 单位：元 speaks of money and is no unit of goods. */
const commonUnit = (block: string): string | undefined => {
  const said = /单位(?:都|均|全)?(?:是|为|[:：])\s?([^\s，,。；;]{1,4})/.exec(block)?.[1]
  return said ? sheetUnit(said) : undefined
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
