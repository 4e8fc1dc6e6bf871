import { Edged, matchesOf } from '../text/pattern-needs'
import { canName } from '../people/buyer-places'
import { placeAt } from '../words/divisions'
import type { IntakeContext } from '../draft'
import { isColor, isGoods } from '../words/goods-words'
import { catalogueNameIn } from '../catalogue/match-catalogue'
import { NUMBER } from '../text/numerals'
import type { Page, Range } from '../text/page'
import { isSetIn } from '../text/text-layout'
import { ORG, PERSON_BUYER, PERSON_OF, TRADE } from '../words/people-words'
import { isBuyerLike } from '../people/buyer-like'
import { UNIT } from '../words/units'

export interface Section extends Range {
  /** Who this part is for, where the heading says so. */
  customer?: Range
  /** The day that this part begins with, YYYY-MM-DD. */
  day?: Range & { date: string }
}

export interface Split {
  sections: Section[]
  /** What stands before the first section and holds for all. */
  head?: Range
  /** A list of people who join one purchase: the goods stand in the head. */
  chain?: boolean
  /** Parts that are marked alike, each an order by its mark. */
  listed?: boolean
  /** Deliveries to one buyer, who is named outside of them. */
  oneBuyer?: boolean
}

/** Says that several orders follow. */
export const SEVERAL =
  /报单|报货|[几两二三四五六七八九\d]\s?(?:[小新急散]?单|家|车|张[小新急散]?单|个[小新急散]?单|份单|个?急件|票|个客户)|分车|今天(?:的)?(?:单|两单)|送货单|订单汇总|汇总|下单|各(?:店|家|门店)/
/** Said anywhere: that the goods are for more than one. */
const FOR_SEVERAL =
  /(?<![一-鿿])[两俩三四五六]个?[家店票](?![一-鿿]*套)|[两俩三四五六]个?(?:店|家|客户|工地)(?:都|分开|的|一起)|分开[送发寄装]|(?:[前后另]|其[余他]|以上)[两俩三四五]?家|[出发排装供]货(?:计划|单)?[:：（(\s\n]|装车计划|三票|汇总/
/** Signs and numbers in front of an entry of a list. */
const BULLET =
  /^[\s▍▌→—━▲△▶►●○■□◆◇★☆※✅✔👉👇📌🔸🔹🚛🚚📦•·*#]{0,4}(?:客户\s?[a-h]?(?=[\s:：])|[a-h]|\d{1,2}|[一二三四五六七八九十]{1,2}|第[一二三四五六七八九\d]{1,2}(?:车|单|家|票|个)|[一另再]一?[单家车])?(?:[.、)）：:]|\s(?=[一-鿿])|(?<=[单家车票个])\s?)?\s*/u
/** 三喜超市, 七彩花店: a numeral without a sign behind it. */
const BARE_NUMERAL = /^\s*[一二三四五六七八九十]{1,2}$/
/** Words in front of the name. */
const OPENS =
  /^(?:另外|还有|然后|[再先](?:到|去|送|给)|头一?家|最后一?家?(?:是|到|去|给)?|再|其次|给|帮|替|一单|另一单|[是,，])*\s*/
/** Rooms and parts of a house, which are no buyers. */
export const ROOM =
  /^(?:\d{0,2}f[一-鿿]{1,4}|影厅走廊|[客餐饭前影展]厅|检票口|采光顶|洽谈区?|前台|包[厢间]|电梯[厅间]|卫生间隔断|[主次侧客]卧室?|卧室|书房|(?:南|北|大|小|主卧)?阳台|厨房|后厨|(?:主|公|客)?卫(?:生间)?|洗手间|浴室|玄关|(?:老人|儿童|小孩|男孩|女孩)房|客房|布草房|大堂|大厅|飘窗|走廊|过道|楼梯间?|会议室|办公室|[一二三四五六七八九\d]{1,2}[楼层])(?:[/和及、区类]|$)/
/** What stands behind a name: a sign, or a word of wanting. */
const SIGN = new Edged(/^(?:那边|这边|家)?\s?(?:[：:=/|→]|[—-]{1,2}(?!\d))/)
const WANTS = new Edged(
  /^(?:(?:那边|这边|家)?(?:也|还|再|又|就|只)?(?:要|来|订|定|补|拿|报|需|下|加|各|卸)|那边|这边)(?=[一-鿿\d\s半a-z])/,
)
const APART = /^(?:[，,、\s(（\u0001]|$)/
const COUNT = new RegExp(`(?:${NUMBER}|半)\\s?(?:${UNIT})|[一-鿿a-z]\\s?\\d{1,5}(?:[^\\d]|$)`)
const LONGEST = 14
/** Labels of fields, which are no names. */
const LABEL = new Edged(
  /^(?:收货|收件|送货|发货|联系|地址|电话|客户|品名|产品|名称|规格|型号|数量|单价|价格|金额|合计|总计|颜色|尺寸|备注|日期|交期|付款|运费|发票|包装|要求|单位|需方|供方|甲方|乙方|门店|物流|快递|税|账|开户|采购|订单|订货|合同)/,
)

/** Whether words are who buys rather than goods. */
export const looksLikeBuyer = (words: string, context: IntakeContext): boolean => {
  const bare = words.trim()
  if (bare.length < 2 || bare.length > 20) return false
  if ((context.customers ?? []).some((c) => [c.name, ...(c.aliases ?? [])].includes(bare))) return true
  const goods = catalogueNameIn(bare, context.catalogue)
  if (goods && goods.end - goods.start >= bare.length - 1) return false
  return (
    ORG.test(bare) ||
    PERSON_BUYER.test(bare) ||
    PERSON_OF.test(bare) ||
    isPlaced(bare, context) ||
    /^[一-鿿]{1,2}记[一-鿿]{0,4}$|[一-鿿]{2}之家$/.test(bare)
  )
}

/** A place with a name behind it: 桐乡恒力. */
const isPlaced = (words: string, context: IntakeContext): boolean => {
  const place = placeAt(words, 0)
  const name = place ? words.slice(place.end) : ''
  return /^[一-鿿]{2,4}$/.test(name) && !/[路街道镇村区省市县]$/.test(name) && !isGoods(name) && canName(name, context)
}

/** A name as it is written: with a figure of its own in front at most (1号门店, 302刘叔). */
const NAME = /^(\d{1,4}(?:号|栋|幢|-\d{1,4})?)?([一-鿿a-z][一-鿿a-z()（）&·]{1,})$/
const NO_NAME = /^[送发寄到要给][一-鿿]|^[你我他]们|(?:[号款的种边寸条]|(?<!数)码)$|^(?:客户|老板|客人|我们?|他们?|她|咱|你们?)$/

const SENT = /^[一-鿿]{0,4}?[发寄送到](?=[一-鿿]{2})/
/** What stands behind a place that is where to: 杭州西湖|区三墩镇. */
const ADDRESS_GOES_ON = /^[一-鿿]{0,8}(?:路|街道|大道|镇|乡|商务区|工业园|园区|开发区)/
/** 桥头烟酒→雪碧: who gets it stands in front of the arrow. */
const ARROW = /^\s?→/

const BELOW = /^\n[^\n]*\d/

interface Head extends Range {
  /** A name by its form; else only its place speaks for it. */
  named: boolean
  /** Has its row for itself, with the goods in those below. */
  alone?: boolean
}

const ONLY_COUNT = new RegExp(`^[：:，,\\s—-]{0,3}(?:也?要)?(?:${NUMBER})\\s?(?:${UNIT})?[，,。\\s]?$`)

/** Whether an article stands right behind, at most with figures in front. */
function goodsFollow(rest: string, context: IntakeContext): boolean {
  const figures = /^\s?[\d.*a-z-]{0,10}/.exec(rest)?.[0].length ?? 0
  const words = /^[一-鿿]{2,8}/.exec(rest.slice(figures))?.[0]
  return words !== undefined && (catalogueNameIn(words, context.catalogue)?.start === 0 || isGoods(words))
}

/** The buyer at the head of a stretch of text. `strict`: a sign or a word of wanting must tell the name from the goods. */
function headOf(text: string, range: Range, context: IntakeContext, listed: boolean, strict: boolean): Head | undefined {
  const whole = text.slice(range.start, range.end)
  const lead = BULLET.exec(whole)?.[0].length ?? 0
  const bulleted = whole.slice(0, lead).trim() !== ''
  /** 第一车：, 一单: the sign in front says that an order follows. */
  const perOrder = /[单车家票]/.test(whole.slice(0, lead))
  // A figure that was taken as a bullet may belong to the name.
  const figure = /^\s*\d/.test(whole) || BARE_NUMERAL.test(whole.slice(0, lead))
  for (const skip of bulleted && figure ? [0, lead] : [lead]) {
    const opens = OPENS.exec(whole.slice(skip))?.[0] ?? ''
    const from = skip + opens.length
    const words = whole.slice(from, from + LONGEST + 8)
    let best: Head | undefined
    for (let n = 2; n <= Math.min(LONGEST, words.length); n++) {
      const name = words.slice(0, n)
      const form = NAME.exec(name)
      if (!form) {
        if (/[^\d一-鿿a-z()（）&·-]/.test(name)) break
        continue
      }
      const bare = form[2] ?? ''
      if ((!form[1] && LABEL.test(bare)) || NO_NAME.test(bare) || ROOM.test(bare) || isColor(bare)) continue
      // 中通发温州鹿城电子市场2楼: how and where it goes.
      const sent = SENT.exec(name)
      if (sent && placeAt(name, sent[0].length)) continue
      const rest = words.slice(n)
      const sign = SIGN.test(rest)
      const wants = WANTS.test(rest) || (/[给帮替]\s?$/.test(opens) && /^[发送寄来留装]/.test(rest))
      const apart = APART.test(rest)
      const known = looksLikeBuyer(name, context)
      const trade = TRADE.test(bare)
      const named = known && !(trade && (bare.length <= 3 || isGoods(bare)))
      const shape = isBuyerLike(bare) || (listed && bare.length >= 3 && !isGoods(bare) && canName(bare, context))
      const glued = !sign && !wants && !apart
      const arrow = ARROW.test(rest) && bare.length >= 3 && !/→.*→/.test(whole)
      if (glued && ADDRESS_GOES_ON.test(rest) && placeAt(name, 0)) continue
      // 老丁钢丝胎4条，小冯内胎10条: somebody called by name, and the goods right behind.
      if (glued && strict && best === undefined && PERSON_BUYER.test(name) && goodsFollow(rest, context)) {
        best = { start: range.start + from, end: range.start + from + n, named: true }
        break
      }
      if (glued && (strict || !known || name.length < (trade ? 4 : 3) || best !== undefined)) {
        if (!(glued && !strict && known && !trade && name.length >= 3 && best === undefined)) continue
      }
      if (strict && apart) continue
      const likely =
        named ||
        (sign && (listed || bulleted || shape || arrow)) ||
        (wants && shape) ||
        (apart &&
          (((shape || perOrder) && (listed || bulleted) && !/^[，,]/.test(rest)) ||
            ONLY_COUNT.test(text.slice(range.start + from + n, range.end)))) ||
        glued
      if (!likely) continue
      best = { start: range.start + from, end: range.start + from + n, named: named || arrow }
      if (sign || apart) break
    }
    if (!best) continue
    const rest = text.slice(best.end, range.end)
    if (COUNT.test(rest)) return best
    // ◆合肥白马老吴: the goods stand below.
    const below = (bulleted ? best.named || listed : best.named && (listed || /^\s*[:：]/.test(rest))) && /^[\s:：]*$/.test(rest)
    if (below && BELOW.test(text.slice(range.end, range.end + 60))) return { ...best, alone: true }
  }
  return undefined
}

/** Stretches of a text between signs, each with the sign behind it. */
function stretches(text: string, signs: RegExp): Range[] {
  const found: Range[] = []
  let at = 0
  for (const m of matchesOf(signs, text)) {
    if (m.index > at) found.push({ start: at, end: m.index })
    at = m.index + m[0].length
  }
  if (at < text.length) found.push({ start: at, end: text.length })
  return found.filter((r) => text.slice(r.start, r.end).trim() !== '')
}
/** From rows over sentences to clauses; within clauses and between blanks a name needs a sign or a word of wanting behind it. */
const ROWS = /\n/g
const CUTS: readonly { signs: RegExp; strict: boolean }[] = [
  { signs: ROWS, strict: false },
  { signs: /[\n;；。]/g, strict: false },
  { signs: /[\n;；。，,]/g, strict: true },
  { signs: /[\n;；。，,]|\s(?=\d[)）.、]|[一另]一?单\s)|[:：](?=\s?\d[)）.、])/g, strict: true },
  { signs: /\n|[\s:：](?=\d[)）.、]|[一另]一?单\s)/g, strict: false },
]

/** Several orders one after another, each begun with who buys: by rows, by sentences, by clauses. undefined when there are no two buyers. */
export function buyersInTurn(page: Page, context: IntakeContext): Split | undefined {
  const text = page.plain
  const first = text.split('\n').find((l) => l.trim() !== '') ?? ''
  const listed = (SEVERAL.test(first.slice(0, 40)) && !/合同|采购单/.test(first)) || FOR_SEVERAL.test(text)
  // A row without signs is one stretch by every cut.
  const known = new Map<string, Head | undefined>()
  const headIn = (r: Range, strict: boolean): Head | undefined => {
    const key = `${r.start}-${r.end}${strict ? '!' : ''}`
    if (!known.has(key)) known.set(key, headOf(text, r, context, listed, strict))
    return known.get(key)
  }
  let best: { heads: Head[]; parts: Range[]; rows: boolean } | undefined
  for (const { signs, strict } of CUTS) {
    const parts = stretches(text, signs)
    if (parts.length < 2 || parts.length > 200) continue
    const found = parts.flatMap((r) => headIn(r, strict) ?? [])
    const alone = found.filter((h) => h.alone)
    const heads = alone.length > 1 ? alone : found
    const names = new Set(heads.map((h) => text.slice(h.start, h.end)))
    const named = heads.filter((h) => h.named).length
    if (names.size < 2 || names.size < heads.length) continue
    if (!listed && (named === 0 || named * 2 < heads.length)) continue
    // Where each row begins with a buyer, a finer cut tells more only by naming more of them: 宏达五金 - 螺丝 200个；垫片 500个.
    const told = best?.heads.every((h) => h.named) ? named : heads.length
    if (!best || told > best.heads.length) best = { heads, parts, rows: signs === ROWS }
  }
  if (!best) return undefined
  const { heads, parts, rows } = best
  const ends = heads.map((h, i) => {
    const limit = heads[i + 1]?.start ?? text.length
    // What follows belongs to it, up to the next head; the last one ends where nothing is counted any more.
    const own = parts.filter((p) => p.end > h.start && p.start < limit)
    if (i < heads.length - 1) return Math.min(limit, partStart(parts, limit))
    const last = own.filter((p, k) => k === 0 || COUNTED.test(text.slice(p.start, p.end))).at(-1)
    if (last) while (text[last.end] === '\n' && isSetIn(text, last.end + 1, h.start)) last.end = rowEnd(text, last.end + 1)
    return own.length > 1 && last && text.slice(last.end, last.end + 1) !== '，' && text.slice(last.end, last.end + 1) !== ','
      ? last.end
      : text.length
  })
  const sections = heads.map(
    (h, i): Section => ({ start: h.start, end: ends[i] ?? text.length, customer: { start: h.start, end: h.end } }),
  )
  const head = { start: 0, end: partStart(parts, heads[0]?.start ?? 0) }
  const bare = sections.every((x) => ONLY_COUNT.test(text.slice(x.customer?.end ?? x.start, x.end).trim()))
  return { sections, ...(rows || head.end > 0 ? { head } : {}), ...(bare && head.end > 0 ? { chain: true } : {}) }
}

const COUNTED = new RegExp(`(?:${NUMBER})\\s?(?:${UNIT})`)
const rowEnd = (text: string, at: number): number => (text.indexOf('\n', at) + 1 || text.length + 1) - 1
/** Where the stretch begins that holds a place. */
const partStart = (parts: Range[], at: number): number => parts.find((p) => p.start <= at && at < p.end)?.start ?? at
