import { nameOf } from '../../access/lookup'
import { msOf } from '../../calendar/instants'
import type { Decision } from '../../decision'
import { SAY } from '../../wording/says'
import { isUrgent } from '../../desk/reminder'
import { armStale } from '../arm'
import { armDailyReport } from '../behaviours'
import type { OrderCommand } from '../order-commands'
import type { Timer } from '../order'
import { settle } from '../settle'
import { promisedPaper } from '../promised-paper'
import { fireSupervision } from '../supervise'
import { peopleOf } from '../tell'
import { TRACK_SAY } from '../../wording/tracking'
import { isFollowed, lookUp, waybillWords } from '../follow-shipment'
import { type DuePlan, dueBy, unplanned } from '../due-plan'
import { isUnderWay } from '../ship-state'
import { CHECK_AT } from '../shipping'
import type { Work } from '../work'
import { chaseReceipt, firePoll } from './report-tracking'
import { fireReminder } from './reminders'
import { fireRollOver } from './roll-over'

type Fire = Extract<OrderCommand, { type: 'FireTimer' }>

/** Timers whose moment is a rule of the calendar, not a message to people: they fire at their instant also outside office hours. */
const SILENT = new Set<Timer['kind']>(['poll', 'roll-over'])

/** The timer named, and behind it what else is due by now, in the order of its instants. */
function dueWith({ order, facts }: Work, { key, alone }: Fire): Timer[] {
  const named = order.timers.filter((t) => t.key === key)
  if (alone || named.length === 0) return named
  const now = msOf(facts.now)
  const others = order.timers
    .filter((t) => t.key !== key)
    .map((timer) => ({ timer, dueMs: msOf(timer.dueAt) }))
    .filter(({ dueMs }) => dueMs <= now)
    .toSorted((a, b) => a.dueMs - b.dueMs || (a.timer.key < b.timer.key ? -1 : 1))
  return [...named, ...others.map(({ timer }) => timer)]
}

/**
 * A timer came due. No longer armed: nothing. What else of the order is due by now is decided along with it, as if each had come by itself,
 * so that a morning with many reminders takes one write for an order and not one for each.
 */
export function fireTimer(work: Work, command: Fire): Decision {
  for (const timer of dueWith(work, command)) {
    // One that came before may have cleared it, or armed it for later.
    const isArmed = work.order.timers.some((t) => t.key === timer.key && t.dueAt === timer.dueAt)
    if (isArmed) fireOne(work, timer)
  }
  return work.decision()
}

/** Quiet hours or a day off: armed for the next opening. Otherwise its rule runs. */
function fireOne(work: Work, timer: Timer): void {
  const { facts } = work
  work.emit({ type: 'TimerCleared', key: timer.key })
  const opening = facts.clock.nextSend(facts.now)
  if (!SILENT.has(timer.kind) && facts.clock.minutesBetween(facts.now, opening) > 0)
    work.arm({ ...unplanned(timer), plan: { at: facts.now }, rule: `${timer.rule}; deferred to the next opening` })
  else RULES[timer.kind]?.(work, timer)
}

const RULES: Partial<Record<Timer['kind'], (work: Work, timer: Timer) => void>> = {
  remind: fireReminder,
  'roll-over': (work, timer) => fireRollOver(work, timer.dueAt),
  promise: latePromise,
  'daily-report': dailyReport,
  stale,
  supervise: fireSupervision,
  check: checkArrival,
  poll: firePoll,
  receipt: chaseReceipt,
  debt: debtLate,
  open: (work) => settle(work),
}

/** The time promised for the confirmation sheet passed: clerk and poster are told, with a new time (AC-010). */
function latePromise(work: Work): void {
  const { facts, order } = work
  const promised = order.steps[work.flow.promise ?? '']
  if (!promised || promised.state === 'done' || promised.state === 'skipped' || order.phase !== 'running') return
  const plan: DuePlan = { from: facts.now, after: facts.settings.estimate, received: true }
  const dueAt = dueBy(plan, facts.clock)
  work.emit({ type: 'FactSet', id: 'estimatedAt', fact: { value: dueAt, byId: 'bot', at: facts.now } })
  work.arm({
    key: 'promise',
    kind: 'promise',
    plan,
    rule: `${facts.settings.estimate} working time`,
    toIds: peopleOf(work, ['clerk']),
    about: work.flow.promise ?? '',
  })
  const words = SAY.estimateLate(order.number, facts.clock.humanDue(dueAt), promisedPaper(work))
  work.remind({
    key: 'promise',
    kind: 'promise',
    about: work.flow.promise ?? '',
    toIds: [...peopleOf(work, ['clerk']), order.createdById].filter((person) => person !== 'bot'),
    words,
    line: words,
    urgent: true,
  })
}

/** Asks for today's figures; a report that did not come is chased in the morning, with the superior from the second day (AC-059). */
function dailyReport(work: Work, timer: Timer): void {
  const { facts, order } = work
  if (order.steps[timer.about]?.state !== 'open') return
  const today = facts.clock.dateOf(facts.now)
  const reported = order.facts['lastReport']?.value
  const missed = Number(order.facts['reportsMissed']?.value ?? '0')
  if (reported !== today) {
    const roles =
      missed >= 2 ? (['production', 'merchandiser', 'clerk_lead'] as const) : (['production', 'merchandiser'] as const)
    work.remind({
      key: `report/${timer.about}`,
      kind: 'step',
      about: timer.about,
      toIds: peopleOf(work, [...roles]),
      words: SAY.dailyReportAsk(order.number),
      line: SAY.dailyReportLine(order.number),
      urgent: true,
      reportOf: today,
    })
    work.emit({ type: 'FactSet', id: 'reportsMissed', fact: { value: String(missed + 1), byId: 'bot', at: facts.now } })
  }
  armDailyReport(work, timer.about)
}

function stale(work: Work, timer: Timer): void {
  const step = work.flow.steps.find((s) => s.id === timer.about)
  if (!step || work.order.steps[step.id]?.state !== 'open') return
  const words = `订单 ${work.order.number}【${step.title}】有一个工作日没有更新进度了，请回复目前进展。`
  work.remind({
    key: `stale/${step.id}`,
    kind: 'step',
    about: step.id,
    toIds: peopleOf(work, [step.owner]),
    words,
    line: words,
    urgent: isUrgent(work.order, step.id, step.owner),
  })
  armStale(work, step.id)
}

/**
 * A check time of the shipping advice: the service is asked where the goods are, and from the expected day on the salesperson, until arrival is
 * answered (AC-087, AC-089).
 */
function checkArrival(work: Work, timer: Timer): void {
  const { facts, order } = work
  if (order.steps[timer.about]?.state !== 'open') return
  const today = facts.clock.dateOf(facts.now)
  const underWay = order.shipments.filter(isUnderWay)
  for (const s of underWay.filter((x) => x.tracking && !x.tracking.tail && isFollowed(x, facts))) lookUp(work, s.id, 'look')
  const due = underWay.filter((s) => s.expectedAt === undefined || s.expectedAt <= today)
  if (due.length > 0 || underWay.length === 0) {
    const line = TRACK_SAY.people(order.number, (due.length > 0 ? due : order.shipments.slice(-1)).map(waybillWords).join('、'))
    work.remind({
      key: `arrival/${timer.about}`,
      kind: 'step',
      about: timer.about,
      toIds: peopleOf(work, ['sales']),
      words: `${nameOf(facts.directory, order.salesId)}，${line}`,
      line,
      urgent: true,
    })
  }
  work.arm({
    ...unplanned(timer),
    plan: { date: today, workdays: 1, time: CHECK_AT },
    rule: 'every workday until arrival is answered',
  })
}

function debtLate(work: Work, timer: Timer): void {
  const { facts, order } = work
  const debt = order.debts.find((d) => d.id === timer.about && !d.closedAt)
  if (!debt) return
  const words = debt.id.startsWith('undo-') ? SAY.undoLate(order.number, debt.what) : SAY.debtLate(order.number, debt.what)
  work.remind({
    key: `debt/${debt.id}`,
    kind: 'debt',
    about: debt.id,
    toIds: [debt.ownerId, ...peopleOf(work, ['clerk_lead'])],
    words,
    line: words,
    urgent: false,
  })
  work.arm({ ...unplanned(timer), plan: { from: facts.now, after: '1d' }, rule: 'every workday until the paper is there' })
}
