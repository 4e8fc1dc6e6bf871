export type Pdf = InstanceType<typeof import('pdfkit')>

export const MARGIN = 40
/** Room at the foot for footer and page number. */
const FOOT = 8
const LINE = 1.45

/** Width between the margins, points. */
export const innerWidth = (doc: Pdf): number => doc.page.width - 2 * MARGIN
/** Height of a page that rows may take, with room for a repeated heading. */
export const tallest = (doc: Pdf): number => doc.page.height - 2 * MARGIN - FOOT - 60

/** Starts a new page when less than `height` points are left; tells whether it did. */
export function room(doc: Pdf, height: number): boolean {
  if (doc.y + height <= doc.page.height - MARGIN - FOOT) return false
  doc.addPage()
  doc.x = MARGIN
  doc.y = MARGIN
  return true
}

/** Grey that stays light in a copier; black text on it stays readable. */
export const SHADE = '#efefef'

/** A framed cell; the text sits in its upper left with a small margin. */
export function cell(
  doc: Pdf,
  box: { x: number; y: number; w: number; h: number },
  text: string,
  look: { align?: 'left' | 'right' | 'center'; shaded?: boolean } = {},
): void {
  if (look.shaded) doc.rect(box.x, box.y, box.w, box.h).fill(SHADE).fillColor('black')
  doc.lineWidth(0.5).rect(box.x, box.y, box.w, box.h).stroke('black')
  doc.text(text, box.x + 4, box.y + 3, { width: box.w - 8, align: look.align ?? 'left', lineGap: 1 })
}

/** Height that a text takes in a cell of this width, at the current font. */
export const cellHeight = (doc: Pdf, text: string, w: number): number =>
  doc.heightOfString(text || ' ', { width: w - 8, lineGap: 1 }) + 6

/** A text in pieces that each fit on a page, counted as if every character were as wide as a Chinese one. */
export function pieces(text: string, w: number, size: number, height: number): string[] {
  const perLine = Math.max(1, Math.floor((w - 8) / size))
  const most = Math.max(1, Math.floor(height / (size * LINE + 1)) - 1)
  const found: string[] = []
  let lines: string[] = []
  for (const line of text.split('\n')) {
    const chars = [...line]
    for (let at = 0; at === 0 || at < chars.length; at += perLine) {
      if (lines.length >= most) {
        found.push(joined(lines))
        lines = []
      }
      lines.push((at === 0 ? '\n' : '') + chars.slice(at, at + perLine).join(''))
    }
  }
  return [...found, joined(lines)]
}

const joined = (lines: string[]): string => lines.join('').replace(/^\n/, '')

/** A heading that stays together with what follows. */
export function heading(doc: Pdf, title: string | undefined, follows: number): void {
  if (!title) return
  room(doc, 22 + follows)
  doc.y += 8
  doc
    .font('bold')
    .fontSize(10.5)
    .text(title, MARGIN, doc.y, { width: innerWidth(doc) })
  doc.y += 3
}
