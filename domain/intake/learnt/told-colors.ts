import { isCatalogueName } from '../catalogue/match-catalogue'
import type { CatalogueProduct } from '../draft'
import { isColor, isGoods } from '../words/goods-words'
import type { Board, Stretch } from './mend-by-list'
import { COLOR, NAME, numberOf, QUANTITY, SPEC, UNIT } from './role-numbers'

const NOTE = numberOf('lineNote')
/** Behind a count what colour the goods shall have: 一吨半要瓦灰的, 4盆 要粉的, 6扎全要白的. */
const WANTED = /^[ ,，]{0,2}(?:都|全)?(?:要|用|做|选|挑|配)([一-鿿]{1,5}?)的(?![一-鿿]{0,3}\d|[一-鿿]?[一二两三四五六七八九十])/
/** The same as a clause by itself: 1.6吨，柚木纹. */
const ALONE = /^ ?[,，] ?([一-鿿]{2,5})(?=[,，。;；\n]|$)/
/** One sign is a colour where it is asked for. */
const TINT = /^[红黑白灰蓝绿黄紫粉橙棕金银青]$/
/** Names of people that end like colours: 小白, 阿红. */
const PERSON = /^[小阿老大]/
const LONGEST = 24
/** Goods that are called by a colour in English: jasmine green tea. */
const CALLED_SO: Record<string, RegExp> = {
  tea: /^(?:green|black|white|red|yellow)$/,
  pepper: /^(?:black|white|red|green)$/,
  sugar: /^(?:brown|white)$/,
  rice: /^(?:brown|white|black|red)$/,
  bean: /^(?:green|red|black|white)$/,
  beans: /^(?:green|red|black|white)$/,
  wine: /^(?:red|white)$/,
  onion: /^(?:green|red|white)$/,
  onions: /^(?:green|red|white)$/,
  sesame: /^(?:black|white)$/,
  vinegar: /^(?:white|black)$/,
  bread: /^(?:brown|white)$/,
  board: /^(?:white|black)$/,
  oil: /^white$/,
  glue: /^white$/,
  juice: /^orange$/,
}

class ToldColors {
  constructor(private readonly board: Board) {}

  private text(from: number, to: number): string {
    return this.board.plain.slice(this.board.pieces[from]?.start, this.board.pieces[to - 1]?.end)
  }
  private isCount(i: number): boolean {
    return this.board.roles[i] === QUANTITY || this.board.roles[i] === UNIT
  }
  /** The pieces of a place, if nothing of an article claims them. */
  private free(start: number, length: number, from: number): Stretch | undefined {
    const { pieces } = this.board
    let i = from
    while (i < pieces.length && (pieces[i]?.start ?? 0) < start) i++
    let to = i
    while (to < pieces.length && (pieces[to]?.end ?? 0) <= start + length) {
      const role = this.board.roleAt(to)
      if (role !== 0 && role !== SPEC && role !== NOTE) return undefined
      to++
    }
    return to > i ? { from: i, to } : undefined
  }

  /** Colours behind counts. */
  wanted(): void {
    const { plain, pieces } = this.board
    for (let i = 1; i <= pieces.length; i++) {
      if (!this.isCount(i - 1) || this.isCount(i)) continue
      const at = pieces[i - 1]?.end ?? plain.length
      const behind = plain.slice(at, at + LONGEST)
      const asked = WANTED.exec(behind)
      const word = asked?.[1] ?? ALONE.exec(behind)?.[1] ?? ''
      const isOne = isColor(word) ? word.length > 1 || asked !== null : asked !== null && TINT.test(word)
      if (word === '' || !isOne || (!asked && (PERSON.test(word) || isGoods(word)))) continue
      const own = this.free(at + behind.indexOf(word), word.length, i)
      if (!own || (asked && this.board.roleAt(own.to + 1) === NAME)) continue
      // 要粉的 is no wish beside it.
      for (let k = i; k <= own.to; k++) if (this.board.roleAt(k) === NOTE) this.board.put({ from: k, to: k + 1 }, 0)
      this.board.put(own, COLOR)
    }
  }

  /** 百合粉4扎, 粉康乃馨4扎: a tint at one end of a name of the list that is not listed with it. */
  ofNames(catalogue: CatalogueProduct[]): void {
    const { pieces } = this.board
    for (let i = 0; i < pieces.length; i++) {
      if (this.board.roleAt(i) !== NAME) continue
      let to = i + 1
      while (to < pieces.length && to - i < LONGEST && this.board.roles[to] === NAME) to++
      const ahead =
        i > 0 && this.board.roles[i - 1] === 0 && TINT.test(this.text(i - 1, i)) && !this.board.isWord(i - 2) ? i - 1 : i
      const whole = this.text(ahead, to)
      if (!isCatalogueName(whole, catalogue)) {
        const bare = (from: number, end: number): boolean => end - from > 1 && isCatalogueName(this.text(from, end), catalogue)
        if (ahead < i && bare(i, to)) this.board.put({ from: ahead, to: i }, COLOR)
        else if (TINT.test(this.text(to - 1, to)) && bare(i, to - 1)) this.board.put({ from: to - 1, to }, COLOR)
        else if (TINT.test(this.text(i, i + 1)) && bare(i + 1, to)) {
          this.board.put({ from: i, to: i + 1 }, COLOR)
          this.board.put({ from: i + 1, to }, NAME)
        }
      }
      i = to - 1
    }
  }

  /** jasmine green tea: the colour is a part of what the goods are called. */
  english(): void {
    const { pieces } = this.board
    for (let i = 0; i < pieces.length; i++) {
      if (this.board.roleAt(i) !== COLOR || this.board.kindAt(i) !== 'A' || this.board.kindAt(i + 1) !== 'S') continue
      const goods = this.text(i + 2, i + 3)
      if (this.board.roleAt(i + 2) !== NAME || !Object.hasOwn(CALLED_SO, goods) || !CALLED_SO[goods]?.test(this.text(i, i + 1)))
        continue
      const leads = this.board.kindAt(i - 1) === 'S' && this.board.roleAt(i - 2) === NAME
      this.board.put({ from: leads ? i - 1 : i, to: i + 3 }, NAME)
    }
  }
}

/** Colours told beside the goods that the tables did not take for any, and those that are none. */
export function mendToldColors(board: Board, catalogue: CatalogueProduct[] | null): void {
  const told = new ToldColors(board)
  told.wanted()
  if (catalogue) told.ofNames(catalogue)
  told.english()
}
