import { nameOf } from '../../access/lookup'
import { refuse, type Decision } from '../../decision'
import { debt } from '../debts'
import type { OrderCommand } from '../order-commands'
import { settle } from '../settle'
import type { Work } from '../work'

type Of<T extends OrderCommand['type']> = Extract<OrderCommand, { type: T }>

/** Shorter words than these are no order. */
const FEWEST_WORDS = 6

/** The salesperson hands in the written order that was first taken down by word of mouth (AC-003, U8). */
export function handInOrder(work: Work, command: Of<'HandInOrder'>): Decision {
  const { facts, order } = work
  const sales = nameOf(facts.directory, order.salesId)
  if (facts.actorId !== order.salesId) return refuse('NOT_YOUR_ORDER', { order: order.number, sales })
  const owed = order.debts.find((d) => d.id === 'manual-order' && !d.closedAt)
  if (!owed) return refuse('PAPER_NOT_OWED', { order: order.number, what: '手工订单' })
  const file = facts.evidence.files?.[0]
  if (!file && command.words.length < FEWEST_WORDS) return refuse('PAPER_MISSING', { sales })
  const value = file ? `vault:${file.ref}` : command.words
  const { messageId } = facts.evidence
  work.emit({
    type: 'FactSet',
    id: 'manualOrder',
    fact: { value, byId: facts.actorId, at: facts.now, ...(messageId ? { messageId } : {}) },
  })
  debt(work, 'close', 'manual-order')
  work.say(facts.evidence.chatId, `订单 ${order.number} 的手工订单已收到，口头下单的书面手续已补齐，谢谢${sales}。`)
  return work.decision()
}

/** The customer's class changed by the firm's standard: the order goes on by the new one (AC-048). */
export function setClass(work: Work, command: Of<'SetClass'>): Decision {
  const { order } = work
  if (!order.customer || order.customer.class === command.customerClass) return work.decision()
  work.emit({
    type: 'CustomerIdentified',
    customer: { ...order.customer, class: command.customerClass },
    salesId: order.salesId,
    pastPrices: order.pastPrices,
  })
  settle(work)
  return work.decision()
}
