import { mayAnswer } from '../access/permissions'
import { isStaff, nameOf, personById } from '../access/lookup'
import { cardOfTask } from '../cards/reminder-card'
import { reminderListCard } from '../cards/reminder-list-card'
import type { Facts } from '../facts'
import type { Order, Prompt } from '../order/order'
import { settledRefusal } from '../order/settled-refusal'
import type { RecordDecision } from '../record/record'
import type { Refusal } from '../refusal'
import { ROLE_NAMES } from '../wording/roles'
import { type Desk, personOfDesk } from './desk'
import { beginDeskWork, type DeskWork } from './desk-work'
import { buttonsOf, type Merged } from './merged-words'
import { changedList, overSince, type ReminderList } from './reminder-list'

/** A list whose buttons still work, by its address. */
export const listOf = (desk: Desk | undefined, id: string): ReminderList | undefined => desk?.lists?.find((l) => l.id === id)

/** The newest list of a person in a chat. */
export const listIn = (desk: Desk | undefined, chatId: string): ReminderList | undefined =>
  desk?.lists?.findLast((l) => l.chatId === chatId)

/** Shows on the card of a list what is over by now, and a page. A channel that cannot change cards says nothing, unless a page was asked for. */
export function redrawList(work: DeskWork, list: ReminderList, over: number[], page?: number): void {
  if (over.length === 0 && (page === undefined || page === list.page)) return
  const shown = page ?? list.page
  work.emit({ type: 'DeskListChanged', id: list.id, page: shown, over })
  const changed = changedList(list, over, shown)
  const left = changed.entries.filter((e) => !e.over).length
  work.push({
    kind: 'update',
    key: `${work.desk.id}/list/${list.id}/${work.desk.turns ?? 0}`,
    targetKey: list.cardKey,
    ...(page === undefined ? { quiet: true } : {}),
    message: {
      chatId: list.chatId,
      text: left > 0 ? `还有 ${left} 件等处理。` : `这 ${changed.entries.length} 件都已处理。`,
      mentions: [],
      promptId: list.id,
      card: reminderListCard(changed),
    },
  })
}

/** Turns the page of a list, and ticks what is over. */
export function turnList(desk: Desk, list: ReminderList, orders: Map<string, Order>, page?: number): RecordDecision<Desk> {
  const work = beginDeskWork(desk, desk.id)
  redrawList(work, list, overSince(list, orders, personOfDesk(desk.id) ?? ''), page)
  return work.decision()
}

/** Why somebody may not bring up a task: it is settled, or they are neither asked nor a colleague who might take it over. */
export function bringUpFault(order: Order, prompt: Prompt, facts: Facts): Refusal | undefined {
  const settled = settledRefusal(prompt, facts)
  if (settled || isStaff(personById(facts.directory, facts.actorId))) return settled
  const right = mayAnswer(facts.directory, order, prompt, facts.actorId, false, facts.clock.dateOf(facts.now))
  return right.may
    ? undefined
    : {
        code: 'NOT_YOURS',
        params: { owner: ROLE_NAMES[prompt.roles[0] ?? 'sales'], mayAct: right.who, title: prompt.title },
      }
}

/** Brings up the card of one task of a list, with all its buttons, as a message of its own; it ends with the task like any reminder. */
export function bringUp(
  desk: Desk,
  list: ReminderList,
  task: { order: Order; prompt: Prompt },
  replyTo: string | undefined,
  facts: Facts,
): RecordDecision<Desk> {
  const work = beginDeskWork(desk, desk.id)
  const { order, prompt } = task
  const card = cardOfTask(order, prompt, facts)
  const key = `${desk.id}/card/${facts.newId()}`
  if (card) {
    work.push({
      kind: 'send',
      key,
      urgency: 'must',
      message: {
        chatId: list.chatId,
        text: `${nameOf(facts.directory, facts.actorId)}，请处理【${prompt.title}】，订单 ${order.number}。`,
        mentions: [facts.actorId],
        ...(replyTo ? { replyTo } : {}),
        promptId: prompt.id,
        card,
      },
    })
    work.emit({ type: 'DeskCardShown', shown: { promptId: prompt.id, cardKey: key, chatId: list.chatId } })
  }
  return work.decision()
}

/** A list that somebody asked for, as an answer in their chat. */
export function showList(
  desk: Desk | undefined,
  id: string,
  said: Merged,
  where: { chatId: string; replyTo?: string },
  facts: Facts,
): RecordDecision<Desk> {
  const work = beginDeskWork(desk, id)
  const key = `${id}/list/${facts.newId()}`
  const sent = { key, chatId: where.chatId, toIds: [facts.actorId] }
  const { card, promptId, event } = buttonsOf(said, sent, facts)
  work.push({
    kind: 'send',
    key,
    urgency: 'must',
    message: { ...where, text: said.text, mentions: [], ...(card ? { card, promptId } : {}) },
  })
  if ('list' in event) work.emit({ type: 'DeskListShown', list: event.list })
  if ('shown' in event) work.emit({ type: 'DeskCardShown', shown: event.shown })
  return work.decision()
}
