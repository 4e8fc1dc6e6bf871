import { Temporal } from 'temporal-polyfill'

/** Milliseconds of an ISO instant, to compare by: texts with different offsets do not sort. */
export const msOf = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds

/** Whether an ISO instant is later than another, whatever their offsets. */
export const isLater = (a: string, b: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b)) > 0

export const plusSeconds = (iso: string, seconds: number): string => Temporal.Instant.from(iso).add({ seconds }).toString()

/** ISO weekday of a date (YYYY-MM-DD): 1 = Monday. */
export const weekdayOf = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek

/** Calendar days from one date (YYYY-MM-DD) to another; negative when the second lies before. */
export const daysBetween = (from: string, to: string): number => Temporal.PlainDate.from(from).until(to).days
