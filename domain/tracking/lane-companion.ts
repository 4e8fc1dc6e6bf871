import { daysBetween } from '../calendar/instants'
import type { OrderEvent } from '../order/order-events'
import type { Companion } from '../record/companion'
import { evolveLane, isLineOrLorry, type LaneEvent, laneId, type LaneRecord } from './lane-record'

/** A road that seems longer was registered late. */
const LONGEST_DAYS = 30

/** Whether goods of a line or lorry are at their end: arrived, or signed for where nobody registered the arrival. */
const isEnd = (e: OrderEvent): e is Extract<OrderEvent, { type: 'ShipmentChanged' }> =>
  e.type === 'ShipmentChanged' &&
  isLineOrLorry(e.shipment) &&
  (e.what === 'arrived' || (e.what === 'received' && e.shipment.arrivedAt === undefined))

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
