import { Temporal } from 'temporal-polyfill'
import { addHours, nextSend, workedMs } from './calendar/work-hours'
import { dayReader } from './calendar/work-days-reader'
import { type HolidayTable, PUBLISHED_TABLE } from './calendar/workdays'
import type { Company, Directory } from './company'
import type { WorkClock } from './work-clock'

const WEEK = ['一', '二', '三', '四', '五', '六', '日']
const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7]
/** No messages from here until the next opening, where a company sets nothing else. */
const QUIET_FROM = '21:00'

const MOST_LATELY = 64

/** So many answers about minutes are kept for each question. */
const MOST_MINUTES = 512
const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** The minute that an instant lies in, as a key; an instant written in another way stands for itself. */
function minuteKey(instant: string): string {
  const found = INSTANT.exec(instant)
  return found ? `${found[1]}${found[2]}` : instant
}

/** An answer that is the same for all instants of a minute, kept: one command asks it for each of its prompts, and many commands share a minute. */
function perMinute<T>(answer: (instant: string, more: string) => T): (instant: string, more?: string) => T {
  const kept = new Map<string, T>()
  return (instant, more = '') => {
    const key = `${minuteKey(instant)} ${more}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const found = answer(instant, more)
    if (kept.size >= MOST_MINUTES) kept.clear()
    kept.set(key, found)
    return found
  }
}

const minuteOf = (time: Temporal.PlainTime): string => time.toString().slice(0, 5)

/** The company's working time as the rules use it: holidays and make-up days, its week and shifts, quiet hours, cut-off time. */
const make = (company: Company, published: HolidayTable): WorkClock => {
  const { timezone, workingHours } = company
  const table = published.withOwn(company.ownDays)
  const weekend = company.workweek ? ALL_DAYS.filter((day) => !company.workweek?.includes(day)) : [6, 7]
  const windows = (company.shifts ?? [workingHours]).map((s) => [s.start, s.end] as const)
  const quiet = { from: company.quietHours?.start ?? QUIET_FROM, until: company.quietHours?.end ?? workingHours.start }
  const days = dayReader(weekend, table)
  // One decision asks of the same few instants again and again, of the present one above all.
  const lately = new Map<string, Temporal.ZonedDateTime>()
  const zoned = (i: string): Temporal.ZonedDateTime => {
    const z = lately.get(i) ?? Temporal.Instant.from(i).toZonedDateTimeISO(timezone)
    if (lately.size >= MOST_LATELY) lately.clear()
    lately.set(i, z)
    return z
  }
  const start = (z: Temporal.ZonedDateTime) => ({ date: z.toPlainDate(), time: z.toPlainTime() })
  const minuteStart = (z: Temporal.ZonedDateTime) => start(z.round({ smallestUnit: 'minute', roundingMode: 'floor' }))
  const iso = (z: Temporal.ZonedDateTime): string => z.toString({ timeZoneName: 'never' })
  const at = (date: string, time: string): string =>
    iso(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: timezone, plainTime: time }))
  const addWorkdays = (date: string, n: number): string => days.count(Temporal.PlainDate.from(date), n).toString()
  const human = perMinute((i) => {
    const z = zoned(i)
    return `${z.month}月${z.day}日 周${WEEK[z.dayOfWeek - 1]} ${minuteOf(z.toPlainTime())}`
  })
  const dateOf = perMinute((i) => zoned(i).toPlainDate().toString())
  const added = perMinute((instant, duration) => {
    const n = Number(duration.slice(0, -1))
    const unit = duration.at(-1)
    const z = zoned(instant)
    if (unit === 'd') return at(addWorkdays(z.toPlainDate().toString(), n), minuteOf(z.toPlainTime()))
    return iso(addHours(minuteStart(z), unit === 'h' ? n : n / 60, windows, days).toZonedDateTime(timezone))
  })
  /** The next opening; "" where messages may go out. */
  const opening = perMinute((i) => {
    const from = start(zoned(i))
    const to = nextSend(from, quiet, true, days)
    return to.equals(from.date.toPlainDateTime(from.time)) ? '' : iso(to.toZonedDateTime(timezone))
  })
  const unsure = (when: string): string => {
    const date = when.length > 10 ? dateOf(when) : when
    return table.isOfficial(date) ? '' : `（${date.slice(0, 4)}年放假安排未公布，暂按法定节假日计算）`
  }
  return {
    dateOf,
    human,
    humanDate: (date) => {
      const d = Temporal.PlainDate.from(date)
      return `${d.month}月${d.day}日（周${WEEK[d.dayOfWeek - 1]}）`
    },
    humanDue: (i) => `${human(i)}${unsure(i)}`,
    unsure,
    received(i) {
      const z = zoned(i)
      const date = z.toPlainDate()
      if (company.cutOff === undefined || (minuteOf(z.toPlainTime()) < company.cutOff && days.worked(date))) return i
      return at(days.count(date, 1).toString(), workingHours.start)
    },
    add: added,
    nextSend: (i) => opening(i) || i,
    isWorkday: (date) => table.isWorkday(date, weekend),
    addWorkdays,
    addDays: (date, n) => Temporal.PlainDate.from(date).add({ days: n }).toString(),
    at,
    opening: (date) => at(date, workingHours.start),
    closing: (date) => at(date, workingHours.end),
    workedMinutes: (from, to) => Math.trunc(workedMs(start(zoned(from)), start(zoned(to)), windows, days) / 60_000),
    minutesBetween: (from, to) =>
      Math.trunc((Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds) / 60000),
  }
}

/** Working time by a holiday table; kept as long as the company's settings stay the same object. */
export const workingTimeBy = (table: HolidayTable): ((directory: Pick<Directory, 'company'>) => WorkClock) => {
  const known = new WeakMap<Company, WorkClock>()
  return ({ company }) => {
    const made = known.get(company) ?? make(company, table)
    known.set(company, made)
    return made
  }
}

/** Working time by the holidays that come with the product. */
export const workingTime = workingTimeBy(PUBLISHED_TABLE)
