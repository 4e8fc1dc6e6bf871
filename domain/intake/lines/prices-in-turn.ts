import type { Read } from '../draft'
import { NUMBER, numberOf } from '../text/numerals'
import type { Page, Range } from '../text/page'

const NUMBERS = new RegExp(NUMBER, 'g')
const IN_TURN = new RegExp(
  `(?:单价|价格|价钱)?分别(?:是|为|按)?[:：]?\\s?((?:${NUMBER})(?:元|块)?(?:\\s?(?:[、，,/和]|\\s)\\s?(?:${NUMBER})(?:元|块)?){1,9})`,
)
/** 单价6.8/8.2: as many prices as articles. */
const SLASHED = /(?:单价|价格)(?:是|为|按)?[:：]?\s?((?:\d{1,6}(?:\.\d{1,4})?\/){1,9}\d{1,6}(?:\.\d{1,4})?)(?=[，,。;；\s]|$)/
/** Prices of all articles in their order: 单价分别是 45 和 12. */
export function pricesInTurn(page: Page, section: Range): Read<string>[] {
  const m = page.find(IN_TURN, section.start, section.end) ?? page.find(SLASHED, section.start, section.end)
  if (!m?.[1]) return []
  const at = m.index + m[0].length - m[1].length
  page.take(m.index, m.index + m[0].length)
  return [...m[1].matchAll(NUMBERS)].flatMap((n) => {
    const value = numberOf(n[0])
    return value ? [page.read(value, at + n.index, at + n.index + n[0].length)] : []
  })
}
