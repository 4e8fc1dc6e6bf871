import Decimal from 'decimal.js'
import type { Order, OrderLine } from './order'

/** The money of an order in CNY, decimal strings with two places. Balance by produced quantity where production has reported (AC-071). */
export interface MoneyState {
  total: string
  producedTotal: string
  depositDue: string
  depositPaid: string
  depositOpen: string
  balanceDue: string
  balancePaid: string
  /** Never below zero; what was paid too much stands in `overpaid` (AC-077). */
  balanceOpen: string
  overpaid: string
  /** All money that finance confirmed, less what was paid back. */
  paid: string
  /** Forgiven by finance: closes the ledger without being money. */
  writtenOff: string
  lineAmounts: Record<string, string>
}

const zero = new Decimal(0)
/** A decimal from its string; zero for what is missing or no number. */
export const decimal = (text: string | undefined): Decimal => {
  if (!text) return zero
  try {
    return new Decimal(text)
  } catch {
    return zero
  }
}
const money = (d: Decimal): string => d.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toFixed(2)

/** Amount of a line, rounded half up to the fen. */
export const lineAmount = (line: OrderLine, quantity: string = line.quantity): string =>
  money(decimal(quantity).times(decimal(line.unitPrice)))

const sum = (values: string[]): Decimal => values.reduce((s, v) => s.plus(decimal(v)), zero)

/** A quantity of a line less what was given up of the order: what was ordered and will not come is not counted, what was made beyond it is. */
export const lessWrittenOff = (order: Order, line: OrderLine, quantity: string): string => {
  const off = sum((order.restsOff ?? []).filter((r) => r.lineId === line.id).map((r) => r.quantity))
  if (off.isZero()) return quantity
  const made = decimal(quantity)
  return Decimal.min(made, Decimal.max(0, Decimal.max(made, decimal(line.quantity)).minus(off))).toFixed()
}

/** What is charged of a line: produced where production reported, less what was written off; of a cancelled order what has left. */
const chargedQuantity = (order: Order, line: OrderLine, reported: boolean): string => {
  const made = reported ? (order.produced[line.id] ?? '0') : line.quantity
  if (!isCalledOff(order)) return lessWrittenOff(order, line, made)
  const out = order.shipments.flatMap((s) => s.lines ?? [{ lineId: line.id, quantity: made }])
  return sum(out.filter((l) => l.lineId === line.id).map((l) => l.quantity)).toFixed()
}

const isCalledOff = (order: Order): boolean => order.phase === 'cancelled' || order.phase === 'rejected'

/** The share of the total owed before production: stated by this order, else by the customer's terms kept as a draft field. */
function depositDue(order: Order, total: Decimal): Decimal {
  const amount = order.draft.depositAmount?.value
  if (amount) return decimal(amount)
  return total.times(decimal(order.draft.depositRatio?.value)).toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
}

const freightOf = (order: Order): Decimal => decimal(order.facts['freight']?.value)

/** What an order comes to as ordered, lines and freight, with two places. */
export const orderTotal = (order: Order): string => money(sum(order.lines.map((line) => lineAmount(line))).plus(freightOf(order)))

/** The money of an order as it stands. Source: AC-071, AC-077. */
export function balanceState(order: Order): MoneyState {
  const lineAmounts = Object.fromEntries(order.lines.map((l) => [l.id, lineAmount(l)]))
  const freight = freightOf(order)
  const total = sum(Object.values(lineAmounts)).plus(freight)
  const reported = Object.keys(order.produced).length > 0
  const charged = sum(order.lines.map((l) => lineAmount(l, chargedQuantity(order, l, reported))))
  const producedTotal = charged.plus(isCalledOff(order) && order.shipments.length === 0 ? zero : freight)
  const deposit = depositDue(order, total)
  const confirmed = order.payments.filter((p) => p.confirmedById !== undefined)
  const paidAs = (kind: string): Decimal => sum(confirmed.filter((p) => p.kind === kind).map((p) => p.amount))
  const depositPaid = paidAs('deposit')
  const writtenOff = sum(confirmed.filter((p) => p.use === 'write-off').map((p) => p.amount))
  const balancePaid = paidAs('balance').plus(paidAs('other')).minus(writtenOff)
  const open = producedTotal.minus(depositPaid).minus(balancePaid).minus(writtenOff)
  return {
    total: money(total),
    producedTotal: money(producedTotal),
    depositDue: money(deposit),
    depositPaid: money(depositPaid),
    depositOpen: money(Decimal.max(zero, deposit.minus(depositPaid))),
    balanceDue: money(Decimal.max(zero, producedTotal.minus(depositPaid))),
    balancePaid: money(balancePaid),
    balanceOpen: money(Decimal.max(zero, open)),
    overpaid: money(Decimal.max(zero, open.negated())),
    paid: money(depositPaid.plus(balancePaid)),
    writtenOff: money(writtenOff),
    lineAmounts,
  }
}

/** Whether a produced quantity lies within the line's tolerance (AC-054, AC-063); no tolerance stated means exact. */
export const withinTolerance = (line: OrderLine, produced: string): boolean => {
  const ordered = decimal(line.quantity)
  const allowed = ordered.times(decimal(line.tolerancePct ?? '0')).div(100)
  return decimal(produced).minus(ordered).abs().lte(allowed)
}

/** Plain decimal comparison: -1, 0, 1. */
export const compareDecimals = (a: string, b: string): number => decimal(a).comparedTo(decimal(b))

/** Share by which `actual` differs from `expected`, as a decimal string. */
export const relativeDifference = (actual: string, expected: string): string =>
  decimal(expected).isZero()
    ? decimal(actual).isZero()
      ? '0'
      : '1'
    : decimal(actual).minus(decimal(expected)).abs().div(decimal(expected)).toString()

/** Two places for money; quantities without trailing zeros. */
export const formatMoney = (value: string): string => money(decimal(value))
export const formatQuantity = (value: string): string => (value === '' ? '' : decimal(value).toString())
export const multiplyDecimals = (a: string, b: string): string => decimal(a).times(decimal(b)).toString()
/** A percentage as the number that it stands for, or so many ten-thousandths: the decimal point moved. */
export const shiftDecimal = (value: string, places: number): string => decimal(value).times(new Decimal(10).pow(places)).toFixed()
export const addDecimals = (a: string, b: string): string => decimal(a).plus(decimal(b)).toString()
export const subtractDecimals = (a: string, b: string): string => decimal(a).minus(decimal(b)).toString()
