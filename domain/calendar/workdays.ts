import { Temporal } from 'temporal-polyfill'
import y2024 from './holidays/2024.json'
import y2025 from './holidays/2025.json'
import y2026 from './holidays/2026.json'

const OFFICIAL = [y2024, y2025, y2026]
const OFF = new Set(OFFICIAL.flatMap((y) => y.off))
const WORK = new Set(OFFICIAL.flatMap((y) => y.work))
const YEARS = new Set(OFFICIAL.map((y) => y.year))

/** Days that are free by law every year, where no official table exists yet; lunar festivals of the years ahead are listed by date. */
const FIXED = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']
const LUNAR = new Set(['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-04-05', '2027-06-09', '2027-09-15'])

/** Whether the holiday notice of a date's year (YYYY-MM-DD) is known; until then only the days free by law are, and results are provisional. */
export const isOfficial = (date: string): boolean => YEARS.has(Number(date.slice(0, 4))) || OFF.has(date) || WORK.has(date)

/** Whether a date (YYYY-MM-DD) is worked: make-up days before days off before weekends. `weekend` holds ISO weekdays. */
export function isWorkday(date: string, weekend: readonly number[] = [6, 7]): boolean {
  if (WORK.has(date)) return true
  if (OFF.has(date)) return false
  if (!isOfficial(date) && (LUNAR.has(date) || FIXED.includes(date.slice(5)))) return false
  return !weekend.includes(Temporal.PlainDate.from(date).dayOfWeek)
}
