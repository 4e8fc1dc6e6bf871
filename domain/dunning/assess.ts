import Decimal from 'decimal.js'
import type { WorkClock } from '../work-clock'
import { allocate, isSettled, type Ledger, moneyText, type OpenItem } from './allocate'
import type { DunningCase } from './dunning-case'
import { DUNNING_RULES } from './dunning-rules'
import { interestOn } from './interest'
import { type DunningAction, isCollectable, levelOn, nextAction } from './next-action'
import { coveringPromise, judgePromises, type JudgedPromise } from './promises'
import { type ShippingDecision, shippingVerdict } from './shipping-verdict'

export const AGEING_BUCKETS = ['current', 'd1_30', 'd31_60', 'd61_90', 'd90plus'] as const
export type AgeingBucket = (typeof AGEING_BUCKETS)[number]
export type Ageing = Record<AgeingBucket, string>

/** How a customer stands: what is open, how old it is, what comes next, and whether new goods may leave. Amounts as text with two places. */
export interface Assessment {
  ledger: Ledger
  overdueTotal: string
  maxDaysOverdue: number
  ageing: Ageing
  unappliedCredit: string
  /** The level that the oldest items deserve today, whatever was sent so far. */
  deserved: number
  next: DunningAction
  shipping: ShippingDecision
  promises: JudgedPromise[]
  /** The open promise that covers all that is overdue. */
  promised?: JudgedPromise
  /** Present where interest is switched on. */
  interest?: string
}

const bucketOf = (days: number): AgeingBucket =>
  days <= 0 ? 'current' : days <= 30 ? 'd1_30' : days <= 60 ? 'd31_60' : days <= 90 ? 'd61_90' : 'd90plus'

/** Open amounts by their age, contested ones included. */
export function ageingOf(items: OpenItem[]): Ageing {
  const sums = new Map<AgeingBucket, Decimal>()
  for (const item of items.filter((i) => !isSettled(i.open))) {
    const bucket = bucketOf(item.daysOverdue)
    sums.set(bucket, (sums.get(bucket) ?? new Decimal(0)).plus(item.open))
  }
  return Object.fromEntries(AGEING_BUCKETS.map((b) => [b, moneyText(sums.get(b) ?? new Decimal(0))])) as Ageing
}

/** Looks at one customer at one moment. Pure: the same case gives the same answer for ever. */
export function assess(input: DunningCase, clock: WorkClock): Assessment {
  const today = clock.dateOf(input.now)
  const ledger = allocate(input, clock)
  const collectable = ledger.items.filter(isCollectable)
  const overdue = collectable.filter((i) => i.daysOverdue >= 1)
  const overdueTotal = overdue.reduce((sum, i) => sum.plus(i.collectable), new Decimal(0))
  const maxDaysOverdue = Math.max(0, ...overdue.map((i) => i.daysOverdue))
  const overdueIds = overdue.map((i) => i.id)
  const reachesMinimum = overdueTotal.gte(DUNNING_RULES.minimumTotal)
  const { class: customerClass = 'C', keyAccount } = input.customer
  const grace = DUNNING_RULES.graceDays[keyAccount ? 'key' : customerClass]
  const promises = judgePromises(input, ledger, clock)
  const promised = overdue.length > 0 ? coveringPromise(promises, overdueIds) : undefined
  return {
    ledger,
    overdueTotal: moneyText(overdueTotal),
    maxDaysOverdue,
    ageing: ageingOf(ledger.items),
    unappliedCredit: moneyText(ledger.unappliedCredit),
    deserved: levelOn({ collectable, grace }, today),
    next: nextAction({ input, clock, today, collectable, overdueIds, reachesMinimum, grace, promises }),
    shipping: shippingVerdict({
      input,
      ledger,
      oldestPastGrace: maxDaysOverdue - grace,
      reachesMinimum,
      hasOverdue: overdue.length > 0,
      isPromised: promised !== undefined,
      brokenPromises: promises.filter((p) => p.state === 'broken').length,
    }),
    promises,
    ...(promised ? { promised } : {}),
    ...(input.interest ? { interest: moneyText(interestOn(ledger.items, input.interest, today, clock)) } : {}),
  }
}
