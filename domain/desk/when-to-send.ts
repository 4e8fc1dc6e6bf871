import { isLater, plusSeconds, weekdayOf } from '../calendar/instants'
import type { Company, ReminderHabits } from '../company'
import type { Facts } from '../facts'
import type { Desk } from './desk'

/** Reminders of one person that fall into this many seconds go out together. */
const GATHER_SECONDS = 2

/** The company's habits, with the defaults of what it leaves out. */
export const habitsOf = (company: Company): ReminderHabits => ({
  perDay: 12,
  digestAt: [company.workingHours.start, '14:00', '17:00'],
  morningAt: company.workingHours.start,
  eveningAt: '17:45',
  weeklyOn: 5,
  weeklyAt: '17:00',
  ...company.reminders,
})

export const sentToday = (desk: Desk, facts: Facts): number => (desk.day === facts.clock.dateOf(facts.now) ? desk.sent : 0)

/** In a moment, so that what falls due together goes out together; never at night or on a day off. */
export const soon = (facts: Facts): string => facts.clock.nextSend(plusSeconds(facts.now, GATHER_SECONDS))

/** The next of some times of day after now, on a workday and outside quiet hours. */
export function nextAt(times: string[], facts: Facts): string {
  const { clock, now } = facts
  const today = clock.dateOf(now)
  const sorted = [...times].sort()
  if (clock.isWorkday(today))
    for (const time of sorted) {
      const at = clock.at(today, time)
      if (isLater(at, now)) return clock.nextSend(at)
    }
  return clock.nextSend(clock.at(clock.addWorkdays(today, 1), sorted[0] ?? '09:00'))
}

/** The next weekly report: on its weekday, or the last workday before it in the same week. */
export function nextWeekly(weekday: number, time: string, facts: Facts): string {
  const { clock, now } = facts
  const today = clock.dateOf(now)
  for (let ahead = 0; ahead <= 70; ahead++) {
    const date = clock.addDays(today, ahead)
    if (weekdayOf(date) !== weekday) continue
    for (let day = date, back = 0; back < weekday; back++, day = clock.addDays(day, -1)) {
      if (!clock.isWorkday(day)) continue
      const at = clock.at(day, time)
      if (isLater(at, now)) return clock.nextSend(at)
      break
    }
  }
  throw new RangeError('no workday in ten weeks')
}
