import { type BookRecord, recordId } from '../record/record'
import type { Shipment } from '../order/order'

/** A road that goods went, by its shipment. */
export interface Road {
  shipment: string
  carrier: string
  /** Calendar days from leaving to arrival. */
  days: number
}

/** How long goods took between two cities by lines and lorries, newest last. */
export interface LaneRecord extends BookRecord {
  roads: Road[]
}

export type LaneEvent = { type: 'LaneOpened'; id: string } | { type: 'RoadEnded'; road: Road }

/** So many roads tell how long one takes; older ones are forgotten. */
const MOST_ROADS = 12

export const laneId = (key: string): string => recordId('lane', key)

/** Whether no service knows the waybill: a line haul, a lorry, the company's own truck. */
export const isLineOrLorry = (s: Shipment): boolean => s.com === undefined

/** The only writer of a lane's state. */
export function evolveLane(record: LaneRecord | undefined, event: LaneEvent): LaneRecord {
  if (event.type === 'LaneOpened') return { id: event.id, timers: [], lookups: [], roads: [] }
  if (!record) throw new RangeError(`${event.type} of a lane that was never opened`)
  const others = record.roads.filter((r) => r.shipment !== event.road.shipment)
  return { ...record, roads: [...others, event.road].slice(-MOST_ROADS) }
}
