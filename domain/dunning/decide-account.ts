import { compareDecimals } from '../order/money-state'
import { nameOf } from '../access/lookup'
import { isDelegateOf } from '../access/leave'
import { SUPERIORS } from '../access/roles'
import { personById } from '../access/lookup'
import type { Refusal } from '../refusal'
import { DUNNING_SAY, LEVEL_NAMES } from '../wording/dunning'
import { basisOf, caseOf, type AccountWork, colleagues, customerName, holdersIn, look, salesOf, staffChat } from './account-work'
import { msOf } from '../calendar/instants'
import { moneyText } from './allocate'
import { type Assessment, assess } from './assess'
import { draftCard } from './draft-card'
import { DUNNING_RULES } from './dunning-rules'
import type { DunningAction } from './next-action'
import { type Paper, sendNotice, wordsFor } from './send-notice'

const CURRENCY = 'CNY'
/** Reminders to a new customer always need a click, for so many days. */
const NEW_CUSTOMER_DAYS = 14
/** Days off in a row that make a long holiday. */
const LONG_HOLIDAY_DAYS = 5

const isOn = (work: AccountWork): boolean => work.facts.settings.dunning && work.account.off !== true

/** Puts the account in order after any change: a draft that no longer stands is withdrawn, and the alarm is set for what comes next. */
export function replan(work: AccountWork): void {
  tellKept(work)
  const { draft } = work.account
  if (draft) {
    const why = whyNot(work, look(work), draft.level)
    if (why) withdraw(work, why)
  }
  const timers = timersOf(work)
  if (JSON.stringify(timers) !== JSON.stringify(work.account.timers)) work.emit({ type: 'TimersSet', timers })
}

function timersOf(work: AccountWork): { key: string; dueAt: string }[] {
  const { clock } = work.facts
  const { draft } = work.account
  if (draft) {
    const rung = draft.reminded + 1
    const reminder = { key: `draft/${rung}`, dueAt: clock.nextSend(clock.add(draft.askedAt, `${rung}d`)) }
    const { at, level } = lookPast(work).next
    // Words that nobody released make way for those of a higher level.
    const higher = at !== null && level > draft.level ? [{ key: 'next', dueAt: at }] : []
    return [...(rung <= 2 ? [reminder] : []), ...higher]
  }
  if (!isOn(work)) return []
  const { at } = look(work).next
  return at === null ? [] : [{ key: 'next', dueAt: at }]
}

/** What would come if the reminder that waits had gone out. */
const lookPast = (work: AccountWork): Assessment => {
  const input = caseOf(work.account, work.facts)
  return assess({ ...input, items: input.items.map((i) => ({ ...i, preDueSent: true })) }, work.facts.clock)
}

/** Why a notice of this level must not be sent now; undefined when it may. */
function whyNot(work: AccountWork, found: Assessment, level: number): string | undefined {
  const { clock, now } = work.facts
  if (!isOn(work)) return '自动催收已关闭'
  if (level > 0 && compareDecimals(found.overdueTotal, DUNNING_RULES.minimumTotal) < 0) return '款已到账，没有要催的了'
  if (level > 0 && found.promised) return `客户已承诺 ${found.promised.promise.date} 付`
  if (work.account.hold && work.account.hold.until >= clock.dateOf(now)) return `已暂缓到 ${work.account.hold.until}`
  if (level === 0 && wordsFor(work, found, 0).ids.length === 0) return '已付清或已过付款日'
  return undefined
}

function withdraw(work: AccountWork, why: string): void {
  const { draft } = work.account
  if (!draft) return
  settleDraft(work, 'withdrawn', DUNNING_SAY.withdrawn(why), why)
}

function settleDraft(work: AccountWork, how: 'sent' | 'held' | 'promised' | 'withdrawn', text: string, why?: string): void {
  const { draft } = work.account
  if (!draft) return
  work.emit({ type: 'DraftSettled', draftId: draft.id, how, ...(why ? { why } : {}) })
  const facts = {
    customer: customerName(work),
    level: draft.level,
    total: wordsFor(work, look(work), draft.level).total,
    oldestDays: 0,
  }
  work.update(draft.cardKey, draft.chatId, text, draftCard({ ...facts, askedId: draft.askedId }, text))
}

/** Says once that a promised sum has come. */
function tellKept(work: AccountWork): void {
  for (const { promise, state } of look(work).promises) {
    const own = work.account.promises.find((p) => p.at === promise.at && p.date === promise.date)
    if (state !== 'kept' || !own || own.told) continue
    work.emit({ type: 'PromiseTold', promiseId: own.id, state: 'kept' })
    const sales = salesOf(work)
    work.tell([sales], DUNNING_SAY.kept(nameOf(work.facts.directory, sales), customerName(work), promise.date))
  }
}

function tellBroken(work: AccountWork, found: Assessment): void {
  for (const { promise, state } of found.promises) {
    const own = work.account.promises.find((p) => p.at === promise.at && p.date === promise.date)
    if (state !== 'broken' || !own || own.told) continue
    work.emit({ type: 'PromiseTold', promiseId: own.id, state: 'broken' })
    const sales = salesOf(work)
    const name = nameOf(work.facts.directory, sales)
    work.tell([sales], DUNNING_SAY.broken(name, customerName(work), promise.date, promise.amount))
  }
}

/**
 * An alarm of an account. What is due at its slot is looked at once more; after an outage of days the slot has passed, and one
 * notice at the next one makes up for all that was missed.
 */
export function accountTimer(work: AccountWork, key: string): void {
  const { facts } = work
  const timer = work.account.timers.find((t) => t.key === key)
  if (!timer) return
  if (key.startsWith('draft/')) remindOfDraft(work, Number(key.slice('draft/'.length)))
  else {
    const inTime =
      facts.clock.dateOf(timer.dueAt) === facts.clock.dateOf(facts.now) && facts.clock.nextSend(facts.now) === facts.now
    const at = inTime ? timer.dueAt : facts.now
    const found = look(work, at)
    tellBroken(work, found)
    if (isOn(work) && found.next.at !== null && msOf(found.next.at) <= msOf(at)) act(work, look(work, at), found.next)
  }
  work.emit({ type: 'TimersSet', timers: [] })
  replan(work)
}

function act(work: AccountWork, found: Assessment, next: DunningAction): void {
  const { facts, account } = work
  const slotDate = facts.clock.dateOf(next.at ?? facts.now)
  const key = `${account.customerId}|${CURRENCY}|${next.level}|${slotDate}`
  if (account.notices.some((n) => n.key === key)) return
  if (account.draft) {
    if (account.draft.level >= next.level) return
    withdraw(work, `到了【${LEVEL_NAMES[next.level] ?? ''}】的时间`)
  }
  if (next.action === 'notice' || (next.action === 'pre_due' && !work.customer?.keyAccount)) {
    if (mayGoAlone(work, next.level)) sendNow(work, found, next.level, key, [])
    else putDraft(work, found, next.level, key, slotDate)
    return
  }
  const people = colleagues(work, next.recipients)
  const { text, total, ids } = wordsFor(work, found, next.level)
  const said =
    next.action === 'human'
      ? DUNNING_SAY.human(customerName(work), found.overdueTotal, found.maxDaysOverdue)
      : next.action === 'internal'
        ? DUNNING_SAY.internal(customerName(work), found.overdueTotal, found.maxDaysOverdue)
        : text
  work.tell(people, said)
  work.emit({
    type: 'NoticeSent',
    notice: {
      id: facts.newId(),
      level: next.level,
      at: facts.now,
      key,
      items: found.ledger.items.filter((i) => ids.includes(i.id)).map((i) => ({ id: i.id, open: moneyText(i.open) })),
      total,
      text: said,
      to: people,
      effectKeys: [],
      approvedBy: 'bot',
    },
    basis: basisOf(found),
  })
}

/** Whether a reminder may go out without a click: levels 0 and 1, a customer known for a while, no long holiday yesterday or tomorrow. */
function mayGoAlone(work: AccountWork, level: number): boolean {
  const { clock, now, settings } = work.facts
  const today = clock.dateOf(now)
  const known = clock.addDays(clock.dateOf(work.account.openedAt), NEW_CUSTOMER_DAYS) <= today
  const nearHoliday =
    clock.addWorkdays(today, 1) > clock.addDays(today, LONG_HOLIDAY_DAYS) ||
    clock.addWorkdays(today, -1) < clock.addDays(today, -LONG_HOLIDAY_DAYS)
  return settings.dunningAutomatic && level <= 1 && known && !nearHoliday
}

function sendNow(work: AccountWork, found: Assessment, level: number, key: string, papers: Paper[], words?: string): void {
  const { text, total, ids } = wordsFor(work, found, level)
  sendNotice(work, { level, key, text: words ?? text, found, ids, total, papers })
}

function putDraft(work: AccountWork, found: Assessment, level: number, key: string, slotDate: string): void {
  const { facts } = work
  const askedId = salesOf(work)
  const chatId = staffChat(facts, askedId)
  if (!chatId) return
  const { text, total } = wordsFor(work, found, level)
  const id = facts.newId()
  const card = draftCard({ customer: customerName(work), level, total, oldestDays: found.maxDaysOverdue, askedId })
  const said = DUNNING_SAY.draft(nameOf(facts.directory, askedId), customerName(work), LEVEL_NAMES[level] ?? '', total, text)
  const cardKey = work.say(chatId, { text: said, card, promptId: id, mentions: [askedId] }, `${work.account.id}/${key}/draft`)
  work.emit({
    type: 'DraftPut',
    draft: { id, level, key, slotDate, text, askedAt: facts.now, askedId, chatId, cardKey, reminded: 0 },
    basis: basisOf(found),
  })
}

/** Not released: the salesperson after a workday, the lead after two. */
function remindOfDraft(work: AccountWork, rung: number): void {
  const { facts, account } = work
  const { draft } = account
  if (!draft || draft.reminded >= rung || whyNot(work, look(work), draft.level)) return
  const sales = nameOf(facts.directory, draft.askedId)
  const level = LEVEL_NAMES[draft.level] ?? ''
  const leads = rung >= 2 ? holdersIn(facts, 'clerk_lead') : []
  for (const lead of leads)
    work.tell([lead], DUNNING_SAY.unreleasedLead(nameOf(facts.directory, lead), sales, customerName(work), level))
  work.say(draft.chatId, {
    text: DUNNING_SAY.unreleased(sales, customerName(work), level),
    promptId: draft.id,
    mentions: [draft.askedId],
  })
  work.emit({ type: 'DraftReminded', draftId: draft.id, rung, toIds: [draft.askedId, ...leads] })
}

/** Whether a person may release, change or hold a notice: the one asked, a delegate, finance, or a superior. */
export function mayAnswerDraft(work: AccountWork, personId: string): boolean {
  const { directory, clock, now } = work.facts
  const askedId = work.account.draft?.askedId ?? salesOf(work)
  const person = personById(directory, personId)
  return (
    personId === askedId ||
    personId === work.customer?.salesId ||
    isDelegateOf(directory, personId, askedId, clock.dateOf(now)) ||
    (person?.roles.some((r) => r === 'finance' || SUPERIORS.includes(r)) ?? false)
  )
}

export interface DraftAnswer {
  draftId: string
  actionId: string
  date?: string
  reason?: string
  amount?: string
  text?: string
  papers: Paper[]
  messageId?: string
  quote?: string
}

const refusal = (code: Refusal['code'], params: Record<string, string> = {}): Refusal => ({ code, params })

/** What goes out when the draft is released now: its level by how things stand, its words or those written in their place, and the sum. */
export function releasedWords(work: AccountWork, edited?: string): { level: number; text: string; total: string } {
  const found = look(work)
  const asked = work.account.draft?.level ?? 0
  const level = asked === 0 ? 0 : Math.max(1, Math.min(asked, found.deserved))
  const { text, total } = wordsFor(work, found, level)
  return { level, text: edited?.trim() || text, total }
}

/** The salesperson's answer to a draft. Money is looked at again right here, before words go out. Refuses what the page of refusals lists under DUNNING_. */
export function answerDraft(work: AccountWork, answer: DraftAnswer): Refusal | undefined {
  const { facts, account } = work
  const { draft } = account
  if (draft?.id !== answer.draftId) return settledAlready(work, answer.draftId)
  const sales = nameOf(facts.directory, draft.askedId)
  if (!mayAnswerDraft(work, facts.actorId))
    return refusal('NOT_YOURS', { owner: '业务员', mayAct: sales, title: `催收 ${customerName(work)}` })
  const today = facts.clock.dateOf(facts.now)
  switch (answer.actionId) {
    case 'send':
    case 'edit': {
      const found = look(work)
      const why = whyNot(work, found, draft.level)
      if (why) {
        withdraw(work, why)
        replan(work)
        return undefined
      }
      if (answer.actionId === 'edit' && !answer.text?.trim()) return refusal('DUNNING_NEEDS_TEXT')
      const { level, text } = releasedWords(work, answer.actionId === 'edit' ? answer.text : undefined)
      settleDraft(work, 'sent', DUNNING_SAY.sent(customerName(work), LEVEL_NAMES[level] ?? ''))
      sendNow(work, found, level, draft.key, answer.papers, text)
      break
    }
    case 'hold': {
      if (!answer.date || answer.date <= today) return refusal('DUNNING_NEEDS_DATE')
      if (!answer.reason?.trim()) return refusal('DUNNING_NEEDS_REASON')
      work.emit({ type: 'HoldSet', until: answer.date, reason: answer.reason.trim() })
      settleDraft(work, 'held', DUNNING_SAY.held(customerName(work), answer.date), answer.reason.trim())
      break
    }
    case 'promise': {
      if (!answer.date || answer.date < today) return refusal('DUNNING_NEEDS_DATE')
      const words = promisePayment(work, {
        date: answer.date,
        ...(answer.amount ? { amount: answer.amount } : {}),
        ...(answer.messageId ? { messageId: answer.messageId } : {}),
        ...(answer.quote ? { quote: answer.quote } : {}),
      })
      if (work.account.draft) settleDraft(work, 'promised', words)
      break
    }
    default:
      return refusal('UNKNOWN_ACTION', { actions: '发送、修改、暂缓、客户已承诺' })
  }
  replan(work)
  return undefined
}

function settledAlready(work: AccountWork, draftId: string): Refusal {
  const was = work.account.settledDrafts.find((d) => d.id === draftId)
  if (!was) return refusal('NO_SUCH_PROMPT')
  const what = { sent: '发送', held: '暂缓', promised: '登记承诺', withdrawn: '撤回' }[was.how]
  const { directory, clock } = work.facts
  return refusal('ALREADY_SETTLED', {
    title: `催收 ${customerName(work)}`,
    who: nameOf(directory, was.byId),
    when: clock.human(was.at),
    what,
  })
}

/** Keeps a customer's word to pay; gives the words in which it is read back to colleagues. */
export function promisePayment(
  work: AccountWork,
  p: { date: string; amount?: string; messageId?: string; quote?: string },
): string {
  const { facts } = work
  const before = look(work)
  const overdue = before.ledger.items.filter((i) => i.daysOverdue >= 1 && i.collectable.gt(0))
  const due = overdue.length > 0 ? overdue : before.ledger.items.filter((i) => i.collectable.gt(0))
  const amount = p.amount ?? moneyText(due.reduce((s, i) => s.plus(i.collectable), before.ledger.unappliedCredit.times(0)))
  const id = facts.newId()
  work.emit({
    type: 'PromiseMade',
    promise: {
      id,
      at: facts.now,
      date: p.date,
      amount,
      items: due.map((i) => i.id),
      byId: facts.actorId,
      ...(p.messageId ? { messageId: p.messageId } : {}),
    },
    ...(p.quote ? { quote: p.quote.slice(0, 500) } : {}),
  })
  const judged = look(work).promises.find((j) => j.promise.at === facts.now && j.promise.date === p.date)
  if (judged?.state !== 'needs_approval') return DUNNING_SAY.promiseNoted(customerName(work), p.date, amount)
  const far = facts.clock.addDays(facts.clock.dateOf(facts.now), DUNNING_RULES.promiseDays) < p.date
  return DUNNING_SAY.promiseDoubtful(customerName(work), p.date, far ? '超过 30 天' : '之前已有两次承诺没有兑现')
}
