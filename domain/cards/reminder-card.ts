import { holdersOf } from '../access/lookup'
import type { Facts } from '../facts'
import type { TaskSpec } from '../flow/flow'
import { taskById } from '../flow/part-tasks'
import type { Order, Prompt } from '../order/order'
import type { Card } from './card'
import { pressers, promptCard } from './prompt-card'

/** Colleagues to whom a person may hand a task: holders of its owner's role, not asked already. */
export const colleaguesFor = (facts: Pick<Facts, 'directory'>, prompt: Prompt, task: TaskSpec): { id: string; name: string }[] =>
  task.owner === 'customer' ? [] : holdersOf(facts.directory, task.owner).filter((p) => !prompt.assigneeIds.includes(p.id))

/** A reminder carries the prompt's own buttons, so that it can be answered where it is read, and three more: later, mine, a colleague's. */
function reminderCard(order: Order, task: TaskSpec, prompt: Prompt, facts: Facts): Card {
  const base = promptCard(order, task, prompt, facts)
  const mayPress = pressers(prompt, task.owner)
  const colleagues = colleaguesFor(facts, prompt, task)
  return {
    ...base,
    kind: 'reminder',
    title: `提醒：${base.title}`,
    actions: [
      ...base.actions,
      { id: 'postpone', label: '晚点提醒', style: 'default', mayPress },
      { id: 'take-over', label: '转给我', style: 'default', mayPress: [task.owner, 'clerk_lead', 'director'] },
      ...(colleagues.length > 0 ? [{ id: 'delegate', label: '交给同事', style: 'default' as const, mayPress }] : []),
    ],
    inputs: [
      ...base.inputs,
      { id: 'until', label: '推迟到（可不填）', type: 'date', required: false },
      ...(colleagues.length > 0
        ? [
            {
              id: 'delegateTo',
              label: '交给谁（可不填）',
              type: 'choice' as const,
              required: false,
              choices: colleagues.slice(0, 20).map((p) => ({ id: p.id, label: p.name })),
            },
          ]
        : []),
    ],
  }
}

/** The reminder card of a prompt; undefined where the flow has no such task. */
export function cardOfTask(order: Order, prompt: Prompt, facts: Facts): Card | undefined {
  const step = facts.flow(order.flow, order.flowVersion).steps.find((s) => s.id === prompt.stepId)
  const task = step && taskById(step, prompt.taskId)
  return task && reminderCard(order, task, prompt, facts)
}
