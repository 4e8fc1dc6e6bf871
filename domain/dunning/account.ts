import type { RoleId } from '../company'
import type { EventMeta } from '../order/evolve-order'
import { decimal } from '../order/money-state'
import type { BookRecord, RecordTimer } from '../record/record'
import type { ConfirmedPayment, InterestMode, PaymentPromise, Receivable } from './dunning-case'
import type { ShippingVerdict } from './shipping-verdict'

/** What an order contributes: one receivable at most, named by its number, and the money that finance confirmed on it. */
export interface OrderDebt {
  receivable: Receivable
  payments: ConfirmedPayment[]
  /** When the receivable arose (date). */
  since: string
}

export interface AccountPromise extends PaymentPromise {
  id: string
  items: string[]
  byId: string
  messageId?: string
  /** Said once that it was broken or kept. */
  told?: 'kept' | 'broken'
}

export interface AccountNotice {
  id: string
  level: number
  at: string
  /** customer | currency | level | date of the slot: the same notice is never sent twice. */
  key: string
  items: { id: string; open: string }[]
  total: string
  text: string
  to: string[]
  /** Keys of the effects that carry it. */
  effectKeys: string[]
  approvedBy: string
}

/** Words that wait for the salesperson. Its id is the address of its card's buttons. */
export interface NoticeDraft {
  id: string
  level: number
  key: string
  slotDate: string
  text: string
  askedAt: string
  askedId: string
  chatId: string
  cardKey: string
  /** How often it was reminded of: 1 sales, 2 also the lead. */
  reminded: number
}

export interface SettledDraft {
  id: string
  how: 'sent' | 'held' | 'promised' | 'withdrawn'
  byId: string
  at: string
}

/** A customer's receivables in one currency, and all that was said about them. Written by `evolveAccount` alone. */
export interface Account extends BookRecord {
  customerId: string
  openedAt: string
  debts: Record<string, OrderDebt>
  disputes: Record<string, { amount: string; reason: string; byId: string; since: string }>
  promises: AccountPromise[]
  notices: AccountNotice[]
  preDueSent: string[]
  draft?: NoticeDraft
  settledDrafts: SettledDraft[]
  hold?: { until: string; reason: string; byId: string }
  /** Goods may leave although the rules say otherwise: up to this verdict, until this instant. */
  release?: { until: string; reason: string; byId: string; upTo: ShippingVerdict }
  /** Nothing is said about this customer's debts by itself. */
  off?: boolean
  /** When nothing was left to collect for the last time: people are done with what came before. */
  clearedAt?: string
  /** Interest on what is late, with what it rests on; reckoned for people alone until a letter that one releases names it. */
  interest?: InterestMode & { basis: string }
}

/** Why a notice was or was not sent: enough to judge the decision again. */
export interface Basis {
  overdueTotal: string
  maxDaysOverdue: number
  items: { id: string; due: string; open: string; disputed?: string }[]
  action: string
  level: number
  at: string | null
}

export type AccountEvent =
  | { type: 'AccountOpened'; id: string; customerId: string }
  | { type: 'OrderSynced'; orderNumber: string; debt: OrderDebt | null }
  | { type: 'TimersSet'; timers: RecordTimer[] }
  | { type: 'DraftPut'; draft: NoticeDraft; basis: Basis }
  | { type: 'DraftReminded'; draftId: string; rung: number; toIds: string[] }
  | { type: 'DraftSettled'; draftId: string; how: SettledDraft['how']; why?: string }
  | { type: 'NoticeSent'; notice: AccountNotice; basis: Basis; items?: string[] }
  | { type: 'NoticeUndelivered'; effectKey: string; reason: string }
  | { type: 'PromiseMade'; promise: AccountPromise; quote?: string }
  | { type: 'PromiseTold'; promiseId: string; state: 'kept' | 'broken' }
  | { type: 'PromiseApproved'; promiseId: string; reason: string }
  | { type: 'DisputeSet'; orderNumber: string; amount: string; reason: string }
  | { type: 'HoldSet'; until: string; reason: string }
  | { type: 'ReleaseSet'; until: string; reason: string; upTo: ShippingVerdict; role: RoleId }
  | { type: 'SwitchSet'; off: boolean }
  | { type: 'InterestSet'; interest: (InterestMode & { basis: string }) | null }
  | { type: 'Cleared' }

const born = (event: Extract<AccountEvent, { type: 'AccountOpened' }>, meta: EventMeta): Account => ({
  id: event.id,
  timers: [],
  lookups: [],
  customerId: event.customerId,
  openedAt: meta.at,
  debts: {},
  disputes: {},
  promises: [],
  notices: [],
  preDueSent: [],
  settledDrafts: [],
})

const without = <T>(record: Record<string, T>, key: string): Record<string, T> => {
  const { [key]: _gone, ...rest } = record
  return rest
}

/** The prompts by which an account is found: the open one also by whom it asks. */
const lookupsOf = (draft: NoticeDraft | undefined, settled: SettledDraft[]): string[] => [
  ...(draft ? [`prompt:${draft.id}`, `asked:${draft.askedId}`] : []),
  ...settled.map((d) => `prompt:${d.id}`),
]

/** Buttons of so many settled drafts still find their account. */
const DRAFTS_KEPT = 100

function settled(account: Account, event: Extract<AccountEvent, { type: 'DraftSettled' }>, meta: EventMeta): Account {
  const { draft: _draft, ...rest } = account
  const settledDrafts = [...account.settledDrafts, { id: event.draftId, how: event.how, byId: meta.byId, at: meta.at }].slice(
    -DRAFTS_KEPT,
  )
  return { ...rest, settledDrafts, lookups: lookupsOf(undefined, settledDrafts) }
}

export const isPaid = ({ receivable, payments }: OrderDebt): boolean =>
  payments.reduce((left, p) => left.minus(p.amount), decimal(receivable.amount)).lte(0)

/** Paid debts leave the account, so that it stays small; the log keeps them. While a promise is open they stay, as its payments are judged by them. */
function tidied(account: Account): Account {
  if (account.promises.some((p) => p.told === undefined)) return account
  const debts = Object.fromEntries(Object.entries(account.debts).filter(([, debt]) => !isPaid(debt)))
  const disputes = Object.fromEntries(Object.entries(account.disputes).filter(([order]) => order in debts))
  return { ...account, debts, disputes, preDueSent: account.preDueSent.filter((order) => order in debts) }
}

/** Every debt there ever was, as the log tells it. */
export function debtsOf(events: readonly { event: { type: string } }[]): Record<string, OrderDebt> {
  const debts: Record<string, OrderDebt> = {}
  for (const { event } of events as readonly { event: AccountEvent }[]) {
    if (event.type !== 'OrderSynced') continue
    if (event.debt) debts[event.orderNumber] = event.debt
    else delete debts[event.orderNumber]
  }
  return debts
}

/** The only writer of an account's state. */
export function evolveAccount(account: Account | undefined, event: AccountEvent, meta: EventMeta): Account {
  if (event.type === 'AccountOpened') return born(event, meta)
  if (!account) throw new RangeError(`${event.type} before the account was opened`)
  switch (event.type) {
    case 'OrderSynced': {
      const { orderNumber, debt } = event
      if (debt) return tidied({ ...account, debts: { ...account.debts, [orderNumber]: debt } })
      return { ...account, debts: without(account.debts, orderNumber) }
    }
    case 'TimersSet':
      return { ...account, timers: event.timers }
    case 'DraftPut':
      return { ...account, draft: event.draft, lookups: lookupsOf(event.draft, account.settledDrafts) }
    case 'DraftReminded':
      return account.draft ? { ...account, draft: { ...account.draft, reminded: event.rung } } : account
    case 'DraftSettled':
      return settled(account, event, meta)
    case 'NoticeSent':
      return event.notice.level === 0
        ? { ...account, preDueSent: [...account.preDueSent, ...event.notice.items.map((i) => i.id)] }
        : { ...account, notices: [...account.notices, event.notice] }
    case 'NoticeUndelivered':
      return account
    case 'PromiseMade':
      return { ...account, promises: [...account.promises, event.promise] }
    case 'PromiseTold':
      return tidied(withPromise(account, event.promiseId, { told: event.state }))
    case 'PromiseApproved':
      return withPromise(account, event.promiseId, { approved: true })
    case 'DisputeSet': {
      const { orderNumber, amount, reason } = event
      const dispute = { amount, reason, byId: meta.byId, since: meta.at }
      const disputes =
        amount === '0.00' ? without(account.disputes, orderNumber) : { ...account.disputes, [orderNumber]: dispute }
      return { ...account, disputes }
    }
    case 'HoldSet':
      return { ...account, hold: { until: event.until, reason: event.reason, byId: meta.byId } }
    case 'ReleaseSet':
      return {
        ...account,
        release: { until: event.until, reason: event.reason, byId: meta.byId, upTo: event.upTo },
      }
    case 'SwitchSet':
      return { ...account, off: event.off }
    case 'InterestSet': {
      const { interest: _gone, ...rest } = account
      return event.interest ? { ...rest, interest: event.interest } : rest
    }
    case 'Cleared':
      return { ...account, clearedAt: meta.at }
  }
}

const withPromise = (account: Account, id: string, change: Partial<AccountPromise>): Account => ({
  ...account,
  promises: account.promises.map((p) => (p.id === id ? { ...p, ...change } : p)),
})
