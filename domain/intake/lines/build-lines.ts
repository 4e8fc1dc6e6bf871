import Decimal from 'decimal.js'
import type { CatalogueProduct, Doubt, DraftLine, Read } from '../draft'
import { nameGoods } from '../tokens/goods-name'
import { COLOR_OR_GOODS, SAME } from '../words/goods-words'
import { articleByModel, headOf, spread, type Head } from './line-heads'
import {
  correctedLine,
  dropRepeats,
  inOrder,
  isOther,
  joinSpans,
  kindNumbers,
  namedLine,
  putColors,
  putNote,
  putPrice,
  putQuantity,
  putSpec,
  shape,
  specText,
  textOf,
} from './line-values'
import { catalogueNameIn, catalogueSays } from '../catalogue/match-catalogue'
import { matchLine } from '../catalogue/match-line'
import type { Page } from '../text/page'
import { codeAlone, codeInFront, type Settled } from './settle-item'
import type { Token } from '../tokens/token'

export interface LinesRead {
  lines: DraftLine[]
  doubts: Doubt[]
  /** Lines that were put together from words in an unusual order. */
  odd: number[]
  /** Where the articles stand. */
  places: { start: number; end: number }[]
  /** Words among the goods that are none: a buyer, or talk. */
  words: { start: number; end: number; first: boolean; last: boolean }[]
}

/** An item that costs more than this was hard to tell apart from its neighbours. */
const ODD = 1.9

/** Puts the lines of a draft together, article by article. */
export class LineBuilder {
  private readonly lines: DraftLine[] = []
  private readonly oddLines = new Set<DraftLine>()
  private readonly places: { start: number; end: number }[] = []
  private readonly doubts: Doubt[] = []
  private readonly words: { start: number; end: number; first: boolean; last: boolean }[] = []
  /** Whether the item before was a correction, and what was said before that. */
  private correcting = false
  private last: Settled | undefined
  /** Lines of the article that is being read, for a price that holds for all of them. */
  private group: number[] = []

  constructor(
    private readonly page: Page,
    private readonly catalogue: CatalogueProduct[] | null,
    private readonly loose: boolean,
    private head: Head | undefined,
  ) {}

  build(items: Settled[]): LinesRead {
    for (const [k, s] of items.entries()) this.item(s, items, k)
    const alone = this.loose && this.lines.length === 0 ? items.find((s) => s.price) : undefined
    if (alone) this.put(alone, undefined)
    dropRepeats(this.page, this.lines, this.places)
    for (const [i, line] of this.lines.entries()) {
      matchLine(line, this.catalogue)
      if (this.catalogue && line.catalogCode === null && (line.productName || line.productCode))
        this.doubts.push({ path: `lines[${i}].catalogCode`, reason: 'SEVERAL_PRODUCTS' })
    }
    return {
      lines: this.lines,
      odd: this.lines.flatMap((l, i) => (this.oddLines.has(l) ? [i] : [])),
      doubts: this.doubts,
      places: this.places,
      words: this.words,
    }
  }

  private item(s: Settled, items: Settled[], k: number): void {
    codeAlone(s)
    if (!this.head || (this.head.codes.length > 0 && this.head.names.length === 0)) codeInFront(s)
    this.nameOfColor(s)
    const named = s.names.length + s.codes.length > 0
    const attributes = s.colors.length + s.specs.length + s.sizes.length
    if ((s.item.fix || this.goesOnCorrecting(s)) && this.lines.length > 0 && this.correct(s)) {
      this.correcting = true
      return
    }
    this.correcting = false
    this.last = s
    if (!s.quantity && this.sameAgain(s)) return
    if (!s.quantity) {
      if (!named) {
        if (this.loose && this.lines.length === 0 && attributes > 0) this.put(s, undefined)
        else if (s.price) this.attachPrice(s.price)
        else if (attributes > 0)
          this.attachAttributes(
            s,
            items.slice(k + 1).some((n) => n.quantity),
          )
        else if (s.notes.length > 0 && !this.loose) for (const i of this.group) putNote(this.page, this.lines[i], s.notes)
        return
      }
      if (s.price && this.priceOfNamed(s)) return
      const [first] = inOrder(s.names)
      const last = inOrder(s.names).at(-1)
      if (first && last && attributes === 0 && s.codes.length === 0)
        this.words.push({ start: first.start, end: last.end, first: k === 0, last: k === items.length - 1 })
      if (this.loose) {
        this.put(s, undefined)
        return
      }
      if (this.headsWhatFollows(items, k)) {
        this.head = headOf(s)
        this.group = []
      } else if (k === items.length - 1) this.nameAll(s)
      return
    }
    if (!named && !this.head && !this.loose && attributes === 0 && !s.free && !this.laterHead(items, k)) return
    if (!named && attributes === 0 && this.head?.counted && !s.free && !this.loose) {
      if (s.item.opened !== 'glued') return
    }
    const own = named ? undefined : articleByModel(s, this.head)
    if (own) {
      this.put({ ...s, names: [own], specs: s.specs.filter((t) => t !== own) }, undefined)
      this.doubtful(this.lines.length - 1)
      return
    }
    this.put(s, named ? undefined : this.head)
  }

  private doubtful(i: number): void {
    const line = this.lines[i]
    if (line) this.oddLines.add(line)
  }

  /** "黑色同样数量": what was counted in one colour, once more in another. */
  private sameAgain(s: Settled): boolean {
    const [color] = s.colors
    if (!color || !s.notes.some((t) => SAME.test(t.text))) return false
    const [first] = this.group
    const tint = first === undefined ? undefined : this.lines[first]?.color?.value
    if (first === undefined || tint === undefined) return false
    for (const i of this.group.filter((k) => this.lines[k]?.color?.value === tint)) {
      const line = { ...(this.lines[i] as DraftLine) }
      putColors(this.page, line, [color])
      this.group.push(this.lines.length)
      this.lines.push(line)
      this.places.push({ start: color.start, end: color.end })
    }
    if (s.price) this.attachPrice(s.price)
    return true
  }

  /** "珍珠5包" among other goods: a colour that is as well the name of goods. */
  private nameOfColor(s: Settled): void {
    const [only] = s.colors
    if (!only || s.names.length + s.codes.length > 0 || s.colors.length > 1 || !COLOR_OR_GOODS.test(only.text)) return
    if (this.group.some((i) => this.lines[i]?.color) || (this.head && this.head.colors.length > 0)) return
    s.names = [only]
    s.colors = []
  }

  /** A name without a count is a heading when a nameless article comes next. */
  private headsWhatFollows(items: Settled[], k: number): boolean {
    const next = items[k + 1]
    return next !== undefined && next.quantity !== undefined && next.names.length + next.codes.length === 0
  }

  /** Lines that were counted before anybody said what they are: 黑M10 L20，连帽卫衣. */
  private nameAll(s: Settled): void {
    if (this.lines.length === 0 || this.lines.some((l) => l.productName ?? l.productCode)) return
    for (const line of this.lines) {
      const { read: name } = this.goodsOf(s.names, false)
      if (name) line.productName = name
      if (s.specs.length > 0) putSpec(this.page, line, s.specs)
      if (s.price && !line.unitPrice) putPrice(this.page, line, s.price)
    }
    this.words.pop()
  }

  private laterHead(items: Settled[], k: number): boolean {
    return items.slice(k + 1).some((n) => n.names.length + n.codes.length > 0 && !n.quantity)
  }

  private readonly said = (word: string): boolean => catalogueSays(word, this.catalogue)

  private put(s: Settled, head: Head | undefined): void {
    const named = head === undefined
    const numbers = kindNumbers(
      s.colors,
      inOrder(s.names.length > 0 ? s.names : (head?.names ?? []))
        .map((t) => t.text)
        .join(''),
      this.said,
    )
    if (numbers.length > 0) {
      s.colors = s.colors.filter((t) => !numbers.includes(t))
      s.specs = inOrder([...s.specs, ...numbers])
    }
    const sizes = s.sizes.length > 0 ? s.sizes : (head?.sizes ?? [])
    const colors = s.colors.length > 0 ? s.colors : (head?.colors ?? [])
    const shapes = new Set(s.specs.map(shape))
    const replaced = (t: Token): boolean => shapes.has(shape(t)) || s.specs.some((own) => isOther(own, t))
    const specs = [...(head?.specs ?? []).filter((t) => !replaced(t)), ...s.specs]
    // "轴承 6203-2Z 300套、6305-2RS 200套": numbers of one family share the name.
    const family = named && s.names.length === 0 && s.item.opened === 'comma' ? this.head : undefined
    const alike =
      family &&
      s.codes[0] &&
      family.codes[0] &&
      shape({ ...s.codes[0], kind: 'spec' }) === shape({ ...family.codes[0], kind: 'spec' })
    const names = named ? (alike ? family.names : s.names) : (head?.names ?? [])
    const codes = named ? s.codes : (head?.codes ?? [])
    const start = this.lines.length
    if (!named && this.repeats(s)) return
    for (const one of spread(s, names, sizes, colors)) {
      const line: DraftLine = {}
      const { read: name, specs: told, sizes: glued } = this.goodsOf(one.names, named && this.lines.length === 0)
      if (name) line.productName = name
      const code = codes[0]
      if (code)
        line.productCode = {
          value: textOf(this.page, code).replace(/\s/g, ''),
          spans: joinSpans(this.page, [code]),
          confidence: 0.95,
        }
      const kinds = !named ? glued : s.specs.some((t) => t.kind === 'word') ? [] : told
      const all = [...kinds, ...specs, ...one.sizes]
      if (all.length > 0) line.spec = { value: specText(this.page, all), spans: joinSpans(this.page, all), confidence: 0.9 }
      putColors(this.page, line, one.colors)
      if (s.quantity) putQuantity(this.page, line, s.quantity, name?.value ?? '', s.unsure)
      const price = s.price ?? (named ? undefined : head?.price)
      if (price) putPrice(this.page, line, price)
      if (s.free) line.unitPrice = this.page.read('0', s.free.start, s.free.end)
      if (s.amount?.value) line.amount = this.page.read(s.amount.value, s.amount.start, s.amount.end)
      const tolerance = s.tolerance ?? head?.tolerance
      if (tolerance?.value) line.tolerancePct = this.page.read(tolerance.value, tolerance.start, tolerance.end)
      putNote(this.page, line, s.notes)
      this.lines.push(line)
      if (s.item.cost > ODD || (kinds.length > glued.length && !this.catalogue)) this.oddLines.add(line)
      this.places.push({
        start: Math.min(...s.item.tokens.map((t) => t.start)),
        end: Math.max(...s.item.tokens.map((t) => t.end)),
      })
    }
    if (s.price && /统一|一律|通通|全部|全都|都/.test(s.price.text))
      for (const line of this.lines) if (!line.unitPrice) putPrice(this.page, line, s.price)
    // A price behind the last of several nameless lines is said of them all.
    if (!named && s.price)
      for (const i of this.group) if (!this.lines[i]?.unitPrice) putPrice(this.page, this.lines[i] as DraftLine, s.price)
    if (named) {
      this.head = { ...headOf(s), names }
      this.group = []
    } else if (this.head && head) this.head = { ...this.head, sizes, colors, specs }
    for (let i = start; i < this.lines.length; i++) this.group.push(i)
  }

  /** "红7卷蓝5卷" behind a correction: what was said before in the same words adds no line. */
  private repeats(s: Settled): boolean {
    const [color] = s.colors
    if (!color || s.specs.length + s.sizes.length > 0) return false
    const tint = color.text.replace(/^的|的$|色$/g, '')
    return this.group.some(
      (i) => this.lines[i]?.color?.value.includes(tint) && this.lines[i]?.quantity?.value === s.quantity?.value,
    )
  }

  /** A price that stands alone holds for the lines of its group; 都 and 统一 make it hold for all. */
  private attachPrice(price: Token): void {
    const all = /都|统一|一律/.test(price.text) || this.group.length === 0
    for (const [i, line] of this.lines.entries())
      if ((all || this.group.includes(i)) && !line.unitPrice) putPrice(this.page, line, price)
  }

  /** A colour behind the last article is the colour of all that have none; in front of another one it is of the last. */
  private attachAttributes(s: Settled, more: boolean): void {
    const last = this.lines.at(-1)
    if (!last) return
    if (s.specs.length > 0 && s.specs.every((t) => t.marked === 'pack')) return
    if (s.colors.length > 0 && s.specs.length === 0) {
      for (const line of more || s.item.opened === 'glued' || s.item.opened === 'blank' ? [last] : this.lines)
        if (!line.color) putColors(this.page, line, s.colors)
    } else {
      if (s.colors.length > 0 && !last.color) putColors(this.page, last, s.colors)
      if (s.specs.length > 0) putSpec(this.page, last, s.specs)
    }
  }

  /** "钻头给6块一支": a price for goods that were named before. */
  private priceOfNamed(s: Settled): boolean {
    const name = s.names.map((t) => t.text).join('')
    const meant = this.lines.filter(
      (l, i) => name.length >= 2 && (l.productName?.value.includes(name) || this.wordsBefore(i).includes(name)),
    )
    for (const l of meant) if (!l.unitPrice && s.price) putPrice(this.page, l, s.price)
    return meant.length > 0
  }

  /** What stands in front of an article up to the one before it: 内文用80克双胶. */
  private wordsBefore(i: number): string {
    const from = this.places[i - 1]?.end ?? Math.max(0, (this.places[i]?.start ?? 0) - 12)
    return this.page.plain.slice(from, this.places[i]?.start ?? from)
  }

  /** "也就是红7卷蓝5卷": behind a correction, what names the colour or size of a line tells it again. */
  private goesOnCorrecting(s: Settled): boolean {
    if (!this.correcting || !s.quantity || s.codes.length > 0) return false
    const [word] = s.names
    if (word)
      return s.names.length === 1 && this.lines.filter((l) => l.productName?.value === textOf(this.page, word)).length === 1
    const [tint, size] = [s.colors[0]?.text.replace(/^的|的$|色$/g, ''), s.sizes[0]?.text]
    return this.group.some(
      (i) =>
        (tint !== undefined && this.lines[i]?.color?.value.includes(tint)) ||
        (size !== undefined && this.lines[i]?.spec?.value.toLowerCase().split(' ').includes(size)),
    )
  }

  private correct(s: Settled): boolean {
    const bare = s.names.length + s.codes.length + s.colors.length + s.sizes.length + s.specs.length === 0
    // "床写少了，总共8张", "L的说少了，改28": what is corrected was said before.
    const before =
      bare && this.last && !this.last.quantity ? { ...this.last, ...(s.quantity ? { quantity: s.quantity } : {}) } : undefined
    const meant = (before && namedLine(this.lines, before)) ?? correctedLine(this.lines, s)
    if (!meant) return false
    if (s.quantity?.marked === 'more' && meant.quantity) {
      const sum = new Decimal(meant.quantity.value).plus(s.quantity.value ?? '0').toFixed()
      meant.quantity = this.page.read(sum, s.quantity.start, s.quantity.end, 0.5)
    } else if (s.quantity) putQuantity(this.page, meant, s.quantity, meant.productName?.value ?? '', false)
    if (s.price) putPrice(this.page, meant, s.price)
    if (s.price && this.lines.every((l) => l === meant || !l.unitPrice)) this.attachPrice(s.price)
    const told =
      s.quantity !== undefined && (s.colors[0]?.start ?? 0) > s.quantity.end && s.item.tokens.some((t) => t.kind === 'sep')
    if (told) this.attachAttributes({ ...s, specs: [] }, false)
    else if (s.colors.length > 0 && !meant.color?.value.includes(s.colors[0]?.text.replace(/色$/, '') ?? ''))
      putColors(this.page, meant, s.colors)
    const specs = [...s.specs, ...s.sizes]
    if (!s.quantity && specs.length > 0)
      meant.spec = { value: specText(this.page, specs), spans: joinSpans(this.page, specs), confidence: 0.85 }
    else if (specs.length > 0 && !meant.spec) putSpec(this.page, meant, specs)
    return true
  }

  /** The name of an article and what its other words are. Words in front of the first article are who buys, as a rule. */
  private goodsOf(names: Token[], first: boolean): { read?: Read<string>; specs: Token[]; sizes: Token[] } {
    const known = (text: string): boolean => catalogueNameIn(text, this.catalogue) !== undefined
    const found = nameGoods(names, this.page.plain, known, (text) => !first && text.length <= 4)
    for (const t of first ? found.before : []) this.words.push({ start: t.start, end: t.end, first: true, last: false })
    const [start, end] = [found.name[0], found.name.at(-1)]
    if (!start || !end) return { specs: found.specs, sizes: found.sizes }
    const value = this.page.text.slice(start.start, end.end).trim()
    return { read: { value, spans: joinSpans(this.page, found.name), confidence: 0.9 }, specs: found.specs, sizes: found.sizes }
  }
}
