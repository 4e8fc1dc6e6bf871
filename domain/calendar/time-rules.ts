import { Temporal } from 'temporal-polyfill'
import { type DayReader, dayReader } from './work-days-reader'

type Convention = 'following' | 'preceding' | 'modified_following'

/** A rule that turns a start into an instant; times are HH:MM in the company's zone. */
export type TimeRule = { weekend?: number[]; zone?: string } & (
  | { type: 'add_workdays'; n: number; at?: string }
  | { type: 'add_workdays_cutoff'; n: number; cutoff: string; at: string }
  | { type: 'add_work_hours'; hours: number; windows: [string, string][] }
  | { type: 'next_send_time'; quietStart: string; quietEnd: string; workdaysOnly: boolean }
  | { type: 'remind_before'; n: number; at: string }
  | { type: 'roll'; convention: Convention; at: string }
  | { type: 'month_end_terms'; roll?: Convention; days?: number; dayOfNextMonth?: number; at?: string }
  | { type: 'due_plus_days'; days: number; at: string; roll: Convention }
  | { type: 'next_daily'; at: string; workdaysOnly: boolean }
  | { type: 'wall_to_instant' }
)

/** An instant (ISO with offset) and whether it rests on a year whose holiday notice is not published. */
export interface RuledTime {
  at: string
  provisional: boolean
}

type Start = { date: Temporal.PlainDate; time: Temporal.PlainTime }
type Wall = Temporal.PlainDateTime
type Rule<T extends TimeRule['type']> = Extract<TimeRule, { type: T }>

const clock = (t: string): Temporal.PlainTime => Temporal.PlainTime.from(t)
const before = (a: Temporal.PlainTime, b: Temporal.PlainTime): boolean => Temporal.PlainTime.compare(a, b) < 0

/** The last day of a period that is no workday moves: after it, before it, or after it unless that leaves the month. */
function rolled(day: Temporal.PlainDate, convention: Convention, days: DayReader): Temporal.PlainDate {
  if (convention === 'preceding') return days.roll(day, -1)
  const next = days.roll(day, 1)
  return convention === 'modified_following' && next.month !== day.month ? days.roll(day, -1) : next
}

function addHours(start: Start, rule: Rule<'add_work_hours'>, days: DayReader): Wall {
  let leftMs = Math.round(rule.hours * 3_600_000)
  let day = start.date
  let time = start.time
  for (let looked = 0; looked <= 400; looked++) {
    if (days.worked(day))
      for (const [opens, closes] of rule.windows) {
        if (!before(time, clock(closes))) continue
        const from = before(time, clock(opens)) ? clock(opens) : time
        const roomMs = from.until(clock(closes)).total('milliseconds')
        if (leftMs <= roomMs) return day.toPlainDateTime(from.add({ milliseconds: leftMs }))
        leftMs -= roomMs
      }
    day = day.add({ days: 1 })
    time = clock('00:00')
  }
  throw new RangeError('more working hours than 400 days hold')
}

function sendTime(start: Start, rule: Rule<'next_send_time'>, days: DayReader): Wall {
  const [from, until] = [clock(rule.quietStart), clock(rule.quietEnd)]
  const { date, time } = start
  const overnight = before(until, from)
  const quiet = overnight ? !before(time, from) || before(time, until) : !before(time, from) && before(time, until)
  if (!quiet && (!rule.workdaysOnly || days.worked(date))) return date.toPlainDateTime(time)
  const today = quiet && before(time, until)
  const first = today ? date : date.add({ days: 1 })
  return (rule.workdaysOnly ? days.roll(first, 1) : first).toPlainDateTime(until)
}

function monthTerms(start: Start, rule: Rule<'month_end_terms'>, days: DayReader): Wall {
  const monthEnd = start.date.with({ day: start.date.daysInMonth })
  const nextMonth = start.date.with({ day: 1 }).add({ months: 1 })
  const due =
    rule.dayOfNextMonth === undefined
      ? monthEnd.add({ days: rule.days ?? 0 })
      : nextMonth.with({ day: Math.min(rule.dayOfNextMonth, nextMonth.daysInMonth) })
  return rolled(due, rule.roll ?? 'following', days).toPlainDateTime(clock(rule.at ?? '18:00'))
}

function wall(start: Start, rule: TimeRule, days: DayReader): Wall {
  const { date, time } = start
  switch (rule.type) {
    case 'add_workdays':
      return days.count(date, rule.n).toPlainDateTime(rule.at === undefined ? time : clock(rule.at))
    case 'add_workdays_cutoff': {
      const inTime = before(time, clock(rule.cutoff)) && days.worked(date)
      const received = inTime ? date : days.count(date, 1)
      return days.count(received, rule.n).toPlainDateTime(clock(rule.at))
    }
    case 'add_work_hours':
      return addHours(start, rule, days)
    case 'next_send_time':
      return sendTime(start, rule, days)
    case 'remind_before':
      return days.count(date, -rule.n).toPlainDateTime(clock(rule.at))
    case 'roll':
      return rolled(date, rule.convention, days).toPlainDateTime(clock(rule.at))
    case 'month_end_terms':
      return monthTerms(start, rule, days)
    case 'due_plus_days':
      return rolled(date.add({ days: rule.days }), rule.roll, days).toPlainDateTime(clock(rule.at))
    case 'next_daily': {
      const first = before(time, clock(rule.at)) ? date : date.add({ days: 1 })
      return (rule.workdaysOnly ? days.roll(first, 1) : first).toPlainDateTime(clock(rule.at))
    }
    case 'wall_to_instant':
      return date.toPlainDateTime(time)
  }
}

/**
 * Applies a rule to a start: an instant (with offset or Z), a wall clock without offset, or a date. The zone is the rule's, else
 * Asia/Shanghai, never the process's. Throws RangeError on an unreadable start, more than 400 workdays or a 30-day gap.
 */
export function applyTimeRule(start: string, rule: TimeRule): RuledTime {
  const zone = rule.zone ?? 'Asia/Shanghai'
  const hasOffset = start.length > 16 && (start.endsWith('Z') || ['+', '-'].includes(start.at(-6) ?? ''))
  const local = hasOffset
    ? Temporal.Instant.from(start).toZonedDateTimeISO(zone).toPlainDateTime()
    : Temporal.PlainDateTime.from(start)
  const days = dayReader(rule.weekend ?? [6, 7])
  const found = wall({ date: local.toPlainDate(), time: local.toPlainTime() }, rule, days)
  return { at: found.toZonedDateTime(zone).toString({ timeZoneName: 'never' }), provisional: days.provisional() }
}
