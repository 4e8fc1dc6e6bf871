import { nameOf } from '../access/lookup'
import type { Card } from '../cards/card'
import { cardOfTask } from '../cards/reminder-card'
import { reminderListCard } from '../cards/reminder-list-card'
import { mainAction } from '../cards/prompt-card'
import type { Facts } from '../facts'
import type { Order, Prompt } from '../order/order'
import type { DeskItem, ShownCard } from './desk'
import { howToList, lineOf, morningLines, type OpenTask } from './morning-list'
import { type ListEntry, newList, type ReminderList } from './reminder-list'

/** Several reminders in one message: its words, and those of its tasks that have a button. */
export interface Merged {
  text: string
  entries: ListEntry[]
  /** The card of the task, where it is the only one. */
  single?: { card: Card; promptId: string }
}

/** The card that goes with several reminders: that of the task where there is one only, else a list; and what the desk keeps of it. */
export function buttonsOf(
  { entries, single }: Pick<Merged, 'entries' | 'single'>,
  sent: { key: string; chatId: string; toIds: string[] },
  facts: Facts,
): { card?: Card; promptId?: string; event: { shown: ShownCard } | { list: ReminderList } | object } {
  if (single) return { ...single, event: { shown: { promptId: single.promptId, cardKey: sent.key, chatId: sent.chatId } } }
  const list = newList(entries, sent, facts)
  return list ? { card: reminderListCard(list), promptId: list.id, event: { list } } : { event: {} }
}

/** Entries with the words above them; a task alone brings its own card. */
function withButtons(text: string, entries: ListEntry[], orders: Map<string, Order>, facts: Facts): Merged {
  const [only] = entries
  const order = entries.length === 1 ? orders.get(only?.orderNumber ?? '') : undefined
  const prompt = order?.prompts.find((p) => p.id === only?.promptId)
  const card = order && prompt?.state === 'open' ? cardOfTask(order, prompt, facts) : undefined
  return { text, entries, ...(card && only ? { single: { card, promptId: only.promptId } } : {}) }
}

/** The task that a reminder is about; undefined for reminders of a step, a paper or a promise. */
export const promptOf = (item: DeskItem, order: Order | undefined): Prompt | undefined =>
  item.kind === 'task' || item.kind === 'escalation' ? order?.prompts.find((p) => p.id === item.about) : undefined

const numbered = (lines: string[], from: number): string => lines.map((line, i) => `${i + from}. ${line}`).join('\n')

const entryOf = (no: number, orderNumber: string, prompt: Prompt, own: boolean): ListEntry => ({
  no,
  orderNumber,
  promptId: prompt.id,
  title: prompt.title,
  own,
})

const entriesOf = (items: DeskItem[], from: number, orders: Map<string, Order>): ListEntry[] =>
  items.flatMap((item, i) => {
    const prompt = promptOf(item, orders.get(item.orderNumber))
    return prompt ? [entryOf(from + i, item.orderNumber, prompt, item.kind === 'task')] : []
  })

/** How the tasks of a list are answered in typed words, by the example of the first. */
function howTo(items: DeskItem[], buttons: number, orders: Map<string, Order>): string {
  const first = items.find((i) => i.kind === 'task')
  const prompt = first && promptOf(first, orders.get(first.orderNumber))
  if (!first || !prompt) return ''
  const label = prompt.actions.find((a) => a.id === mainAction(prompt))?.label ?? '完成'
  const { orderNumber } = first
  const byButton = buttons > 1 ? '逐件办理点按钮，或回复「处理 1」；都晚点办回复「全部推迟」。' : ''
  return `\n${byButton}也可以带上订单号直接回，例如「${orderNumber} ${label}」；「推迟」「转给我」「交给某某」后面写上订单号也行。`
}

/** Reminders of one person that fell due together: what is theirs to do first, then what colleagues are late with. */
export function mergedReminders(items: DeskItem[], personId: string, orders: Map<string, Order>, facts: Facts): Merged {
  const name = nameOf(facts.directory, personId)
  const mine = items.filter((i) => i.kind !== 'escalation')
  const others = items.filter((i) => i.kind === 'escalation')
  const from = mine.length + 1
  const entries = [...entriesOf(mine, 1, orders), ...entriesOf(others, from, orders)]
  const parts = [
    ...(mine.length > 0
      ? [
          `${name}，有 ${mine.length} 件事等您处理：\n${numbered(
            mine.map((i) => i.line),
            1,
          )}${howTo(mine, entries.length, orders)}`,
        ]
      : []),
    ...(others.length > 0
      ? [
          `${mine.length > 0 ? '另外请' : `${name}，请`}关注 ${others.length} 件同事超时未办的事：\n${numbered(
            others.map((i) => i.line),
            from,
          )}`,
        ]
      : []),
  ]
  return withButtons(parts.join('\n'), entries, orders, facts)
}

/** The list of the day, with the reminders of this morning that are no task of it below. */
export function morningReminders(
  items: DeskItem[],
  tasks: OpenTask[],
  orders: Map<string, Order>,
  personId: string,
  facts: Facts,
): Merged {
  const listed = new Set(tasks.map((t) => t.prompt.id))
  const extra = items.filter((i) => i.kind !== 'task' || !listed.has(i.about))
  const { text, shown } = morningLines(nameOf(facts.directory, personId), tasks, facts)
  const from = shown.length + 1
  const more = numbered(
    extra.map((i) => i.line),
    from,
  )
  const entries = [...shown.map((t, i) => entryOf(i + 1, t.orderNumber, t.prompt, true)), ...entriesOf(extra, from, orders)]
  return withButtons(extra.length > 0 ? `${text}\n还有：\n${more}` : text, entries, orders, facts)
}

/** The list shows so many at most; what is left out comes up as the others are done. */
const MOST_TODO = 20

/** What waits for a person, asked for by 我的待办. */
export function todoWords(name: string, tasks: OpenTask[], orders: Map<string, Order>, facts: Facts): Merged {
  if (tasks.length === 0) return { text: `${name}，您现在没有待办，辛苦了。`, entries: [] }
  const shown = tasks.slice(0, MOST_TODO)
  const lines = shown.map((t, i) => `${i + 1}. ${lineOf(t, facts)}`)
  const more = tasks.length > MOST_TODO ? `\n（只列出前 ${MOST_TODO} 件）` : ''
  const text = `${name}，您有 ${tasks.length} 件待办：\n${lines.join('\n')}${more}\n${howToList(tasks.length)}`
  const entries = shown.map((t, i) => entryOf(i + 1, t.orderNumber, t.prompt, true))
  return withButtons(text, entries, orders, facts)
}
