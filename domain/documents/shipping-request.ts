import { nameOf } from '../access/lookup'
import type { Directory } from '../company'
import type { Order } from '../order/order'
import type { BuildDocument } from './builder'
import { goodsTable, ORDERED, orderedSum, quantity, remark, UNIT, WHAT } from './goods-table'
import {
  byAndWhen,
  customerName,
  draftEntry,
  drafted,
  entries,
  entry,
  factWords,
  known,
  packing,
  paper,
  receiverEntries,
  signatures,
  signer,
  sumOf,
} from './paper'
import { toShip } from './shipment-of'

/** What the clerk checks a second time, and the shipper repeats back (AC-079, AC-082). */
const CHECKED = ['收货地址', '收货人', '联系电话', '品名规格', '发货数量', '发货方式']

/** 商品销售发货(申请)通知单: without it nothing ships. Source: paper-mill step 15, AC-078 to AC-082. */
export const buildShippingRequest: BuildDocument = (order, directory, document) =>
  paper('shipping-request', order, directory, document, {
    sections: [
      ...entries('收货信息', [
        entry('收货单位', customerName(order), { card: true }),
        entry('业务员', nameOf(directory, order.salesId)),
        ...receiverEntries(order),
      ]),
      goodsTable(
        order.lines,
        [...WHAT, ORDERED, quantity('toShip', '应发数量', (l) => toShip(order, document, l)), UNIT, remark('inner')],
        {
          title: '发货明细',
          totals: {
            quantity: orderedSum(order),
            toShip: sumOf(
              order.lines.map((l) => toShip(order, document, l)),
              order.lines.map((l) => l.unit),
            ),
          },
        },
      ),
      ...entries('发货要求', [
        entry('发货方式', drafted(order, 'shippingMethod') ?? factWords(order, 'deliveryMethod'), { card: true }),
        ...draftEntry(order, 'carrier'),
        ...draftEntry(order, 'freightTerms'),
        ...known('件数', factWords(order, 'shipPackages')),
        ...known('要求到货', factWords(order, 'deliveryTime') ?? factWords(order, 'arrivalDate')),
        entry('款项核实', moneyChecked(order, directory), { wide: true, card: true }),
        ...known('紧急放行', released(order, directory), { wide: true, card: true }),
        ...known('包装要求', packing(order), { wide: true }),
        ...known('备注', drafted(order, 'notes'), { wide: true }),
      ]),
      { kind: 'checklist', title: '发货前核对（发货员逐项复述）', items: CHECKED.map((label) => ({ label })) },
      signatures(
        signer('客服员', nameOf(directory, document.issuedById)),
        { role: '财务（签章）', stamp: true },
        signer('发货员'),
      ),
    ],
  })

/** What finance confirmed, and who it was; class A ships by contract (AC-070). */
function moneyChecked(order: Order, directory: Directory): string | undefined {
  const confirmed = order.payments.filter((p) => p.confirmedById !== undefined)
  const lines = confirmed.map(
    (p) =>
      `${p.kind === 'deposit' ? '定金' : p.kind === 'balance' ? '余款' : '货款'} ${p.amount} 元（${byAndWhen(directory, p.confirmedById ?? '', p.at)} 确认到账）`,
  )
  if (lines.length > 0) return lines.join('；')
  return order.customer?.class === 'A' ? 'A类客户，按合同发货' : undefined
}

const released = (order: Order, directory: Directory): string | undefined => {
  const fact = order.facts['emergencyRelease']
  return fact ? `${byAndWhen(directory, fact.byId, fact.at)} 放行先发，本单后补` : undefined
}
