import { nameOf } from '../access/lookup'
import type { BuildDocument } from './builder'
import { customerWords } from './customer-words'
import { goodsTable, orderedSum, ORDERED, quantity, remark, UNIT, WHAT } from './goods-table'
import { transportEntries } from './delivery-entries'
import {
  customerName,
  entries,
  entry,
  factWords,
  known,
  packing,
  paper,
  receiverEntries,
  signatures,
  signer,
  stamped,
  sumOf,
} from './paper'
import { shipmentOf, shippedLines, shippedQuantity } from './shipment-of'

/** 销售发货单: what left with one shipment; the customer signs it on arrival. Source: paper-mill step 16, AC-080, AC-094. */
export const buildDeliveryNote: BuildDocument = (order, directory, document) => {
  const shipment = shipmentOf(order, document)
  const lines = shippedLines(order, shipment)
  const shipped = lines.map((l) => shippedQuantity(order, document, l, shipment))
  const request = order.documents.findLast((d) => d.kind === 'shipping-request')
  return paper('delivery-note', order, directory, document, {
    meta: known('通知单号', request?.number),
    sections: [
      ...entries('收货信息', [
        entry('收货单位', customerName(order), { card: true }),
        ...known('合同编号', factWords(order, 'contractNumber')),
        ...receiverEntries(order),
      ]),
      ...entries('运输信息', transportEntries(order, directory, shipment)),
      goodsTable(
        lines,
        [
          ...WHAT,
          ORDERED,
          quantity('shipped', '发货数量', (l) => shippedQuantity(order, document, l, shipment)),
          UNIT,
          remark('customer'),
        ],
        {
          title: '发货明细',
          totals: {
            quantity: lines.length === order.lines.length ? orderedSum(order) : undefined,
            shipped: sumOf(
              shipped,
              lines.map((l) => l.unit),
            ),
          },
        },
      ),
      ...entries('包装', known('包装要求', customerWords(packing(order)), { wide: true })),
      signatures(signer('发货人', nameOf(directory, document.issuedById)), signer('承运人/司机'), stamped('收货人（签字盖章）')),
    ],
  })
}
