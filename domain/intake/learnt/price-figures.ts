import Decimal from 'decimal.js'
import type { RoleSpan } from './line-roles'
import { NUMBER, numberOf } from '../text/numerals'
import { COIN } from '../tokens/token-patterns'
import { UNIT } from '../words/units'

/** 5分, 四分二, 4分钱: less than a tenth of a yuan. */
const CENTS = `(?:${NUMBER})分(?:钱|[1-9一二三四五六七八九])?`
/** 58块一件, 十八元/打, 5分一张: a figure with the word for money and what it is per. */
const MONEY = new RegExp(
  `(?<![\\d.*x/一二三四五六七八九十百千万])(${COIN}|${CENTS}|(?:${NUMBER})(?:元|块钱?))\\s?(?:/|一|每)\\s?(${UNIT})(?![一-鿿]?\\d)`,
  'g',
)
/** 按四分二给我: money that goods are asked for at. */
const ASKED_AT = new RegExp(`(?<=按)(${COIN}|${CENTS})(?=给|算|走|来)`, 'g')
/** 200个......一块: money alone behind a count, up to the end of what is said. */
const CLOSING = new RegExp(`^[.\\s]{1,8}(${COIN}|${CENTS})(?=[,，;；。\\n]|$)`)
/** 金额: 860, 小计 216: what a line comes to, by its label. */
const LABELLED = /(?:^|[\s,，;；|-])(?:金额|小计)\s?[:：=]\s?[¥￥]?\s?(\d{1,7}(?:,\d{3})*(?:\.\d{1,2})?)(?![\d.]|\s?[万千])/g
/** Behind these stands the end of a paper's or an account's number. */
const OF_PAPERS = /(?:尾号|身份证号?|工号|驾照号?|卡号|税号)\s?[是为:：]?\s?$/
const MONEY_ROLES: readonly RoleSpan['role'][] = ['quantity', 'price', 'amount']
/** Figures in a row behind a count: no part of a size or of a code. */
const FIGURE = /(?<![\da-z.])\d{1,7}(?:,\d{3})*(?:\.\d{1,4})?(?![\d%]|\.\d|[a-z]{1,2}\d)/g
/** A1000 ×100 = 420: what the line comes to. */
const IS_SUM = new RegExp(`^\\s?(?:${UNIT})?\\s?=\\s?(\\d{1,7}(?:\\.\\d{1,2})?)(?![\\d.])`)
/** What one line comes to is looked for no further. */
const FAR = 36
/** Less is as often so by chance. */
const LEAST_SUM = 50

const valueOf = (plain: string, s: RoleSpan): string | undefined => numberOf(plain.slice(s.start, s.end).replace(/[*x×\s]/g, ''))
const meets = (s: RoleSpan, start: number, end: number): boolean => s.start < end && start < s.end
const isGoods = ({ role }: RoleSpan): boolean => role === 'name' || role === 'code'

/** Words with another one in the place of those that it meets. */
function withSpan(spans: RoleSpan[], own: RoleSpan): RoleSpan[] {
  const kept = spans.filter((s) => !meets(s, own.start, own.end))
  const at = kept.findIndex((s) => s.start > own.start)
  return at < 0 ? [...kept, own] : [...kept.slice(0, at), own, ...kept.slice(at)]
}

/** 58块一件 said between a name and its count. */
function withMoney(plain: string, spans: RoleSpan[]): RoleSpan[] {
  let out = spans
  for (const m of plain.matchAll(MONEY)) {
    const raw = m[1] ?? ''
    const start = m.index + m[0].indexOf(raw)
    const own = out.filter((s) => meets(s, start, start + raw.length))
    // 5分一张: of a price the tables may know no more than its figure.
    const isPart = (s: RoleSpan): boolean => s.role === 'price' && s.end < start + raw.length && raw.includes('分')
    if (own.some((s) => s.role !== 'quantity' && s.role !== 'spec' && !isPart(s))) continue
    const unit = m[2] ?? ''
    const at = m.index + m[0].length - unit.length
    out = withSpan(out, { role: 'price', start, end: start + raw.length, sure: SURE })
    if (!out.some((s) => meets(s, at, at + unit.length) && s.role !== 'unit'))
      out = withSpan(out, { role: 'per', start: at, end: at + unit.length, sure: SURE })
  }
  return out
}

/** Money told without a word for what it is per, sums told by a label, and figures that are no money at all. */
function withLabelled(plain: string, spans: RoleSpan[]): RoleSpan[] {
  const before = (s: RoleSpan): string => plain.slice(Math.max(0, s.start - 8), s.start)
  let out = spans.filter((s) => !MONEY_ROLES.includes(s.role) || !OF_PAPERS.test(before(s)))
  for (const m of plain.matchAll(ASKED_AT)) {
    const own = { start: m.index, end: m.index + m[0].length }
    if (out.every((s) => !meets(s, own.start, own.end) || s.role === 'spec' || s.role === 'quantity'))
      out = withSpan(out, { role: 'price', ...own, sure: SURE })
  }
  for (const q of out.filter((s) => s.role === 'quantity')) {
    const k = out.indexOf(q)
    const unit = out[k + 1]
    const end = unit?.role === 'unit' && unit.start - q.end < 2 ? unit.end : q.end
    const m = CLOSING.exec(plain.slice(end, end + FAR))
    const start = end + (m ? m[0].length - (m[1] ?? '').length : 0)
    if (m && end > q.end && !out.some((s) => meets(s, start, end + m[0].length)))
      out = withSpan(out, { role: 'price', start, end: end + m[0].length, sure: SURE })
  }
  const sums = [...plain.matchAll(LABELLED)].map((m) => ({
    start: m.index + m[0].length - (m[1] ?? '').length,
    end: m.index + m[0].length,
  }))
  const isSum = (s: RoleSpan): boolean => sums.some((at) => meets(s, at.start, at.end))
  // A label for each count, or it is of the whole order.
  if (sums.length !== out.filter((s) => s.role === 'quantity' && !isSum(s)).length) return out
  for (const at of sums)
    if (!out.some((s) => s.role === 'amount' && isSum(s))) out = withSpan(out, { role: 'amount', ...at, sure: SURE })
  return out
}

/** Behind a count 7800=39000, 58 2900: of two figures the first is the price when the second is what the line comes to. */
function withSums(plain: string, spans: RoleSpan[]): RoleSpan[] {
  let out = spans
  for (const q of spans) {
    if (q.role !== 'quantity' || !out.includes(q)) continue
    const sumAt = IS_SUM.exec(plain.slice(q.end, q.end + 16))
    if (sumAt?.[1]) {
      const end = q.end + sumAt[0].length
      out = withSpan(out, { role: 'amount', start: end - sumAt[1].length, end, sure: SURE })
      continue
    }
    const count = valueOf(plain, q)
    const next = spans.find((s) => isGoods(s) && s.start >= q.end)?.start ?? plain.length
    const row = (plain.slice(q.end, Math.min(next, q.end + FAR)).split('\n')[0] ?? '').replace(/(?:合计|总[价计额]|总金额).*/, '')
    if (!count || count === '1') continue
    const figures = [...row.matchAll(FIGURE)].map((m) => ({
      value: new Decimal(m[0].replaceAll(',', '')),
      start: q.end + m.index,
      end: q.end + m.index + m[0].length,
    }))
    const [price, sum] = figures
    if (!price || !sum || price.value.eq(1) || sum.value.lt(LEAST_SUM) || !price.value.times(count).eq(sum.value)) continue
    for (const [figure, role] of [
      [price, 'price'],
      [sum, 'amount'],
    ] as const)
      out = withSpan(out, { role, start: figure.start, end: figure.end, sure: SURE })
  }
  return out
}

/** 卫衣58，红20黑30: a bare figure behind a name in front of the counts of its colours or sizes is what each costs, unless they come to it. */
function withHeadings(plain: string, spans: RoleSpan[]): RoleSpan[] {
  return spans.map((s, k) => {
    const [before, next] = [spans[k - 1], spans[k + 1]]
    if (s.role !== 'quantity' || !before || !next || !isGoods(before)) return s
    if (!/^[\s:：]?$/.test(plain.slice(before.end, s.start)) || !HEADS.test(plain.slice(s.end, next.start))) return s
    const [counts, first, last] = [[] as RoleSpan[], spans[k + 1], k + 1]
    if (first?.role !== 'color' && first?.role !== 'spec') return s
    let end = last
    for (; end < spans.length && !isGoods(spans[end] as RoleSpan); end++)
      if (spans[end]?.role === 'quantity') counts.push(spans[end] as RoleSpan)
    const [closing, count] = [spans[end - 1] as RoleSpan, counts.at(-1)]
    // 20白，30灰: colours behind their counts begin with a count of goods.
    const isBehind =
      (closing.role === 'color' || closing.role === 'spec') && !plain.slice(count?.end, closing.start).includes('\n')
    if (counts.length < 2 || isBehind) return s
    if (spans.slice(k, end).some((o) => o.role === 'price')) return s
    const sum = counts.reduce((n, c) => n.plus(valueOf(plain, c) ?? '0'), new Decimal(0))
    const value = valueOf(plain, s)
    const sure = Math.min(s.sure, SURE)
    return value && !sum.eq(value) ? { ...s, role: 'price', sure } : s
  })
}
const HEADS = /^(?:元|块)?\s?[,，:：\n]\s?$/
/** A figure that the tables read otherwise is looked at by a person. */
const SURE = 0.6

/** The words of lines with those figures put right that are prices by what they come to, by the word for money, or by where they stand. */
export const withPriceFigures = (plain: string, spans: RoleSpan[]): RoleSpan[] =>
  withHeadings(plain, withSums(plain, withLabelled(plain, withMoney(plain, spans))))
