import { customerById } from '../access/lookup'
import { priceDoubts } from '../checks/price-plan'
import type { StepSpec } from '../flow/flow'
import { paymentWords } from '../wording/fields'
import { armStale } from './arm'
import { consequence } from './consequences'
import { cutoff, cutoffPlan } from './decide/roll-over'
import { balanceState } from './money-state'
import { armSupervision } from './supervise'
import { CHECK_AT } from './shipping'
import { tellRoles } from './tell'
import type { Work } from './work'

/** Takes the payment terms from the sales contract, and holds lines against the price plan; what differs freezes the line (AC-016 to AC-018). */
function pricePlan(work: Work): void {
  const { facts, order } = work
  const contract = customerById(facts.directory, order.customer?.id)?.paymentTerms
  const stated = order.draft.paymentTerms?.value
  const term = contract ? paymentWords(contract) : stated ? paymentWords(stated) : undefined
  const differs = contract !== undefined && stated !== undefined && paymentWords(stated) !== paymentWords(contract)
  if (term)
    work.emit({
      type: 'FactSet',
      id: 'paymentTerm',
      fact: { value: differs ? `${term}（消息里写的是${paymentWords(stated)}，以合同为准）` : term, byId: 'bot', at: facts.now },
    })
  work.emit({
    type: 'OpenPointsSet',
    points: [...order.openPoints.filter((p) => !p.path.startsWith('lines.')), ...priceDoubts(work.order, facts)],
  })
}

/** Arms the roll-over at the cut-off of the day (U3); class A has only the debt of the paper unless the company says otherwise (U2). */
function rollOver(work: Work, step: StepSpec): void {
  const { facts, order } = work
  if (!facts.settings.signBackByPhoto)
    work.emit({ type: 'FactSet', id: 'paperOnly', fact: { value: 'yes', byId: 'bot', at: facts.now } })
  const today = facts.clock.dateOf(facts.now)
  const day = facts.settings.rollOverWorkdaysOnly ? facts.clock.addWorkdays(today, 0) : today
  if (order.customer?.class === 'A') {
    consequence(work, 'debt:open:sign-back', { stepId: step.id, inputs: {} })
    if (!facts.settings.rollOverClassA) return
  }
  const isPast = facts.clock.minutesBetween(facts.now, cutoff(facts, day)) <= 0
  work.arm({
    key: 'roll-over',
    kind: 'roll-over',
    plan: cutoffPlan(facts, isPast ? facts.clock.addWorkdays(day, 1) : day),
    rule: 'closing of each workday until the valid return',
    toIds: [order.salesId],
    about: step.id,
  })
}

/** Asks for the daily production report at the set hour of every workday while production runs (AC-059). */
export function armDailyReport(work: Work, stepId: string): void {
  const { facts } = work
  const today = facts.clock.dateOf(facts.now)
  let date = facts.clock.addWorkdays(today, 0)
  if (facts.clock.minutesBetween(facts.now, facts.clock.at(date, facts.settings.dailyReportAt)) <= 0)
    date = facts.clock.addWorkdays(date, 1)
  work.arm({
    key: 'daily-report',
    kind: 'daily-report',
    plan: { date, workdays: 0, time: facts.settings.dailyReportAt },
    rule: `every workday ${facts.settings.dailyReportAt}`,
    toIds: [],
    about: stepId,
  })
}

/** Goods on their way are looked after each workday from the next one on, as the shipping advice says (AC-089). */
function checkTimes(work: Work, step: StepSpec): void {
  const { facts, order } = work
  work.arm({
    key: 'check',
    kind: 'check',
    plan: { date: facts.clock.dateOf(facts.now), workdays: 1, time: CHECK_AT },
    rule: 'the check time of the shipping advice',
    toIds: [order.salesId],
    about: step.id,
  })
}

/** What starts when a step opens, by name. */
export const BEHAVIOURS: Record<string, (work: Work, step: StepSpec) => void> = {
  'price-plan': pricePlan,
  'roll-over': rollOver,
  'daily-report': (work, step) => armDailyReport(work, step.id),
  stale: (work, step) => armStale(work, step.id),
  'check-times': checkTimes,
  supervise: (work, step) => armSupervision(work, step.id),
  /** The request is said and recorded (AC-043). */
  'ask-deposit': (work, step) => {
    consequence(work, 'customer:depositAsk', { stepId: step.id, inputs: {} })
    const value = balanceState(work.order).depositOpen
    work.emit({ type: 'FactSet', id: 'depositAsked', fact: { value, byId: 'bot', at: work.facts.now } })
    work.emit({ type: 'Noted', text: `已通知客户付定金 ${value}元`, inner: false })
  },
  /** Class B and C get the notice; for class A finance is informed only, unless the company wants its signature (AC-070, U7). */
  'balance-notice': (work, step) => {
    if (work.order.customer?.class === 'A' && !work.facts.settings.classAWaitsForFinance) {
      tellRoles(
        work,
        ['finance'],
        `订单 ${work.order.number} 为A级客户，按合同直接安排发货，应收余款 ${balanceState(work.order).balanceOpen}元，请知悉。`,
      )
      return
    }
    if (balanceState(work.order).balanceOpen === '0.00') return
    work.emit({ type: 'FactSet', id: 'balanceGate', fact: { value: 'yes', byId: 'bot', at: work.facts.now } })
    consequence(work, 'present:balance-notice:sales', { stepId: step.id, inputs: {} })
    consequence(work, 'tell:sales:balanceAsk', { stepId: step.id, inputs: {} })
  },
}
