import type { IntakeContext } from '../draft'
import { NUMBER } from '../text/numerals'
import type { Page } from '../text/page'
import { UNIT } from '../words/units'
import type { Section, Split } from './buyers-in-turn'

const COUNT = new RegExp(`(?:${NUMBER}|半)\\s?(?:${UNIT})`)
/** A name that begins a clause. */
const BEGINS = /(?:^|[\s,，。;；:：、])(?:还有|另外|然后|再|给|帮|替|另|是)*$/

/** 恒泰路12号 is where, not who. */
const STREET = /^[一-鿿]?[路街道巷镇乡村区县市]/

/** Known customers, each at the beginning of a clause with goods of their own behind: 云和 80g双胶 120令，恒泰 157g铜版 60令. undefined for fewer than two. */
export function knownBuyersApart(page: Page, { customers = [] }: IntakeContext): Split | undefined {
  const found = customers
    .flatMap(({ name, aliases = [], called: short = '' }) => {
      const called = [name, ...aliases, short].filter((word) => word.length >= 2).sort((a, b) => b.length - a.length)
      const at = called
        .map((word) => ({ start: page.plain.indexOf(word), word }))
        .find(
          ({ start, word }) =>
            start >= 0 &&
            BEGINS.test(page.plain.slice(Math.max(0, start - 8), start)) &&
            !STREET.test(page.plain.slice(start + word.length, start + word.length + 2)),
        )
      return at ? [{ start: at.start, end: at.start + at.word.length }] : []
    })
    .sort((a, b) => a.start - b.start)
  const apart = found.filter(({ start, end }, i) => !found.some((o, k) => k !== i && o.start <= start && end <= o.end))
  const sections = apart.map(
    (customer, i): Section => ({ start: customer.start, end: apart[i + 1]?.start ?? page.plain.length, customer }),
  )
  const [first] = sections
  if (!first || sections.length < 2) return undefined
  const head = { start: 0, end: first.start }
  const counts = (from: number, to: number): boolean => COUNT.test(page.plain.slice(from, to))
  if (counts(head.start, head.end) || !sections.every((s) => counts(s.customer?.end ?? s.start, s.end))) return undefined
  return { sections, head }
}
