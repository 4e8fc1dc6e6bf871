import type { DraftLine, IntakeContext } from '../draft'
import { matchLine } from '../catalogue/match-line'
import { NUMBER, numberOf } from '../text/numerals'
import type { Page } from '../text/page'
import { readLines } from '../lines/read-lines'
import type { Section } from './buyers-in-turn'

const JOINED_COUNT = new RegExp(`(半|${NUMBER})\\s?([一-鿿a-z㎡]{1,2})?`)

/** Lines of somebody who joins a purchase: the goods are those of the head, the count is theirs. */
export function chainLines(
  own: DraftLine[],
  goods: DraftLine,
  context: IntakeContext,
  page: Page,
  section: Section,
): DraftLine[] {
  if (own.length > 0 && own.every((l) => l.productName)) return own
  const extra = own.filter((l) => l.productName)
  const from = section.customer?.end ?? section.start
  const m = page.find(JOINED_COUNT, from, section.end)
  const value = m?.[1] === '半' ? '0.5' : m?.[1] ? numberOf(m[1]) : undefined
  if (!m || !value) return []
  const line: DraftLine = { ...goods, quantity: page.read(value, m.index, m.index + (m[1]?.length ?? 1)) }
  const unit = m[2] ? readLines(page, m.index, m.index + m[0].length, null, true).lines[0]?.unit : undefined
  if (unit) line.unit = unit
  else if (m[2]) line.unit = page.read(m[2], m.index + m[0].length - m[2].length, m.index + m[0].length)
  matchLine(line, context.catalogue)
  return [line, ...extra]
}

/** Gives a count without goods those of the head. */
export function ofHead(line: DraftLine, goods: DraftLine, context: IntakeContext): void {
  if (line.productName ?? line.productCode) return
  for (const key of ['productName', 'productCode', 'spec', 'color', 'unitPrice', 'priceUnit'] as const)
    if (goods[key]) line[key] ??= goods[key]
  matchLine(line, context.catalogue)
}
