import { balanceState, decimal, formatMoney, formatQuantity, lineAmount, lessWrittenOff } from './money-state'
import type { Order, Payment } from './order'

/** One row of an order's ledger: what is charged, or what counts against it. Decimal strings with two places. */
export interface LedgerRow {
  /** ISO instant; absent for what is charged now. */
  at?: string
  kind: 'receivable' | 'freight' | 'deposit' | 'payment' | 'refund' | 'credit-out' | 'credit-in' | 'write-off'
  label: string
  /** Charged to the customer, or given back to them. */
  debit: string
  /** Received, credited or forgiven. */
  credit: string
  /** What is owed after this row; negative where more was received. */
  balance: string
  byId?: string
}

const LABELS: Record<Exclude<LedgerRow['kind'], 'receivable' | 'freight'>, string> = {
  deposit: '定金',
  payment: '货款',
  refund: '退款',
  'credit-out': '转客户余额',
  'credit-in': '客户余额抵扣',
  'write-off': '尾差核销',
}

const kindOf = (p: Payment): Exclude<LedgerRow['kind'], 'receivable' | 'freight'> =>
  p.use ?? (p.kind === 'deposit' ? 'deposit' : 'payment')

/** The ledger of an order as it stands: what is charged line by line, then every movement of money in order of time, with a running balance. */
export function ledgerOf(order: Order): LedgerRow[] {
  const isOff = order.phase === 'cancelled' || order.phase === 'rejected'
  const reported = Object.keys(order.produced).length > 0
  const money = balanceState(order)
  const freight = order.facts['freight']?.value
  const rows: Omit<LedgerRow, 'balance'>[] = []
  let charged = decimal('0')
  for (const line of order.lines) {
    if (isOff) break
    const quantity = lessWrittenOff(order, line, reported ? (order.produced[line.id] ?? '0') : line.quantity)
    const amount = lineAmount(line, quantity)
    charged = charged.plus(amount)
    const name = [line.name, line.spec].filter(Boolean).join(' ')
    rows.push({
      kind: 'receivable',
      label: `应收 ${name} ${formatQuantity(quantity)}${line.unit}×${line.unitPrice === '' ? '—' : formatMoney(line.unitPrice)}`,
      debit: amount,
      credit: '0.00',
    })
  }
  if (isOff && money.producedTotal !== '0.00')
    rows.push({ kind: 'receivable', label: '应收（已发货部分）', debit: money.producedTotal, credit: '0.00' })
  else if (!isOff && freight) rows.push({ kind: 'freight', label: '应收运费', debit: formatMoney(freight), credit: '0.00' })
  for (const p of order.payments.filter((x) => x.confirmedById !== undefined)) {
    const kind = kindOf(p)
    const amount = decimal(p.amount)
    rows.push({
      at: p.at,
      kind,
      label: [
        LABELS[kind],
        p.partId ? `第${p.partId.replace(/\D/g, '')}批` : undefined,
        p.withOrder ? `（订单 ${p.withOrder}）` : undefined,
        p.method,
        p.why,
      ]
        .filter(Boolean)
        .join(' '),
      debit: amount.isNegative() ? formatMoney(amount.negated().toFixed()) : '0.00',
      credit: amount.isNegative() ? '0.00' : formatMoney(p.amount),
      ...(p.confirmedById ? { byId: p.confirmedById } : {}),
    })
  }
  let balance = decimal('0')
  return rows.map((row) => {
    balance = balance.plus(row.debit).minus(row.credit)
    return { ...row, balance: formatMoney(balance.toFixed()) }
  })
}
