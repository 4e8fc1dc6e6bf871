import { partOfTask } from '../flow/part-tasks'
import { findTracking } from '../tracking/find-numbers'
import { laneKey, usualDays } from '../tracking/lanes'
import { partTitle, quantityWords } from '../wording/parts'
import { phrase } from '../wording/phrases'
import { SAY } from '../wording/says'
import { maskPhones, TRACK_SAY } from '../wording/tracking'
import type { AnswerContext } from './answer-context'
import { follow, isFollowed, readWaybill, shownCarrier, waybillWords } from './follow-shipment'
import { attachmentOf } from './issue-document'
import { compareDecimals, subtractDecimals } from './money-state'
import type { SpokenWaybill } from './shipment-tracking'
import type { OrderPart, Shipment } from './order'
import { partById, restLines, restOf, toleranceOf } from './ship-state'
import { broadcast, tellCustomer, tellRoles } from './tell'
import type { Work } from './work'

/** When goods on their way are looked after, local time. */
export const CHECK_AT = '10:00'

/** The shipment an answer is about: that of its part, else the latest that belongs to no part. */
export const shipmentFor = (work: Work, c: AnswerContext): Shipment | undefined => {
  const { order } = work
  const part = partById(order, partOfTask(c.taskId))
  if (part) return order.shipments.find((s) => s.id === part.shipmentId)
  return order.shipments.findLast((s) => s.partId === undefined) ?? order.shipments.at(-1)
}

/** The next part's id. */
export const nextPartId = (work: Work): string => `p${(work.order.parts ?? []).length + 1}`

/** What leaves by an answer: the part's goods, else what was stated line by line, else all that is left. */
export const leaving = (work: Work, c: AnswerContext): { lineId: string; quantity: string }[] => {
  const part = partById(work.order, partOfTask(c.taskId))
  if (part) return part.lines
  return work.order.lines
    .map((l) => ({ lineId: l.id, quantity: c.inputs[`shipQty.${l.id}`] ?? restOf(work.order, l) }))
    .filter((l) => compareDecimals(l.quantity, '0') > 0)
}

/** Goods left: the waybill is recorded with the quantity of each line; less than everything becomes a part of its own (AC-096). */
export function recordShipment(work: Work, c: AnswerContext): void {
  const { facts, order } = work
  const planned = partById(order, partOfTask(c.taskId))
  const lines = leaving(work, c)
  const missing = order.lines.flatMap((line) => {
    const gone = lines.find((l) => l.lineId === line.id)?.quantity ?? '0'
    const left = subtractDecimals(restOf(order, line), gone)
    return !planned && compareDecimals(left, '0') > 0 ? [{ line, left }] : []
  })
  // What is missing within the tolerance is not shipped later: the line counts as complete (AC-054).
  const within = missing.filter(
    ({ line, left }) => lines.some((l) => l.lineId === line.id) && compareDecimals(left, toleranceOf(line)) <= 0,
  )
  const part: OrderPart | undefined =
    planned ??
    (missing.length > within.length ? { id: nextPartId(work), lines, openedAt: facts.now, openedById: facts.actorId } : undefined)
  const carrier = c.inputs['carrier'] ?? order.draft.carrier?.value ?? '自送'
  const recorded: Shipment = {
    id: facts.newId(),
    carrier,
    ...readWaybill(carrier, c.inputs['trackingNumber'] ?? ''),
    ...(c.inputs['packages'] ? { packages: c.inputs['packages'] } : {}),
    status: 'shipped',
    shippedAt: facts.now,
    lines,
    ...(part ? { partId: part.id } : {}),
    ...(c.inputs['expectedDate'] ? { expectedAt: c.inputs['expectedDate'] } : {}),
    events: [{ at: facts.now, status: 'shipped', text: '仓库已发货' }],
    ...(facts.evidence.messageId ? { messageId: facts.evidence.messageId } : {}),
  }
  const shipment = onItsLane(work, recorded)
  work.emit({ type: 'ShipmentRecorded', shipment })
  for (const { line, left } of within)
    work.emit({
      type: 'RestWrittenOff',
      rest: {
        lineId: line.id,
        quantity: left,
        why: `允许误差±${line.tolerancePct}%以内，不再补发`,
        byId: facts.actorId,
        at: facts.now,
      },
    })
  if (part) {
    work.emit({ type: 'PartChanged', what: 'shipped', part: { ...part, shipmentId: shipment.id } })
    reopenParts(work)
    const isLast = restLines(work.order).length === 0 && (work.order.parts ?? []).every((p) => p.shipmentId !== undefined)
    work.emit({ type: 'StatusSet', status: isLast ? '已发货' : '部分发货' })
  }
  setCheckTimes(work, shipment)
  follow(work, shipment.id)
  warnOfDigits(work, c.inputs['trackingNumber'] ?? '', carrier)
}

/** A further waybill of goods that have left already: the same part in another parcel or lorry (AC-096). */
export function addWaybill(work: Work, w: SpokenWaybill): void {
  const { facts, order } = work
  const beside = order.shipments.at(-1)
  const shipment = onItsLane(work, {
    id: facts.newId(),
    carrier: shownCarrier(w.carrier, w.com),
    trackingNumber: w.number,
    ...(w.com ? { com: w.com } : {}),
    ...(w.plate ? { plate: w.plate } : {}),
    ...(w.driverPhone ? { driverPhone: w.driverPhone } : {}),
    ...(w.packages ? { packages: w.packages } : {}),
    status: 'shipped',
    shippedAt: facts.now,
    lines: [],
    ...(beside?.partId ? { partId: beside.partId } : {}),
    ...(beside?.expectedAt ? { expectedAt: beside.expectedAt } : {}),
    events: [{ at: facts.now, status: 'shipped', text: '仓库已发货' }],
    ...(facts.evidence.messageId ? { messageId: facts.evidence.messageId } : {}),
  })
  work.emit({ type: 'ShipmentRecorded', shipment })
  follow(work, shipment.id)
  // Its arrival is asked for too, also where the others are there already.
  const { track } = order.steps
  if (track?.state === 'done') work.emit({ type: 'StepReopened', stepId: 'track', why: `又有一票 ${waybillWords(shipment)}` })
}

/** A shipment with the road it goes; where nobody said when it arrives and no service follows it, with the day on which it usually does. */
function onItsLane(work: Work, s: Shipment): Shipment {
  const { facts, order } = work
  const { company } = facts.directory
  const lane = laneKey(company, order)
  const known = { ...s, ...(lane === undefined ? {} : { lane }) }
  const usual = s.expectedAt || isFollowed(s, facts) ? undefined : usualDays(company, order, s, facts.lane)
  if (!usual) return known
  const expectedAt = facts.clock.addDays(facts.clock.dateOf(s.shippedAt), usual.days)
  return { ...known, expectedAt, expectedBy: usual.by }
}

/** How the day of arrival is known, where nobody said it. */
const USUAL = { lane: '按线路', learnt: '按以往' } as const

/** The times at which somebody looks after the goods, as the 发货告知书 prints them (AC-089). */
function setCheckTimes(work: Work, s: Shipment): void {
  const { clock } = work.facts
  const first = clock.humanDate(clock.addWorkdays(clock.dateOf(s.shippedAt), 1))
  const due = s.expectedAt ? `，${s.expectedBy ? USUAL[s.expectedBy] : ''}预计 ${clock.humanDate(s.expectedAt)}到货` : ''
  const value = `${first}起每个工作日 ${CHECK_AT} 跟踪${due}，直到确认到货`
  work.emit({ type: 'FactSet', id: 'checkTimes', fact: { value, byId: 'bot', at: work.facts.now } })
}

/** A number whose check digit is wrong is kept and doubted aloud. */
function warnOfDigits(work: Work, number: string, carrier: string): void {
  const found = findTracking(`${carrier} 单号 ${number}`).tracking[0]
  if (!found || found.checkDigit !== 'fail') return
  work.say(
    work.facts.evidence.chatId,
    `订单 ${work.order.number} 的运单 ${found.number}：${TRACK_SAY.checkDigit}。号码没错就不用理会，错了请直接发正确的单号。`,
    {
      mentions: [work.facts.actorId],
    },
  )
}

/** The side track of the parts has something to do again. */
export function reopenParts(work: Work): void {
  if (work.order.steps['parts']?.state === 'done') work.emit({ type: 'StepReopened', stepId: 'parts', why: '又有一批货' })
}

/** Posts the waybill to the groups (AC-086); of a part with its goods and what is still to come. */
export function announceShipment(work: Work): void {
  const s = work.order.shipments.at(-1)
  if (!s) return
  const { order } = work
  // The advice reaches the customer with the news itself (AC-085).
  const advice = order.documents.findLast((d) => d.kind === 'shipping-advice' && d.snapshot['shipment'] === s.id)
  const thanks = `${advice ? '《发货告知书》见附件。' : ''}${phrase(work.facts.directory.company, 'receiveThanks')}`
  const part = partById(order, s.partId)
  const rest = restLines(order)
  const partWords = part
    ? `（${partTitle(part)}：${quantityWords(order, part.lines)}${rest.length > 0 ? `；还有 ${quantityWords(order, rest)} 待发` : ''}）`
    : ''
  const card = {
    kind: 'tracking' as const,
    orderNumber: order.number,
    title: `运单 ${order.number}`,
    fields: [
      { id: 'carrier', label: '承运公司', value: s.carrier },
      ...(s.trackingNumber ? [{ id: 'trackingNumber', label: '运单号', value: s.trackingNumber }] : []),
      ...(s.plate && !s.carrier.includes(s.plate) ? [{ id: 'plate', label: '车牌', value: s.plate }] : []),
      ...(s.packages ? [{ id: 'packages', label: '件数', value: s.packages }] : []),
      ...(part ? [{ id: 'part', label: partTitle(part), value: quantityWords(order, part.lines) }] : []),
      ...(part && rest.length > 0 ? [{ id: 'rest', label: '待发', value: quantityWords(order, rest) }] : []),
    ],
    inputs: [],
    actions: [],
    state: 'done' as const,
  }
  const number = s.trackingNumber || (s.plate && !s.carrier.includes(s.plate) ? s.plate : '')
  const driver = s.driverPhone ? `司机电话 ${s.driverPhone}。` : ''
  broadcast(
    work,
    `${SAY.shipped(order.number, s.carrier, number, s.packages ?? '')}${maskPhones(driver)}${partWords}`,
    `${SAY.shippedCustomer(order.number, s.carrier, number, s.packages ?? '', thanks)}${driver}${partWords}`,
    card,
    advice ? [attachmentOf(advice)] : [],
  )
}

/** Trouble on the way is told to the customer and the salesperson, with the new date (AC-090). */
export function transitTrouble(work: Work, c: AnswerContext): void {
  const text = `订单 ${work.order.number} 途中情况：${c.inputs['note'] ?? ''}${c.inputs['newDate'] ? `，预计 ${c.inputs['newDate']} 到货` : ''}。`
  tellCustomer(work, `您好，${text}给您带来不便很抱歉，我们会继续跟进。`)
  tellRoles(work, ['sales', 'clerk'], text)
  const s = shipmentFor(work, c)
  if (!s) return
  work.emit({
    type: 'ShipmentChanged',
    what: 'trouble',
    shipment: {
      ...s,
      status: 'trouble',
      ...(c.inputs['newDate'] ? { expectedAt: c.inputs['newDate'] } : {}),
      events: [...s.events, { at: work.facts.now, status: 'trouble', text: c.inputs['note'] ?? '' }],
    },
  })
}
