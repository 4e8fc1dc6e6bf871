import type { FlowId, RoleId } from '../company'

/** An order as everybody outside reads it: the sandbox API, its page and the bot's own answers. Plain data, ready for JSON. */
export interface OrderView {
  number: string
  flow: FlowId
  /** The word people see. */
  status: string
  customer: { id: string; name: string; class: string }
  /** Person id of the salesperson. */
  sales: string
  lines: OrderLineView[]
  /** CNY, decimal string, two places. */
  total: string
  deposit: DueAndPaid
  balance: DueAndPaid
  /** YYYY-MM-DD. */
  promisedDate?: string
  promisedDateHistory: { at: string; from?: string; to: string; why: string; byId: string }[]
  steps: StepView[]
  payments: PaymentView[]
  /** What is charged and every movement of money, with a running balance. */
  ledger: LedgerRowView[]
  shipments: ShipmentView[]
  /** Goods that leave by themselves; absent while everything leaves at once. */
  parts?: PartView[]
  /** Orders this one was parted from or joined with. */
  links?: { kind: string; number: string; at: string }[]
  exceptions: ExceptionView[]
  documents: DocumentView[]
  reminders: { id: string; kind: string; dueAt: string; toIds: string[] }[]
  timeline: TimelineEntry[]
}

/** Both CNY as decimal strings with two places. */
export interface DueAndPaid {
  due: string
  paid: string
}

/** Quantities and money are decimal strings. */
export interface OrderLineView {
  productCode?: string
  name: string
  spec?: string
  color?: string
  quantity: string
  unit: string
  unitPrice: string
  amount: string
}

/** One step of the flow. `assigneeIds` names who holds it now; instants are ISO with offset. */
export interface StepView {
  id: string
  state: 'waiting' | 'open' | 'done' | 'skipped' | 'returned' | 'rejected'
  owner: RoleId
  assigneeIds: string[]
  openedAt?: string
  dueAt?: string
  doneAt?: string
  doneById?: string
  /** The message that asked or settled it, and its chat. */
  messageId?: string
  chatId?: string
  answer?: Record<string, unknown>
  evidence?: { messageId: string; quote: string }[]
}

/** Money that arrived; amount in CNY, decimal string. */
export interface PaymentView {
  id: string
  kind: 'deposit' | 'balance' | 'other'
  amount: string
  at: string
  confirmedById?: string
}

/** One row of the ledger; CNY, decimal strings with two places. */
export interface LedgerRowView {
  at?: string
  kind: string
  label: string
  debit: string
  credit: string
  balance: string
}

/** Goods that leave before the rest, with what they cost and what is still to be paid before they go. */
export interface PartView {
  id: string
  lines: { name: string; quantity: string; unit: string }[]
  amount: string
  open: string
  shipmentId?: string
  receivedAt?: string
}

/** A parcel or truck on its way, with what the courier told. */
export interface ShipmentView {
  id: string
  carrier: string
  trackingNumber: string
  packages?: string
  status: string
  shippedAt: string
  events: { at: string; status: string; text: string; place?: string }[]
}

/** Something that went wrong, open until its plan was carried out. */
export interface ExceptionView {
  id: string
  kind: string
  openedAt: string
  openedById: string
  text: string
  state: string
  plan?: string
}

/** A paper that was issued; `url` leads to its file. */
export interface DocumentView {
  kind: string
  number: string
  version: number
  issuedAt: string
  url: string
}

/** What happened, in words; `byId` is a person id or "bot". */
export interface TimelineEntry {
  at: string
  byId: string
  what: string
  messageId?: string
}
