import { Temporal } from 'temporal-polyfill'

const MOST_LATELY = 64
/** Instants read lately: one decision asks of the same few again and again, of the present one above all. */
const lately = new Map<string, number>()

/** Milliseconds of an ISO instant, to compare by: texts with different offsets do not sort. */
export function msOf(instant: string): number {
  const known = lately.get(instant)
  if (known !== undefined) return known
  const ms = Temporal.Instant.from(instant).epochMilliseconds
  if (lately.size >= MOST_LATELY) lately.clear()
  lately.set(instant, ms)
  return ms
}

/** Whether an ISO instant is later than another, whatever their offsets. */
export const isLater = (a: string, b: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b)) > 0

export const plusSeconds = (iso: string, seconds: number): string => Temporal.Instant.from(iso).add({ seconds }).toString()

/** ISO weekday of a date (YYYY-MM-DD): 1 = Monday. */
export const weekdayOf = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek

/** Calendar days from one date (YYYY-MM-DD) to another; negative when the second lies before. */
export const daysBetween = (from: string, to: string): number => Temporal.PlainDate.from(from).until(to).days
