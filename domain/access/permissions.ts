import type { Directory } from '../company'
import type { Order, Prompt } from '../order/order'
import { isDelegateOf } from './leave'
import { customerOfPerson, holdersOf, nameOf, personById } from './lookup'
import { SUPERIORS } from './roles'

/** Why somebody may answer a prompt. `forId` names the person on whose behalf, when it is not their own. */
export type Right = { may: true; forId?: string } | { may: false; who: string }

/**
 * Whether a person may answer a prompt: the person asked, a holder of its role, a delegate, or, unless the task is strict, a superior.
 * Others get the names of those who may. Source: AC-125, promises P10.
 */
export const mayAnswer = (
  directory: Directory,
  order: Order,
  prompt: Prompt,
  actorId: string,
  strict: boolean,
  date: string,
): Right => {
  const person = personById(directory, actorId)
  if (person) {
    if (prompt.assigneeIds.includes(actorId)) return { may: true }
    if (prompt.roles.some((r) => r !== 'customer' && person.roles.includes(r))) return { may: true, ...onBehalf(prompt, actorId) }
    if (prompt.roles.includes('customer') && order.customer && customerOfPerson(directory, actorId)?.id === order.customer.id)
      return { may: true }
    const represented = prompt.assigneeIds.find((id) => isDelegateOf(directory, actorId, id, date))
    if (represented) return { may: true, forId: represented }
    if (!strict && person.roles.some((r) => SUPERIORS.includes(r))) return { may: true, ...onBehalf(prompt, actorId) }
  }
  return { may: false, who: whoMay(directory, prompt) }
}

const onBehalf = (prompt: Prompt, actorId: string): { forId?: string } => {
  const first = prompt.assigneeIds[0]
  return first && first !== actorId ? { forId: first } : {}
}

/** Names of those who may answer, for a refusal: the people asked first, then other holders of the role. */
const whoMay = (directory: Directory, prompt: Prompt): string => {
  const ids = new Set(prompt.assigneeIds)
  for (const role of prompt.roles) if (role !== 'customer') for (const p of holdersOf(directory, role)) ids.add(p.id)
  return (
    [...ids]
      .slice(0, 4)
      .map((id) => nameOf(directory, id))
      .join('、') || '客户本人'
  )
}

/** A customer sees only their own orders; staff see all. */
export const maySeeOrder = (directory: Directory, order: Order, personId: string): boolean => {
  const person = personById(directory, personId)
  if (!person) return false
  if (person.roles.some((r) => r !== 'customer')) return true
  return order.customer !== undefined && customerOfPerson(directory, personId)?.id === order.customer.id
}
