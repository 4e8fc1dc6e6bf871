import type { Order } from './order'

/** Who buys, by the name on file, else by the name that was typed; undefined while nobody was named. */
export const customerNameOf = (order: Order): string | undefined => order.customer?.name ?? order.draft.customerName?.value
