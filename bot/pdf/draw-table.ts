import type { Section, TableColumn } from '../../domain/documents/document'
import { cell, cellHeight, heading, innerWidth, MARGIN, pieces, room, tallest, type Pdf } from './sheet'

const SIZE = 9

/** A table over the whole width; its head is repeated on every page, figures stand right. */
export function drawTable(doc: Pdf, table: Extract<Section, { kind: 'table' }>): void {
  const widths = columnWidths(doc, table)
  const tall = (cells: string[]): number => Math.max(...cells.map((text, i) => cellHeight(doc, text, widths[i] ?? 40)))
  const titles = table.columns.map((c) => c.title)
  const line = (cells: string[], height: number, look: 'head' | 'body'): void => {
    const y = doc.y
    let x = MARGIN
    for (const [i, column] of table.columns.entries()) {
      const w = widths[i] ?? 40
      cell(doc, { x, y, w, h: height }, cells[i] ?? '', {
        align: look === 'head' ? 'center' : column.align,
        shaded: look === 'head',
      })
      x += w
    }
    doc.x = MARGIN
    doc.y = y + height
  }
  const head = (): void => {
    doc.font('bold').fontSize(SIZE)
    line(titles, tall(titles), 'head')
  }
  const row = (cells: string[], font: 'regular' | 'bold'): void => {
    doc.font(font).fontSize(SIZE)
    const height = tall(cells)
    if (height > tallest(doc)) {
      for (const part of slices(cells, widths, tallest(doc))) row(part, font)
      return
    }
    if (room(doc, height)) head()
    doc.font(font).fontSize(SIZE)
    line(cells, height, 'body')
  }
  heading(doc, table.title, 60)
  room(doc, 44)
  head()
  for (const cells of table.rows) row(cells, 'regular')
  if (table.rows.length === 0) note(doc, '（无）', 'regular')
  if (table.totals) row(totalCells(table.columns, table.totals), 'bold')
  if (table.closing) note(doc, table.closing, 'bold')
}

/** Widths by share of what is left once every title, figure and centred word has room on one line. */
function columnWidths(doc: Pdf, table: Extract<Section, { kind: 'table' }>): number[] {
  const whole = innerWidth(doc)
  const needs = table.columns.map((column, i) => {
    doc.font('bold').fontSize(SIZE)
    const title = doc.widthOfString(column.title)
    const total = doc.widthOfString(table.totals?.cells[column.id] ?? '')
    const texts = table.rows.map((row) => row[i] ?? '')
    // Figures and short words stay on one line; running text may break between words.
    const parts = column.align === 'left' ? texts.flatMap((text) => text.split(' ')).filter(isLatin) : texts
    const short = parts.filter((text) => text.length <= 22)
    const longest = short.reduce((a, text) => (text.length > a.length ? text : a), '')
    return Math.max(title, total, doc.widthOfString(longest)) + 10
  })
  const least = needs.reduce((sum, w) => sum + w, 0)
  const shares = table.columns.reduce((sum, c) => sum + c.share, 0)
  if (least >= whole) return table.columns.map((c) => (c.share / shares) * whole)
  // Columns whose share is below their need keep the need; the others divide the rest.
  const fixed = new Set<number>()
  for (let found = true; found; ) {
    found = false
    const { left, open } = restOf(table.columns, needs, fixed, whole)
    for (const [i, c] of table.columns.entries())
      if (!fixed.has(i) && (c.share / open) * left < (needs[i] ?? 0)) {
        fixed.add(i)
        found = true
      }
  }
  const { left, open } = restOf(table.columns, needs, fixed, whole)
  return table.columns.map((c, i) => (fixed.has(i) ? (needs[i] ?? 0) : (c.share / open) * left))
}

const isLatin = (word: string): boolean => [...word].every((char) => char < '\u2e80')

const restOf = (columns: TableColumn[], needs: number[], fixed: Set<number>, whole: number): { left: number; open: number } => ({
  left: whole - [...fixed].reduce((sum, i) => sum + (needs[i] ?? 0), 0),
  open: columns.reduce((sum, c, i) => (fixed.has(i) ? sum : sum + c.share), 0) || 1,
})

function totalCells(columns: TableColumn[], totals: { label: string; cells: Record<string, string> }): string[] {
  // The label goes where a word has room: under the first column that is wider than a serial.
  const at = columns.findIndex((c) => c.share > 1.5 && totals.cells[c.id] === undefined)
  return columns.map((c, i) => totals.cells[c.id] ?? (i === at ? totals.label : ''))
}

/** A row taller than a page, as several rows. */
function slices(cells: string[], widths: number[], height: number): string[][] {
  const cut = cells.map((text, i) => pieces(text, widths[i] ?? 40, SIZE, height * 0.8))
  const most = Math.max(...cut.map((c) => c.length))
  return Array.from({ length: most }, (_, i) => cut.map((c) => c[i] ?? ''))
}

function note(doc: Pdf, text: string, font: 'regular' | 'bold'): void {
  doc.font(font).fontSize(SIZE + 0.5)
  const w = innerWidth(doc)
  const h = cellHeight(doc, text, w) + 2
  room(doc, h)
  const y = doc.y
  cell(doc, { x: MARGIN, y, w, h }, text)
  doc.x = MARGIN
  doc.y = y + h
}
