import { Temporal } from 'temporal-polyfill'

/** Writers of `YYYY-MM-DD HH:mm` by zone: finding out what a zone is costs more than reading a short message. */
const writers = new Map<string, Intl.DateTimeFormat>()
const writerOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = writers.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  writers.set(timeZone, made)
  return made
}

/** What surrounds a message of its time: an ISO 8601 instant and the company's zone. */
interface Sent {
  at: string
  timezone: string
}
/** The last one is asked for again and again while its message is read. */
let last: (Sent & { text: string }) | undefined
function written({ at, timezone }: Sent): string {
  if (last?.at !== at || last.timezone !== timezone)
    last = { at, timezone, text: writerOf(timezone).format(Temporal.Instant.from(at).epochMilliseconds) }
  return last.text
}

/** YYYY-MM-DD of the message in the company's zone. */
export const todayOf = (sent: Sent): string => written(sent).slice(0, 10)

/** HH:mm of the message in the company's zone. */
export const nowOf = (sent: Sent): string => written(sent).slice(11, 16)
