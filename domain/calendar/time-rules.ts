import { Temporal } from 'temporal-polyfill'
import { addHours, before, clock, nextSend, type Start } from './work-hours'
import { type DayReader, dayReader } from './work-days-reader'
import { type HolidayTable, PUBLISHED_TABLE } from './workdays'

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

type Wall = Temporal.PlainDateTime
type Rule<T extends TimeRule['type']> = Extract<TimeRule, { type: T }>

/** A zone or an offset behind the time makes the start an instant. */
const HAS_OFFSET = /T.*(?:Z|[+-]\d\d(?::?\d\d){0,2})(?:\[[^\]]*\])*$/i

/** The last day of a period that is no workday moves: after it, before it, or after it unless that leaves the month. */
function rolled(day: Temporal.PlainDate, convention: Convention, days: DayReader): Temporal.PlainDate {
  if (convention === 'preceding') return days.roll(day, -1)
  const next = days.roll(day, 1)
  return convention === 'modified_following' && next.month !== day.month ? days.roll(day, -1) : next
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
      return addHours(start, rule.hours, rule.windows, days)
    case 'next_send_time':
      return nextSend(start, { from: rule.quietStart, until: rule.quietEnd }, rule.workdaysOnly, days)
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
export function applyTimeRule(start: string, rule: TimeRule, table: HolidayTable = PUBLISHED_TABLE): RuledTime {
  const zone = rule.zone ?? 'Asia/Shanghai'
  const local = HAS_OFFSET.test(start)
    ? Temporal.Instant.from(start).toZonedDateTimeISO(zone).toPlainDateTime()
    : Temporal.PlainDateTime.from(start)
  const days = dayReader(rule.weekend ?? [6, 7], table)
  const found = wall({ date: local.toPlainDate(), time: local.toPlainTime() }, rule, days)
  return { at: found.toZonedDateTime(zone).toString({ timeZoneName: 'never' }), provisional: days.provisional() }
}
