import Decimal from 'decimal.js'
import type { Draft, DraftLine } from '../draft'
import type { NormalText } from '../text/normalise-text'
import { NUMBER, numberOf } from '../text/numerals'

/** A figure that could be a sum: no part of a size, a code, a time or a longer number. */
const FIGURE = new RegExp(`(?<![\\d.*/x~a-z-]|\\d,(?=\\d{3}(?!\\d)))(${NUMBER})(?![\\d*/x~:%a-z-]|\\.\\d)`, 'g')
/** Less is as often a count by chance. */
const LEAST = 100

/** What a line comes to, where its count and price say it without doubt. */
function amountOf(line: DraftLine): Decimal | undefined {
  const { quantity, unitPrice, priceUnit, unit, amount } = line
  if (quantity && unitPrice && !line.quantityMax && (!priceUnit || priceUnit.value === unit?.value))
    return new Decimal(quantity.value).times(unitPrice.value)
  return amount ? new Decimal(amount.value) : undefined
}

/**
 * Gives an order as its total the figure that all lines come to, when one stands apart from them: "35980包含运费" says the total by no word of its own.
 * Only for two lines and more, for what one line comes to is as often written beside it as its own amount.
 */
export function putTotalOfLines(normal: NormalText, draft: Draft): void {
  if (draft.totalAmount || draft.lines.length < 2) return
  let sum = new Decimal(0)
  for (const line of draft.lines) {
    const amount = amountOf(line)
    if (!amount) return
    sum = sum.plus(amount)
  }
  if (sum.lt(LEAST)) return
  const misread = draft.lines.filter((l) => l.amount && sum.eq(l.amount.value))
  const read = draft.lines
    .flatMap((l) => [l.quantity, l.unitPrice, l.spec, l.productCode, misread.includes(l) ? undefined : l.amount])
    .flatMap((field) => field?.spans ?? [])
  for (const m of normal.plain.matchAll(FIGURE)) {
    const raw = m[1] as string
    if (!sum.eq(numberOf(raw) ?? 0)) continue
    const place = normal.span(m.index, m.index + raw.length)
    if (read.some((s) => s.start < place.end && place.start < s.end)) continue
    draft.totalAmount = normal.read(sum.toFixed(), m.index, m.index + raw.length, 0.9)
    for (const line of misread) delete line.amount
    return
  }
}
