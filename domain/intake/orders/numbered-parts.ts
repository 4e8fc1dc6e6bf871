import { canName } from '../people/buyer-places'
import { looksLikeBuyer, ROOM, SEVERAL, type Section, type Split } from './buyers-in-turn'
import { isBuyerLike } from '../people/buyer-like'
import type { IntakeContext } from '../draft'
import { isGoods } from '../words/goods-words'
import { catalogueNameIn } from '../catalogue/match-catalogue'
import type { Page, Range } from '../text/page'
import { ownEnd } from './shared-tail'

/** What stands for an order in a mark: 1线, A单, 点1. */
const ORDER = '[单线车票点家店]'
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const STEMS = '甲乙丙丁戊己庚辛'
const NUMERALS = '一二三四五六七八九十'

/** How the parts of a list are marked, each with the place of the mark in its order; signs have none. */
const MARKS: readonly { mark: RegExp; order?: string; perOrder?: boolean }[] = [
  {
    mark: new RegExp(`^\\s*(?:-{1,4}|第)*([a-z\\d]{1,2}|[${NUMERALS}]{1,2})号?${ORDER}(?:[：:、.)]|-{1,4}|\\s|$)`),
    perOrder: true,
  },
  { mark: new RegExp(`^\\s*(?:${ORDER})\\s?(\\d{1,2}|[${NUMERALS}]{1,2}|[a-h])(?:[：:、.)]|-{1,4}|\\s)`), perOrder: true },
  { mark: /^\s*[[(]?(\d{1,2})(?:[\])、：:]|\.(?!\d))/ },
  { mark: /^\s*[[(]?([a-h])(?:[\])、.：:]|-{1,4})/, order: LETTERS },
  { mark: new RegExp(`^\\s*[[(]?([${STEMS}])(?:[\\])、.：:]|-{1,4}|\\s)`), order: STEMS },
  { mark: new RegExp(`^\\s*[[(]?([${NUMERALS}])(?:[\\])、.：:]|-{1,4})`), order: NUMERALS },
  { mark: /^\s*([•▶►▷▪■□◆◇●○▼▽▲△★☆→✅📌🔸🔹👉📦🚚>])\s*/u },
]

/** In front of the name: signs, a call, a label. */
const LEAD = /^[\s：:，,、@-]*(?:(?:买方|买家|客户|店|需方|单位|收货方)[：:]\s?)?/
const LABEL = /^\s*(?:买方|买家|客户(?:名称?)?|店名?|需方|单位|收货(?:方|单位)|抬头)\s?[：:]\s?/
/** A name up to a sign, a blank or a word of wanting; foreign names hold blanks. */
const NAME =
  /^(?:[a-z]+(?: (?:& )?[a-z]+)?(?![a-z\d一-鿿])|[^\s：:，,;；。、()[\]|/<>\u0001\n-]{2,14}?(?=[\s：:，,;；。、()|/<>\n-]|←|→|(?:那边|这边)?(?:也|还|再|只)?(?:要|来|订|定|拿|补)[^\n]|$))/
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/
const COUNT = /\d|[半一两二三四五六七八九十百廿卅]\s?[一-鿿]/
interface Part extends Range {
  mark: string
  /** The name behind the mark; empty where none stands there. */
  name: Range
  /** How many rows it has. */
  rows: number
}

/** Whether marks follow one another: 1 2 3, a b c; the same sign each time. */
function inOrder(parts: Part[], order: string | undefined): boolean {
  const [first] = parts
  if (!first) return false
  if (!order && !/^[a-z\d一二三四五六七八九十]/.test(first.mark)) return parts.every((p) => p.mark === first.mark)
  const place = (mark: string): number =>
    /^\d/.test(mark) ? Number(mark) - 1 : Math.max(order?.indexOf(mark) ?? -1, LETTERS.indexOf(mark), NUMERALS.indexOf(mark))
  return parts.every((p, i) => place(p.mark) === i)
}

/** Parts of a message that are marked alike and begin with who buys: 1线 …, ▶ …, A. …, 甲：…. undefined where the marked rows are goods. */
export function numberedParts(page: Page, context: IntakeContext): Split | undefined {
  const text = page.plain
  const rows: Range[] = []
  let at = 0
  for (const row of text.split('\n')) {
    if (row.trim() !== '') rows.push({ start: at, end: at + row.length })
    at += row.length + 1
  }
  const several = SEVERAL.test(text.slice(rows[0]?.start ?? 0, Math.min(rows[0]?.end ?? 0, 40)))
  for (const { mark, order, perOrder = false } of MARKS) {
    const parts: Part[] = []
    let wait = false
    for (const row of rows) {
      const m = mark.exec(text.slice(row.start, row.end))
      const last = parts.at(-1)
      if (m?.[1]) {
        const from = row.start + m[0].length
        const start = from + (LEAD.exec(text.slice(from, row.end))?.[0].length ?? 0)
        const name = NAME.exec(text.slice(start, row.end))?.[0] ?? ''
        wait = start === row.end
        parts.push({ mark: m[1], start: from, end: row.end, name: { start, end: start + name.length }, rows: 1 })
      } else if (last) {
        // A单 ⏎ 买方：…: the name stands in the row below.
        const label = wait ? LABEL.exec(text.slice(row.start, row.end))?.[0].length : undefined
        const name = label ? (NAME.exec(text.slice(row.start + label, row.end))?.[0] ?? '') : ''
        if (label && name) last.name = { start: row.start + label, end: row.start + label + name.length }
        wait = false
        last.end = row.end
        last.rows++
      }
    }
    // ①③今天到: marks in a sentence below the list.
    while (parts.length > 2 && !COUNT.test(text.slice(parts.at(-1)?.name.end, parts.at(-1)?.end))) parts.pop()
    const split =
      parts.length > 1 && inOrder(parts, order)
        ? sectionsOf(text, parts, perOrder || order === STEMS, several, context)
        : undefined
    if (split) return split
  }
  return undefined
}

/** Words that somebody who buys may be called. */
const mayBuy = (name: string, context: IntakeContext): boolean =>
  isBuyerLike(name) || looksLikeBuyer(name, context) || canName(name, context) || /^[a-z]{3,}(?: [a-z& ]+)?$/.test(name)

/** The sections of marked parts, where enough of them are headed by a buyer. */
function sectionsOf(text: string, parts: Part[], perOrder: boolean, several: boolean, context: IntakeContext): Split | undefined {
  const words = (r: Range): string => text.slice(r.start, r.end)
  if (!parts.every((p) => COUNT.test(text.slice(p.name.end, p.end)))) return undefined
  const everyPhone = parts.every((p) => PHONE.test(words(p)))
  // Names with a colon behind them and an article of the price list in each part.
  const everyGoods =
    parts.every((p) => /^[：:]/.test(text.slice(p.name.end, p.end)) && mayBuy(words(p.name), context)) &&
    parts.every((p) => catalogueNameIn(text.slice(p.name.end, p.end), context.catalogue) !== undefined)
  if (parts.some((p) => ROOM.test(words(p.name)))) return undefined
  const known = parts.filter((p) => looksLikeBuyer(words(p.name), context)).length
  const isArticle = (name: string): boolean =>
    name !== '' && !looksLikeBuyer(name, context) && (catalogueNameIn(name, context.catalogue) !== undefined || isGoods(name))
  const odd = parts.filter((p) => isArticle(words(p.name))).length
  const likely = parts.filter((p) => mayBuy(words(p.name), context)).length
  const told = perOrder || (several && known > 0) ? likely * 2 >= parts.length : known > 0 && known * 2 >= parts.length
  // Parcels to different people, shops by their names, or buyers by their form.
  if (!everyPhone && !everyGoods && (odd * 3 > parts.length || !told)) return undefined
  const last = parts.at(-1) as Part
  // Where every part is one row, what stands below the last is said of all.
  const tail = parts.every((p, i) => i === parts.length - 1 || p.rows === 1)
  const end = ownEnd(text, last, tail)
  const sections = parts.map((p, i): Section => {
    const to = parts[i + 1]?.start ?? end
    const name = words(p.name)
    const isNamed = told ? name !== '' && !catalogueNameIn(name, context.catalogue) : mayBuy(name, context) && !isArticle(name)
    return isNamed ? { start: p.start, end: Math.max(to, p.name.end), customer: p.name } : { start: p.start, end: to }
  })
  return { sections, head: { start: 0, end: sections[0]?.start ?? 0 }, listed: true }
}
