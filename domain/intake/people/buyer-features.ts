import type { CatalogueProduct } from '../draft'
import { placeAt } from '../words/divisions'
import { isGoods } from '../words/goods-words'
import { catalogueNameAt } from '../catalogue/match-catalogue'
import { ORG, PERSON_BUYER, TRADE } from '../words/people-words'
import { mix, mixAll, hashOf, piecesOf, type Piece } from '../text/text-pieces'
import type { Token } from '../tokens/token'

/** Words of a message that could be who buys, half-open, with what they are known by. */
export interface BuyerCandidate {
  start: number
  end: number
  features: number[]
}

/** Features are told apart by this many numbers; two that share one are one. */
export const BUYER_FEATURES = 1 << 20
const MASK = BUYER_FEATURES - 1
const LONGEST = 18
/** More words than the longest message begins and ends with are not looked at. */
const MOST = 300
const FIGURE = /^\d+(?:\.\d+)?$/
const INNER = "()（）·&.'_-"
const STOPS = '，,。;；:：、！!？?|/~=+【】[]「」“”"\t'

const bucket = (n: number): number => (n <= 3 ? n : n <= 5 ? 4 : n <= 8 ? 5 : n <= 12 ? 6 : 7)

/** All words that could be who buys, between two offsets: those at the edge of a part of the text, and those with the form of a name; and what the message itself says of there being none. */
export function buyerCandidates(
  plain: string,
  tokens: Token[],
  catalogue: CatalogueProduct[] | null,
  from = 0,
  to = plain.length,
): { candidates: BuyerCandidate[]; none: number[] } {
  const { pieces, forms } = piecesOf(plain)
  const n = pieces.length
  const END = hashOf('$')
  const g = (i: number): number => forms[i] ?? END
  const kindAt = new Map<number, string>()
  const endsAt = new Map<number, string>()
  for (const t of tokens) {
    kindAt.set(t.start, `${t.kind}${t.marked ?? ''}`)
    endsAt.set(t.end, `${t.kind}${t.marked ?? ''}`)
  }
  const named = new Uint8Array(plain.length + 1)
  if (catalogue)
    for (let at = from; at < to; at++) {
      const length = catalogueNameAt(plain, at, catalogue)
      if (length > 1) named.fill(1, at, at + length)
    }
  const { partOf, parts, rowOf, rows } = places(pieces)
  const isFigure = (p: Piece): boolean => p.kind === '9' || p.kind === 'n'
  const firstFigure = pieces.findIndex(isFigure)
  const lastFigure = pieces.findLastIndex(isFigure)
  const candidates: BuyerCandidate[] = []
  for (let i = 0; i < n; i++) {
    const first = pieces[i] as Piece
    if (first.start < from || first.end > to || !opens(first)) continue
    if (first.start > MOST && first.start < plain.length - MOST) continue
    let text = ''
    for (let j = i; j < n; j++) {
      const last = pieces[j] as Piece
      if (last.end > to || last.end - first.start > LONGEST || !inside(last, pieces[j - 1], pieces[j + 1])) break
      text = plain.slice(first.start, last.end)
      if (text.length < 2 || !closes(last) || (first.kind === '9' && FIGURE.test(text))) continue
      const part = partOf[i] ?? 0
      const begins = partOf[i - 1] !== part
      const ends = partOf[j + 1] !== part
      const firm = ORG.test(text) ? (TRADE.test(text) ? 1 : 2) : 0
      const person = PERSON_BUYER.test(text) ? 1 : 0
      if (!begins && !ends && firm === 0 && person === 0) continue
      const features: number[] = []
      let t = 1
      const put = (a?: number, b?: number, c?: number, d?: number, e?: number, f?: number): void => {
        features.push(mixAll(t++ * 0x2545f491, a, b, c, d, e, f) & MASK)
      }
      const length = bucket(text.length)
      const where = (begins ? 1 : 0) + (ends ? 2 : 0)
      const fromStart = Math.min(part, 3)
      const fromEnd = Math.min(parts - 1 - part, 3)
      const rowStart = rowOf[i - 1] !== rowOf[i] ? 1 : 0
      const rowEnd = rowOf[j + 1] !== rowOf[j] ? 1 : 0
      const row = (rowOf[i] ?? 0) === 0 ? 0 : (rowOf[i] ?? 0) === rows - 1 ? 2 : 1
      const goods = isGoods(text) ? 1 : 0
      const place = placeAt(text, 0)
      const placed = place ? (place.end === text.length ? 2 : 1) : 0
      let share = 0
      for (let k = first.start; k < last.end; k++) share += named[k] ?? 0
      const known = share === 0 ? 0 : share === text.length ? 2 : 1
      const digits = /\d/.test(text) ? 1 : 0
      const rest = j < lastFigure ? 1 : 0
      const front = firstFigure >= 0 && i > firstFigure ? 1 : 0
      put(length)
      put(where, length)
      put(where, fromStart, fromEnd)
      put(where, firm, length)
      put(where, person, length)
      put(firm, person, goods, placed, known)
      put(where, firm, person, goods, known)
      put(placed, length, firm)
      put(digits, firm)
      put(rest, front, where)
      put(rowStart, rowEnd, row)
      put(rowStart, rowEnd, firm, person, Math.min(rows, 3))
      put(g(i - 1))
      put(g(i - 2), g(i - 1))
      put(g(i - 3), g(i - 2), g(i - 1))
      put(g(i - 1), begins ? 1 : 0, firm)
      put(g(j + 1))
      put(g(j + 1), g(j + 2))
      put(g(j + 1), g(j + 2), g(j + 3))
      put(g(j + 1), begins ? 1 : 0, firm)
      put(g(i))
      put(g(i), g(i + 1))
      put(g(j))
      put(g(j - 1), g(j))
      put(g(j - 2), g(j - 1), g(j))
      put(g(j), ends ? 1 : 0)
      put(g(j), g(j + 1))
      put(g(i - 1), g(i))
      put(hashOf(kindAt.get(first.start) ?? '-'), hashOf(endsAt.get(last.end) ?? '-'))
      put(hashOf(kindAt.get(last.end) ?? '-'), where)
      put(hashOf(endsAt.get(first.start) ?? '-'), where)
      put(text.includes('的') ? 1 : 0, length)
      put(hashOf(text))
      // What its signs are, each for itself: 厂, 店, 老, 总 inside.
      t = 50
      for (let k = i; k <= j; k++) {
        t = 50
        put(g(k))
        t = 51
        put(g(k), g(k + 1), k === j ? 1 : 0)
      }
      candidates.push({ start: first.start, end: last.end, features })
    }
  }
  const none: number[] = []
  for (const [t, v] of [1, Math.min(rows, 3), Math.min(parts, 5), catalogue ? 1 : 0].entries())
    none.push(mix(0x51ed270b + t, v) & MASK)
  for (let i = 0; i < Math.min(3, n); i++) none.push(mix(0x1b873593 + i, g(i)) & MASK)
  return { candidates, none }
}

const isWord = (p: Piece): boolean => p.kind === 'C' || p.kind === 'n' || p.kind === 'A' || p.kind === '9'
const opens = isWord
const closes = (p: Piece): boolean => isWord(p) || p.kind === ')' || p.kind === '）'
/** Blanks stand inside a name only between Latin words. */
const inside = (p: Piece, before: Piece | undefined, after: Piece | undefined): boolean =>
  isWord(p) || INNER.includes(p.kind) || (p.kind === 'S' && before?.kind === 'A' && after?.kind === 'A')

function places(pieces: Piece[]): { partOf: number[]; parts: number; rowOf: number[]; rows: number } {
  const partOf: number[] = []
  const rowOf: number[] = []
  let part = 0
  let row = 0
  let filled = false
  for (const p of pieces) {
    const stop = p.kind === 'N' || p.kind === 'S' || STOPS.includes(p.kind)
    if (p.kind === 'N') row++
    if (stop) {
      if (filled) part++
      filled = false
      partOf.push(-1)
    } else {
      filled = true
      partOf.push(part)
    }
    rowOf.push(p.kind === 'N' ? -1 : row)
  }
  return {
    partOf,
    parts: filled ? part + 1 : part,
    rowOf,
    rows: row + 1,
  }
}
