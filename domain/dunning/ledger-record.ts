import type { Effect } from '../effect'
import type { Facts } from '../facts'
import type { Companion } from '../record/companion'
import { type BookRecord, recordId, type RecordDecision, type RecordEvent } from '../record/record'
import { DUNNING_SAY, LEVEL_NAMES } from '../wording/dunning'
import type { Account } from './account'
import { accountCompanion } from './account-companion'
import { beginAccountWork, customerName, holdersIn, look, staffChat } from './account-work'
import { wordsFor } from './send-notice'

export const LEDGER_ID = recordId('ledger', 'company')

/** What happened to the company's list: it was opened, or its next hour was set. */
export type LedgerEvent = RecordEvent & ({ type: 'LedgerOpened'; id: string } | { type: 'HourSet'; dueAt: string })

export function evolveLedger(record: BookRecord | undefined, event: LedgerEvent): BookRecord {
  if (event.type === 'LedgerOpened') return { id: event.id, timers: [], lookups: [] }
  if (!record) throw new RangeError('the hour of a list that was never opened')
  return { ...record, timers: [{ key: 'tomorrow', dueAt: event.dueAt }] }
}

const LIST_AT = '17:00'

/** The next workday's 17:00 after now. */
const nextHour = ({ clock, now }: Facts): string => {
  const today = clock.dateOf(now)
  const hour = clock.at(clock.addWorkdays(today, 0), LIST_AT)
  return clock.minutesBetween(now, hour) > 0 ? hour : clock.at(clock.addWorkdays(today, 1), LIST_AT)
}

/** Opens the company's list with the first money that is owed. */
export const ledgerCompanion: Companion = {
  touches: ({ after, events }) =>
    events.some((e) => (e.type === 'FactSet' && e.id === 'balanceGate') || e.type === 'ShipmentRecorded') && after.customer
      ? [LEDGER_ID]
      : [],
  follow(record, _change, facts) {
    if (record) return undefined
    const events: LedgerEvent[] = [
      { type: 'LedgerOpened', id: LEDGER_ID },
      { type: 'HourSet', dueAt: nextHour(facts) },
    ]
    const opened = events.reduce<BookRecord | undefined>(evolveLedger, undefined)
    return opened && { accepted: true, record: opened, events, effects: [] }
  },
}

/** The calendar changed: the list comes at the next hour as it is now. */
export function moveHour(record: BookRecord, facts: Facts): RecordDecision {
  const dueAt = nextHour(facts)
  const stands = record.timers.every((t) => facts.clock.minutesBetween(t.dueAt, dueAt) === 0)
  const events: LedgerEvent[] = stands ? [] : [{ type: 'HourSet', dueAt }]
  return { accepted: true, record: events.reduce<BookRecord>(evolveLedger, record), events, effects: [] }
}

/** The records of receivables, to be kept in step with orders. */
export const DUNNING_COMPANIONS: Companion[] = [accountCompanion, ledgerCompanion]

/** At 17:00 of each workday finance sees what would be said on the next one; nothing is said by it. */
export function listTomorrow(record: BookRecord, accounts: Account[], facts: Facts): RecordDecision {
  const { clock, now } = facts
  const next = clock.addWorkdays(clock.dateOf(now), 1)
  const lines = accounts.flatMap((account) => {
    const timer = account.timers.find((t) => t.key === 'next')
    if (!timer || clock.dateOf(timer.dueAt) > next) return []
    const work = beginAccountWork(account, facts)
    const found = look(work)
    if (found.next.action === 'none') return []
    const { total } = wordsFor(work, found, found.next.level)
    const what = found.next.action === 'check_promise' ? '核对承诺' : (LEVEL_NAMES[found.next.level] ?? '')
    return [
      `· ${customerName(work)}：${what}，${total}元${found.maxDaysOverdue > 0 ? `，最早逾期 ${found.maxDaysOverdue} 天` : ''}`,
    ]
  })
  const hour: LedgerEvent = { type: 'HourSet', dueAt: nextHour(facts) }
  const effects = holdersIn(facts, 'finance').flatMap((personId): Effect[] => {
    const chatId = staffChat(facts, personId)
    const key = `${LEDGER_ID}/${next}/${personId}`
    const text = DUNNING_SAY.tomorrow(clock.humanDate(next), lines)
    return chatId ? [{ kind: 'send', key, urgency: 'note', message: { chatId, text, mentions: [personId] } }] : []
  })
  return { accepted: true, record: evolveLedger(record, hour), events: [hour], effects: lines.length > 0 ? effects : [] }
}
