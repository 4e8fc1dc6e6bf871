import type { Order } from '../order/order'
import type { BuildDocument } from './builder'
import { customerWords } from './customer-words'
import { sheetDate } from './dates-on-paper'
import type { Section } from './document'
import { pricedGoods } from './goods-table'
import {
  bankEntries,
  customerName,
  drafted,
  entries,
  entry,
  factWords,
  freight,
  isZero,
  known,
  packing,
  paper,
  paymentTerms,
  receiverEntries,
  signatures,
  stamped,
  yuan,
} from './paper'

/**
 * 采购合同: product requirement, delivery time and payment as agreed in the order. It holds no clause that nobody agreed on.
 * Source: purchase-ledger step 2, AC-118.
 */
export const buildContract: BuildDocument = (order, directory, document, money) => {
  const { closing, ...goods } = pricedGoods(order, money, 'customer')
  const sections: Section[] = [
    ...entries('合同双方', [
      entry('需方（甲方）', customerName(order), { wide: true, card: true }),
      entry('供方（乙方）', directory.company.name, { wide: true }),
    ]),
    { ...goods, title: '一、产品、数量、单价和金额', ...(closing ? { closing } : {}) },
    ...entries('二、交货', [
      entry('交货日期', deliveryDate(order), { card: true }),
      entry('交货条件', factWords(order, 'deliveryTerm')),
      ...known('运输方式', drafted(order, 'shippingMethod')),
      ...known('运费', freight(order)),
      ...receiverEntries(order).map(({ card: _card, ...e }) => e),
      ...known('包装要求', customerWords(packing(order)), { wide: true }),
    ]),
    ...entries('三、付款和结算', [
      entry('付款方式', paymentTerms(order), { card: true }),
      entry('结算方式', factWords(order, 'settlement')),
      ...known('定金', isZero(money.depositDue) ? undefined : yuan(money.depositDue), { card: true }),
      ...bankEntries(directory),
      ...known('发票', drafted(order, 'invoice')),
      ...known('税', drafted(order, 'tax')),
    ]),
    ...entries('四、特殊约定', [
      ...known('特殊要求', customerWords(factWords(order, 'specialRules')), { wide: true }),
      ...known('备注', customerWords(drafted(order, 'notes')), { wide: true }),
    ]),
    { kind: 'paragraph', lines: ['本合同经双方签字盖章后生效。'] },
    signatures(stamped('需方（签字盖章）'), stamped('供方（签字盖章）')),
  ]
  return paper('contract', order, directory, document, {
    meta: [entry('合同编号', factWords(order, 'contractNumber') ?? document.number)],
    sections,
  })
}

/** The promise where there is one, else the day the customer asked for. */
const deliveryDate = (order: Order): string | undefined => sheetDate(order) ?? drafted(order, 'requestedDate')
