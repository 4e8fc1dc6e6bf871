import { nameOf } from '../access/lookup'
import type { Directory } from '../company'
import type { Order } from '../order/order'
import { moneySummary } from './build-document'
import { sheetDate } from './dates-on-paper'
import { customerName, customerRecord, dateIn, drafted, paymentTerms } from './paper'

/** The confirmed data of an order for another program: plain dates, decimal strings, empty strings for what is not known. `number` is that of the papers (AC-133). */
export interface ErpRecord {
  number: string
  orderedOn: string
  customerCode: string
  customerName: string
  contact: string
  phone: string
  address: string
  requestedDate: string
  finishDate: string
  paymentTerms: string
  sales: string
  total: string
  depositDue: string
  status: string
  lines: {
    no: number
    productCode: string
    name: string
    spec: string
    color: string
    quantity: string
    unit: string
    unitPrice: string
    amount: string
    tolerancePct: string
  }[]
}

export function erpRecord(order: Order, directory: Directory): ErpRecord {
  const money = moneySummary(order)
  return {
    number: order.number,
    orderedOn: dateIn(directory, order.createdAt),
    customerCode: customerRecord(order, directory)?.code ?? '',
    customerName: customerName(order),
    contact: drafted(order, 'contactName') ?? '',
    phone: drafted(order, 'phone') ?? '',
    address: drafted(order, 'address') ?? '',
    requestedDate: order.draft.requestedDate?.value ?? '',
    finishDate: sheetDate(order) ?? '',
    paymentTerms: paymentTerms(order) ?? '',
    sales: nameOf(directory, order.salesId),
    total: money.total,
    depositDue: money.depositDue,
    status: order.status,
    lines: order.lines.map((l, i) => ({
      no: i + 1,
      productCode: l.productCode ?? '',
      name: l.name,
      spec: l.spec ?? '',
      color: l.color ?? '',
      quantity: l.quantity,
      unit: l.unit,
      unitPrice: l.unitPrice,
      amount: l.quantity && l.unitPrice ? (money.lineAmounts[l.id] ?? '') : '',
      tolerancePct: l.tolerancePct ?? '',
    })),
  }
}

/** A row a line, the order's own fields repeated; with a byte order mark so that Excel reads it as UTF-8. */
export function erpCsv(record: ErpRecord): string {
  const { lines, ...head } = record
  const rows = lines.map((line) => [...Object.values(head), ...Object.values(line)])
  const titles = [...Object.keys(head), ...Object.keys(lines[0] ?? { no: 0 })]
  return `\ufeff${[titles, ...rows].map((row) => row.map((c) => cell(String(c))).join(',')).join('\r\n')}\r\n`
}

/** Words that a spreadsheet would take for a formula get an apostrophe; figures, also negative ones, stay. */
const cell = (text: string): string => {
  const safe = /^[=+@\t\r-]/.test(text) && !/^-?\d{1,20}(\.\d{1,8})?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
