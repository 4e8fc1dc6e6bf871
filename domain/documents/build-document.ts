import type { Facts } from '../facts'
import { fault } from '../fault'
import { balanceState, lineAmount } from '../order/money-state'
import type { Order, OrderDocument } from '../order/order'
import type { MoneySummary } from './builder'
import type { DocumentContent } from './document'
import { DOCUMENT_BUILDERS } from './document-builders'
import type { DocumentKindId } from './document-kinds'

/** The order's money in the form that papers print. */
export const moneySummary = (order: Order): MoneySummary => ({
  ...balanceState(order),
  producedLineAmounts: Object.fromEntries(
    order.lines.flatMap((l) => {
      const produced = order.produced[l.id]
      return produced === undefined ? [] : [[l.id, lineAmount(l, produced)]]
    }),
  ),
})

/** Builds a paper from the order as it stands. Throws Fault DOCUMENT_KIND_UNKNOWN for a kind that no builder knows. */
export function buildDocument(order: Order, document: OrderDocument, facts: Pick<Facts, 'directory'>): DocumentContent {
  const build = DOCUMENT_BUILDERS[document.kind as DocumentKindId]
  if (!build)
    throw fault(
      'DOCUMENT_KIND_UNKNOWN',
      `no builder for documents of kind ${document.kind} (${document.number}); see document-kinds`,
    )
  return build(order, facts.directory, document, moneySummary(order))
}
