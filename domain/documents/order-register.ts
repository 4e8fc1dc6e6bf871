import { nameOf } from '../access/lookup'
import type { BuildDocument } from './builder'
import { inCapitals } from './goods-table'
import {
  customerName,
  drafted,
  entries,
  entry,
  factWords,
  known,
  packing,
  paper,
  paymentTerms,
  signatures,
  signer,
} from './paper'
import { registerRows, registerTable } from './register'

/** 下单登记表: handed to the sales manager when the order is placed. Source: fabric-trade, AC-120. */
export const buildOrderRegister: BuildDocument = (order, directory, document, money) => {
  const table = registerTable(registerRows([order], directory, () => money))
  const complete = order.lines.length > 0 && order.lines.every((l) => l.quantity && l.unitPrice)
  return paper('order-register', order, directory, document, {
    landscape: true,
    sections: [
      ...entries('订单', [
        entry('客户', customerName(order), { card: true }),
        entry('业务员', nameOf(directory, order.salesId), { card: true }),
        entry('付款方式', paymentTerms(order), { card: true }),
        entry('要求交期', drafted(order, 'requestedDate'), { card: true }),
        ...known('合同编号', factWords(order, 'contractNumber')),
        ...known('联系人', drafted(order, 'contactName')),
        ...known('包装要求', packing(order), { wide: true }),
        ...known('特殊要求', factWords(order, 'specialRules'), { wide: true }),
        ...known('备注', drafted(order, 'notes'), { wide: true }),
      ]),
      complete
        ? { ...table, totals: { label: '合计', cells: { amount: money.total } }, closing: inCapitals('合计金额', money.total) }
        : table,
      signatures(signer('业务员', nameOf(directory, order.salesId)), signer('销售经理')),
    ],
  })
}
