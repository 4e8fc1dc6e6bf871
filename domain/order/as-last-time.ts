import type { Facts } from '../facts'
import { applyChanges } from './changes'
import type { DraftFieldId } from './draft-fields'
import type { LastOrder } from './order-commands'
import type { DraftField, Order, OrderLine } from './order'

/** What an order "as last time" takes over unless its message says otherwise. Dates, sums and remarks belong to the earlier order alone. */
const TAKEN_OVER: DraftFieldId[] = [
  'contactName',
  'phone',
  'address',
  'paymentTerms',
  'depositRatio',
  'shippingMethod',
  'carrier',
  'freightTerms',
  'invoice',
  'tax',
  'packaging',
]

/** Fields of the earlier order, each marked with its number. */
export const fieldsAsLast = (last: LastOrder): Partial<Record<DraftFieldId, DraftField>> =>
  Object.fromEntries(
    TAKEN_OVER.flatMap((id) => {
      const value = last.draft[id]?.value
      return value ? [[id, { value, source: 'last' as const, order: last.number }]] : []
    }),
  )

const asLast = (line: OrderLine, id: string, number: string): OrderLine => {
  const { byId: _byId, from: _from, quote: _quote, ...kept } = line
  return { ...kept, id, sameAs: number }
}

/** The lines of the earlier order with what the message changes in them; a changed line keeps both its origin and the words that changed it. */
export function linesAsLast(order: Order, last: LastOrder, facts: Facts): OrderLine[] {
  const taken = last.lines.map((l) => asLast(l, l.id, last.number))
  const changed = applyChanges({ ...order, lines: taken }, last.changes, facts).lines ?? taken
  return changed.map((l, i) => {
    const { byId: _byId, ...line } = l
    return { ...line, id: `l${i + 1}` }
  })
}
