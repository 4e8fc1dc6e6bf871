import { msOf } from '../calendar/instants'
import { isSettled, type Ledger } from './allocate'
import { decimal } from '../order/money-state'
import type { DunningCase } from './dunning-case'
import { DUNNING_RULES } from './dunning-rules'
import Decimal from 'decimal.js'

export type ShippingVerdict = 'allowed' | 'warn' | 'approval' | 'blocked'
/** Which rule stands in the way. */
export type ShippingRule = 'overdue' | 'exposure' | 'broken-promises' | 'prepay'

export interface ShippingDecision {
  verdict: ShippingVerdict
  /** The rules behind the verdict, strictest first; empty when goods may go. */
  rules: ShippingRule[]
  /** A director's release let goods go that would wait otherwise. */
  released: boolean
}

const ORDER: ShippingVerdict[] = ['allowed', 'warn', 'approval', 'blocked']
const MILDER: Record<ShippingVerdict, ShippingVerdict> = {
  allowed: 'allowed',
  warn: 'warn',
  approval: 'warn',
  blocked: 'approval',
}

export interface ShippingInput {
  input: DunningCase
  ledger: Ledger
  /** Days past grace of the oldest overdue item; 0 or less = none. */
  oldestPastGrace: number
  reachesMinimum: boolean
  hasOverdue: boolean
  isPromised: boolean
  brokenPromises: number
}

/** By the age of what is overdue; a promise about all of it makes it one step milder. */
function byAge({ oldestPastGrace, reachesMinimum, isPromised }: ShippingInput): ShippingVerdict {
  if (!reachesMinimum) return 'allowed'
  const verdict = DUNNING_RULES.shipFrom.find((s) => oldestPastGrace >= s.days)?.verdict ?? 'allowed'
  return isPromised ? MILDER[verdict] : verdict
}

/** By all that is open and the new goods, less credit, against the customer's limit. */
function byExposure({ input, ledger }: ShippingInput): ShippingVerdict {
  const limit = input.customer.creditLimit
  if (limit === undefined) return 'allowed'
  const open = ledger.items.reduce((sum, i) => sum.plus(i.open), new Decimal(0))
  const exposure = open.plus(decimal(input.newShipment)).minus(ledger.unappliedCredit)
  return DUNNING_RULES.exposureOver.find((e) => exposure.gt(decimal(limit).times(e.share)))?.verdict ?? 'allowed'
}

/** Whether new goods may leave. The strictest rule counts; a director's release overrides all but the order's own balance before shipping. */
export function shippingVerdict(s: ShippingInput): ShippingDecision {
  const { input, ledger } = s
  const tests: { rule: ShippingRule; verdict: ShippingVerdict }[] = [
    { rule: 'overdue', verdict: byAge(s) },
    { rule: 'exposure', verdict: byExposure(s) },
    {
      rule: 'broken-promises',
      verdict: s.hasOverdue && s.brokenPromises >= DUNNING_RULES.brokenPromises ? 'blocked' : 'allowed',
    },
  ]
  const released = input.release !== undefined && msOf(input.release.until) > msOf(input.now)
  const unpaid = ledger.items.some(
    (i) => input.shipOrderItems?.includes(i.id) && i.receivable.terms === 'prepay' && !isSettled(i.open),
  )
  const counted = [
    ...(released ? [] : tests),
    { rule: 'prepay' as const, verdict: unpaid ? ('blocked' as const) : ('allowed' as const) },
  ]
  const against = counted
    .filter((t) => t.verdict !== 'allowed')
    .toSorted((a, b) => ORDER.indexOf(b.verdict) - ORDER.indexOf(a.verdict))
  return {
    verdict: against[0]?.verdict ?? 'allowed',
    rules: against.map((t) => t.rule),
    released: released && tests.some((t) => t.verdict !== 'allowed'),
  }
}
