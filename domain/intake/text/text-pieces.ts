import { matchesOf } from './pattern-needs'
/** A sign, a run of digits, a run of Latin letters, a blank or a line break of a message in normal form. */
export interface Piece {
  start: number
  end: number
  /** C Chinese, n Chinese numeral, 9 digits, A letters, N line break, S blank; other signs stand for themselves. */
  kind: string
}

const PIECE = /[a-z]+|\d+(?:\.\d+)?|\n+|[ \t\u0001]+|[^]/gu
const NUMERALS = '一二两三四五六七八九十百千万半俩仨零〇'

/** One number from two, so that lists of values become numbers of features. */
export const mix = (h: number, v: number): number => {
  const k = Math.imul(h ^ v, 0x9e3779b1)
  return k ^ (k >>> 15)
}
/** Several numbers mixed in turn. Named instead of a list: this runs thousands of times a message, and a list would be made each time. */
export const mixAll = (h: number, a?: number, b?: number, c?: number, d?: number, e?: number, f?: number): number => {
  let mixed = h
  if (a !== undefined) mixed = mix(mixed, a)
  if (b !== undefined) mixed = mix(mixed, b)
  if (c !== undefined) mixed = mix(mixed, c)
  if (d !== undefined) mixed = mix(mixed, d)
  if (e !== undefined) mixed = mix(mixed, e)
  if (f !== undefined) mixed = mix(mixed, f)
  return mixed
}
const numbers = new Map<string, number>()
/** One number for a word. */
export const hashOf = (word: string): number => {
  const known = numbers.get(word)
  if (known !== undefined) return known
  let h = 0x811c9dc5
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193)
  h ^= h >>> 13
  if (numbers.size < 20_000) numbers.set(word, h)
  return h
}

const kindOf = (text: string): string => {
  const c = text[0] ?? ''
  if (c === '\n') return 'N'
  if (c === ' ' || c === '\t' || c === '\u0001') return 'S'
  if (c >= '0' && c <= '9') return '9'
  if (c >= 'a' && c <= 'z') return 'A'
  if (c >= '一' && c <= '鿿') return NUMERALS.includes(c) ? 'n' : 'C'
  return text
}
/** What stands for a piece: figures by their length, long Latin words by their being one. */
const formOf = (kind: string, text: string): string => {
  if (kind === '9') return `9${text.includes('.') ? '.' : ''}${Math.min(text.length, 5)}`
  if (kind === 'A') return text.length > 3 ? 'A*' : text
  return kind === 'N' || kind === 'S' ? kind : text
}

interface Pieces {
  pieces: Piece[]
  forms: number[]
}
/** The last text that was cut: each is looked at several times. */
let last: (Pieces & { plain: string; cuts: string }) | undefined

/** The pieces of a text, and a number for what stands for each. `apart`: where runs of figures hold two, in rising order. */
export function piecesOf(plain: string, apart: number[] = []): Pieces {
  const cuts = apart.join()
  if (last?.plain === plain && last.cuts === cuts) return last
  const pieces: Piece[] = []
  const forms: number[] = []
  const put = (start: number, text: string, kind: string): void => {
    pieces.push({ start, end: start + text.length, kind })
    forms.push(hashOf(formOf(kind, text)))
  }
  let k = 0
  for (const m of matchesOf(PIECE, plain)) {
    const kind = kindOf(m[0])
    const end = m.index + m[0].length
    let start = m.index
    while (k < apart.length && (apart[k] as number) <= start) k++
    for (; kind === '9' && k < apart.length && (apart[k] as number) < end; k++) {
      put(start, plain.slice(start, apart[k]), kind)
      start = apart[k] as number
    }
    put(start, plain.slice(start, end), kind)
  }
  last = { plain, cuts, pieces, forms }
  return last
}
