import { partTitle } from '../wording/parts'
import type { Order } from '../order/order'
import type { StepSpec, TaskSpec } from './flow'

/**
 * Tasks that stand once for every part of an order: `ship` of part p2 is the task `ship@p2`. The sign is in no id that a flow may write.
 */
export const baseTask = (taskId: string): string => taskId.split('@', 1)[0] ?? taskId

/** The part a task id is about, if any. */
export const partOfTask = (taskId: string | undefined): string | undefined => taskId?.split('@')[1]

const forPart = (task: TaskSpec, partId: string): TaskSpec => ({
  ...task,
  id: `${task.id}@${partId}`,
  title: `${task.title}（${partTitle({ id: partId })}）`,
  after: task.after.map((a) => `${a}@${partId}`),
  shows: task.shows.map((s) => (s === 'part' ? `part:${partId}` : s)),
})

/** The tasks of a step as they stand for this order: those for each part once for every part. */
export const tasksOf = (step: StepSpec, order: Order): TaskSpec[] =>
  step.tasks.flatMap((t) => (t.each === 'part' ? (order.parts ?? []).map((p) => forPart(t, p.id)) : [t]))

/** The task with this id, which may name a part. */
export const taskById = (step: StepSpec, taskId: string): TaskSpec | undefined => {
  const task = step.tasks.find((t) => t.id === baseTask(taskId))
  const part = partOfTask(taskId)
  return task && part ? forPart(task, part) : task
}
