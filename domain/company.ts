import type { Settings } from './settings'

/** Stored ids of the roles; the Chinese names stand in domain/wording/roles.ts. */
export const ROLE_IDS = [
  'sales',
  'clerk',
  'clerk_lead',
  'director',
  'tech',
  'purchasing',
  'production',
  'qc',
  'warehouse',
  'finance',
  'merchandiser',
  'logistics',
  'customer',
] as const
export type RoleId = (typeof ROLE_IDS)[number]

export const FLOW_IDS = [
  'approval',
  'paper-mill',
  'order-desk',
  'cabinet-shop',
  'web-shop',
  'purchase-ledger',
  'fabric-trade',
  'platform',
] as const
/** A built-in flow, or the id of a company's own flow. */
export type FlowId = (typeof FLOW_IDS)[number] | (string & {})

export type CustomerClass = 'A' | 'B' | 'C'
export type ChannelName = 'sandbox' | 'wecom' | 'qq' | 'onebot' | 'telegram'

export interface WorkingHours {
  /** HH:mm, local time of the company. */
  start: string
  end: string
}

export interface Company {
  name: string
  /** IANA zone name. */
  timezone: string
  flow: FlowId
  workingHours: WorkingHours
  /** Pattern of order numbers with {code}, {date} (YYYYMMDD) and {serial} (at least two digits); default "{code}-{date}-{serial}". */
  numbering?: string
  letterhead?: Letterhead
  /** ISO weekdays that are worked, 1 = Monday; default Monday to Friday. The six-day week is [1, 2, 3, 4, 5, 6]. */
  workweek?: number[]
  /** When work is done, for sums of working hours: pauses left out, a shift may end after midnight. Default: the opening hours in one. */
  shifts?: WorkingHours[]
  /** No message goes out from `start` until `end`; default 21:00 until opening. */
  quietHours?: WorkingHours
  /** HH:mm; what customers send at or after it counts as received on the next workday. Default: no such time. */
  cutOff?: string
  /** Days that differ from the official calendar: a plant shutdown, a Sunday that is worked. */
  ownDays?: { off?: string[]; work?: string[] }
  /** How people are reminded; what is left out keeps its default. */
  reminders?: Partial<ReminderHabits>
  /** Who is on duty for a role; asked first while a line fits the date, and named in reminders. */
  rota?: Duty[]
  /** Where goods leave from, such as 浙江省义乌市. */
  shipsFrom?: string
  /** How long lines and lorries travel; the first that fits best is taken. */
  lanes?: Lane[]
  /** What differs from the default settings. */
  settings?: Partial<Settings>
  /** The firm's own words for the telephone and for thanks (AC-132). */
  phrases?: Phrases
}

/** Words that the firm may put in its own way; the defaults stand in domain/wording/phrases.ts. */
export interface Phrases {
  /** Said when the telephone is answered. */
  greeting?: string
  /** Said before the order is repeated back. */
  repeatBack?: string
  /** Thanks to whoever handed in an order. */
  thanks?: string
  /** Thanks to whoever receives the goods. */
  receiveThanks?: string
}

/** How a company wants to be reminded; times are HH:mm. */
export interface ReminderHabits {
  /** Messages a person and day after which only money and shipping go out at their own minute. 0: all others wait for a digest. */
  perDay: number
  /** When what waits goes out in one message. */
  digestAt: string[]
  /** When everybody gets the list of their open tasks; "" = never. */
  morningAt: string
  /** When groups get the summary of the day; "" = never. */
  eveningAt: string
  /** ISO weekday and time of the weekly picture; "" = never. */
  weeklyOn: number
  weeklyAt: string
}

/** A road that goods travel where no service follows them. */
export interface Lane {
  /** Where it begins, for companies that ship from elsewhere too; default: wherever goods leave from. */
  from?: string
  /** Province, city or district, or any part of an address. */
  to: string
  /** Part of the carrier's name; default: lines, lorries and own trucks. */
  carrier?: string
  /** Calendar days from leaving to arrival. */
  days: number
}

/** One line of the rota: weekdays (1 = Monday) or dates, both included; neither = always. */
export interface Duty {
  role: RoleId
  personId: string
  weekdays?: number[]
  from?: string
  to?: string
}

/** What stands on the company's papers beside its name. */
export interface Letterhead {
  /** Lines under the name, such as address and telephone; at most three. */
  lines?: string[]
  /** Where customers pay to: on contracts and balance notices. */
  bank?: { holder?: string; name: string; account: string }
  /** A sentence at the foot of papers for customers, instead of the salesperson to ask. */
  footer?: string
}

/** A stretch of leave, both days included, with the colleague who acts meanwhile. */
export interface Leave {
  from: string
  to: string
  delegateId?: string
  /** On a business trip: orders may be dictated, and must be handed in in writing after return (AC-003). */
  trip?: boolean
}

export interface Person {
  id: string
  name: string
  roles: RoleId[]
  /** Standing deputy; may answer in this person's place, and is asked instead while this person is on leave. */
  delegateId?: string
  leaves?: Leave[]
}

export interface Chat {
  id: string
  name: string
  kind: 'group' | 'direct'
  purpose: 'intake' | 'ops' | 'customer' | 'broadcast'
  memberIds: string[]
  /** Set for a customer's own chat. */
  customerId?: string
  /** The platform the chat lives on; absent = sandbox. */
  channel?: ChannelName
}

export interface Customer {
  id: string
  code: string
  name: string
  aliases?: string[]
  /** Unclassified customers are treated as C (AC-048). */
  class?: CustomerClass
  salesId: string
  contact?: string
  phone?: string
  address?: string
  /** By the sales contract, such as "月结30天". */
  paymentTerms?: string
  /** Share of the total, decimal string "0.3". */
  depositRatio?: string
  /** CNY, decimal string. */
  creditLimit?: string
  /** Dunned by nobody but colleagues: notices stay inside the house. */
  keyAccount?: boolean
  /** Who of the customer's people does what; whoever is not named is spoken to for everything. */
  contacts?: { buyerIds?: string[]; financeIds?: string[]; bossIds?: string[] }
  flow?: FlowId
  /** People who registered or signed in as this customer, beside those in its chats. */
  peopleIds?: string[]
}

export interface Product {
  code: string
  name: string
  aliases?: string[]
  spec?: string
  unit: string
  /** CNY per unit by the price plan, decimal string. */
  price: string
  /** Share by which a unit price may differ without a question, decimal string; default "0". */
  priceTolerance?: string
  altUnits?: { unit: string; factor: string }[]
  /** In stock, in `unit`, decimal string; shown to buyers. */
  stock?: string
}

export interface Shop {
  code: string
  name: string
  region: string
}

/** Everybody and everything that orders refer to. Read-only snapshot; changed through MasterData. */
export interface Directory {
  company: Company
  people: Person[]
  chats: Chat[]
  customers: Customer[]
  products: Product[]
  shops: Shop[]
}
