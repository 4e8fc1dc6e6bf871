import { personById } from '../access/lookup'
import type { Facts } from '../facts'
import type { Order, Prompt } from '../order/order'

/** A task of a list that several reminders were merged into. */
export interface ListEntry {
  /** Its number in the words of the message, 1, 2, ... */
  no: number
  orderNumber: string
  promptId: string
  title: string
  /** The person's own task, not one of a colleague to look at. */
  own: boolean
  /** Nothing is left to do here for this person. */
  over?: true
}

/** A message that merged several reminders, with a card whose buttons bring up the single tasks. */
export interface ReminderList {
  /** Its address on the buttons. */
  id: string
  /** Key of the effect that sent it. */
  cardKey: string
  chatId: string
  /** Role ids, or exactly one person id, as on any card. */
  mayPress: string[]
  /** The page shown, from 1. */
  page: number
  entries: ListEntry[]
}

/** Newest lists of a person whose buttons work; older ones say where to look. */
export const MOST_LISTS = 6

/** A list that goes out now; undefined where nothing of it has a button. */
export function newList(
  entries: ListEntry[],
  sent: { key: string; chatId: string; toIds: string[] },
  facts: Facts,
): ReminderList | undefined {
  if (entries.length === 0) return undefined
  const { key, chatId, toIds } = sent
  const roles = toIds.flatMap((id) => personById(facts.directory, id)?.roles ?? [])
  const mayPress = toIds.length === 1 ? toIds : [...new Set(roles)]
  return { id: facts.newId(), cardKey: key, chatId, mayPress, page: 1, entries }
}

/** Whether a task is done, gone, or somebody else's by now. */
const isOver = (prompt: Prompt | undefined, personId: string, own: boolean): boolean =>
  prompt?.state !== 'open' || (own && !prompt.assigneeIds.includes(personId))

/** The numbers of entries that are over since the list was last looked at. */
export const overSince = (list: ReminderList, orders: Map<string, Order>, personId: string): number[] =>
  list.entries.flatMap((e) => {
    const order = orders.get(e.orderNumber)
    const prompt = order?.prompts.find((p) => p.id === e.promptId)
    return order && !e.over && isOver(prompt, personId, e.own) ? [e.no] : []
  })

/** The list with more entries over and turned to a page. */
export const changedList = (list: ReminderList, over: number[], page: number): ReminderList => ({
  ...list,
  page,
  entries: list.entries.map((e) => (over.includes(e.no) ? { ...e, over: true } : e)),
})
