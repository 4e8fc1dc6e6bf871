import { nameOf } from '../../access/lookup'
import type { RoleId } from '../../company'
import { refuse, type Decision } from '../../decision'
import { SAY } from '../../wording/says'
import { openDebt } from '../debts'
import { balanceState, compareDecimals, formatQuantity, subtractDecimals } from '../money-state'
import type { OrderCommand } from '../order-commands'
import { settle } from '../settle'
import { shippedOf } from '../ship-state'
import { tellAlso, tellCustomer } from '../tell'
import type { Work } from '../work'
import { personById } from '../../access/lookup'
import { holdersOf } from '../../access/lookup'
import { isLead, leads, mayCallOff, workBegan } from './rights'

/** Something that a cancellation leaves to be undone, and whose it is. */
interface ToUndo {
  id: string
  what: string
  owner: RoleId
}

const began = (work: Work, stepId: string): boolean => {
  const state = work.order.steps[stepId]?.state
  return state === 'open' || state === 'done'
}

/** Papers that only record what happened: they stay. */
const INNER_RECORDS = ['customer-memo', 'daily-report', 'order-register']

/** Everything that has been done for an order and must be undone when it is called off, in the order of the work. */
export function toUndo(work: Work): ToUndo[] {
  const { order } = work
  const list: ToUndo[] = []
  if (began(work, 'production') || order.steps['material']?.state === 'done' || began(work, 'purchasing'))
    list.push({ id: 'undo-material', what: '已备或已购的原材料：退货或转用', owner: 'purchasing' })
  if (order.steps['production']?.state === 'open')
    list.push({ id: 'undo-production', what: '停止生产，盘点在制品', owner: 'production' })
  const stock = order.lines.flatMap((l) => {
    const left = subtractDecimals(order.produced[l.id] ?? '0', shippedOf(order, l))
    return compareDecimals(left, '0') > 0 ? [`${l.name} ${formatQuantity(left)}${l.unit}`] : []
  })
  if (stock.length > 0) list.push({ id: 'undo-goods', what: `已产成品的处置：${stock.join('、')}`, owner: 'warehouse' })
  const waybills = order.shipments.map((s) => `${s.carrier} ${s.trackingNumber}`)
  if (waybills.length > 0)
    list.push({ id: 'undo-waybill', what: `拦截或召回在途货物：${waybills.join('、')}`, owner: 'logistics' })
  const papers = [...new Set(order.documents.filter((d) => !INNER_RECORDS.includes(d.kind)).map((d) => d.number))]
  if (papers.length > 0) list.push({ id: 'undo-papers', what: `作废并收回单据：${papers.join('、')}`, owner: 'clerk' })
  return list
}

/** Who may call an order off at this stage, as a refusal for everybody else. */
function wrongRole(work: Work): Decision | undefined {
  const { order, facts } = work
  if (order.phase !== 'running') return undefined
  if (order.shipments.length > 0) {
    const directors = holdersOf(facts.directory, 'director')
    const person = personById(facts.directory, facts.actorId)
    const may = directors.length > 0 ? person?.roles.includes('director') : isLead(work)
    return may
      ? undefined
      : refuse('NEEDS_DIRECTOR', { order: order.number, director: directors.map((p) => p.name).join('、') || leads(work) })
  }
  return workBegan(work) && !isLead(work)
    ? refuse('NEEDS_LEAD', { order: order.number, lead: leads(work), what: '取消' })
    : undefined
}

/**
 * Calls an order off at any stage; nothing is deleted. Names what must be undone, makes it somebody's task that is chased until it is
 * done, and tells everybody concerned. Before production its salesperson, clerks or the customer who ordered alone; from production on the
 * lead; with goods on the way the director. Refuses NOT_YOUR_ORDER, ORDER_OVER, NEEDS_LEAD, NEEDS_DIRECTOR, GOODS_RECEIVED.
 */
export function cancelOrder(work: Work, command: Extract<OrderCommand, { type: 'CancelOrder' }>): Decision {
  const { facts, order } = work
  if (order.phase === 'completed' || order.phase === 'cancelled' || order.phase === 'rejected')
    return refuse('ORDER_OVER', { order: order.number, status: order.status })
  if (!mayCallOff(work)) return refuse('NOT_YOUR_ORDER', { order: order.number, sales: nameOf(facts.directory, order.salesId) })
  const received = order.parts?.some((p) => p.receivedAt !== undefined) || order.shipments.some((s) => s.arrivedAt !== undefined)
  if (received) return refuse('GOODS_RECEIVED', { order: order.number })
  const refused = wrongRole(work)
  if (refused) return refused
  const undo = toUndo(work)
  const wasRunning = order.phase === 'running'
  const concerned: RoleId[] = [
    'sales',
    'clerk',
    ...(wasRunning && workBegan(work) ? (['production', 'merchandiser', 'clerk_lead'] as const) : []),
    ...(order.payments.length > 0 ? (['finance'] as const) : []),
    ...undo.map((u) => u.owner),
  ]
  work.emit({ type: 'StatusSet', status: work.flow.statuses.cancelled, phase: 'cancelled', why: command.why })
  const back = balanceState(work.order).overpaid
  const all: ToUndo[] = [
    ...undo,
    ...(back === '0.00'
      ? []
      : [{ id: 'undo-refund', what: `退还已收款 ${back}元（退款，或转为客户余额）`, owner: 'finance' as const }]),
  ]
  const list = all.length > 0 ? `\n还需处理：\n${all.map((u, i) => `${i + 1}. ${u.what}`).join('\n')}` : ''
  tellAlso(work, concerned, `${SAY.cancelled(order.number, nameOf(facts.directory, facts.actorId), command.why)}${list}`)
  if (wasRunning && facts.actorId !== order.createdById)
    tellCustomer(
      work,
      `您好，订单 ${order.number} 已取消。${back === '0.00' ? '' : `已付的 ${back}元由财务为您办理退还或转入下一单。`}如有疑问请直接回复。`,
    )
  settle(work)
  for (const u of all) openDebt(work, u.id, u.what, u.owner)
  return work.decision()
}

/** Something that had to be undone is done: by its owner's role or a superior, in words. Refuses NOT_YOURS, NOTHING_TO_CLOSE. */
export function closeDebt(work: Work, command: Extract<OrderCommand, { type: 'CloseDebt' }>): Decision {
  const { facts, order } = work
  const open = order.debts.filter((d) => !d.closedAt && d.id.startsWith('undo-'))
  const person = personById(facts.directory, facts.actorId)
  const mine = open.filter((d) => d.ownerId === facts.actorId || person?.roles.includes(d.ownerRole) || isLead(work))
  const named = mine.filter((d) => command.words.length >= 2 && [...WORDS_OF(d.id)].some((w) => command.words.includes(w)))
  const [found, another] = named.length > 0 ? named : mine
  if (!found || another) {
    const list = (mine.length > 0 ? mine : open).map((d) => d.what).join('；')
    return refuse('NOTHING_TO_CLOSE', { order: order.number, list: list || '没有待处理事项' })
  }
  if (found.id === 'undo-refund' && balanceState(order).overpaid !== '0.00')
    return refuse('REFUND_FIRST', { order: order.number, amount: balanceState(order).overpaid })
  work.emit({ type: 'DebtClosed', debtId: found.id, byId: facts.actorId })
  work.disarm((t) => t.kind === 'debt' && t.about === found.id)
  tellAlso(
    work,
    ['sales', 'clerk'],
    `订单 ${order.number}：「${found.what}」已由${nameOf(facts.directory, facts.actorId)}处理完。`,
  )
  return work.decision()
}

const WORDS_OF = (id: string): string[] =>
  ({
    'undo-material': ['原材料', '材料', '原料', '采购'],
    'undo-production': ['停产', '生产', '在制品'],
    'undo-goods': ['成品', '库存'],
    'undo-waybill': ['运单', '拦截', '召回', '在途'],
    'undo-papers': ['单据', '作废', '收回'],
    'undo-refund': ['退款', '退还'],
  })[id] ?? []
