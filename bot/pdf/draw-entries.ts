import type { Entry, Section } from '../../domain/documents/document'
import { cell, cellHeight, heading, innerWidth, MARGIN, pieces, room, tallest, type Pdf } from './sheet'

const SIZE = 9.5
const LABEL = 76

/** Labels and values in a framed grid, two pairs a row, three on a page that lies on its side; long values take the whole width. */
export function drawEntries(doc: Pdf, section: Extract<Section, { kind: 'entries' }>): void {
  if (section.entries.length === 0) return
  heading(doc, section.title, 30)
  for (const pair of rowsOf(doc, section.entries)) drawRow(doc, pair)
}

const perRow = (doc: Pdf): number => (doc.page.width > doc.page.height ? 3 : 2)

function rowsOf(doc: Pdf, entries: Entry[]): Entry[][] {
  doc.font('regular').fontSize(SIZE)
  const span = innerWidth(doc) / perRow(doc) - LABEL - 8
  const rows: Entry[][] = []
  let waiting: Entry[] = []
  const close = (): void => {
    if (waiting.length > 0) rows.push(waiting)
    waiting = []
  }
  for (const entry of entries) {
    const wide = entry.wide === true || entry.value.includes('\n') || doc.widthOfString(entry.value) > span * 1.8
    if (wide) {
      close()
      rows.push([entry])
    } else {
      waiting.push(entry)
      if (waiting.length === perRow(doc)) close()
    }
  }
  close()
  return rows
}

function drawRow(doc: Pdf, row: Entry[]): void {
  const span = innerWidth(doc) / row.length
  doc.font('regular').fontSize(SIZE)
  const height = Math.max(...row.flatMap((e) => [cellHeight(doc, e.value, span - LABEL), cellHeight(doc, e.label, LABEL)]))
  const [first] = row
  if (height > tallest(doc) && first) {
    for (const value of pieces(first.value, span - LABEL, SIZE, tallest(doc) * 0.8)) drawRow(doc, [{ ...first, value }])
    return
  }
  room(doc, height)
  const y = doc.y
  for (const [i, entry] of row.entries()) {
    const x = MARGIN + i * span
    cell(doc, { x, y, w: LABEL, h: height }, entry.label, { shaded: true })
    cell(doc, { x: x + LABEL, y, w: span - LABEL, h: height }, entry.value)
  }
  doc.x = MARGIN
  doc.y = y + height
}
