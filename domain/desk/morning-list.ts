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

const lineOf = (task: OpenTask, facts: Facts): string =>
  `订单 ${task.orderNumber}【${task.prompt.title}】${task.prompt.dueAt ? `，请于 ${facts.clock.humanDue(task.prompt.dueAt)} 前处理` : ''}`

/** The morning list of a person: over time, due today, later. */
export function morningLines(name: string, tasks: OpenTask[], facts: Facts): string {
  const today = facts.clock.dateOf(facts.now)
  const dueOf = (t: OpenTask): string => t.prompt.dueAt ?? '9999-12-31T00:00:00Z'
  const sorted = [...tasks].sort((a, b) => (isLater(dueOf(a), dueOf(b)) ? 1 : isLater(dueOf(b), dueOf(a)) ? -1 : 0))
  const late = sorted.filter((t) => !isLater(dueOf(t), facts.now))
  const dueToday = sorted.filter((t) => !late.includes(t) && t.prompt.dueAt && facts.clock.dateOf(t.prompt.dueAt) === today)
  const later = sorted.filter((t) => !late.includes(t) && !dueToday.includes(t))
  let count = 0
  const section = (title: string, list: OpenTask[], most: number): string[] => {
    if (list.length === 0) return []
    const lines = list.slice(0, most).map((t) => `${++count}. ${lineOf(t, facts)}`)
    return [
      `${title}（${list.length} 件）：`,
      ...lines,
      ...(list.length > most ? [`…还有 ${list.length - most} 件，回复「我的待办」查看`] : []),
    ]
  }
  return [
    `${name}，早上好。您今天有 ${tasks.length} 件待办：`,
    ...section('已超时', late, MOST_LATE),
    ...section('今天到期', dueToday, MOST_LATE),
    ...section('之后到期', later, MOST_LATER),
    '回复时带上订单号，或引用对应卡片。',
  ].join('\n')
}
