import { nameOf } from '../access/lookup'
import type { Directory } from '../company'
import type { Order } from '../order/order'
import type { MoneySummary } from './builder'
import { sheetDate } from './dates-on-paper'
import type { Section, TableColumn } from './document'
import { customerName, DASH, dateIn, drafted, paymentTerms, priceWords, quantityWords } from './paper'

/** One line of an order as the register lists it; figures are decimal strings, unknown ones a dash. */
export interface RegisterRow {
  date: string
  orderNumber: string
  customer: string
  product: string
  color: string
  spec: string
  quantity: string
  unit: string
  unitPrice: string
  amount: string
  requestedDate: string
  finishDate: string
  paymentTerms: string
  sales: string
  status: string
}

/** Rows of the order register, one a line, oldest order first. An order without lines still has its row. Source: fabric-trade, AC-120. */
export function registerRows(
  orders: readonly Order[],
  directory: Directory,
  money: (order: Order) => MoneySummary,
): RegisterRow[] {
  const sorted = orders.toSorted((a, b) => (a.createdAt === b.createdAt ? 0 : a.createdAt < b.createdAt ? -1 : 1))
  return sorted.flatMap((order) => {
    const amounts = money(order).lineAmounts
    const head = {
      date: dateIn(directory, order.createdAt),
      orderNumber: order.number,
      customer: customerName(order),
      requestedDate: drafted(order, 'requestedDate') ?? DASH,
      finishDate: sheetDate(order) ?? DASH,
      paymentTerms: paymentTerms(order) ?? DASH,
      sales: nameOf(directory, order.salesId),
      status: order.status,
    }
    const none = { product: DASH, color: DASH, spec: DASH, quantity: DASH, unit: DASH, unitPrice: DASH, amount: DASH }
    if (order.lines.length === 0) return [{ ...head, ...none }]
    return order.lines.map((line) => ({
      ...head,
      product: line.name || DASH,
      color: line.color ?? DASH,
      spec: line.spec ?? DASH,
      quantity: quantityWords(line.quantity),
      unit: line.unit || DASH,
      unitPrice: priceWords(line.unitPrice),
      amount: line.quantity && line.unitPrice ? (amounts[line.id] ?? DASH) : DASH,
    }))
  })
}

const column = (
  id: keyof RegisterRow,
  title: string,
  share: number,
  align: TableColumn['align'] = 'left',
  card = false,
): TableColumn & { id: keyof RegisterRow } => ({ id, title, share, align, ...(card ? { card } : {}) })

const COLUMNS = [
  column('date', '下单日期', 2.3),
  column('orderNumber', '订单号', 3.6),
  column('customer', '客户', 2.8),
  column('product', '品名', 2.8, 'left', true),
  column('color', '颜色', 1.5),
  column('spec', '规格型号', 2.7, 'left', true),
  column('quantity', '数量', 1.7, 'right', true),
  column('unit', '单位', 1.1, 'center', true),
  column('unitPrice', '单价（元）', 1.8, 'right'),
  column('amount', '金额（元）', 2.2, 'right', true),
  column('requestedDate', '要求交期', 2.3),
  column('finishDate', '完成日', 2.3),
  column('sales', '业务员', 1.6),
]

/** The register as a table; a column that nobody filled is left out. */
export function registerTable(rows: RegisterRow[]): Extract<Section, { kind: 'table' }> {
  const columns = COLUMNS.filter((c) => c.id !== 'color' || rows.some((r) => r.color !== DASH))
  return { kind: 'table', title: '登记明细', columns, rows: rows.map((r) => columns.map((c) => r[c.id])) }
}
