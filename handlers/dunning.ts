import { monthIn } from '../domain/documents/month-in'
import { statementOf, statementPaper } from '../domain/documents/statement'
import { accountId } from '../domain/dunning/account-companion'
import { type Account, debtsOf, isPaid } from '../domain/dunning/account'
import { type AccountWork, beginAccountWork, customerName, salesOf } from '../domain/dunning/account-work'
import {
  accountTimer,
  answerDraft,
  type DraftAnswer,
  mayAnswerDraft,
  releasedWords,
  replan,
} from '../domain/dunning/decide-account'
import { readDraftWords } from '../domain/dunning/draft-card'
import { LEDGER_ID, listTomorrow, moveHour } from '../domain/dunning/ledger-record'
import { type AccountCommand, manageAccount } from '../domain/dunning/manage-account'
import { nameOf } from '../domain/access/lookup'
import { chatFor } from '../domain/access/where-to-say'
import type { Facts } from '../domain/facts'
import { parseOrderText } from '../domain/intake/parse-order-text'
import { dunningLetter } from '../domain/documents/dunning-letter'
import type { Paper } from '../domain/dunning/send-notice'
import { readDate } from '../domain/prompt/read-date'
import type { BookRecord, RecordDecision } from '../domain/record/record'
import type { Refusal } from '../domain/refusal'
import { DUNNING_SAY } from '../domain/wording/dunning'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import { intakeContext } from './intake-context'
import { passOn } from './pass-on'
import type { RecordKeepers } from './run-timer'
import type { Talk } from './talk'

/** Lets a rule work on an account that exists; what it refuses leaves the account as it is. */
const onAccount =
  (work: (w: AccountWork) => Refusal | undefined) =>
  (account: Account | undefined, facts: Facts): RecordDecision<Account> => {
    if (!account) return { accepted: false, refusal: { code: 'NOTHING_OWED', params: { customer: '该客户' } } }
    const page = beginAccountWork(account, facts)
    const refusal = work(page)
    return refusal ? { accepted: false, refusal } : page.decision()
  }

const MOST = 500

/** Every account, in portions. */
export async function allAccounts(deps: Pick<HandlerDeps, 'book'>): Promise<Account[]> {
  const accounts: Account[] = []
  for (let after = ''; ; ) {
    const page = await deps.book.listRecords<Account>('account:', after, MOST)
    accounts.push(...page.map(({ record }) => record))
    after = page.at(-1)?.record.id ?? ''
    if (page.length < MOST) return accounts
  }
}

/** Who looks after the records of dunning: their alarms, and what did not arrive. */
export const dunningKeepers = (deps: Pick<HandlerDeps, 'book' | 'clock'>, execute: Execute): RecordKeepers => ({
  account: {
    async onTimer(id, key, context) {
      const decide = onAccount((work) => {
        accountTimer(work, key)
        return undefined
      })
      await execute.onRecord<Account>(id, decide, context)
    },
    async onCalendar(id, context) {
      const decide = onAccount((work) => {
        replan(work)
        return undefined
      })
      await execute.onRecord<Account>(id, decide, context)
    },
    async onUndelivered(id, effect, delivery) {
      if (delivery.state === 'accepted' || effect.kind !== 'send') return
      const { reason } = delivery
      const tell = onAccount((work) => {
        if (!work.account.notices.some((n) => n.effectKeys.includes(effect.key))) return undefined
        work.emit({ type: 'NoticeUndelivered', effectKey: effect.key, reason })
        const sales = salesOf(work)
        work.tell([sales], DUNNING_SAY.undelivered(nameOf(work.facts.directory, sales), customerName(work), reason))
        return undefined
      })
      await execute.onRecord<Account>(id, tell, { actorId: 'bot', evidence: { byId: 'bot', at: deps.clock.nowIso() } })
    },
  },
  ledger: {
    async onCalendar(_id, context) {
      const move = (record: BookRecord | undefined, facts: Facts): RecordDecision =>
        moveHour(record ?? { id: LEDGER_ID, timers: [], lookups: [] }, facts)
      await execute.onRecord(LEDGER_ID, move, context)
    },
    async onTimer(_id, _key, context) {
      const accounts = await allAccounts(deps)
      const list = (record: BookRecord | undefined, facts: Facts): RecordDecision =>
        listTomorrow(record ?? { id: LEDGER_ID, timers: [], lookups: [] }, accounts, facts)
      await execute.onRecord(LEDGER_ID, list, context)
    },
  },
})

/** What goes with a notice: the statement from level 2 on, the letter to be stamped from level 3 on. */
async function papersFor(account: Account, talk: Talk, deps: HandlerDeps, execute: Execute, edited?: string): Promise<Paper[]> {
  if ((account.draft?.level ?? 0) < 2) return []
  const month = monthIn('', talk.today) ?? talk.today.slice(0, 7)
  const debts = debtsOf(await deps.book.loadRecordEvents(account.id))
  const statement = statementOf(account, debts, month, talk.directory)
  const paper = statementPaper(statement, talk.directory, deps.clock.nowIso(), talk.person.id)
  const now = deps.clock.nowIso()
  const printed = [await deps.printer.pdf(`对账单-${month}.pdf`, [paper])]
  const page = beginAccountWork(account, execute.factsFor(talk.directory, talk.context))
  const { level, text, total } = releasedWords(page, edited)
  if (level < 3) return printed
  const letter = dunningLetter({ customerId: account.customerId, level, text, total }, talk.directory, now, talk.person.id)
  const stamped = await deps.printer.pdf(`${letter.title}-${letter.number}.pdf`, [letter])
  return [{ ...stamped, says: text }, ...printed]
}

async function answer(
  talk: Talk,
  deps: HandlerDeps,
  execute: Execute,
  account: Account,
  given: Omit<DraftAnswer, 'papers' | 'messageId'>,
): Promise<void> {
  const papers =
    given.actionId === 'send' || given.actionId === 'edit' ? await papersFor(account, talk, deps, execute, given.text) : []
  const decide = onAccount((work) => answerDraft(work, { ...given, papers, messageId: talk.inbound.messageId }))
  const outcome = await execute.onRecord<Account>(account.id, decide, talk.context)
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
}

const accountOfPrompt = async (deps: Pick<HandlerDeps, 'book'>, promptId: string): Promise<Account | undefined> =>
  (await deps.book.findRecords<Account>(`prompt:${promptId}`)).find(({ record }) => record.id.startsWith('account:'))?.record

/** A press on a notice's card. False when the prompt is none of dunning's. */
export async function pressDraft(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const { content } = talk.inbound
  if (content.kind !== 'action') return false
  const account = await accountOfPrompt(deps, content.promptId)
  if (!account) return false
  const { inputs } = content
  const date = readDate(inputs['date'] ?? inputs['until'] ?? '', talk.today)
  await answer(talk, deps, execute, account, {
    draftId: content.promptId,
    actionId: content.actionId,
    ...(date ? { date } : {}),
    ...(inputs['reason'] ? { reason: inputs['reason'] } : {}),
    ...(inputs['amount'] ? { amount: inputs['amount'].replace(/[^\d.]/g, '') } : {}),
    ...(inputs['text'] ? { text: inputs['text'] } : {}),
  })
  return true
}

/** Whether somebody may press a button of a notice's card, told before the press is taken. */
export async function mayPressDraft(
  deps: Pick<HandlerDeps, 'book'>,
  facts: Facts,
  promptId: string,
): Promise<'ok' | 'gone' | 'forbidden' | undefined> {
  const account = await accountOfPrompt(deps, promptId)
  if (!account) return undefined
  if (account.draft?.id !== promptId) return 'gone'
  return mayAnswerDraft(beginAccountWork(account, facts), facts.actorId) ? 'ok' : 'forbidden'
}

const DATE_WORDS =
  /(\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}[日号]?|[下本这]*(?:周|星期|礼拜)[一二三四五六日天]|明天|后天|\d{1,2}[号日]/

/** "发送", "修改 …", "暂缓到12月5日 原因" under a notice, quoting it or naming its customer. */
export async function answerDraftByWords(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const read = readDraftWords(talk.words)
  if (!read || talk.isCustomer) return false
  const { replyTo } = talk.inbound
  const effect = replyTo ? await deps.outbox.effectOf(talk.chat.id, replyTo) : undefined
  const promptId = effect?.kind === 'send' ? effect.message.promptId : undefined
  const asked = promptId
    ? [await accountOfPrompt(deps, promptId)].flatMap((a) => a ?? [])
    : (await deps.book.findRecords<Account>(`asked:${talk.person.id}`)).map(({ record }) => record)
  const named = asked.filter((a) => {
    const name = talk.directory.customers.find((c) => c.id === a.customerId)?.name
    return name !== undefined && talk.text.includes(name)
  })
  // Without a quote the customer is named: a bare "修改 …" may be meant for an order.
  const [account, ...others] = promptId ? asked : named
  if (!account || others.length > 0) return false
  const draftId = promptId ?? account.draft?.id ?? ''
  const date = readDate(read.rest, talk.today)
  const reason = read.rest.replace(DATE_WORDS, '').replace(/^[\s,，。:：]+/, '')
  const amount = /(\d+(?:\.\d{1,2})?)\s*元/.exec(read.rest)?.[1]
  await answer(talk, deps, execute, account, {
    draftId,
    actionId: read.actionId,
    ...(date ? { date } : {}),
    ...(reason ? { reason } : {}),
    ...(amount ? { amount } : {}),
    ...(read.actionId === 'edit' ? { text: read.rest } : {}),
    quote: talk.text,
  })
  return true
}

/** Runs a command on a customer's account; false when nothing was ever owed and nobody needs an answer. */
export async function runOnAccount(talk: Talk, execute: Execute, customerId: string, command: AccountCommand): Promise<void> {
  const decide = onAccount((work) => {
    const managed = manageAccount(work, command)
    if ('refusal' in managed) return managed.refusal
    if (managed.words)
      work.say(
        talk.chat.id,
        { text: managed.words, replyTo: talk.inbound.messageId, mentions: [] },
        `${work.account.id}/reply:${talk.inbound.id}`,
      )
    return undefined
  })
  const outcome = await execute.onRecord<Account>(accountId(customerId), decide, talk.context)
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
}

/** Goods ordered with a word about paying are an order; the day named for paying is not read as goods. */
const isOrder = (talk: Talk, deps: HandlerDeps): boolean => {
  const parsed = parseOrderText(talk.text.replace(DATE_WORDS, ' '), intakeContext(talk, deps))
  return parsed.intent === 'order' && parsed.orders.some((o) => o.lines.length > 0)
}

const STOPS = /已付|已打款|已经付|打款了|已汇|已转账|水单|质量问题|少货|对账/
const PAYS = /付|打款|汇|转账|结清|安排货?款|结款/

/** Cannot pay yet: 资金紧张，缓几天. */
const ASKS_TIME =
  /(?:资金|手头|周转|现金流|账上).{0,4}(?:紧|困难|不开|不过来|没钱)|缓(?:一?缓|几天|一?下|些)|宽限|(?:过|晚)(?:几天|些天|一?阵|段时间|点)再?(?:付|打|转|给|结|安排)|等.{0,8}(?:回款|款到|钱到)/

/** In a customer's own chat: a day named for paying becomes a promise and is read back; words that stop dunning pause it; who asks for time is asked for a day. */
export async function hearCustomer(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  if (!talk.isCustomer || !talk.customerId || talk.text.length > 200) return false
  const promised = PAYS.test(talk.text) && !/[?？]|什么时候|几号|别付|不付/.test(talk.text)
  const stops = STOPS.test(talk.text)
  const asksTime = ASKS_TIME.test(talk.text)
  if (!promised && !stops && !asksTime) return false
  const stored = await deps.book.loadRecord<Account>(accountId(talk.customerId))
  if (!stored || !owes(stored.record) || isOrder(talk, deps)) return false
  if (stops) {
    await runOnAccount(talk, execute, talk.customerId, { type: 'Pause', words: talk.text })
    return true
  }
  const date = readDate(talk.text, talk.today)
  if (!date || date < talk.today) return asksTime && tellAsksTime(talk, execute)
  const amount = /(\d+(?:\.\d{1,2})?)\s*元/.exec(talk.text)?.[1]
  await runOnAccount(talk, execute, talk.customerId, {
    type: 'HearPromise',
    date,
    quote: talk.text,
    messageId: talk.inbound.messageId,
    ...(amount ? { amount } : {}),
  })
  return true
}

async function tellAsksTime(talk: Talk, execute: Execute): Promise<boolean> {
  const { directory, person } = talk
  const customer = directory.customers.find((c) => c.id === talk.customerId)
  if (!customer) return false
  await passOn(talk, execute, {
    salesId: customer.salesId,
    inner: chatFor(directory, undefined, customer.salesId),
    answer: DUNNING_SAY.whichDay(nameOf(directory, customer.salesId)),
    told: DUNNING_SAY.asksForTime(customer.name, person.name, talk.text.slice(0, 200)),
  })
  return true
}

const owes = (account: Account): boolean => Object.values(account.debts).some((debt) => !isPaid(debt))
