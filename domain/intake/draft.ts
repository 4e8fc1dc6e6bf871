/** Half-open range of UTF-16 code units of the message text; `text` is the slice itself. */
export interface Span {
  start: number
  end: number
  text: string
}

/**
 * A value read from a message, with the places it was read from (in text order) and how sure the reader is (0 to 1).
 * Numbers (quantities, money, percentages) are decimal strings such as "5800" or "0.35": no float leaves the parser.
 */
export interface Read<T> {
  value: T
  spans: Span[]
  confidence: number
}

export type Intent = 'order' | 'amend' | 'cancel' | 'status' | 'tracking' | 'payment' | 'other'

/** One article with its own quantity. Which words count as name, spec or colour is defined in test/corpus/README.md. */
export interface DraftLine {
  /** Only in amendments. A replacement is a `remove` and an `add`. */
  op?: 'add' | 'remove' | 'set'
  /** In corrections: the line of the corrected draft, counted from 0. */
  lineIndex?: number
  productName?: Read<string>
  /** An article number as typed. */
  productCode?: Read<string>
  /** Code of the one catalogue product the line determines; null when two or more stay possible or none fits; absent without a catalogue. */
  catalogCode?: string | null
  spec?: Read<string>
  color?: Read<string>
  quantity?: Read<string>
  quantityMax?: Read<string>
  tolerancePct?: Read<string>
  /** Canonical unit. */
  unit?: Read<string>
  /** CNY per unit; "0" only for free goods. */
  unitPrice?: Read<string>
  priceUnit?: Read<string>
  /** Line amount as stated, never computed. */
  amount?: Read<string>
  note?: Read<string>
  priceCheck?: 'match' | 'below' | 'above'
}

export interface DraftAddress {
  raw: Read<string>
  province: string | null
  city: string | null
  district: string | null
  street: string | null
}

/** What one order says. A field that is absent was not said; nothing is inferred from habit. */
export interface Draft {
  /** last_order | above | date:YYYY-MM-DD | sample | contract */
  reference?: Read<string>
  customerName?: Read<string>
  contactName?: Read<string>
  phones: Read<string>[]
  address?: DraftAddress
  lines: DraftLine[]
  totalAmount?: Read<string>
  /** Share of the total, "0.3" for 30 %. */
  depositRatio?: Read<string>
  depositAmount?: Read<string>
  /** prepaid, paid, cod, cash, monthly[:N], net:N, deposit, deposit_before_ship, deposit_on_delivery, deposit_monthly:N, deposit_net:N, acceptance[:N], credit, rolling */
  paymentTerms?: Read<string>
  /** YYYY-MM-DD */
  requestedDate?: Read<string>
  dateKind?: 'on' | 'by' | 'after'
  requestedDateFrom?: Read<string>
  /** HH:mm | morning | noon | afternoon | evening */
  requestedTime?: Read<string>
  /** express | logistics | truckload | seller_delivery | pickup | city | air | rail | sea | coach */
  shippingMethod?: Read<string>
  carrier?: Read<string>
  freightTerms?: Read<'seller' | 'buyer'>
  taxIncluded?: Read<boolean>
  invoiceType?: Read<'special' | 'ordinary' | 'none' | 'unspecified'>
  taxRate?: Read<string>
  packaging?: Read<string>
  urgent?: Read<true>
  notes?: Read<string>
}

/** A field that a person should check, and why. `path` is such as `orders[0].lines[1].quantity`; it covers everything below it. */
export interface Doubt {
  path: string
  /** Stable code, worded in domain/wording. */
  reason: string
  params?: Record<string, string>
}

export interface ParsedMessage {
  intent: Intent
  /** Order or contract numbers written in the text. */
  orderNos: Read<string>[]
  /** The sum a payment message reports as paid. */
  paidAmount?: Read<string>
  orders: Draft[]
  doubts: Doubt[]
}

/** A catalogue product as the parser needs it. `altUnits[].factor`: one altUnit is worth `factor` units. */
export interface CatalogueProduct {
  code: string
  name: string
  aliases: string[]
  spec?: string
  unit: string
  /** CNY per unit, decimal string. */
  price: string
  altUnits?: { unit: string; factor: string }[]
}

/** What surrounds a message. Relative dates count from `at`; nothing else of the surroundings is consulted. */
export interface IntakeContext {
  /** ISO 8601 instant with offset: when the message was sent. */
  at: string
  timezone: string
  senderRole?: 'sales' | 'customer'
  /** null: match against nothing. */
  catalogue: CatalogueProduct[] | null
  /** Known customers, so that a name in the text is recognised in its known spelling. `called`: the part of the name that people say, which may be a street as well. */
  customers?: { id: string; name: string; aliases?: string[]; called?: string }[]
}
