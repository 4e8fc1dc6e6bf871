import { nameOf } from '../access/lookup'
import type { BuildDocument } from './builder'
import { expectedArrival, transportEntries } from './delivery-entries'
import { goodsTable, quantity, UNIT, WHAT } from './goods-table'
import {
  customerName,
  entries,
  entry,
  factWords,
  known,
  paper,
  receiverEntries,
  signatures,
  signer,
  stamped,
  sumOf,
} from './paper'
import { shipmentOf, shippedLines, shippedQuantity } from './shipment-of'

/** 发货告知书: tells the customer what is on its way, how, and until when. Source: paper-mill steps 16 and 17, AC-083 to AC-089. */
export const buildShippingAdvice: BuildDocument = (order, directory, document) => {
  const shipment = shipmentOf(order, document)
  const lines = shippedLines(order, shipment)
  return paper('shipping-advice', order, directory, document, {
    sections: [
      ...entries('收货信息', [
        entry('收货单位', customerName(order), { card: true }),
        entry('业务员', nameOf(directory, order.salesId)),
        ...receiverEntries(order),
      ]),
      {
        kind: 'paragraph',
        lines: [
          `${customerName(order)}：`,
          `贵司订单 ${order.number} 的货物已发出，运输信息如下，请安排收货。收货时请当场清点件数、检查包装，并签署《到货回单》；如有短少或破损，请在回单上注明并马上联系业务员。感谢贵司的支持，辛苦收货的同事了。`,
        ],
      },
      ...entries('运输信息（发货员填写）', [
        ...transportEntries(order, directory, shipment),
        entry('预计到货', expectedArrival(order, directory, shipment), { card: true }),
        ...known('跟踪时间', factWords(order, 'checkTimes'), { wide: true }),
      ]),
      goodsTable(lines, [...WHAT, quantity('shipped', '发货数量', (l) => shippedQuantity(order, document, l, shipment)), UNIT], {
        title: '发货明细',
        totals: {
          shipped: sumOf(
            lines.map((l) => shippedQuantity(order, document, l, shipment)),
            lines.map((l) => l.unit),
          ),
        },
      }),
      signatures(signer('发货员'), signer('客服员（核对）'), stamped('供货单位（盖章）')),
    ],
  })
}
