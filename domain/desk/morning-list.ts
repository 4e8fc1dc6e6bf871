import { isLater } from '../calendar/instants'
import type { Facts } from '../facts'
import type { Prompt } from '../order/order'

/** A task that waits for a person. */
export interface OpenTask {
  orderNumber: string
  prompt: Prompt
}

/** What is over its time is named in full; of the rest the first few, so that the list stays a list. */
const MOST_LATER = 10
const MOST_LATE = 40

/** A task in one line: its order, its title, and until when. */
export const lineOf = (task: OpenTask, facts: Facts): string =>
  `订单 ${task.orderNumber}【${task.prompt.title}】${task.prompt.dueAt ? `，请于 ${facts.clock.humanDue(task.prompt.dueAt)} 前处理` : ''}`

/** How a list of so many tasks is worked off. */
export const howToList = (count: number): string =>
  count > 1 ? '逐件办理点按钮，或回复「处理 1」；也可以带上订单号直接回复。' : '点下面的按钮就行，也可以引用卡片直接回复。'

/** The morning list of a person: over time, due today, later; and the tasks that it names, in the order of their numbers. */
export function morningLines(name: string, tasks: OpenTask[], facts: Facts): { text: string; shown: OpenTask[] } {
  const today = facts.clock.dateOf(facts.now)
  const dueOf = (t: OpenTask): string => t.prompt.dueAt ?? '9999-12-31T00:00:00Z'
  const sorted = [...tasks].sort((a, b) => (isLater(dueOf(a), dueOf(b)) ? 1 : isLater(dueOf(b), dueOf(a)) ? -1 : 0))
  const late = sorted.filter((t) => !isLater(dueOf(t), facts.now))
  const dueToday = sorted.filter((t) => !late.includes(t) && t.prompt.dueAt && facts.clock.dateOf(t.prompt.dueAt) === today)
  const later = sorted.filter((t) => !late.includes(t) && !dueToday.includes(t))
  const shown: OpenTask[] = []
  const section = (title: string, list: OpenTask[], most: number): string[] => {
    if (list.length === 0) return []
    const lines = list.slice(0, most).map((t) => `${shown.push(t)}. ${lineOf(t, facts)}`)
    return [
      `${title}（${list.length} 件）：`,
      ...lines,
      ...(list.length > most ? [`…还有 ${list.length - most} 件，回复「我的待办」查看`] : []),
    ]
  }
  const lines = [
    `${name}，早上好。您今天有 ${tasks.length} 件待办：`,
    ...section('已超时', late, MOST_LATE),
    ...section('今天到期', dueToday, MOST_LATE),
    ...section('之后到期', later, MOST_LATER),
    howToList(tasks.length),
  ]
  return { text: lines.join('\n'), shown }
}
