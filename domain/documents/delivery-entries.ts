import type { Directory } from '../company'
import type { Order, Shipment } from '../order/order'
import type { Entry } from './document'
import { drafted, entry, factWords, minuteIn } from './paper'

/** How goods travel: what the shipper filled in, with a dash for what is still to be filled. */
export const transportEntries = (order: Order, directory: Directory, shipment: Shipment | undefined): Entry[] => [
  entry('承运公司', shipment?.carrier || drafted(order, 'carrier'), { card: true }),
  entry('运单号', shipment?.trackingNumber, { card: true }),
  entry('件数', shipment?.packages ?? factWords(order, 'shipPackages'), { card: true }),
  entry('发货时间', shipment ? minuteIn(directory, shipment.shippedAt) : undefined),
]

/** The day the goods are expected, by the shipment before the fact. */
export const expectedArrival = (order: Order, directory: Directory, shipment: Shipment | undefined): string | undefined =>
  shipment?.expectedAt ? minuteIn(directory, shipment.expectedAt) : factWords(order, 'arrivalDate')
