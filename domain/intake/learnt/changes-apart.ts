import type { DraftLine } from '../draft'
import type { RoleSpan } from './line-roles'
import { coinsOf, NUMBER, numberOf } from '../text/numerals'
import { UNIT, unitOf } from '../words/units'

/** Where what an order had ends and what comes into it begins: what stands in front of `at` belongs to no count behind it. */
export interface Parting {
  /** Where the clause of what is taken out begins. */
  from: number
  at: number
  /** What stands behind comes in the place of what was taken out. */
  swaps: boolean
}

/** What stands behind the words of a change. */
export const END = '(?=[，,。;；、.!！~\\s]|$)'
/** Takes out what stands right in front: 不要了, 抽掉, 先别做. */
export const GONE = new RegExp(
  `(?:[的都先就也全]|全部?|整项|一律|暂时?|统统)*(?:[不勿唔甭]要|不用|不[做发上配拿送装订]|[别莫甭][发做要送拿配装上订]|[抽去划砍拿减退勾换]掉|删[掉除]|撤[掉下销]|剔[掉除]|取消|免了|作废|没货|缺货|停产|[撤删砍划抽]${END})[了啦咗喇哈吧]*`,
  'g',
)
/** Begins what comes instead. */
const INSTEAD =
  /^[，,。;；、\s]*(?:给[他她]?)?(?:全部?|统统|统一|都)?(?:换|改|改成|改为|换成|调成|调为|用|上|做|要|发|来|拿|顶)(?:成|为|用|要|做|发|上)?(?!一下|下)/
/** Between what goes and what comes: A换成B. */
const SWAP = /的?(?:全部?|都|统一)?(?:换成|换为|换作|换|改成|改为|改用|改要|改做|改发|[调转][成为]|变[成为])/g
const OF_GOODS = new Set(['name', 'code', 'spec', 'color'])
const SEPARATED = /[，,。;；\n]/
/** How far a word of taking out stands from the goods. */
const NEAR = 4

/** Where the clause of a place begins. */
export const clauseAt = (plain: string, at: number): number => {
  let from = at
  while (from > 0 && !SEPARATED.test(plain[from - 1] as string)) from--
  return from
}

/** Where the changes of an order part. `spans`: the words that make up its lines. */
export function partings(plain: string, spans: RoleSpan[]): Parting[] {
  const goods = spans.filter((s) => OF_GOODS.has(s.role))
  const near = (at: number): boolean =>
    spans.some((s) => s.end <= at && at - s.end <= NEAR && !SEPARATED.test(plain.slice(s.end, at)))
  const found: Parting[] = []
  const part = (gone: number, at: number, swaps: boolean): void => {
    found.push({ from: clauseAt(plain, gone), at, swaps })
  }
  for (const m of plain.matchAll(GONE)) {
    const at = m.index + m[0].length
    const rest = plain.slice(at, at + 12)
    const swaps = INSTEAD.test(rest)
    if (!near(m.index) || !(swaps || /^[，,。;；、.!！~\s]|^$/.test(rest))) continue
    part(m.index, at, swaps)
  }
  for (const m of plain.matchAll(SWAP)) {
    const at = m.index + m[0].length
    const left = goods.findLast((s) => s.end <= m.index)
    const right = goods.find((s) => s.start >= at)
    // 兰花改成粉色 gives goods another colour; only what is of one kind takes the place of another.
    if (!left || !right || m.index - left.end > 1 || right.start - at > 1) continue
    const from = clauseAt(plain, m.index)
    if (goods.some((s) => s.start >= from && s.end <= m.index && kindOf(plain, s) === kindOf(plain, right)))
      part(m.index, m.index, true)
  }
  return found.sort((a, b) => a.at - b.at)
}
/** A size with figures takes no place of one without: 胸径换12的. */
const kindOf = (plain: string, { role, start, end }: RoleSpan): string =>
  role === 'code' ? 'name' : role === 'spec' ? `spec ${/[\d一二两三四五六七八九十]/.test(plain.slice(start, end))}` : role

/** Where the clause ends that a place stands in. */
const clauseEnd = (plain: string, at: number): number => {
  let to = at
  while (to < plain.length && !SEPARATED.test(plain[to] as string)) to++
  return to
}
/** Anything that takes goods out of an order or puts others in their place. */
const TAKES_OUT =
  /[不勿唔甭]|[别莫](?!打包|封箱|装箱)|取消|[抽去划砍拿减退勾撤删剔]掉?|免|停|作废|没货|缺货|算了|换(?!一下|下)|改(?!主意|期|天|一下|下|[几两三]|数?量|[:：]|\s?\d{1,2}[号日月./]|明|后天|周|礼拜|星期|到?(?:\d{1,2}[号日]|下?周))|(?<![点址期间])变成?|[调转][成为]|[→⇒]|drop|cancel|remove|delete/
/** Says of goods that they stay as they are. */
const KEPT =
  /^[的也都就还仍码色号款]{0,3}(?:先|照|全|统统)?(?:[不别勿]用?[动变改]|保留|留着|照旧|照发|照原|没问题|没错|不换|一样)/

/** Whether goods that nothing is counted of are only spoken of, and do not change: 童袜不动, 那60套礼盒收货人换小潘. */
export function isOnlyNamed(plain: string, { op, color, spec }: DraftLine, start: number, end: number): boolean {
  const to = clauseEnd(plain, end)
  if (KEPT.test(plain.slice(end, to))) return true
  return op === 'remove' ? !TAKES_OUT.test(plain.slice(clauseAt(plain, start), to)) : op === 'set' && !color && !spec
}

/** What a count or a price was: 是36个不是63. */
const WAS = /(?:不是|别写|别按|别录|不再是|而非)\s?$/
/** 还有几千套 tells no number. */
const SOME = /(?:几|若干)$/
const OLD = new Set(['quantity', 'price', 'unit'])
/** The same where the count that holds follows: 别发13箱发11箱, 原600条现750条. */
const WAS_BEFORE =
  /(?:[别莫甭不勿](?:要|发|做|拿|送|配|订|上|来|装)|(?:原|本|之前|先前)[是来本先报订说写]*|从|由|写的?|报的?)\s?$/
/** By how much more or less: 减两个，变10. */
const BY = /(?:[减少砍扣压退加多追补添][掉去要发来拿送做订]?)\s?$/
/** Between what a count is more or less by, and the one that comes of it. */
const COMES_OF =
  /^[个\s,，了吧]*(?:[就只先还总共一也]*(?:[变改缩减加增降][成为到至]?|剩|留|发|要|做|[成为到是算凑]|现在?)|[就共])\s?$/
/** Between a count and how much of it is to come: 20支只发10支. */
const ONLY = /^\s?[,，]?\s?(?:改成?|现在|我们?|他们?)?(?:就|只|先)(?:能|给|要|发|留|来|做|收|拿|订|上|送)+\s?$/
const WILL_DO = /^\s?(?:就|也)?(?:够|行|好|可以|足)/
/** How far the count that holds stands from the one before it. */
const CLOSE = 14

/** The count that stands in the place of another one, if there is one: no goods stand between them. */
function heirOf(spans: RoleSpan[], i: number): { next: RoleSpan; from: number } | undefined {
  const own = spans[i] as RoleSpan
  const unit = spans[i + 1]
  const from = unit?.role === 'unit' && unit.start - own.end <= 1 ? unit.end : own.end
  const next = spans[unit && from === unit.end ? i + 2 : i + 1]
  return next?.role === 'quantity' && next.start - from <= CLOSE ? { next, from } : undefined
}

/** The words that make up lines without what they were before. */
export function withoutOld(plain: string, spans: RoleSpan[]): RoleSpan[] {
  const gone = (s: RoleSpan | undefined, i: number): boolean => {
    if (s === undefined || !OLD.has(s.role)) return false
    const before = plain.slice(Math.max(0, s.start - 5), s.start)
    if (WAS.test(before) || (s.role === 'quantity' && SOME.test(before))) return true
    const heir = s.role === 'quantity' ? heirOf(spans, i) : undefined
    if (!heir) return false
    const between = plain.slice(heir.from, heir.next.start)
    if (WAS_BEFORE.test(before) || ONLY.test(between)) return true
    return BY.test(before) && (COMES_OF.test(between) || WILL_DO.test(plain.slice(heir.next.end + 1, heir.next.end + 5)))
  }
  return spans.filter((s, i) => !gone(s, i) && !(s.role === 'unit' && spans[i - 1]?.end === s.start && gone(spans[i - 1], i - 1)))
}

const TURNED = '(?:改成|改为|改到|应为|应该是|应是|改|按|定|谈到|谈成|调到|调成|调为|变成|变|是|为|到|成)'
const COINS = `${NUMBER}(?:块|元|毛)零?${NUMBER}(?:毛|角|分)?|${NUMBER}`
/** What a price is told in: 35.5元/卷, 65块5, 12一只. */
const TOLD_IN = `(?:元|块钱?|毛)?(?:\\s?(?:/|每|一)\\s?(${UNIT}))?`
const PRICED = '(?:单价|价格|价钱|价)'
const NEW_PRICE = new RegExp(
  `(?:${PRICED}[^\\d,，。;；\\n]{0,8}?(?:[,，]\\s?(?:不是\\s?(?:${NUMBER})[元块]?[,，]\\s?)?(?:系统里|重新)?)?(?:给|就|也|都)?${TURNED}|(?:涨|跌)价?(?:到|至|成)|新价)\\s?(?:¥|rmb)?(${COINS})(?![\\d.%])(?:${TOLD_IN}(?=[,，。;；、!！\\s)）吧了哈啊算走]|$)|(?!\\s?(?:${UNIT})))`,
  'g',
)
interface NewPrice {
  value: string
  start: number
  end: number
  /** Where the words of changing begin. */
  from: number
  /** The unit that it is told per. */
  per?: { unit: string; start: number; end: number }
}
/** The prices that something changes to. */
export function newPrices(plain: string): NewPrice[] {
  return [...plain.matchAll(NEW_PRICE)].flatMap((m): NewPrice[] => {
    const [all, told = '', per] = m
    const end = m.index + all.length
    const start = m.index + all.lastIndexOf(told, all.length - (per?.length ?? 0) - told.length)
    const value = coinsOf(told) ?? numberOf(told)
    const unit = per && unitOf(per)
    if (!value) return []
    const own: NewPrice = { value, start, end: start + told.length, from: m.index }
    return [unit ? { ...own, per: { unit, start: end - per.length, end } } : own]
  })
}
