import { nameOf } from '../access/lookup'
import type { Order } from '../order/order'
import type { BuildDocument, MoneySummary } from './builder'
import { amount, goodsTable, inCapitals, ORDERED, PRICE, producedOf, quantity, UNIT, WHAT } from './goods-table'
import {
  bankEntries,
  customerName,
  drafted,
  entries,
  entry,
  factWords,
  isZero,
  known,
  paper,
  paymentTerms,
  signatures,
  signer,
  stamped,
  yuan,
} from './paper'

/** 余款催收通知书: what is still owed, by the quantity that was produced. Source: paper-mill step 14, AC-071. */
export const buildBalanceNotice: BuildDocument = (order, directory, document, money) => {
  const reported = order.lines.some((l) => producedOf(order, document, l) !== undefined)
  return paper('balance-notice', order, directory, document, {
    sections: [
      ...entries('客户信息', [
        entry('客户名称', customerName(order), { card: true }),
        entry('联系人', drafted(order, 'contactName')),
        entry('付款方式', paymentTerms(order)),
        ...known('结算方式', factWords(order, 'settlement')),
        ...known('合同编号', factWords(order, 'contractNumber')),
      ]),
      { kind: 'paragraph', lines: [`${customerName(order)}：`, ...letter(order, money, reported)] },
      goodsTable(
        order.lines,
        [
          ...WHAT,
          ORDERED,
          quantity('produced', '实际完成', (l) => producedOf(order, document, l)),
          UNIT,
          PRICE,
          amount(reported ? money.producedLineAmounts : money.lineAmounts),
        ],
        { title: reported ? '按实际完成数量计算' : '按订单数量计算', totals: { amount: money.producedTotal } },
      ),
      ...entries('应付余款', [
        entry('下单金额', yuan(money.total)),
        entry('应付货款', yuan(money.producedTotal), { card: true }),
        entry('已收定金', yuan(money.depositPaid), { card: true }),
        ...known('已收余款', isZero(money.balancePaid) ? undefined : yuan(money.balancePaid), { card: true }),
        entry('应付余款', yuan(money.balanceOpen), { card: true }),
        entry('大写', inCapitals('应付余款', money.balanceOpen), { wide: true }),
        ...bankEntries(directory),
      ]),
      signatures(
        signer('客服员', nameOf(directory, document.issuedById)),
        signer('业务员', nameOf(directory, order.salesId)),
        stamped('供货单位（盖章）'),
      ),
    ],
  })
}

const letter = (order: Order, money: MoneySummary, reported: boolean): string[] => {
  if (isZero(money.balanceOpen)) return [`贵司订单 ${order.number} 的货款已结清，感谢贵司的支持。`]
  const basis = reported ? '已完成生产，按实际完成数量计算' : '按订单数量计算'
  const then = order.customer?.class === 'A' ? '请按合同约定安排付款。' : '请按合同约定及时付款，款到后我们马上安排发货。'
  return [
    `贵司订单 ${order.number} ${basis}，尚有余款 ${money.balanceOpen} 元未付。${then}如已付款，请把付款凭证发给业务员，谢谢。`,
  ]
}
