import type { Directory, RoleId } from '../company'
import type { Order } from '../order/order'
import { actingFor, leaveOn } from './leave'
import { onDuty } from './rota'
import { holdersOf, isStaff, peopleOfCustomer, personById } from './lookup'

/** Superiors who may act for staff, nearest first. */
export const SUPERIORS: RoleId[] = ['clerk_lead', 'director']

/** Who takes over a role that nobody in the company holds, in order. */
const STAND_INS: Record<RoleId, RoleId[]> = {
  sales: ['clerk', 'clerk_lead', 'director'],
  clerk: ['clerk_lead', 'sales', 'director'],
  clerk_lead: ['director'],
  director: ['clerk_lead'],
  tech: ['production', 'clerk_lead', 'director'],
  purchasing: ['warehouse', 'clerk_lead', 'director'],
  production: ['clerk_lead', 'director'],
  qc: ['production', 'clerk_lead', 'director'],
  warehouse: ['logistics', 'clerk', 'clerk_lead', 'director'],
  finance: ['director'],
  merchandiser: ['clerk', 'sales', 'clerk_lead'],
  logistics: ['merchandiser', 'warehouse', 'clerk', 'clerk_lead'],
  customer: [],
}

/** The serial of an order number, used to take turns within a role. */
const turnOf = (order: Order): number => {
  const digits = /(\d+)$/.exec(order.number)?.[1]
  return digits ? Number(digits.slice(-6)) : 0
}

/**
 * The person of a role who is asked for this order on this date (YYYY-MM-DD). The order's own salesperson and clerk stay the same;
 * other roles take turns by order number; whoever is on leave is replaced by the delegate, or passed over when there is none.
 * For `customer` all people of the customer are asked.
 */
export const assigneesFor = (directory: Directory, order: Order, role: RoleId, date: string): string[] => {
  if (role === 'customer') {
    const people = peopleOfCustomer(directory, order.customer?.id).map((p) => p.id)
    const writer = personById(directory, order.createdById)
    // Somebody who has just signed in, or is about to: the order they wrote is theirs.
    return people.length === 0 && writer && !isStaff(writer) ? [writer.id] : people
  }
  if (role === 'sales' && personById(directory, order.salesId)) return [actingFor(directory, order.salesId, date)]
  if (role === 'clerk' && personById(directory, order.clerkId)) return [actingFor(directory, order.clerkId as string, date)]
  const duty = onDuty(directory, role, date)
  if (duty) return [duty]
  for (const candidate of [role, ...STAND_INS[role]]) {
    const holders = holdersOf(directory, candidate)
    if (holders.length === 0) continue
    const present = holders.filter((p) => !leaveOn(p, date))
    const pool = present.length > 0 ? present : holders
    const chosen = pool[turnOf(order) % pool.length]
    if (chosen) return [actingFor(directory, chosen.id, date)]
  }
  return []
}
