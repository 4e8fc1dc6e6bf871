import type { Company, Lane } from '../company'
import { divisionIn } from '../intake/people/read-address'
import type { Order, Shipment } from '../order/order'
import { isLineOrLorry, type LaneRecord } from './lane-record'

/** How finely a place must be named to go before a wider one. */
const FINENESS = { province: 1, city: 2, district: 3 } as const

/** How well a place of a lane fits an address: 0 = not at all, else the finer the higher. Any part of the address counts where it is no division. */
function fit(place: string, address: string): number {
  const named = divisionIn(place)
  const there = divisionIn(address)
  if (!named || !there) return address.includes(place) ? FINENESS.city : 0
  const isWithin =
    named.province === there.province &&
    (named.city === null || named.city === there.city) &&
    (named.district === null || named.district === there.district)
  return isWithin ? FINENESS[named.level] : 0
}

/** Where the goods of an order go. */
const destination = (order: Order): string => order.draft.address?.value ?? ''

/** The lane of the company's file that fits best: one that names the carrier first, then the finest place; the earlier one of equals. */
function laneOf(company: Company, order: Order, s: Shipment): Lane | undefined {
  const ranked = (company.lanes ?? []).flatMap((lane) => {
    const to = fit(lane.to, destination(order))
    const isFrom = lane.from === undefined || company.shipsFrom === undefined || fit(lane.from, company.shipsFrom) > 0
    const isBy = lane.carrier === undefined ? isLineOrLorry(s) : s.carrier.includes(lane.carrier)
    return to > 0 && isFrom && isBy ? [{ lane, rank: to + (lane.carrier === undefined ? 0 : 10) }] : []
  })
  return ranked.toSorted((a, b) => b.rank - a.rank)[0]?.lane
}

/** The city that goods go to, as the roads are remembered by; undefined where the address tells none. */
export function laneKey(company: Company, order: Order): string | undefined {
  const to = divisionIn(destination(order))
  if (!to) return undefined
  const from = divisionIn(company.shipsFrom ?? '')
  return `${from ? `${from.province}${from.city ?? ''}` : ''}>${to.province}${to.city ?? to.district ?? ''}`
}

/** So many roads must be known before they tell how long one takes. */
const ENOUGH = 2

const median = (days: number[]): number => days.toSorted((a, b) => a - b)[Math.ceil((days.length - 1) / 2)] ?? 0

/** How long goods took on this lane before: with the same carrier where enough is known of it, else with all. */
function learntDays(s: Shipment, record: LaneRecord | undefined): number | undefined {
  const roads = record?.roads ?? []
  const same = roads.filter((r) => r.carrier === s.carrier)
  const known = same.length >= ENOUGH ? same : roads
  return known.length >= ENOUGH ? median(known.map((r) => r.days)) : undefined
}

/** Days on the road and how they are known. */
export interface Usual {
  days: number
  by: 'lane' | 'learnt'
}

/**
 * How many days, counted by the calendar, goods usually travel where nobody said when they arrive and no service follows them: by the
 * company's lanes, else as it was on the same lane before. Undefined where neither is known.
 */
export function usualDays(company: Company, order: Order, s: Shipment, record: LaneRecord | undefined): Usual | undefined {
  const lane = laneOf(company, order, s)
  if (lane) return { days: lane.days, by: 'lane' }
  const days = isLineOrLorry(s) ? learntDays(s, record) : undefined
  return days === undefined ? undefined : { days, by: 'learnt' }
}
