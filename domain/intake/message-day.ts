import { Temporal } from 'temporal-polyfill'

/** Writers of YYYY-MM-DD by zone: finding out what a zone is costs more than reading a short message. */
const dayWriters = new Map<string, Intl.DateTimeFormat>()
const dayWriter = (timeZone: string): Intl.DateTimeFormat => {
  const known = dayWriters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  dayWriters.set(timeZone, made)
  return made
}

/** YYYY-MM-DD of the message in the company's zone. */
export const todayOf = (context: { at: string; timezone: string }): string =>
  dayWriter(context.timezone).format(Temporal.Instant.from(context.at).epochMilliseconds)
