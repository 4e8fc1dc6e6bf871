import type { Section } from './buyers-in-turn'
import type { Draft } from '../draft'
import { NUMBER, numberOf } from '../text/numerals'
import type { Page, Range } from '../text/page'
import { UNIT } from '../words/units'

/** Of which orders something is said: 前两家, 后一单, 第三家, 其余, 另两家. */
const SUBJECT =
  /^(?:(前|后|头)([一两二三四五六])?|第([一二三四五六])|(其[余他]的?|另外?(?:[一两二三四五六])?))(?:家|单|个|票|户|位|店)?(?:都|全|均|是|要|的|用)?/
const COUNTED = new RegExp(`(?:${NUMBER})\\s?(?:${UNIT})(?!期|内|后|前|结)`)
const CLAUSE = /[^，,。;；\n\u0001]{3,16}/
/** As much of a name stands for it: 肥东 for 肥东宏盛. */
const SHORT = 2

/** What is said of an order at the end of a message; a place there is as often an address that begins like a name. */
const TERMS = [
  'paymentTerms',
  'depositRatio',
  'depositAmount',
  'freightTerms',
  'shippingMethod',
  'carrier',
  'taxIncluded',
  'taxRate',
  'invoiceType',
  'urgent',
  'requestedDate',
  'dateKind',
  'requestedDateFrom',
  'requestedTime',
] as const

/** How many signs at the beginning of words are a part of a name. */
function lengthOfName(words: string, name: string): number {
  let n = 0
  while (n < words.length && name.includes(words.slice(0, n + 1))) n++
  return n
}

/** Which sections a clause begins by speaking of, and where its matter begins. */
function subjectOf(words: string, names: string[], said: Set<number>): { of: number[]; length: number } | undefined {
  const m = SUBJECT.exec(words)
  const all = names.map((_, i) => i)
  if (m) {
    const count = Number(numberOf(m[2] ?? m[3] ?? '') ?? (m[1] ? 1 : 0))
    if (count > names.length) return undefined
    if (m[3]) return { of: [count - 1], length: m[0].length }
    if (m[4]) return { of: all.filter((i) => !said.has(i)), length: m[0].length }
    return { of: m[1] === '后' ? all.slice(-count) : all.slice(0, count), length: m[0].length }
  }
  const fits = names.map((name) => lengthOfName(words, name))
  const [best, second] = all.toSorted((a, b) => (fits[b] ?? 0) - (fits[a] ?? 0))
  const length = best === undefined ? 0 : (fits[best] ?? 0)
  if (best === undefined || length < SHORT || length === (second === undefined ? 0 : fits[second])) return undefined
  return { of: [best], length }
}

/**
 * What the end of a message says of its orders one after another: 前两家自取，第三家发百世. One list of readings for each section, taken off the page.
 * Only behind the last goods, and only when what is said is a term. `read` reads a range without taking it off the page.
 */
export function termsInTurn(page: Page, sections: Section[], read: (range: Range) => Draft): Draft[][] {
  const out: Draft[][] = sections.map(() => [])
  const last = sections.at(-1)
  if (!last || sections.length < 2 || !sections.every((s) => s.customer)) return out
  const names = sections.map((s) => page.plain.slice(s.customer?.start ?? 0, s.customer?.end ?? 0))
  const from = last.customer?.end ?? last.start
  const clauses = page.findAll(CLAUSE, from, page.plain.length).map((m) => ({ start: m.index, words: m[0] }))
  const goodsEnd = clauses.findLastIndex((c) => COUNTED.test(c.words))
  const said = new Set<number>()
  for (const { start, words } of clauses.slice(goodsEnd + 1)) {
    const lead = words.length - words.trimStart().length
    const subject = subjectOf(words.slice(lead), names, said)
    if (!subject || subject.of.length === 0) continue
    const range = { start: start + lead + subject.length, end: start + words.length }
    const draft = read(range)
    const keys = TERMS.filter((key) => draft[key] !== undefined)
    if (keys.length === 0 || draft.address || draft.contactName) continue
    const terms = Object.fromEntries(keys.map((key) => [key, draft[key]]))
    page.take(start, range.end)
    for (const i of subject.of) {
      said.add(i)
      out[i]?.push({ phones: [], lines: [], ...terms })
    }
  }
  return out
}
