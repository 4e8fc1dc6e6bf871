import { nameOf } from '../../access/lookup'
import { refuse, type Decision } from '../../decision'
import { needsHold } from '../../flow/open-steps'
import { holds } from '../../flow/open-steps'
import { partTitle, quantityWords } from '../../wording/parts'
import { compareDecimals, formatQuantity, subtractDecimals } from '../money-state'
import type { OrderCommand } from '../order-commands'
import type { OrderLine, OrderPart } from '../order'
import { partMoney } from '../part-money'
import { settlePrompt, openPromptsOf } from '../ask'
import { settle } from '../settle'
import { restLines, restOf, shippedOf } from '../ship-state'
import { nextPartId, reopenParts } from '../shipping'
import { tellAlso } from '../tell'
import type { Work } from '../work'
import { isLead, leads, mayChange } from './rights'

type Of<T extends OrderCommand['type']> = Extract<OrderCommand, { type: T }>

/** Steps that only waited for goods which now go another way have nothing to do: open ones are closed here, later ones pass by themselves. */
function passOver(work: Work, note: string, also: string[] = []): void {
  for (const step of work.flow.steps) {
    const idle =
      also.includes(step.id) ||
      (step.skipWhen !== undefined &&
        'holds' in step.skipWhen &&
        step.skipWhen.holds === 'nothingToShip' &&
        holds(step.skipWhen, work.order))
    if (work.order.steps[step.id]?.state !== 'open' || !idle) continue
    for (const p of openPromptsOf(work.order, step.id)) settlePrompt(work, p.id, 'expired', { note })
    work.emit({ type: 'StepStateSet', stepId: step.id, state: 'skipped' })
  }
}

const REAL_GOODS = ['ship', 'deliver']

/** Why goods cannot leave in parts yet, or undefined. */
function notReady(work: Work): string | undefined {
  const { flow, order } = work
  const produces = flow.steps.some((s) => s.id === 'production')
  const production = order.steps['production']?.state
  if (produces) return production === 'open' || production === 'done' ? undefined : '还没有下生产'
  const ship = flow.steps.find((s) => REAL_GOODS.includes(s.id))
  return ship && needsHold(ship, order) ? undefined : '前面的环节（付款等）还没有完成'
}

/** How much of a line can be planned now: what is made, and neither out nor planned already. */
function roomFor(work: Work, line: OrderLine): { room: string; why: string } {
  const { order } = work
  const rest = restOf(order, line)
  const produces = work.flow.steps.some((s) => s.id === 'production')
  if (!produces || order.steps['production']?.state === 'done') return { room: rest, why: '还没发的数量' }
  const planned = (order.parts ?? [])
    .filter((p) => p.shipmentId === undefined)
    .flatMap((p) => p.lines.filter((l) => l.lineId === line.id))
    .reduce(
      (left, l) => subtractDecimals(left, l.quantity),
      subtractDecimals(order.produced[line.id] ?? '0', shippedOf(order, line)),
    )
  const room = compareDecimals(planned, '0') < 0 ? '0' : planned
  return compareDecimals(room, rest) > 0 ? { room: rest, why: '还没发的数量' } : { room, why: '日报已产、还没发的数量' }
}

/**
 * Plans goods that leave before the rest: they are inspected, paid, shipped and signed for by themselves (AC-096). Refuses NOT_YOUR_ORDER,
 * ORDER_OVER, NO_PARTS_HERE, NOT_READY_FOR_PARTS, PART_UNCLEAR, PART_TOO_MUCH.
 */
export function planPart(work: Work, command: Of<'PlanPart'>): Decision {
  const { facts, order } = work
  if (order.phase !== 'running') return refuse('ORDER_OVER', { order: order.number, status: order.status })
  if (!mayChange(work)) return refuse('NOT_YOUR_ORDER', { order: order.number, sales: nameOf(facts.directory, order.salesId) })
  if (!work.flow.steps.some((s) => s.id === 'parts')) return refuse('NO_PARTS_HERE', { order: order.number })
  const why = notReady(work)
  if (why) return refuse('NOT_READY_FOR_PARTS', { order: order.number, why })
  const lines = command.lines.filter((l) => compareDecimals(l.quantity, '0') > 0)
  const first = order.lines[0]
  if (lines.length === 0)
    return refuse('PART_UNCLEAR', { order: order.number, example: `${first?.name ?? ''} 50${first?.unit ?? ''}` })
  for (const { lineId, quantity } of lines) {
    const line = order.lines.find((l) => l.id === lineId)
    if (!line) return refuse('PART_UNCLEAR', { order: order.number, example: `${first?.name ?? ''} 50${first?.unit ?? ''}` })
    const { room, why: limit } = roomFor(work, line)
    if (compareDecimals(quantity, room) > 0)
      return refuse('PART_TOO_MUCH', {
        line: line.name,
        room: formatQuantity(room),
        unit: line.unit,
        why: limit,
        quantity: formatQuantity(quantity),
      })
  }
  if (facts.settings.depositCountsFor === 'first-part' && !order.facts['depositCounts'])
    work.emit({ type: 'FactSet', id: 'depositCounts', fact: { value: 'first-part', byId: 'bot', at: facts.now } })
  const part: OrderPart = {
    id: nextPartId(work),
    lines,
    openedAt: facts.now,
    openedById: facts.actorId,
    ...(command.note ? { note: command.note } : {}),
  }
  work.emit({ type: 'PartChanged', what: 'planned', part })
  reopenParts(work)
  passOver(work, '全部货都已安排分批发出')
  const money = partMoney(work.order, part)
  const rest = restLines(work.order)
  const text = `订单 ${order.number} ${partTitle(part)}先发：${quantityWords(order, lines)}，货款 ${money.amount}元。${rest.length > 0 ? `其余 ${quantityWords(order, rest)} 照常跟进。` : '全部货都已安排分批发出。'}`
  tellAlso(work, ['sales', 'warehouse'], text)
  settle(work)
  return work.decision()
}

/**
 * What has not left is given up in words by the lead: it is neither made, shipped nor charged any more, and the order closes with what left.
 * Refuses ORDER_OVER, ONLY_LEAD_WRITES_OFF, NO_REST, REASON_MISSING.
 */
export function writeOffRest(work: Work, command: Of<'WriteOffRest'>): Decision {
  const { facts, order } = work
  if (order.phase !== 'running') return refuse('ORDER_OVER', { order: order.number, status: order.status })
  if (!isLead(work)) return refuse('ONLY_LEAD_WRITES_OFF', { lead: leads(work) })
  const rests = restLines(order)
  if (rests.length === 0 || order.shipments.length === 0) return refuse('NO_REST', { order: order.number })
  if (command.why.trim().length < 2)
    return refuse('REASON_MISSING', { what: '余数不发', example: `余数不发 ${order.number} 客户说够用了` })
  for (const rest of rests)
    work.emit({ type: 'RestWrittenOff', rest: { ...rest, why: command.why, byId: facts.actorId, at: facts.now } })
  passOver(work, '余数不再发货', ['production'])
  work.disarm((t) => t.kind === 'daily-report')
  const text = `订单 ${order.number} 余数不再发：${quantityWords(order, rests)}。原因：${command.why}（${nameOf(facts.directory, facts.actorId)}）。货款按实际发货计算。`
  tellAlso(work, ['sales', 'clerk', 'production', 'warehouse', 'finance'], text)
  settle(work)
  return work.decision()
}
