import { isComplete, nextMove, openTasks } from '../flow/open-steps'
import { BEHAVIOURS } from './behaviours'
import { consequence } from './consequences'
import { ask, openPromptsOf, settlePrompt, stepSpec } from './ask'
import { openByDate } from './open-by-date'
import type { Work } from './work'

/** More moves than any flow has steps: a flow that runs in circles is a fault of its data, caught here before it spins. */
const MOST_MOVES = 500

/**
 * Brings an order to rest after a change: opens, skips and closes steps as computed, asks what stands open, withdraws what is no longer asked.
 * Every command ends here, so that no step ever opens another by hand.
 */
export function settle(work: Work): void {
  openByDate(work)
  for (let moves = 0; ; moves++) {
    if (moves > MOST_MOVES) throw new Error(`flow ${work.flow.id}: the steps of ${work.order.number} do not come to rest`)
    if (work.order.phase === 'cancelled' || work.order.phase === 'rejected') break
    const move = nextMove(work.flow, work.order)
    if (!move) break
    const { step, to } = move
    if (to === 'open') {
      work.emit({ type: 'StepStateSet', stepId: step.id, state: 'open' })
      for (const name of step.onOpen) {
        const behaviour = BEHAVIOURS[name]
        if (behaviour) behaviour(work, step)
        else consequence(work, name, { stepId: step.id, inputs: {} })
      }
    } else if (to === 'waiting') {
      for (const p of openPromptsOf(work.order, step.id))
        settlePrompt(work, p.id, 'expired', { note: '因前面步骤有变动，暂不需要答复' })
      work.disarm((t) => t.about === step.id)
      work.emit({ type: 'StepStateSet', stepId: step.id, state: 'waiting' })
    } else {
      work.emit({ type: 'StepStateSet', stepId: step.id, state: to })
      if (to === 'done') {
        if (step.status) work.emit({ type: 'StatusSet', status: step.status })
        for (const name of step.onDone) consequence(work, name, { stepId: step.id, inputs: {} })
        if (step.id === work.flow.promise) work.disarm((t) => t.kind === 'promise')
        openByDate(work)
      }
    }
  }
  const over = work.order.phase === 'cancelled' || work.order.phase === 'rejected'
  withdrawStale(work, over)
  if (!over) askOpen(work)
  if (!over && work.order.phase === 'running' && isComplete(work.flow, work.order) && work.order.openPoints.length === 0) {
    work.emit({ type: 'StatusSet', status: work.flow.statuses.completed, phase: 'completed' })
    work.disarm((t) => t.kind !== 'debt')
  }
}

function withdrawStale(work: Work, over: boolean): void {
  for (const prompt of openPromptsOf(work.order)) {
    const step = stepSpec(work, prompt.stepId)
    const state = work.order.steps[step.id]
    const stillAsked =
      !over &&
      state?.state === 'open' &&
      state.round === prompt.round &&
      openTasks(step, work.order).some((t) => t.id === prompt.taskId)
    if (!stillAsked)
      settlePrompt(work, prompt.id, 'expired', { note: over ? `订单${work.order.status}，无需答复` : '已不需要答复' })
  }
  // What a cancellation leaves to be undone is still chased.
  if (over) work.disarm((t) => t.kind !== 'debt' || !t.about.startsWith('undo-'))
}

function askOpen(work: Work): void {
  for (const step of work.flow.steps) {
    if (work.order.steps[step.id]?.state !== 'open') continue
    for (const task of openTasks(step, work.order))
      if (openPromptsOf(work.order, step.id, task.id).length === 0) ask(work, step, task)
  }
}
