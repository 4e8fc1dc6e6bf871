import Decimal from 'decimal.js'
import type { WorkClock } from '../work-clock'
import { daysBetween, msOf } from '../calendar/instants'
import type { Ledger } from './allocate'
import { decimal } from '../order/money-state'
import type { DunningCase, PaymentPromise } from './dunning-case'
import { DUNNING_RULES } from './dunning-rules'

export type PromiseState = 'open' | 'kept' | 'broken' | 'needs_approval'

export interface JudgedPromise {
  promise: PaymentPromise
  state: PromiseState
  /** When it is looked at: 09:30 of the next workday after its date. */
  checkAt: string
}

const isAbout = (promise: PaymentPromise, id: string): boolean =>
  promise.items === undefined || promise.items.length === 0 || promise.items.includes(id)

/** What was paid on the promised items from the day it was made to the promised day, both included. */
function paidOn(promise: PaymentPromise, input: DunningCase, ledger: Ledger, clock: WorkClock): Decimal {
  const from = clock.dateOf(promise.at)
  const inTime = (date: string): boolean => date >= from && date <= promise.date
  if (!promise.items?.length)
    return (input.payments ?? [])
      .filter((p) => msOf(p.at) <= msOf(input.now) && inTime(clock.dateOf(p.at)))
      .reduce((sum, p) => sum.plus(decimal(p.amount)), new Decimal(0))
  return ledger.items
    .filter((i) => isAbout(promise, i.id))
    .flatMap((i) => i.paid)
    .filter((p) => inTime(p.date))
    .reduce((sum, p) => sum.plus(p.amount), new Decimal(0))
}

/**
 * What became of each promise, in the order they were made. Too far ahead, or after two broken ones: it needs approval and stops nothing.
 * Kept as soon as the money is there, broken at its check time.
 */
export function judgePromises(input: DunningCase, ledger: Ledger, clock: WorkClock): JudgedPromise[] {
  const judged: JudgedPromise[] = []
  for (const promise of (input.promises ?? []).toSorted((a, b) => msOf(a.at) - msOf(b.at))) {
    const checkAt = clock.at(clock.addWorkdays(promise.date, 1), DUNNING_RULES.sendAt)
    const brokenBefore = judged.filter((j) => j.state === 'broken' && msOf(j.checkAt) <= msOf(promise.at)).length
    const doubtful =
      daysBetween(clock.dateOf(promise.at), promise.date) > DUNNING_RULES.promiseDays ||
      brokenBefore >= DUNNING_RULES.brokenPromises
    const paid = paidOn(promise, input, ledger, clock)
    const state: PromiseState = paid.gte(decimal(promise.amount).minus(DUNNING_RULES.tolerance))
      ? 'kept'
      : doubtful && !promise.approved
        ? 'needs_approval'
        : msOf(checkAt) <= msOf(input.now)
          ? 'broken'
          : 'open'
    judged.push({ promise, state, checkAt })
  }
  return judged
}

/** The open promise about everything that is overdue, the one looked at first. */
export const coveringPromise = (judged: JudgedPromise[], overdueIds: string[]): JudgedPromise | undefined =>
  judged
    .filter((j) => j.state === 'open' && overdueIds.every((id) => isAbout(j.promise, id)))
    .toSorted((a, b) => msOf(a.checkAt) - msOf(b.checkAt))[0]

/** The latest broken promise about something that is still overdue. */
export const brokenPromise = (judged: JudgedPromise[], overdueIds: string[]): JudgedPromise | undefined =>
  judged
    .filter((j) => j.state === 'broken' && overdueIds.some((id) => isAbout(j.promise, id)))
    .toSorted((a, b) => msOf(a.checkAt) - msOf(b.checkAt))
    .at(-1)
