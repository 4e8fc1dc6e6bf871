import { isLater } from '../calendar/instants'
import { chatFor, originChat } from '../access/where-to-say'
import { nameOf } from '../access/lookup'
import { mainAction } from '../cards/prompt-card'
import { reminderCard } from '../cards/reminder-card'
import { taskById } from '../flow/part-tasks'
import type { Facts } from '../facts'
import type { Order, Prompt } from '../order/order'
import type { RecordDecision } from '../record/record'
import { type Desk, type DeskItem, personOfDesk } from './desk'
import { beginDeskWork, type DeskWork } from './desk-work'
import { morningLines, type OpenTask } from './morning-list'
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

const promptOf = (item: DeskItem, order: Order): Prompt | undefined => order.prompts.find((p) => p.id === item.about)

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
      for (let i = 0; i < mine.length; i += MOST_LINES) sendList(work, inOrder.slice(i, i + MOST_LINES), chatId, reading, facts)
    }
  }
}

function send(
  work: DeskWork,
  items: DeskItem[],
  chatId: string,
  text: string,
  facts: Facts,
  more: Partial<Parameters<typeof shownIn>[0]> = {},
): void {
  const key = `${work.desk.id}/${work.desk.count + 1}`
  const mentions = [...new Set([personOfDesk(work.desk.id) ?? '', ...items.flatMap((i) => i.toIds)])]
  work.push({
    kind: 'send',
    key,
    urgency: 'must',
    message: {
      chatId,
      text,
      mentions: items.length === 1 ? (items[0]?.toIds ?? mentions) : mentions,
      ...(more.card ? { card: more.card } : {}),
      ...(more.promptId ? { promptId: more.promptId } : {}),
    },
  })
  work.emit({
    type: 'DeskSent',
    key,
    day: facts.clock.dateOf(facts.now),
    keys: items.map((i) => i.key),
    about: items.map((i) => ({ orderNumber: i.orderNumber, promptId: i.about })),
    ...shownIn({ ...more, key, chatId }),
  })
}

const shownIn = (sent: { key: string; chatId: string; promptId?: string; card?: ReturnType<typeof reminderCard> }) =>
  sent.card && sent.promptId ? { shown: { promptId: sent.promptId, cardKey: sent.key, chatId: sent.chatId } } : {}

/** A task alone comes with its card and buttons. */
function sendOne(work: DeskWork, item: DeskItem, chatId: string, order: Order, facts: Facts): void {
  const prompt = item.kind === 'task' ? promptOf(item, order) : undefined
  const step = facts.flow(order.flow, order.flowVersion).steps.find((s) => s.id === prompt?.stepId)
  const task = step && prompt ? taskById(step, prompt.taskId) : undefined
  const more = prompt && task ? { card: reminderCard(order, task, prompt, facts), promptId: prompt.id } : {}
  send(work, [item], chatId, item.words, facts, more)
}

const numbered = (lines: string[], from = 1): string => lines.map((line, i) => `${i + from}. ${line}`).join('\n')

/** How a task of a list is answered in typed words, by the example of its first one. */
function howTo(items: DeskItem[], reading: DeskReading): string {
  const first = items.find((i) => i.kind === 'task')
  const order = first && reading.orders.get(first.orderNumber)
  const prompt = first && order && promptOf(first, order)
  if (!first || !prompt) return ''
  const label = prompt.actions.find((a) => a.id === mainAction(prompt))?.label ?? '完成'
  const { orderNumber } = first
  return `\n回复时带上订单号，例如「${orderNumber} ${label}」；晚点处理回「推迟 ${orderNumber} 明天」，转给自己回「转给我 ${orderNumber}」，交给同事回「交给某某 ${orderNumber}」。`
}

function sendList(work: DeskWork, items: DeskItem[], chatId: string, reading: DeskReading, facts: Facts): void {
  const name = nameOf(facts.directory, personOfDesk(work.desk.id))
  const mine = items.filter((i) => i.kind !== 'escalation')
  const others = items.filter((i) => i.kind === 'escalation')
  const parts = [
    ...(mine.length > 0
      ? [`${name}，有 ${mine.length} 件事等您处理：\n${numbered(mine.map((i) => i.line))}${howTo(mine, reading)}`]
      : []),
    ...(others.length > 0
      ? [
          `${mine.length > 0 ? '另外请' : `${name}，请`}关注 ${others.length} 件同事超时未办的事：\n${numbered(others.map((i) => i.line))}`,
        ]
      : []),
  ]
  send(work, items, chatId, parts.join('\n'), facts)
}

/** The list of the day in place of the single reminders that are due this morning; what is no task of the list is added below. */
function sendMorning(work: DeskWork, items: DeskItem[], reading: DeskReading, facts: Facts): void {
  const listed = new Set(reading.tasks.map((t) => t.prompt.id))
  const extra = items.filter((i) => i.kind !== 'task' || !listed.has(i.about))
  const person = personOfDesk(work.desk.id) ?? ''
  const chatId = chatFor(facts.directory, undefined, person) ?? reading.tasks[0]?.prompt.chatId ?? ''
  const text = `${morningLines(nameOf(facts.directory, person), reading.tasks, facts)}${extra.length > 0 ? `\n还有：\n${numbered(extra.map((i) => i.line))}` : ''}`
  send(work, items, chatId, text, facts)
}
