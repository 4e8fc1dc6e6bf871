import Decimal from 'decimal.js'
import type { CatalogueProduct, DraftLine } from '../draft'
import { isAsListed, matchCatalogue, productOf } from './match-catalogue'
import type { Article } from './weigh-product'

const articleOf = (line: DraftLine): Article => ({
  name: line.productName?.value ?? '',
  spec: line.spec?.value ?? '',
  ...(line.productCode ? { code: line.productCode.value } : {}),
  ...(line.color ? { color: line.color.value } : {}),
  ...(line.unit ? { unit: line.unit.value } : {}),
})

/** Whether a line is written just as the price list has its product. */
export const isLineAsListed = (line: DraftLine, catalogue: CatalogueProduct[] | null): boolean =>
  catalogue !== null && typeof line.catalogCode === 'string' && isAsListed(articleOf(line), line.catalogCode, catalogue)

/** The catalogue product that a line determines, and how its price compares with the list. */
export function matchLine(line: DraftLine, catalogue: CatalogueProduct[] | null): void {
  if (!catalogue) return
  const matched = matchCatalogue(articleOf(line), catalogue)
  line.catalogCode = matched.code
  const list = listPriceOf(line, catalogue)
  if (!list || !line.unitPrice || line.unitPrice.value === '0') return
  const off = new Decimal(line.unitPrice.value).minus(list)
  line.priceCheck = off.abs().lte(list.times('0.005')) ? 'match' : off.isNegative() ? 'below' : 'above'
}

/** What the price list asks for one unit of a line's product; undefined where it does not tell. */
export function listPriceOf(line: DraftLine, catalogue: CatalogueProduct[] | null): Decimal | undefined {
  const product = catalogue && line.catalogCode ? productOf(line.catalogCode, catalogue) : undefined
  const unit = line.priceUnit?.value ?? line.unit?.value
  if (!product || !unit) return undefined
  const factor = unit === product.unit ? '1' : product.altUnits?.find((a) => a.unit === unit)?.factor
  return factor === undefined ? undefined : new Decimal(product.price).times(factor)
}
