import { partOfTask } from '../flow/part-tasks'
import { partTitle, quantityWords } from '../wording/parts'
import { TRACK_SAY } from '../wording/tracking'
import type { AnswerContext } from './answer-context'
import { openPromptsOf, settlePrompt } from './ask'
import { waybillWords } from './follow-shipment'
import type { Order, Prompt, Shipment } from './order'
import { isUnderWay, partById, restLines, roadOf, toSign, unsigned } from './ship-state'
import { tellRoles } from './tell'
import type { Work } from './work'

/** Answers by which the customer signs for goods. */
const SIGNING = ['goods-received', 'part-received']

/** Cards on which the customer signs for the waybills of a part, or for those of no part. */
export const receiptPrompts = (order: Order, partId?: string): Prompt[] =>
  openPromptsOf(order).filter(
    (p) => partOfTask(p.taskId) === partId && p.actions.some((a) => a.then.some((t) => SIGNING.includes(t))),
  )

const plainNumber = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')

/** What is left of `among` by the waybill that an answer names, in its field or its words; all of it where none is named. */
function named(work: Work, c: AnswerContext, among: Shipment[]): Shipment[] {
  const field = c.inputs['waybill']
  if (field) {
    const number = plainNumber(field)
    return among.filter((s) => s.trackingNumber.includes(number) || s.plate === number)
  }
  const words = plainNumber(work.facts.evidence.quote ?? '')
  const said = work.order.shipments.filter((s) => [s.trackingNumber, s.plate].some((n) => n && words.includes(plainNumber(n))))
  return said.length > 0 ? among.filter((s) => said.includes(s)) : among
}

/** The shipments on whose road an answer stands: those of its part, else those of no part. */
function asked(work: Work, c: AnswerContext, of: (order: Order, partId?: string) => Shipment[]): Shipment[] {
  const partId = partOfTask(c.taskId)
  if (roadOf(work.order, partId).length > 0) return of(work.order, partId)
  return [undefined, ...(work.order.parts ?? []).map((p) => p.id)].flatMap((id) => of(work.order, id))
}

const onTheWay = (order: Order, partId?: string): Shipment[] => roadOf(order, partId).filter(isUnderWay)

/** The waybills whose arrival an answer registers. */
const arriving = (work: Work, c: AnswerContext): Shipment[] => named(work, c, asked(work, c, onTheWay))

/** The waybills that an answer signs for. */
const signing = (work: Work, c: AnswerContext): Shipment[] => named(work, c, asked(work, c, toSign))

/** What an answer may name, for people; "" where it names nothing wrong. */
export function wrongWaybill(work: Work, c: AnswerContext, of: 'arrival' | 'receipt'): string {
  const among = asked(work, c, of === 'arrival' ? onTheWay : toSign)
  return among.length > 0 && named(work, c, among).length === 0 ? among.map(waybillWords).join('、') : ''
}

/** Goods arrived, with the date and their condition. What the customer was asked to sign for before is asked anew together with them. */
export function recordArrival(work: Work, c: AnswerContext): void {
  const arrivedAt = c.inputs['arrivalDate'] ?? work.facts.clock.dateOf(work.facts.now)
  const meant = arriving(work, c)
  for (const s of meant) {
    const shipment = {
      ...s,
      status: 'arrived',
      arrivedAt,
      ...(c.inputs['condition'] ? { condition: c.inputs['condition'] } : {}),
      events: [...s.events, { at: work.facts.now, status: 'arrived', text: `到货 ${c.inputs['condition'] ?? ''}`.trim() }],
    }
    work.emit({ type: 'ShipmentChanged', shipment, what: 'arrived' })
    if (s.tracking?.state !== 'delivered') work.disarm((t) => t.key === `poll/${s.id}`)
  }
  for (const partId of new Set(meant.map((s) => s.partId)))
    for (const p of receiptPrompts(work.order, partId)) settlePrompt(work, p.id, 'expired', { note: '又到了一票货，请看新卡片' })
}

/** Signed for: nothing of these waybills is looked up or chased any more, and the driver's phone goes. Those still to come are asked for by themselves. */
export function goodsReceived(work: Work, c: AnswerContext): void {
  const meant = signing(work, c)
  for (const s of meant) {
    const { driverPhone: _gone, ...kept } = s
    const shipment = { ...kept, receivedAt: work.facts.now, receivedById: work.facts.actorId }
    work.emit({ type: 'ShipmentChanged', shipment, what: 'received' })
    work.disarm((t) => t.about === s.id)
  }
  const left = [...new Set(meant.map((s) => s.partId))].flatMap((partId) => unsigned(work.order, partId))
  if (meant.length > 0 && left.length > 0)
    tellRoles(
      work,
      ['sales', 'clerk'],
      TRACK_SAY.signedSome(work.order.number, meant.map(waybillWords).join('、'), left.map(waybillWords).join('、')),
    )
}

/** The customer signed for a part: once all its waybills are signed for it is through. */
export function partReceived(work: Work, c: AnswerContext): void {
  const part = partById(work.order, partOfTask(c.taskId))
  if (!part) return
  goodsReceived(work, c)
  if (unsigned(work.order, part.id).length > 0) return
  work.emit({ type: 'PartChanged', what: 'received', part: { ...part, receivedAt: work.facts.now } })
  const rest = restLines(work.order)
  const left = rest.length > 0 ? `还有 ${quantityWords(work.order, rest)} 待发。` : ''
  tellRoles(work, ['sales', 'clerk'], `订单 ${work.order.number} ${partTitle(part)}客户已签收。${left}`)
}
