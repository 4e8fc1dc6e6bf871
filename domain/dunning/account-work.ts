import { customerById, nameOf } from '../access/lookup'
import { actingFor } from '../access/leave'
import { holdersOf } from '../access/lookup'
import { chatFor } from '../access/where-to-say'
import type { Card } from '../cards/card'
import type { Customer, RoleId } from '../company'
import type { Effect } from '../effect'
import type { Facts } from '../facts'
import type { Outbound } from '../message'
import type { RecordDecision } from '../record/record'
import { type Account, type AccountEvent, type Basis, evolveAccount } from './account'
import { msOf } from '../calendar/instants'
import { moneyText } from './allocate'
import { type Assessment, assess } from './assess'
import type { DunningCase } from './dunning-case'

/** A word given so long ago, kept or not, says nothing about today. */
const PROMISES_COUNT_DAYS = 365

/** The page on which one decision about an account is written. */
export interface AccountWork {
  readonly account: Account
  readonly facts: Facts
  readonly customer: Customer | undefined
  emit(event: AccountEvent): void
  /** Says something in a chat; gives the effect's key. */
  say(chatId: string | undefined, message: Omit<Outbound, 'chatId' | 'mentions'> & { mentions?: string[] }, key?: string): string
  tell(personIds: string[], text: string): void
  update(targetKey: string, chatId: string, text: string, card: Card): void
  decision(): RecordDecision<Account>
}

export function beginAccountWork(start: Account, facts: Facts): AccountWork {
  let account = start
  const events: AccountEvent[] = []
  const effects: Effect[] = []
  const work: AccountWork = {
    get account() {
      return account
    },
    facts,
    customer: customerById(facts.directory, start.customerId),
    emit(event) {
      account = evolveAccount(account, event, { at: facts.now, byId: facts.actorId })
      events.push(event)
    },
    say(chatId, { mentions = [], ...message }, key = `${account.id}/${facts.newId()}`) {
      if (chatId) effects.push({ kind: 'send', key, urgency: 'must', message: { ...message, chatId, mentions } })
      return key
    },
    tell(personIds, text) {
      const byChat = new Map<string, string[]>()
      for (const id of new Set(personIds)) {
        const chat = staffChat(facts, id)
        if (chat) byChat.set(chat, [...(byChat.get(chat) ?? []), id])
      }
      for (const [chat, mentions] of byChat) work.say(chat, { text, mentions })
    },
    update(targetKey, chatId, text, card) {
      const key = `${account.id}/${facts.newId()}`
      effects.push({ kind: 'update', key, targetKey, message: { chatId, text, mentions: [], card } })
    },
    decision: () => ({ accepted: true, record: account, events, effects }),
  }
  return work
}

/** Where money is spoken of with a colleague: in private where that is possible. */
export const staffChat = (facts: Facts, personId: string): string | undefined =>
  facts.directory.chats.find(
    (c) => c.kind === 'direct' && c.purpose !== 'customer' && c.customerId === undefined && c.memberIds.includes(personId),
  )?.id ?? chatFor(facts.directory, undefined, personId)

/** The salesperson of the account's customer, or who acts for them today. */
export const salesOf = (work: AccountWork): string =>
  actingFor(work.facts.directory, work.customer?.salesId ?? '', work.facts.clock.dateOf(work.facts.now))

export const holdersIn = (facts: Facts, role: RoleId): string[] =>
  holdersOf(facts.directory, role).map((p) => actingFor(facts.directory, p.id, facts.clock.dateOf(facts.now)))

/** The people inside the company who are meant by roles of a notice. */
export const colleagues = (work: AccountWork, roles: readonly string[]): string[] =>
  roles.flatMap((r) => (r === 'sales' ? [salesOf(work)] : r.startsWith('customer.') ? [] : holdersIn(work.facts, r as RoleId)))

export const customerName = (work: AccountWork): string =>
  work.customer?.name ?? nameOf(work.facts.directory, work.account.customerId)

/**
 * The account as the rules look at it at `at`. Money that came since `at` counts as come by then: a notice that is due this minute is not
 * sent when it was paid this minute (AC-073).
 */
export function caseOf(account: Account, facts: Facts, at: string = facts.now): DunningCase {
  const customer = customerById(facts.directory, account.customerId)
  const debts = Object.values(account.debts)
  const byThen = (paidAt: string): string => (msOf(paidAt) > msOf(at) && msOf(paidAt) <= msOf(facts.now) ? at : paidAt)
  return {
    now: at,
    customer: {
      ...(customer?.class ? { class: customer.class } : {}),
      ...(customer?.keyAccount ? { keyAccount: true } : {}),
      ...(customer?.creditLimit === undefined ? {} : { creditLimit: customer.creditLimit }),
      ...(account.hold ? { blockUntil: account.hold.until } : {}),
    },
    items: debts.map(({ receivable }) => ({
      ...receivable,
      ...(account.disputes[receivable.id] ? { disputed: account.disputes[receivable.id]?.amount ?? '0' } : {}),
      ...(account.preDueSent.includes(receivable.id) ? { preDueSent: true } : {}),
    })),
    payments: debts.flatMap((d) => d.payments).map((p) => ({ ...p, at: byThen(p.at) })),
    notices: account.notices
      .filter((n) => n.level < 5 || account.clearedAt === undefined || msOf(n.at) > msOf(account.clearedAt))
      .map(({ level, at: sentAt }) => ({ level, at: sentAt })),
    // A kept one is settled for good; the payments that kept it may be gone from the account.
    promises: account.promises.filter(
      (p) => p.told !== 'kept' && facts.clock.addDays(facts.clock.dateOf(p.at), PROMISES_COUNT_DAYS) >= facts.clock.dateOf(at),
    ),
    ...(account.interest ? { interest: account.interest } : {}),
  }
}

export const look = (work: AccountWork, at?: string): Assessment => assess(caseOf(work.account, work.facts, at), work.facts.clock)

/** What a decision rested on, for the log. */
export const basisOf = (found: Assessment): Basis => ({
  overdueTotal: found.overdueTotal,
  maxDaysOverdue: found.maxDaysOverdue,
  items: found.ledger.items
    .filter((i) => i.open.gt(0))
    .map((i) => ({
      id: i.id,
      due: i.due,
      open: moneyText(i.open),
      ...(i.receivable.disputed ? { disputed: i.receivable.disputed } : {}),
    })),
  action: found.next.action,
  level: found.next.level,
  at: found.next.at,
})
