import { Temporal } from 'temporal-polyfill'
import type { DayReader } from './work-days-reader'

/** A moment on the company's wall, day and time apart. */
export interface Start {
  date: Temporal.PlainDate
  time: Temporal.PlainTime
}

const MOST_DAYS = 400

export const clock = (t: string): Temporal.PlainTime => Temporal.PlainTime.from(t)
export const before = (a: Temporal.PlainTime, b: Temporal.PlainTime): boolean => Temporal.PlainTime.compare(a, b) < 0

/** Where a window of a day opens and closes; one that ends at or before its start, such as a night shift, ends on the next day. */
function opened(
  day: Temporal.PlainDate,
  [opens, closes]: readonly [string, string],
): [Temporal.PlainDateTime, Temporal.PlainDateTime] {
  const from = day.toPlainDateTime(clock(opens))
  if (closes === '24:00') return [from, day.add({ days: 1 }).toPlainDateTime()]
  const until = day.toPlainDateTime(clock(closes))
  return [from, Temporal.PlainDateTime.compare(until, from) > 0 ? until : until.add({ days: 1 })]
}

/**
 * Consumes working hours inside the windows of workdays; an end of a window that is met exactly is the result. A window belongs to the day
 * on which it opens. Throws RangeError when 400 days hold too few hours.
 */
export function addHours(
  start: Start,
  hours: number,
  windows: readonly (readonly [string, string])[],
  days: DayReader,
): Temporal.PlainDateTime {
  let leftMs = Math.round(hours * 3_600_000)
  let now = start.date.toPlainDateTime(start.time)
  // A night shift that began yesterday may still be running.
  let day = start.date.subtract({ days: 1 })
  for (let looked = 0; looked <= MOST_DAYS; looked++, day = day.add({ days: 1 })) {
    const mine = windows.map((w) => opened(day, w)).filter(([, until]) => Temporal.PlainDateTime.compare(now, until) < 0)
    if (mine.length === 0 || !days.worked(day)) continue
    for (const [from, until] of mine) {
      const begin = Temporal.PlainDateTime.compare(now, from) < 0 ? from : now
      const roomMs = begin.until(until).total('milliseconds')
      if (leftMs <= roomMs) return begin.add({ milliseconds: leftMs })
      leftMs -= roomMs
      now = until
    }
  }
  throw new RangeError(`more working hours than ${MOST_DAYS} days hold`)
}

/** The moment itself when messages may go out then, else the end of the quiet time on the first allowed day. `[from, until)` may cross midnight. */
export function nextSend(
  { date, time }: Start,
  quiet: { from: string; until: string },
  workdaysOnly: boolean,
  days: DayReader,
): Temporal.PlainDateTime {
  const [from, until] = [clock(quiet.from), clock(quiet.until)]
  const isQuiet = before(until, from) ? !before(time, from) || before(time, until) : !before(time, from) && before(time, until)
  if (!isQuiet && (!workdaysOnly || days.worked(date))) return date.toPlainDateTime(time)
  const first = isQuiet && before(time, until) ? date : date.add({ days: 1 })
  return (workdaysOnly ? days.roll(first, 1) : first).toPlainDateTime(until)
}

/** Milliseconds of working time between two moments; 0 when the second is not later. Looks at 400 days at most. */
export function workedMs(start: Start, end: Start, windows: readonly (readonly [string, string])[], days: DayReader): number {
  const [from, to] = [start.date.toPlainDateTime(start.time), end.date.toPlainDateTime(end.time)]
  let sum = 0
  let day = start.date.subtract({ days: 1 })
  for (
    let looked = 0;
    looked <= MOST_DAYS && Temporal.PlainDate.compare(day, end.date) <= 0;
    looked++, day = day.add({ days: 1 })
  ) {
    if (!days.worked(day)) continue
    for (const [opens, closes] of windows.map((w) => opened(day, w))) {
      const begin = Temporal.PlainDateTime.compare(from, opens) > 0 ? from : opens
      const stop = Temporal.PlainDateTime.compare(to, closes) < 0 ? to : closes
      if (Temporal.PlainDateTime.compare(begin, stop) < 0) sum += begin.until(stop).total('milliseconds')
    }
  }
  return sum
}
