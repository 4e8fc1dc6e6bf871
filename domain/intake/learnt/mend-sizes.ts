import Decimal from 'decimal.js'
import type { CatalogueProduct } from '../draft'
import { COINS, PRICED } from './mend-counts'
import type { Board } from './mend-by-list'
import { NAME, numberOf, QUANTITY, SPEC } from './role-numbers'
import { isTradeSize } from '../words/trade-sizes'
import { UNIT, unitOf } from '../words/units'

const [PRICE, PER] = [numberOf('price'), numberOf('per')]
/** Between a size and its count. */
const BETWEEN = /^[S的]$/
const COUNTED = new RegExp(`^ ?(${UNIT})`)
const CLAUSE = /^[N，,。;；、]$/
const LONGEST_NAME = 24

/** Bare figures that the table took for prices and that are sizes of their trade: 校服160 20套 165 30套, 补一套春秋装165. */
class Sizes {
  private goods = ''
  constructor(
    private readonly board: Board,
    private readonly catalogue: CatalogueProduct[] | null,
  ) {}

  mend(): void {
    const { pieces, roles } = this.board
    for (let i = 0; i < pieces.length; i++) {
      if (this.board.roleAt(i) === NAME) i = this.name(i) - 1
      else if (roles[i] === PRICE && roles[i - 1] !== PRICE && roles[i + 1] !== PRICE && this.isSize(i))
        this.board.put({ from: i, to: i + 1 }, SPEC)
    }
  }

  private name(from: number): number {
    let to = from + 1
    while (to - from < LONGEST_NAME && this.board.roles[to] === NAME) to++
    this.goods = this.text(from, to)
    return to
  }
  private text(from: number, to: number): string {
    return this.board.plain.slice(this.board.pieces[from]?.start, this.board.pieces[to - 1]?.end)
  }

  private isSize(i: number): boolean {
    const { plain, pieces, roles } = this.board
    const figure = this.text(i, i + 1)
    const { start, end } = pieces[i] as Board['pieces'][number]
    if (!isTradeSize(figure, this.goods) || this.catalogue?.some((p) => new Decimal(figure).eq(p.price))) return false
    const [ahead, behind] = [plain.slice(Math.max(0, start - 4), start), plain.slice(end, end + 4)]
    if (PRICED.test(ahead) || COINS.test(behind)) return false
    let count = i + 1
    while (BETWEEN.test(this.kind(count))) count++
    if (roles[count] === PER) return false
    if (roles[count] === QUANTITY) return this.counts(i, count, figure)
    return this.catalogue !== null && this.closes(i)
  }
  /** Of a Chinese sign the sign itself. */
  private kind(i: number): string {
    const kind = this.board.kindAt(i)
    return kind === 'C' ? this.text(i, i + 1) : kind
  }

  /** The count right behind it is of such goods, and it says 的, or another size is told. */
  private counts(i: number, count: number, figure: string): boolean {
    const { plain, pieces, roles } = this.board
    let end = count
    while (roles[end] === QUANTITY) end++
    const unit = COUNTED.exec(plain.slice(pieces[end - 1]?.end, (pieces[end - 1]?.end ?? 0) + 6))?.[1]
    if (!isTradeSize(figure, this.goods, unit && unitOf(unit))) return false
    if (count === i + 1) return false
    return (
      this.text(i + 1, count).includes('的') || roles.some((r, k) => r === SPEC && isTradeSize(this.text(k, k + 1), this.goods))
    )
  }

  /** It ends the clause right behind the name of what is counted in front of it. */
  private closes(i: number): boolean {
    const { pieces, roles } = this.board
    if (i + 1 < pieces.length && !CLAUSE.test(this.board.kindAt(i + 1))) return false
    let k = i - 1
    if (this.board.kindAt(k) === 'S') k--
    if (this.board.roleAt(k) !== NAME) return false
    while (k >= 0 && this.board.roleAt(k) === NAME) k--
    for (; k >= 0 && !CLAUSE.test(this.board.kindAt(k)); k--) if (roles[k] === QUANTITY) return true
    return false
  }
}

/** Puts sizes right that were taken for prices, by the trade of their goods. */
export const mendSizes = (board: Board, catalogue: CatalogueProduct[] | null): void => new Sizes(board, catalogue).mend()
