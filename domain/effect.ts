import type { Customer } from './company'
import type { Outbound } from './message'

/** An effect that waits until the answer behind it cannot be taken back any more; it is not performed when the order has dropped its key. */
export interface Held {
  orderNumber: string
}

/**
 * A wish that leaves the house, as data. `key` is unique for ever: performing a key twice is recognised.
 * Messages of one chat are sent in the order in which they were committed; a card is changed as soon as it is out, and its changes keep their order.
 */
export type Effect =
  | { kind: 'send'; key: string; message: Outbound; urgency: 'must' | 'note'; notBefore?: string; held?: Held }
  /** Replaces the card of an earlier `send`, named by that effect's key. Where a platform cannot edit, the channel sends `text` instead; a quiet one is left. */
  | { kind: 'update'; key: string; targetKey: string; message: Outbound; quiet?: true }
  /** Writes and files a document; its content is built from the order by domain/documents at that moment. */
  | { kind: 'document'; key: string; orderNumber: string; documentNumber: string; version: number }
  | { kind: 'save-customer'; key: string; customer: Customer }
  /** Asks a courier service to follow a waybill, or to tell where it is now. */
  | {
      kind: 'track'
      key: string
      orderNumber: string
      shipmentId: string
      what?: 'follow' | 'look'
      notBefore?: string
      held?: Held
    }

/** The order that an effect belongs to; none for answers outside of orders. Effects of records are told apart by `recordOfKey` before. */
export const orderOfEffect = (effect: Effect): string | undefined => {
  if (effect.kind === 'document' || effect.kind === 'track') return effect.orderNumber
  const [owner] = effect.key.split(':', 1)
  return effect.kind === 'save-customer' || owner === '' || owner === 'reply' || owner === 'poisoned' ? undefined : owner
}
