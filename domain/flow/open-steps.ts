import type { Order, OrderStep } from '../order/order'
import type { Condition, Flow, StepSpec, TaskSpec } from './flow'
import { partOfTask, tasksOf } from './part-tasks'
import { PREDICATES } from './predicates'

const stepOf = (order: Order, id: string): OrderStep => order.steps[id] ?? { state: 'waiting', round: 0, answers: {} }

/** Whether a condition holds for the order as it stands, asked of one part of it where `partId` names one. Unknown names are refused by check-flow before they get here. */
export function holds(condition: Condition, order: Order, partId?: string): boolean {
  if ('step' in condition) {
    const state = stepOf(order, condition.step).state
    switch (condition.is ?? 'settled') {
      case 'settled':
        return state === 'done' || state === 'skipped'
      default:
        return state === condition.is
    }
  }
  if ('fact' in condition) {
    const fact = order.facts[condition.fact]
    return fact !== undefined && (condition.is === undefined || fact.value === condition.is)
  }
  if ('holds' in condition) return PREDICATES[condition.holds]?.(order, partId) ?? false
  if ('class' in condition) return condition.class.includes(order.customer?.class ?? 'C')
  if ('all' in condition) return condition.all.every((c) => holds(c, order, partId))
  if ('any' in condition) return condition.any.some((c) => holds(c, order, partId))
  return !holds(condition.not, order, partId)
}

/** The fact that says that the date of a step which waits for the delivery date has come. */
export const dueFact = (step: Pick<StepSpec, 'id'>): string => `due.${step.id}`

/** All needs of a step hold, whatever the calendar says. */
export const needsHold = (step: StepSpec, order: Order): boolean => step.needs.every((c) => holds(c, order))

/** A step that sent the order back waits until the step it was sent to is through again. */
const backAgain = (step: StepSpec, order: Order): boolean => {
  const { until } = stepOf(order, step.id)
  return until === undefined || holds({ step: until }, order)
}

const mayOpen = (step: StepSpec, order: Order): boolean =>
  needsHold(step, order) &&
  backAgain(step, order) &&
  (step.daysBeforeDelivery === undefined || order.facts[dueFact(step)] !== undefined)

/** Tasks of an open step that stand to be answered now. */
export const openTasks = (step: StepSpec, order: Order): TaskSpec[] => {
  const answers = stepOf(order, step.id).answers
  return tasksOf(step, order).filter(
    (t) => applies(t, order) && !answers[t.id] && t.after.every((a) => answers[a] || !appliesById(step, a, order)),
  )
}

const applies = (task: TaskSpec, order: Order): boolean => task.when === undefined || holds(task.when, order, partOfTask(task.id))
const appliesById = (step: StepSpec, taskId: string, order: Order): boolean => {
  const task = tasksOf(step, order).find((t) => t.id === taskId)
  return task !== undefined && applies(task, order)
}

/** All tasks that apply are answered, and what the step waits for beside them has come. */
const isSettled = (step: StepSpec, order: Order): boolean => {
  const answers = stepOf(order, step.id).answers
  if (step.doneWhen && !holds(step.doneWhen, order)) return false
  return tasksOf(step, order).every((t) => answers[t.id] !== undefined || !applies(t, order)) && Object.keys(answers).length > 0
}

export type Move = { step: StepSpec; to: 'open' | 'skipped' | 'done' | 'waiting' }

/**
 * The next move the order makes by itself, or undefined when everything stands. One at a time, because each move changes what holds.
 * A step that is open while its needs no longer hold goes back to waiting: that is how an amendment pulls later work back.
 */
export function nextMove(flow: Flow, order: Order): Move | undefined {
  for (const step of flow.steps) {
    const state = stepOf(order, step.id).state
    if (state === 'waiting' || state === 'returned') {
      if (!mayOpen(step, order)) continue
      if (step.skipWhen && holds(step.skipWhen, order)) return { step, to: 'skipped' }
      return { step, to: 'open' }
    }
    if (state === 'open') {
      if (isSettled(step, order)) return { step, to: 'done' }
      if (!mayOpen(step, order)) return { step, to: 'waiting' }
    }
  }
  return undefined
}

/** What a changed line is about: how much, which goods, or their price. Steps may vouch for one of these alone, or for `lines` altogether. */
const aspectsOf = (changed: string): string[] => {
  const [head, lineId, part] = changed.split('.')
  if (head !== 'lines') return []
  if (lineId === undefined || part === undefined) return ['quantities', 'goods', 'prices']
  return [part === 'quantity' || part === 'tolerancePct' ? 'quantities' : part === 'unitPrice' ? 'prices' : 'goods']
}
export const ASPECTS = ['quantities', 'goods', 'prices']

/** Steps that vouch for any of the changed facts and were answered: an amendment reopens exactly these. */
export const reopenedSteps = (flow: Flow, order: Order, changed: string[]): StepSpec[] =>
  flow.steps.filter((s) => {
    const state = stepOf(order, s.id).state
    return (
      (state === 'done' || state === 'open') &&
      s.vouchesFor.some((v) => changed.some((c) => c === v || c.startsWith(`${v}.`) || aspectsOf(c).includes(v)))
    )
  })

/** The order has come to its end: every step that is not a side track is settled. */
export const isComplete = (flow: Flow, order: Order): boolean =>
  flow.steps.every((s) => {
    const state = stepOf(order, s.id).state
    return state === 'done' || state === 'skipped' || (s.aside && (state === 'waiting' || state === 'returned'))
  })
