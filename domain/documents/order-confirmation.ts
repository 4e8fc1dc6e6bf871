import { nameOf } from '../access/lookup'
import type { Order } from '../order/order'
import type { BuildDocument } from './builder'
import { customerWords } from './customer-words'
import { finishDateMeaning, sheetDateEntries } from './dates-on-paper'
import { pricedGoods } from './goods-table'
import {
  customerName,
  draftEntry,
  drafted,
  entries,
  entry,
  factWords,
  isZero,
  known,
  packing,
  paper,
  paymentTerms,
  receiverEntries,
  signatures,
  signer,
  stamped,
  yuan,
} from './paper'

/** Flows in which the date rolls while the signed sheet is not back. */
const ROLLS: Order['flow'][] = ['paper-mill', 'order-desk']

/** 销售部客户订单确认书: what the customer signs. Source: paper-mill steps 8 and 9, AC-032 to AC-047, AC-052. */
export const buildOrderConfirmation: BuildDocument = (order, directory, document, money) =>
  paper('order-confirmation', order, directory, document, {
    sections: [
      ...entries('客户信息', [
        entry('客户名称', customerName(order), { card: true }),
        entry('合同编号', factWords(order, 'contractNumber')),
        ...receiverEntries(order),
      ]),
      pricedGoods(order, money, 'customer'),
      ...entries('交易条件', [
        ...sheetDateEntries(order),
        entry('要求交期', drafted(order, 'requestedDate')),
        ...draftEntry(order, 'requestedTime'),
        entry('付款方式', paymentTerms(order), { card: true }),
        ...known('应付定金', isZero(money.depositDue) ? undefined : yuan(money.depositDue), { card: true }),
        ...known('交货条件', factWords(order, 'deliveryTerm')),
        ...known('结算方式', factWords(order, 'settlement')),
        ...draftEntry(order, 'shippingMethod'),
        ...draftEntry(order, 'carrier'),
        ...draftEntry(order, 'freightTerms'),
        ...draftEntry(order, 'invoice'),
        ...draftEntry(order, 'tax'),
        ...known('包装要求', customerWords(packing(order)), { wide: true }),
        ...known('特殊要求', customerWords(factWords(order, 'specialRules')), { wide: true }),
        ...known('备注', customerWords(drafted(order, 'notes')), { wide: true }),
      ]),
      { kind: 'paragraph', title: '说明', lines: numbered(terms(order)) },
      signatures(signer('客服员', nameOf(directory, document.issuedById)), signer('业务员'), stamped('客户（签字盖章）')),
    ],
  })

const terms = (order: Order): string[] => [
  finishDateMeaning(order),
  '请逐项核对品名、规格、数量、单价、交期和收货信息，无误后由贵司指定人员签字或盖章回传；有误请直接在本单上注明。',
  ...(ROLLS.includes(order.flow) && order.customer?.class !== 'A' ? ['当日未回传的，完成日顺延，每迟一日顺延一日。'] : []),
]

export const numbered = (lines: string[]): string[] => lines.map((line, i) => `${i + 1}. ${line}`)
