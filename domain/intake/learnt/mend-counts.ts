import { NUMBER } from '../text/numerals'
import type { Piece } from '../text/text-pieces'
import { isTalk } from '../words/goods-words'
import { runsOn, MEASURES, SLIPS, UNIT, unitOf } from '../words/units'
import { bookOf } from '../catalogue/catalogue-book'
import { soundsListed } from '../catalogue/listed-words'
import { catalogueNameAt } from '../catalogue/match-catalogue'
import type { CatalogueProduct } from '../draft'
import { ROLES } from './line-roles'
import { CODE, firstOf, NAME, numberOf, QUANTITY, SPEC, UNIT as UNIT_ROLE } from './role-numbers'

const COUNT = ROLES.length
const [PER, PRICE, NAME_BEGINS] = [numberOf('per'), numberOf('price'), firstOf(NAME)]
const NAMES = new Set([NAME_BEGINS, NAME, CODE])
const GOODS = new Set((['nameBegins', 'name', 'code', 'spec', 'colorBegins', 'color'] as const).map(numberOf))

/** Pieces of a message with what each was read as; `all`: how likely each is of each role. */
interface Read {
  pieces: Piece[]
  roles: Uint8Array
  shares: Float64Array
  all: Float64Array
}

/** A figure in front of a unit of count was a count where it was at least so likely one, and less where words of goods stand right in front of it; a numeral is more often a word: 一起, 三通. */
const LIKELY_FIGURE = 0.1
const BEHIND_GOODS = 0.05
const LIKELY_NUMERAL = 0.3
/** Where the table took it for a size, and a slip for the unit stands behind it: 30跟. */
const LIKELY_SLIP = 0.2
const COUNTED = new RegExp(`^ ?[大小整]?(${UNIT})`)
/** What stands in front of a figure that counts no goods: what goes into each, a range, the number of an item, the same again in brackets. */
const NO_COUNT = /^(?:[每从第(（/.原共那这]|双[1十]|\d[^一])/
/** Words by which a figure in front of them was a slip, or holds no more. */
const SLIP =
  /不对|不是|[写打说看报记算数]错|[少多][写打]|写[少多]|改|换成|应该|应为|[哦啊噢唉哎欸]不|等[等下会]|更正|还有|[加减调提缩降升]到|→/
const SOON = 32
const NAMED = 16
/** Longest name that is known by its sound. */
const LONGEST_HEARD = 5
/** Longest part of a name. */
const LONGEST = 12
/** What a name and one of it ends with: 吉他一把. */
const ONE = /^[一1]$/
const ENDS = /^[\s，,。;；、)）\n]|^$/
const NUMERAL = new RegExp(`^${NUMBER}$`)
const CLAUSE = /^[，,。;；N:：!！?？]$/

/** Whether a figure is soon taken back: it is the last one in front of the words that do so, or they name what it counts. */
function isTakenBack(plain: string, start: number, end: number): boolean {
  const behind = plain.slice(end, end + SOON)
  const at = SLIP.exec(behind)?.index ?? -1
  if (at < 0) return false
  if (!/[\d\n]/.test(behind.slice(0, at))) return true
  const said = /[一-鿿]*$/.exec(behind.slice(0, at))?.[0] ?? ''
  const goods = plain.slice(Math.max(0, start - NAMED), start)
  return said.length === 1 ? goods.includes(said) : [...said].some((_, k) => k > 0 && goods.includes(said.slice(k - 1, k + 1)))
}

/** Gives counts and their goods the roles that the table left them without. */
export function mendCounts(plain: string, found: Read, catalogue: CatalogueProduct[] | null): void {
  counted(plain, found)
  countsForPrices(plain, found)
  if (!catalogue) return
  for (let i = 0; i < found.roles.length; i++) {
    if (found.roles[i] !== QUANTITY) continue
    const from = i
    while (found.roles[i + 1] === QUANTITY || found.roles[i + 1] === UNIT_ROLE) i++
    named(plain, found, from, i + 1, catalogue)
  }
}

/** A unit behind a figure, or a slip for one. */
interface Unit {
  start: number
  end: number
}

/** What is counted by a figure that ends here; of a size only a slip of the pen. */
function unitBehind(plain: string, end: number, isSize: boolean): Unit | undefined {
  const sign = plain[end] ?? ''
  if (SLIPS[sign] && unitOf(sign) === undefined && ENDS.test(plain[end + 1] ?? '')) return { start: end, end: end + 1 }
  const unit = isSize || runsOn(plain.slice(end, end + 2)) ? null : COUNTED.exec(plain.slice(end, end + 9))
  if (!unit?.[1] || MEASURES.has(unitOf(unit[1]) ?? '')) return undefined
  return { start: end + unit[0].length - unit[1].length, end: end + unit[0].length }
}

/** Gives figures that are plainly counted, and that the table left without a role, the role of a count: 水晶杯150份. */
function counted(plain: string, { pieces, roles, shares, all }: Read): void {
  const put = (from: number, to: number, role: number): void => {
    for (let i = from; i < to; i++) {
      roles[i] = role
      shares[i] = all[i * COUNT + role] ?? 0
    }
  }
  /** How likely a figure in front of a unit must be a count; nothing for one that is none. */
  const least = (from: number, to: number, last: number, unit: Unit): number | undefined => {
    const [role, own] = [roles[from], roles[last - 1] ?? 0]
    if (own !== 0 && own !== role && own !== UNIT_ROLE && own !== PER) return undefined
    if (own === PER && [from - 1, from - 2, last].some((k) => roles[k] === PRICE)) return undefined
    const words = plain.slice(pieces[from]?.start, pieces[to - 1]?.end)
    // 吉他一把
    if ((own === PER || own === UNIT_ROLE) && ONE.test(words) && ENDS.test(plain[unit.end] ?? '')) return 0
    if (role === SPEC) return LIKELY_SLIP
    if (pieces[from]?.kind === 'n') return plain[unit.end] === ':' ? undefined : LIKELY_NUMERAL
    return GOODS.has(roles[pieces[from - 1]?.kind === 'S' ? from - 2 : from - 1] ?? 0) ? BEHIND_GOODS : LIKELY_FIGURE
  }
  for (let i = 0; i < pieces.length; ) {
    const from = i
    const { kind, start } = pieces[from] as Piece
    const role = roles[from]
    let sum = all[i++ * COUNT + QUANTITY] ?? 0
    if ((kind !== '9' && kind !== 'n') || (role !== 0 && role !== SPEC)) continue
    while (pieces[i]?.kind === 'n' && roles[i] === role) sum += all[i++ * COUNT + QUANTITY] ?? 0
    const end = (pieces[i - 1] as Piece).end
    const unit = unitBehind(plain, end, role === SPEC)
    if (!unit || NO_COUNT.test(plain.slice(Math.max(0, start - 1), start + 1)) || !NUMERAL.test(plain.slice(start, end))) continue
    if (isTakenBack(plain, start, unit.end)) continue
    let last = i
    while (last < pieces.length && (pieces[last] as Piece).end <= unit.end) last++
    if (sum / (i - from) < (least(from, i, last, unit) ?? Infinity)) continue
    put(from, i, QUANTITY)
    while (i < last && (pieces[i] as Piece).start < unit.start) i++
    put(i, last, UNIT_ROLE)
    i = last
  }
}

/** Gives the name of the price list that stands in the clause of a count without another name the role of one: the table knew neither. */
function named(
  plain: string,
  { pieces, roles, shares, all }: Read,
  from: number,
  to: number,
  catalogue: CatalogueProduct[],
): void {
  const ends = (i: number): boolean => CLAUSE.test(pieces[i]?.kind ?? ',') || roles[i] === QUANTITY || NAMES.has(roles[i] ?? 0)
  let first = from
  while (first > 0 && !ends(first - 1)) first--
  let last = to
  while (last < pieces.length && !ends(last)) last++
  if (NAMES.has(roles[first - 1] ?? 0) || NAMES.has(roles[last] ?? 0)) return
  const book = bookOf(catalogue).name
  let best = { at: 0, length: 1 }
  for (let i = first; i < last; i++) {
    const { start, kind } = pieces[i] as Piece
    const length =
      kind !== 'C' ? 0 : catalogueNameAt(plain, start, catalogue) || (roles[i] === 0 ? partAt(plain, start, book) : 0)
    if (length > best.length) best = { at: i, length }
  }
  if (best.length < 2) best = heard(plain, { pieces, roles, shares, all }, first, from, catalogue)
  if (best.length < 2) return
  const end = (pieces[best.at] as Piece).start + best.length
  for (let i = best.at; i < pieces.length && (pieces[i] as Piece).end <= end; i++) {
    roles[i] = i === best.at ? NAME_BEGINS : NAME
    shares[i] = (all[i * COUNT + NAME_BEGINS] ?? 0) + (all[i * COUNT + NAME] ?? 0)
  }
}

/** 片减30袋: words right in front of a count that sound like a name of the list. */
function heard(
  plain: string,
  { pieces, roles }: Read,
  first: number,
  count: number,
  catalogue: CatalogueProduct[],
): { at: number; length: number } {
  let at = count
  while (at > first && count - at < LONGEST_HEARD && pieces[at - 1]?.kind === 'C' && roles[at - 1] === 0) at--
  const word = plain.slice(pieces[at]?.start, pieces[count - 1]?.end)
  // Behind letters or figures it is a part of what they begin: XL码加10件.
  const isWhole = at === 0 || /^[NS,，、。;；:]$/.test(pieces[at - 1]?.kind ?? '')
  return isWhole && !isTalk(word) && soundsListed(word, catalogue) ? { at, length: word.length } : { at: 0, length: 1 }
}

/** How many signs from a place on stand next to each other in names of the price list: 乳胶 of 乳胶手套. */
function partAt(plain: string, start: number, book: Set<string>): number {
  let end = start
  while (end - start < LONGEST && book.has(plain.slice(end, end + 2)) && /^[一-鿿]{2}$/.test(plain.slice(end, end + 2))) end++
  return end === start ? 0 : end + 1 - start
}

/** Words with figures that say a price. */
export const PRICED = /(?:[@¥价按卖收算]|rmb)\s?$/
export const COINS = /^\s?(?:元|块|毛|角|分|一|每|\/|rmb|包邮)/

/** Goods with their counts and prices up to the next goods. */
interface Part {
  name: string
  from: number
  counts: number
  prices: number[]
  /** Whether a unit stands behind a count, or what a price is per. */
  units: boolean
}

function partsOf(plain: string, { pieces, roles }: Read): Part[] {
  const parts: Part[] = []
  for (const [i, { start }] of pieces.entries()) {
    const role = roles[i] ?? 0
    if (NAMES.has(role) && !NAMES.has(roles[i - 1] ?? 0)) {
      let to = i
      while (NAMES.has(roles[to] ?? 0)) to++
      parts.push({ name: plain.slice(start, pieces[to - 1]?.end), from: i, counts: 0, prices: [], units: false })
    }
    const part = parts.at(-1)
    if (role === QUANTITY && roles[i - 1] !== QUANTITY && part) part.counts++
    else if (role === PRICE) part?.prices.push(i)
    else if ((role === PER || role === UNIT_ROLE) && part) part.units = true
  }
  return parts
}

/** 三孔 200, 单孔 60: the bare figure of goods without a count is one where other goods have a bare count and no price. */
function countsForPrices(plain: string, found: Read): void {
  const { pieces, roles, shares, all } = found
  const parts = partsOf(plain, found)
  if (!parts.some((o) => o.counts > 0 && o.prices.length === 0 && !o.units)) return
  const counted = parts.filter((o) => o.counts > 0).map((o) => o.name)
  for (const p of parts) {
    const [at, ...more] = p.prices
    if (at === undefined || more.length > 0 || p.counts > 0 || p.units || counted.some((name) => name.includes(p.name))) continue
    const { start, end, kind } = pieces[at] as Piece
    if (kind !== '9' || plain.slice(start, end).includes('.') || plain.slice(pieces[p.from]?.start, start).includes('\n'))
      continue
    const ahead = plain.slice(Math.max(0, start - 4), start)
    if (PRICED.test(ahead) || COINS.test(plain.slice(end, end + 4))) continue
    roles[at] = QUANTITY
    shares[at] = all[at * COUNT + QUANTITY] ?? 0
  }
}
