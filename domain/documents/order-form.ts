import { nameOf } from '../access/lookup'
import type { BuildDocument } from './builder'
import { customerWords } from './customer-words'
import { pricedGoods } from './goods-table'
import {
  customerName,
  draftEntry,
  drafted,
  entries,
  entry,
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

/** 客户订货单: the order as the customer gave it. Source: order-desk, S3.3 and S3.4. */
export const buildOrderForm: BuildDocument = (order, directory, document, money) =>
  paper('order-form', order, directory, document, {
    sections: [
      ...entries('订货单位', [
        entry('客户名称', customerName(order), { card: true }),
        entry('业务员', nameOf(directory, order.salesId)),
        ...receiverEntries(order),
      ]),
      pricedGoods(order, money, 'customer'),
      ...entries('订货要求', [
        entry('要求交期', drafted(order, 'requestedDate'), { card: true }),
        ...draftEntry(order, 'requestedTime'),
        entry('付款方式', paymentTerms(order), { card: true }),
        ...known('应付定金', isZero(money.depositDue) ? undefined : yuan(money.depositDue)),
        ...draftEntry(order, 'shippingMethod'),
        ...draftEntry(order, 'carrier'),
        ...draftEntry(order, 'freightTerms'),
        ...draftEntry(order, 'invoice'),
        ...draftEntry(order, 'tax'),
        ...draftEntry(order, 'urgent'),
        ...draftEntry(order, 'reference'),
        ...known('包装要求', customerWords(packing(order)), { wide: true }),
        ...known('备注', customerWords(drafted(order, 'notes')), { wide: true }),
      ]),
      signatures(signer('接单员', nameOf(directory, document.issuedById)), signer('业务员'), stamped('客户（签字盖章）')),
    ],
  })
