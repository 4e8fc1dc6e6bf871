import { isStaff, personById } from '../access/lookup'
import { assigneesFor } from '../access/roles'
import { broadcastChats, chatFor, customerChats } from '../access/where-to-say'
import type { Card } from '../cards/card'
import type { RoleId } from '../company'
import type { Attached, Work } from './work'

/** The people of some roles for this order, each once. */
export const peopleOf = (work: Work, roles: RoleId[]): string[] => {
  const date = work.facts.clock.dateOf(work.facts.now)
  return [...new Set(roles.flatMap((r) => assigneesFor(work.facts.directory, work.order, r, date)))]
}

export const tellRoles = (work: Work, roles: RoleId[], text: string, card?: Card): void =>
  work.tell(peopleOf(work, roles), text, card)

/** Answers where the words came from and tells the people of some roles, each chat once. */
export const tellAlso = (work: Work, roles: RoleId[], text: string): void => {
  const { facts, order } = work
  const people = peopleOf(work, roles)
  const here = facts.evidence.chatId
  const reached = people.some((id) => (chatFor(facts.directory, order, id) ?? order.intake.evidence.chatId) === here)
  if (here !== undefined && !reached) work.say(here, text)
  work.tell(people, text)
}

/** Says something to the customer in their own chats; without one the salesperson gets the words to pass on. */
export const tellCustomer = (
  work: Work,
  text: string,
  card?: Card,
  attachments: Attached[] = [],
  mayWait = true,
  notBefore?: string,
): void => {
  const chats = customerChats(work.facts.directory, work.order)
  if (chats.length === 0) {
    work.tell(peopleOf(work, ['sales']), `请转告客户：\n${text}`, card, attachments)
    return
  }
  const origin = isStaff(personById(work.facts.directory, work.order.createdById))
    ? undefined
    : chats.find((c) => c.id === work.order.intake.evidence.chatId)
  const target = origin ?? chats.find((c) => c.kind === 'group') ?? chats[0]
  const people = peopleOf(work, ['customer']).filter((id) => target?.memberIds.includes(id))
  work.say(target?.id, text, {
    mentions: people,
    attachments,
    mayWait,
    ...(card ? { card } : {}),
    ...(notBefore ? { notBefore } : {}),
  })
}

/** Posts shipping news in the bound groups and mentions the salesperson (AC-086). Falls back to where the order came from. Papers go to the customer alone. */
export const broadcast = (work: Work, text: string, customerText: string, card?: Card, papers: Attached[] = []): void => {
  const { directory } = work.facts
  const chats = broadcastChats(directory, work.order)
  const inner = chats.filter((c) => c.customerId === undefined)
  for (const chat of inner) work.say(chat.id, text, { mentions: [work.order.salesId], ...(card ? { card } : {}) })
  if (inner.length === 0) work.say(undefined, text, { mentions: [work.order.salesId], ...(card ? { card } : {}) })
  for (const chat of chats.filter((c) => c.customerId !== undefined))
    work.say(chat.id, customerText, {
      mentions: [work.order.salesId].filter((id) => chat.memberIds.includes(id)),
      attachments: papers,
      ...(card ? { card } : {}),
    })
}
