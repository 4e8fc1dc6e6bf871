import type { IntakeContext } from '../draft'
import { catalogueNameIn } from '../catalogue/match-catalogue'
import { numberedParts } from './numbered-parts'
import { NUMBER } from '../text/numerals'
import type { Page, Range } from '../text/page'
import { UNIT } from '../words/units'
import { BULLET_LINE, isGoods } from '../words/goods-words'
import { SURNAME } from '../words/people-words'
import { deliveriesInTurn } from './deliveries-in-turn'
import { knownBuyersApart } from './known-buyers'
import { todayOf } from '../terms/message-day'
import { buyersByRow } from './buyers-by-row'
import { buyersInTurn, looksLikeBuyer, ROOM, SEVERAL, type Section, type Split } from './buyers-in-turn'

const COUNT = new RegExp(`(?:${NUMBER})\\s?(?:${UNIT})`)
/** Says that people join one purchase: 接龙, 第3期坚果团, 群拼. */
const CHAIN =
  /接龙|拼单|团购|报名|统计|合[买购]|集体[买购]|拼团|群[拼团]|众筹|[群区]里?(?:一起)?[拼团]|拼(?![一两三四五六配图盘装色接板音缝])[一-鿿]{2,4}(?=[】\]（(：:\s])|第?[\d一二三四五六七八九十]{1,3}期[^\n]{0,8}团|[一-鿿]{2}团(?=[\s：:\]】(（，,]|\p{Extended_Pictographic})/u
/** Clothes of one firm or class, listed by who wears them. */
const WORN = /[班工队校厂]服|工装|登记|名单|尺码/
const WEARER = /^\s*(?:\d{1,2}[.、)\s]\s*)?[一-鿿]{2,4}[\s，,:：]+(?:\d?x{0,3}[sml]|\d?xl|1[5-9]\d)(?![a-z\d])[\s，,]*\d/
/** Somebody and nothing but a count. */
const ONLY_COUNTED = new RegExp(`^\\s*([一-鿿a-z·]{2,12})\\s+\\d{1,5}\\s?(?:${UNIT})?\\s*$`)
/** Number of an entry in front of who joins. */
const ENTRY = /^\s*(?:\d{1,2}[，,、]\s*|[甲乙丙丁戊己庚辛][、.：:\s]\s*)?/
/** Somebody with a count behind a blank. */
const JOINS = new RegExp(`^\\s*\\S{1,14}?[\\s:：,，]+(?:.{0,8}\\d|[+x*]?(?:${NUMBER}|半)\\s?(?:${UNIT}))`)
const HEADING =
  /^\s*(?:={2,}|-{2,}|[-—](?=\s[^\n]+\s[-—]\s*$)|#(?=[^#\n]+#\s*$)|【|\[)\s*(?:[a-z0-9]{1,2}[：:.、)]\s?)?([^=\-—#】\]\n]{2,24}?)\s*(?:={2,}|[-—]+|#|】|\])\s*(.*)$/
const FULL_NAME = new RegExp(`^${SURNAME}[一-鿿]{1,2}$`)
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/
/** Houses and floors are no count of goods. */
const ADDRESS_ROW = /[^\n]{0,6}(?:地址|门牌号?|地区|电话|手机|号码)[^\n]*/g
const COUNTED_WORD = new RegExp(`^(.{1,14}?)[:：,，+]?(?=\\d|[半一二两三四五六七八九十]{1,3}(?:${UNIT}))`)
/** Who joins: the words in front of the first blank, else those in front of the count. A house number belongs to the name: 702王阿姨. */
function joinerIn(words: string): string {
  const apart = /^([^\s:：,，+]{1,14})[\s:：,，+]+(?=\S*[\d半一二两三四五六七八九十])/.exec(words)
  if (apart?.[1] && !/^\d+$/.test(apart[1])) return apart[1]
  // "朱梓涵妈妈 运动套装 140 1套": who joins, and the goods behind a blank.
  const first = /^([^\s\d:：,，+]{2,8})\s+(?=[^\s\d]+(?:\s|\d))/.exec(words)
  if (first?.[1]) return first[1]
  const house =
    /^(\d{1,4}(?:栋|幢|号楼?|单元|-\d{1,4})?[一-鿿a-z]{1,6}?)(?=[\s:：,，]|\d|[半一二两三四五六七八九十]{1,3}(?:箱|份|件|个|盒|袋|斤|包))/.exec(
      words,
    )
  return (house?.[1] ?? COUNTED_WORD.exec(words)?.[1] ?? '').trimEnd()
}

interface Row extends Range {
  text: string
}

const rowsOf = (page: Page): Row[] => {
  const rows: Row[] = []
  let at = 0
  for (const line of page.plain.split('\n')) {
    rows.push({ start: at, end: at + line.length, text: line })
    at += line.length + 1
  }
  return rows
}

/** Whether parcels are told in rows of one form: not the rows of one address block. */
const sameStart = (rows: Row[]): boolean => rows.every((r) => /^\s*[^：:\n]{0,6}[一-鿿\d]/.test(r.text))

/** 160, XL, 均码: sizes of clothes and shoes. */
const SIZE = /^(?:\d{0,2}x{0,4}[sml]|\d{2,3}(?:码|cm|#|号)?|[均加大中小]码|加大|加肥)$/
/** Goods in a list are nobody who joins. */
function isArticle({ customer: c }: Section, page: Page, context: IntakeContext): boolean {
  const name = c ? page.plain.slice(c.start, c.end) : ''
  if (SIZE.test(name)) return true
  return (isGoods(name) || catalogueNameIn(name, context.catalogue) !== undefined) && !looksLikeBuyer(name, context)
}

/** Whether those in a list are people rather than goods; names of shops often end like goods (糖水, 凉粉), and only people are in a 接龙. */
function haveJoined(sections: Section[], page: Page, context: IntakeContext): boolean {
  const articles = sections.filter((s) => isArticle(s, page, context)).length
  return articles * 2 < sections.length + (/接龙/.test(page.plain.slice(0, 60)) ? 1 : 0)
}

/** A row of a courier's form that says who receives. */
const RECEIVER_ROW = /(?:^|\n)\s*(?:收[件货]人?|联系人|姓名)(?:姓名)?\s?[:：]/
const DIVISIONS = /[省市][一-鿿]{1,8}[市区县][一-鿿]/
const BUYER_ROW = /(?:客户|买方|需方|单位|店名)(?:名称?)?[:：]/
/** Filled-in forms with a blank row between them, each with who receives, a phone and goods: parcels to different people. */
function parcelForms(page: Page): Split | undefined {
  const forms: Range[] = []
  let at = 0
  for (const part of page.plain.split(/(\n[ \t]*\n\s*)/)) {
    if (part.trim() !== '') forms.push({ start: at, end: at + part.length })
    at += part.length
  }
  const isForm = ({ start, end }: Range): boolean => {
    const words = page.plain.slice(start, end)
    return (
      (RECEIVER_ROW.test(words) || DIVISIONS.test(words)) &&
      !BUYER_ROW.test(words) &&
      PHONE.test(words) &&
      COUNT.test(words.replace(ADDRESS_ROW, ''))
    )
  }
  const head = forms[0] && !isForm(forms[0]) ? forms.shift() : undefined
  if (forms.length < 2 || !forms.every(isForm)) return undefined
  return { sections: forms, ...(head ? { head } : {}) }
}

/** Parts of a message that are orders of their own; one part when it is a single order. */
export function splitOrders(page: Page, context: IntakeContext): Split {
  const whole: Split = { sections: [{ start: 0, end: page.plain.length }] }
  const rows = rowsOf(page)
  const filled = rows.filter((r) => r.text.trim() !== '')
  // Who wears what: one order with a size each.
  if (WORN.test(filled[0]?.text ?? '') && filled.filter((r) => WEARER.test(r.text)).length > 1) return whole
  // == A：恒景园林 == or 【梁振邦】…: a heading names who the part below is for.
  const headed = filled.map((r) => ({ r, m: HEADING.exec(r.text) }))
  const headings = headed.filter(
    ({ m }) => m?.[1] && !/订货单|下单表|订单|送货单|采购|明细|合同|通知|特惠|——|地柜|吊柜/.test(m[1]) && !ROOM.test(m[1]),
  )
  if (
    headings.length >= 2 &&
    headings.some(({ m }) => looksLikeBuyer(m?.[1] ?? '', context) || FULL_NAME.test(m?.[1] ?? '')) &&
    headings.every(({ m }) => looksLikeBuyer(m?.[1] ?? '', context) || /^\s*(?:[【[=#]|[-—]\s)/.test(m?.[0] ?? ''))
  ) {
    const goods = headings.filter(
      ({ m }) => catalogueNameIn(m?.[1] ?? '', context.catalogue) !== undefined && !looksLikeBuyer(m?.[1] ?? '', context),
    )
    if (goods.length === 0) {
      const sections = headings.map(({ r, m }, i): Section => {
        const name = m?.[1] ?? ''
        const at = r.start + r.text.indexOf(name)
        const end = headings[i + 1]?.r.start ?? page.plain.length
        return { start: at, end, customer: { start: at, end: at + name.length } }
      })
      return { sections, head: { start: 0, end: sections[0]?.start ?? 0 } }
    }
  }
  const forms = parcelForms(page)
  if (forms) return forms
  const byRow = buyersByRow(page, context)
  if (byRow) return byRow
  // Numbered or lettered entries.
  const entries = filled
    .map((r) => ({
      r,
      bullet:
        BULLET_LINE.exec(r.text) ??
        /^\s*\d{1,2}\.(?=\d{1,4}(?:栋|号|幢|单元|-))|^\s*(?:[a-z]|\d{1,2})\s+(?=[一-鿿]|\d{1,3}(?:栋|幢|号|单元|室|楼)|[a-z]{3,}[\s一-鿿])/.exec(
          r.text,
        ),
    }))
    .filter((e) => e.bullet !== null)
  if (entries.length >= 2) {
    const first = entries[0] as (typeof entries)[number]
    const head: Range = { start: 0, end: first.r.start }
    const headText = page.plain.slice(head.start, head.end)
    const parts = entries.map((e, i) => {
      const start = e.r.start + (e.bullet?.[0].length ?? 0)
      const next = entries[i + 1]
      return { start, end: next ? next.r.start : e.r.end, words: page.plain.slice(start, e.r.end) }
    })
    if (CHAIN.test(headText) || CHAIN.test(filled[0]?.text ?? '')) {
      const sections = parts.map((p): Section => {
        const name = joinerIn(p.words)
        return { start: p.start, end: p.end, ...(name ? { customer: { start: p.start, end: p.start + name.length } } : {}) }
      })
      if (haveJoined(sections, page, context)) return { sections, head, chain: true }
    }
    // Entries with a phone each are parcels to different people.
    if (parts.every((p) => PHONE.test(p.words)))
      return { sections: parts.map((p, i) => ({ start: p.start, end: parts[i + 1]?.start ?? page.plain.length })), head }
  }
  // A chain without numbers: a heading about joining, then one name and count a line.
  if (entries.length < 2 && CHAIN.test(filled[0]?.text ?? '') && filled.length >= 3) {
    const rest = filled.slice(1).filter((r) => JOINS.test(r.text))
    if (rest.length >= 2) {
      const sections = rest.map((r): Section => {
        const lead = ENTRY.exec(r.text)?.[0].length ?? 0
        const name = /^\s*(\S{1,14}?)(?=[\s:：,，])/.exec(r.text.slice(lead))?.[1] ?? ''
        const at = r.start + r.text.indexOf(name, lead)
        return { start: at, end: r.end, ...(name.length > 1 ? { customer: { start: at, end: at + name.length } } : {}) }
      })
      if (haveJoined(sections, page, context)) return { sections, head: { start: 0, end: rest[0]?.start ?? 0 }, chain: true }
    }
  }
  // 意式拼配汇总： and rows of somebody with a count.
  const joined = filled.filter((r) => ONLY_COUNTED.test(r.text))
  const top = filled[0]
  if (top && joined.length > 2 && joined[0] === filled[1] && SEVERAL.test(top.text)) {
    const sections = joined.map((r): Section => {
      const name = ONLY_COUNTED.exec(r.text)?.[1] ?? ''
      const at = r.start + r.text.indexOf(name)
      return { start: at, end: r.end, customer: { start: at, end: at + name.length } }
    })
    const named = sections.filter((s) => looksLikeBuyer(page.plain.slice(s.customer?.start, s.customer?.end), context)).length
    if (named * 2 >= sections.length && !sections.some((s) => isArticle(s, page, context)))
      return { sections, head: { start: 0, end: sections[0]?.start ?? 0 }, chain: true }
  }
  // Rows with a phone each are parcels to different people.
  const parcels = filled.filter((r) => PHONE.test(r.text) && COUNT.test(r.text))
  if (parcels.length >= 2 && parcels.length === filled.filter((r) => PHONE.test(r.text)).length && sameStart(parcels))
    return {
      sections: parcels.map((r, k) => ({ start: r.start, end: parcels[k + 1]?.start ?? r.end })),
      head: { start: 0, end: parcels[0]?.start ?? 0 },
    }
  const inTurn = buyersInTurn(page, context)
  const marked = numberedParts(page, context)
  if (!marked) return inTurn ?? knownBuyersApart(page, context) ?? deliveriesInTurn(page, todayOf(context)) ?? whole
  // A heading that was taken for a buyer is none where the parts below it are marked.
  const [first] = inTurn?.sections ?? []
  const heading = first && first.end <= (marked.sections[0]?.start ?? 0) ? 1 : 0
  const known = (split: Split): number =>
    split.sections.filter((s) => s.customer && looksLikeBuyer(page.plain.slice(s.customer.start, s.customer.end), context)).length
  const more = inTurn && inTurn.sections.length - heading > marked.sections.length
  return more && known(inTurn) >= known(marked) ? inTurn : marked
}
