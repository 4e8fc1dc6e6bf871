import type { CustomerClass, RoleId } from '../company'
import type { Reminder } from '../desk/reminder'
import type { DraftFieldId } from './draft-fields'
import type {
  Answer,
  Debt,
  DraftField,
  Fact,
  OpenPoint,
  Order,
  OrderDocument,
  OrderException,
  OrderLine,
  OrderPart,
  PastPrice,
  Payment,
  PromisedDateChange,
  Prompt,
  Shipment,
  ShipmentEvent,
  StepState,
  TakenBack,
  Timer,
  WrittenOffRest,
} from './order'
import type { OrderLink } from './order-link'
import type { ShipmentTracking, WaybillProposal } from './shipment-tracking'

/** What happened to an order. Past tense, plain data; a released event keeps its meaning for ever. */
export type OrderEvent =
  | { type: 'OrderCreated'; order: Order }
  | { type: 'DraftFieldSet'; field: DraftFieldId; to: DraftField | null }
  | { type: 'LinesSet'; lines: OrderLine[]; why: 'answered' | 'amended' | 'settled' }
  | { type: 'OpenPointsSet'; points: OpenPoint[] }
  | {
      type: 'CustomerIdentified'
      customer: { id: string; name: string; class: CustomerClass }
      salesId: string
      pastPrices: PastPrice[]
    }
  | { type: 'DraftConfirmed'; byId: string; forId?: string }
  | { type: 'AssigneeChosen'; role: RoleId; personId: string }
  | { type: 'MandateGiven'; clerkId: string; byId: string }
  | { type: 'FactSet'; id: string; fact: Fact | null }
  | { type: 'StepStateSet'; stepId: string; state: StepState; why?: string; byId?: string }
  | { type: 'StepReopened'; stepId: string; why: string /** Stays closed until this step is settled again. */; until?: string }
  | { type: 'TaskAnswered'; stepId: string; answer: Answer; outcome: string }
  | { type: 'PromptAsked'; prompt: Prompt }
  | { type: 'PromptPending'; promptId: string; pending: Prompt['pending'] | null }
  | { type: 'PromptSettled'; promptId: string; state: 'done' | 'expired'; settled: NonNullable<Prompt['settled']> }
  | { type: 'PromptReassigned'; promptId: string; assigneeIds: string[]; byId: string; why: string }
  | { type: 'StatusSet'; status: string; phase?: Order['phase']; why?: string }
  | { type: 'TimerArmed'; timer: Timer }
  /** The calendar changed: the same timer, and what is told of its moment, at another instant. */
  | { type: 'TimerMoved'; key: string; dueAt: string }
  | { type: 'TimerCleared'; key: string }
  /** Wanted by a rule, and from here on the matter of a desk. */
  | { type: 'ReminderDue'; reminder: Reminder }
  /** Of older logs, where each reminder was a message of its own. */
  | { type: 'ReminderSent'; key: string; toIds: string[]; about: string; rung: number; cardKey?: string }
  | { type: 'PaymentRecorded'; payment: Payment }
  | { type: 'PaymentMissing'; note: string; kind: Payment['kind'] }
  | { type: 'ProductionReported'; produced: Record<string, string>; date: string; note?: string; messageId?: string }
  | { type: 'ShipmentRecorded'; shipment: Shipment }
  | { type: 'ShipmentChanged'; shipment: Shipment; what: string }
  /** What a look or a push told; `added` are the events that were not known yet. */
  | { type: 'TrackingReported'; shipmentId: string; tracking: ShipmentTracking; added: ShipmentEvent[]; com?: string }
  | { type: 'WaybillProposed'; proposal: WaybillProposal }
  | { type: 'WaybillProposalClosed'; id: string; taken: boolean }
  | {
      type: 'ExceptionChanged'
      exception: OrderException
      what: 'raised' | 'detailed' | 'contributed' | 'planned' | 'released' | 'closed'
    }
  | { type: 'DocumentIssued'; document: OrderDocument }
  | { type: 'DebtOpened'; debt: Debt }
  | { type: 'DebtClosed'; debtId: string; byId: string }
  | { type: 'PromisedDateChanged'; change: PromisedDateChange }
  | { type: 'PartChanged'; part: OrderPart; what: 'planned' | 'shipped' | 'received' }
  | { type: 'RestWrittenOff'; rest: WrittenOffRest }
  | { type: 'OrderLinked'; link: OrderLink }
  | { type: 'EffectsHeld'; promptId: string; keys: string[] }
  /** `order` is the state as it would stand without the answer; what came later on its own is in it. */
  | { type: 'AnswerTakenBack'; taken: TakenBack; order: Order }
  | { type: 'Noted'; text: string; inner: boolean }
  | { type: 'DeliveryFailed'; effectKey: string; state: 'refused' | 'unknown'; reason: string }
