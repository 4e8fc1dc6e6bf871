import { isStaff, nameOf, peopleOfCustomer, personById } from '../access/lookup'
import { LEVEL_NAMES, DUNNING_SAY, noticeText, type NoticeWords } from '../wording/dunning'
import Decimal from 'decimal.js'
import { basisOf, type AccountWork, colleagues, customerName, salesOf, staffChat } from './account-work'
import { moneyText } from './allocate'
import type { Assessment } from './assess'
import type { DunningRecipient } from './next-action'
import { isCollectable } from './next-action'

export interface Paper {
  name: string
  mimeType: string
  ref: string
  /** The words that the paper says; it goes out with these alone. */
  says?: string
}

/** The items that a notice of a level speaks of: before the due date what comes, later what is overdue. */
const itemsFor = (found: Assessment, level: number) =>
  found.ledger.items.filter(
    (i) => isCollectable(i) && (level === 0 ? i.daysOverdue <= 0 && !i.receivable.preDueSent : i.daysOverdue >= 1),
  )

/** The words of a notice by how things stand now. */
export function wordsFor(work: AccountWork, found: Assessment, level: number): { text: string; total: string; ids: string[] } {
  const { clock, directory, now } = work.facts
  const { interest } = work.account
  const items = itemsFor(found, level)
  const total = moneyText(items.reduce((s, i) => s.plus(i.collectable), new Decimal(0)))
  const promisedOf = (id: string): string | undefined =>
    found.promises.findLast((p) => p.state === 'open' && p.promise.items?.includes(id))?.promise.date
  const words: NoticeWords = {
    customer: customerName(work),
    company: directory.company.name,
    sales: nameOf(directory, salesOf(work)),
    lines: items.map((i) => {
      const promised = promisedOf(i.id)
      return { order: i.id, open: moneyText(i.collectable), due: i.due, days: i.daysOverdue, ...(promised ? { promised } : {}) }
    }),
    total,
    oldestDays: found.maxDaysOverdue,
    replyBy: clock.humanDate(clock.addDays(clock.dateOf(now), 7)),
    ...(interest && found.interest && found.interest !== '0.00'
      ? { interest: { amount: found.interest, basis: interest.basis, today: clock.humanDate(clock.dateOf(now)) } }
      : {}),
  }
  return { text: noticeText(level, words), total, ids: items.map((i) => i.id) }
}

/** Where a customer can be spoken to: people in private, and their own group when no outsider sits in it. */
function placesOf(work: AccountWork): { privateChats: { chatId: string; personId: string }[]; group?: string } {
  const { directory } = work.facts
  const people = new Set(peopleOfCustomer(directory, work.account.customerId).map((p) => p.id))
  const privateChats = [...people].flatMap((personId) => {
    const chat = directory.chats.find((c) => c.kind === 'direct' && c.memberIds.includes(personId))
    return chat ? [{ chatId: chat.id, personId }] : []
  })
  const group = directory.chats.find(
    (c) =>
      c.kind === 'group' &&
      c.purpose === 'customer' &&
      c.customerId === work.account.customerId &&
      c.memberIds.every((id) => people.has(id) || isStaff(personById(directory, id))),
  )
  return { privateChats, ...(group ? { group: group.id } : {}) }
}

/** People of the customer by their part in it; whoever is not named takes every part. */
function contactsFor(work: AccountWork, recipients: readonly DunningRecipient[]): (personId: string) => boolean {
  const named = work.customer?.contacts
  if (!named) return () => true
  const wanted = new Set<string>()
  if (recipients.includes('customer.buyer')) for (const id of named.buyerIds ?? []) wanted.add(id)
  if (recipients.includes('customer.finance')) for (const id of named.financeIds ?? []) wanted.add(id)
  if (recipients.includes('customer.boss')) for (const id of named.bossIds ?? []) wanted.add(id)
  return wanted.size > 0 ? (id) => wanted.has(id) : () => true
}

export interface Sending {
  level: number
  key: string
  text: string
  found: Assessment
  ids: string[]
  total: string
  papers: Paper[]
}

const RECIPIENTS: DunningRecipient[][] = [
  ['customer.buyer'],
  ['customer.buyer'],
  ['customer.buyer', 'customer.finance'],
  ['customer.buyer', 'customer.finance', 'customer.boss'],
  ['customer.buyer', 'customer.finance', 'customer.boss'],
]
const COPIES = [
  [],
  ['sales'],
  ['sales', 'finance'],
  ['sales', 'finance', 'clerk_lead'],
  ['sales', 'finance', 'clerk_lead', 'director'],
]

/** Sends a released notice: details in private; the group, where only the two firms sit in it, gets one line without amounts (levels 0 to 2). */
export function sendNotice(work: AccountWork, s: Sending): void {
  const { facts } = work
  const { privateChats, group } = placesOf(work)
  const meant = contactsFor(work, RECIPIENTS[s.level] ?? [])
  const reached = privateChats.filter((p) => meant(p.personId))
  const sales = salesOf(work)
  const effectKeys: string[] = []
  const papers = s.papers.flatMap(({ says, ...paper }) => (says === undefined || says === s.text ? [paper] : []))
  const message = { text: s.text, ...(papers.length > 0 ? { attachments: papers } : {}) }
  for (const { chatId } of reached) effectKeys.push(work.say(chatId, message, `${work.account.id}/${s.key}/${chatId}`))
  if (reached.length === 0)
    effectKeys.push(
      work.say(
        staffChat(facts, sales),
        { ...message, text: DUNNING_SAY.forward(nameOf(facts.directory, sales), s.text), mentions: [sales] },
        `${work.account.id}/${s.key}/forward`,
      ),
    )
  if (group && s.level <= 2) {
    const mentions = peopleOfCustomer(facts.directory, work.account.customerId)
      .map((p) => p.id)
      .filter((id) => meant(id) && facts.directory.chats.find((c) => c.id === group)?.memberIds.includes(id))
    const text =
      reached.length > 0
        ? DUNNING_SAY.groupNote(s.ids.length)
        : DUNNING_SAY.groupNoteBySales(s.ids.length, nameOf(facts.directory, sales))
    effectKeys.push(work.say(group, { text, mentions }, `${work.account.id}/${s.key}/group`))
  }
  const copies = colleagues(work, COPIES[s.level] ?? []).filter((id) => id !== facts.actorId && id !== sales)
  if (copies.length > 0) work.tell(copies, `${DUNNING_SAY.sent(customerName(work), LEVEL_NAMES[s.level] ?? '')}\n${s.text}`)
  work.emit({
    type: 'NoticeSent',
    notice: {
      id: facts.newId(),
      level: s.level,
      at: facts.now,
      key: s.key,
      items: s.found.ledger.items.filter((i) => s.ids.includes(i.id)).map((i) => ({ id: i.id, open: moneyText(i.open) })),
      total: s.total,
      text: s.text,
      to: reached.map((p) => p.personId),
      effectKeys,
      approvedBy: facts.actorId,
    },
    basis: basisOf(s.found),
  })
}
