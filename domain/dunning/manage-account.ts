import { nameOf, personById } from '../access/lookup'
import { SUPERIORS } from '../access/roles'
import type { RoleId } from '../company'
import type { Refusal } from '../refusal'
import { decimal } from '../order/money-state'
import { DUNNING_SAY, interestWords } from '../wording/dunning'
import { type AccountWork, customerName, look, salesOf } from './account-work'
import { moneyText } from './allocate'
import { mayAnswerDraft, promisePayment, replan } from './decide-account'
import type { InterestMode } from './dunning-case'
import type { ShippingVerdict } from './shipping-verdict'

/** What people may order about a customer's money. Dates are YYYY-MM-DD. */
export type AccountCommand =
  | { type: 'Hold'; until?: string; reason: string }
  | { type: 'Promise'; date?: string; amount?: string; quote: string; messageId?: string }
  | { type: 'AcceptPromise'; reason: string }
  | { type: 'Dispute'; orderNumber: string; amount: string; reason: string }
  | { type: 'Release'; until?: string; reason: string }
  | { type: 'Switch'; off: boolean }
  /** Interest on what is late: set with its rate and basis, switched off, or asked about. */
  | { type: 'Interest'; set?: InterestMode | 'off'; basis: string }
  /** The customer said something that stops dunning for a workday. */
  | { type: 'Pause'; words: string }
  /** The customer named a day in their own chat. */
  | { type: 'HearPromise'; date: string; amount?: string; quote: string; messageId?: string }

export type Managed = { words: string } | { refusal: Refusal }

const refused = (code: Refusal['code'], params: Record<string, string> = {}): Managed => ({ refusal: { code, params } })

/** What each role may release, the highest first. */
const MAY_RELEASE: [RoleId, ShippingVerdict][] = [
  ['director', 'blocked'],
  ['finance', 'approval'],
  ['clerk_lead', 'warn'],
  ['sales', 'warn'],
]

/** Rates beyond these are no interest that a court would grant: a tenth of a percent a day, twice the LPR. */
const MOST_DAILY = '0.001'
const MOST_MARKUP = '1'

/** Finance or the director sets what is reckoned on late money; it is told to colleagues, and to the customer by a letter that a person releases. */
function interest(work: AccountWork, { set, basis }: Extract<AccountCommand, { type: 'Interest' }>): Managed {
  const { facts } = work
  const name = customerName(work)
  const roles = personById(facts.directory, facts.actorId)?.roles ?? []
  if (!roles.includes('finance') && !roles.includes('director'))
    return { refusal: { code: 'DUNNING_NOT_ALLOWED', params: { what: '逾期利息', who: '财务或总监' } } }
  if (set === 'off') work.emit({ type: 'InterestSet', interest: null })
  else if (set) {
    const tooHigh = set.mode === 'daily' ? decimal(set.rate).gt(MOST_DAILY) : decimal(set.markup).gt(MOST_MARKUP)
    if (tooHigh || basis.trim().length < 2) return { refusal: { code: 'INTEREST_UNCLEAR', params: { customer: name } } }
    work.emit({ type: 'InterestSet', interest: { ...set, basis: basis.trim().slice(0, 60) } })
  }
  const mode = work.account.interest
  return {
    words: mode
      ? DUNNING_SAY.interest(name, interestWords(mode), mode.basis, look(work).interest ?? '0.00')
      : DUNNING_SAY.noInterest(name),
  }
}

/** Carries out a command about an account; gives the words of the answer. */
export function manageAccount(work: AccountWork, command: AccountCommand): Managed {
  const { facts, account } = work
  const { clock, actorId, directory } = facts
  const today = clock.dateOf(facts.now)
  const name = customerName(work)
  const roles = personById(directory, actorId)?.roles ?? []
  const sales = nameOf(directory, salesOf(work))
  const done = (words: string): Managed => {
    replan(work)
    return { words }
  }
  if (command.type === 'Interest') return interest(work, command)
  const isCustomers = command.type === 'Pause' || command.type === 'HearPromise'
  if (!isCustomers && command.type !== 'Release' && command.type !== 'AcceptPromise' && !mayAnswerDraft(work, actorId))
    return refused('DUNNING_NOT_ALLOWED', { what: `${name} 的催收`, who: `${sales}、财务或主管` })
  switch (command.type) {
    case 'Hold':
      if (!command.until || command.until <= today) return refused('DUNNING_NEEDS_DATE')
      if (!command.reason) return refused('DUNNING_NEEDS_REASON')
      work.emit({ type: 'HoldSet', until: command.until, reason: command.reason })
      return done(DUNNING_SAY.held(name, command.until))
    case 'Promise':
      if (!command.date || command.date < today) return refused('DUNNING_NEEDS_DATE')
      return done(promisePayment(work, { ...command, date: command.date }))
    case 'HearPromise': {
      const said = promisePayment(work, command)
      work.tell([salesOf(work)], said)
      return done(DUNNING_SAY.promiseHeard(clock.humanDate(command.date)))
    }
    case 'Pause': {
      const until = clock.addWorkdays(today, 1)
      if (!account.hold || account.hold.until < until)
        work.emit({ type: 'HoldSet', until, reason: `客户回复：${command.words.slice(0, 60)}` })
      work.tell([salesOf(work)], DUNNING_SAY.pausedByWords(sales, name, command.words.slice(0, 60), clock.humanDate(until)))
      return done('')
    }
    case 'AcceptPromise': {
      if (!roles.some((r) => SUPERIORS.includes(r)))
        return refused('DUNNING_NOT_ALLOWED', { what: '接受付款承诺', who: '客服主管或总监' })
      const doubtful = look(work).promises.findLast((p) => p.state === 'needs_approval')
      const own = account.promises.findLast((p) => p.at === doubtful?.promise.at && p.date === doubtful.promise.date)
      if (!own) return refused('NOTHING_OWED', { customer: name })
      work.emit({ type: 'PromiseApproved', promiseId: own.id, reason: command.reason })
      return done(DUNNING_SAY.accepted(name))
    }
    case 'Dispute': {
      const open = look(work).ledger.items.find((i) => i.id === command.orderNumber)?.open
      if (!open) return refused('NOTHING_OWED', { customer: name })
      const amount = command.amount === '' ? moneyText(open) : moneyText(decimal(command.amount))
      if (decimal(amount).gt(open))
        return refused('DISPUTE_TOO_LARGE', { order: command.orderNumber, open: moneyText(open), amount })
      if (amount !== '0.00' && !command.reason) return refused('DUNNING_NEEDS_REASON')
      work.emit({ type: 'DisputeSet', orderNumber: command.orderNumber, amount, reason: command.reason })
      return done(
        amount === '0.00' ? DUNNING_SAY.disputeOver(command.orderNumber) : DUNNING_SAY.disputed(command.orderNumber, amount),
      )
    }
    case 'Release': {
      const right = MAY_RELEASE.find(([role]) => roles.includes(role))
      if (!right) return refused('DUNNING_NOT_ALLOWED', { what: '放行发货', who: '业务员（轻微逾期）、财务或总监' })
      if (right[1] === 'blocked' && !command.until) return refused('DUNNING_NEEDS_DATE')
      if (!command.reason) return refused('DUNNING_NEEDS_REASON')
      const until = clock.at(command.until ?? today, '23:59')
      work.emit({ type: 'ReleaseSet', until, reason: command.reason, upTo: right[1], role: right[0] })
      return done(DUNNING_SAY.released(name, clock.humanDate(command.until ?? today)))
    }
    case 'Switch':
      work.emit({ type: 'SwitchSet', off: command.off })
      return done(DUNNING_SAY.switched(name, command.off))
  }
}
