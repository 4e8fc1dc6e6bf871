import type { Draft, Read } from '../draft'
import { isColor, MATERIAL } from '../words/goods-words'
import { Edged } from '../text/pattern-needs'
import { NUMBER, numberOf } from '../text/numerals'
import type { Page, Range } from '../text/page'
import { readLines } from './read-lines'
import { UNIT, unitOf } from '../words/units'

const TOLERANCE = new RegExp(
  `(?:数量)?(?:允许)?(?:误差|溢短装?|上下|正负|偏差)[^\\d，,。\\n]{0,4}(${NUMBER})\\s?(?:%|个?点)|±\\s?(${NUMBER})\\s?%`,
)
const ONE_UNIT = new RegExp(`单位(?:[:：]|[均都]?为|[均都]?是) ?(${UNIT})`)
const ONE_COLOR = /颜色(?:统一|都|全部|全|均)?(?:用|要|是|为|做)?[:：]?\s?([一-鿿]{2,5}?)(?=[，,。;；\n\s\u0001]|$)/

const MADE_OF =
  /[，,。;；]\s?(?:都?要|全部?|都是)?((?:不锈钢\d{0,3}|[23]\d{2}不锈钢|304|316l?|201|碳钢|镀锌|热镀锌|铝合金|全铜|纯铜|实木|全棉|纯棉))(?:材质)?的(?=[，,。;；\n]|$)/

/** Said at the end of all lines, and no article of its own: 都是60支贡缎, 都要304的, 全部加厚. */
const EVERY =
  /(?:[，,。;；\n]|(?<=[一-鿿a-z\d)]) )\s?((?:以上)?(?:全部|全都|都|统一|一律|均)(?:是|要|用|为|做|按)?)([^，,。;；\n\u0001]{2,14}?)(?:材质)?的?(?=[，,。;；\n\u0001]|$)/
const PURE = /^(?:dn|de|φ|m|sch)?\d[\w.*-]{0,12}(?:支|克|丝|寸|目|度|瓦|厚|公分)?$/

/** Takes off the page what says how every article shall be, before the articles are read. */
export function specOfAll(page: Page, range: Range): Read<string> | undefined {
  for (const m of page.findAll(EVERY, range.start, range.end)) {
    const [, lead, words] = m
    if (!lead || !words) continue
    const figure = /^\d[\w.*-]{0,8}(?:支|克|丝|寸|目|度|瓦)?/.exec(words)?.[0] ?? ''
    const rest = words.slice(figure.length)
    if (!(rest === '' ? PURE.test(words) && !/^\d+$/.test(words) : MATERIAL.test(rest) || MATERIAL.test(words))) {
      if (!(/^(?:要|用)/.test(lead.slice(-1)) && /^(?:201|304|316l?)$/.test(words))) continue
    }
    const at = m.index + m[0].indexOf(lead) + lead.length
    page.take(m.index, at + words.length)
    return page.readAs(at, at + words.length, 0.85)
  }
  return undefined
}

/** What is said once for every line: the tolerance of the quantities, one colour for all. */
export function holdsForAll(page: Page, range: Range, draft: Draft, every?: Read<string>): void {
  const m = TOLERANCE.exec(page.plain.slice(range.start, range.end))
  const raw = m?.[1] ?? m?.[2]
  const value = raw ? numberOf(raw) : undefined
  if (m && value)
    for (const line of draft.lines)
      line.tolerancePct ??= page.read(value, range.start + m.index, range.start + m.index + m[0].length)
  const same = /(?:都是|均为|全是|全部是|统一是|一律)\s?([^，,。;；\n]{2,16})/.exec(page.plain.slice(range.start, range.end))
  if (same?.[1] && draft.lines.length > 0 && draft.lines.every((l) => !l.productName)) {
    const at = range.start + same.index + same[0].length - same[1].length
    const [goods] = readLines(page, at, at + same[1].length, null, true).lines
    for (const line of draft.lines) {
      if (goods?.productName) line.productName = goods.productName
      if (goods?.spec)
        line.spec = line.spec
          ? {
              value: `${line.spec.value} ${goods.spec.value}`,
              spans: [...line.spec.spans, ...goods.spec.spans],
              confidence: 0.85,
            }
          : goods.spec
    }
  }
  // "…，不锈钢304的": what all of them are made of.
  const made = every ? null : MADE_OF.exec(page.plain.slice(range.start, range.end))
  const at = made?.[1] ? range.start + made.index + made[0].indexOf(made[1]) : 0
  const spec = every ?? (made?.[1] && draft.lines.length > 1 ? page.readAs(at, at + made[1].length) : undefined)
  if (spec)
    for (const line of draft.lines)
      if (!line.spec?.value.includes(spec.value))
        line.spec = line.spec
          ? { value: `${line.spec.value} ${spec.value}`, spans: [...line.spec.spans, ...spec.spans], confidence: 0.85 }
          : spec
  const one = ONE_UNIT.exec(page.plain.slice(range.start, range.end))
  if (one?.[1] && unitOf(one[1]))
    for (const line of draft.lines)
      line.unit ??= page.read(
        unitOf(one[1]) ?? '',
        range.start + one.index + one[0].length - one[1].length,
        range.start + one.index + one[0].length,
      )
  const c = ONE_COLOR.exec(page.plain.slice(range.start, range.end))
  if (c?.[1] && draft.lines.length > 0) {
    const at = range.start + c.index + c[0].lastIndexOf(c[1])
    const name = c[1]
    for (const line of draft.lines) if (!line.color && isColor(name)) line.color = page.readAs(at, at + name.length)
  }
}

const HEADING = new Edged(/^(?:品名|名称|产品|规格|型号|尺寸|颜色|数量|单位|单价|金额|备注|宽|高|厚|长|序号|编号|货号|柜号)$/)
/** A row of nothing but column headings is no goods. */
export function maskHeadings(page: Page, range: Range): void {
  let at = range.start
  for (const row of page.plain.slice(range.start, range.end).split('\n')) {
    const words = row.trim().split(/\s+/)
    if (words.length >= 3 && words.every((w) => HEADING.test(w))) page.take(at, at + row.length)
    at += row.length + 1
  }
}
