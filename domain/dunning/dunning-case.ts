import type { CustomerClass } from '../company'

export type ReceivableTerms = 'credit' | 'prepay' | 'retention'

/** Money that a customer owes. Amounts are decimal strings with at most two places, dates YYYY-MM-DD. */
export interface Receivable {
  id: string
  amount: string
  /** By contract; one on a day off is due on the next workday. */
  due: string
  terms?: ReceivableTerms
  /** The part that the customer contests: it takes part in no level and no hold, and stays on the statement. */
  disputed?: string
  /** The reminder before its due date went out. */
  preDueSent?: boolean
}

/** Money that finance has confirmed. */
export interface ConfirmedPayment {
  at: string
  amount: string
  /** The receivables it was meant for; what is left goes to the oldest. */
  for?: string[]
}

/** A customer's word to pay by a date. */
export interface PaymentPromise {
  /** When it was made. */
  at: string
  date: string
  amount: string
  /** Receivables it is about; absent or empty = all. */
  items?: string[]
  /** Somebody allowed what the rules alone would not accept. */
  approved?: boolean
}

/** A notice that went out; `level` 1-5. */
export interface SentNotice {
  level: number
  at: string
}

export type InterestMode = { mode: 'daily'; rate: string } | { mode: 'lpr_plus'; markup: string }

/** All that the rules look at: one customer in one currency. */
export interface DunningCase {
  /** ISO instant. */
  now: string
  customer: {
    class?: CustomerClass
    keyAccount?: boolean
    creditLimit?: string
    /** Nothing is said until the day after this date. */
    blockUntil?: string
  }
  items: Receivable[]
  payments?: ConfirmedPayment[]
  notices?: SentNotice[]
  promises?: PaymentPromise[]
  /** Shipping released by a director until an instant. */
  release?: { until: string; by: string }
  /** The goods to be shipped now: what they are worth, and the receivables that belong to them. */
  newShipment?: string
  shipOrderItems?: string[]
  interest?: InterestMode
}
