import { nameOf } from '../access/lookup'
import type { AnswerContext } from './answer-context'
import { follow, readWaybill, waybillWords } from './follow-shipment'
import type { Shipment } from './order'
import { isUnderWay } from './ship-state'
import { tellRoles } from './tell'
import type { Work } from './work'

const ended = (s: Shipment): boolean => isUnderWay(s) && (s.tracking?.lost !== undefined || s.tracking?.tail === 'missing')

/** The last four digits in what was typed. */
const tailOf = (text: string | undefined): string | undefined => /(\d{4})\D*$/.exec(text ?? '')?.[1]

/** Somebody looked after a waybill in trouble: followed again with what was put right, or by people from now on. */
export function waybillAnswered(work: Work, what: string | undefined, c: AnswerContext): void {
  const { facts } = work
  for (const [i, s] of work.order.shipments.filter(ended).entries()) {
    if (!s.tracking) continue
    const { lost: _lost, tail: _tail, ...tracking } = s.tracking
    const number = i === 0 ? c.inputs['trackingNumber'] : undefined
    const carrier = c.inputs['carrier'] ?? s.carrier
    const phone4 = tailOf(c.inputs['phone4'])
    const corrected = number !== undefined || c.inputs['carrier'] !== undefined
    const { com: _com, ...rest } = s
    const shipment: Shipment = {
      ...(corrected ? { ...rest, carrier, ...readWaybill(carrier, number ?? s.trackingNumber) } : s),
      ...(phone4 ? { phone4 } : {}),
      tracking: { ...tracking, ...(what === 'people' ? { tail: 'people' as const } : {}) },
    }
    work.emit({ type: 'ShipmentChanged', what: corrected ? 'corrected' : 'checked', shipment })
    work.disarm((t) => t.key === `poll/${s.id}`)
    if (what !== 'people') follow(work, s.id)
    const note = c.inputs['note'] ? `：${c.inputs['note']}` : ''
    tellRoles(
      work,
      ['sales', 'merchandiser'],
      `订单 ${work.order.number} 的 ${waybillWords(shipment)} 由${nameOf(facts.directory, facts.actorId)}核实${note}。`,
    )
  }
}
