import { Temporal } from 'temporal-polyfill'
import type { Order, OrderDocument, OrderLine, Shipment } from '../order/order'
import { producedOf } from './goods-table'
import { less, sumOf } from './paper'

const notAfter = (a: string, b: string): boolean => Temporal.Instant.compare(a, b) <= 0

/**
 * Which shipment each paper of a kind belongs to, by document number: the one it remembers, else the latest one of before its first issue that
 * no other paper took, else the earliest free one (a note written before the lorry left). Papers without a shipment are missing from the map.
 */
export function shipmentsByNumber(order: Order, kind: string): Map<string, Shipment> {
  const first = new Map<string, OrderDocument>()
  for (const d of order.documents) if (d.kind === kind && !first.has(d.number)) first.set(d.number, d)
  const found = new Map<string, Shipment>()
  const free = new Set(order.shipments)
  const take = (number: string, shipment: Shipment | undefined): void => {
    if (!shipment) return
    found.set(number, shipment)
    free.delete(shipment)
  }
  for (const [number, d] of first)
    take(
      number,
      order.shipments.find((s) => s.id === d.snapshot['shipment']),
    )
  for (const [number, d] of first)
    if (!found.has(number))
      take(
        number,
        [...free].findLast((s) => notAfter(s.shippedAt, d.issuedAt)),
      )
  for (const number of first.keys()) if (!found.has(number)) take(number, [...free][0])
  return found
}

/** The shipment a paper speaks of. A paper that is one per order, such as the receipt, speaks of the latest shipment when it was issued. */
export function shipmentOf(order: Order, document: OrderDocument): Shipment | undefined {
  const paired = shipmentsByNumber(order, document.kind).get(document.number)
  if (document.version === 1 && paired) return paired
  const remembered = order.shipments.find((s) => s.id === document.snapshot['shipment'])
  return remembered ?? paired ?? order.shipments.findLast((s) => notAfter(s.shippedAt, document.issuedAt))
}

/** The lines that left with a shipment; all lines while nothing else was said. */
export const shippedLines = (order: Order, shipment: Shipment | undefined): OrderLine[] =>
  shipment?.lines ? order.lines.filter((l) => shipment.lines?.some((s) => s.lineId === l.id)) : order.lines

/** How much of a line left with a shipment. Without figures of its own a lone shipment took what was produced; of several nobody knows. */
export function shippedQuantity(
  order: Order,
  document: OrderDocument,
  line: OrderLine,
  shipment: Shipment | undefined,
): string | undefined {
  if (shipment?.lines) return shipment.lines.find((s) => s.lineId === line.id)?.quantity
  if (order.shipments.length > 1) return undefined
  return producedOf(order, document, line) ?? line.quantity
}

/** What is there to be shipped of a line: of a part what was planned, else produced (or ordered) less what earlier shipments state. */
export function toShip(order: Order, document: OrderDocument, line: OrderLine): string | undefined {
  const part = order.parts?.find((p) => p.id === document.snapshot['part'])
  if (part) return part.lines.find((l) => l.lineId === line.id)?.quantity ?? '0'
  const before = order.shipments
    .filter((s) => notAfter(s.shippedAt, document.issuedAt))
    .flatMap((s) => s.lines?.filter((l) => l.lineId === line.id) ?? [])
  const there = producedOf(order, document, line) ?? line.quantity
  if (before.length === 0) return there
  const gone = sumOf(
    before.map((b) => b.quantity),
    before.map(() => line.unit),
  )
  return less(there, gone)
}
