import Decimal from 'decimal.js'
import type { Directory } from '../company'
import { customerById } from '../access/lookup'
import { applyTimeRule } from '../calendar/time-rules'
import { balanceState, decimal } from '../order/money-state'
import type { Order } from '../order/order'
import type { WorkClock } from '../work-clock'
import { paymentWords } from '../wording/fields'
import type { OrderDebt } from './account'

/** Credit of class A where the contract names no terms. */
const USUAL_CREDIT_DAYS = 30

const termsOf = (order: Order, directory: Directory): string =>
  customerById(directory, order.customer?.id)?.paymentTerms ?? paymentWords(order.draft.paymentTerms?.value ?? '')

/** When goods that left on `from` are to be paid: 月结30天 from the end of the month, 账期30天 from the day they left. */
function creditDue(order: Order, directory: Directory, from: string, clock: WorkClock): string {
  const terms = termsOf(order, directory)
  const days = Number(/(\d{1,3})\s*天/.exec(terms)?.[1] ?? (/月结/.test(terms) ? 30 : -1))
  if (/月结/.test(terms)) return applyTimeRule(from, { type: 'month_end_terms', days, at: '00:00' }).at.slice(0, 10)
  if (days >= 0) return clock.addDays(from, days)
  if (/货到/.test(terms)) return order.shipments.at(-1)?.arrivedAt?.slice(0, 10) ?? from
  return order.customer?.class === 'A' ? clock.addDays(from, USUAL_CREDIT_DAYS) : from
}

/**
 * What a customer owes for an order, and what was paid on it; undefined while nothing is due to be asked for. Once the balance notice is out, the
 * balance before shipping, due by the promised date; once goods left without it, credit by the terms. What is open is the order's own balance by
 * produced quantity. Source: AC-070, AC-071, AC-077.
 */
export function debtOf(order: Order, directory: Directory, clock: WorkClock): OrderDebt | undefined {
  const gate = order.facts['balanceGate']
  const left = order.shipments.at(-1)?.shippedAt
  if (!order.customer || order.phase === 'draft' || order.phase === 'rejected') return undefined
  if (!gate && left === undefined) return undefined
  const { balanceOpen } = balanceState(order)
  const payments = order.payments
    .filter((p) => p.confirmedById !== undefined && p.kind !== 'deposit' && decimal(p.amount).gt(0))
    .map((p) => ({ at: p.at, amount: p.amount, for: [order.number] }))
  const amount = payments.reduce((sum, p) => sum.plus(p.amount), new Decimal(balanceOpen))
  if (amount.isZero()) return undefined
  const since = clock.dateOf(gate?.at ?? left ?? order.createdAt)
  const promised = order.facts['promisedDate']?.value
  const due = gate
    ? promised !== undefined && promised > since
      ? promised
      : since
    : creditDue(order, directory, clock.dateOf(left ?? order.createdAt), clock)
  return { receivable: { id: order.number, amount: amount.toFixed(2), due, terms: gate ? 'prepay' : 'credit' }, payments, since }
}
