import type { CatalogueProduct } from '../draft'
import { catalogueNameAt, matchCatalogue, productOf } from '../catalogue/match-catalogue'
import { clauseAt, GONE, newPrices } from './changes-apart'
import type { RoleSpan } from './line-roles'
import { NUMBER } from '../text/numerals'
import { isColor, isGoods, isTalk } from '../words/goods-words'
import { UNIT } from '../words/units'

const MORE = '(?:[加补添追搭捎塞带凑配备]|多|再)(?:加|上|要|来|订|拿|发|做|备|配|个)?'
const COMES_TO_BE =
  '(?:(?:改|调整?|变|减|降|缩|压|砍|增|涨|提|升|改写|更正)(?:加|少|成|为|到|至|做|回)*|[成为到至]|应为|应该?是|剩|留|→|⇒|->)'
/** A count with its unit right behind a word of changing. Groups: word of more, word of becoming, count, unit. */
const CHANGED_COUNT = new RegExp(`(?:(${MORE})|(${COMES_TO_BE}))\\s?(${NUMBER})\\s?(${UNIT})(?![的长宽高厚内前后]|寸|码)`, 'g')
/** How sure a count is that only the word in front of it tells. */
const COUNTED = 0.75
/** 数量还是800: told for the goods in front of it. Groups: count, unit. */
const TOLD_COUNT = new RegExp(
  `(?:数量|件数|总数|总量)(?:也|都|还|就|仍)*(?:是|按|为|要|改成?|[:：])\\s?(${NUMBER})(?![\\d.*%a-z])\\s?(${UNIT})?`,
  'g',
)
/** The words that make up lines, with counts that are only told as such. */
function withToldCounts(plain: string, spans: RoleSpan[]): RoleSpan[] {
  const added: RoleSpan[] = []
  for (const m of plain.matchAll(TOLD_COUNT)) {
    const [all, count = '', unit = ''] = m
    const end = m.index + all.length
    const at = end - all.length + all.lastIndexOf(count)
    if (spans.some((s) => s.start < end && at < s.end)) continue
    added.push({ role: 'quantity', start: at, end: at + count.length, sure: COUNTED })
    if (unit) added.push({ role: 'unit', start: end - unit.length, end, sure: COUNTED })
  }
  return added.length === 0 ? spans : [...spans, ...added].sort((a, b) => a.start - b.start)
}

/** Words that can stand in a count. */
const OF_COUNT = new Set(['quantity', 'unit'])
const OF_MONEY = new Set(['price', 'per'])

/** The words that make up lines, with each count and unit whole that stands right behind a word of changing: 添两个, 改成十七套. */
export function withChangedCounts(plain: string, spans: RoleSpan[]): RoleSpan[] {
  let out = withToldCounts(plain, spans)
  for (const m of plain.matchAll(CHANGED_COUNT)) {
    const [all, more = '', becomes = '', count = '', unit = ''] = m
    const end = m.index + all.length
    const at = plain.indexOf(count, m.index + (more + becomes).length)
    // 加2块5 is money.
    if (/^[块元毛角分]$/.test(unit) && /^\d+(?![a-z\d*.])/.test(plain.slice(end, end + 8))) continue
    const inIt = out.filter((s) => s.start < end && at < s.end)
    const own = inIt.find((s) => s.role === 'quantity')
    if (own && own.start === at && own.end === at + count.length && inIt.some((s) => s.role === 'unit')) continue
    const money = inIt.some((s) => OF_MONEY.has(s.role))
    if (inIt.some((s) => !OF_COUNT.has(s.role) && !OF_MONEY.has(s.role))) continue
    if (money && (!more || /价|[元块]$/.test(plain.slice(clauseAt(plain, at), m.index)))) continue
    const sure = Math.min(COUNTED, ...inIt.map((s) => s.sure))
    const put: RoleSpan[] = [
      { role: 'quantity', start: at, end: at + count.length, sure },
      { role: 'unit', start: end - unit.length, end, sure },
    ]
    out = [...out.filter((s) => !inIt.includes(s)), ...put].sort((a, b) => a.start - b.start)
  }
  return out
}

/** One figure that turns into another. Groups: what it was, its unit, the turn, what it becomes, its unit. */
const TURNED_FIGURE = new RegExp(
  `(${NUMBER})\\s?(${UNIT})?\\s?(改成?为?|变成?为?|调成|调到|调为|[加增追添减降缩砍]到|减成|→|⇒|➜|➔|->|=>)\\s?(${NUMBER})\\s?(${UNIT})?`,
  'g',
)
const OF_PRICE = /价|[元块毛￥¥]|涨|跌/
/** A figure by itself: a count or a size of which nothing else tells that it is one. */
const LONE = /^\d+(?:\.\d+)?$|^[一二两三四五六七八九十百千]+$/

/** The words that make up lines, with the figure that another one turns into as their count, without the one it was: XL 15改25, 香槟 128→135米. */
export function withTurnedFigures(plain: string, spans: RoleSpan[]): RoleSpan[] {
  let out = spans
  for (const m of plain.matchAll(TURNED_FIGURE)) {
    const [all, was = '', unit = '', turn = '', count = '', own = ''] = m
    const end = m.index + all.length
    const turned = plain.indexOf(turn, m.index + was.length + unit.length)
    const at = plain.indexOf(count, turned + turn.length)
    const to = at + count.length
    if (/^[\d.*a-z%+-]/.test(plain.slice(to, to + 1)) || OF_PRICE.test(plain.slice(clauseAt(plain, m.index), end + 1))) continue
    const old = out.find((s) => s.start === m.index && s.end === m.index + was.length)
    const next = out.find((s) => s.start === at && s.end === to)
    if (!old || !next || !LONE.test(was) || ![old, next].every((s) => TURNS.has(s.role))) continue
    // 厚度 18改15: two sizes.
    if (old.role === 'spec' && next.role === 'spec' && !own) continue
    const gone = out.filter((s) => s.start >= old.start && s.end <= at)
    out = out.flatMap((s): RoleSpan[] => (gone.includes(s) ? [] : s === next ? [{ ...s, role: 'quantity' }] : [s]))
  }
  return out
}
/** 可乐330换成, 米袋改800条: the verb belongs to no name. */
export const withoutVerbs = (plain: string, spans: RoleSpan[]): RoleSpan[] =>
  spans.map((s, i) => {
    const last = plain[s.end - 1] ?? ''
    if (!OF_ARTICLE.has(s.role) || s.end - s.start < 2 || !/[换改调]/.test(last)) return s
    return spans[i + 1]?.start === s.end || /^[成为到用]/.test(plain.slice(s.end)) ? { ...s, end: s.end - 1 } : s
  })
const OF_ARTICLE = new Set(['name', 'spec', 'color'])

const TURNS = new Set(['quantity', 'spec', 'price', 'unit'])

/** Words of changing with what comes of it behind them. */
const CHANGED = new RegExp(
  `(?:${MORE}|${COMES_TO_BE})\\s?(?=(?!一下|零[^一二三四五六七八九\\d])${NUMBER}|[一-鿿]{1,3}[色蓝白黑红绿灰黄紫粉])`,
  'g',
)
/** What may stand in front of goods in their clause, and between them and the words of changing. */
const LEAD =
  /^.*(?:[:：)）①-⑳]|[那这][一]?[单票批车张个款些条份笔](?:子|里[面头]?)?|里[面头]?|[的把将给跟说讲]|另外|还有|然后|追加|其中|顺便|顺手)\s?/
const TAIL =
  /(?:没有?货?就|[的都先就也全再又还各换改调变]|全部?|统一|一律|暂时|数量?|总数|颜色|尺寸|规格|型号|单价|量|说好|那款|这款|那种|[\s,，])+$/
/** A size by itself. */
const SIZE = /^(?:(?:x{0,4}[sl]|m|[2-6]xl)码?|\d{1,5}(?:\.\d{1,2})?(?:mm|cm|ml|kg|g|l|寸|号|码|目|克)?)$/
/** What goes with goods and is none. */
const PAPERS = /(?:唛头|发票|收据|合同|[送提出]货单|合格证|质检报告|保修卡|说明书|装箱单)$/
/** Signs that belong to no name of goods. */
const NO_NAME = /[了我你他她它们咱是有要这那么吗呢吧啊谁哪每人今明昨单票批]/
const WORD = /^[一-鿿a-z\d][一-鿿a-z\d.%-]{0,9}$/
/** How sure goods are that only the word of changing behind them tells. */
const NAMED = 0.6

const FIGURE = /^\d+(?:\.\d+)?$/
/** Whether a word names an article of the price list, or says which of several it is. */
function placeInList(word: string, catalogue: CatalogueProduct[] | null): 'name' | 'spec' | undefined {
  if (!catalogue) return undefined
  const product = productOf(matchCatalogue({ name: word, spec: '' }, catalogue).code, catalogue)
  if (!product) return undefined
  return [product.name, ...product.aliases].some((n) => n.toLowerCase().includes(word)) ? 'name' : 'spec'
}

/** The words behind a quoted order, with the goods of it that they name: `was`, its words. */
export function withQuotedNames(plain: string, spans: RoleSpan[], was: RoleSpan[], from: number): RoleSpan[] {
  const out = [...spans]
  for (const { start, end } of was.filter((s) => s.role === 'name')) {
    const at = plain.indexOf(plain.slice(start, end), from)
    const to = at + end - start
    if (at >= 0 && !out.some((s) => s.start < to && at < s.end)) out.push({ role: 'name', start: at, end: to, sure: NAMED })
  }
  return out.sort((a, b) => a.start - b.start)
}

const MEASURE_TURNS =
  /(?:[高宽长深厚]度?|直径|尺寸|规格|型号|克重|门幅|幅宽|尺码|码数|功率|容量)[都也全]?(?:要|得)?(?:改|换|调|变|做|增|减|加|降)[成为到至用做]?\s?$/
/** The words that make up lines, with figures that a measure changes to as what they are: 高度改800. */
export const withMeasures = (plain: string, spans: RoleSpan[]): RoleSpan[] =>
  spans.map((s, i) => {
    const unit = spans[i + 1]
    if (s.role !== 'quantity' || (unit?.role === 'unit' && unit.start - s.end < 2)) return s
    const ahead = plain.slice(Math.max(0, s.start - 8), s.start)
    return MEASURE_TURNS.test(ahead) ? { ...s, role: 'spec' } : s
  })

/** The words that make up lines, with goods that stand right in front of a change and were not read: 保温桶不要了, 三孔改成150个. `told`: all words with a role. */
export function withChangedGoods(
  plain: string,
  spans: RoleSpan[],
  told: RoleSpan[],
  catalogue: CatalogueProduct[] | null,
): RoleSpan[] {
  const added: RoleSpan[] = []
  const name = (at: number, to?: number): void => {
    const from = clauseAt(plain, at)
    const before = [...spans, ...added].filter((s) => s.start >= from && s.end <= at)
    const named = before.some((s) => s.role === 'name' || s.role === 'code')
    const bound = Math.max(
      from,
      ...before.map((s) => s.end),
      ...told.filter((s) => s.role !== 'none' && s.start < at).map((s) => s.end),
    )
    if (bound >= at || at - bound > LONGEST) return
    const words = plain.slice(bound, at).replace(TAIL, '')
    const lead = LEAD.exec(words)?.[0].length ?? 0
    const goods = words.slice(lead).trim()
    const start = bound + words.indexOf(goods, lead)
    const put = (role: RoleSpan['role'], start: number, end: number): void => {
      if (![...spans, ...added].some((s) => s.start < end && start < s.end)) added.push({ role, start, end, sure: NAMED })
    }
    if (!WORD.test(goods)) return
    // 10改成20, 500ml改成750ml: what it was.
    if (to !== undefined && (FIGURE.test(goods) || spans.some((s) => s.role === 'spec' && s.start <= to && to < s.end))) return
    if (isColor(goods) && before.length > 0) return put('color', start, start + goods.length)
    if (named) return SIZE.test(goods) ? put('spec', start, start + goods.length) : undefined
    const whole = catalogueNameAt(plain, start, catalogue) === goods.length
    const listed = whole ? 'name' : FIGURE.test(goods) ? undefined : placeInList(goods, catalogue)
    const isName =
      goods.length > 1 && isGoods(goods) && !isTalk(goods) && !PAPERS.test(goods) && !NO_NAME.test(goods) && !isColor(goods)
    if (listed) put(listed, start, start + goods.length)
    else if (SIZE.test(goods)) put('spec', start, start + goods.length)
    else if (isName) put('name', start, start + goods.length)
  }
  for (const m of plain.matchAll(CHANGED)) name(m.index, m.index + m[0].length)
  for (const { from } of newPrices(plain)) name(plain.slice(0, from).replace(/(?:涨了|[按的\s,，])+$/, '').length)
  for (const m of plain.matchAll(GONE)) if (ENDS.test(plain.slice(m.index + m[0].length))) name(m.index)
  return added.length === 0 ? spans : [...spans, ...added].sort((a, b) => a.start - b.start)
}
const ENDS = /^[，,。;；、.!！~\s]|^$|^[换改]/
/** What stands in front of a change further back is no name of goods. */
const LONGEST = 24
