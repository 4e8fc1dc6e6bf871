import type { Order } from '../domain/order/order'
import type { OrderBook, OrderQuery } from '../domain/ports/order-book'

const PAGE = 500

/** Every order that a query finds and `wanted` keeps, newest first, read page by page; none that began before `since` where that is given. */
export async function allOrders(
  book: Pick<OrderBook, 'find'>,
  query: Omit<OrderQuery, 'limit' | 'after'>,
  wanted: (order: Order) => boolean = () => true,
  since = '',
): Promise<Order[]> {
  const found: Order[] = []
  for (let after: OrderQuery['after']; ; ) {
    const page = await book.find({ ...query, ...(after ? { after } : {}), limit: PAGE })
    found.push(...page.filter((o) => wanted(o) && (since === '' || Date.parse(o.createdAt) >= Date.parse(since))))
    const last = page.at(-1)
    if (!last || page.length < PAGE || (since !== '' && Date.parse(last.createdAt) < Date.parse(since))) return found
    after = { createdAt: last.createdAt, number: last.number }
  }
}
