import { workingTime } from '../working-time'
import { msOf } from '../calendar/instants'
import { moneyText } from './allocate'
import { type Ageing, assess } from './assess'
import type { DunningCase } from './dunning-case'

/** The answer to a case as case files write it (schema dunning-cases/1). */
export interface CaseAnswer {
  overdueTotal: string
  maxDaysOverdue: number
  aging: Ageing
  open: Record<string, string>
  level: number
  action: string
  nextActionAt: string | null
  recipients: string[]
  shipping: string
  interest?: string
  unappliedCredit: string
  promiseNeedsApproval: boolean
}

const CLOCK = workingTime({
  company: { name: '', timezone: 'Asia/Shanghai', flow: 'approval', workingHours: { start: '09:00', end: '18:00' } },
})

/** Answers a case by the official calendar in Asia/Shanghai. */
export function answerCase(input: DunningCase): CaseAnswer {
  const found = assess(input, CLOCK)
  return {
    overdueTotal: found.overdueTotal,
    maxDaysOverdue: found.maxDaysOverdue,
    aging: found.ageing,
    open: Object.fromEntries(found.ledger.items.map((i) => [i.id, moneyText(i.open)])),
    level: found.next.level,
    action: found.next.action,
    nextActionAt: found.next.at,
    recipients: found.next.recipients,
    shipping: found.shipping.verdict,
    unappliedCredit: found.unappliedCredit,
    promiseNeedsApproval: found.promises.some((p) => p.state === 'needs_approval'),
    ...(found.interest === undefined ? {} : { interest: found.interest }),
  }
}

const same = (name: string, expected: unknown, found: unknown): boolean =>
  name === 'nextActionAt' && typeof expected === 'string' && typeof found === 'string'
    ? msOf(expected) === msOf(found)
    : JSON.stringify(ordered(expected)) === JSON.stringify(ordered(found))

const ordered = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** What differs from the expected answer, one line each; members that a case does not name are not compared. */
export function differences(input: DunningCase, expected: Record<string, unknown>): string[] {
  const found = answerCase(input) as unknown as Record<string, unknown>
  return Object.entries(expected)
    .filter(([name, value]) => !same(name, value, found[name]))
    .map(([name, value]) => `${name}: expected ${JSON.stringify(value)}, got ${JSON.stringify(found[name])}`)
}
