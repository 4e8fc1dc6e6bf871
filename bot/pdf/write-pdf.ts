import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DocumentContent } from '../../domain/documents/document'

type Pdf = InstanceType<typeof import('pdfkit')>

const MARGIN = 42
const FILES = { regular: 'NotoSansSC_400Regular.ttf', bold: 'NotoSansSC_700Bold.ttf' }
const FOLDERS = { regular: '400Regular', bold: '700Bold' }

/** The font beside the compiled file, else in the package it comes from. */
function fontFile(weight: 'regular' | 'bold'): string {
  const copied = join(__dirname, 'fonts', FILES[weight])
  if (existsSync(copied)) return copied
  return join(dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json')), FOLDERS[weight], FILES[weight])
}

/** A paper as an A4 PDF in black and white with an embedded Chinese font. The same content gives the same bytes. */
export async function writePdf(content: DocumentContent): Promise<Uint8Array> {
  const { default: PDFDocument } = await import('pdfkit')
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    info: {
      Title: `${content.title} ${content.number}`,
      Author: content.company,
      CreationDate: new Date(content.issuedAt),
      ModDate: new Date(content.issuedAt),
    },
  })
  doc.registerFont('regular', fontFile('regular'))
  doc.registerFont('bold', fontFile('bold'))
  const chunks: Buffer[] = []
  const done = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    doc.on('error', reject)
  })
  head(doc, content)
  facts(doc, content)
  table(doc, content)
  if (content.capitals) doc.moveDown(0.6).font('bold').fontSize(10).text(content.capitals, MARGIN)
  signatures(doc, content)
  pageNumbers(doc, content)
  doc.end()
  return done
}

const width = (doc: Pdf): number => doc.page.width - 2 * MARGIN

/** Starts a new page when less than `height` points are left. */
const room = (doc: Pdf, height: number): void => {
  if (doc.y + height > doc.page.height - MARGIN - 24) doc.addPage()
}

function head(doc: Pdf, c: DocumentContent): void {
  doc.font('regular').fontSize(11).text(c.company, { align: 'center' })
  doc.moveDown(0.3).font('bold').fontSize(17).text(c.title, { align: 'center' })
  const version = c.version > 1 ? `　第${c.version}版${c.replaces ? `（${c.replaces}）` : ''}` : ''
  doc.moveDown(0.4).font('regular').fontSize(9).text(`单据号：${c.number}${version}　　开具：${c.issued}`, { align: 'center' })
  doc.moveDown(0.6)
}

/** Label and value in two columns; long values take the whole width. */
function facts(doc: Pdf, c: DocumentContent): void {
  const all = [{ label: '客户', value: c.customer }, ...c.rows]
  const half = width(doc) / 2
  doc.fontSize(10)
  let column = 0
  let rowTop = doc.y
  for (const { label, value } of all) {
    const text = `${label}：${value}`
    doc.font('regular')
    const wide = doc.widthOfString(text) > half - 8
    if (wide && column === 1) {
      column = 0
      rowTop = doc.y
    }
    const w = wide ? width(doc) : half - 8
    const height = doc.heightOfString(text, { width: w }) + 5
    if (column === 0) {
      room(doc, height)
      rowTop = doc.y
    }
    doc.text(text, MARGIN + column * half, rowTop, { width: w })
    doc.y = rowTop + height
    column = wide ? 0 : 1 - column
  }
  doc.moveDown(0.4)
}

function table(doc: Pdf, c: DocumentContent): void {
  const shares = c.table.columns.reduce((s, col) => s + col.share, 0)
  const widths = c.table.columns.map((col) => (col.share / shares) * width(doc))
  const row = (cells: string[], font: 'regular' | 'bold'): void => {
    doc.font(font).fontSize(9.5)
    const height = Math.max(...cells.map((t, i) => doc.heightOfString(t || ' ', { width: (widths[i] ?? 40) - 8 }))) + 8
    const before = doc.page
    room(doc, height)
    if (doc.page !== before && font === 'regular')
      row(
        c.table.columns.map((col) => col.title),
        'bold',
      )
    doc.font(font).fontSize(9.5)
    const top = doc.y
    let x = MARGIN
    for (const [i, cell] of cells.entries()) {
      const w = widths[i] ?? 40
      doc.lineWidth(0.6).rect(x, top, w, height).stroke()
      doc.text(cell, x + 4, top + 4, {
        width: w - 8,
        align: font === 'bold' && cells === titles ? 'center' : (c.table.columns[i]?.align ?? 'left'),
      })
      x += w
    }
    doc.x = MARGIN
    doc.y = top + height
  }
  const titles = c.table.columns.map((col) => col.title)
  row(titles, 'bold')
  for (const cells of c.table.rows) row(cells, 'regular')
  if (c.table.total) row(c.table.total, 'bold')
}

function signatures(doc: Pdf, c: DocumentContent): void {
  room(doc, 110)
  doc.moveDown(1.2)
  const w = width(doc) / c.signers.length
  const top = doc.y
  for (const [i, signer] of c.signers.entries()) {
    const x = MARGIN + i * w
    doc.lineWidth(0.6).rect(x, top, w, 84).stroke()
    doc
      .font('regular')
      .fontSize(9.5)
      .text(signer, x + 6, top + 6, { width: w - 12 })
    doc.text('日期：', x + 6, top + 64, { width: w - 12 })
  }
  doc.x = MARGIN
  doc.y = top + 90
}

function pageNumbers(doc: Pdf, c: DocumentContent): void {
  const { count } = doc.bufferedPageRange()
  for (let i = 0; i < count; i++) {
    doc.switchToPage(i)
    const bottom = doc.page.margins.bottom
    doc.page.margins.bottom = 0
    doc
      .font('regular')
      .fontSize(8)
      .text(`${c.number}　第 ${i + 1} 页 / 共 ${count} 页`, MARGIN, doc.page.height - 30, { width: width(doc), align: 'center' })
    doc.page.margins.bottom = bottom
  }
}
