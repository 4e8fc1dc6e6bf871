import { nameOf } from '../access/lookup'
import { blockFields } from '../cards/prompt-card'
import type { Facts } from '../facts'
import { amountInCapitals } from '../money/amount-in-capitals'
import { balanceState, formatMoney, formatQuantity, lineAmount } from '../order/money-state'
import type { Order, OrderDocument, OrderLine } from '../order/order'
import { DOCUMENT_KINDS, type DocumentKindId } from './document-kinds'
import type { DocumentContent } from './document'

const LEFT = 'left' as const
const RIGHT = 'right' as const

/** The quantity a paper speaks of: what was produced where that is known and asked for, else what was ordered. */
const quantityOf = (order: Order, line: OrderLine, byProduced: boolean): string =>
  byProduced ? (order.produced[line.id] ?? line.quantity) : line.quantity

/** Builds a paper from the order as it stands. The balance notice counts by produced quantity (AC-071); facts that are not there are left out, never made up. */
export function buildDocument(
  order: Order,
  document: OrderDocument,
  facts: Pick<Facts, 'directory' | 'clock' | 'settings'>,
): DocumentContent {
  const kind = DOCUMENT_KINDS[document.kind as DocumentKindId]
  const byProduced = [
    'balance-notice',
    'shipping-request',
    'delivery-note',
    'stock-out-slip',
    'shipping-advice',
    'receipt',
    'roll-list',
  ].includes(document.kind)
  const money = balanceState(order)
  const columns = [
    { title: '编号', align: LEFT, share: 2 },
    { title: '品名', align: LEFT, share: 3 },
    { title: '规格', align: LEFT, share: 4 },
    { title: '数量', align: RIGHT, share: 2 },
    { title: '单位', align: LEFT, share: 1 },
    ...(kind.withMoney
      ? [
          { title: '单价(元)', align: RIGHT, share: 2 },
          { title: '金额(元)', align: RIGHT, share: 2.5 },
        ]
      : [{ title: '备注', align: LEFT, share: 3 }]),
  ]
  const rows = order.lines.map((l) => {
    const quantity = quantityOf(order, l, byProduced)
    const spec = [l.spec, l.color].filter(Boolean).join(' ')
    return [
      l.productCode ?? '',
      l.name,
      spec,
      formatQuantity(quantity),
      l.unit,
      ...(kind.withMoney ? [formatMoney(l.unitPrice), lineAmount(l, quantity)] : [l.note ?? '']),
    ]
  })
  const total = document.kind === 'balance-notice' ? money.producedTotal : money.total
  const due = document.kind === 'balance-notice' ? money.balanceOpen : total
  return {
    title: kind.title,
    number: document.number,
    version: document.version,
    ...(document.replaces ? { replaces: `本版替代第${document.replaces}版` } : {}),
    company: facts.directory.company.name,
    issued: `${nameOf(facts.directory, document.issuedById)} · ${facts.clock.dateOf(document.issuedAt)}`,
    issuedAt: document.issuedAt,
    customer: order.customer?.name ?? order.draft.customerName?.value ?? '',
    rows: [
      { label: '订单号', value: order.number },
      ...blockFields(kind.blocks, order, facts).map((f) => ({ label: f.label, value: f.value })),
    ],
    table: { columns, rows, ...(kind.withMoney ? { total: ['', '合计', '', '', '', '', total] } : {}) },
    ...(kind.withMoney
      ? { capitals: `${document.kind === 'balance-notice' ? '应收余款' : '金额'}（大写）：${amountInCapitals(due)}` }
      : {}),
    signers: kind.signers,
  }
}
