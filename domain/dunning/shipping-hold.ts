import { customerById, holdersOf } from '../access/lookup'
import type { Facts } from '../facts'
import { balanceState } from '../order/money-state'
import type { Order } from '../order/order'
import type { Refusal } from '../refusal'
import type { Account } from './account'
import { caseOf } from './account-work'
import { msOf } from '../calendar/instants'
import { assess } from './assess'
import type { ShippingRule, ShippingVerdict } from './shipping-verdict'

export const VERDICT_RANK: ShippingVerdict[] = ['allowed', 'warn', 'approval', 'blocked']

const WHY: Record<ShippingRule, (overdue: string, days: number) => string> = {
  overdue: (overdue, days) => `该客户逾期 ${overdue}元，最早的已过 ${days} 天`,
  exposure: () => '加上本单已超过信用额度',
  'broken-promises': () => '该客户两次答应付款没有兑现',
  prepay: () => '本单余款未到账',
}

/**
 * Why goods of an order must not leave yet by what its customer owes for others; undefined when they may. An order that is paid itself is never
 * held for another debt. Its own balance before shipping is the flow's gate and is not judged here again.
 */
export function shippingHold(account: Account | undefined, order: Order, facts: Facts): Refusal | undefined {
  if (!account || !facts.settings.dunning) return undefined
  const { balanceOpen } = balanceState(order)
  if (balanceOpen === '0.00') return undefined
  const known = account.debts[order.number] !== undefined
  const input = { ...caseOf(account, facts), ...(known ? {} : { newShipment: balanceOpen }) }
  const found = assess(input, facts.clock)
  const { verdict, rules } = found.shipping
  if (verdict === 'allowed') return undefined
  const { release } = account
  if (release && msOf(release.until) > msOf(facts.now) && VERDICT_RANK.indexOf(release.upTo) >= VERDICT_RANK.indexOf(verdict))
    return undefined
  const names = (role: 'finance' | 'director'): string =>
    holdersOf(facts.directory, role)
      .map((p) => p.name)
      .join('、')
  return {
    code: verdict === 'warn' ? 'CREDIT_WARN' : verdict === 'approval' ? 'CREDIT_APPROVAL' : 'CREDIT_BLOCKED',
    params: {
      order: order.number,
      customer: customerById(facts.directory, account.customerId)?.name ?? '',
      what: rules.map((r) => WHY[r](found.overdueTotal, found.maxDaysOverdue)).join('；'),
      who: names(verdict === 'approval' ? 'finance' : 'director'),
    },
  }
}
