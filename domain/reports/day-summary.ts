import { nameOf } from '../access/lookup'
import type { Chat, Directory } from '../company'
import type { Order } from '../order/order'
import type { WorkClock } from '../work-clock'

const MOST_LATE = 8

/** Groups that hear the reports: the working groups; without one the groups where orders come in. Never one with customers. */
export const reportChats = (directory: Directory): Chat[] => {
  const groups = directory.chats.filter((c) => c.kind === 'group' && c.customerId === undefined)
  const ops = groups.filter((c) => c.purpose === 'ops')
  return ops.length > 0 ? ops : groups.filter((c) => c.purpose === 'intake')
}

/** The day of a company in words; undefined on a day on which nothing moved and nothing is late. */
export function daySummary(orders: Order[], directory: Directory, clock: WorkClock, now: string): string | undefined {
  const today = clock.dateOf(now)
  const isToday = (iso: string | undefined): boolean => iso !== undefined && clock.dateOf(iso) === today
  const created = orders.filter((o) => isToday(o.createdAt)).length
  const completed = orders.filter((o) => o.phase === 'completed' && isToday(o.endedAt)).length
  const shipped = orders.filter((o) => o.shipments.some((s) => isToday(s.shippedAt))).length
  const running = orders.filter((o) => o.phase === 'draft' || o.phase === 'running')
  const done = orders.reduce((sum, o) => sum + o.prompts.filter((p) => p.state === 'done' && isToday(p.settled?.at)).length, 0)
  const late = running
    .flatMap((order) =>
      order.prompts.filter((p) => p.state === 'open' && p.dueAt !== undefined).map((prompt) => ({ order, prompt })),
    )
    .filter(({ prompt }) => clock.minutesBetween(prompt.dueAt ?? now, now) > 0)
    .sort((a, b) => (a.prompt.dueAt ?? '').localeCompare(b.prompt.dueAt ?? ''))
  const troubles = running.filter((o) => o.exceptions.some((e) => e.state !== 'closed')).length
  if (created + completed + shipped + done + late.length === 0) return undefined
  const lines = late
    .slice(0, MOST_LATE)
    .map(
      ({ order, prompt }, i) =>
        `${i + 1}. 订单 ${order.number}【${prompt.title}】${prompt.assigneeIds.map((id) => nameOf(directory, id)).join('、')}`,
    )
  return [
    `【今日小结】${clock.humanDate(today)}：新单 ${created} 张，办完 ${done} 件，发货 ${shipped} 张，完成 ${completed} 张；在途 ${running.length} 张${troubles > 0 ? `，其中 ${troubles} 张有未结异常` : ''}。`,
    ...(late.length > 0
      ? [`超时未办 ${late.length} 件：`, ...lines, ...(late.length > MOST_LATE ? [`…还有 ${late.length - MOST_LATE} 件`] : [])]
      : ['没有超时事项，辛苦各位。']),
  ].join('\n')
}
