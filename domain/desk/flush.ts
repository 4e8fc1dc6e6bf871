import { isLater } from '../calendar/instants'
import { chatFor, originChat } from '../access/where-to-say'
import { cardOfTask } from '../cards/reminder-card'
import type { Facts } from '../facts'
import type { Order } from '../order/order'
import type { RecordDecision } from '../record/record'
import { type Desk, type DeskItem, personOfDesk } from './desk'
import { beginDeskWork, type DeskWork } from './desk-work'
import { buttonsOf, type Merged, mergedReminders, morningReminders, promptOf } from './merged-words'
import type { OpenTask } from './morning-list'
import { stillOpen } from './reminder'
import { habitsOf, nextAt, sentToday, soon } from './when-to-send'

/** More lines are cut into several messages, which go out one after the other. */
const MOST_LINES = 30

/** What was read for a desk before it is decided about: the orders of its items, and the person's open tasks when the morning list is due. */
export interface DeskReading {
  orders: Map<string, Order>
  tasks: OpenTask[]
}

/** Items that may go now: with the budget of the day used up only the urgent ones, until the digest. */
function ready(work: DeskWork, fired: string, facts: Facts): DeskItem[] {
  const { desk } = work
  const all =
    fired === 'digest' || desk.morning !== undefined || sentToday(desk, facts) < habitsOf(facts.directory.company).perDay
  return all ? desk.items : desk.items.filter((i) => i.urgent)
}

/**
 * A desk's timer came due: what is still open goes out as one message to the person, with buttons when it is one task. What was answered
 * meanwhile is dropped; at night everything waits for the opening.
 */
export function flushDesk(start: Desk, fired: string, reading: DeskReading, facts: Facts): RecordDecision<Desk> {
  const work = beginDeskWork(start, start.id)
  work.emit({ type: 'DeskTimerCleared', key: fired })
  const opening = facts.clock.nextSend(facts.now)
  if (isLater(opening, facts.now)) {
    work.emit({ type: 'DeskTimerArmed', key: fired, dueAt: opening })
    return work.decision()
  }
  const read = ready(work, fired, facts).filter((i) => reading.orders.has(i.orderNumber))
  const gone = read.filter((i) => !stillOpen(i, reading.orders.get(i.orderNumber) as Order))
  if (gone.length > 0) work.emit({ type: 'DeskItemsDropped', keys: gone.map((i) => i.key) })
  const items = read.filter((i) => !gone.includes(i))
  const isMorning = start.morning === facts.clock.dateOf(facts.now) && reading.tasks.length > 0
  if (isMorning && !(items.length === 1 && reading.tasks.length === 1)) sendMorning(work, items, reading, facts)
  else sendAll(work, items, reading, facts)
  if (work.desk.morning !== undefined) work.emit({ type: 'DeskMorningOver' })
  armAgain(work, facts)
  return work.decision()
}

/** Whatever is left on the desk has a timer: put there while this was read, or beyond the budget. */
function armAgain(work: DeskWork, facts: Facts): void {
  const habits = habitsOf(facts.directory.company)
  const withinBudget = sentToday(work.desk, facts) < habits.perDay
  const isArmed = (key: string): boolean => work.desk.timers.some((t) => t.key === key)
  const left = work.desk.items
  if (left.some((i) => i.urgent || withinBudget) && !isArmed('soon'))
    work.emit({ type: 'DeskTimerArmed', key: 'soon', dueAt: soon(facts) })
  else if (left.length > 0 && !isArmed('soon') && !isArmed('digest'))
    work.emit({ type: 'DeskTimerArmed', key: 'digest', dueAt: nextAt(habits.digestAt, facts) })
}

const chatOf = (item: DeskItem, order: Order, desk: Desk, facts: Facts): string =>
  chatFor(facts.directory, order, personOfDesk(desk.id) ?? '') ?? promptOf(item, order)?.chatId ?? originChat(order) ?? ''

/** One message per chat, order by order: customers may be reached in several, staff have one. */
function sendAll(work: DeskWork, items: DeskItem[], reading: DeskReading, facts: Facts): void {
  const byChat = new Map<string, DeskItem[]>()
  for (const item of items) {
    const chat = chatOf(item, reading.orders.get(item.orderNumber) as Order, work.desk, facts)
    byChat.set(chat, [...(byChat.get(chat) ?? []), item])
  }
  for (const [chatId, mine] of byChat) {
    const [only] = mine
    if (mine.length === 1 && only) sendOne(work, only, chatId, reading.orders.get(only.orderNumber) as Order, facts)
    else {
      const inOrder = mine.toSorted((a, b) => (a.line < b.line ? -1 : a.line > b.line ? 1 : 0))
      for (let i = 0; i < mine.length; i += MOST_LINES) {
        const some = inOrder.slice(i, i + MOST_LINES)
        const said = mergedReminders(some, personOfDesk(work.desk.id) ?? '', reading.orders, facts)
        send(work, some, chatId, said, facts)
      }
    }
  }
}

function send(work: DeskWork, items: DeskItem[], chatId: string, said: Merged, facts: Facts): void {
  const key = `${work.desk.id}/${work.desk.count + 1}`
  const toIds = [...new Set([personOfDesk(work.desk.id) ?? '', ...items.flatMap((i) => i.toIds)])]
  const { card, promptId, event } = buttonsOf(said, { key, chatId, toIds }, facts)
  work.push({
    kind: 'send',
    key,
    urgency: 'must',
    message: {
      chatId,
      text: said.text,
      mentions: items.length === 1 ? (items[0]?.toIds ?? toIds) : toIds,
      ...(card ? { card, promptId } : {}),
    },
  })
  work.emit({
    type: 'DeskSent',
    key,
    day: facts.clock.dateOf(facts.now),
    keys: items.map((i) => i.key),
    about: items.map((i) => ({ orderNumber: i.orderNumber, promptId: i.about })),
    ...event,
  })
}

/** A task alone comes with its card and buttons. */
function sendOne(work: DeskWork, item: DeskItem, chatId: string, order: Order, facts: Facts): void {
  const prompt = promptOf(item, order)
  const card = prompt && cardOfTask(order, prompt, facts)
  send(work, [item], chatId, { text: item.words, entries: [], ...(card ? { single: { card, promptId: prompt.id } } : {}) }, facts)
}

/** The list of the day in place of the single reminders that are due this morning. */
function sendMorning(work: DeskWork, items: DeskItem[], reading: DeskReading, facts: Facts): void {
  const person = personOfDesk(work.desk.id) ?? ''
  const chatId = chatFor(facts.directory, undefined, person) ?? reading.tasks[0]?.prompt.chatId ?? ''
  const said = morningReminders(items, reading.tasks, reading.orders, person, facts)
  send(work, items, chatId, said, facts)
}
