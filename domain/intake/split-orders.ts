import type { IntakeContext } from './draft'
import { catalogueNameIn } from './match-catalogue'
import { NUMBER } from './numerals'
import type { Page, Range } from './page'
import { UNIT } from './units'
import { BULLET_LINE } from './goods-words'
import { ORG, PERSON_BUYER } from './people-words'
import { isBuyerLike } from './buyer-like'

export interface Section extends Range {
  /** Who this part is for, where the heading says so. */
  customer?: Range
}

export interface Split {
  sections: Section[]
  /** What stands before the first section and holds for all. */
  head?: Range
  /** A list of people who join one purchase: the goods stand in the head. */
  chain?: boolean
}

const COUNT = new RegExp(`(?:${NUMBER})\\s?(?:${UNIT})`)
const CHAIN = /接龙|拼单|团购|报名|统计/
const HEADING = /^\s*(?:={2,}|-{2,}|【|\[)\s*(?:[a-z0-9]{1,2}[：:.、)]\s?)?([^=\-】\]\n]{2,24}?)\s*(?:={2,}|-{2,}|】|\])\s*(.*)$/
const SEVERAL =
  /报单|几家|几单|[两二三四五六七八九\d]\s?(?:单|家|张单|个单|份单)|今天(?:的)?(?:单|两单)|送货单|报货|订单汇总|汇总/

const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/
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

const looksLikeBuyer = (words: string, context: IntakeContext): boolean => {
  const bare = words.trim()
  if (bare.length < 2 || bare.length > 20) return false
  if ((context.customers ?? []).some((c) => [c.name, ...(c.aliases ?? [])].includes(bare))) return true
  const goods = catalogueNameIn(bare, context.catalogue)
  if (goods && goods.end - goods.start >= bare.length - 1) return false
  return ORG.test(bare) || PERSON_BUYER.test(bare)
}

/** 小天鹅超市抽纸30提；万福副食抽纸15提: clauses that each begin with a shop and go on with its goods. */
function gluedBuyers(page: Page, context: IntakeContext): Section[] {
  const found: Section[] = []
  for (const m of page.plain.matchAll(/(?:^|[;；。\n])\s*([^;；。\n]{4,80})/g)) {
    const clause = m[1] ?? ''
    const start = m.index + m[0].length - clause.length
    let length = 0
    for (let n = 3; n <= Math.min(12, clause.length); n++)
      if (ORG.test(clause.slice(0, n)) && !/[\d，,：:]/.test(clause.slice(0, n)) && looksLikeBuyer(clause.slice(0, n), context))
        length = n
    if (length === 0 || !COUNT.test(clause.slice(length))) continue
    found.push({ start, end: start + clause.length, customer: { start, end: start + length } })
  }
  for (const [i, s] of found.entries()) s.end = found[i + 1]?.start ?? page.plain.length
  return found
}

/** Parts of a message that are orders of their own; one part when it is a single order. */
export function splitOrders(page: Page, context: IntakeContext): Split {
  const whole: Split = { sections: [{ start: 0, end: page.plain.length }] }
  const rows = rowsOf(page)
  const filled = rows.filter((r) => r.text.trim() !== '')
  // == A：恒景园林 == or 【梁振邦】…: a heading names who the part below is for.
  const headed = filled.map((r) => ({ r, m: HEADING.exec(r.text) }))
  const headings = headed.filter(
    ({ m }) => m?.[1] && !/订货单|下单表|订单|送货单|采购|明细|合同|通知|特惠|——|地柜|吊柜/.test(m[1]),
  )
  if (
    headings.length >= 2 &&
    headings.every(({ m }) => looksLikeBuyer(m?.[1] ?? '', context) || /^\s*[【[=]/.test(m?.[0] ?? ''))
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
  // Numbered or lettered entries.
  const entries = filled
    .map((r) => ({
      r,
      bullet:
        BULLET_LINE.exec(r.text) ??
        /^\s*\d{1,2}\.(?=\d{1,4}(?:栋|号|幢|单元|-))|^\s*(?:[a-z]|\d{1,2})\s+(?=[一-鿿]|\d{1,3}(?:栋|幢|号|单元|室))/.exec(
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
      return { sections, head, chain: true }
    }
    // Entries with a phone each are parcels to different people.
    if (parts.every((p) => PHONE.test(p.words)))
      return { sections: parts.map((p, i) => ({ start: p.start, end: parts[i + 1]?.start ?? page.plain.length })), head }
    const named = parts.map((p) => {
      const m = /^\s*([一-鿿a-z()（）]{2,18}?)(?:[：:，,\s]|(?=\d))/.exec(p.words)
      return m?.[1] && looksLikeBuyer(m[1], context) ? { at: p.start + p.words.indexOf(m[1]), name: m[1] } : undefined
    })
    if (named.every((n) => n !== undefined) && parts.every((p) => COUNT.test(p.words) || /\d/.test(p.words))) {
      const sections = parts.map((p, i): Section => {
        const n = named[i] as { at: number; name: string }
        return {
          start: p.start,
          end: i === parts.length - 1 ? page.plain.length : p.end,
          customer: { start: n.at, end: n.at + n.name.length },
        }
      })
      // What stands below the last entry holds for all.
      const last = entries.at(-1)
      const tail = last ? rows.filter((r) => r.start > last.r.start && r.text.trim() !== '') : []
      if (tail.length > 0 && last) {
        const end = sections.at(-1)
        if (end) end.end = last.r.end
      }
      return { sections, head }
    }
  }
  // A chain without numbers: a heading about joining, then one name and count a line.
  if (CHAIN.test(filled[0]?.text ?? '') && filled.length >= 3) {
    const rest = filled.slice(1).filter((r) => /^\s*\S{1,14}?[\s:：,，]+.{0,8}\d/.test(r.text))
    if (rest.length >= 2) {
      const sections = rest.map((r): Section => {
        const name = /^\s*(\S{1,14}?)(?=[\s:：,，])/.exec(r.text)?.[1] ?? ''
        const at = r.start + r.text.indexOf(name)
        return { start: at, end: r.end, customer: { start: at, end: at + name.length } }
      })
      return { sections, head: { start: 0, end: rest[0]?.start ?? 0 }, chain: true }
    }
  }
  // Lines that each begin with a buyer and hold goods.
  if (SEVERAL.test(filled[0]?.text ?? '') || filled.length >= 2) {
    const listed = SEVERAL.test(filled[0]?.text ?? '')
    const bodies = filled.map((r) => {
      const m = /^\s*(?:[a-z][.)、\s]|\d{1,2}[.)、\s])?\s*([一-鿿a-z()（）]{2,18}?)[：:，,\s-]/.exec(r.text)
      return m?.[1] &&
        (looksLikeBuyer(m[1], context) || (listed && isBuyerLike(m[1]) && /[:：]$/.test(m[0]))) &&
        COUNT.test(r.text)
        ? { r, name: m[1] }
        : undefined
    })
    const found = bodies.filter((b) => b !== undefined)
    if (found.length >= 2) {
      const sections = found.map((b, i): Section => {
        const at = b.r.start + b.r.text.indexOf(b.name)
        const next = found[i + 1]
        return { start: at, end: next ? next.r.start : b.r.end, customer: { start: at, end: at + b.name.length } }
      })
      const firstStart = sections[0]?.start ?? 0
      return { sections, head: { start: 0, end: firstStart } }
    }
  }
  const glued = gluedBuyers(page, context)
  if (glued.length >= 2) return { sections: glued }
  // 给老周发…，老郑那边…: one sentence, several buyers.
  const inline = [
    ...page.plain.matchAll(/(?:^|[，,。;；\n])(?:再|另外)?(?:给|帮)?([一-鿿]{2,10}?)(?:那边|这边|家|发|要|送)(?=[一-鿿\d])/g),
  ].filter((m) => {
    const name = m[1] ?? ''
    return looksLikeBuyer(name, context) && COUNT.test(page.plain.slice(m.index, m.index + 40))
  })
  if (inline.length >= 2) {
    const sections = inline.map((m, i): Section => {
      const at = m.index + m[0].indexOf(m[1] ?? '')
      const next = inline[i + 1]
      return { start: at, end: next ? next.index : page.plain.length, customer: { start: at, end: at + (m[1] ?? '').length } }
    })
    return { sections }
  }
  return whole
}
