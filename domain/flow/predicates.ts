import { balanceState, withinTolerance } from '../order/money-state'
import type { Order } from '../order/order'

/** Doubts that only a stated price or spec settles. */
const PRICE_REASONS = new Set(['PRICE_DIFFERS', 'SPEC_DIFFERS', 'NOT_IN_PLAN'])

/** Named yes/no questions a flow may ask of an order. check-flow knows exactly these names. */
export const PREDICATES: Record<string, (order: Order) => boolean> = {
  draftConfirmed: (o) => o.phase !== 'draft' && o.phase !== 'cancelled',
  /** The named customer has no record yet (AC-011). */
  customerUnknown: (o) => o.customer === undefined,
  /** A deposit is owed by the customer's terms or by this order. */
  depositOwed: (o) => balanceState(o).depositDue !== '0.00',
  depositPaid: (o) => balanceState(o).depositOpen === '0.00',
  /** Something is still to be paid before goods leave. */
  balanceOpen: (o) => balanceState(o).balanceOpen !== '0.00',
  priceDoubt: (o) => o.openPoints.some((p) => PRICE_REASONS.has(p.reason)),
  /** Something was produced in a quantity outside the line's tolerance (AC-063). */
  quantityOff: (o) => o.lines.some((l) => o.produced[l.id] !== undefined && !withinTolerance(l, o.produced[l.id] ?? '0')),
  emergencyRelease: (o) => o.facts['emergencyRelease'] !== undefined,
  openException: (o) => o.exceptions.some((e) => e.state !== 'closed'),
  /** Nothing is itemised: the price is quoted as one sum. */
  noLines: (o) => o.lines.length === 0,
  severalLines: (o) => o.lines.length > 1,
  byPhone: (o) => o.intake.way === 'phone' || o.intake.way === 'oral',
}
