import type { CatalogueProduct, DraftLine, Read } from '../draft'
import type { Role, RoleSpan } from './line-roles'
import { WordLayout } from './word-layout'
import { likelyLinks } from './link-model'
import { ownWords } from './own-words'
import { withCodes } from './shared-codes'
import { withHeadings } from './grid-links'
import { withGroups } from './headed-groups'
import { isTypeOf } from '../catalogue/match-catalogue'
import { matchLine } from '../catalogue/match-line'
import type { NormalText } from '../text/normalise-text'
import { coinsOf, NUMBER, numberOf } from '../text/numerals'
import { Page } from '../text/page'
import { optionsOf } from '../lines/read-lines'
import type { Token } from '../tokens/token'
import { tokenise } from '../tokens/tokens'
import { SLIPS, UNIT, unitOf } from '../words/units'
import { specText, spokenSize } from '../lines/line-values'

/** A line with the place of its count, or of its name where it has none. */
export interface LearntLine {
  line: DraftLine
  /** Where its words begin and end. */
  start: number
  end: number
  /** How likely its least likely part is right, 0 to 1. */
  sure: number
}

/** Lines from words whose roles are known. `bare`: goods that nothing is counted of are lines too. */
export function linesOf(normal: NormalText, catalogue: CatalogueProduct[] | null, spans: RoleSpan[], bare = false): LearntLine[] {
  const values = new Values(normal, catalogue)
  const layout = new WordLayout(normal.plain, spans)
  const likely = withGroups(likelyLinks(layout), spans, normal.plain)
  const links = withHeadings(withCodes(likely, spans, normal.plain), spans, normal.plain)
  const used = new Set(links.flatMap(({ words }) => words.map((w) => w.span)))
  const counted = links.flatMap(({ count, words }) => {
    const q = spans[count] as RoleSpan
    const unit = spans[count + 1]
    const near = unit?.role === 'unit' && normal.plain.slice(q.end, unit.start).trim() === '' ? unit : undefined
    const sure = Math.min(q.sure, ...words.map((w) => Math.min(w.sure, spans[w.span]?.sure ?? 1)))
    const all = words.map((w) => spans[w.span] as RoleSpan).filter((s) => s !== near)
    return spread(all, q, normal.plain).map((own) => ({ ...values.line(ownWords(own, q, spans, normal.plain), q, near), sure }))
  })
  if (!bare) return counted
  const rest = spans.map((s, k) => (used.has(k) || s.role === 'quantity' || s.role === 'customer' ? undefined : s))
  return [
    ...counted,
    ...uncounted(rest, normal.plain)
      .map((own) => named(own, spans, normal.plain))
      .map((own) => ({ ...values.line(own), sure: Math.min(...own.map((s) => s.sure)) })),
  ].sort((a, b) => a.start - b.start)
}

/** Goods without a count, each with the words about it that stand next to it. */
function uncounted(rest: (RoleSpan | undefined)[], plain: string): RoleSpan[][] {
  const groups: RoleSpan[][] = []
  let open: RoleSpan[] | undefined
  let last: RoleSpan | undefined
  for (const s of rest) {
    if (!s || s.role === 'unit' || s.role === 'per') {
      open = undefined
      continue
    }
    const apart = last !== undefined && /[，,。;；\n]/.test(plain.slice(last.end, s.start))
    const again = open?.some((o) => o.role === s.role && s.role !== 'spec') === true
    if (!open || apart || again) {
      open = [s]
      groups.push(open)
    } else open.push(s)
    last = s
  }
  return groups.filter((g) => g.some((s) => s.role === 'name' || s.role === 'code' || s.role === 'color' || s.role === 'spec'))
}

/** "12U机柜不要了换42U的一台": words about goods that are named once, with the name that stands next to them. */
function named(own: RoleSpan[], spans: RoleSpan[], plain: string): RoleSpan[] {
  const isName = (s: RoleSpan | undefined): boolean => s?.role === 'name' || s?.role === 'code'
  const [first, last] = [own[0], own.at(-1)]
  if (!first || !last || own.some(isName)) return own
  const next = spans[spans.indexOf(last) + 1]
  const glued = next && isName(next) && /^的?$/.test(plain.slice(last.end, next.start)) ? next : undefined
  const name = glued ?? spans.slice(0, spans.indexOf(first)).findLast(isName)
  return name ? [name, ...own].sort((a, b) => a.start - b.start) : own
}

/** Words right in front of a count that make it hold for several: without one it is of one article, however many names and colours are said of it. */
const EACH = /[各每均都]|一样|同样|分别/
/** What may stand between two goods, colours or sizes of one list. */
const LISTED = /^(?:[、,，/和跟与+& ]|还有|以及)?$/
/** One article, or one for each name, colour or size that is listed for one count. */
function spread(words: RoleSpan[], q: RoleSpan, plain: string): RoleSpan[][] {
  if (!EACH.test(plain.slice(Math.max(0, q.start - 3), q.start))) return [joined(words, plain)]
  const by = (list: RoleSpan[], lists: RoleSpan[][]): RoleSpan[][] =>
    list.length < 2 ? lists : lists.flatMap((rest) => list.map((one) => rest.filter((w) => w === one || !list.includes(w))))
  const all = words.flatMap((w) => (w.role === 'spec' ? sizesIn(w, plain) : [w]))
  const names = all.filter((w) => w.role === 'name')
  const goods = names.filter((n) => apart(n, all, plain))
  return by(goods, [all])
    .map((own) => withoutOthers(own, goods, plain))
    .flatMap((own) => {
      const of = (role: Role): RoleSpan[] => own.filter((w) => w.role === role)
      const specs = of('spec')
      const shape = specs.length > 0 ? shapeOf(specs.at(-1) as RoleSpan, plain) : ''
      const sizes = specs.filter((s) => shapeOf(s, plain) === shape)
      return by(sizes, by(of('color'), [own]))
    })
}
/** The words of one of several goods without the sizes and colours that are told next to another: 爽肤水120ml和面霜各2瓶. */
function withoutOthers(own: RoleSpan[], goods: RoleSpan[], plain: string): RoleSpan[] {
  if (goods.length < 2) return own
  const among = (w: RoleSpan): RoleSpan[] =>
    goods.filter((n) => {
      const [a, b] = n.start < w.start ? [n, w] : [w, n]
      return !/[、,，/和跟与+&\n]|还有|以及/.test(plain.slice(a.end, b.start))
    })
  const told = (w: RoleSpan): boolean => w.role === 'spec' || w.role === 'color'
  // Behind the last of them it is said of all, when no other one has a size of its own.
  const owners = new Map(own.filter(told).map((w) => [w, among(w)]))
  const ofAll =
    new Set([...owners.values()].flat()).size < 2 && [...owners.values()].some((o) => o.includes(goods.at(-1) as RoleSpan))
  return ofAll ? own : own.filter((w) => !told(w) || owners.get(w)?.length === 0 || owners.get(w)?.some((n) => own.includes(n)))
}
/** Glued, or with a blank beside Latin letters. */
const JOINED = /^(?:..|[a-z] .|. [a-z])$/
/** Names right next to each other are one: latex 乳胶枕. */
function joined(words: RoleSpan[], plain: string): RoleSpan[] {
  const out: RoleSpan[] = []
  for (const w of words) {
    const last = out.at(-1)
    if (last?.role === 'name' && w.role === 'name' && JOINED.test(plain.slice(last.end - 1, w.start + 1)))
      out.splice(-1, 1, { ...last, end: w.end, sure: Math.min(last.sure, w.sure) })
    else out.push(w)
  }
  return out
}
/** The sizes of a list of them: 40、41、42码; 250和500. */
function sizesIn(spec: RoleSpan, plain: string): RoleSpan[] {
  const sizes = [...plain.slice(spec.start, spec.end).matchAll(/[^、,，/ 和跟与及]+/g)].map((m) => ({
    ...spec,
    start: spec.start + m.index,
    end: spec.start + m.index + m[0].length,
  }))
  const shapes = new Set(sizes.map((s) => shapeOf(s, plain)))
  return sizes.length > 1 && shapes.size === 1 ? sizes : [spec]
}
/** Whether a name is one of several goods, and no brand or heading in front of another name. */
const apart = (name: RoleSpan, words: RoleSpan[], plain: string): boolean => {
  const others = words.filter((w) => w.role === 'name' && w !== name)
  return others.some((o) => {
    const [a, b] = o.start < name.start ? [o, name] : [name, o]
    const said = words.filter((w) => (w.role === 'spec' || w.role === 'color') && w.start >= a.end && w.end <= b.start)
    const signs = said.reduceRight(
      (text, w) => text.slice(0, w.start - a.end) + text.slice(w.end - a.end),
      plain.slice(a.end, b.start),
    )
    return LISTED.test(signs) && (said.length === 0 || signs.trim() !== '')
  })
}
const shapeOf = (s: RoleSpan, plain: string): string =>
  plain
    .slice(s.start, s.end)
    .replace(/\d+(?:\.\d+)?|[零一二两三四五六七八九十百]+/g, '#')
    .replace(/^(?:x{0,4}[sl]|m|[2-6]xl)码?$/, 'size')
    .replace(/码$/, '')

/** 就是12安的牛仔: what is said again adds nothing. */
const onceEach = (spans: RoleSpan[], plain: string): RoleSpan[] => {
  const words = spans.map((s) => plain.slice(s.start, s.end))
  return spans.filter((_, k) => words.indexOf(words[k] as string) === k)
}
const TYPED = /^[a-z\d][a-z\d.-]*[a-z\d]/
const FIGURE = new RegExp(`(${NUMBER})`)
const BEHIND = new RegExp(`^\\s?(?:元|块|rmb)?\\s?(?:/|一|每|per)\\s?(${UNIT})|^(?:元|块)(${UNIT})(?=[)）,，。;；\\s]|$)`)
const AHEAD = new RegExp(`(?:每|一)(${UNIT})$|(?<![打一])(${UNIT})价格?(?:按|是|为|给)?[:：]?\\s?$`)
/** 20片，五十五一片: a unit right behind a figure is of the price that this figure is. */
const OF_FIGURE = new RegExp(`(?:${NUMBER})(?:元|块)?\\s?(?:/|一|每|per)?\\s?$`)
/** 1米75, 株距30, 两段130: a figure behind these is a size. */
const OF_SIZE = /\d米$|[一二两三四五六七八九]米$|[间株行孔]距$|[幅口]宽$|周长$|[两三四五\d]段$/
const PER = new RegExp(`^(${UNIT})价|(?:/|一|每|per)\\s?(${UNIT})|(?:元|块|￥)\\s?(${UNIT})`)
const BEHIND_TOLERANCE = new RegExp(`^\\s?(?:±|\\+/?-)\\s?\\d{1,2}(?:\\.\\d)?%\\s?(${UNIT})`)

/** 品名:, 物料: in front of the name of goods. */
const NAMED = /(?:^|[\s,，;；|])(?:品名|(?:产品|货品|商品|物料|货物)(?:名称)?|名称|品种|品类|货名)\s?[:：]\s?$/
const LONGEST_LABEL = 8

/** Values of words whose role is known. */
class Values {
  private readonly page: Page
  constructor(
    private readonly normal: NormalText,
    private readonly catalogue: CatalogueProduct[] | null,
  ) {
    this.page = new Page(normal)
  }

  /** The values of one line. `near`: the unit right behind the count. */
  line(own: RoleSpan[], q?: RoleSpan, near?: RoleSpan): { line: DraftLine; start: number; end: number } {
    const of = (role: Role): RoleSpan[] => own.filter((s) => s.role === role)
    const line: DraftLine = {}
    const [names, colors, notes] = [of('name'), of('color'), of('lineNote')]
    const { codes, specs } = this.typed(names, of('code'), of('spec'))
    const called =
      names.findLast((s) => NAMED.test(this.normal.plain.slice(Math.max(0, s.start - LONGEST_LABEL), s.start))) ?? names.at(-1)
    if (called) line.productName = this.text([called])
    if (codes.length > 0) {
      const read = this.text(codes.slice(0, 1))
      line.productCode = { ...read, value: read.value.replace(/\s/g, '') }
    }
    if (specs.length > 0) line.spec = this.spec(onceEach(specs, this.normal.plain))
    if (colors.length > 0) line.color = this.color(colors)
    if (q) this.count(line, q, near ?? of('unit')[0], line.productName?.value ?? '')
    const [price] = of('price')
    if (price) this.price(line, price, of('per')[0])
    const [sum] = of('amount')
    if (sum) this.amount(line, sum)
    if (notes.length > 0) line.note = this.text(notes)
    matchLine(line, this.catalogue)
    const all = q ? [...own, q, ...(near ? [near] : [])] : own
    return { line, start: Math.min(...all.map((s) => s.start)), end: Math.max(...all.map((s) => s.end)) }
  }

  /** The type of an article is its number where nothing else names it: 6204-2RS 200套. */
  private typed(names: RoleSpan[], codes: RoleSpan[], specs: RoleSpan[]): { codes: RoleSpan[]; specs: RoleSpan[] } {
    const { catalogue } = this
    if (!catalogue || names.length + codes.length > 0) return { codes, specs }
    for (const s of specs) {
      const word = TYPED.exec(this.normal.plain.slice(s.start, s.end))?.[0] ?? ''
      if (!isTypeOf(word, catalogue)) continue
      const end = s.start + word.length
      const rest = this.normal.plain.slice(end, s.end)
      const left = { ...s, start: s.end - rest.trimStart().length }
      return { codes: [{ ...s, end }], specs: specs.flatMap((o) => (o !== s ? [o] : rest.trim() === '' ? [] : [left])) }
    }
    return { codes, specs }
  }

  private tokens(start: number, end: number): Token[] {
    return tokenise(this.page, start, end, optionsOf(this.catalogue))
  }

  text(spans: RoleSpan[]): Read<string> {
    return {
      value: spans.map((s) => this.normal.text.slice(s.start, s.end).trim()).join(' '),
      spans: spans.map((s) => this.normal.span(s.start, s.end)),
      confidence: Math.min(...spans.map((s) => s.sure)),
    }
  }

  color(spans: RoleSpan[]): Read<string> {
    const read = this.text(spans)
    return { ...read, value: read.value.replace(/^(?:颜色|色号)[:：]?\s?|的$/g, '') }
  }

  spec(spans: RoleSpan[]): Read<string> {
    const read = this.text(spans)
    const value = spans
      .map((s) => {
        const words = this.normal.plain.slice(s.start, s.end)
        const raw = this.normal.text.slice(s.start, s.end).trim()
        if (/\d/.test(words)) return raw.replace(/(?<=\d(?:x{0,3}[sl])?)码$/i, '')
        // 三乘五: the reader of goods knows no more than its first figure.
        const [first, ...more] = words.includes('乘') ? [] : this.tokens(s.start, s.end)
        return spokenSize(first && more.length === 0 ? specText(this.page, [first]) : raw)
      })
      .join(' ')
    return { ...read, value }
  }

  count(line: DraftLine, q: RoleSpan, unit: RoleSpan | undefined, goods: string): void {
    const end = unit && unit.start >= q.end && unit.start - q.end < 2 ? unit.end : q.end
    const found = this.tokens(q.start, end).find((t) => t.value !== undefined && t.kind !== 'price')
    const text = this.normal.plain.slice(q.start, q.end).trim()
    const figure = FIGURE.exec(text)?.[1]
    const value = text === '半' ? '0.5' : (found?.value ?? (figure ? numberOf(figure) : undefined))
    if (value !== undefined) {
      line.quantity = this.page.read(value, q.start, q.end, q.sure)
      if (found?.max) line.quantityMax = this.page.read(found.max, q.start, q.end, q.sure)
    }
    const told = unit ?? this.unitBehindTolerance(q) ?? this.slipBehind(q)
    if (!told) return
    const words = this.normal.plain.slice(told.start, told.end).trim().replace(/半$/, '')
    const canonical =
      unitOf(words, goods) ?? unitIn(words, goods) ?? SLIPS[words] ?? (/^公[今金进]$/.test(words) ? '公斤' : undefined)
    if (canonical) line.unit = this.page.read(canonical, told.start, told.end, told.sure)
  }

  /** 3000±5%只: the unit of a count that a tolerance stands behind. */
  private unitBehindTolerance(q: RoleSpan): RoleSpan | undefined {
    const m = BEHIND_TOLERANCE.exec(this.normal.plain.slice(q.end, q.end + 14))
    const end = q.end + (m?.[0].length ?? 0)
    return m?.[1] ? { role: 'unit', start: end - m[1].length, end, sure: q.sure } : undefined
  }

  /** 20金, 30框: a unit typed by a sign that sounds like it, where nothing else follows. */
  private slipBehind(q: RoleSpan): RoleSpan | undefined {
    const { plain } = this.normal
    const sign = plain[q.end] ?? ''
    const ends = /^(?:[,，。;；、\n]|$)/.test(plain.slice(q.end + 1, q.end + 2))
    return ends && SLIPS[sign] ? { role: 'unit', start: q.end, end: q.end + 1, sure: q.sure } : undefined
  }

  price(line: DraftLine, p: RoleSpan, per: RoleSpan | undefined): void {
    if (OF_SIZE.test(this.normal.plain.slice(Math.max(0, p.start - 2), p.start))) return
    const value = this.money(p) ?? '0'
    line.unitPrice = this.page.read(value, p.start, p.end, p.sure)
    if (value === '0') return
    const { plain } = this.normal
    const text = plain.slice(p.start, p.end)
    const behind = BEHIND.exec(plain.slice(this.endOf(p), p.end + 9))
    const ahead = AHEAD.exec(plain.slice(Math.max(0, p.start - 6), p.start))
    const within = coinsOf(text.trim()) === undefined ? PER.exec(text) : null
    const beside = within?.[1] ?? within?.[2] ?? within?.[3] ?? behind?.[1] ?? behind?.[2] ?? ahead?.[1] ?? ahead?.[2]
    // Far away it may be told in a heading, but not beside another price.
    const isOwn =
      per !== undefined &&
      (Math.min(Math.abs(per.start - p.end), Math.abs(p.start - per.end)) <= NEAR ||
        (beside === undefined && !OF_FIGURE.test(plain.slice(Math.max(0, per.start - 8), per.start))))
    const words = isOwn ? plain.slice(per.start, per.end) : (beside ?? '')
    const unit = unitOf(words.trim()) ?? unitIn(words.trim(), '')
    const at = isOwn ? per : p
    if (unit) line.priceUnit = this.page.read(unit, at.start, at.end, at.sure)
  }

  amount(line: DraftLine, p: RoleSpan): void {
    const value = this.money(p)
    if (value !== undefined) line.amount = this.page.read(value, p.start, p.end, p.sure)
  }

  /** Where a price ends: in 十一块五一盒 the last sign is of the unit behind it. */
  private endOf({ start, end }: RoleSpan): number {
    const { plain } = this.normal
    return /[块毛角]\S*一$/.test(plain.slice(start, end)) && UNIT_BEGINS.test(plain.slice(end, end + 3)) ? end - 1 : end
  }

  private money(p: RoleSpan): string | undefined {
    const text = this.normal.plain.slice(p.start, this.endOf(p)).trim()
    const tokens = this.tokens(p.start, this.endOf(p))
    const told = tokens.find((t) => t.kind === 'price' && t.value !== undefined)
    const other = tokens.find((t) => (t.kind === 'measure' || t.kind === 'num') && t.value !== undefined)
    const figure = FIGURE.exec(text)?.[1]
    return coinsOf(text) ?? told?.value ?? other?.value ?? (figure ? numberOf(figure) : undefined)
  }
}

const UNIT_BEGINS = new RegExp(`^(?:${UNIT})`)
/** As many signs stand at most between a price and the unit beside it. */
const NEAR = 3
const UNIT_END = new RegExp(`(${UNIT})$`)
const unitIn = (words: string, goods: string): string | undefined => {
  const m = UNIT_END.exec(words)
  return m?.[1] ? unitOf(m[1], goods) : undefined
}
