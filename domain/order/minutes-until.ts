import { Temporal } from 'temporal-polyfill'
import { msOf } from '../calendar/instants'

const MS_A_MINUTE = 60_000
const MS_A_SECOND = 1000

/** Minutes from one ISO instant to another; negative when it lies before. */
export const minutesUntil = (from: string, to: string): number => (msOf(to) - msOf(from)) / MS_A_MINUTE

/** The ISO instant so many minutes (fractions allowed) after another one. */
export const plusMinutes = (instant: string, minutes: number): string =>
  Temporal.Instant.fromEpochMilliseconds(msOf(instant) + Math.round(minutes * 60) * MS_A_SECOND).toString()
