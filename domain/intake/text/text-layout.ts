import { hashOf, type Piece } from './text-pieces'

const STOPS = '，,。;；、！!？?'

/** One stretch between signs. */
export interface Stretch {
  figures: boolean
  named: boolean
  length: number
}

/** Rows, the parts between signs in each, and the stretches between signs and blanks. */
export function layout(
  plain: string,
  pieces: Piece[],
  counted: Uint8Array,
  unitAt: (number | undefined)[],
  inName: Uint8Array,
): { rows: number; rowOf: number[]; partOf: number[]; placeOf: number[]; stretchOf: number[]; stretches: Stretch[] } {
  const rows = plain.split('\n').filter((r) => r.trim() !== '').length
  const rowOf: number[] = []
  const partOf: number[] = []
  const placeOf: number[] = []
  const stretchOf: number[] = []
  const stretches: Stretch[] = [{ figures: false, named: false, length: 0 }]
  let [row, part, place] = [0, 0, 0]
  for (const [i, p] of pieces.entries()) {
    const ends = p.kind === 'N' || p.kind === 'S' || STOPS.includes(p.kind)
    stretchOf.push(stretches.length - 1)
    if (ends) {
      stretches.push({ figures: false, named: false, length: 0 })
      place = 0
      if (p.kind === 'N') {
        row++
        part = 0
      } else if (p.kind !== 'S') part++
    } else {
      const s = stretches.at(-1) as Stretch
      s.figures ||= p.kind === '9' || unitAt[i] !== undefined || counted[i] === 1
      s.named ||= inName[i] === 1
      s.length++
      place++
    }
    rowOf.push(row)
    partOf.push(part)
    placeOf.push(place)
  }
  return { rows, rowOf, partOf, placeOf, stretchOf, stretches }
}

const CELLS = /[\t|/，,；;]|\s{2,}|(?<=\S) (?=\S)/
/** Of each piece: the heading of its column by the first row that has as many cells, how many cells its row has, and which of them it is in. */
export function cellsOf(plain: string, pieces: Piece[]): { at: [number, number, number][] } {
  const at: [number, number, number][] = []
  const headings = new Map<number, number[]>()
  let i = 0
  let start = 0
  const none = hashOf('$')
  for (const row of plain.split('\n')) {
    const cells: number[] = []
    const words: string[] = []
    let from = 0
    for (let rest = row; ; ) {
      const m = CELLS.exec(rest)
      words.push(m ? rest.slice(0, m.index) : rest)
      from += m ? m.index + m[0].length : rest.length
      cells.push(start + from)
      if (!m) break
      rest = rest.slice(m.index + m[0].length)
    }
    const width = words.length
    const heading = headings.get(width)
    const isHeading = width > 2 && !/\d/.test(row)
    for (let cell = 0; i < pieces.length && (pieces[i] as Piece).start <= start + row.length; i++) {
      while (cell < width - 1 && (pieces[i] as Piece).start >= (cells[cell] ?? 0)) cell++
      at.push([heading?.[cell] ?? none, width, cell])
    }
    if (isHeading && !heading)
      headings.set(
        width,
        words.map((w) => hashOf(w.trim())),
      )
    start += row.length + 1
  }
  while (at.length < pieces.length) at.push([none, 1, 0])
  return { at }
}

const SET_IN = /^[^\S\n]+\S/
/** Whether a row is set in below the row of a heading: it belongs to that part. `row`: where it begins. */
export const isSetIn = (text: string, row: number, heading: number): boolean =>
  SET_IN.test(text.slice(row, row + 12)) && !SET_IN.test(text.slice(text.lastIndexOf('\n', heading) + 1, heading + 12))
