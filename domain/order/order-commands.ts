import type { TrackingReport } from '../tracking/report'
import type { OrderEvent } from './order-events'
import type { CustomerClass } from '../company'
import type { Draft, Doubt } from '../intake/draft'
import type { DraftFieldId } from './draft-fields'
import type { IntakeWay, Order, OrderLine } from './order'
import type { SpokenWaybill } from './shipment-tracking'

/** A change of what was ordered, by an answer, a correction or an amendment. */
export type Change =
  | { field: DraftFieldId; value: string }
  | { line: 'add'; value: Omit<OrderLine, 'id'> }
  | { line: 'remove'; lineId: string }
  | { line: 'set'; lineId: string; value: Partial<Omit<OrderLine, 'id'>> }

/** The order that "as last time" refers to. `keepsLines` where its goods are taken over; `changes` is what the message changes in them. */
export interface LastOrder {
  number: string
  draft: Order['draft']
  lines: OrderLine[]
  keepsLines: boolean
  changes: Change[]
  unclear: Unclear[]
}

/** Words of a correction that changed nothing, and why. */
export interface Unclear {
  why: 'WHICH_LINE' | 'NO_SUCH_LINE' | 'PRICE_UNIT' | 'NOT_READ'
  words: string
}

/** An order given. Actor, time and source of the words are in the facts. */
export type OrderCommand =
  | {
      type: 'CreateOrder'
      number: string
      birthKey: string
      draft: Draft
      doubts: Doubt[]
      text: string
      way: IntakeWay
      /** Set when one message held several orders: each becomes a draft of its own, confirmed apart (AC-012). */
      ofSeveral?: { index: number; count: number }
      /** Where each line stands in the file it was read from, in the order of the draft's lines. */
      linePlaces?: string[]
      last?: LastOrder
    }
  /** What a second reading of the text found; becomes questions, never values. */
  | { type: 'ProposeValues'; proposals: { path: string; value: string; quote: string }[] }
  /** `unclear` are parts of the correction that could not be read: they are named beside what was changed. */
  | { type: 'ChangeOrder'; changes: Change[]; why: string; unclear?: Unclear[] }
  | { type: 'AnswerPrompt'; promptId: string; actionId: string; inputs: Record<string, string>; quote?: string }
  /** Takes an answer back. `log`: the order's events, oldest first. */
  | { type: 'UndoAnswer'; promptId: string; log?: { at: string; byId: string; inboundId?: string; event: OrderEvent }[] }
  | { type: 'CancelOrder'; why: string }
  | { type: 'RaiseException'; text: string }
  | { type: 'ReportProduction'; produced: Record<string, string>; note?: string }
  | { type: 'ReleaseEmergency'; why: string }
  /** Something that a cancellation left to be undone is done. */
  | { type: 'CloseDebt'; words: string }
  /** Money leaves or is forgiven; without an amount all of it. */
  | { type: 'ReceiveMoney'; amount?: string; why?: string }
  | { type: 'RefundMoney'; amount?: string; why?: string }
  | { type: 'KeepCredit'; amount?: string }
  | { type: 'WriteOffMoney'; amount?: string; why?: string }
  /** Some goods are to leave before the rest (AC-096). */
  | { type: 'PlanPart'; lines: { lineId: string; quantity: string }[]; note?: string }
  /** What has not left will not be shipped any more. */
  | { type: 'WriteOffRest'; why: string }
  | { type: 'GiveMandate'; clerkId: string }
  /** The written form of an order that was taken down by word of mouth. */
  | { type: 'HandInOrder'; words: string }
  | { type: 'SetClass'; customerClass: CustomerClass }
  | { type: 'Nudge' }
  /** A day begins on which people who are asked are away. */
  | { type: 'CoverLeave' }
  /** Waybills read in a chat. `sure`: the order was named and nothing about the numbers is in doubt. */
  | { type: 'RecordWaybills'; waybills: SpokenWaybill[]; sure: boolean }
  /** What a carrier service told of a shipment, by a look or a push. */
  | { type: 'ReportTracking'; shipmentId: string; report: TrackingReport }
  /** 到哪了: answered from what is known, and looked up again when that is old. */
  | { type: 'AskTracking' }
  /** The message in which waybills were read was edited or taken back. */
  | { type: 'DoubtWaybills'; messageId: string; why: 'edited' | 'recalled' }
  /** A timer came due, and with it whatever else of the order is due by now, unless `alone`. */
  | { type: 'FireTimer'; key: string; alone?: boolean }
  /** The calendar changed: what waits for an instant is moved to where its plan puts it now. */
  | { type: 'FollowCalendar' }
  /** `promptId` where a reminder did not arrive, whose card is no card of the order. */
  | { type: 'ReportUndelivered'; effectKey: string; promptId?: string; state: 'refused' | 'unknown'; reason: string }
