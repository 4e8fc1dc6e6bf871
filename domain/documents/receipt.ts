import { nameOf } from '../access/lookup'
import type { Directory } from '../company'
import type { Order } from '../order/order'
import type { BuildDocument } from './builder'
import { transportEntries } from './delivery-entries'
import { goodsTable, quantity, UNIT, WHAT, words } from './goods-table'
import {
  answerOf,
  byAndWhen,
  customerName,
  dateIn,
  entries,
  entry,
  factWords,
  known,
  paper,
  receiverEntries,
  signatures,
  signer,
  stamped,
} from './paper'
import { waybillWords } from '../order/follow-shipment'
import { roadOf } from '../order/ship-state'
import type { Shipment } from '../order/order'
import { shipmentOf, shippedLines, shippedQuantity } from './shipment-of'

/** 到货回单: the customer signs for what arrived. Source: paper-mill step 18, AC-092, AC-094. */
export const buildReceipt: BuildDocument = (order, directory, document) => {
  const shipment = shipmentOf(order, document)
  const arrived = shipment?.arrivedAt ? dateIn(directory, shipment.arrivedAt) : factWords(order, 'arrivalDate')
  const road = roadOf(order, shipment?.partId)
  const confirmed = confirmation(order, directory)
  return paper('receipt', order, directory, document, {
    sections: [
      ...entries('收货信息', [
        entry('收货单位', customerName(order), { card: true }),
        entry('业务员', nameOf(directory, order.salesId)),
        ...receiverEntries(order),
      ]),
      ...entries('到货情况', [
        ...transportEntries(order, directory, shipment),
        entry('到货日期', arrived, { card: true }),
        entry('到货情况', shipment?.condition ?? factWords(order, 'arrivalCondition'), { card: true }),
        ...known('客户线上签收', confirmed, { wide: true, card: true }),
      ]),
      ...(road.length > 1
        ? entries(
            '各票到货与签收',
            road.map((s) => entry(waybillWords(s), signedWords(directory, s), { wide: true })),
          )
        : []),
      goodsTable(
        shippedLines(order, shipment),
        [
          ...WHAT,
          quantity('shipped', '发货数量', (l) => shippedQuantity(order, document, l, shipment)),
          UNIT,
          words('received', '实收数量', 2),
          words('mark', '短少/破损说明', 3),
        ],
        { title: '收货明细' },
      ),
      {
        kind: 'checklist',
        title: '收货检查（收货人打勾）',
        items: ['件数相符', '数量相符', '外包装完好', '货物与订单相符'].map((label) => ({ label })),
      },
      signatures(signer('送货人'), stamped('收货人（签字盖章）')),
    ],
  })
}

const signedWords = (directory: Directory, s: Shipment): string =>
  [
    s.packages ? `${s.packages}件` : '',
    s.arrivedAt ? `${dateIn(directory, s.arrivedAt)}到货` : '未登记到货',
    s.receivedAt ? `${byAndWhen(directory, s.receivedById ?? '', s.receivedAt)}签收` : '待签收',
  ]
    .filter(Boolean)
    .join('，')

/** The customer's own answer in chat. */
const confirmation = (order: Order, directory: Directory): string | undefined => {
  const answer = answerOf(order, 'receipt')
  if (!answer) return undefined
  const { byId, at } = answer.evidence
  return `${byAndWhen(directory, byId, at)} ${answer.actionId === 'problem' ? '提出问题' : '确认收到'}`
}
