import type { Draft, Read } from '../intake/draft'
import type { Order } from './order'

const read = <T>(value: T): Read<T> => ({ value, spans: [], confidence: 1 })

/** An order as the draft that a correction is read against: names, specs, colours, quantities, units and prices of its lines. */
export const toDraft = (order: Order): Draft => ({
  phones: order.draft.phone ? [read(order.draft.phone.value)] : [],
  ...(order.draft.customerName ? { customerName: read(order.draft.customerName.value) } : {}),
  ...(order.draft.contactName ? { contactName: read(order.draft.contactName.value) } : {}),
  ...(order.draft.address
    ? { address: { raw: read(order.draft.address.value), province: null, city: null, district: null, street: null } }
    : {}),
  ...(order.draft.requestedDate ? { requestedDate: read(order.draft.requestedDate.value) } : {}),
  ...(order.draft.paymentTerms ? { paymentTerms: read(order.draft.paymentTerms.value) } : {}),
  lines: order.lines.map((l) => ({
    productName: read(l.name),
    ...(l.productCode ? { catalogCode: l.productCode } : {}),
    ...(l.spec ? { spec: read(l.spec) } : {}),
    ...(l.color ? { color: read(l.color) } : {}),
    ...(l.quantity ? { quantity: read(l.quantity) } : {}),
    ...(l.unit ? { unit: read(l.unit) } : {}),
    ...(l.unitPrice ? { unitPrice: read(l.unitPrice) } : {}),
  })),
})
