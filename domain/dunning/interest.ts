import Decimal from 'decimal.js'
import type { WorkClock } from '../work-clock'
import { type OpenItem } from './allocate'
import { decimal } from '../order/money-state'
import type { InterestMode } from './dunning-case'
import { rates } from './lpr.json'

/** The one-year LPR in force on a date, in percent; of the first known one for earlier dates. */
export const lprOn = (date: string): string => rates.findLast((r) => r.from <= date)?.percent ?? rates[0]?.percent ?? '0'

const dailyRate = (mode: InterestMode, firstLateDay: string): Decimal =>
  mode.mode === 'daily'
    ? decimal(mode.rate)
    : decimal(lprOn(firstLateDay))
        .div(100)
        .times(new Decimal(1).plus(decimal(mode.markup)))
        .div(365)

/**
 * Simple interest on what is late and not contested, to the day. A payment counts from the day after it came. Off unless a firm sets a mode;
 * an amount of interest is said to nobody before a person has approved it.
 */
export function interestOn(items: OpenItem[], mode: InterestMode, today: string, clock: WorkClock): Decimal {
  let sum = new Decimal(0)
  for (const item of items) {
    const rate = dailyRate(mode, clock.addDays(item.due, 1))
    const disputed = decimal(item.receivable.disputed)
    for (let day = clock.addDays(item.due, 1); day <= today; day = clock.addDays(day, 1)) {
      const paid = item.paid.filter((p) => p.date < day).reduce((s, p) => s.plus(p.amount), new Decimal(0))
      sum = sum.plus(Decimal.max(0, item.amount.minus(paid).minus(disputed)).times(rate))
    }
  }
  return sum
}
