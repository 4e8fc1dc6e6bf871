import { Temporal } from 'temporal-polyfill'
import y2024 from './holidays/2024.json'
import y2025 from './holidays/2025.json'
import y2026 from './holidays/2026.json'

/** One holiday notice: the days off and the make-up workdays it names (YYYY-MM-DD), also those that lie in the year before. */
export interface HolidayNotice {
  year: number
  off: string[]
  work: string[]
  /** Where it was published. */
  source?: string | undefined
}

/** Days of one company that differ from the official calendar, such as the weeks a plant stands still before the Spring Festival. */
export interface OwnDays {
  off?: string[] | undefined
  work?: string[] | undefined
}

/** Which days are worked, and which of that is certain. */
export interface HolidayTable {
  /** Whether a date's day off or on is settled: its year's notice is known, or the date is named by a notice or by the company. */
  isOfficial(date: string): boolean
  /** Whether the notice of a whole year is known. */
  hasYear(year: number): boolean
  /** Make-up days before days off before weekends. `weekend` holds ISO weekdays; [7] is the six-day week. */
  isWorkday(date: string, weekend?: readonly number[]): boolean
  /** The table with a company's own days laid over it. */
  withOwn(days: OwnDays | undefined): HolidayTable
}

/** Days that are free by law every year, where no notice exists yet; the lunar ones of the years ahead are listed by date. */
const FIXED = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']
const LUNAR = new Set(
  [
    '2027: 02-05 02-06 02-07 02-08 04-05 06-09 09-15',
    '2028: 01-25 01-26 01-27 01-28 04-04 05-28 10-03',
    '2029: 02-12 02-13 02-14 02-15 04-04 06-16 09-22',
    '2030: 02-02 02-03 02-04 02-05 04-05 06-05 09-12',
  ].flatMap((row) =>
    row
      .slice(6)
      .split(' ')
      .map((day) => `${row.slice(0, 4)}-${day}`),
  ),
)

const makeTable = (years: ReadonlySet<number>, off: ReadonlySet<string>, work: ReadonlySet<string>): HolidayTable => {
  const isOfficial = (date: string): boolean => years.has(Number(date.slice(0, 4))) || off.has(date) || work.has(date)
  return {
    isOfficial,
    hasYear: (year) => years.has(year),
    isWorkday(date, weekend = [6, 7]) {
      if (work.has(date)) return true
      if (off.has(date)) return false
      if (!isOfficial(date) && (LUNAR.has(date) || FIXED.includes(date.slice(5)))) return false
      return !weekend.includes(Temporal.PlainDate.from(date).dayOfWeek)
    },
    withOwn(days) {
      const [ownOff, ownWork] = [days?.off ?? [], days?.work ?? []]
      if (ownOff.length + ownWork.length === 0) return this
      const free = new Set([...off, ...ownOff])
      for (const date of ownWork) free.delete(date)
      const worked = new Set([...work].filter((date) => !ownOff.includes(date)))
      for (const date of ownWork) worked.add(date)
      return makeTable(years, free, worked)
    },
  }
}

/**
 * The table that some notices make. A later notice of the same year replaces the earlier one; beside that a notice is a set of dates, so
 * that one for next year may change the last days of this year.
 */
export function holidayTable(notices: readonly HolidayNotice[]): HolidayTable {
  const byYear = new Map(notices.map((n) => [n.year, n]))
  const off = new Set<string>()
  const work = new Set<string>()
  for (const notice of [...byYear.values()].sort((a, b) => a.year - b.year)) {
    for (const date of notice.off) {
      off.add(date)
      work.delete(date)
    }
    for (const date of notice.work) {
      work.add(date)
      off.delete(date)
    }
  }
  return makeTable(new Set(byYear.keys()), off, work)
}

/** The notices that come with the product. */
export const PUBLISHED: readonly HolidayNotice[] = [y2024, y2025, y2026]

/** The table as delivered. */
export const PUBLISHED_TABLE = holidayTable(PUBLISHED)

/** Whether a date is worked by the notices that come with the product. */
export const isWorkday = (date: string, weekend?: readonly number[]): boolean => PUBLISHED_TABLE.isWorkday(date, weekend)
