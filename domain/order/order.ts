import type { OrderLink } from './order-link'
import type { DraftFieldId } from './draft-fields'
import type { DuePlan } from './due-plan'
import type { Span } from '../intake/draft'
import type { CustomerClass, FlowId, RoleId } from '../company'
import type { ShipmentTracking, WaybillProposal } from './shipment-tracking'
import type { Evidence } from '../evidence'
import type { ActionSpec, InputSpec } from '../flow/flow'

/** How an order came in (AC-001). */
export type IntakeWay = 'chat' | 'phone' | 'fax' | 'visit' | 'mail' | 'oral'

/** One field of the draft with where it was read (AC-014): in the text, added by a person, from the customer record, or from the order before. */
export interface DraftField {
  value: string
  source: 'text' | 'added' | 'record' | 'last'
  /** The order it was taken over from, where the message says "as last time". */
  order?: string
  spans?: Span[]
  byId?: string
  at?: string
}

export interface OrderLine {
  /** l1, l2, ...: stable over changes. */
  id: string
  productCode?: string
  name: string
  spec?: string
  color?: string
  /** Decimal string; "" while it is not known. */
  quantity: string
  unit: string
  /** CNY per unit, decimal string; "" while it is not known. */
  unitPrice: string
  /** Percent, decimal string. */
  tolerancePct?: string
  /** Kinds beside the quantity, in the words of the order (U6). */
  tolerances?: { kind: string; value: string }[]
  note?: string
  /** The words this line was read from. */
  quote?: string
  /** The place in a file this line was read from: 订货单.xlsx 第5行. */
  from?: string
  /** The order it was taken over from, where the message says "as last time". */
  sameAs?: string
  byId?: string
}

/** Something to be asked about the draft: a missing field or a doubt. */
export interface OpenPoint {
  /** A draft field id, or lines.<lineId>.<field>, or lines.<lineId> for the line as a whole, or "lines", "newCustomer". */
  path: string
  reason: string
  params?: Record<string, string>
}

export type StepState = 'waiting' | 'open' | 'done' | 'skipped' | 'returned' | 'rejected'

/** A person's answer to one task, as given. */
export interface Answer {
  taskId: string
  actionId: string
  inputs: Record<string, string>
  /** On whose behalf, when somebody else answered. */
  forId?: string
  evidence: Evidence
}

export interface OrderStep {
  state: StepState
  /** Sent the order back to this step, and waits for it. */
  until?: string
  /** Counts how often the step was opened. */
  round: number
  openedAt?: string
  doneAt?: string
  doneById?: string
  /** Answers of the current round, by task id. */
  answers: Record<string, Answer>
}

/** An input as it was put; `goods` are the words by which people name the line that it is of. */
export type PromptInput = InputSpec & { goods?: { names: string[]; marks: string[]; unit: string } }

/** A question put to people, answered by button, form, quoted reply or typed words. Never removed, only settled. */
export interface Prompt {
  id: string
  stepId: string
  taskId: string
  round: number
  title: string
  /** Who is asked. */
  assigneeIds: string[]
  /** Whoever holds one of these roles may answer too. */
  roles: RoleId[]
  chatId: string
  actions: ActionSpec[]
  inputs: PromptInput[]
  askedAt: string
  dueAt?: string
  /** Keys of the effects that carry its card: the first one, then its reminders. All show the outcome once it is settled. */
  cardKeys: string[]
  /** Whose desks a reminder of it went to. */
  remindedIds?: string[]
  state: 'open' | 'done' | 'expired'
  /** An action whose inputs are being collected in chat. */
  pending?: { actionId: string; byId: string; inputs: Record<string, string>; asking: string; files?: Evidence['files'] }
  settled?: {
    actionId?: string
    byId?: string
    at: string
    note?: string
    /** Until then the answer can be taken back. */
    undoUntil?: string
    /** Keys of effects that wait as long. */
    held?: string[]
  }
}

export type TimerKind =
  | 'remind'
  | 'roll-over'
  | 'promise'
  | 'open'
  | 'daily-report'
  | 'check'
  | 'debt'
  | 'stale'
  | 'supervise'
  | 'hop'
  | 'poll'
  | 'receipt'
  | 'digest'

/** An armed timer. `rule` says for people what made the instant; `plan` is what it is computed from again when the calendar changes. */
export interface Timer {
  key: string
  kind: TimerKind
  dueAt: string
  rule: string
  plan?: DuePlan
  toIds: string[]
  /** What it is about: a prompt id, step id, shipment id or debt id. */
  about: string
  rung?: number
}

/** One row of money. `amount` counts towards what the customer has paid: negative where money leaves, as by a refund. */
export interface Payment {
  id: string
  kind: 'deposit' | 'balance' | 'other'
  amount: string
  at: string
  method?: string
  confirmedById?: string
  /** What it was, where no money came in: paid back, kept for or taken from another order, forgiven. */
  use?: 'refund' | 'credit-out' | 'credit-in' | 'write-off'
  /** The other order of a credit. */
  withOrder?: string
  /** The part of the order it was paid for. */
  partId?: string
  why?: string
}

/** Goods that leave before the rest: priced, paid, shipped and received by themselves (AC-096). */
export interface OrderPart {
  /** p1, p2, ... in the order of planning. */
  id: string
  lines: { lineId: string; quantity: string }[]
  openedAt: string
  openedById: string
  note?: string
  shipmentId?: string
  receivedAt?: string
}

/** What was left of a line and will not be shipped any more. */
export interface WrittenOffRest {
  lineId: string
  quantity: string
  why: string
  byId: string
  at: string
}

/** An answer that was taken back, with its own evidence and that of the taking back. */
export interface TakenBack {
  promptId: string
  stepId: string
  title: string
  answer: Answer
  at: string
  byId: string
  evidence: Evidence
}

export interface ShipmentEvent {
  at: string
  status: string
  text: string
  place?: string
  /** The carrier service's own code. */
  raw?: string
}

export interface Shipment {
  id: string
  carrier: string
  trackingNumber: string
  packages?: string
  status: string
  shippedAt: string
  lines?: { lineId: string; quantity: string }[]
  partId?: string
  expectedAt?: string
  /** Nobody said when it arrives: by the company's lanes, or as it was on this road before. */
  expectedBy?: 'lane' | 'learnt'
  /** From where to where, by cities. */
  lane?: string
  arrivedAt?: string
  condition?: string
  events: ShipmentEvent[]
  /** Stored id of the carrier; absent for lines and lorries that no service knows. */
  com?: string
  plate?: string
  /** Personal: shown in the order's own group only, and removed once the receipt is in. */
  driverPhone?: string
  /** Last four digits of the sender's or receiver's phone. */
  phone4?: string
  tracking?: ShipmentTracking
  receivedAt?: string
  receivedById?: string
  /** The message it was read in; edited or recalled since, it counts as unconfirmed until a second sign. */
  messageId?: string
  unconfirmed?: 'edited' | 'recalled'
}

export interface OrderException {
  id: string
  kind: string
  openedAt: string
  openedById: string
  text: string
  state: 'open' | 'planned' | 'closed'
  /** What exactly happened, filled in by the clerk (AC-056). */
  detail?: string
  /** Contribution or pass of each who was informed (AC-057). */
  contributions: { byId: string; at: string; text: string }[]
  plan?: string
  customerText?: string
  releasedById?: string
  closedAt?: string
}

export interface OrderDocument {
  id: string
  kind: string
  number: string
  version: number
  issuedAt: string
  issuedById: string
  /** The state of the facts it was built from. */
  snapshot: Record<string, string>
  replaces?: number
  /** The answer that issued it was taken back. */
  voidedAt?: string
}

/** A paper that may follow later and is chased until it is there (AC-040, AC-081, AC-003). */
export interface Debt {
  id: string
  what: string
  ownerRole: RoleId
  ownerId: string
  openedAt: string
  dueAt: string
  closedAt?: string
}

export interface PromisedDateChange {
  at: string
  from?: string
  to: string
  why: string
  byId: string
}

/** A fact vouched for by an answer. */
export interface Fact {
  value: string
  byId: string
  at: string
  messageId?: string
}

export interface PastPrice {
  orderNumber: string
  date: string
  name: string
  spec?: string
  productCode?: string
  unitPrice: string
  unit: string
}

/** An order as it stands. Written by evolve-order alone; folding the log of events gives it again. */
export interface Order {
  number: string
  flow: FlowId
  flowVersion: number
  /** Lets the same birth be recognised: inbound id plus the place of the draft in it. */
  birthKey: string
  createdAt: string
  createdById: string
  intake: { way: IntakeWay; evidence: Evidence; text: string }
  phase: 'draft' | 'running' | 'completed' | 'cancelled' | 'rejected'
  /** The word people see. */
  status: string
  customer?: { id: string; name: string; class: CustomerClass }
  salesId: string
  clerkId?: string
  /** A clerk entrusted by the salesperson for this order (AC-005). */
  mandateId?: string
  /** Taken down orally while the salesperson travels (AC-003). */
  onTrip?: boolean
  draft: Partial<Record<DraftFieldId, DraftField>>
  lines: OrderLine[]
  openPoints: OpenPoint[]
  pastPrices: PastPrice[]
  facts: Record<string, Fact>
  steps: Record<string, OrderStep>
  prompts: Prompt[]
  timers: Timer[]
  payments: Payment[]
  /** Produced so far, by line id; decimal strings. */
  produced: Record<string, string>
  shipments: Shipment[]
  /** Waybills read in chats that wait for a yes; absent = none. */
  proposals?: WaybillProposal[]
  exceptions: OrderException[]
  documents: OrderDocument[]
  debts: Debt[]
  promisedDates: PromisedDateChange[]
  /** Effects that will not be performed, because the answer behind them was taken back. */
  dropped?: string[]
  /** Answers that were taken back; kept for ever. */
  takenBack?: TakenBack[]
  parts?: OrderPart[]
  restsOff?: WrittenOffRest[]
  links?: OrderLink[]
  deliveryMarks: { effectKey: string; state: 'refused' | 'unknown'; reason: string; at: string }[]
  endedAt?: string
}
