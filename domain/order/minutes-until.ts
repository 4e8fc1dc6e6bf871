import { Temporal } from 'temporal-polyfill'

/** Minutes from one ISO instant to another; negative when it lies before. */
export const minutesUntil = (from: string, to: string): number =>
  Temporal.Instant.from(from).until(Temporal.Instant.from(to)).total('minutes')

/** The ISO instant so many minutes (fractions allowed) after another one. */
export const plusMinutes = (instant: string, minutes: number): string =>
  Temporal.Instant.from(instant)
    .add({ seconds: Math.round(minutes * 60) })
    .toString()
