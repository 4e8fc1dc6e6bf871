import Decimal from 'decimal.js'
import { daysBetween, msOf } from '../calendar/instants'
import { decimal } from '../order/money-state'
import type { WorkClock } from '../work-clock'
import type { ConfirmedPayment, DunningCase, Receivable } from './dunning-case'
import { DUNNING_RULES } from './dunning-rules'

const ZERO = new Decimal(0)
export const moneyText = (amount: Decimal): string => amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toFixed(2)
/** Whether so little is left that it counts as settled. */
export const isSettled = (amount: Decimal): boolean => amount.lte(DUNNING_RULES.tolerance)

/** A receivable with what was paid on it. */
export interface OpenItem {
  id: string
  receivable: Receivable
  /** The due date, rolled to a workday. */
  due: string
  amount: Decimal
  open: Decimal
  /** Open, less what is contested. */
  collectable: Decimal
  /** Calendar days since it was due; 1 and more = overdue. */
  daysOverdue: number
  /** What each payment gave to it, with the payment's date. */
  paid: { date: string; amount: Decimal }[]
}

export interface Ledger {
  items: OpenItem[]
  /** Paid and owed by nothing: finance is told. */
  unappliedCredit: Decimal
}

interface Target {
  id: string
  due: string
  open: Decimal
}

/**
 * Shares a sum among what is open: oldest due date first; on one due date by their size, rounded down to the fen, with the fen left over to
 * the largest, of equals the one with the last id.
 */
function share(sum: Decimal, targets: Target[]): Map<string, Decimal> {
  const given = new Map<string, Decimal>()
  let left = sum
  for (const due of [...new Set(targets.map((t) => t.due))].toSorted()) {
    const group = targets.filter((t) => t.due === due && t.open.gt(0))
    const total = group.reduce((s, t) => s.plus(t.open), ZERO)
    const amount = Decimal.min(left, total)
    let rest = amount
    for (const t of group) {
      const part = amount.eq(total) ? t.open : amount.times(t.open).div(total).toDecimalPlaces(2, Decimal.ROUND_DOWN)
      given.set(t.id, part)
      rest = rest.minus(part)
    }
    for (const t of group.toSorted((a, b) => b.open.comparedTo(a.open) || (a.id < b.id ? 1 : -1))) {
      const already = given.get(t.id) ?? ZERO
      const more = Decimal.min(rest, t.open.minus(already))
      given.set(t.id, already.plus(more))
      rest = rest.minus(more)
    }
    left = left.minus(amount)
  }
  return given
}

/** What is open on each receivable after the payments of up to now, in the order they came. Source: Civil Code art. 560, AC-077. */
export function allocate(input: DunningCase, clock: WorkClock): Ledger {
  const today = clock.dateOf(input.now)
  const items = input.items.map((receivable): OpenItem => {
    const due = clock.addWorkdays(receivable.due, 0)
    const amount = decimal(receivable.amount)
    return {
      id: receivable.id,
      receivable,
      due,
      amount,
      open: amount,
      collectable: amount,
      daysOverdue: daysBetween(due, today),
      paid: [],
    }
  })
  let credit = ZERO
  const counted = (input.payments ?? []).filter((p) => msOf(p.at) <= msOf(input.now)).toSorted((a, b) => msOf(a.at) - msOf(b.at))
  for (const payment of counted) credit = credit.plus(apply(payment, items, clock))
  for (const item of items) item.collectable = Decimal.max(ZERO, item.open.minus(decimal(item.receivable.disputed)))
  return { items, unappliedCredit: credit }
}

/** Gives a payment to the items it was meant for, then to the others; what nobody needs comes back. */
function apply(payment: ConfirmedPayment, items: OpenItem[], clock: WorkClock): Decimal {
  const date = clock.dateOf(payment.at)
  let left = decimal(payment.amount)
  const meant = items.filter((i) => payment.for?.includes(i.id))
  for (const targets of [meant, items]) {
    for (const [id, amount] of share(left, targets)) {
      const item = items.find((i) => i.id === id)
      if (!item || amount.isZero()) continue
      item.open = item.open.minus(amount)
      item.paid.push({ date, amount })
      left = left.minus(amount)
    }
  }
  return left
}
