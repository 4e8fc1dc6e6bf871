import { daysBetween } from '../calendar/instants'
import type { Companion } from '../record/companion'
import { type BookRecord, recordId } from '../record/record'
import type { Shipment } from '../order/order'
import type { OrderEvent } from '../order/order-events'

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
/** A road that seems longer was registered late. */
const LONGEST_DAYS = 30

export const laneId = (key: string): string => recordId('lane', key)

/** Whether no service knows the waybill: a line haul, a lorry, the company's own truck. */
export const isLineOrLorry = (s: Shipment): boolean => s.com === undefined

/** Whether goods of a line or lorry are at their end: arrived, or signed for where nobody registered the arrival. */
const isEnd = (e: OrderEvent): e is Extract<OrderEvent, { type: 'ShipmentChanged' }> =>
  e.type === 'ShipmentChanged' &&
  isLineOrLorry(e.shipment) &&
  (e.what === 'arrived' || (e.what === 'received' && e.shipment.arrivedAt === undefined))

/** The only writer of a lane's state. */
export function evolveLane(record: LaneRecord | undefined, event: LaneEvent): LaneRecord {
  if (event.type === 'LaneOpened') return { id: event.id, timers: [], lookups: [], roads: [] }
  if (!record) throw new RangeError(`${event.type} of a lane that was never opened`)
  const others = record.roads.filter((r) => r.shipment !== event.road.shipment)
  return { ...record, roads: [...others, event.road].slice(-MOST_ROADS) }
}

/** Remembers how long goods of lines and lorries took, in the write that registers their arrival or, where nobody did, the receipt. */
export const laneCompanion: Companion = {
  touches: ({ events }) => [
    ...new Set(events.flatMap((e) => (isEnd(e) && e.shipment.lane !== undefined ? [laneId(e.shipment.lane)] : []))),
  ],
  follow(record, { events, after }, facts, id) {
    const { clock } = facts
    const opened: LaneEvent = { type: 'LaneOpened', id }
    const known = record as LaneRecord | undefined
    let lane = known ?? evolveLane(undefined, opened)
    const written: LaneEvent[] = []
    for (const e of events) {
      if (!isEnd(e) || e.shipment.lane === undefined || laneId(e.shipment.lane) !== id) continue
      const s = e.shipment
      const arrived = s.arrivedAt ?? clock.dateOf(s.receivedAt ?? facts.now)
      const days = daysBetween(clock.dateOf(s.shippedAt), arrived)
      if (days < 0 || days > LONGEST_DAYS) continue
      const ended: LaneEvent = {
        type: 'RoadEnded',
        road: { shipment: `${after.number}/${s.id}`, carrier: s.carrier, days },
      }
      lane = evolveLane(lane, ended)
      written.push(ended)
    }
    if (written.length === 0) return undefined
    return { accepted: true, record: lane, events: known ? written : [opened, ...written], effects: [] }
  },
}
