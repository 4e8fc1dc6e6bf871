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
  lineAmounts: Record<string, string>
}

const zero = new Decimal(0)
const dec = (text: string | undefined): Decimal => {
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
  money(dec(quantity).times(dec(line.unitPrice)))

const sum = (values: string[]): Decimal => values.reduce((s, v) => s.plus(dec(v)), zero)

/** The share of the total owed before production: stated by this order, else by the customer's terms kept as a draft field. */
function depositDue(order: Order, total: Decimal): Decimal {
  const amount = order.draft.depositAmount?.value
  if (amount) return dec(amount)
  return total.times(dec(order.draft.depositRatio?.value)).toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
}

export function balanceState(order: Order): MoneyState {
  const lineAmounts = Object.fromEntries(order.lines.map((l) => [l.id, lineAmount(l)]))
  const freight = dec(order.facts['freight']?.value)
  const total = sum(Object.values(lineAmounts)).plus(freight)
  const reported = Object.keys(order.produced).length > 0
  const producedTotal = reported ? sum(order.lines.map((l) => lineAmount(l, order.produced[l.id] ?? '0'))).plus(freight) : total
  const deposit = depositDue(order, total)
  const confirmed = order.payments.filter((p) => p.confirmedById !== undefined)
  const paidAs = (kind: string): Decimal => sum(confirmed.filter((p) => p.kind === kind).map((p) => p.amount))
  const depositPaid = paidAs('deposit')
  const balancePaid = paidAs('balance').plus(paidAs('other'))
  const open = producedTotal.minus(depositPaid).minus(balancePaid)
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
    lineAmounts,
  }
}

/** Whether a produced quantity lies within the line's tolerance (AC-054, AC-063); no tolerance stated means exact. */
export const withinTolerance = (line: OrderLine, produced: string): boolean => {
  const ordered = dec(line.quantity)
  const allowed = ordered.times(dec(line.tolerancePct ?? '0')).div(100)
  return dec(produced).minus(ordered).abs().lte(allowed)
}

/** Plain decimal comparison: -1, 0, 1. */
export const compareDecimals = (a: string, b: string): number => dec(a).comparedTo(dec(b))

/** Share by which `actual` differs from `expected`, as a decimal string. */
export const relativeDifference = (actual: string, expected: string): string =>
  dec(expected).isZero()
    ? dec(actual).isZero()
      ? '0'
      : '1'
    : dec(actual).minus(dec(expected)).abs().div(dec(expected)).toString()

/** Two places for money; quantities without trailing zeros. */
export const formatMoney = (value: string): string => money(dec(value))
export const formatQuantity = (value: string): string => (value === '' ? '' : dec(value).toString())
export const multiplyDecimals = (a: string, b: string): string => dec(a).times(dec(b)).toString()
export const addDecimals = (a: string, b: string): string => dec(a).plus(dec(b)).toString()
