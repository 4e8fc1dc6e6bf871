import type { Facts } from '../../facts'
import { SAY } from '../../wording/says'
import type { DuePlan } from '../due-plan'
import { tellRoles } from '../tell'
import type { Work } from '../work'

const baseDate = (work: Work): string | undefined => work.order.facts['sheetDate']?.value ?? work.order.facts['finishDate']?.value

/** The rolled date; of a year whose holidays are not published it says so. */
const dateWords = (work: Work): string => {
  const to = work.order.facts['promisedDate']?.value ?? ''
  return `${to}${to ? work.facts.clock.unsure(to) : ''}`
}

/** The moment of a day at which a sign-back counts as late (U3). */
export const cutoff = (facts: Facts, day: string): string =>
  facts.settings.rollOverCutoff ? facts.clock.at(day, facts.settings.rollOverCutoff) : facts.clock.closing(day)

/** The next moment from a date on at which a sign-back counts as late; it moves with the calendar, and stands also at night. */
export const cutoffPlan = (facts: Facts, date: string): DuePlan => ({
  date,
  ...(facts.settings.rollOverWorkdaysOnly ? { workdays: 0 } : {}),
  time: facts.settings.rollOverCutoff || 'closing',
  silent: true,
})

/** How many closings passed between the sending of the sheet and `until`; each moves the date by one day (AC-044). */
function closingsPassed(work: Work, until: string): number {
  const { facts, order } = work
  const from = order.steps['sign-back']?.openedAt ?? facts.now
  let count = 0
  let day = facts.clock.dateOf(from)
  for (let i = 0; i < 400; i++) {
    const counts = !facts.settings.rollOverWorkdaysOnly || facts.clock.isWorkday(day)
    const closing = cutoff(facts, day)
    if (facts.clock.minutesBetween(closing, until) < 0) break
    if (counts && facts.clock.minutesBetween(from, closing) > 0) count++
    day = facts.clock.addDays(day, 1)
  }
  return count
}

/** Sets the rolled date as counted until `until`. One change and one message a day at most (AC-047). */
function roll(work: Work, until: string, why: string): boolean {
  const { facts, order } = work
  const base = baseDate(work)
  const days = closingsPassed(work, until)
  if (!base || days === Number(order.facts['rolledDays']?.value ?? '0')) return false
  const to =
    facts.settings.rollOverWorkdaysOnly && days > 0 ? facts.clock.addWorkdays(base, days) : facts.clock.addDays(base, days)
  const from = order.facts['promisedDate']?.value
  const stamp = { byId: facts.actorId, at: facts.now }
  work.emit({ type: 'FactSet', id: 'rolledDays', fact: days === 0 ? null : { value: String(days), ...stamp } })
  if (from !== to) {
    work.emit({ type: 'FactSet', id: 'promisedDate', fact: { value: to, ...stamp } })
    work.emit({ type: 'PromisedDateChanged', change: { at: facts.now, ...(from ? { from } : {}), to, why, byId: facts.actorId } })
  }
  return true
}

/** A closing passed without the valid return (or without the deposit, AC-046): the date moves and tomorrow's closing is armed. */
export function fireRollOver(work: Work, dueAt: string): void {
  const { facts, order } = work
  if (order.customer?.class === 'A' && !facts.settings.rollOverClassA) return
  const waiting =
    order.steps['sign-back']?.state === 'open' ||
    (facts.settings.rollOverWaitsForDeposit && order.steps['deposit']?.state === 'open')
  if (!waiting) return
  if (roll(work, dueAt, '确认书未回签，按规定顺延')) {
    const days = work.order.facts['rolledDays']?.value ?? '0'
    tellRoles(work, ['sales'], SAY.rolled(order.number, days, dateWords(work)))
  }
  const next = facts.clock.addDays(facts.clock.dateOf(dueAt), 1)
  work.arm({
    key: 'roll-over',
    kind: 'roll-over',
    plan: cutoffPlan(facts, next),
    rule: 'closing of each workday until the valid return',
    toIds: [order.salesId],
    about: 'sign-back',
  })
}

/** The valid return came: it counts by the time of its message, not by when it was handled (AC-045). */
export function markRollOver(work: Work): void {
  const { facts, order } = work
  if (order.customer?.class !== 'A' || facts.settings.rollOverClassA) roll(work, facts.evidence.at, '按回签时间计算顺延')
  const depositOpen = facts.settings.rollOverWaitsForDeposit && order.steps['deposit']?.state === 'open'
  if (!depositOpen) work.disarm((t) => t.kind === 'roll-over')
}
