import type { Temporal } from 'temporal-polyfill'
import { PUBLISHED_TABLE, type HolidayTable } from './workdays'

/** No gap between two workdays is longer; a search that goes on is a mistake in a table. */
const LONGEST_GAP = 30
const MOST_WORKDAYS = 400

/** Counts workdays and remembers whether a day of a year without a published table was looked at. */
export interface DayReader {
  /** Whether a day is worked. */
  worked(day: Temporal.PlainDate): boolean
  /** The first workday at or after a day (step 1) or at or before it (step -1). Throws RangeError after 30 days. */
  roll(day: Temporal.PlainDate, step: 1 | -1): Temporal.PlainDate
  /** The n-th workday after a day (n < 0: before it); n = 0 gives the day itself or the next workday. At most 400. */
  count(day: Temporal.PlainDate, n: number): Temporal.PlainDate
  /** True when any answer rested on a year whose holiday notice is not published. */
  provisional(): boolean
}

/** A reader for one computation; `weekend` holds ISO weekdays ([7] is the six-day week). */
export function dayReader(weekend: readonly number[], table: HolidayTable = PUBLISHED_TABLE): DayReader {
  let guessed = false
  const worked = (day: Temporal.PlainDate): boolean => {
    const date = day.toString()
    if (!table.isOfficial(date)) guessed = true
    return table.isWorkday(date, weekend)
  }
  const roll = (day: Temporal.PlainDate, step: 1 | -1): Temporal.PlainDate => {
    let d = day
    for (let i = 0; i <= LONGEST_GAP; i++, d = d.add({ days: step })) if (worked(d)) return d
    throw new RangeError(`no workday within ${LONGEST_GAP} days of ${day.toString()}`)
  }
  return {
    worked,
    roll,
    count(day, n) {
      if (!Number.isInteger(n) || Math.abs(n) > MOST_WORKDAYS)
        throw new RangeError(`workdays to count: whole, at most ${MOST_WORKDAYS}`)
      if (n === 0) return roll(day, 1)
      const step = n > 0 ? 1 : -1
      let d = day
      for (let left = Math.abs(n); left > 0; left--) d = roll(d.add({ days: step }), step)
      return d
    },
    provisional: () => guessed,
  }
}
