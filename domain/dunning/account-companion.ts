import type { Companion } from '../record/companion'
import { recordId } from '../record/record'
import type { Order } from '../order/order'
import type { Account } from './account'
import { beginAccountWork, look } from './account-work'
import { isCollectable } from './next-action'
import { replan } from './decide-account'
import { debtOf } from './order-debt'
import { evolveAccount, isPaid } from './account'

export const accountId = (customerId: string): string => recordId('account', customerId)

/** Events of an order that never change what is owed for it. */
const NOT_MONEY = new Set([
  'TimerArmed',
  'TimerMoved',
  'TimerCleared',
  'ReminderSent',
  'PromptAsked',
  'PromptPending',
  'PromptSettled',
  'PromptReassigned',
  'Noted',
  'DocumentIssued',
  'DeliveryFailed',
])

const mayOwe = (order: Order): boolean => order.facts['balanceGate'] !== undefined || order.shipments.length > 0

/**
 * Keeps a customer's account in step with the orders, in the same write: money that finance confirms stops a reminder of the same minute
 * (AC-073), a balance by produced quantity arises with its notice (AC-071), credit of class A with the goods that leave (AC-070).
 */
export const accountCompanion: Companion = {
  touches({ before, after, events }) {
    if (!after.customer || after.phase === 'draft' || events.every((e) => NOT_MONEY.has(e.type))) return []
    return mayOwe(after) || (before && mayOwe(before)) ? [accountId(after.customer.id)] : []
  },
  follow(record, { before, after }, facts) {
    const customerId = after.customer?.id
    if (customerId === undefined) return undefined
    const debt = debtOf(after, facts.directory, facts.clock) ?? null
    const known = record as Account | undefined
    const earlier = before ? (debtOf(before, facts.directory, facts.clock) ?? null) : null
    const moved = JSON.stringify(earlier) !== JSON.stringify(debt)
    const missing = debt !== null && !isPaid(debt) && known?.debts[after.number] === undefined
    if (!moved && !missing) return undefined
    const opened = { type: 'AccountOpened' as const, id: accountId(customerId), customerId }
    const account = known ?? evolveAccount(undefined, opened, { at: facts.now, byId: facts.actorId })
    const work = beginAccountWork(account, facts)
    work.emit({ type: 'OrderSynced', orderNumber: after.number, debt })
    if (!look(work).ledger.items.some(isCollectable)) work.emit({ type: 'Cleared' })
    replan(work)
    const decision = work.decision()
    return decision.accepted && !known ? { ...decision, events: [opened, ...decision.events] } : decision
  },
}
