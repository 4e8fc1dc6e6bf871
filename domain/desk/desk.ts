import type { BookRecord } from '../record/record'
import { recordId } from '../record/record'
import type { Reminder } from './reminder'
import { changedList, MOST_LISTS, type ReminderList } from './reminder-list'

/** A reminder that waits for the person's next message. */
export interface DeskItem extends Reminder {
  orderNumber: string
  /** When it was due, ISO instant. */
  at: string
}

/** A card on a person's desk that shows a task as open. */
export interface ShownCard {
  promptId: string
  cardKey: string
  chatId: string
}

/** What a person is to be reminded of, and how many messages they had today. The company's own desk holds its daily and weekly alarms. */
export interface Desk extends BookRecord {
  items: DeskItem[]
  /** The date that `sent` counts for, YYYY-MM-DD. */
  day: string
  sent: number
  /** Messages ever sent: numbers their effects. */
  count: number
  shown: ShownCard[]
  /** Messages that merged several reminders and whose buttons still work, oldest first; none at first. */
  lists?: ReminderList[]
  /** How often lists were redrawn: numbers the effects that do it. */
  turns?: number
  /** The date whose morning list is still to be sent. */
  morning?: string
  /** What the latest messages were about, by effect key; the oldest are forgotten. */
  about: { key: string; items: { orderNumber: string; promptId: string }[] }[]
}

export const COMPANY_DESK = recordId('desk', '#company')
export const deskOf = (personId: string): string => recordId('desk', personId)
/** The person whose desk it is; undefined for the company's. */
export const personOfDesk = (id: string): string | undefined => (id === COMPANY_DESK ? undefined : id.slice('desk:'.length))

export type DeskEvent =
  | { type: 'DeskOpened'; id: string }
  | { type: 'DeskItemAdded'; item: DeskItem }
  /** Answered meanwhile, or nobody's any more. */
  | { type: 'DeskItemsDropped'; keys: string[] }
  | { type: 'DeskTimerArmed'; key: string; dueAt: string }
  | { type: 'DeskTimerCleared'; key: string }
  | { type: 'DeskMorningDue'; date: string }
  /** Nothing was left to list. */
  | { type: 'DeskMorningOver' }
  | {
      type: 'DeskSent'
      key: string
      day: string
      keys: string[]
      about: { orderNumber: string; promptId: string }[]
      shown?: ShownCard
      list?: ReminderList
    }
  /** A list that was asked for; it counts for no budget. */
  | { type: 'DeskListShown'; list: ReminderList }
  /** Tasks of a list were done, or its page was turned. */
  | { type: 'DeskListChanged'; id: string; page: number; over: number[] }
  /** A single card that was brought up from a list. */
  | { type: 'DeskCardShown'; shown: ShownCard }
  | { type: 'DeskCardsClosed'; promptIds: string[] }
  | { type: 'DeskReported'; what: 'evening' | 'weekly' | 'morning'; date: string }

/** Settled cards leave the list; should ever more be open, the oldest keep their buttons, which then tell that they are settled. */
const MOST_SHOWN = 400
const MOST_ABOUT = 60

const emptyDesk = (id: string): Desk => ({
  id,
  timers: [],
  lookups: [],
  items: [],
  day: '',
  sent: 0,
  count: 0,
  shown: [],
  about: [],
})

/** A list whose tasks are all done has no buttons left. */
const withLists = (desk: Desk, lists: ReminderList[]): Desk => {
  const left = lists.filter((l) => l.entries.some((e) => !e.over)).slice(-MOST_LISTS)
  return { ...desk, lists: left, lookups: left.map((l) => l.id) }
}

const withoutMorning = ({ morning: _morning, ...rest }: Desk): Desk => rest

/** The only writer of a desk's state. */
export function evolveDesk(desk: Desk | undefined, event: DeskEvent): Desk {
  if (event.type === 'DeskOpened') return emptyDesk(event.id)
  if (!desk) throw new RangeError(`${event.type} of a desk that was never opened`)
  switch (event.type) {
    case 'DeskItemAdded':
      return { ...desk, items: [...desk.items.filter((i) => i.key !== event.item.key), event.item] }
    case 'DeskItemsDropped':
      return { ...desk, items: desk.items.filter((i) => !event.keys.includes(i.key)) }
    case 'DeskTimerArmed':
      return { ...desk, timers: [...desk.timers.filter((t) => t.key !== event.key), { key: event.key, dueAt: event.dueAt }] }
    case 'DeskTimerCleared':
      return { ...desk, timers: desk.timers.filter((t) => t.key !== event.key) }
    case 'DeskMorningDue':
      return { ...desk, morning: event.date }
    case 'DeskMorningOver':
      return withoutMorning(desk)
    case 'DeskSent': {
      const rest = withoutMorning(desk)
      return {
        ...(event.list ? withLists(rest, [...(desk.lists ?? []), event.list]) : rest),
        items: desk.items.filter((i) => !event.keys.includes(i.key)),
        day: event.day,
        sent: (desk.day === event.day ? desk.sent : 0) + 1,
        count: desk.count + 1,
        shown: [...desk.shown, ...(event.shown ? [event.shown] : [])].slice(-MOST_SHOWN),
        about: [...desk.about, { key: event.key, items: event.about }].slice(-MOST_ABOUT),
      }
    }
    case 'DeskListShown':
      return withLists(desk, [...(desk.lists ?? []), event.list])
    case 'DeskListChanged':
      return withLists(
        { ...desk, turns: (desk.turns ?? 0) + 1 },
        (desk.lists ?? []).map((l) => (l.id === event.id ? changedList(l, event.over, event.page) : l)),
      )
    case 'DeskCardShown':
      return { ...desk, shown: [...desk.shown, event.shown].slice(-MOST_SHOWN) }
    case 'DeskCardsClosed':
      return { ...desk, shown: desk.shown.filter((s) => !event.promptIds.includes(s.promptId)) }
    case 'DeskReported':
      return desk
  }
}
