import { CODE, COLOR, firstOf, NAME, numberOf, QUANTITY, SPEC, UNIT as UNIT_ROLE } from './role-numbers'
import type { Piece } from '../text/text-pieces'
import { NUMBER } from '../text/numerals'
import { MEASURES, runsOn, UNIT, unitOf } from '../words/units'

const [PRICE, NAME_BEGINS] = [numberOf('price'), firstOf(NAME)]
const isName = (role: number | undefined): boolean => role === NAME || role === NAME_BEGINS
const isColor = (role: number | undefined): boolean => role === COLOR || role === firstOf(COLOR)

/** How sure a figure is that was put right by where it stands: a person looks at it. */
const SURE = 0.7
const NUMERAL = new RegExp(`^${NUMBER}$`)
const COUNTED = new RegExp(`^ ?(${UNIT})`)
/** What ends a clause of a list. */
const ENDS = /^[，,、。;；N!！?？]$/
/** A load of something that is counted behind it. */
const LOAD = /^[一1] ?(?:车|批|单|柜|船)$/
/** Words right in front of a count that begins a clause. */
const ASKS = /[要拿来订整发给购]$/
/** Words that make 俩 and 仨 people. */
const OF_PEOPLE = /[我你您他她它们咱哥姐弟妹夫妻爷娘母父子女老]$/
const PAIR = /^[俩仨]$/
/** Signs between a size and the count of the same goods. */
const BETWEEN = /^[S/|:()（）-]$/

/** Two sizes of one shape in front of a count for each. */
const EACH_SIZE = /(\d{1,4}(?:\.\d{1,2})?[a-z一-鿿"]{0,2}?)的?[和跟与及、](\d{1,4}(?:\.\d{1,2})?[a-z一-鿿"]{0,2}?)(的?(?=各))/g
const FIGURE = /\d+(?:\.\d+)?/
/** Right behind a size. */
const ASKING = /^[先再就][要拿来订补发上\d一二两三四五六七八九十]/
/** A count with its unit in brackets and a bare figure in those behind it. */
const COUNT_AND_PRICE = new RegExp(`[[【](?:${NUMBER}) ?(?:${UNIT})[\\]】][[【]\\d{1,5}(?:\\.\\d{1,2})?[\\]】]`, 'g')

/** Figures of a message that where they stand tells: a count in front of its goods, a size between the goods and their count. */
class Places {
  constructor(
    private readonly plain: string,
    private readonly pieces: Piece[],
    private readonly roles: Uint8Array,
    private readonly shares: Float64Array,
  ) {}

  private kind(i: number): string {
    return this.pieces[i]?.kind ?? 'N'
  }
  private put(from: number, to: number, role: number): void {
    for (let i = from; i < to; i++) {
      this.roles[i] = role
      this.shares[i] = SURE
    }
  }
  private startOf(i: number): number {
    return this.pieces[i]?.start ?? this.plain.length
  }
  private before(i: number): string {
    return this.plain.slice(Math.max(0, this.startOf(i) - 2), this.startOf(i))
  }

  /** 集成板 600 米白 80块: between the goods and a count with its unit a bare figure is a size. */
  sizes(): void {
    const { roles } = this
    for (let i = 0; i < roles.length; i++) {
      if (roles[i] !== QUANTITY) continue
      const from = i
      while (roles[i + 1] === QUANTITY) i++
      const ahead = this.kind(from - 1) === 'S' ? from - 2 : from - 1
      if (i > from || this.kind(from) !== '9' || !isName(roles[ahead])) continue
      let to = i + 1
      let told = false
      if (roles[this.kind(to) === 'S' ? to + 1 : to] === UNIT_ROLE) continue
      while (to < roles.length && (roles[to] === SPEC || isColor(roles[to]) || (roles[to] === 0 && BETWEEN.test(this.kind(to)))))
        told = roles[to++] !== 0 || told
      if (!told || roles[to] !== QUANTITY) continue
      while (roles[to] === QUANTITY || this.kind(to) === 'S') to++
      if (roles[to] === UNIT_ROLE) this.put(from, from + 1, SPEC)
    }
  }

  /** 10支D8的丝锥, 20块600*800的镜子: at the beginning of a clause without another count a figure and a unit count what follows. */
  ahead(): void {
    const { plain, pieces, roles } = this
    for (let i = 0; i < pieces.length; i++) {
      const from = i
      const kind = this.kind(from)
      if ((kind !== '9' && kind !== 'n') || roles[from] === QUANTITY || !this.begins(from)) continue
      while (kind === 'n' && this.kind(i + 1) === 'n') i++
      const end = (pieces[i] as Piece).end
      const unit = COUNTED.exec(plain.slice(end, end + 6))
      if (!unit?.[1] || !NUMERAL.test(plain.slice(this.startOf(from), end))) continue
      const word = unitOf(unit[1])
      if (!word || MEASURES.has(word) || runsOn(plain.slice(end, end + 2))) continue
      let last = i + 1
      while (last < pieces.length && (pieces[last] as Piece).end <= end + unit[0].length) last++
      if (LOAD.test(plain.slice(this.startOf(from), end + unit[0].length)) || !this.goodsFollow(last)) continue
      this.put(from, i + 1, QUANTITY)
      this.put(this.kind(i + 1) === 'S' ? i + 2 : i + 1, last, UNIT_ROLE)
      for (let k = last; roles[k] === SPEC || roles[k] === PRICE || this.kind(k) === '*'; k++) this.put(k, k + 1, SPEC)
    }
  }

  private begins(i: number): boolean {
    const ahead = this.kind(i - 1)
    return i === 0 || ENDS.test(ahead) || (ahead === 'S' && ENDS.test(this.kind(i - 2))) || ASKS.test(this.before(i))
  }

  /** Whether from a place on there are goods in the clause with a word of their own, and no count. */
  private goodsFollow(from: number): boolean {
    const { roles } = this
    const first = this.kind(from) === 'S' ? from + 1 : from
    const own =
      this.kind(first) === '9' ||
      this.kind(first) === 'A' ||
      roles[first] === NAME_BEGINS ||
      this.plain[this.startOf(first)] === '的'
    if (!own) return false
    let named = false
    for (let k = first; k < roles.length && !ENDS.test(this.kind(k)); k++) {
      // 20支6的刀 5支8的刀
      if (roles[k] === QUANTITY) return named && this.kind(k - 1) === 'S'
      if (isName(roles[k]) || roles[k] === CODE) named = true
    }
    return named
  }

  /** 保鲜盒1L和2L的各30个: what looks like the size in front of it, up to a count for each, is another size. */
  each(): void {
    for (const m of this.plain.matchAll(EACH_SIZE)) {
      const [first, second] = [m[1] ?? '', m[2] ?? '']
      if (first.replace(FIGURE, '') !== second.replace(FIGURE, '')) continue
      const end = m.index + m[0].length
      const start = end - second.length - (m[3] ?? '').length
      const from = this.pieces.findIndex((p) => p.start >= start)
      const before = this.pieces.findLastIndex((p) => p.start < m.index + first.length)
      let to = from
      while (to < this.pieces.length && (this.pieces[to] as Piece).end <= start + second.length) to++
      if (this.roles[before] !== SPEC || this.roles.subarray(from, to).every((r) => r === SPEC)) continue
      if (this.roles.subarray(from, to).every((r) => r === 0 || r === SPEC || r === PRICE)) this.put(from, to, SPEC)
    }
  }

  /** 【墨鱼干】【30斤】【73】: a bare figure in the bracket behind a count with its unit is what one costs. */
  bracketed(): void {
    for (const m of this.plain.matchAll(COUNT_AND_PRICE)) {
      const end = m.index + m[0].length - 1
      const i = this.pieces.findIndex((p) => p.end === end)
      const told = this.roles[this.pieces.findIndex((p) => p.start > m.index)]
      if (told === QUANTITY && (this.roles[i] === QUANTITY || this.roles[i] === SPEC || this.roles[i] === 0))
        this.put(i, i + 1, PRICE)
    }
  }

  /** 500ml*12先要8箱: words of asking end no size. */
  asked(): void {
    for (let i = 1; i < this.roles.length; i++) {
      const isLast = this.roles[i] === SPEC && this.roles[i + 1] !== SPEC && this.roles[i - 1] === SPEC
      if (isLast && /^[9A]$/.test(this.kind(i - 1)) && ASKING.test(this.plain.slice(this.startOf(i), this.startOf(i) + 2)))
        this.put(i, i + 1, 0)
    }
  }

  /** 来俩插座, 一米的仨: words that say how many of anything. */
  pairs(): void {
    for (const [i, p] of this.pieces.entries()) {
      if (p.kind !== 'n' || this.roles[i] === QUANTITY || !PAIR.test(this.plain.slice(p.start, p.end))) continue
      const before = this.before(i)
      if (OF_PEOPLE.test(before) || !(ASKS.test(before) || (before.endsWith('的') && ENDS.test(this.kind(i + 1))))) continue
      this.put(i, i + 1, QUANTITY)
    }
  }
}

/** Puts figures right by where they stand between the goods, their sizes and another count. */
export function mendPlaces(plain: string, pieces: Piece[], roles: Uint8Array, shares: Float64Array): void {
  const places = new Places(plain, pieces, roles, shares)
  places.sizes()
  places.ahead()
  places.each()
  places.asked()
  if (plain.includes('【') || plain.includes('[')) places.bracketed()
  if (/[俩仨]/.test(plain)) places.pairs()
}
