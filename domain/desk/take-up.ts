import { taskById } from '../flow/part-tasks'
import type { Facts } from '../facts'
import type { Companion, OrderChange } from '../record/companion'
import { settledCard } from '../cards/prompt-card'
import { type Desk, type DeskItem, deskOf, personOfDesk } from './desk'
import { beginDeskWork, type DeskWork } from './desk-work'
import { redrawList } from './press-list'
import { overSince } from './reminder-list'
import { habitsOf, nextAt, sentToday, soon } from './when-to-send'

/** Puts a reminder on a desk and sees to it that the desk is woken: in a moment, or at the next digest when the day's budget is used up. */
export function putOnDesk(work: DeskWork, item: DeskItem, facts: Facts): void {
  const habits = habitsOf(facts.directory.company)
  work.emit({ type: 'DeskItemAdded', item })
  const waits = !item.urgent && sentToday(work.desk, facts) >= habits.perDay
  const key = waits ? 'digest' : 'soon'
  if (work.desk.timers.some((t) => t.key === key)) return
  work.emit({ type: 'DeskTimerArmed', key, dueAt: waits ? nextAt(habits.digestAt, facts) : soon(facts) })
}

/** Whose desks may show a task: those who were reminded of it, and those whose task it was, as it stands in their list of the day. */
const shownTo = (change: OrderChange, promptId: string): string[] => {
  const prompt = change.before?.prompts.find((p) => p.id === promptId)
  return [...(prompt?.remindedIds ?? []), ...(prompt?.assigneeIds ?? [])]
}

/** Reminders of an order reach desks in the same write that decided them; what is answered leaves the desks in the same write as the answer. */
export const deskCompanion: Companion = {
  touches(change) {
    const ids = change.events.flatMap((event) => {
      if (event.type === 'ReminderDue') return event.reminder.toIds.slice(0, 1)
      if (event.type === 'PromptSettled' || event.type === 'PromptReassigned') return shownTo(change, event.promptId)
      return []
    })
    return [...new Set(ids)].map(deskOf)
  },
  follow(record, change, facts, id) {
    const isWanted = change.events.some((e) => e.type === 'ReminderDue' && deskOf(e.reminder.toIds[0] ?? '') === id)
    if (!record && !isWanted) return undefined
    const work = beginDeskWork(record as Desk | undefined, id)
    const { after } = change
    for (const event of change.events) {
      if (event.type === 'ReminderDue' && deskOf(event.reminder.toIds[0] ?? '') === id) {
        const { reminder } = event
        putOnDesk(work, { ...reminder, key: `${after.number}:${reminder.key}`, orderNumber: after.number, at: facts.now }, facts)
      }
      if (event.type === 'PromptSettled' || event.type === 'PromptReassigned') {
        const keys = work.desk.items.filter((i) => i.about === event.promptId && i.orderNumber === after.number).map((i) => i.key)
        if (keys.length > 0) work.emit({ type: 'DeskItemsDropped', keys })
      }
      if (event.type === 'PromptSettled') closeCards(work, event.promptId, change, facts)
    }
    const orders = new Map([[after.number, after]])
    for (const list of work.desk.lists ?? []) redrawList(work, list, overSince(list, orders, personOfDesk(id) ?? ''))
    return work.decision()
  },
}

/** Reminder cards of a settled task show the outcome. */
function closeCards(work: DeskWork, promptId: string, change: OrderChange, facts: Facts): void {
  const { after } = change
  const prompt = after.prompts.find((p) => p.id === promptId)
  const cards = work.desk.shown.filter((s) => s.promptId === promptId)
  const step = facts.flow(after.flow, after.flowVersion).steps.find((s) => s.id === prompt?.stepId)
  const task = step && prompt ? taskById(step, prompt.taskId) : undefined
  if (!prompt || !task || cards.length === 0) return
  const card = settledCard(after, task, prompt, facts)
  const result = card.fields.find((f) => f.id === 'result')?.value ?? '已处理'
  for (const shown of cards)
    work.push({
      kind: 'update',
      key: `${work.desk.id}/closed/${facts.newId()}`,
      targetKey: shown.cardKey,
      message: { chatId: shown.chatId, text: `${prompt.title}（${after.number}）：${result}`, mentions: [], card },
    })
  work.emit({ type: 'DeskCardsClosed', promptIds: [promptId] })
}
