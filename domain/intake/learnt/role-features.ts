import type { CatalogueProduct } from '../draft'
import { placeAt } from '../words/divisions'
import { isGoods } from '../words/goods-words'
import { catalogueNameAt, codesOf } from '../catalogue/match-catalogue'
import type { NormalText } from '../text/normalise-text'
import { ORG, PERSON_BUYER } from '../words/people-words'
import { bookOf } from '../catalogue/catalogue-book'
import { cellsOf, layout, type Stretch } from '../text/text-layout'
import { figuresAround, runsOf, slipsAround, type Figure, type Run } from '../text/text-runs'
import { hashOf, mix, mixAll, piecesOf, type Piece } from '../text/text-pieces'
import type { Token } from '../tokens/token'
import { UNIT } from '../words/units'

/** The pieces of a message, and what each is known by. */
export interface RoleFeatures {
  pieces: Piece[]
  /** Numbers of features, piece after piece. */
  features: Int32Array
  /** Where the features of each piece begin; one more than there are pieces. */
  from: Int32Array
}

/** Features are told apart by this many numbers; two that share one are one. */
export const FEATURES = 1 << 19
const MASK = FEATURES - 1
const UNIT_HERE = new RegExp(UNIT, 'y')
/** Longest ending of a company, of goods. */
const LONGEST = 6

const isDigit = (sign: string | undefined): boolean => sign !== undefined && sign >= '0' && sign <= '9'
/** Longer runs of figures are numbers of orders, phones and parcels. */
const LONGEST_FIGURE = 9
/** Where the reader of tokens parted a run of figures: 300*600150箱. */
function partedFigures(plain: string, tokens: Token[]): number[] {
  const found = new Set<number>()
  for (const { start, end } of tokens)
    for (const at of [start, end])
      if (isDigit(plain[at - 1]) && isDigit(plain[at]) && !/\d{10}/.test(plain.slice(at - LONGEST_FIGURE, at + LONGEST_FIGURE)))
        found.add(at)
  return [...found].sort((a, b) => a - b)
}

/**
 * What each piece of a message is known by: the signs around it, their kinds, the figures next to it, its place in its row, what the tables say of
 * it, and what the reader of tokens took it for. Linear in the text.
 */
export function roleFeatures(
  normal: NormalText,
  tokens: Token[],
  catalogue: CatalogueProduct[] | null,
  told: (pieces: Piece[]) => Uint8Array,
): RoleFeatures {
  const { plain, text } = normal
  const { pieces, forms } = piecesOf(plain, partedFigures(plain, tokens))
  const ruled = told(pieces)
  const n = pieces.length
  const kinds = pieces.map((p) => hashOf(p.kind))
  const isWord = (i: number): boolean => pieces[i]?.kind === 'C' || pieces[i]?.kind === 'n'
  const at = new Int32Array(plain.length + 1).fill(-1)
  for (let i = 0; i < n; i++) for (let k = pieces[i]?.start ?? 0; k < (pieces[i]?.end ?? 0); k++) at[k] = i
  const said: number[][] = pieces.map(() => [])
  const inName = new Uint8Array(n)
  const counted = new Uint8Array(n)
  const unitAt: (number | undefined)[] = []
  const mark = (start: number, end: number, name: string): void => {
    for (let i = at[start] ?? -1; i >= 0 && i < n && (pieces[i] as Piece).start < end; i++) {
      const p = pieces[i] as Piece
      said[i]?.push(hashOf(name + (p.start <= start ? 'B' : p.end >= end ? 'E' : 'I')))
    }
  }
  if (catalogue) {
    let free = 0
    for (let i = 0; i < n; i++) {
      const { start } = pieces[i] as Piece
      if (start < free) continue
      const length = catalogueNameAt(plain, start, catalogue)
      if (length === 0) continue
      mark(start, start + length, 'name')
      for (let k = i; k < n && (pieces[k] as Piece).start < start + length; k++) inName[k] = 1
      free = start + length
    }
    for (const code of codesOf(catalogue))
      if (!/^\d{1,4}$/.test(code))
        for (let p = plain.indexOf(code); p >= 0; p = plain.indexOf(code, p + code.length)) mark(p, p + code.length, 'code')
  }
  for (let i = 1; i < n; i++) {
    const before = pieces[i - 1]?.kind
    if (!(before === '9' || before === 'n' || (before === 'S' && pieces[i - 2]?.kind === '9'))) continue
    UNIT_HERE.lastIndex = (pieces[i] as Piece).start
    const unit = UNIT_HERE.exec(plain)?.[0]
    if (!unit) continue
    unitAt[i] = hashOf(unit)
    said[i]?.push(hashOf('unit'), mix(unitAt[i] ?? 0, 1))
    said[i - 1]?.push(hashOf('count'))
    counted[i - 1] = 1
  }
  /** How many Chinese signs stand from each place on. */
  const chinese = new Uint16Array(plain.length + 1)
  for (let k = plain.length - 1; k >= 0; k--)
    if ((plain[k] as string) >= '一' && (plain[k] as string) <= '鿿')
      chinese[k] = Math.min((chinese[k + 1] as number) + 1, LONGEST)
  /** Names of places: 1 where one begins, 3 where it ends, 2 between. */
  const inPlace = new Uint8Array(n)
  let placed = 0
  for (let i = 0; i < n; i++) {
    if (!isWord(i)) continue
    const { start, end } = pieces[i] as Piece
    for (let length = Math.min(LONGEST, chinese[start] as number); length >= 2; length--) {
      if (ORG.test(plain.slice(start, start + length))) {
        said[i + length - 1]?.push(hashOf('firm'))
        break
      }
    }
    const ending = plain.slice(Math.max(0, end - 4), end)
    if (end >= 2 && (chinese[end - 2] as number) >= 2 && isGoods(ending)) said[i]?.push(hashOf('goods'))
    const place = start >= placed ? placeAt(plain, start) : undefined
    if (place) {
      for (let k = i; k < n && (pieces[k] as Piece).start < place.end; k++)
        inPlace[k] = k === i ? 1 : (pieces[k] as Piece).end >= place.end ? 3 : 2
      placed = place.end
    }
    const next = plain.slice(start, start + 3)
    if (PERSON_BUYER.test(next) || PERSON_BUYER.test(next.slice(0, 2))) said[i]?.push(hashOf('person'))
  }
  for (const t of tokens) {
    if (t.kind === 'sep' || t.kind === 'nl') continue
    const name = `${t.kind}${t.marked ?? ''}`
    for (let i = at[t.start] ?? -1; i >= 0 && i < n && (pieces[i] as Piece).start < t.end; i++)
      said[i]?.push(hashOf(name + ((pieces[i] as Piece).start <= t.start ? 'B' : 'I')))
  }
  const { rows, rowOf, partOf, placeOf, stretchOf, stretches } = layout(plain, pieces, counted, unitAt, inName)
  const { before, after } = figuresAround(pieces, counted, unitAt, kinds)
  const table = cellsOf(plain, pieces)
  const slips = slipsAround(plain, pieces)
  const runs = runsOf(plain, pieces, forms)
  const book = catalogue ? bookOf(catalogue) : undefined
  /** How letters are written: 1 small, 2 the first one large, 3 all large; 0 for no letters. */
  const caseOf = (i: number): number => {
    const p = pieces[i]
    if (p?.kind !== 'A') return 0
    const [first, next] = [text[p.start] ?? '', text[p.start + 1] ?? '']
    return !/[A-Z]/.test(first) ? 1 : p.end - p.start > 1 && !/[A-Z]/.test(next) ? 2 : 3
  }
  const isFigure = (i: number): boolean => pieces[i]?.kind === '9'
  const out: number[] = []
  const from = new Int32Array(n + 1)
  const END = hashOf('$')
  for (let i = 0; i < n; i++) {
    const g = (k: number): number => forms[i + k] ?? END
    const c = (k: number): number => kinds[i + k] ?? END
    let t = 1
    const put = (a?: number, b?: number, v?: number, d?: number, e?: number, f?: number): void => {
      out.push(mixAll(t++ * 0x2545f491, a, b, v, d, e, f) & MASK)
    }
    put(g(0))
    put(g(-1))
    put(g(1))
    put(g(-2))
    put(g(2))
    put(g(-1), g(0))
    put(g(0), g(1))
    put(g(-1), g(0), g(1))
    put(g(1), g(2))
    put(g(-2), g(-1))
    put(g(-2), g(-1), g(0))
    put(g(0), g(1), g(2))
    put(g(-1), g(1))
    put(g(3), g(4))
    put(g(-3), g(-4))
    put(g(0), g(1), g(2), g(3))
    put(g(-3), g(-2), g(-1), g(0))
    put(c(-2), c(-1), c(0), c(1), c(2))
    put(c(-1), c(0), c(1))
    put(c(0))
    put(c(0), c(1), c(2), c(3))
    put(c(-3), c(-2), c(-1), c(0))
    const [near, far] = [after[i] as Figure, before[i] as Figure]
    put(near.sign, Math.min(near.away, 5))
    put(far.sign, Math.min(far.away, 5))
    put(c(0), near.sign, far.sign)
    const s = stretches[stretchOf[i] ?? 0] as Stretch
    const place = placeOf[i] ?? 0
    put(Math.min(rowOf[i] ?? 0, 2), Math.min(partOf[i] ?? 0, 3), Math.min(place, 3))
    put(s.figures ? 1 : 0, Math.min(s.length, 8), s.named ? 1 : 0)
    put(rows > 3 ? 2 : rows > 1 ? 1 : 0, rowOf[i] === 0 ? 0 : (rowOf[i] ?? 0) >= rows - 1 ? 2 : 1, c(0))
    const other = (k: number): number => (stretches[(stretchOf[i] ?? 0) + k]?.figures ? 1 : 0)
    put(other(-1), other(0), other(1), Math.min(place, 2))
    let all = catalogue ? 1 : 0
    for (const v of said[i] ?? []) all = mix(all, v)
    put(all)
    for (const k of [-1, 0, 1]) {
      t = 60 + k
      for (const v of said[i + k] ?? []) {
        put(v)
        t--
      }
    }
    t = 110
    const letters = [caseOf(i - 1), caseOf(i), caseOf(i + 1)] as const
    put(...letters)
    put(letters[1], c(-1), c(1))
    put(inPlace[i] ?? 0, inPlace[i + 1] ?? 0, inPlace[i - 1] ?? 0)
    put(inPlace[i] ?? 0, c(-1))
    t = 80
    const [head, width, cell] = table.at[i] as [number, number, number]
    put(head, c(0))
    put(Math.min(cell, 5), Math.min(width, 6), c(0))
    put(Math.min(width - cell, 5), Math.min(width, 6), c(0))
    const run = runs.of[i] as Run
    put(run.kind, run.before, run.after)
    put(run.kind, run.before, run.shape)
    put(run.kind, run.after, run.shape)
    put(run.kind, run.after, run.behind)
    put(run.kind, run.ahead, run.before)
    put(run.kind, runs.alike[i] ?? 0, run.after)
    const { ahead: next, behind: last } = slips.at(i)
    put(next, last, c(0))
    put(next, last, run.kind, run.after)
    put(next, last, run.shape)
    if (book) {
      const { start, end } = pieces[i] as Piece
      const pair = plain.slice(start, start + 2)
      const back = plain.slice(Math.max(0, end - 2), end)
      const figure = isFigure(i) ? (book.figures.has(plain.slice(start, end)) ? 1 : 2) : 0
      const measured = isFigure(i) && book.spec.has(plain.slice(start, end + 1)) ? 1 : 0
      const inSpec = (book.spec.has(pair) ? 1 : 0) + (book.spec.has(back) ? 2 : 0)
      const inName = (book.name.has(pair) ? 1 : 0) + (book.name.has(back) ? 2 : 0)
      put(figure, measured, runs.alike[i] ?? 0)
      put(figure, measured, run.after)
      put(inSpec, inName)
      put(inSpec, inName, c(0))
      put(inSpec, inName, g(0))
    }
    t = 70
    const [own, left, right] = [ruled[i] ?? 0, ruled[i - 1] ?? 30, ruled[i + 1] ?? 30]
    put(own)
    put(own, left)
    put(own, right)
    put(own, left, right)
    put(own, c(0))
    put(left)
    put(right)
    from[i + 1] = out.length
  }
  return { pieces, features: Int32Array.from(out), from }
}
