import type { CheckItem, Section, SignatureBox } from '../../domain/documents/document'
import { drawEntries } from './draw-entries'
import { drawTable } from './draw-table'
import { heading, innerWidth, MARGIN, room, type Pdf } from './sheet'

const SIZE = 9.5
const BOX = 8

export function drawSection(doc: Pdf, section: Section): void {
  switch (section.kind) {
    case 'entries':
      return drawEntries(doc, section)
    case 'table':
      return drawTable(doc, section)
    case 'paragraph':
      return drawParagraph(doc, section.title, section.lines)
    case 'checklist':
      return drawChecklist(doc, section.title, section.items)
    case 'signatures':
      return drawSignatures(doc, section.boxes)
  }
}

function drawParagraph(doc: Pdf, title: string | undefined, lines: string[]): void {
  heading(doc, title, 30)
  if (!title) doc.y += 8
  const width = innerWidth(doc)
  for (const line of lines) {
    doc.font('regular').fontSize(SIZE)
    // A line longer than a page flows over by itself; shorter ones stay whole.
    room(doc, Math.min(doc.heightOfString(line || ' ', { width, lineGap: 2 }), 120))
    doc.text(line || ' ', MARGIN, doc.y, { width, lineGap: 2 })
    doc.y += 2
  }
}

/** Boxes to be ticked, two a row; a tick and a cross are drawn, because no font is sure to have them. */
function drawChecklist(doc: Pdf, title: string | undefined, items: CheckItem[]): void {
  heading(doc, title, 24)
  const width = innerWidth(doc) / 2
  for (let at = 0; at < items.length; at += 2) {
    const pair = items.slice(at, at + 2)
    doc.font('regular').fontSize(SIZE)
    const height = Math.max(...pair.map((i) => doc.heightOfString(wordsOf(i), { width: width - BOX - 14 }))) + 5
    room(doc, height)
    const y = doc.y
    for (const [i, item] of pair.entries()) {
      const x = MARGIN + i * width
      mark(doc, x + 1, y + 3, item.checked)
      doc.text(wordsOf(item), x + BOX + 7, y, { width: width - BOX - 14 })
    }
    doc.x = MARGIN
    doc.y = y + height
  }
}

const wordsOf = (item: CheckItem): string => (item.note ? `${item.label}（${item.note}）` : item.label)

function mark(doc: Pdf, x: number, y: number, checked: boolean | undefined): void {
  doc.lineWidth(0.7).rect(x, y, BOX, BOX).stroke('black')
  if (checked === undefined) return
  doc.lineWidth(1.2)
  if (checked)
    doc
      .moveTo(x + 1.5, y + 4)
      .lineTo(x + 3.5, y + 6.5)
      .lineTo(x + 7, y + 1.5)
      .stroke()
  else
    doc
      .moveTo(x + 2, y + 2)
      .lineTo(x + 6, y + 6)
      .moveTo(x + 6, y + 2)
      .lineTo(x + 2, y + 6)
      .stroke()
}

function drawSignatures(doc: Pdf, boxes: SignatureBox[]): void {
  const tall = boxes.some((b) => b.stamp) ? 80 : 56
  room(doc, tall + 10)
  const y = doc.y + 10
  const w = innerWidth(doc) / Math.max(1, boxes.length)
  for (const [i, box] of boxes.entries()) {
    const x = MARGIN + i * w
    doc.lineWidth(0.5).rect(x, y, w, tall).stroke('black')
    doc
      .font('bold')
      .fontSize(9)
      .text(box.role, x + 6, y + 6, { width: w - 12 })
    doc.font('regular').fontSize(9)
    if (box.name) doc.text(box.name, x + 6, y + 22, { width: w - 12 })
    doc.text('日期：', x + 6, y + tall - 18, { width: w - 12 })
  }
  doc.x = MARGIN
  doc.y = y + tall
}
