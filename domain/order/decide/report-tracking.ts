import { nameOf } from '../../access/lookup'
import { chatFor } from '../../access/where-to-say'
import type { Decision } from '../../decision'
import { carrierTitle } from '../../tracking/carriers'
import { afterReport, NEWS_OF, STATE_WORDS, type TrackState } from '../../tracking/neutral-states'
import { hoursAfter } from '../../tracking/polling-plan'
import type { TrackEvent, TrackingReport } from '../../tracking/report'
import { carrierTime, TRACK_SAY } from '../../wording/tracking'
import { armPoll, lookUp, lose, newsInside, planNextLook, raiseTask, sayLater, waybillWords } from '../follow-shipment'
import type { OrderCommand } from '../order-commands'
import type { Shipment, ShipmentEvent, Timer } from '../order'
import { receiptPrompts } from '../receipts'
import type { ShipmentTracking } from '../shipment-tracking'
import { settle } from '../settle'
import { isUnderWay, toSign } from '../ship-state'
import { peopleOf, tellCustomer } from '../tell'
import type { Work } from '../work'

type Events = Extract<TrackingReport, { kind: 'events' }>
type Trouble = Extract<TrackingReport, { kind: 'trouble' }>

/** Looks that get no answer wait longer and longer: half an hour, one, two, four. */
const BACK_OFF_HOURS = [0.5, 1, 2, 4]

/** What a carrier service told. Repeats and late reports change nothing. */
export function reportTracking(work: Work, command: Extract<OrderCommand, { type: 'ReportTracking' }>): Decision {
  const s = work.order.shipments.find((x) => x.id === command.shipmentId)
  // Followed no longer, or put right meanwhile: news of the old number.
  if (!s?.tracking || work.order.phase !== 'running') return work.decision()
  const { report } = command
  if (report.kind === 'subscribed') {
    if (!s.tracking.subscribed) update(work, s, { ...s.tracking, subscribed: true })
    planNextLook(work, s.id)
  } else if (report.kind === 'events') onEvents(work, s, s.tracking, report)
  else onTrouble(work, s, s.tracking, report)
  settle(work)
  return work.decision()
}

const update = (work: Work, s: Shipment, tracking: ShipmentTracking, added: ShipmentEvent[] = [], com?: string): void =>
  work.emit({ type: 'TrackingReported', shipmentId: s.id, tracking, added, ...(com ? { com } : {}) })

const toEvent = (e: TrackEvent): ShipmentEvent => ({
  at: e.at,
  status: e.status,
  text: e.text,
  raw: e.raw,
  ...(e.place ? { place: e.place } : {}),
})

function onEvents(work: Work, s: Shipment, before: ShipmentTracking, report: Events): void {
  const { facts } = work
  const known = new Set(s.events.map((e) => `${e.at}|${e.text}`))
  const added = report.events.map(toEvent).filter((e) => !known.has(`${e.at}|${e.text}`))
  const step = afterReport(before.state, report.state)
  const moved = added.length > 0 || step.state !== before.state
  const corrected = report.com !== undefined && report.com !== s.com ? report.com : undefined
  const { lost, failures: _failures, ...rest } = before
  const tracking: ShipmentTracking = {
    ...rest,
    state: step.state,
    service: report.service,
    lookedAt: facts.now,
    changedAt: moved ? facts.now : before.changedAt,
    ...(report.events.length > 0 || report.state !== 'unknown' ? { raw: report.raw } : {}),
    ...(lost && !moved ? { lost } : {}),
    ...deliveryOf(step.state, before, report, facts.now),
    ...(before.state === 'delivered' && step.state === 'delivered' ? { lookedAfterDelivery: true } : {}),
  }
  update(work, s, tracking, added, corrected)
  if (corrected) newsInside(work, TRACK_SAY.corrected(work.order.number, s.trackingNumber, carrierTitle(corrected)))
  if (step.takenBack) lose(work, s.id, 'taken-back')
  if (report.ended) lose(work, s.id, report.ended === 'no-record' ? 'no-record' : 'aborted')
  if (step.state !== before.state) tellNews(work, s.id, step.state, report)
  if (report.ended) work.disarm((t) => t.key === `poll/${s.id}`)
  else planNextLook(work, s.id)
}

/** Who signed and when; a signature by a locker is marked. */
const deliveryOf = (
  state: TrackState,
  before: ShipmentTracking,
  report: Events,
  now: string,
): Partial<Pick<ShipmentTracking, 'deliveredAt' | 'signedBy' | 'atStation'>> => ({
  ...(report.atStation ? { atStation: true } : {}),
  ...(state === 'delivered'
    ? {
        deliveredAt:
          before.deliveredAt ?? report.events.findLast((e) => e.status === 'delivered')?.at ?? report.events.at(-1)?.at ?? now,
        ...(report.signedBy ? { signedBy: report.signedBy } : {}),
      }
    : {}),
})

/** States told once each; trouble and return each time they come. */
const EACH_TIME = new Set<TrackState>(['exception', 'returning', 'returned'])

function tellNews(work: Work, shipmentId: string, state: TrackState, report: Events): void {
  const s = work.order.shipments.find((x) => x.id === shipmentId)
  if (!s?.tracking || NEWS_OF[state] === 'none' || s.receivedAt) return
  if (s.tracking.told.includes(state) && !EACH_TIME.has(state)) return
  update(work, s, { ...s.tracking, told: [...new Set([...s.tracking.told, state])] })
  const { order, facts } = work
  const words = waybillWords(s)
  const newest = report.events.at(-1)
  const last = newest ? `${carrierTime(newest.at)} ${newest.text}` : ''
  if (state === 'delivered') return delivered(work, s, words)
  if (state === 'exception') return trouble(work, s, words, last || STATE_WORDS.exception, report.eta)
  if (state === 'returning' || state === 'returned') {
    newsInside(work, TRACK_SAY.returning(order.number, words, STATE_WORDS[state], last))
    return
  }
  if (NEWS_OF[state] === 'sales') {
    sayToSales(work, TRACK_SAY.cancelled(order.number, words))
    return
  }
  if (state === 'ready_for_pickup') newsInside(work, TRACK_SAY.station(order.number, words, last))
  else if (state === 'picked_up') newsInside(work, TRACK_SAY.pickedUp(order.number, words))
  else newsInside(work, TRACK_SAY.moving(order.number, words, STATE_WORDS[state], last))
  if ((state === 'out_for_delivery' || state === 'ready_for_pickup') && facts.clock.nextSend(facts.now) === facts.now)
    tellCustomer(work, TRACK_SAY.arrivingCustomer(order.number, words, STATE_WORDS[state]))
}

const sayToSales = (work: Work, text: string): void => {
  for (const id of peopleOf(work, ['sales'])) sayLater(work, chatFor(work.facts.directory, work.order, id), text, [id])
}

/** A signature told by the carrier: the salesperson still asks the customer, who confirms (AC-087, AC-091). The receipt is chased from now on. */
function delivered(work: Work, s: Shipment, words: string): void {
  const { order, facts } = work
  const when = carrierTime(s.tracking?.deliveredAt ?? facts.now)
  if (s.tracking?.atStation) {
    newsInside(work, TRACK_SAY.station(order.number, words, `物流显示 ${when} 已由站点签收。`))
    return
  }
  newsInside(work, TRACK_SAY.delivered(order.number, words, when, s.tracking?.signedBy ?? ''))
  customerLater(work, TRACK_SAY.deliveredCustomer(order.number, words, when))
  armReceipt(work, s.id, 1, '1d')
}

/** Words for the customer wait for the morning too. */
function customerLater(work: Work, text: string): void {
  const { facts } = work
  const opening = facts.clock.nextSend(facts.now)
  const wait = facts.clock.minutesBetween(facts.now, opening) > 0 ? opening : undefined
  tellCustomer(work, text, undefined, [], false, wait)
}

/** Trouble: the salesperson first; the customer too once there is a new date (AC-090). */
function trouble(work: Work, s: Shipment, words: string, last: string, eta: string | undefined): void {
  const { order, facts } = work
  sayToSales(work, TRACK_SAY.troubleSales(nameOf(facts.directory, order.salesId), order.number, words, last))
  if (!eta || (s.expectedAt && eta <= s.expectedAt)) return
  work.emit({ type: 'ShipmentChanged', what: 'delayed', shipment: { ...s, expectedAt: eta } })
  customerLater(work, TRACK_SAY.troubleCustomer(order.number, words, facts.clock.humanDate(eta)))
}

function armReceipt(work: Work, shipmentId: string, rung: number, after: string): void {
  const { facts } = work
  work.arm({
    key: `receipt/${shipmentId}`,
    kind: 'receipt',
    plan: { from: facts.now, after },
    rule: `${after} after the carrier told of the signature`,
    toIds: rung === 1 ? [] : [work.order.salesId],
    about: shipmentId,
    rung,
  })
}

/** No receipt yet: the receiver after one workday, the salesperson after three. */
export function chaseReceipt(work: Work, timer: Timer): void {
  const { order, facts } = work
  const s = order.shipments.find((x) => x.id === timer.about)
  if (!s || s.receivedAt || order.phase !== 'running') return
  const words = waybillWords(s)
  // Once the card of its receipt is out, the reminders of that card do this.
  const asked = toSign(order, s.partId).includes(s) && receiptPrompts(order, s.partId).length > 0
  if ((timer.rung ?? 1) === 1) {
    if (!asked) tellCustomer(work, TRACK_SAY.receiver(order.number, words))
    armReceipt(work, s.id, 2, '2d')
    return
  }
  if (!asked) sayToSales(work, TRACK_SAY.receiptSales(nameOf(facts.directory, order.salesId), order.number, words))
}

function onTrouble(work: Work, s: Shipment, before: ShipmentTracking, report: Trouble): void {
  const { facts } = work
  if (report.trouble === 'needs-phone' || report.trouble === 'wrong-phone') {
    // Asked once, not at each query.
    if (before.tail) return
    update(work, s, { ...before, tail: 'missing', lookedAt: facts.now })
    work.disarm((t) => t.key === `poll/${s.id}`)
    raiseTask(work, 'phone-tail', `订单 ${work.order.number} 的 ${waybillWords(s)} 查询需要寄件人或收件人手机后四位，请告诉我。`)
    return
  }
  if (report.trouble === 'refused') {
    work.disarm((t) => t.key === `poll/${s.id}`)
    lose(work, s.id, 'refused')
    return
  }
  if (report.trouble === 'no-record') {
    update(work, s, { ...withoutFailures(before), lookedAt: facts.now })
    planNextLook(work, s.id)
    return
  }
  const failures = (before.failures ?? 0) + 1
  update(work, s, { ...before, failures })
  const hours = BACK_OFF_HOURS[Math.min(failures, BACK_OFF_HOURS.length) - 1] ?? 4
  const dueAt = report.until ?? hoursAfter(facts.now, report.trouble === 'stopped' ? 24 : Math.max(hours, 0.5))
  armPoll(work, s.id, dueAt, `${report.trouble}: looked at again later`)
}

const withoutFailures = ({ failures: _failures, ...rest }: ShipmentTracking): ShipmentTracking => rest

/** The time of a look came. */
export function firePoll(work: Work, timer: Timer): void {
  const s = work.order.shipments.find((x) => x.id === timer.about)
  if (!s?.tracking || s.receivedAt || work.order.phase !== 'running') return
  if (!isUnderWay(s) && s.tracking.state !== 'delivered') return
  lookUp(work, s.id, 'look')
}
