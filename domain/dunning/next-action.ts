import type { RoleId } from '../company'
import type { WorkClock } from '../work-clock'
import { daysBetween, msOf } from '../calendar/instants'
import { isSettled, type OpenItem } from './allocate'
import type { DunningCase, SentNotice } from './dunning-case'
import { DUNNING_RULES } from './dunning-rules'
import { brokenPromise, coveringPromise, type JudgedPromise } from './promises'

export type DunningActionKind = 'pre_due' | 'notice' | 'internal' | 'check_promise' | 'human' | 'none'
export type DunningRecipient = 'customer.buyer' | 'customer.finance' | 'customer.boss' | RoleId

/** What is to be done next, when, and for whom. `at` is null where nothing is. */
export interface DunningAction {
  action: DunningActionKind
  level: number
  at: string | null
  recipients: DunningRecipient[]
}

/** Everything that the steps below look at. */
export interface DunningState {
  input: DunningCase
  clock: WorkClock
  today: string
  /** More than the tolerance to collect. */
  collectable: OpenItem[]
  overdueIds: string[]
  reachesMinimum: boolean
  grace: number
  promises: JudgedPromise[]
}

const R = DUNNING_RULES
const NOTHING: DunningAction = { action: 'none', level: 0, at: null, recipients: [] }
const later = (a: string, b: string): string => (a > b ? a : b)
/** A search for a date never goes further: the longest repeat is thirty days. */
const MOST_DAYS = 400

/** The level that so many days past grace deserve. */
const levelOf = (daysPastGrace: number): number => R.levelFrom.find((l) => daysPastGrace >= l.days)?.level ?? 0

/** The highest level that the items deserve on a date. */
export const levelOn = (s: Pick<DunningState, 'collectable' | 'grace'>, date: string): number =>
  Math.max(0, ...s.collectable.map((i) => levelOf(daysBetween(i.due, date) - s.grace)))

/** The first sending time that is not before an instant and not before a date. */
function slot(s: DunningState, date: string): string {
  const first = s.clock.at(s.clock.addWorkdays(later(date, s.today), 0), R.sendAt)
  if (msOf(first) >= msOf(s.input.now)) return first
  return s.clock.at(s.clock.addWorkdays(s.clock.dateOf(first), 1), R.sendAt)
}

const noticesOf = (input: DunningCase): SentNotice[] =>
  (input.notices ?? []).filter((n) => n.level > 0).toSorted((a, b) => msOf(a.at) - msOf(b.at))

/** Four in thirty days are enough, and nothing is said while somebody holds the customer back. */
function held(s: DunningState, at: string): string {
  const fourthLast = noticesOf(s.input).at(-R.cap.notices)
  const free = fourthLast ? s.clock.addDays(s.clock.dateOf(fourthLast.at), R.cap.days) : ''
  const capped = s.clock.dateOf(at) < free ? slot(s, free) : at
  return afterBlock(s, capped)
}

const afterBlock = (s: DunningState, at: string): string => {
  const until = s.input.customer.blockUntil
  return until !== undefined && s.clock.dateOf(at) <= until ? slot(s, s.clock.addDays(until, 1)) : at
}

/** Before anything is past its grace: the reminder before the due date, or the first notice after grace, whichever comes first. */
function beforeGraceEnds(s: DunningState): DunningAction {
  const reminders = s.collectable
    .filter((i) => i.daysOverdue <= 0 && !i.receivable.preDueSent)
    .map((i) => ({ at: afterBlock(s, slot(s, s.clock.addWorkdays(i.due, -R.preDueWorkdays))), last: i.due }))
    .filter(({ at, last }) => s.clock.dateOf(at) <= last)
    .map(({ at }) => at)
  const [reminder] = reminders.toSorted((a, b) => msOf(a) - msOf(b))
  const [notice = ''] = s.collectable
    .map((i) => held(s, slot(s, s.clock.addDays(i.due, 1 + s.grace))))
    .toSorted((a, b) => msOf(a) - msOf(b))
  if (reminder !== undefined && msOf(reminder) <= msOf(notice))
    return { action: 'pre_due', level: 0, at: reminder, recipients: [s.input.customer.keyAccount ? 'sales' : 'customer.buyer'] }
  return noticeAt(s, notice, 1)
}

/** The first date on which the level has risen or the last one may be repeated; undefined when neither ever comes. */
function nextDate(s: DunningState, last: SentNotice): string | undefined {
  const lastDate = s.clock.dateOf(last.at)
  const repeat = R.repeatDays[last.level]
  const again = repeat === undefined ? undefined : s.clock.addDays(lastDate, repeat)
  let date = later(s.today, s.clock.addDays(lastDate, R.gapDays))
  for (let looked = 0; looked <= MOST_DAYS; looked += 1) {
    if (levelOn(s, date) > last.level || (again !== undefined && date >= again)) return date
    date = s.clock.addDays(date, 1)
  }
  return undefined
}

const CUSTOMER: DunningRecipient[][] = [
  [],
  ['customer.buyer'],
  ['customer.buyer', 'customer.finance'],
  ['customer.buyer', 'customer.finance', 'customer.boss'],
  ['customer.buyer', 'customer.finance', 'customer.boss'],
]
const INSIDE: DunningRecipient[][] = [
  [],
  ['sales'],
  ['sales', 'finance'],
  ['sales', 'finance', 'clerk_lead'],
  ['sales', 'finance', 'clerk_lead', 'director'],
]

/** A notice of a level: to the customer, to colleagues alone where the customer is a key account, to people where words are at an end. */
function noticeAt(s: DunningState, at: string, level: number): DunningAction {
  if (level >= 5) return { action: 'human', level: 5, at, recipients: ['finance', 'director'] }
  const inside = INSIDE[level] ?? []
  return s.input.customer.keyAccount
    ? { action: 'internal', level, at, recipients: inside }
    : { action: 'notice', level, at, recipients: [...(CUSTOMER[level] ?? []), ...inside] }
}

/** The next step about a customer. Source: the ten steps of the dunning model; AC-070 to AC-073. */
export function nextAction(s: DunningState): DunningAction {
  if (s.collectable.length === 0) return NOTHING
  if (levelOn(s, s.today) === 0) return beforeGraceEnds(s)
  if (!s.reachesMinimum) return NOTHING
  const last = noticesOf(s.input).at(-1)
  const promised = coveringPromise(s.promises, s.overdueIds)
  const oneUp = Math.min((last?.level ?? 0) + 1, 4)
  if (promised) return { action: 'check_promise', level: oneUp, at: promised.checkAt, recipients: ['sales'] }
  const broken = brokenPromise(s.promises, s.overdueIds)
  if (broken && !(last && msOf(last.at) >= msOf(broken.checkAt))) return noticeAt(s, held(s, slot(s, s.today)), oneUp)
  const date = last ? nextDate(s, last) : s.today
  if (date === undefined) return NOTHING
  const at = held(s, slot(s, date))
  return noticeAt(s, at, Math.min(levelOn(s, s.clock.dateOf(at)), (last?.level ?? 0) + 1))
}

/** Whether so much is past due that anything is said at all. */
export const isCollectable = (item: OpenItem): boolean => !isSettled(item.collectable)
