import { customerOfPerson, holdersOf, isStaff, personById } from '../../access/lookup'
import { taskSpec } from '../ask'
import type { Work } from '../work'
import { draftPrompt } from './draft'

/**
 * Work has begun that a change would waste: production has been told, or goods are being made ready where nothing is produced. From here a
 * change or a cancellation is the lead's to allow (flows rule 11).
 */
export const workBegan = (work: Work): boolean => {
  const begun = (stepId: string): boolean => {
    const state = work.order.steps[stepId]?.state
    return state === 'open' || state === 'done'
  }
  if (work.flow.steps.some((s) => s.id === 'production')) return begun('production')
  return begun('ship') || begun('deliver') || work.order.shipments.length > 0
}

export const isLead = (work: Work): boolean =>
  personById(work.facts.directory, work.facts.actorId)?.roles.some((r) => r === 'clerk_lead' || r === 'director') ?? false

/** Names of the leads, for refusals. */
export const leads = (work: Work): string =>
  holdersOf(work.facts.directory, 'clerk_lead')
    .map((p) => p.name)
    .join('、') || '客服主管'

/** The person who acts belongs to the order's customer. */
export const isOwnCustomer = (work: Work): boolean =>
  work.order.createdById === work.facts.actorId ||
  (work.order.customer !== undefined && customerOfPerson(work.facts.directory, work.facts.actorId)?.id === work.order.customer.id)

/** The draft, or the cart, was the customer's own to write. */
const customersOwn = (work: Work): boolean => {
  const first = work.flow.steps.flatMap((s) => s.tasks).find((t) => t.kind === 'draft')
  return first?.owner === 'customer' && isOwnCustomer(work)
}

/** A cart is its customer's own until it is confirmed. */
const ownCart = (work: Work): boolean => {
  const prompt = draftPrompt(work.order)
  return prompt !== undefined && taskSpec(work, prompt.stepId, prompt.taskId).owner === 'customer' && isOwnCustomer(work)
}

/** A customer who ordered by themselves calls off until money was confirmed or goods are made ready. */
export const mayCallOff = (work: Work): boolean =>
  mayChange(work) || (customersOwn(work) && !workBegan(work) && !work.order.payments.some((p) => p.confirmedById))

/** The salesperson of the order, clerks and their superiors; customers change their own cart, and ask their salesperson for the rest. */
export const mayChange = (work: Work): boolean => {
  const person = personById(work.facts.directory, work.facts.actorId)
  if (ownCart(work)) return true
  return (
    isStaff(person) &&
    (person?.id === work.order.salesId ||
      person?.id === work.order.createdById ||
      (person?.roles.some((r) => r === 'clerk' || r === 'clerk_lead' || r === 'director') ?? false))
  )
}
