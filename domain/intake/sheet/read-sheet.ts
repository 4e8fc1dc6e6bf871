import { parseOrderText } from '../parse-order-text'
import { readGroup, type Group, type SheetSurroundings } from './sheet-order'
import { orderTables, tablesOf, type Table } from './sheet-table'
import { sheetText } from './sheet-text'
import { ORDER_PAPERS, OTHER_PAPERS } from './sheet-words'
import type { NoOrderReason, Sheet, SheetOrder, SheetReading } from './sheet'

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
