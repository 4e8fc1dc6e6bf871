import type { Order } from '../../domain/order/order'

/** So many orders are kept as they were read last. */
const MOST_KEPT = 256

/** What identifies a stored state without reading it. */
export interface StateMark {
  number: string
  version: number
  state_crc: number
}

/** Orders as they were read, each for as long as the stored one is the same. Nobody writes into an order, so one copy serves all readers. */
export interface OrderCache {
  /** The order in this very state, read by `read` where it is not at hand. */
  get(mark: StateMark, read: () => Order): Order
}

export function createOrderCache(most = MOST_KEPT): OrderCache {
  const kept = new Map<string, { version: number; crc: number; order: Order }>()
  return {
    get({ number, version, state_crc: crc }, read) {
      const known = kept.get(number)
      const order = known?.version === version && known.crc === crc ? known.order : read()
      // The one used last stands last; the first one goes.
      kept.delete(number)
      kept.set(number, { version, crc, order })
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
      return order
    },
  }
}
