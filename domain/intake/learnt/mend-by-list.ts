import { endsNames, isPartOfName, isShortName, standsBefore, tellsApart } from '../catalogue/listed-words'
import { catalogueNameAt, isCatalogueName, isTypeOf } from '../catalogue/match-catalogue'
import type { CatalogueProduct } from '../draft'
import { isColor } from '../words/goods-words'
import type { Piece } from '../text/text-pieces'
import { CODE, COLOR, firstOf, NAME, QUANTITY, SPEC, UNIT } from './role-numbers'

/** Pieces that stand together, half-open. */
export interface Stretch {
  from: number
  to: number
}

/** The pieces of a message with their roles. */
export interface Board {
  readonly plain: string
  readonly pieces: Piece[]
  readonly roles: Uint8Array
  roleAt(i: number): number
  kindAt(i: number): string
  isWord(i: number): boolean
  mean(stretch: Stretch, role: number): number
  put(stretch: Stretch, role: number): void
}

/** Words by which articles are told apart have no more pieces, and neither have names. */
const MOST_SAID = 5
const LONGEST_NAME = 24
/** 桶减到480个. */
const CHANGED = /[改减加增换降变调缩砍提]/
const HAN = /^[一-鿿]{2,}$/
const FIGURES = /^[A9.*%#-]$/

/** Puts names and specs right by what a price list calls its articles and how it tells them apart. */
class ListMender {
  private readonly count: number
  constructor(
    private readonly board: Board,
    private readonly catalogue: CatalogueProduct[],
  ) {
    this.count = board.pieces.length
  }

  private text(from: number, to: number): string {
    const { plain, pieces } = this.board
    return plain.slice(pieces[from]?.start, pieces[to - 1]?.end)
  }
  private isListed(from: number, to: number): boolean {
    return isCatalogueName(this.text(from, to), this.catalogue)
  }

  /** Where a name of the list that stands whole from piece `i` on ends; `i` for none. */
  private listedTo(i: number): number {
    const { plain, pieces } = this.board
    if (!this.board.isWord(i)) return i
    const start = (pieces[i] as Piece).start
    const length = catalogueNameAt(plain, start, this.catalogue)
    if (length < 2) return i
    let to = i
    while (to < this.count && (pieces[to] as Piece).end <= start + length) to++
    if (pieces[to - 1]?.end !== start + length) return i
    // 84 of 84*60 or 1.84, and letters with more letters or figures around them, are no names.
    if (/^[A9]$/.test(this.board.kindAt(i)) && i > 0 && FIGURES.test(this.board.kindAt(i - 1))) return i
    return /^[A9]$/.test(this.board.kindAt(to - 1)) && FIGURES.test(this.board.kindAt(to)) ? i : to
  }

  /** Types of articles are whole, STM32F103C8T6, though a name of the list stands in them: STM32. */
  types(): void {
    for (let i = 0; i < this.count; i++) {
      if (!/^[A9]$/.test(this.board.kindAt(i))) continue
      let to = i + 1
      while (to < this.count && /^[A9.-]$/.test(this.board.kindAt(to))) to++
      while (!/^[A9]$/.test(this.board.kindAt(to - 1))) to--
      const parts = new Set<number>()
      for (let k = i; k < to; k++) parts.add(this.board.roleAt(k))
      const mixed = parts.size > 1 && [...parts].every((r) => r === 0 || r === NAME || r === SPEC)
      if (mixed && !this.isListed(i, to) && isTypeOf(this.text(i, to), this.catalogue)) this.board.put({ from: i, to }, SPEC)
      i = to - 1
    }
  }

  /** A count is one of goods: where nothing by it was taken for their name but a name of the list stands there, that is it. */
  missing(): void {
    const { roles } = this.board
    const breaks = (i: number): boolean => i >= this.count || roles[i] === QUANTITY || /^[N。；;]$/.test(this.board.kindAt(i))
    let last = -1
    for (let from = 0; from < this.count; from++) {
      if (breaks(from)) continue
      let to = from
      let named = false
      for (; !breaks(to); to++) if (this.board.roleAt(to) === NAME || this.board.roleAt(to) === CODE) named = true
      const end = to
      // Behind the last count only what stands with it: 两箱84，…
      if (roles[to] !== QUANTITY) {
        to = from
        const near = (i: number): boolean => i < end && (this.board.isWord(i) || this.board.kindAt(i) === 'S')
        if (from > 0 && roles[from - 1] === QUANTITY) while (near(to)) to++
      }
      if (!named && !this.nameIn({ from, to }) && roles[to] === QUANTITY) this.otherIn({ from, to }, last)
      for (let i = from; i < end; i++) if (this.board.roleAt(i) === NAME) last = i
      from = end
    }
  }

  private nameIn({ from, to }: Stretch): boolean {
    let best: Stretch | undefined
    for (let i = from; i < to; i++) {
      const end = Math.min(to, this.listedTo(i))
      if (end > i && this.isFree(i, end, COLOR) && (!best || end - i > best.to - best.from)) best = { from: i, to: end }
    }
    best ??= this.partIn({ from, to }) ?? this.shortIn({ from, to }) ?? this.letteredIn({ from, to })
    if (best) this.board.put(best, NAME)
    return best !== undefined
  }

  /** 托底450, 盆 40: what names of the list begin or end with, between other signs. */
  private partIn({ from, to }: Stretch): Stretch | undefined {
    for (let i = from; i < to; i++) {
      if (!/^[Cn]$/.test(this.board.kindAt(i)) || !this.opens(i, from)) continue
      const bare = (k: number): boolean => k < to && /^[Cn]$/.test(this.board.kindAt(k)) && this.board.roles[k] === 0
      let end = i
      while (end - i <= LONGEST_NAME && bare(end)) end++
      for (let k = Math.min(end, i + MOST_SAID); k > i; k--)
        if ((k === end || CHANGED.test(this.text(k, k + 1))) && isPartOfName(this.text(i, k), this.catalogue))
          return { from: i, to: k }
      i = Math.max(i, end - 1)
    }
    return undefined
  }
  /** 100g铜版 30令: a name of the list but for its last sign, taken for a word of spec. */
  private shortIn({ from, to }: Stretch): Stretch | undefined {
    const sign = (k: number): boolean => k >= from && k < to && this.board.kindAt(k) === 'C'
    for (let i = from; i < to; i++) {
      if (!sign(i) || sign(i - 1)) continue
      let end = i
      while (sign(end)) end++
      if (end - i <= LONGEST_NAME && this.isFree(i, end) && isShortName(this.text(i, end), this.catalogue))
        return { from: i, to: end }
      i = end
    }
    return undefined
  }
  /** LED3528两盘: letters of a name of the list with a figure behind them by which the list tells articles of that name apart. */
  private letteredIn({ from, to }: Stretch): Stretch | undefined {
    for (let i = from; i + 1 < to; i++) {
      if (this.board.kindAt(i) !== 'A' || this.board.kindAt(i + 1) !== '9' || !this.isFree(i, i + 1)) continue
      const name = this.text(i, i + 1)
      if (this.isListed(i, i + 1) && tellsApart(this.text(i + 1, i + 2), name, this.catalogue)) return { from: i, to: i + 1 }
    }
    return undefined
  }
  private opens(i: number, from: number): boolean {
    return i === from || !this.board.isWord(i - 1) || this.board.roleAt(i - 1) === UNIT || this.board.roleAt(i - 1) === SPEC
  }

  /** 热的三角阀60，冷的60: a count in front of which nothing stands but what tells it from the article named before. */
  private otherIn({ from, to }: Stretch, last: number): void {
    if (last < 0) return
    let first = last
    while (last - first < LONGEST_NAME && first > 0 && this.board.roles[first] === NAME && this.board.roleAt(first - 1) === NAME)
      first--
    const name = this.text(first, last + 1)
    let [i, end] = [from, to]
    while (end > i && (!this.board.isWord(end - 1) || this.text(end - 1, end) === '的')) end--
    for (let k = i; k < end; k++) if (!this.board.isWord(k)) i = k + 1
    if (end - i > MOST_SAID || i >= end || !this.isFree(i, end)) return
    if (isColor(this.text(i, end)) || !tellsApart(this.text(i, end), name, this.catalogue)) return
    this.board.put({ from: i, to: end }, SPEC)
  }

  /** Whether pieces are words of no role, or of spec. */
  private isFree(from: number, to: number, or = SPEC): boolean {
    for (let i = from; i < to; i++) {
      const role = this.board.roleAt(i)
      if ((role !== 0 && role !== SPEC && role !== or) || !this.board.isWord(i)) return false
    }
    return true
  }

  /** 鱼露带1箱: a word of asking between a name of the list and its count. */
  asked(): void {
    for (let i = 0; i < this.count; i++) {
      if (this.board.roleAt(i) !== NAME) continue
      const to = this.nameTo(i)
      if (this.board.roles[to] === QUANTITY && to - i > 2 && ASKED.test(this.text(to - 1, to)) && !this.isListed(i, to))
        if (this.isListed(i, to - 1)) this.board.put({ from: to - 1, to }, 0)
      i = to - 1
    }
  }

  private nameTo(from: number): number {
    let to = from + 1
    while (to < this.count && this.board.roles[to] === NAME) to++
    return to
  }

  /** USB|五孔: words in front of a name that are one of the list with it; a figure there is spec all the same. */
  wholes(): void {
    for (let i = 1; i < this.count; i++) {
      if (this.board.roleAt(i) !== NAME) continue
      const to = this.nameTo(i)
      let from = i
      while (
        from > 0 &&
        i - from < LONGEST_NAME &&
        this.board.roleAt(from - 1) === SPEC &&
        /^[CA]$/.test(this.board.kindAt(from - 1))
      )
        from--
      for (let k = from; k < i; k++)
        if (this.isListed(k, to)) {
          this.board.put({ from: k, to }, NAME)
          break
        }
      i = to - 1
    }
  }

  /** 洗发水: 控油 3瓶, 柔顺 5瓶: what only tells articles of the goods named before apart is no name. */
  kinds(): void {
    let goods = ''
    for (let i = 0; i < this.count; i++) {
      if (this.board.roleAt(i) !== NAME) continue
      const to = this.nameTo(i)
      const word = this.text(i, to)
      if (to - i <= LONGEST_NAME) {
        if (this.isListed(i, to) || endsNames(word, this.catalogue)) goods = word
        else if (HAN.test(word) && ((goods !== '' && tellsApart(word, goods, this.catalogue)) || this.leads(word, to)))
          this.board.put({ from: i, to }, isColor(word) ? COLOR : SPEC)
        else goods = ''
      }
      i = to - 1
    }
  }

  /** 玻璃|240|奶瓶: the same with nothing but a size between it and the goods. */
  private leads(word: string, end: number): boolean {
    const { roles } = this.board
    let at = end
    while (at - end < LONGEST_NAME && roles[at] === SPEC) at++
    if (at === end || this.board.roleAt(at) !== NAME) return false
    const goods = this.text(at, this.nameTo(at))
    return this.isListed(at, this.nameTo(at)) && this.isKindOf(word, goods)
  }
  private isKindOf(word: string, goods: string): boolean {
    return tellsApart(word, goods, this.catalogue) || standsBefore(word, goods, this.catalogue)
  }

  /** Words by which the list tells articles of one name apart are spec, where they stand by that name or in it: 弓形的|网椅, 单人|沙发. */
  specs(): void {
    for (let i = 0; i < this.count; i++) {
      if (this.board.roleAt(i) !== NAME) continue
      const to = this.nameTo(i)
      const spec = this.behind({ from: i, to }) ?? this.within({ from: i, to }) ?? this.beside({ from: i, to })
      if (spec) {
        // 胡桃|封边条: some of what a list tells articles apart by are colours.
        this.board.put(spec, isColor(this.text(spec.from, spec.to)) ? COLOR : SPEC)
        if (spec.from === i) this.board.roles[spec.to] = firstOf(NAME)
      }
      i = to - 1
    }
  }

  private within({ from, to }: Stretch): Stretch | undefined {
    if (to - from > LONGEST_NAME) return undefined
    const whole = this.isListed(from, to)
    const figure = this.board.kindAt(from) === '9'
    const tail = !figure && endsNames(this.text(from, to), this.catalogue)
    for (let k = from + 1; (!whole || figure) && k < to; k++) {
      const rest = this.text(k, to)
      const named = this.isListed(k, to) || (!tail && endsNames(rest, this.catalogue))
      if (named && this.board.isWord(k) && tellsApart(this.text(from, k), rest, this.catalogue)) return { from, to: k }
    }
    for (let k = to - 1; !whole && k > from; k--)
      if (this.isListed(from, k) && tellsApart(this.text(k, to), this.text(from, k), this.catalogue)) return { from: k, to }
    return undefined
  }

  /** 花椒|大红袍: a name of the list that tells articles of the one in front of it apart. */
  private behind({ from, to }: Stretch): Stretch | undefined {
    if (to >= this.count || this.board.roles[to] !== firstOf(NAME) || !this.isListed(from, to)) return undefined
    const end = this.nameTo(to)
    if (this.isListed(from, end) || !tellsApart(this.text(to, end), this.text(from, to), this.catalogue)) return undefined
    return { from: to, to: end }
  }

  /** Words in front of a name, 的 between them or not, or right behind it, that nothing else claims. */
  private beside({ from, to }: Stretch): Stretch | undefined {
    if (to - from > LONGEST_NAME) return undefined
    const name = this.text(from, to)
    if (!this.isListed(from, to) && !endsNames(name, this.catalogue)) return undefined
    const at = this.text(from - 1, from) === '的' ? from - 1 : from
    const tells = (a: number, b: number): boolean => this.isFree(a, b) && tellsApart(this.text(a, b), name, this.catalogue)
    for (let k = Math.max(0, at - MOST_SAID); k < at; k++) if (tells(k, at)) return { from: k, to: at }
    for (let k = Math.min(this.count, to + MOST_SAID); k > to; k--)
      if (!/\d|的$/.test(this.text(to, k)) && tells(to, k)) return { from: to, to: k }
    return this.beyond({ from: at, to }, name) ?? this.inBrackets(to, name)
  }

  /** 除锈|500ml润滑剂, 手推车|平板|5台: the same on the other side of a size, or in the cell behind the name. */
  private beyond({ from, to }: Stretch, name: string): Stretch | undefined {
    const { roles } = this.board
    const tells = (a: number, b: number): boolean => this.bare(a, b) && this.isKindOf(this.text(a, b), name)
    let left = from
    while (left > 0 && from - left < LONGEST_NAME && roles[left - 1] === SPEC) left--
    if (left < from) for (let k = Math.max(0, left - MOST_SAID); k < left; k++) if (tells(k, left)) return { from: k, to: left }
    let right = to
    while (
      right - to < LONGEST_NAME &&
      (roles[right] === SPEC || (roles[right] === 0 && !this.board.isWord(right) && right < this.count))
    )
      right++
    let end = right
    while (end - right < MOST_SAID && this.bare(end, end + 1)) end++
    const isCell = !this.board.isWord(end) && this.text(right, end).length > 1
    return end > right && isCell && tells(right, end) ? { from: right, to: end } : undefined
  }

  /** 实木床(1.5): a bare figure of the list in brackets. */
  private inBrackets(to: number, name: string): Stretch | undefined {
    const at = to + 1
    const isFigure = this.board.kindAt(to) === '(' && this.board.kindAt(at) === '9' && this.board.kindAt(at + 1) === ')'
    if (!isFigure || this.board.roles[at] !== 0 || !tellsApart(this.text(at, at + 1), name, this.catalogue)) return undefined
    return { from: at, to: at + 1 }
  }

  /** Words that nothing claims. */
  private bare(from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (this.board.roles[i] !== 0 || !/^[CA]$/.test(this.board.kindAt(i))) return false
    return true
  }
}

/** Ends no name: 鱼露带1箱. */
const ASKED = /^[带拿来要订先捎补添配给加弄整搞]$/

export function mendByList(board: Board, catalogue: CatalogueProduct[]): void {
  const mender = new ListMender(board, catalogue)
  mender.types()
  mender.missing()
  mender.wholes()
  mender.kinds()
  mender.specs()
}

/** Takes words of asking from the ends of names of the list. */
export const mendListedEnds = (board: Board, catalogue: CatalogueProduct[]): void => new ListMender(board, catalogue).asked()
