import type { Directory, Leave, Person } from '../company'
import { personById } from './lookup'

/** The leave that covers a plain date (YYYY-MM-DD), if any. Trips count as leave only for `trip` questions. */
export const leaveOn = (person: Person | undefined, date: string): Leave | undefined =>
  person?.leaves?.find((l) => !l.trip && l.from <= date && date <= l.to)

export const onTrip = (person: Person | undefined, date: string): boolean =>
  person?.leaves?.some((l) => l.trip && l.from <= date && date <= l.to) ?? false

/** The last day of the trip that covers a date, if any. */
export const tripEnd = (person: Person | undefined, date: string): string | undefined =>
  person?.leaves?.find((l) => l.trip && l.from <= date && date <= l.to)?.to

/**
 * Who is asked instead of `personId` on this date: the delegate named for the leave, else the standing one; themselves when at work.
 * Follows a chain of delegates, at most as far as there are people, and stops at the first who is at work.
 */
export const actingFor = (directory: Directory, personId: string, date: string): string => {
  const seen = new Set<string>()
  let id = personId
  while (!seen.has(id)) {
    seen.add(id)
    const person = personById(directory, id)
    const leave = leaveOn(person, date)
    const next = leave ? (leave.delegateId ?? person?.delegateId) : undefined
    if (!next || !personById(directory, next)) return id
    id = next
  }
  return personId
}

/** Whether `actorId` may act in the place of `personId`: the standing delegate, or the delegate of a leave that covers the date. */
export const isDelegateOf = (directory: Directory, actorId: string, personId: string, date: string): boolean => {
  const person = personById(directory, personId)
  return (
    person?.delegateId === actorId ||
    leaveOn(person, date)?.delegateId === actorId ||
    (actorId !== personId && actingFor(directory, personId, date) === actorId)
  )
}
