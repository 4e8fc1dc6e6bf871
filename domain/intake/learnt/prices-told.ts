import type { CatalogueProduct, DraftLine, Read } from '../draft'
import type { LearntLine } from './learnt-lines'
import Decimal from 'decimal.js'
import { listPriceOf, matchLine } from '../catalogue/match-line'
import type { NormalText } from '../text/normalise-text'
import { coinsOf, NUMBER, numberOf } from '../text/numerals'
import { COIN } from '../tokens/token-patterns'
import type { Range } from '../text/page'
import { isTradeSize } from '../words/trade-sizes'
import { UNIT, unitOf } from '../words/units'

const PRICE = `(${COIN}|${NUMBER})(?:元|块)?`
const PER = `(?:(?:/|一|每)(${UNIT}))?`
const STOP = '(?=[，,。;；、)）\\s]|$)'
const PIECE = /[^，,、;；。\s]+/g
/** 大筐15, 短裤价32, t恤28/件: what is called so costs so much. */
const NAMED = new RegExp(`^([一-鿿a-z]{1,8}?)(?:单?价|都|按|是|[:：])?${PRICE}${PER}$`)
const LONGEST = 24

/** 谈到118, 从98压到95: the price that was agreed at last. */
const AGREED = new RegExp(
  `(?:[谈讲砍压磨还]到|谈成|谈妥|谈好|讲好|讲的|谈的|太高了?[,，]|太贵了?[,，])(?:了|是|按|价)?\\s?${PRICE}${PER}(?=含税|不含|未税|我?就|[，,。;；)）\\s]|$)`,
  'g',
)
/** 328含税, 含税3260, 545落袋价: a figure beside these is a price. */
const TAXED = new RegExp(
  `(?:(?:不含税|未税|含税|含票)价?[:：]?\\s?${PRICE}${PER}${STOP}|(?<![\\d.*x/-])${PRICE}(?:含税|不含税|未税|含票|落袋价?|裸价|净价)(?![\\d一-鿿]{0,2}[%点税]))`,
  'g',
)
/** Of a whole order. */
const OF_ALL = /(?:总[价额计款共]?|合计|一共|共|定金|订金|预付)[^，,。;；\n\d]{0,4}$/

const IN_TURN = new RegExp(`(?:单价|价格|价钱)(?![格钱])[^\\d\\n零〇一二两三四五六七八九十百千万]{0,8}`, 'g')
const FIRST = new RegExp(`^${PRICE}`)
const NEXT = new RegExp(`^\\s?[、，,/和跟与]\\s?${PRICE}`)

/** A row that begins with money, by its sign or by what it is per. */
const AHEAD = new RegExp(
  `(?:^|\\n)[ \\d.)、]{0,4}(?:[¥￥]\\s?(\\d{1,6}(?:\\.\\d{1,2})?)(?:元|块)?|(?<=[\\n ]|^)(\\d{1,6}(?:\\.\\d{1,2})?)(?:元|块)?/(${UNIT}))[ |]`,
  'g',
)

interface Told extends Range {
  value: string
  per?: { unit: string } & Range
}

/** The prices that a message tells apart from the counts of its lines, of one order. */
class Prices {
  private readonly plain: string
  constructor(
    private readonly normal: NormalText,
    private lines: LearntLine[],
    private readonly catalogue: CatalogueProduct[] | null,
  ) {
    this.plain = normal.plain
  }

  settled(): LearntLine[] {
    this.byNames()
    this.inTurn()
    this.aheadOfRows()
    this.ofNamedOnly()
    this.ofSame()
    this.agreed()
    for (const l of this.lines) this.byList(l)
    return this.lines
  }

  private placeOf(read: Read<unknown> | undefined): Range | undefined {
    const [span] = read?.spans ?? []
    return span && this.normal.range(span)
  }
  private countAt(l: LearntLine): number {
    return this.placeOf(l.line.quantity)?.start ?? l.start
  }
  /** Whether a place is read as anything of a line. */
  private isRead({ start, end }: Range): boolean {
    return this.lines.some(({ line }) =>
      [line.quantity, line.unitPrice, line.spec, line.productCode, line.amount, line.color].some((field) =>
        field?.spans.some((s) => {
          const at = this.normal.range(s)
          return at.start < end && start < at.end
        }),
      ),
    )
  }
  private told(raw: string, at: number, unit?: string): Told | undefined {
    const value = coinsOf(raw) ?? numberOf(raw)
    if (!value || value === '0') return undefined
    const per = unit && unitOf(unit)
    const from = at + raw.length + this.plain.slice(at + raw.length, at + raw.length + 8).indexOf(unit ?? '')
    return {
      value,
      start: at,
      end: at + raw.length,
      ...(per && unit ? { per: { unit: per, start: from, end: from + unit.length } } : {}),
    }
  }
  private put(line: DraftLine, { value, start, end, per }: Told): void {
    line.unitPrice = this.normal.read(value, start, end, 0.85)
    if (per) line.priceUnit = this.normal.read(per.unit, per.start, per.end, 0.85)
    else delete line.priceUnit
    delete line.priceCheck
    matchLine(line, this.catalogue)
  }

  /** Articles first and their prices by name behind them: …, 开衫49，牛仔裤55. What looks like a count there is a price. */
  private byNames(): void {
    let run: { name: string; price: Told; start: number }[] = []
    let last = 0
    const flush = (): void => {
      if (run.length > 1) this.putByNames(run)
      run = []
    }
    for (const m of this.plain.matchAll(PIECE)) {
      const named = m[0].length <= LONGEST ? NAMED.exec(m[0]) : null
      if (this.plain.slice(last, m.index).includes('\n')) flush()
      last = m.index + m[0].length
      const raw = named?.[2] ?? ''
      const price = named && this.told(raw, m.index + m[0].indexOf(raw, named[1]?.length), named[3])
      if (price && named) run.push({ name: named[1] ?? '', price, start: m.index })
      else flush()
    }
    flush()
  }

  private putByNames(run: { name: string; price: Told; start: number }[]): void {
    const from = run[0]?.start ?? 0
    const goods = this.lines.filter((l) => l.line.quantity && this.countAt(l) < from)
    const own = run.map(({ name }) => goods.filter(({ line }) => isCalled(line, name)))
    const all = own.flat()
    if (own.some((ls) => ls.length === 0) || new Set(all).size < all.length) return
    if (all.some(({ line }) => line.unitPrice && (this.placeOf(line.unitPrice)?.start ?? 0) < from)) return
    const end = run.at(-1)?.price.end ?? from
    this.lines = this.lines.filter((l) => {
      const at = this.countAt(l)
      return at < from || at >= end
    })
    for (const [k, { price }] of run.entries()) for (const { line } of own[k] ?? []) this.put(line, price)
  }

  /** 单价还按37.5跟56算: as many prices as articles, in their order. */
  private inTurn(): void {
    if (this.lines.length < 2) return
    for (const m of this.plain.matchAll(IN_TURN)) {
      const found: Told[] = []
      let at = m.index + m[0].length
      for (let one = FIRST.exec(this.plain.slice(at, at + 16)); one; one = NEXT.exec(this.plain.slice(at, at + 18))) {
        const raw = one[1] ?? ''
        const price = this.told(raw, at + one[0].indexOf(raw))
        if (!price) break
        found.push(price)
        at += one[0].length
      }
      if (found.length !== this.lines.length || !/^\s?(?:[算来走元]|含税|[，,。;；)）\n]|$)/.test(this.plain.slice(at, at + 3)))
        continue
      if (this.lines.some((l) => this.countAt(l) >= m.index)) continue
      for (const [k, price] of found.entries()) this.put((this.lines[k] as LearntLine).line, price)
    }
  }

  private before(at: number, most: number): string {
    return this.plain.slice(Math.max(0, at - most), at)
  }

  /** ¥1380｜餐桌｜×3, 268/瓶 窖藏 12瓶: a row that begins with money has it for its one count. */
  private aheadOfRows(): void {
    for (const m of this.plain.matchAll(AHEAD)) {
      const end = this.plain.indexOf('\n', m.index + 1)
      const own = this.lines.filter((l) => {
        const at = this.countAt(l)
        return at >= m.index + m[0].length && (end < 0 || at < end)
      })
      const raw = m[1] ?? m[2] ?? ''
      const price = this.told(raw, m.index + m[0].indexOf(raw), m[3])
      const [only] = own
      if (own.length === 1 && only && price && !only.line.unitPrice && !only.line.amount && !this.isRead(price))
        this.put(only.line, price)
    }
  }

  /** 充气泳池2个，救生圈50个，泳池1980: a price behind the name of one of several is not of the others. */
  private ofNamedOnly(): void {
    for (const [price, shared] of this.byPrice()) {
      if (shared.length < 2) continue
      const name = /([一-鿿]{2,6})(?:给|按|价|都按)?\s?$/.exec(this.before(price.start, 9))?.[1]
      if (!name) continue
      const called = shared.filter(({ line }) => endsOf(name).some((end) => line.productName?.value.includes(end)))
      if (called.length === 0 || called.length === shared.length) continue
      for (const l of shared)
        if (!called.includes(l) && this.countAt(l) < price.start) {
          delete l.line.unitPrice
          delete l.line.priceUnit
          delete l.line.priceCheck
        }
    }
  }

  /** A price of the first and the last of several lines called alike is of those between them, and one in a heading of all below it. */
  private ofSame(): void {
    for (const [price, shared] of this.byPrice()) {
      const [first, last] = [shared[0], shared.at(-1)] as [LearntLine, LearntLine]
      const [a, b] = [this.lines.indexOf(first), this.lines.indexOf(last)]
      const name = first.line.productName?.value
      const ahead = this.countAt(first) > price.end
      const below = ahead && this.plain.slice(price.end, this.countAt(first)).includes('\n')
      const at = this.placeOf(first.line.productName)?.start
      for (const [k, { line }] of this.lines.entries()) {
        if (line.unitPrice || line.productName?.value !== name || !line.quantity || k < a) continue
        const heads = below || (ahead && at !== undefined && this.placeOf(line.productName)?.start === at)
        if (k > b && !heads) continue
        const { unitPrice, priceUnit } = first.line
        if (unitPrice) line.unitPrice = unitPrice
        if (priceUnit) line.priceUnit = priceUnit
        matchLine(line, this.catalogue)
      }
    }
  }

  private byPrice(): [Range, LearntLine[]][] {
    const found = new Map<number, [Range, LearntLine[]]>()
    for (const l of this.lines) {
      const at = l.line.unitPrice?.value === '0' ? undefined : this.placeOf(l.line.unitPrice)
      if (!at) continue
      const same = found.get(at.start)
      if (same) same[1].push(l)
      else found.set(at.start, [at, [l]])
    }
    return [...found.values()]
  }

  /** By the price list: 3箱255元 at 85 a box is what the line comes to, and 吸顶灯240那个 costs 240. */
  private byList(l: LearntLine): void {
    const { line } = l
    const count = new Decimal(line.quantity?.value ?? '0')
    const list = listPriceOf(line, this.catalogue)
    const price = line.unitPrice && new Decimal(line.unitPrice.value)
    if (list && price && !line.priceUnit && !line.amount && count.gt(1)) {
      if (isNear(price.div(count), list) && price.gt(list.times(FAR_OFF))) {
        line.amount = line.unitPrice as Read<string>
        delete line.unitPrice
        delete line.priceCheck
        l.sure = Math.min(l.sure, DOUBTED)
      }
    } else if (list && !price && line.amount && count.gt(1)) {
      const sum = new Decimal(line.amount.value)
      if (!isNear(sum, list) || isNear(sum.div(count), list)) return
      line.unitPrice = line.amount
      delete line.amount
      matchLine(line, this.catalogue)
    } else if (this.catalogue && !price && !line.amount && line.spec) this.priceInSpec(line, line.spec)
  }

  /** 16路 505: a bare figure at the end of a size that the article of the price list costs. */
  private priceInSpec(line: DraftLine, spec: Read<string>): void {
    const m = /^(|.*?[^\d.*x/~-] ?)(\d{1,6}(?:\.\d{1,2})?)$/.exec(spec.value)
    const span = spec.spans.at(-1)
    const raw = m?.[2]
    if (!raw || !span?.text.endsWith(raw)) return
    const rest = (m[1] ?? '').trim()
    const { spec: _, ...bare } = line
    const spans = [
      ...spec.spans.slice(0, -1),
      { start: span.start, end: span.end - raw.length, text: span.text.slice(0, -raw.length).trimEnd() },
    ]
    const without: DraftLine = {
      ...bare,
      ...(rest ? { spec: { ...spec, value: rest, spans: spans.filter((s) => s.text !== '') } } : {}),
    }
    matchLine(without, this.catalogue)
    const list = listPriceOf(without, this.catalogue)
    const name = this.placeOf(line.productName)?.start ?? Infinity
    const isSize = isTradeSize(raw, line.productName?.value.toLowerCase() ?? '', line.unit?.value)
    if (!list || (isSize && !list.eq(raw))) return
    if (!isNear(new Decimal(raw), list) || this.isListed(raw) || name > this.normal.range(span).start) return
    const end = this.normal.range(span).end
    if (rest) line.spec = without.spec as Read<string>
    else delete line.spec
    this.put(line, { value: raw, start: end - raw.length, end })
    if (line.unitPrice) line.unitPrice.confidence = DOUBTED
  }

  /** Whether a figure is a size or a number of the price list. */
  private isListed(raw: string): boolean {
    const whole = new RegExp(`(?<![\\d.])${raw.replace('.', '\\.')}(?![\\d.])`)
    return this.catalogue?.some((p) => [p.code, p.name, p.spec ?? '', ...p.aliases].some((words) => whole.test(words))) === true
  }

  /** A price that was bargained for, or that stands beside the word tax. */
  private agreed(): void {
    for (const [pattern, last] of [
      [AGREED, true],
      [TAXED, false],
    ] as const)
      for (const m of this.plain.matchAll(pattern)) {
        const raw = m[1] ?? m[3] ?? ''
        const price = this.told(raw, m.index + m[0].indexOf(raw), m[2])
        if (!price || this.isRead(price) || OF_ALL.test(this.before(m.index, 8))) continue
        const before = this.lines.findLast((l) => this.countAt(l) < m.index)
        const old = before && this.placeOf(before.line.unitPrice)
        if (!before || (old && !(last && old.end <= m.index && before.line.unitPrice?.value !== '0'))) continue
        const name = before.line.productName?.value
        for (const l of this.lines)
          if (
            l === before ||
            (name !== undefined && l.line.productName?.value === name && !l.line.unitPrice && this.countAt(l) < m.index)
          )
            this.put(l.line, price)
      }
  }
}

/** 泳池 of 充气泳池, 大筐 of a 胶筐 that is 大号: each sign of a name is in what the article is called. */
function isCalled(line: DraftLine, name: string): boolean {
  const words = `${line.productName?.value ?? ''}${line.spec?.value ?? ''}`.toLowerCase()
  const bare = name.replace(/子$/, '')
  return (name.length > 1 || words === name) && [...bare].every((sign) => words.includes(sign))
}
/** A price is seldom further off the list. */
const isNear = (price: Decimal, list: Decimal): boolean => price.gte(list.times('0.65')) && price.lte(list.times('1.3'))
/** No article costs so many times what the list asks. */
const FAR_OFF = '1.9'
/** What only the price list speaks for is looked at by a person. */
const DOUBTED = 0.6

/** The ends of a name, the longest first, down to two signs. */
const endsOf = (name: string): string[] => [...name].slice(0, -1).map((_, i) => name.slice(i))

/** The lines of an order with the prices that stand apart from their counts. What was taken for a line and is the price of one is left out. */
export const withToldPrices = (normal: NormalText, lines: LearntLine[], catalogue: CatalogueProduct[] | null): LearntLine[] =>
  lines.length === 0 ? lines : new Prices(normal, lines, catalogue).settled()
