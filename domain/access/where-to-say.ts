import type { Chat, Directory } from '../company'
import type { Order } from '../order/order'
import { chatById, isStaff, personById } from './lookup'

const isCustomerSide = (directory: Directory, personId: string): boolean => !isStaff(personById(directory, personId))

const first = (chats: Chat[], ...tests: ((c: Chat) => boolean)[]): Chat | undefined => {
  for (const test of tests) {
    const found = chats.find(test)
    if (found) return found
  }
  return undefined
}

/**
 * The chat in which a person is addressed about an order. Staff: the working group, else the chat the order came from, else a direct chat, else
 * any inner group they sit in. Customers: their own chat only. undefined when there is none.
 */
export const chatFor = (directory: Directory, order: Order | undefined, personId: string): string | undefined => {
  const theirs = directory.chats.filter((c) => c.memberIds.includes(personId))
  if (isCustomerSide(directory, personId)) {
    return first(
      theirs,
      // Whoever orders in their own chat is answered there.
      (c) => c.id === order?.intake.evidence.chatId && personId === order.createdById,
      (c) => c.customerId !== undefined && c.customerId === order?.customer?.id && c.kind === 'group',
      (c) => c.customerId !== undefined && c.customerId === order?.customer?.id,
      (c) => c.purpose === 'customer',
      (c) => c.kind === 'direct',
    )?.id
  }
  const inner = theirs.filter((c) => c.purpose !== 'customer' && c.purpose !== 'broadcast')
  const origin = order ? chatById(directory, order.intake.evidence.chatId) : undefined
  return first(
    inner,
    (c) => c.purpose === 'ops' && c.kind === 'group',
    (c) => c.id === origin?.id,
    (c) => c.kind === 'direct',
    () => true,
  )?.id
}

/** The chat an order came from, unless it is a customer's chat and the words are for staff. */
export const originChat = (order: Order): string | undefined => order.intake.evidence.chatId

/** The customer's own chats: where customer-facing words go. */
export const customerChats = (directory: Directory, order: Order): Chat[] => {
  const own = directory.chats.filter(
    (c) => c.purpose === 'customer' && c.customerId !== undefined && c.customerId === order.customer?.id,
  )
  if (own.length > 0) return own
  const origin = chatById(directory, order.intake.evidence.chatId)
  return origin && isCustomerSide(directory, order.createdById) && origin.purpose !== 'broadcast' ? [origin] : []
}

/** Groups in which shipping news is posted: broadcast groups and, for the customer's eyes, the customer's own group. */
export const broadcastChats = (directory: Directory, order: Order): Chat[] => {
  const general = directory.chats.filter(
    (c) => c.purpose === 'broadcast' && (c.customerId === undefined || c.customerId === order.customer?.id),
  )
  const isAsked = (c: Chat): boolean => c.id === order.intake.evidence.chatId && isCustomerSide(directory, order.createdById)
  const own = customerChats(directory, order).filter((c) => c.kind === 'group' || isAsked(c))
  return [...general, ...own]
}

/** The chat itself when only colleagues sit in it. */
export const innerChat = (directory: Directory, chatId: string | undefined): string | undefined => {
  const chat = chatById(directory, chatId)
  return chat && chat.purpose !== 'customer' && chat.purpose !== 'broadcast' ? chat.id : undefined
}
