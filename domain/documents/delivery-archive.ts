import type { Directory } from '../company'
import type { Order } from '../order/order'
import { answerOf, customerName, DASH, dateIn } from './paper'
import type { RegisterSheet } from './register-sheet'
import { shipmentsByNumber } from './shipment-of'

/** One shipment of the month with the papers that belong to it; absent = missing. */
export interface DeliveryRow {
  shippedOn: string
  orderNumber: string
  customer: string
  carrier: string
  trackingNumber: string
  deliveryNote?: string
  /** The customer confirmed the receipt of the order. */
  received: boolean
}

/** What left in a month ("2026-11"), oldest first, with the number of its delivery note. Source: AC-088. */
export function deliveryArchive(orders: readonly Order[], directory: Directory, month: string): DeliveryRow[] {
  return orders
    .flatMap((order) => {
      const notes = [...shipmentsByNumber(order, 'delivery-note')]
      return order.shipments.map((s): DeliveryRow => {
        const note = notes.find(([, shipment]) => shipment.id === s.id)?.[0]
        return {
          shippedOn: dateIn(directory, s.shippedAt),
          orderNumber: order.number,
          customer: customerName(order),
          carrier: s.carrier || DASH,
          trackingNumber: s.trackingNumber || DASH,
          ...(note ? { deliveryNote: note } : {}),
          received: answerOf(order, 'receipt')?.actionId !== undefined,
        }
      })
    })
    .filter((row) => row.shippedOn.startsWith(`${month}-`))
    .toSorted((a, b) => (a.shippedOn + a.orderNumber < b.shippedOn + b.orderNumber ? -1 : 1))
}

export const isMissing = (row: DeliveryRow): boolean => row.deliveryNote === undefined || !row.received

const gaps = (row: DeliveryRow): string =>
  [...(row.deliveryNote ? [] : ['缺销售发货单']), ...(row.received ? [] : ['缺客户签收'])].join('、')

/** The month in words: how many, and each one that is missing, at most twenty. */
export function archiveWords(rows: DeliveryRow[], month: string): string {
  if (rows.length === 0) return `${month} 没有发货记录，无需归档。`
  const missing = rows.filter(isMissing)
  const head = `${month} 共发货 ${rows.length} 票，`
  if (missing.length === 0) return `${head}销售发货单和客户签收都齐了，可以归档。清单见附件。`
  const list = missing.slice(0, 20).map((r, i) => `${i + 1}. ${r.shippedOn} ${r.orderNumber} ${r.customer}：${gaps(r)}`)
  const more = missing.length > 20 ? `\n（只列出前 20 票，其余见附件）` : ''
  return `${head}其中 ${missing.length} 票资料不齐，请补齐后归档：\n${list.join('\n')}${more}`
}

export const archiveSheet = (rows: DeliveryRow[], directory: Directory, month: string): RegisterSheet => ({
  title: `销售发货单归档 ${month}`,
  company: directory.company.name,
  columns: [
    { title: '发货日期', align: 'left', share: 2 },
    { title: '订单号', align: 'left', share: 3.5 },
    { title: '客户', align: 'left', share: 4 },
    { title: '承运公司', align: 'left', share: 2.5 },
    { title: '运单号', align: 'left', share: 3 },
    { title: '销售发货单', align: 'left', share: 4 },
    { title: '客户签收', align: 'center', share: 2 },
    { title: '缺少', align: 'left', share: 4 },
  ],
  rows: rows.map((r) => [
    r.shippedOn,
    r.orderNumber,
    r.customer,
    r.carrier,
    r.trackingNumber,
    r.deliveryNote ?? '缺',
    r.received ? '已签收' : '缺',
    gaps(r),
  ]),
})
