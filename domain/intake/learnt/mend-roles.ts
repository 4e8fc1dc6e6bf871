import type { CatalogueProduct } from '../draft'
import { ROLES } from './line-roles'
import { mendColors } from './mend-colors'
import { mendColumns } from './mend-columns'
import { mendCounts } from './mend-counts'
import { mendHeads } from './headed-groups'
import { mendHeaded } from './mend-headed'
import { saysWhich } from '../words/goods-qualities-words'
import { catalogueNameAt, isCatalogueCode } from '../catalogue/match-catalogue'
import { CODE, COLOR, CUSTOMER, firstOf, NAME, QUANTITY, SPEC } from './role-numbers'
import { mendByList, mendListedEnds, type Stretch } from './mend-by-list'
import { mendGoods, mendNameEnds } from './mend-goods'
import { mendSizes } from './mend-sizes'
import { mendToldColors } from './told-colors'
import type { Piece } from '../text/text-pieces'
import { shadeEnd } from '../words/shade-numbers'

const COUNT = ROLES.length
const WHOLE = ROLES.map((label, r) => (label === 'nameBegins' ? NAME : label === 'colorBegins' ? COLOR : r))
const isGoods = (role: number): boolean => role === NAME || role === COLOR || role === SPEC || role === CODE

/** Signs of the talk about goods: they belong to no name. */
const TALK =
  /[的地得了着过也都又还再就只但共各约把被给让帮替跟和与或及配加减添补换改变调追来要订定拿送发到留剩存用做当按照喊说写问算预估凑整多少够这那哪谁你您我他她它们咱嘅嘞咯哋系先后前上下里内外从俩个今明昨]/
/** What was left out of a word is no more than so many signs, each so likely a part of it. */
const MOST_LEFT = 3
const LIKELY_PART = 0.22
/** A name of the price list that stands alone is at least so likely one. */
const LIKELY_NAME = 0.1
/** So many cells of one shape are a list, and so many of them say what the others are. */
const LIST = 3
const MAJORITY = 0.6
const POSSIBLE = 0.03
/** A colour that its trade numbers is so likely one. */
const SURE_SHADE = 0.85
/** So many signs at the end of a name say what trade it is of. */
const NAME_END = 20
/** An article number has no more pieces. */
const LONGEST_CODE = 8

/** T-603, DS-K1T341: of ten such words nine were numbers of articles. */
const NUMBERED = /^[a-z]{1,4}-(?:\d{3,4}[a-z]?|[a-z]\d[a-z\d]+)$/
const LIKELY_CODE = 0.2

/** A piece behind a figure, letters or a sign that makes it longer. */
const goesOn = (kind: string, next: string): boolean => (kind === '9' ? /^[A9.-]/.test(next) : /^[A-]/.test(next))

/** Roles of the pieces of a message by the table, put right by evidence that looks at more than the neighbours of a piece. */
class Mender {
  constructor(
    readonly plain: string,
    readonly pieces: Piece[],
    readonly roles: Uint8Array,
    private readonly shares: Float64Array,
    private readonly all: Float64Array,
  ) {}

  roleAt(i: number): number {
    return WHOLE[this.roles[i] ?? 0] ?? 0
  }
  kindAt(i: number): string {
    return this.pieces[i]?.kind ?? 'N'
  }
  isWord(i: number): boolean {
    return /^[CnA9]$/.test(this.kindAt(i))
  }

  private share(i: number, role: number): number {
    const first = firstOf(role)
    return (this.all[i * COUNT + role] ?? 0) + (first === role ? 0 : (this.all[i * COUNT + first] ?? 0))
  }
  mean({ from, to }: Stretch, role: number): number {
    let sum = 0
    for (let i = from; i < to; i++) sum += this.share(i, role)
    return sum / (to - from)
  }

  /** Gives pieces a role; with their neighbours of the same role they are one word. */
  put({ from, to }: Stretch, role: number): void {
    const joins = from > 0 && this.roleAt(from - 1) === role
    for (let i = from; i < to; i++) {
      this.roles[i] = i === from && !joins ? firstOf(role) : role
      this.shares[i] = this.share(i, role)
    }
    if (this.roles[to] === firstOf(role)) this.roles[to] = role
  }

  /** Article numbers of the price list are whole: GB-XD5箱 is five of GB-XD. */
  codes(catalogue: CatalogueProduct[]): void {
    for (let i = 0; i < this.pieces.length; i++) {
      if (!/^[A9]$/.test(this.kindAt(i)) || (i > 0 && /^[A9.-]$/.test(this.kindAt(i - 1)))) continue
      const { start } = this.pieces[i] as Piece
      let to = i
      for (let k = i; k - i < LONGEST_CODE && /^[A9.-]$/.test(this.kindAt(k)); k++) {
        const kind = this.kindAt(k)
        if (!/^[A9]$/.test(kind) || goesOn(kind, this.kindAt(k + 1))) continue
        if (isCatalogueCode(this.plain.slice(start, this.pieces[k]?.end), catalogue)) to = k + 1
      }
      if (to === i) continue
      this.put({ from: i, to }, CODE)
      i = to - 1
    }
  }

  /** 0330-R-010: letters and figures that stand together are one thing, and with a hyphen between them rather a number of an article. */
  runs(): void {
    for (let i = 0; i < this.pieces.length; i++) {
      if (!this.tellsAt(i) || (i > 0 && this.tellsAt(i - 1))) continue
      let to = i + 1
      while (to < this.pieces.length && (this.tellsAt(to) || (/^[-/.]$/.test(this.kindAt(to)) && this.tellsAt(to + 1)))) to++
      const words = this.plain.slice(this.pieces[i]?.start, this.pieces[to - 1]?.end)
      if (!/[a-z]/.test(words) || !/\d/.test(words)) continue
      const at = { from: i, to }
      const [code, spec] = [this.mean(at, CODE), this.mean(at, SPEC)]
      const mixed = new Set(this.roles.slice(i, to)).size > 1
      const numbered = code >= LIKELY_CODE && NUMBERED.test(words)
      if (mixed || numbered) this.put(at, numbered || code > spec ? CODE : SPEC)
      i = to - 1
    }
  }
  /** Letters or figures that say which article. */
  private tellsAt(i: number): boolean {
    return /^[A9]$/.test(this.kindAt(i)) && (this.roles[i] === CODE || this.roles[i] === SPEC)
  }

  /** 保温杯，不锈钢，300个: behind a name in its row, with no count between them, words that only say which kind it is are no name. */
  kinds(): void {
    let named = false
    for (let i = 0; i < this.pieces.length; i++) {
      if (this.kindAt(i) === 'N' || this.roles[i] === QUANTITY) named = false
      if (this.roleAt(i) !== NAME) continue
      let to = i + 1
      while (to < this.pieces.length && this.roles[to] === NAME) to++
      if (named && saysWhich(this.plain.slice(this.pieces[i]?.start, this.pieces[to - 1]?.end))) this.put({ from: i, to }, SPEC)
      named = true
      i = to - 1
    }
  }

  /** Names of the price list are whole, and goods where nothing else is called so. */
  names(catalogue: CatalogueProduct[]): void {
    const called = new Set<string>()
    const alone: (Stretch & { word: string })[] = []
    for (let i = 0; i < this.pieces.length; i++) {
      const { start, kind } = this.pieces[i] as Piece
      const length = kind === 'C' ? catalogueNameAt(this.plain, start, catalogue) : 0
      if (length < 2) continue
      const word = this.plain.slice(start, start + length)
      let to = i
      let [named, empty] = [0, 0]
      for (; to < this.pieces.length && (this.pieces[to] as Piece).end <= start + length; to++) {
        if (this.roleAt(to) === NAME) named++
        else if (this.roles[to] === 0) empty++
      }
      if (this.roleAt(i) === NAME) called.add(word)
      if (empty === 0 || named + empty < to - i) continue
      if (named > 0) this.put({ from: i, to }, NAME)
      else alone.push({ from: i, to, word })
      i = to - 1
    }
    for (const { word, ...at } of alone) if (!called.has(word) && this.mean(at, NAME) >= LIKELY_NAME) this.put(at, NAME)
  }

  /** Numbers by which the trade of the goods calls its colours: 树脂A3, 汗布19-4052TCX. */
  shades(): void {
    let goods = ''
    for (let i = 0; i < this.pieces.length; i++) {
      const { start, end } = this.pieces[i] as Piece
      if (this.roleAt(i) === NAME)
        goods = (this.roleAt(i - 1) === NAME ? goods : '').slice(-NAME_END) + this.plain.slice(start, end)
      if (!/^[A9#潘劳]$/.test(this.kindAt(i).replace('C', this.plain.charAt(start))) || /^[A9#.-]$/.test(this.kindAt(i - 1)))
        continue
      const to = shadeEnd(this.plain, start, goods + this.nameBehind(i))
      let last = i
      while ((this.pieces[last]?.end ?? to) < to) last++
      if (to === start || this.pieces[last]?.end !== to) continue
      if (this.pieces.slice(i, last + 1).some((_, k) => !this.mayBeShade(i + k))) continue
      this.put({ from: i, to: last + 1 }, COLOR)
      for (let k = i; k <= last; k++) if ((this.shares[k] ?? 0) < SURE_SHADE) this.shares[k] = SURE_SHADE
      i = last
    }
  }
  private mayBeShade(i: number): boolean {
    const role = this.roleAt(i)
    return role === 0 || isGoods(role)
  }
  /** The name that begins within the next pieces. */
  private nameBehind(i: number): string {
    let k = i + 1
    while (k < i + LONGEST_CODE && this.roleAt(k) !== NAME) k++
    let to = k
    while (to < k + NAME_END && this.roleAt(to) === NAME) to++
    return to > k ? ` ${this.plain.slice(this.pieces[k]?.start, this.pieces[to - 1]?.end)}` : ''
  }

  /** The rows or cells of a list that have the same shape up to their counts are read alike. */
  rows(ends: (kind: string) => boolean): void {
    const lists = new Map<string, Stretch[][]>()
    for (let i = 0; i < this.pieces.length; ) {
      if (ends(this.kindAt(i))) {
        i++
        continue
      }
      let shape = ''
      const parts: Stretch[] = []
      for (; i < this.pieces.length && !ends(this.kindAt(i)); i++) {
        const kind = this.roles[i] === QUANTITY ? 'q' : this.kindAt(i).replace('n', 'C')
        const last = parts.at(-1)
        if (last && (kind === 'C' || kind === 'q') && shape.endsWith(kind)) last.to = i + 1
        else {
          parts.push({ from: i, to: i + 1 })
          shape += kind
        }
      }
      const count = shape.lastIndexOf('q')
      if (count < 1) continue
      const key = shape.slice(0, count)
      const list = lists.get(key)
      if (list) list.push(parts.slice(0, count))
      else lists.set(key, [parts.slice(0, count)])
    }
    for (const rows of lists.values())
      if (rows.length >= LIST) for (const k of rows[0]?.keys() ?? []) this.vote(rows.map((parts) => parts[k] as Stretch))
  }

  /** Most parts at one place of a list say what the others are; those that are more than one thing stay. */
  private vote(parts: Stretch[]): void {
    const own = parts.map(({ from, to }) => {
      for (let i = from + 1; i < to; i++) if (this.roleAt(i) !== this.roleAt(from)) return undefined
      return this.roleAt(from)
    })
    const votes = new Map<number, number>()
    for (const role of own) if (role !== undefined) votes.set(role, (votes.get(role) ?? 0) + 1)
    const [role, count] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? [0, 0]
    if (!isGoods(role) || count < 2 || count / parts.length < MAJORITY) return
    for (const [k, part] of parts.entries())
      if (own[k] !== undefined && own[k] !== role && this.mean(part, role) >= POSSIBLE) this.put(part, role)
  }

  /** 木地|板胶3桶: what stands between a word of goods and the end of what stands together belongs to it. */
  words(): void {
    for (let i = 0; i < this.pieces.length; ) {
      if (this.roles[i] !== 0 || !this.isWord(i)) {
        i++
        continue
      }
      let to = i + 1
      while (to < this.pieces.length && this.roles[to] === 0 && this.isWord(to)) to++
      const part = this.restOf(i, to)
      const [best] = part
        ? [NAME, SPEC, COLOR].map((role) => ({ role, mean: this.mean(part, role) })).sort((a, b) => b.mean - a.mean)
        : []
      if (part && best && best.mean >= LIKELY_PART && best.mean > this.mean(part, CUSTOMER)) this.put(part, best.role)
      i = to
    }
  }

  /** What of a stretch without a role may belong to the word in front of it or behind it: no talk, and nothing else on its other side. */
  private restOf(start: number, end: number): Stretch | undefined {
    const talk = (k: number): boolean => TALK.test(this.plain.charAt(this.pieces[k]?.start ?? 0))
    const open = (k: number): boolean => !this.isWord(k) || this.roles[k] === QUANTITY
    const left = start > 0 && isGoods(this.roleAt(start - 1))
    const right = end < this.pieces.length && isGoods(this.roleAt(end))
    let [from, to] = [start, end]
    if (left) {
      while (from < to && !talk(from)) from++
      if (from > start || !right) to = from
      from = start
    }
    if (right && to === end) {
      from = to
      while (from > start && !talk(from - 1)) from--
    }
    if (to <= from || to - from > MOST_LEFT) return undefined
    const behind = left && from === start && (right || to < end || open(to))
    const ahead = right && to === end && (from > start || open(from - 1))
    return behind || ahead ? { from, to } : undefined
  }
}

/** Anything that ends a cell of a list in running text. */
const endsCell = (kind: string): boolean => !/^[Cn9A.*#-]$/.test(kind)
const endsRow = (kind: string): boolean => kind === 'N'

/**
 * Puts the roles that the table gave to the pieces of a message right, with their shares: words that the price list knows are whole, rows of one shape are
 * read alike, and no sign is left over between a word of goods and the end of what stands together. `all`: how likely each piece has each role.
 */
export function mendRoles(
  plain: string,
  found: { pieces: Piece[]; roles: Uint8Array; shares: Float64Array; all: Float64Array },
  catalogue: CatalogueProduct[] | null,
): void {
  const mender = new Mender(plain, found.pieces, found.roles, found.shares, found.all)
  if (catalogue) {
    mender.codes(catalogue)
    mender.names(catalogue)
    mendByList(mender, catalogue)
  }
  mendColumns(plain, found.pieces, found.roles, found.shares, found.all)
  mendCounts(plain, found, catalogue)
  mendSizes(mender, catalogue)
  mender.runs()
  if (!catalogue) {
    mendGoods(mender)
    mender.kinds()
  }
  mender.shades()
  mendColors(mender)
  mendToldColors(mender, catalogue)
  mender.rows(endsRow)
  mender.rows(endsCell)
  mender.words()
  if (catalogue) mendListedEnds(mender, catalogue)
  else mendNameEnds(mender)
  if (!/\n[^\n]+\n/.test(plain)) return
  mendHeads(mender)
  mendHeaded(plain, found.pieces, found.roles, found.shares)
}
