import type { ListEntry, ReminderList } from '../desk/reminder-list'
import type { Card, CardAction } from './card'

/** Buttons that every channel with buttons can show on one card; the narrowest shows six. */
const MOST_BUTTONS = 6

/** So many entries have a button each, beside the one for all and the one that turns the page. */
const pageSize = (entries: ListEntry[]): number => (entries.length < MOST_BUTTONS ? MOST_BUTTONS - 1 : MOST_BUTTONS - 2)

const OPEN = /^open-(\d{1,3})$/
const PAGE = /^page-(\d{1,3})$/

/** What a button of a list means; undefined for none of its own. */
export function readListAction(actionId: string): { open: number } | { page: number } | 'postpone' | undefined {
  const open = OPEN.exec(actionId)?.[1]
  if (open) return { open: Number(open) }
  const page = PAGE.exec(actionId)?.[1]
  if (page) return { page: Number(page) }
  return actionId === 'postpone' ? 'postpone' : undefined
}

/** A list of reminders as a card: each task has a button that brings up its own card; one puts them all off; one turns the page. */
export function reminderListCard(list: ReminderList): Card {
  const { entries, mayPress } = list
  const size = pageSize(entries)
  const pages = Math.max(1, Math.ceil(entries.length / size))
  const here = Math.min(Math.max(1, list.page), pages)
  const shown = entries.slice((here - 1) * size, here * size)
  const left = entries.filter((e) => !e.over)
  const isOpen = left.length > 0
  const button = (id: string, label: string): CardAction => ({ id, label, style: 'default', mayPress })
  const next = here < pages ? button(`page-${here + 1}`, '下一页') : button('page-1', '第一页')
  const canPostpone = left.some((e) => e.own)
  return {
    kind: 'reminder',
    title: isOpen ? `待处理 ${left.length} 件${pages > 1 ? ` · 第${here}/${pages}页` : ''}` : `${entries.length} 件都已处理`,
    fields: shown.map((e) => ({
      id: `item${e.no}`,
      label: `${e.over ? '✓' : ''}${e.no}`,
      value: `${e.orderNumber}【${e.title}】`,
    })),
    inputs: canPostpone ? [{ id: 'until', label: '全部推迟到（可不填）', type: 'date', required: false }] : [],
    actions: isOpen
      ? [
          ...shown.filter((e) => !e.over).map((e) => button(`open-${e.no}`, `处理 ${e.no}`)),
          ...(canPostpone ? [button('postpone', '全部推迟')] : []),
          ...(pages > 1 ? [next] : []),
        ]
      : [],
    state: isOpen ? 'open' : 'done',
  }
}
