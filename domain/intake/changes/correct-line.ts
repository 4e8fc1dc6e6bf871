import Decimal from 'decimal.js'
import type { CatalogueProduct, Draft, DraftLine, Read } from '../draft'
import { isColor } from '../words/goods-words'
import { productOf } from '../catalogue/match-catalogue'
import { normaliseText } from '../text/normalise-text'
import { NUMBER, coinsOf, numberOf } from '../text/numerals'
import type { Page, Range } from '../text/page'
import { readLines } from '../lines/read-lines'
import { UNIT, unitOf } from '../words/units'

/** Between what is corrected and its new value. */
const TO = '(?:改成|改为|改到|改|换成|换为|换|应该是|应为|变成|调成|调到|调为|是|为|要|用|按|:|->|→)'
const BECOMES = /改成|改为|改到|改|换成|换为|应该是|应为|变成|调成|调到|调为|[涨降][到成为至]|只要|->|→/
const ORDINAL = /第 ?([一二三四五六七八九十\d]{1,3}) ?(?:行|个|项|款|条|样)/g
const ALL = /都|全部|所有|统一|每行|各行|一律/
const REMOVE = /不要了?|取消|删掉|删除|去掉|删了|撤掉|不用了/

/** 第二行写错了: the next clause says how it is. */
const WRONG = /错|不对|有误/

/** What a clause corrects: changes of lines, or why they could not be told. */
export type Corrected = { lines: DraftLine[]; about?: number[] } | { why: 'WHICH_LINE' | 'NO_SUCH_LINE' }

const plainOf = (text: string): string => normaliseText(text).plain.trim()

/** What some words are worth that name a line: names, what kind of goods it is, sizes, a part of a size. */
const [NAME, KIND, SIZE, PART] = [4, 3, 2, 1]

/** The words a line goes by, each with its weight: codes and names say more than a spec or a colour. */
function wordsOf(line: DraftLine, catalogue: CatalogueProduct[] | null): [string, number][] {
  const product = productOf(line.catalogCode, catalogue)
  const names = [line.productName?.value, product?.name, ...(product?.aliases ?? [])]
  const codes = [line.catalogCode ?? undefined, line.productCode?.value]
  const color = line.color ? plainOf(line.color.value).replace(/色$/, '') : ''
  const sizes = line.spec?.value.split(' ') ?? []
  // 10*100 of M10*100.
  const bare = sizes.flatMap((s) => /^[a-zφ]+(\d+\*.*)$/i.exec(s)?.[1] ?? [])
  const words: [string | undefined, number][] = [
    ...codes.map((c): [string | undefined, number] => [c, 8]),
    ...names.map((n): [string | undefined, number] => [n, NAME]),
    ...[...sizes, ...bare].map((s): [string, number] => [s, SIZE]),
  ]
  return [
    ...words.flatMap(([w, weight]): [string, number][] => {
      const plain = w ? plainOf(w) : ''
      return plain.length >= 2 ? [[plain, weight]] : []
    }),
    ...(color.length >= 2
      ? [[color, 2] as [string, number]]
      : color
        ? [[`${color}色`, 2] as [string, number], [`${color}的`, 2] as [string, number]]
        : []),
  ]
}

/** Whether words call the goods of a line by their kind alone: 螺栓 of 外六角螺栓. */
const isKind = (words: string, line: DraftLine, catalogue: CatalogueProduct[] | null): boolean =>
  [line.productName?.value, productOf(line.catalogCode, catalogue)?.name].some((name) => {
    const kind = /(?<=[一-鿿])[一-鿿]{2}$/.exec(plainOf(name ?? ''))?.[0]
    return kind !== undefined && words.includes(kind)
  })

/** Whether words tell a line by a part of its size: M8 of M8*30; a figure alone where 的 says that it is none of a count, 80的 of DN80. */
const hasPartOfSize = (words: string, line: DraftLine): boolean =>
  (plainOf(line.spec?.value ?? '').match(/[a-zφ]*\d+(?:\.\d+)?/g) ?? []).some((part) => {
    const figure = part.replace(/^[a-zφ]+/, '').replace('.', '\\.')
    const lettered = part.length > figure.length && new RegExp(`(?<![a-z\\d.])${part.replace('.', '\\.')}(?![\\d.])`).test(words)
    return lettered || new RegExp(`(?<![\\d.*])${figure}(?:g|克|mm|cm|寸|分|米|w|瓦|号|#)?的`).test(words)
  })

/** How well some words name a line. Of its names only the longest that stands there counts. */
function nameScore(words: string, line: DraftLine, catalogue: CatalogueProduct[] | null): number {
  const best = new Map<number, number>()
  for (const [word, weight] of wordsOf(line, catalogue))
    if (words.includes(word)) best.set(weight, Math.max(best.get(weight) ?? 0, weight + word.length / 100))
  if (!best.has(NAME) && isKind(words, line, catalogue)) best.set(KIND, KIND)
  if (!best.has(SIZE) && hasPartOfSize(words, line)) best.set(PART, PART)
  return [...best.values()].reduce((a, b) => a + b, 0)
}

/** The lines of the draft that some words name: by place (第二行), by name, code, spec or colour, or all of them. Several when they name several alike. */
function linesNamed(words: string, base: Draft, catalogue: CatalogueProduct[] | null): number[] | 'out-of-range' | undefined {
  const places = [...words.matchAll(ORDINAL)].map((m) => Number(numberOf(m[1] ?? '') ?? 0))
  if (places.length > 0) return places.every((n) => n >= 1 && n <= base.lines.length) ? places.map((n) => n - 1) : 'out-of-range'
  if (ALL.test(words)) return base.lines.map((_, i) => i)
  const scores = base.lines.map((l) => nameScore(words, l, catalogue))
  const top = Math.max(0, ...scores)
  return top > 0 ? scores.flatMap((s, i) => (s > top - 0.005 ? [i] : [])) : undefined
}

const OLD = new RegExp(`(${NUMBER}) ?(${UNIT})?`)
/** The lines whose quantity or price is the old value: 3000改成3500. */
function linesOfOldValue(words: string, base: Draft): number[] | undefined {
  const m = OLD.exec(words)
  const value = m?.[1] ? numberOf(m[1]) : undefined
  if (!value) return undefined
  const same = (read: Read<string> | undefined): boolean => read !== undefined && new Decimal(read.value).equals(value)
  const found = base.lines.flatMap((l, i) => (same(l.quantity) || (!m?.[2] && same(l.unitPrice)) ? [i] : []))
  return found.length > 0 ? found : undefined
}

const QUANTITY = new RegExp(
  `(?:数量|总数|总量)? ?${TO} ?(${NUMBER}) ?(${UNIT})(?![\\d])|(?:数量|总数|总量) ?(?:也|都)? ?${TO}? ?(${NUMBER})`,
)
const BARE_QUANTITY = new RegExp(`(${NUMBER}) ?(${UNIT})(?=$|[ 的了吧啊])`)
const ONLY_NUMBER = new RegExp(`${TO} ?(${NUMBER}) ?(?:了|吧)?$`)
const MORE = new RegExp(`(?:再|多|另)?(?:加|增加|追加|添|多要|多来|多)(?!到|至) ?(${NUMBER}) ?(${UNIT})?(?=$|[ 了吧啊])`)
const LESS = new RegExp(`(?:减少?|少要|少来|少|扣掉?)(?!到|至) ?(${NUMBER}) ?(${UNIT})?(?=$|[ 了吧啊])`)
const UP_TO = new RegExp(`(?:加到|增加到|减到|减少到|只要|就要) ?(${NUMBER}) ?(${UNIT})?`)
const COIN = `${NUMBER}(?:块|毛)${NUMBER}?(?:毛|分)?${NUMBER}?`
const PRICE = new RegExp(
  `(?:单价|价格|价钱|每 ?${UNIT}|价) ?(?:也|都|统一)? ?(?:降到|涨到|给到)?${TO}? ?(?:¥|rmb)? ?(${COIN}|${NUMBER})`,
)
const EACH = new RegExp(
  `(?:¥|rmb)? ?(${COIN}|${NUMBER}) ?(?:元|块)? ?(?:/|每|一) ?(${UNIT})(?=$|[ 了吧啊])|按 ?(${COIN}|${NUMBER}) ?(?:元|块)? ?(?:算|走)`,
)
/** 涨到0.65: only a price goes up and down by itself; 涨到300套 is a count. */
const PRICE_TO = new RegExp(`[涨降][到成为至] ?(?:¥|rmb)? ?(${COIN}|${NUMBER})(?! ?(?:${UNIT}))`)
/** 第二个48.75: such a figure without a unit is what one of them costs. */
const WITH_COINS = /(?<!\d\.\d.{0,30})(?<![\d.*])(\d+\.\d{1,4}) ?(?:元|块)? ?(?:了|吧)?$/
const TAXED = new RegExp(`(${COIN}|${NUMBER}) ?(?:元|块)? ?(?=\u0001)`)
/** 3.55含税: the words of the tax were read before. */
function taxedPrice(page: Page, range: Range, words: string): RegExpExecArray | null {
  const m = TAXED.exec(words)
  const behind = m ? page.plain.slice(range.start + m.index + m[0].length) : ''
  return /^(?:[不未]?含[税票]|[不未]税|带票)/.test(behind) ? m : null
}
/** The unit of a price: 4900一吨, 每吨4900. */
const PER = new RegExp(`(?:/|每|(?<=[\\d千百万元块毛]) ?一) ?(${UNIT})(?=$|[^一-鿿]|[算走的了吧])`)
const COLOR = new RegExp(
  `颜色 ?(?:也|都|统一|全部?)?${TO}?(?:要|用)? ?([一-鿿]{1,6}|[a-z]?\\d+#?)|${TO} ?([一-鿿]{1,6}?)(?:的)?(?:了|吧)?$`,
)
const SPEC = new RegExp(
  `(?:规格|尺寸|型号|克重|厚度|门幅|幅宽|尺码) ?(?:也|都)? ?(?:${TO} ?([^，,；;。]{1,30})|(\\d[^，,；;。]{0,29}))`,
)

const MONEY_CAME = /到账|入账|收款|付款|打款|转账|汇款|[定订]金|余款|尾款|货款|金额/

const moneyOf = (raw: string): string | undefined => coinsOf(raw) ?? numberOf(raw)

/** The new values that a clause gives for a line. */
function valuesIn(page: Page, range: Range, words: string, named: boolean): DraftLine {
  const line: DraftLine = {}
  const read = (value: string, m: RegExpExecArray): Read<string> =>
    page.read(value, range.start + m.index, range.start + m.index + m[0].length)
  const price =
    PRICE.exec(words) ??
    PRICE_TO.exec(words) ??
    EACH.exec(words) ??
    taxedPrice(page, range, words) ??
    (named && !/[改数量]/.test(words) ? WITH_COINS.exec(words) : null)
  const amount = price ? moneyOf(price[1] ?? price[3] ?? '') : undefined
  if (price && amount) {
    line.unitPrice = read(amount, price)
    const of = PER.exec(words.slice(price.index))
    const unit = of && unitOf(of[1] ?? '')
    if (of && unit)
      line.priceUnit = page.read(unit, range.start + price.index + of.index, range.start + price.index + of.index + of[0].length)
  }
  const rest = price
    ? `${words.slice(0, price.index)}${'\u0001'.repeat(price[0].length)}${words.slice(price.index + price[0].length)}`
    : words
  const quantity =
    QUANTITY.exec(rest) ??
    UP_TO.exec(rest) ??
    (named ? BARE_QUANTITY.exec(rest) : null) ??
    (price ? null : ONLY_NUMBER.exec(rest))
  const number = quantity ? numberOf(quantity[1] ?? quantity[3] ?? '') : undefined
  if (quantity && number) {
    line.quantity = read(number, quantity)
    const unit = quantity[2] ? unitOf(quantity[2]) : undefined
    if (unit) line.unit = read(unit, quantity)
  }
  const color = COLOR.exec(rest)
  const tint = (color?.[1] ?? color?.[2] ?? '').replace(/^[要用]/, '').replace(/的$/, '')
  if (color && (isColor(tint) || (color[1] !== undefined && tint !== ''))) line.color = read(tint, color)
  const spec = SPEC.exec(rest)
  const size = spec?.[1] ?? spec?.[2]
  if (spec && size) {
    const at = range.start + spec.index + spec[0].length - size.length
    line.spec = read(page.text.slice(at, at + size.length).trim(), spec)
  }
  return line
}

/** More or less of what is ordered: 再加200米, 少要两卷. */
function byDifference(page: Page, range: Range, words: string, old: DraftLine): DraftLine | undefined {
  for (const [pattern, sign] of [
    [MORE, 1],
    [LESS, -1],
  ] as const) {
    const m = pattern.exec(words)
    const by = m?.[1] ? numberOf(m[1]) : undefined
    if (!m || !by || !old.quantity) continue
    const unit = m[2] ? unitOf(m[2]) : undefined
    if (unit && old.unit && unitOf(old.unit.value) !== unit) return undefined
    const sum = new Decimal(old.quantity.value).plus(new Decimal(by).times(sign))
    if (sum.lte(0)) return undefined
    return { quantity: page.read(sum.toFixed(), range.start + m.index, range.start + m.index + m[0].length, 0.8) }
  }
  return undefined
}

const CHEAPER = new RegExp(
  `(降|减|便宜|优惠|下调|少|涨|加|提|贵|上调)(?:了|个)? ?(${COIN}|${NUMBER}(?:分|角|元)(?:钱)?|${NUMBER})(?=$|[ 了吧啊])`,
)
const LOWER = /降|减|便宜|优惠|下调|少/
/** 单价降一分, 每套便宜5毛: the price as it was, and so much more or less. */
function byPriceDifference(page: Page, range: Range, words: string, old: DraftLine): DraftLine | undefined {
  const m = /价|便宜|贵/.test(words) ? CHEAPER.exec(words) : null
  const by = m?.[2] ? coinPart(m[2]) : undefined
  if (!m || !by || !old.unitPrice) return undefined
  const price = new Decimal(old.unitPrice.value).plus(new Decimal(by).times(LOWER.test(m[1] ?? '') ? -1 : 1))
  return price.gt(0)
    ? { unitPrice: page.read(price.toFixed(), range.start + m.index, range.start + m.index + m[0].length) }
    : undefined
}
/** 一分, 5角, 2元, 两块五: money of which one coin alone may be named. */
const coinPart = (raw: string): string | undefined => {
  const single = /^(.+?)(分|角|毛|元)钱?$/.exec(raw)
  const n = single && numberOf(single[1] ?? '')
  return n && single ? new Decimal(n).div(single[2] === '分' ? 100 : single[2] === '元' ? 1 : 10).toFixed() : moneyOf(raw)
}

const NOUGHTS = /(少|漏|多)(?:写|打|输|填|敲|按)?了?([一二两三1-3])?个(?:0|零|〇)(?![.\d])/
/** 少写了一个0: ten times as much, or a tenth of it. */
function byNoughts(page: Page, range: Range, words: string, old: DraftLine): DraftLine | undefined {
  const m = NOUGHTS.exec(words)
  const key = /价/.test(words) ? 'unitPrice' : 'quantity'
  const value = old[key]
  if (!m || !value) return undefined
  const factor = new Decimal(10).pow(numberOf(m[2] ?? '1') ?? 1)
  const meant = m[1] === '多' ? new Decimal(value.value).div(factor) : new Decimal(value.value).times(factor)
  return { [key]: page.read(meant.toFixed(), range.start + m.index, range.start + m.index + m[0].length) }
}

/** Lines that become more or fewer, dearer or cheaper, each from what it was: 都加1000, 单价都降一分. */
function differences(page: Page, range: Range, words: string, base: Draft, meant: number[]): DraftLine[] | undefined {
  const made = meant.flatMap((lineIndex): DraftLine[] => {
    const old = base.lines[lineIndex]
    const said =
      old && (byPriceDifference(page, range, words, old) ?? (ALL.test(words) ? byDifference(page, range, words, old) : undefined))
    return said ? [{ op: 'set', lineIndex, ...said }] : []
  })
  return made.length > 0 && made.length === meant.length && (made.length === 1 || ALL.test(words)) ? made : undefined
}

/** Another article in the place of a line: 雪纺换成亚麻. */
function otherGoods(page: Page, range: Range, words: string, catalogue: CatalogueProduct[] | null): DraftLine | undefined {
  const verb = /换成|换为|改成|改为|改用|应该是/.exec(words)
  if (!verb) return undefined
  const [goods] = readLines(page, range.start + verb.index + verb[0].length, range.end, catalogue, true).lines
  return goods?.productName && !isColor(plainOf(goods.productName.value)) && (goods.catalogCode || catalogue === null)
    ? goods
    : undefined
}

/** A line said anew as a whole, with its name, size and count: 铜版纸 157g 889*1194 40令. */
function saidAnew(page: Page, range: Range, catalogue: CatalogueProduct[] | null): DraftLine | undefined {
  const [line, ...more] = readLines(page, range.start, range.end, catalogue, true).lines
  // Words of which the list knows nothing are no article: 涨到, 发货.
  const known = line?.catalogCode != null || catalogue === null
  return more.length === 0 && line?.productName && line.spec && line.quantity && known ? line : undefined
}

/**
 * One clause of a correction, read against the draft. `carried` are the lines that the clause before it was about: they are meant where this one
 * names none (黑色的改成1800米，颜色要深灰). undefined when the clause says nothing of a line.
 */
export function correctLine(
  page: Page,
  range: Range,
  base: Draft,
  catalogue: CatalogueProduct[] | null,
  carried: number[],
): Corrected | undefined {
  const words = page.live.slice(range.start, range.end)
  const verb = BECOMES.exec(words)
  const head = verb ? words.slice(0, verb.index) : words
  const named =
    linesNamed(head, base, catalogue) ??
    (verb ? (linesOfOldValue(head, base) ?? (ALL.test(words) ? base.lines.map((_, i) => i) : undefined)) : undefined)
  const meant =
    named === 'out-of-range' || named === undefined ? (carried.length > 0 ? carried : base.lines.length === 1 ? [0] : []) : named
  if (REMOVE.test(words)) {
    if (named === 'out-of-range') return { why: 'NO_SUCH_LINE' }
    if (named === undefined) return undefined
    return named.length === 1 || ORDINAL.test(words) || ALL.test(head)
      ? { lines: named.map((lineIndex) => ({ op: 'remove', lineIndex })) }
      : { why: 'WHICH_LINE' }
  }
  const [first] = meant
  const old = first === undefined ? undefined : base.lines[first]
  if (NOUGHTS.test(words)) {
    const line = meant.length === 1 && old ? byNoughts(page, range, words, old) : undefined
    return line && first !== undefined ? { lines: [{ op: 'set', lineIndex: first, ...line }] } : { why: 'WHICH_LINE' }
  }
  const by = differences(page, range, words, base, meant)
  if (by) return { lines: by }
  const other = old ? otherGoods(page, range, words, catalogue) : undefined
  const said =
    other ??
    (verb || named === undefined ? undefined : saidAnew(page, range, catalogue)) ??
    (meant.length === 1 && old ? byDifference(page, range, words, old) : undefined) ??
    valuesIn(page, range, words, named !== undefined && named !== 'out-of-range')
  // 到账金额：5580 is money that came, no count of anything.
  if (said.quantity && MONEY_CAME.test(words)) return undefined
  if (!said.productName && !said.quantity && !said.unitPrice && !said.color && !said.spec)
    return WRONG.test(words) && Array.isArray(named) && named.length === 1 ? { lines: [], about: named } : undefined
  if (named === 'out-of-range') return { why: 'NO_SUCH_LINE' }
  // A price of goods that stand in several lines holds for all of them; a quantity or a colour is of one line.
  const shared =
    meant.length > 1 &&
    (ALL.test(words) ||
      [...words.matchAll(ORDINAL)].length > 1 ||
      (Object.keys(said).length === 1 && said.unitPrice !== undefined && named !== undefined))
  if (meant.length !== 1 && !shared) return { why: 'WHICH_LINE' }
  return { lines: meant.map((lineIndex) => ({ op: 'set', lineIndex, ...said })) }
}
