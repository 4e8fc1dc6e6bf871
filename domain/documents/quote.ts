import { nameOf } from '../access/lookup'
import type { BuildDocument } from './builder'
import { customerWords } from './customer-words'
import { sheetDate } from './dates-on-paper'
import { pricedGoods } from './goods-table'
import {
  customerName,
  drafted,
  entries,
  entry,
  freight,
  isZero,
  known,
  packing,
  paper,
  paymentTerms,
  signatures,
  stamped,
  yuan,
} from './paper'

/** 报价单: price, freight, delivery time and payment. Source: purchase-ledger step 1, cabinet-shop step 3, AC-116. */
export const buildQuote: BuildDocument = (order, directory, document, money) =>
  paper('quote', order, directory, document, {
    sections: [
      ...entries('客户信息', [
        entry('客户名称', customerName(order), { card: true }),
        entry('联系人', drafted(order, 'contactName')),
        ...known('联系电话', drafted(order, 'phone')),
        ...known('要求交期', drafted(order, 'requestedDate')),
        ...known('收货地址', drafted(order, 'address'), { wide: true }),
      ]),
      pricedGoods(order, money, 'customer'),
      ...entries('报价条件', [
        entry('运费', freight(order), { card: true }),
        entry('交货时间', sheetDate(order), { card: true }),
        entry('付款方式', paymentTerms(order), { card: true }),
        ...known('定金', isZero(money.depositDue) ? undefined : yuan(money.depositDue), { card: true }),
        ...known('发票', drafted(order, 'invoice')),
        ...known('税', drafted(order, 'tax')),
        ...known('包装要求', customerWords(packing(order)), { wide: true }),
        ...known('备注', customerWords(drafted(order, 'notes')), { wide: true }),
      ]),
      { kind: 'paragraph', lines: ['以上报价请贵司核对，书面确认后按此下单。'] },
      signatures(
        { role: '报价单位（盖章）', name: nameOf(directory, document.issuedById), stamp: true },
        stamped('客户确认（签字盖章）'),
      ),
    ],
  })
