import { Temporal } from 'temporal-polyfill'
import { isWorkday } from './calendar/workdays'
import type { Directory } from './company'
import type { WorkClock } from './work-clock'

const WEEK = ['一', '二', '三', '四', '五', '六', '日']
/** No messages from here until the next opening. */
const QUIET_FROM = '21:00'
/** A search for a workday never goes further: the longest gap of the official years is nine days. */
const MOST_DAYS = 400

const isDay = (d: Temporal.PlainDate): boolean => isWorkday(d.toString())

/** The company's working time as the rules use it: official holidays and make-up days, opening hours, quiet hours. */
export const workingTime = (directory: Directory): WorkClock => {
  const { timezone, workingHours } = directory.company
  const zoned = (i: string): Temporal.ZonedDateTime => Temporal.Instant.from(i).toZonedDateTimeISO(timezone)
  const iso = (z: Temporal.ZonedDateTime): string => z.toString({ timeZoneName: 'never' })
  const at = (date: string, time: string): string =>
    iso(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: timezone, plainTime: time }))
  const addWorkdays = (date: string, n: number): string => {
    if (Math.abs(n) > MOST_DAYS) throw new RangeError(`more than ${MOST_DAYS} workdays`)
    let d = Temporal.PlainDate.from(date)
    if (n === 0) {
      while (!isDay(d)) d = d.add({ days: 1 })
      return d.toString()
    }
    for (let left = Math.abs(n); left > 0; ) {
      d = d.add({ days: Math.sign(n) })
      if (isDay(d)) left--
    }
    return d.toString()
  }
  const nextSend = (i: string): string => {
    const z = zoned(i)
    const date = z.toPlainDate().toString()
    const t = z.toPlainTime().toString().slice(0, 5)
    if (isDay(z.toPlainDate()) && t >= workingHours.start && t < QUIET_FROM) return i
    return at(t < workingHours.start ? addWorkdays(date, 0) : addWorkdays(date, 1), workingHours.start)
  }
  return {
    dateOf: (i) => zoned(i).toPlainDate().toString(),
    human: (i) => {
      const z = zoned(i)
      return `${z.month}月${z.day}日 周${WEEK[z.dayOfWeek - 1]} ${z.toPlainTime().toString().slice(0, 5)}`
    },
    humanDate: (date) => {
      const d = Temporal.PlainDate.from(date)
      return `${d.month}月${d.day}日（周${WEEK[d.dayOfWeek - 1]}）`
    },
    add(instant, duration) {
      const n = Number(duration.slice(0, -1))
      const unit = duration.at(-1)
      if (unit === 'd')
        return at(addWorkdays(zoned(instant).toPlainDate().toString(), n), zoned(instant).toPlainTime().toString().slice(0, 5))
      // In milliseconds: a message that came in at 17:15:30 has 44.5 minutes left of its day, not 44.
      let leftMs = (unit === 'h' ? n * 60 : n) * 60_000
      let now = zoned(instant)
      for (;;) {
        const date = now.toPlainDate().toString()
        const open = Temporal.Instant.from(at(date, workingHours.start)).toZonedDateTimeISO(timezone)
        const close = Temporal.Instant.from(at(date, workingHours.end)).toZonedDateTimeISO(timezone)
        if (isDay(now.toPlainDate()) && Temporal.ZonedDateTime.compare(now, close) < 0) {
          const from = Temporal.ZonedDateTime.compare(now, open) < 0 ? open : now
          const roomMs = close.epochMilliseconds - from.epochMilliseconds
          if (leftMs <= roomMs) return iso(from.add({ milliseconds: leftMs }))
          leftMs -= roomMs
        }
        now = Temporal.Instant.from(at(addWorkdays(date, 1), workingHours.start)).toZonedDateTimeISO(timezone)
      }
    },
    nextSend,
    isWorkday: (date) => isWorkday(date),
    addWorkdays,
    addDays: (date, n) => Temporal.PlainDate.from(date).add({ days: n }).toString(),
    at,
    closing: (date) => at(date, workingHours.end),
    minutesBetween: (from, to) =>
      Math.trunc((Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds) / 60000),
  }
}
