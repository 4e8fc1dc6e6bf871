import type { Effect } from './effect'
import type { OrderEvent } from './order/order-events'
import type { Order } from './order/order'
import type { Refusal } from './refusal'
import type { RefusalCode } from './wording/refusals'

/** What a rule decides. Refused: state stays untouched, the refusal is worded and told. */
export type Decision =
  | { accepted: true; order: Order; events: OrderEvent[]; effects: Effect[]; also: Order[] }
  | { accepted: false; refusal: Refusal }

export const refuse = (code: RefusalCode, params: Record<string, string> = {}): Extract<Decision, { accepted: false }> => ({
  accepted: false,
  refusal: { code, params },
})
