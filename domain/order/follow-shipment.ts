import { nameOf } from '../access/lookup'
import { broadcastChats } from '../access/where-to-say'
import type { Facts } from '../facts'
import { carrierOfWords } from '../tracking/carrier-names'
import type { CarrierId } from '../tracking/carrier-table'
import { carrierById, carrierTitle, needsPhone4 } from '../tracking/carriers'
import { findTracking, normaliseTracking } from '../tracking/find-numbers'
import { hoursAfter, nextLook, POLLING } from '../tracking/polling-plan'
import { TRACK_SAY } from '../wording/tracking'
import type { Order, Shipment } from './order'
import { isUnderWay } from './ship-state'
import type { LostWhy, ShipmentTracking } from './shipment-tracking'
import type { Work } from './work'

/** A waybill in words: 顺丰速运 SF1385628716739, a lorry by its plate. */
export const waybillWords = (s: Pick<Shipment, 'carrier' | 'trackingNumber' | 'plate'>): string =>
  [s.carrier, s.trackingNumber || s.plate].filter(Boolean).join(' ')

/** What carrier, lorry and phone the words of a shipment name; a mobile number in the place of a waybill is the driver's. */
export function readWaybill(
  carrier: string,
  number: string,
): { com?: CarrierId; plate?: string; driverPhone?: string; trackingNumber: string } {
  const words = findTracking(`${carrier} 单号 ${number}`)
  const plate = words.truck?.plates[0]
  const phone = words.notTracking.find((o) => o.kind === 'phone')?.value
  const found = words.tracking[0]
  const top = found && !found.conflict && !found.ask ? found.candidates[0] : undefined
  const named = carrierOfWords(carrier)
  const com = carrierById(named ?? top) ? (top && carrierById(top) ? top : named) : undefined
  return {
    ...(com && !phone ? { com } : {}),
    ...(plate ? { plate } : {}),
    ...(phone ? { driverPhone: phone } : {}),
    trackingNumber: phone ? '' : (found?.number ?? normaliseTracking(number).trim()),
  }
}

/** Whether a service follows this waybill by itself. */
export const isFollowed = (s: Shipment, facts: Facts): boolean =>
  (facts.couriers ?? []).length > 0 &&
  s.com !== undefined &&
  s.trackingNumber !== '' &&
  s.tracking?.tail !== 'people' &&
  s.unconfirmed === undefined

/** Last four digits for the query: the shipment's own, the receiver's of the order, the company's. */
export function phoneTail(order: Order, s: Shipment, senderPhone4: string): string | undefined {
  if (s.phone4) return s.phone4
  if (!needsPhone4(s.com)) return undefined
  const receiver = order.draft.phone?.value.replace(/\D/g, '').slice(-4)
  return receiver?.length === 4 ? receiver : senderPhone4 || undefined
}

const newTracking = (now: string): ShipmentTracking => ({ state: 'unknown', since: now, changedAt: now, told: [] })

/** Begins to follow a shipment, or begins anew after its number was put right. */
export function follow(work: Work, shipmentId: string): void {
  const { facts, order } = work
  const s = order.shipments.find((x) => x.id === shipmentId)
  if (!s || !isFollowed(s, facts)) return
  work.emit({ type: 'TrackingReported', shipmentId, tracking: newTracking(facts.now), added: [] })
  lookUp(work, shipmentId, 'follow')
}

/** Asks the service, and makes sure that somebody looks again should no answer ever come. */
export function lookUp(work: Work, shipmentId: string, what: 'follow' | 'look'): void {
  const { facts, order } = work
  work.push({
    kind: 'track',
    key: `track:${order.number}:${shipmentId}:${facts.newId()}`,
    orderNumber: order.number,
    shipmentId,
    what,
  })
  armPoll(work, shipmentId, hoursAfter(work.facts.now, POLLING.pushSilentHours), 'no answer came')
}

export function armPoll(work: Work, shipmentId: string, dueAt: string, rule: string): void {
  work.arm({ key: `poll/${shipmentId}`, kind: 'poll', dueAt, rule, toIds: [], about: shipmentId })
}

/** Plans the next look of a shipment by its age and state; ends where the plan ends. */
export function planNextLook(work: Work, shipmentId: string): void {
  const { facts, order } = work
  const s = order.shipments.find((x) => x.id === shipmentId)
  const key = `poll/${shipmentId}`
  work.disarm((t) => t.key === key)
  if (!s?.tracking || !isFollowed(s, facts) || order.phase !== 'running') return
  const { tracking } = s
  const next = nextLook(
    {
      state: tracking.state,
      hasRecord: tracking.raw !== undefined,
      since: tracking.since,
      lastChangeAt: tracking.changedAt,
      ...(tracking.deliveredAt ? { deliveredAt: tracking.deliveredAt } : {}),
      ...(tracking.lookedAfterDelivery ? { lookedAfterDelivery: true } : {}),
    },
    facts.now,
    facts.clock,
  )
  if ('stop' in next) {
    if (next.stop === 'no-record') lose(work, shipmentId, 'no-record')
    return
  }
  if (next.silent) lose(work, shipmentId, 'silent')
  // Someone told without being asked: looks are only the fallback for a push that does not come.
  const dueAt =
    tracking.subscribed && tracking.state !== 'delivered'
      ? later(work, next.at, hoursAfter(work.facts.now, POLLING.pushSilentHours))
      : next.at
  armPoll(work, shipmentId, dueAt, 'the polling plan')
}

const later = (work: Work, a: string, b: string): string => (work.facts.clock.minutesBetween(a, b) > 0 ? b : a)

/** A waybill that ended or went silent without a signature becomes somebody's task (AC-097). */
export function lose(work: Work, shipmentId: string, why: LostWhy): void {
  const { facts, order } = work
  const s = order.shipments.find((x) => x.id === shipmentId)
  if (!s?.tracking || s.tracking.lost || !isUnderWay(s)) return
  work.emit({
    type: 'TrackingReported',
    shipmentId,
    tracking: { ...s.tracking, lost: { why, since: facts.now } },
    added: [],
  })
  raiseTask(work, 'lost', `订单 ${order.number} 的 ${waybillWords(s)}：${TRACK_SAY.lost(why)}。`)
}

/** The side step of waybills has something to do; a flow of one's own without it tells the salesperson. */
export function raiseTask(work: Work, taskId: string, words: string): void {
  const { order, facts } = work
  const step = work.flow.steps.find((s) => s.id === 'waybill')
  if (!step) {
    sayLater(work, undefined, `${nameOf(facts.directory, order.salesId)}，${words}`, [order.salesId])
    return
  }
  const state = order.steps['waybill']
  if (state?.state === 'done' || (state?.state === 'open' && state.answers[taskId]))
    work.emit({ type: 'StepReopened', stepId: 'waybill', why: words })
}

/** News of the road wait for the morning when they come at night. */
export function sayLater(work: Work, chatId: string | undefined, text: string, mentions: string[]): void {
  const { facts } = work
  const opening = facts.clock.nextSend(facts.now)
  const wait = facts.clock.minutesBetween(facts.now, opening) > 0 ? { notBefore: opening } : {}
  work.say(chatId, text, { mentions, ...wait })
}

/** Shipping news to the inner groups with the salesperson mentioned. */
export function newsInside(work: Work, text: string): void {
  const { facts, order } = work
  const inner = broadcastChats(facts.directory, order).filter((c) => c.customerId === undefined)
  for (const chat of inner) sayLater(work, chat.id, text, [order.salesId])
  if (inner.length === 0) sayLater(work, undefined, text, [order.salesId])
}

/** The carrier as it is shown: what was written, else its own name. */
export const shownCarrier = (words: string, com: CarrierId | undefined): string => words.trim() || carrierTitle(com ?? '')
