import { h, icon } from './dom.js'
import { holders } from './order-list.js'
import { nameOf } from './people.js'
import { isPast, momentText } from './time.js'
import { STEP_STATES, stepTitle } from './words.js'

const SIGNS = { done: 'check', returned: 'quote', rejected: 'close' }

/** All steps of an order in the order of the flow, each with its state and who has it. */
export const stepList = (order, onjump) =>
  h(
    'ol',
    { class: 'steps' },
    order.steps.map((step) => stepRow(order, step, onjump)),
  )

function stepRow(order, step, onjump) {
  const late = step.state === 'open' && step.dueAt && isPast(step.dueAt)
  const words = [
    step.state === 'done'
      ? `${step.doneById ? nameOf(step.doneById) : ''} ${step.doneAt ? momentText(step.doneAt) : ''}`.trim()
      : holders(step),
    step.state === 'open' && step.openedAt && `${momentText(step.openedAt)} 开始`,
    step.state === 'open' && step.dueAt && `${late ? '已过' : '应于'} ${momentText(step.dueAt)}`,
  ]
  return h(
    'li',
    { class: `step ${step.state}${late ? ' late' : ''}` },
    h('span', { class: 'step-sign', 'aria-hidden': 'true' }, SIGNS[step.state] && icon(SIGNS[step.state])),
    h(
      'div',
      {},
      h(
        'p',
        {},
        h('strong', {}, stepTitle(order.flow, step.id)),
        h('span', { class: 'step-state' }, STEP_STATES[step.state] ?? step.state),
      ),
      step.state !== 'skipped' && h('small', {}, words.filter(Boolean).join(' · ')),
      (step.evidence ?? []).map((e) =>
        h(
          'button',
          { class: 'evidence', type: 'button', title: '看原话', onclick: () => onjump(e.messageId) },
          e.quote ? `“${e.quote.slice(0, 60)}”` : '看原话',
        ),
      ),
    ),
  )
}
