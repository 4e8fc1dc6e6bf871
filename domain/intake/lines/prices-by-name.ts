import type { CatalogueProduct, DraftLine, Read } from '../draft'
import { matchLine } from '../catalogue/match-line'
import { numberOf } from '../text/numerals'
import type { Page, Range } from '../text/page'

const LIST = /(?:单价|价格)[:：]\s?((?:[一-鿿a-z]{1,8}\s?\d{1,6}(?:\.\d{1,4})?(?:元|块)?(?:[,，、;；\s]+|$|(?=\n))){2,})/
const ONE = /([一-鿿a-z]{1,8})\s?(\d{1,6}(?:\.\d{1,4})?)/g

/** A price under the name of what it is for. */
export interface NamedPrice {
  name: string
  price: Read<string>
}

/** 单价:园服85,帽子8.5: prices listed by name, taken off the page before the articles are read. */
export function pricesByName(page: Page, range: Range): NamedPrice[] {
  const m = page.find(LIST, range.start, range.end)
  if (!m?.[1]) return []
  const at = m.index + m[0].length - m[1].length
  const found = [...m[1].matchAll(ONE)].flatMap((one): NamedPrice[] => {
    const value = numberOf(one[2] ?? '')
    const from = at + one.index + one[0].length - (one[2] ?? '').length
    return value ? [{ name: one[1] ?? '', price: page.read(value, from, from + (one[2] ?? '').length) }] : []
  })
  page.take(m.index, m.index + m[0].trimEnd().length)
  return found
}

/** Gives each line the price under its name; 帽子 is also what a 小黄帽 is called. */
export function putNamedPrices(lines: DraftLine[], prices: NamedPrice[], catalogue: CatalogueProduct[] | null): void {
  for (const line of lines) {
    const name = line.productName?.value.toLowerCase() ?? ''
    const [own, more] = prices.filter((p) => name !== '' && (name.includes(p.name.replace(/子$/, '')) || p.name.includes(name)))
    if (!own || more || line.unitPrice) continue
    line.unitPrice = own.price
    matchLine(line, catalogue)
  }
}
