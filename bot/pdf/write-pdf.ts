import type { DocumentContent } from '../../domain/documents/document'
import { drawSection } from './draw-sections'
import { fontFile } from './fonts'
import { innerWidth, MARGIN, room, type Pdf } from './sheet'

/**
 * Papers as one A4 PDF in black and white with an embedded Chinese font, each beginning on a page of its own. The same content gives the same
 * bytes. An empty list is a fault of the caller and gives an empty page.
 */
export async function writePdf(first: DocumentContent, ...rest: DocumentContent[]): Promise<Uint8Array> {
  const { default: PDFDocument } = await import('pdfkit')
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    layout: first.landscape ? 'landscape' : 'portrait',
    bufferPages: true,
    lang: 'zh-CN',
    info: {
      Title: `${first.title} ${first.number}`,
      Author: first.company,
      CreationDate: new Date(first.issuedAt),
      ModDate: new Date(first.issuedAt),
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
  drawPaper(doc, first, 0)
  for (const content of rest) {
    const from = doc.bufferedPageRange().count
    doc.addPage({ size: 'A4', margin: MARGIN, layout: content.landscape ? 'landscape' : 'portrait' })
    drawPaper(doc, content, from)
  }
  doc.end()
  return done
}

function drawPaper(doc: Pdf, content: DocumentContent, from: number): void {
  head(doc, content)
  for (const section of content.sections) drawSection(doc, section)
  feet(doc, content, from)
}

/** Company, title and the numbers; on further pages the foot names the paper. */
function head(doc: Pdf, content: DocumentContent): void {
  const width = innerWidth(doc)
  doc.fillColor('black').font('bold').fontSize(13).text(content.company, MARGIN, MARGIN, { width, align: 'center' })
  for (const line of content.letterhead ?? [])
    doc
      .font('regular')
      .fontSize(8.5)
      .text(line, MARGIN, doc.y + 1, { width, align: 'center' })
  doc.y += 3
  doc.font('bold').fontSize(18).text(content.title, MARGIN, doc.y, { width, align: 'center' })
  doc.y += 7
  doc.font('regular').fontSize(9)
  for (let at = 0; at < content.meta.length; at += 2) {
    const pair = content.meta.slice(at, at + 2).map((e) => `${e.label}：${e.value}`)
    const height = Math.max(...pair.map((text) => doc.heightOfString(text, { width: width / 2 - 8 }))) + 1
    room(doc, height)
    const y = doc.y
    for (const [i, text] of pair.entries()) doc.text(text, MARGIN + (i * width) / 2, y, { width: width / 2 - 8 })
    doc.y = y + height
  }
  doc.y += 3
  doc
    .lineWidth(1)
    .moveTo(MARGIN, doc.y)
    .lineTo(MARGIN + width, doc.y)
    .stroke('black')
  doc.x = MARGIN
}

function feet(doc: Pdf, content: DocumentContent, from: number): void {
  const { count } = doc.bufferedPageRange()
  for (let page = from; page < count; page++) {
    doc.switchToPage(page)
    const { bottom } = doc.page.margins
    // Text below the margin would start a page of its own.
    doc.page.margins.bottom = 0
    const width = innerWidth(doc)
    const y = doc.page.height - 32
    const version = content.version > 1 ? ` 第${content.version}版` : ''
    doc
      .lineWidth(0.4)
      .moveTo(MARGIN, y - 4)
      .lineTo(MARGIN + width, y - 4)
      .stroke('black')
    doc
      .font('regular')
      .fontSize(8)
      .text(content.footer, MARGIN, y, { width: width * 0.55, height: 12, ellipsis: true })
    doc.text(`${content.number}${version}　第 ${page - from + 1} 页 / 共 ${count - from} 页`, MARGIN + width * 0.5, y, {
      width: width * 0.5,
      align: 'right',
      lineBreak: false,
    })
    doc.page.margins.bottom = bottom
  }
}
