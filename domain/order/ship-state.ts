import Decimal from 'decimal.js'
import { compareDecimals, decimal, lessWrittenOff } from './money-state'
import type { Order, OrderLine, OrderPart, Shipment } from './order'

const sum = (values: (string | undefined)[]): Decimal => values.reduce((s, v) => s.plus(decimal(v)), decimal('0'))
const ofLine = (lines: { lineId: string; quantity: string }[], lineId: string): string[] =>
  lines.filter((l) => l.lineId === lineId).map((l) => l.quantity)

/** What has left of a line, decimal string. A shipment without figures of its own took everything. */
export const shippedOf = (order: Order, line: OrderLine): string =>
  order.shipments.some((s) => s.lines === undefined)
    ? (order.produced[line.id] ?? line.quantity)
    : sum(order.shipments.flatMap((s) => ofLine(s.lines ?? [], line.id))).toFixed()

const productionOver = (order: Order): boolean => {
  const state = order.steps['production']?.state
  return state === 'done' || state === 'skipped'
}

/** How much of a line is to leave in all: what was produced once production is over, else what was ordered, less what was written off. */
export const targetOf = (order: Order, line: OrderLine): string => {
  const made = productionOver(order) ? order.produced[line.id] : undefined
  return lessWrittenOff(order, line, made ?? line.quantity)
}

/** Planned to leave in a part that is not out yet. */
const plannedOf = (order: Order, lineId: string): Decimal =>
  sum((order.parts ?? []).filter((p) => p.shipmentId === undefined).flatMap((p) => ofLine(p.lines, lineId)))

/** What is left of a line beside everything that has left or is planned to leave in a part; never below zero. */
export const restOf = (order: Order, line: OrderLine): string =>
  Decimal.max(
    0,
    decimal(targetOf(order, line))
      .minus(decimal(shippedOf(order, line)))
      .minus(plannedOf(order, line.id)),
  ).toFixed()

/** Lines of which something is left to leave, with how much. */
export const restLines = (order: Order): { lineId: string; quantity: string }[] =>
  order.lines.map((l) => ({ lineId: l.id, quantity: restOf(order, l) })).filter((r) => compareDecimals(r.quantity, '0') > 0)

/** How far a line's quantity may be off, in its unit (AC-054). */
export const toleranceOf = (line: OrderLine): string =>
  decimal(line.quantity).times(decimal(line.tolerancePct)).div(100).toFixed()

/** Everything that is to leave has left or is planned to leave in parts, so that the main road has nothing to ship. */
export const nothingToShip = (order: Order): boolean => (order.parts ?? []).length > 0 && restLines(order).length === 0

/** Something is left although something has left already. */
export const restToShip = (order: Order): boolean => order.shipments.length > 0 && restLines(order).length > 0

export const partById = (order: Order, id: string | undefined): OrderPart | undefined => order.parts?.find((p) => p.id === id)

/** The shipments of one part, or those that belong to no part. */
export const roadOf = (order: Order, partId?: string): Shipment[] => order.shipments.filter((s) => s.partId === partId)

/** Not yet with the receiver, as far as people know. */
export const isUnderWay = (s: Shipment): boolean => s.arrivedAt === undefined && s.receivedAt === undefined

/** What was not signed for yet. */
export const unsigned = (order: Order, partId?: string): Shipment[] =>
  roadOf(order, partId).filter((s) => s.receivedAt === undefined)

/** What the customer is to sign for now (AC-092): of several waybills those that arrived; where nobody registers arrivals, all that left. */
export const toSign = (order: Order, partId?: string): Shipment[] =>
  roadOf(order, partId).some((s) => s.arrivedAt !== undefined)
    ? unsigned(order, partId).filter((s) => s.arrivedAt !== undefined)
    : unsigned(order, partId)

/** Most of a line that may leave in all: what was made or ordered, with the tolerance (AC-054). */
export const mostOf = (order: Order, line: OrderLine): string => {
  const made = productionOver(order) ? order.produced[line.id] : undefined
  return (made === undefined ? decimal(line.quantity).plus(toleranceOf(line)) : decimal(made)).toFixed()
}
