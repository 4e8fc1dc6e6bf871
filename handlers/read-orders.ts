import { nameOf } from '../domain/access/lookup'
import type { Flow } from '../domain/flow/flow'
import { orderView } from '../domain/order/order-view'
import type { OrderView } from '../domain/order/order-view-shape'
import type { Order } from '../domain/order/order'
import type { MasterData, OrderBook, Outbox } from '../domain/ports/order-book'

export interface ReadOrdersDeps {
  book: OrderBook
  outbox: Outbox
  master: MasterData
  flow(id: string, version?: number): Flow
}

/** Where a document's file is served. */
const documentUrl = (number: string, version: number): string =>
  `/sandbox/api/files/${encodeURIComponent(`doc:${number}:v${version}`)}`

export interface ReadOrders {
  view(number: string): Promise<OrderView | undefined>
  views(filter: { customer?: string; status?: string; step?: string }): Promise<OrderView[]>
  todo(
    personId: string,
  ): Promise<{ orderNumber: string; title: string; since?: string; dueAt?: string; chatId?: string; messageId?: string }[]>
}

/** Orders for the API and the page: the one view, with the messages its cards became. */
export function readOrders(deps: ReadOrdersDeps): ReadOrders {
  const viewOf = async (order: Order): Promise<OrderView> => {
    const directory = await deps.master.directory()
    const events = await deps.book.loadEvents(order.number)
    const messages = await deps.outbox.messagesOf(order.prompts.flatMap((p) => p.cardKeys))
    return orderView(order, {
      flow: deps.flow(order.flow, order.flowVersion),
      events: events.map((e) => ({ at: e.at, byId: e.byId, event: e.event })),
      messages,
      documentUrl,
      nameOf: (id) => nameOf(directory, id),
    })
  }
  return {
    async view(number) {
      const stored = await deps.book.load(number)
      return stored ? viewOf(stored.order) : undefined
    },
    async views({ customer, status, step }) {
      const directory = await deps.master.directory()
      const known = customer
        ? directory.customers.find((c) => c.id === customer || c.name === customer || c.code === customer)
        : undefined
      if (customer && !known) return []
      const found = await deps.book.find({
        limit: 500,
        ...(known ? { customerId: known.id } : {}),
        ...(status ? { status } : {}),
        ...(step ? { stepId: step } : {}),
      })
      return Promise.all(found.map(viewOf))
    },
    async todo(personId) {
      const open = await deps.book.openPrompts({ personIds: [personId] })
      const messages = await deps.outbox.messagesOf(open.flatMap((p) => p.prompt.cardKeys.slice(-1)))
      return open.map((p) => {
        const message = messages.get(p.prompt.cardKeys.at(-1) ?? '')
        return {
          orderNumber: p.orderNumber,
          title: p.prompt.title,
          since: p.prompt.askedAt,
          ...(p.prompt.dueAt ? { dueAt: p.prompt.dueAt } : {}),
          ...(message ? { chatId: message.chatId, messageId: message.messageId } : {}),
        }
      })
    },
  }
}
