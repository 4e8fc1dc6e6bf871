import type { Effect } from '../domain/effect'
import { codeOf } from '../domain/fault'
import type { Delivery } from '../domain/message'
import type { Clock } from '../domain/ports/clock'
import type { DueTimer } from '../domain/ports/order-book'
import type { Execute } from './execute-command'

/** A due timer becomes a command, on the same road as a message. */
export const runTimer =
  (execute: Execute, clock: Clock) =>
  async (timer: DueTimer): Promise<void> => {
    try {
      await execute.onOrder(
        timer.orderNumber,
        { type: 'FireTimer', key: timer.key },
        {
          actorId: 'bot',
          evidence: { byId: 'bot', at: clock.nowIso() },
          fired: { orderNumber: timer.orderNumber, key: timer.key },
        },
      )
    } catch (error) {
      // The order went away with its world: so did its timer.
      if (codeOf(error) !== 'ORDER_GONE') throw error
    }
  }

/** A message that did not arrive is news for the order it belongs to. */
export const reportUndelivered =
  (execute: Execute, clock: Clock) =>
  async (effect: Effect, delivery: Delivery): Promise<void> => {
    if (delivery.state === 'accepted' || effect.kind === 'save-customer') return
    const orderNumber = effect.kind === 'send' || effect.kind === 'update' ? effect.key.split(':')[0] : effect.orderNumber
    if (!orderNumber || orderNumber === 'reply' || orderNumber === 'poisoned') return
    try {
      await execute.onOrder(
        orderNumber,
        { type: 'ReportUndelivered', effectKey: effect.key, state: delivery.state, reason: delivery.reason },
        { actorId: 'bot', evidence: { byId: 'bot', at: clock.nowIso() } },
      )
    } catch (error) {
      if (codeOf(error) !== 'ORDER_GONE') throw error
    }
  }
