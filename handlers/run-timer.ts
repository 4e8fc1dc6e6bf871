import { type Effect, orderOfEffect } from '../domain/effect'
import { codeOf, fault } from '../domain/fault'
import type { Delivery } from '../domain/message'
import type { Clock } from '../domain/ports/clock'
import type { DueTimer } from '../domain/ports/order-book'
import { kindOf, recordOfKey, type RecordKind } from '../domain/record/record'
import type { CommandContext } from './command-context'
import type { Execute } from './execute-command'

/** Looks after one kind of record: what its alarms mean, and what is done when something said for it did not arrive. */
export interface RecordKeeper {
  /** Must consume the timer: `context.fired` goes into the write. */
  onTimer(recordId: string, key: string, context: CommandContext): Promise<void>
  /** The calendar changed: its timers move to where they belong now. */
  onCalendar(recordId: string, context: CommandContext): Promise<void>
  onUndelivered?(recordId: string, effect: Effect, delivery: Delivery): Promise<void>
}

export type RecordKeepers = Partial<Record<RecordKind, RecordKeeper>>

/** A due timer becomes a command, on the same road as a message: of an order, or of the keeper of its record's kind. */
export const runTimer =
  (execute: Execute, clock: Clock, keepers: RecordKeepers = {}) =>
  async (timer: DueTimer): Promise<void> => {
    const context: CommandContext = {
      actorId: 'bot',
      evidence: { byId: 'bot', at: clock.nowIso() },
      fired: { owner: timer.owner, key: timer.key },
    }
    const kind = kindOf(timer.owner)
    if (kind) {
      const keeper = keepers[kind]
      if (!keeper) throw fault('TIMER_UNKNOWN', `nobody looks after ${timer.owner}, whose timer ${timer.key} is due`)
      await keeper.onTimer(timer.owner, timer.key, context)
      return
    }
    try {
      await fire(execute, timer, context)
    } catch (error) {
      // The order went away with its world: so did its timer.
      if (codeOf(error) !== 'ORDER_GONE') throw error
    }
  }

/** Nothing that a rule threw: another decision would meet the same. */
const NOT_OF_A_RULE = new Set<string | undefined>(['ORDER_GONE', 'STORAGE_UNREACHABLE'])

/** Along with what else of the order is due; alone where that failed, since one whose rule throws must hold up no other. */
async function fire(execute: Execute, { owner, key }: DueTimer, context: CommandContext): Promise<void> {
  try {
    await execute.onOrder(owner, { type: 'FireTimer', key }, context)
  } catch (error) {
    if (NOT_OF_A_RULE.has(codeOf(error))) throw error
    await execute.onOrder(owner, { type: 'FireTimer', key, alone: true }, context)
  }
}

/** A message that did not arrive is news for the order or record it belongs to. */
export const reportUndelivered =
  (execute: Execute, clock: Clock, keepers: RecordKeepers = {}) =>
  async (effect: Effect, delivery: Delivery): Promise<void> => {
    if (delivery.state === 'accepted' || effect.kind === 'save-customer') return
    const record = recordOfKey(effect.key)
    const kind = record && kindOf(record)
    if (kind) {
      await keepers[kind]?.onUndelivered?.(record, effect, delivery)
      return
    }
    const orderNumber = orderOfEffect(effect)
    if (!orderNumber) return
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
