import { customersNamedIn } from '../domain/access/lookup'
import type { Order } from '../domain/order/order'
import type { HandlerDeps } from './deps'
import type { Talk } from './talk'

/** The running order of the one customer that a colleague names: 催一下恒泰那单. 'several' where that customer has more than one. */
export async function orderOfNamedCustomer(talk: Talk, deps: HandlerDeps): Promise<Order | 'several' | undefined> {
  const [customer, ...others] = customersNamedIn(talk.directory, talk.text)
  if (!customer || others.length > 0 || talk.isCustomer) return undefined
  const [order, another] = await deps.book.find({ customerId: customer.id, activeOnly: true, limit: 2 })
  return another ? 'several' : order
}
