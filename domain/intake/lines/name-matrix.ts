import { matchLine } from '../catalogue/match-line'
import type { DraftLine, IntakeContext } from '../draft'
import type { Page, Range } from '../text/page'
import { readLines } from './read-lines'

/** What the rows of a table of sizes are: the article and its price stand around it. */
export function nameMatrix(lines: DraftLine[], page: Page, section: Range, context: IntakeContext): void {
  const around = readLines(page, section.start, section.end, context.catalogue, true).lines
  const goods = around.find((l) => l.productName ?? l.productCode)
  const priced = around.find((l) => l.unitPrice)
  for (const line of lines) {
    if (goods?.productName) line.productName ??= goods.productName
    if (goods?.productCode) line.productCode ??= goods.productCode
    if (goods?.color) line.color ??= goods.color
    if (goods?.spec && line.spec)
      line.spec = {
        value: `${goods.spec.value} ${line.spec.value}`,
        spans: [...goods.spec.spans, ...line.spec.spans],
        confidence: 0.85,
      }
    if (priced?.unitPrice) line.unitPrice ??= priced.unitPrice
    if (priced?.priceUnit) line.priceUnit ??= priced.priceUnit
    matchLine(line, context.catalogue)
  }
}
