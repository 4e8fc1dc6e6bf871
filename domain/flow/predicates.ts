import { balanceState, withinTolerance } from '../order/money-state'
import { partMoney } from '../order/part-money'
import { isUnderWay, nothingToShip, partById, restToShip, roadOf, toSign, unsigned } from '../order/ship-state'
import type { Order } from '../order/order'

/** Doubts that only a stated price or spec settles. */
const PRICE_REASONS = new Set(['PRICE_DIFFERS', 'SPEC_DIFFERS', 'NOT_IN_PLAN'])

/** Named yes/no questions a flow may ask of an order. check-flow knows exactly these names. */
export const PREDICATES: Record<string, (order: Order, partId?: string) => boolean> = {
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
  /** All goods leave in parts: the main road has nothing to ship. */
  nothingToShip,
  /** Something has left and something is still to leave. */
  restToShip,
  /** Some part is under way, from its planning to its receipt. */
  partUnderWay: (o) => (o.parts ?? []).some((p) => p.receivedAt === undefined),
  /** Of a task for each part: the part is not received yet. */
  partGoing: (o, id) => partById(o, id)?.receivedAt === undefined,
  /** Of a task for each part: the part has not left yet. */
  partAtHome: (o, id) => partById(o, id)?.shipmentId === undefined,
  /** Of a task for each part: money is missing before it may leave. */
  partUnpaid: (o, id) => {
    const part = partById(o, id)
    return part !== undefined && part.shipmentId === undefined && partMoney(o, part).open !== '0.00'
  },
  /** Goods on this road have not arrived yet, as far as people say. */
  underWay: (o, id) => roadOf(o, id).some(isUnderWay),
  severalUnderWay: (o, id) => roadOf(o, id).filter(isUnderWay).length > 1,
  /** Some waybill of this road arrived and is not signed for yet. */
  arrivedUnsigned: (o, id) => unsigned(o, id).some((s) => s.arrivedAt !== undefined),
  /** There is something to sign for now: of several waybills those that arrived. */
  toSign: (o, id) => toSign(o, id).length > 0,
  severalToSign: (o, id) => toSign(o, id).length > 1,
  /** Some waybill of this road is not signed for, arrived or not. */
  unsigned: (o, id) => unsigned(o, id).length > 0,
  /** A waybill read in a chat waits for a yes. */
  waybillProposed: (o) => (o.proposals ?? []).length > 0,
  /** A waybill ended or went silent without a signature (AC-097). */
  waybillLost: (o) => o.shipments.some((s) => isUnderWay(s) && s.tracking?.lost !== undefined),
  /** The carrier service asks for the last four digits of a phone. */
  phoneTailMissing: (o) => o.shipments.some((s) => isUnderWay(s) && s.tracking?.tail === 'missing'),
  emergencyRelease: (o) => o.facts['emergencyRelease'] !== undefined,
  openException: (o) => o.exceptions.some((e) => e.state !== 'closed'),
  /** Nothing is itemised: the price is quoted as one sum. */
  noLines: (o) => o.lines.length === 0,
  severalLines: (o) => o.lines.length > 1,
  byPhone: (o) => o.intake.way === 'phone' || o.intake.way === 'oral',
}
