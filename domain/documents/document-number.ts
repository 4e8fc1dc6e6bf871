import type { Order, OrderDocument } from '../order/order'
import { DOCUMENT_KINDS, type DocumentKindId } from './document-kinds'

/**
 * Number and version of the next paper of a kind: order number, letters of the kind, serial of at least two digits (GD001-20120102-03-QR01).
 * A paper of a single series that is issued again keeps its number, raises its version and names the version that it replaces.
 */
export function nextDocumentNumber(
  order: Pick<Order, 'number' | 'documents'>,
  kindId: DocumentKindId,
  partId?: string,
): Pick<OrderDocument, 'number' | 'version' | 'replaces'> {
  const { suffix, series } = DOCUMENT_KINDS[kindId]
  const earlier = order.documents.filter((d) => d.kind === kindId)
  // A part has papers of its own, beside those of the whole order.
  const own = earlier.filter((d) => d.snapshot['part'] === partId)
  const last = own.reduce<OrderDocument | undefined>((a, d) => (a && a.version > d.version ? a : d), undefined)
  if (series === 'single' && last) return { number: last.number, version: last.version + 1, replaces: last.version }
  const serial = new Set(earlier.map((d) => d.number)).size + 1
  return { number: `${order.number}-${suffix}${String(serial).padStart(2, '0')}`, version: 1 }
}

/** The figures a paper must remember, because the order moves on: produced quantities, and the shipment or the part it belongs to. */
export function documentSnapshot(
  order: Pick<Order, 'produced' | 'shipments' | 'parts'>,
  partId?: string,
): Record<string, string> {
  const part = order.parts?.find((p) => p.id === partId)
  const shipment = part ? order.shipments.find((s) => s.id === part.shipmentId) : order.shipments.at(-1)
  return {
    ...Object.fromEntries(Object.entries(order.produced).map(([lineId, quantity]) => [`produced.${lineId}`, quantity])),
    ...(shipment ? { shipment: shipment.id } : {}),
    ...(part ? { part: part.id } : {}),
  }
}
