import type { Effect } from '../effect'
import type { Facts } from '../facts'
import type { Order } from '../order/order'
import type { OrderEvent } from '../order/order-events'
import type { BookRecord, RecordDecision } from './record'

/** What a decision makes of an order, before it is written. */
export interface OrderChange {
  /** Undefined for a new order. */
  before?: Order
  after: Order
  events: OrderEvent[]
  effects: Effect[]
}

/**
 * Keeps records in step with orders: they change in the same write, so that neither is ever ahead of the other. Each record is written by one
 * companion in one write.
 */
export interface Companion {
  /** The ids of the records that this change concerns; most concern none. */
  touches(change: OrderChange): string[]
  /** What becomes of the record with one of those ids; `record` is undefined when it was never written. Undefined or no events: nothing. */
  follow(record: BookRecord | undefined, change: OrderChange, facts: Facts, id: string): RecordDecision | undefined
}
