import type { DraftLine, Span } from '../draft'
import { numberOf, spokenDigits } from '../text/numerals'
import type { Page } from '../text/page'
import type { Settled } from './settle-item'
import type { Token } from '../tokens/token'
import { unitOf } from '../words/units'

export const inOrder = (tokens: Token[]): Token[] => [...tokens].sort((a, b) => a.start - b.start)
export const joinSpans = (page: Page, tokens: Token[]): Span[] => inOrder(tokens).map((t) => page.span(t.start, t.end))
export const textOf = (page: Page, t: Token): string => page.text.slice(t.start, t.end).trim()

/** 42码, XL码; 均码 is one word. */
const SIZED = /[\da-z一二三四五六七八九十]码$/i
/** Figures of a spec with spoken numerals as digits: 一百零五克 → 105克 is left to the comparer; model numbers are spelled out. */
export const specText = (page: Page, tokens: Token[]): string =>
  inOrder(tokens)
    .map((t) => {
      const words = textOf(page, t)
      if (t.value && t.unitStart !== undefined && t.unitStart < t.end && !/\d/.test(words))
        return `${t.value}${page.text.slice(t.unitStart, t.end)}`
      if (t.value && t.numberEnd === t.end && !/\d/.test(words)) return t.value
      if (t.kind === 'size' && t.value) return t.value
      if (t.kind === 'size' && SIZED.test(words)) return words.slice(0, -1)
      if (/^[一二三四五六七八九零]{2,}[a-z]?$/i.test(words)) return spokenDigits(words)
      const metres = /^([一二两三四五六七八九\d])(米|公分|厘米)([一二三四五六七八九\d])([高宽长厚深]?)$/.exec(words)
      return metres ? `${spokenDigits(metres[1] ?? '')}.${spokenDigits(metres[3] ?? '')}${metres[2]}${metres[4]}` : words
    })
    .join(' ')

const SIGNS = '零〇一二两三四五六七八九十百千'
const FIGURE = new RegExp(
  `[${SIGNS}]+(?:点[${SIGNS}]+)?(?=(毫[米升安]|[厘公]?[分斤]|[公海]分|厘米|千?克|千?瓦|[升米寸伏安匹丝号]|平方|p|乘|[a-z]?$)?)`,
  'g',
)
/** Figures of a size that was dictated, in digits: 三乘二点五 → 3*2.5, 百分之十 → 10%, 五十毫升 → 50毫升. 三抽, 一级 stay. */
export function spokenSize(words: string): string {
  if (/\d/.test(words)) return words
  const whole = (raw: string): string => (/[十百千]/.test(raw) ? numberOf(raw) : undefined) ?? spokenDigits(raw)
  const read = (raw: string): string => {
    const [figure = '', decimals] = raw.split('点')
    return decimals === undefined ? whole(figure) : `${whole(figure)}.${spokenDigits(decimals)}`
  }
  return words
    .replace(new RegExp(`百分之([${SIGNS}]+)`, 'g'), (_, n: string) => `${read(n)}%`)
    .replace(new RegExp(`([${SIGNS}])分之([${SIGNS}])`, 'g'), (_, n: string, m: string) => `${read(m)}/${read(n)}`)
    .replace(
      /([一二两三四五六七八九])(米|公分)([一二三四五六七八九])(?![十百千])/g,
      (_, n: string, unit: string, m: string) => `${read(n)}.${read(m)}${unit}`,
    )
    .replace(
      /([一二两三四五六七八九]|十[一二三四五六七八九]?)(公斤|[斤米吨匹升])半/g,
      (_, n: string, unit: string) => `${read(n)}.5${unit}`,
    )
    .replace(/(?<=乘)[一二两三四五六七八九](?![十百千点])/g, read)
    .replace(FIGURE, (raw, unit: string | undefined) => (raw.length > 1 || unit ? read(raw) : raw))
    .replace(/(?<=[\d米])乘(?=\d)/g, '*')
    .replace(/(?<=\d)杠(?=\d)/g, '-')
    .replace(/(?<=\d)比(?=\d)/g, ':')
}

/** For whom, and words without figures: 男 and 女, 原味 and 麻辣 replace each other. */
const SAYS_WHO = /^[男女童]款?$/
const SAYS_KIND = /^[一-鿿]{2,}$/
/** Goods that are numbered by kind: 槽钢 14#, 拉链 5#. Elsewhere a figure with # numbers a colour. */
const NUMBERED = /(?:钢|铁|管|铝|铜|螺[丝栓母杆]|阀|链|拉头|扣|轴承|轮|水泥|砂纸|油|电池|焊条|焊丝|针|钩|刀|锯|钻|脂|砖|砂浆)$/
const KIND_NUMBER = /^\d{1,4}[#号]$/
/** Numbers among the colours of an article that say which kind it is: beside another colour, or where its goods are numbered. */
export const kindNumbers = (colors: Token[], goods: string, said: (word: string) => boolean): Token[] =>
  colors.filter((t) => KIND_NUMBER.test(t.text) && (colors.length > 1 || NUMBERED.test(goods) || said(t.text)))

const LIGHT = /^(?:[正自中暖冷]?(?:白|然|性)?光)$/
/** Figures aside, what a spec looks like: 80g and 120g are of one shape and replace each other. */
export const shape = (t: Token): string =>
  t.kind === 'model'
    ? 'model'
    : /^(?:(?:特?大|中|小|加大)号?|[粗细长短厚薄宽窄硬软])$/.test(t.text)
      ? 'largeness'
      : t.kind === 'word'
        ? 'word'
        : /^-\d/.test(t.text)
          ? 'below zero'
          : LIGHT.test(t.text)
            ? 'light'
            : SAYS_WHO.test(t.text)
              ? 'who'
              : SAYS_KIND.test(t.text)
                ? 'word'
                : t.unit
                  ? `#${t.unit}`
                  : t.text.replace(/\d+(?:\.\d+)?|[零〇一二两三四五六七八九十]+/g, '#')

export function putQuantity(page: Page, line: DraftLine, t: Token, goods: string, unsure: boolean): void {
  line.quantity = page.read(t.value ?? '', t.start, t.numberEnd ?? t.end, t.marked === 'about' || unsure ? 0.5 : 0.95)
  if (t.max) line.quantityMax = page.read(t.max, t.start, t.numberEnd ?? t.end)
  if (t.unit && t.unitStart !== undefined) {
    const unit = unitOf(t.unit, goods)
    if (unit) line.unit = page.read(unit, t.unitStart, t.unitStart + t.unit.length)
  }
}

export function putPrice(page: Page, line: DraftLine, t: { value?: string; start: number; end: number; unit?: string }): void {
  line.unitPrice = page.read(t.value ?? '', t.start, t.end)
  const unit = t.unit ? (unitOf(t.unit) ?? t.unit) : undefined
  if (unit) line.priceUnit = page.read(unit, t.start, t.end)
}

/** The line that has one of the words of an item: its name, colour or size. Of several the one whose name ends so, or that is counted alike, else the last. */
export function namedLine(lines: DraftLine[], s: Settled): DraftLine | undefined {
  const words = [...s.names, ...s.colors, ...s.sizes].map((t) => t.text.replace(/^的|的$|色$/g, '')).filter((w) => w !== '')
  const has = (l: DraftLine, w: string): boolean =>
    l.productName?.value.includes(w) === true ||
    l.color?.value.includes(w) === true ||
    l.spec?.value.toLowerCase().split(' ').includes(w) === true
  const named = lines.filter((l) => words.some((w) => has(l, w)))
  const ending = named.filter((l) => words.some((w) => l.productName?.value.endsWith(w)))
  const unit = s.quantity?.unit ? unitOf(s.quantity.unit) : undefined
  const alike = named.filter((l) => unit !== undefined && l.unit?.value === unit)
  return (ending.length === 1 ? ending : alike.length === 1 ? alike : named).at(-1)
}

/** The line that a correction means: the one it names or whose colour it says, else the last one. A name of its own that no line has is a new article. */
export function correctedLine(lines: DraftLine[], s: Settled): DraftLine | undefined {
  const named = namedLine(lines, s)
  if (named) return named
  const unit = s.quantity?.unit ? unitOf(s.quantity.unit) : undefined
  const alike = lines.filter((l) => unit !== undefined && l.unit?.value === unit)
  if (alike.length === 1 && s.names.length === 0) return alike[0]
  return s.names.length > 0 &&
    !/^(?:数量|总|总共|一共|单价|价格|颜色|规格)$/.test(s.names[0]?.text ?? '') &&
    !/写[少多]|[少多]写/.test(s.item.fix?.text ?? '')
    ? undefined
    : lines.at(-1)
}

/** "六疋，就是12安的牛仔要6匹": the same again in other words adds no line. */
export function dropRepeats(page: Page, lines: DraftLine[], places: { start: number; end: number }[]): void {
  for (let i = lines.length - 1; i > 0; i--) {
    const a = lines[i - 1] as DraftLine
    const b = lines[i] as DraftLine
    const between = page.plain.slice((places[i - 1] as { end: number }).end, (places[i] as { start: number }).start)
    if (/就是|也就是|即/.test(between) && a.quantity?.value === b.quantity?.value && a.unit?.value === b.unit?.value) {
      lines.splice(i, 1)
      places.splice(i, 1)
    }
  }
}

export function putColors(page: Page, line: DraftLine, colors: Token[]): void {
  const [c] = colors
  if (!c) return
  const own = (t: Token): string => textOf(page, t).replace(/^的|的$|^(?:颜色|色号)[:：]?\s?/g, '')
  line.color = {
    value: colors.length === 1 && c.value && /[#\d]/.test(c.value) ? codeOf(page, c, c.value) : colors.map(own).join(' '),
    spans: joinSpans(page, colors),
    confidence: 0.9,
  }
}

export function putNote(page: Page, line: DraftLine | undefined, notes: Token[]): void {
  if (!line || notes.length === 0 || line.note) return
  line.note = {
    value: inOrder(notes)
      .map((n) => textOf(page, n))
      .join(' '),
    spans: joinSpans(page, notes),
    confidence: 0.8,
  }
}

export function putSpec(page: Page, line: DraftLine, specs: Token[]): void {
  const more = specText(page, specs)
  const spans = joinSpans(page, specs)
  line.spec = line.spec
    ? { value: `${line.spec.value} ${more}`, spans: [...line.spec.spans, ...spans], confidence: 0.8 }
    : { value: more, spans, confidence: 0.8 }
}

/** The number of a colour as it was written, without the word that calls it a colour. */
const codeOf = (page: Page, t: Token, value: string): string => {
  const at = t.text.lastIndexOf(value)
  return at < 0 ? value : page.text.slice(t.start + at, t.start + at + value.length)
}

/** Whether one of two specs is the figure that the other begins with: 15 and 15pro are two models. */
export function isOther(a: Token, b: Token): boolean {
  const [less, more] = a.text.length < b.text.length ? [a.text, b.text] : [b.text, a.text]
  return /^\d{1,3}$/.test(less) && more.startsWith(less) && /^[a-z]{2,}$/.test(more.slice(less.length))
}
