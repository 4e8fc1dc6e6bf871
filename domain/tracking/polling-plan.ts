import { Temporal } from 'temporal-polyfill'
import type { WorkClock } from '../work-clock'
import type { TrackState } from './neutral-states'

/** What is known of a followed waybill when the next look is planned. All instants ISO. */
export interface Followed {
  state: TrackState
  /** Any event at all was reported. */
  hasRecord: boolean
  since: string
  lastChangeAt: string
  deliveredAt?: string
  /** The look after the delivery was made. */
  lookedAfterDelivery?: boolean
}

/** The next look, or why there is none. `silent`: five days without a change, to be told to the salesperson. */
export type NextLook = { at: string; silent?: boolean } | { stop: 'delivered' | 'no-record' | 'ended' }

/** Times and bounds of looks without a push. Source: the polling plan agreed with the services' limits. */
export const POLLING = {
  everyHours: 4,
  closeHours: 1,
  fromTime: '08:00',
  untilTime: '20:00',
  silentDays: 5,
  noRecordDays: 3,
  afterDeliveryHours: 24,
  /** Looks at one number a day; the service locks a number at 48. */
  mostLooksADay: 24,
  /** Never nearer than this. */
  leastMinutes: 30,
  /** Nothing pushed for so long: looked at all the same. */
  pushSilentHours: 24,
} as const

/** So many hours of real time after an instant. */
export const hoursAfter = (instant: string, hours: number): string => Temporal.Instant.from(instant).add({ hours }).toString()
const hoursSince = (from: string, to: string, clock: WorkClock): number => clock.minutesBetween(from, to) / 60

/** In transit nobody looks at night: before 08:00 or after 20:00 it waits for 08:00. */
function byDay(instant: string, clock: WorkClock): string {
  const date = clock.dateOf(instant)
  if (clock.minutesBetween(instant, clock.at(date, POLLING.fromTime)) > 0) return clock.at(date, POLLING.fromTime)
  return clock.minutesBetween(clock.at(date, POLLING.untilTime), instant) > 0
    ? clock.at(clock.addDays(date, 1), POLLING.fromTime)
    : instant
}

/** When a waybill is looked at next, from `now`, by its age and state. */
export function nextLook(followed: Followed, now: string, clock: WorkClock): NextLook {
  const { state } = followed
  if (state === 'returned' || state === 'cancelled') return { stop: 'ended' }
  if (state === 'delivered') {
    if (followed.lookedAfterDelivery) return { stop: 'delivered' }
    return { at: hoursAfter(followed.deliveredAt ?? now, POLLING.afterDeliveryHours) }
  }
  const age = hoursSince(followed.since, now, clock)
  if (!followed.hasRecord && age >= POLLING.noRecordDays * 24) return { stop: 'no-record' }
  if (hoursSince(followed.lastChangeAt, now, clock) >= POLLING.silentDays * 24)
    return { at: byDay(hoursAfter(now, 24), clock), silent: true }
  if (state === 'arrived_city' || state === 'out_for_delivery') return { at: hoursAfter(now, POLLING.closeHours) }
  const next = hoursAfter(now, POLLING.everyHours)
  return { at: (state === 'created' || state === 'unknown') && age < 24 ? next : byDay(next, clock) }
}
