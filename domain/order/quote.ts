import type { AnswerContext } from './answer-context'
import type { OrderLine } from './order'
import type { Work } from './work'

/** Puts quoted prices on the order: line by line, or as one sum where nothing is itemised. The price is then the agreed one, not to be doubted again. */
export function applyQuote(work: Work, c: AnswerContext): void {
  const { order } = work
  for (const stepId of agreedTo(work, c.stepId)) work.emit({ type: 'StepReopened', stepId, why: '重新报价' })
  const { amount } = c.inputs
  const lines: OrderLine[] =
    order.lines.length > 0
      ? order.lines.map((l) => ({ ...l, unitPrice: c.inputs[`price.${l.id}`] ?? l.unitPrice, byId: work.facts.actorId }))
      : amount
        ? [
            {
              id: 'l1',
              name: order.facts['contractNumber'] ? `定制产品（合同 ${order.facts['contractNumber'].value}）` : '定制产品',
              quantity: '1',
              unit: '套',
              unitPrice: amount,
              byId: work.facts.actorId,
            },
          ]
        : []
  if (lines.length > 0) work.emit({ type: 'LinesSet', lines, why: 'settled' })
}

/** Steps in which the customer agreed to the quote before: a new one is theirs to agree to again. */
const agreedTo = ({ flow, order }: Work, quoteStepId: string): string[] =>
  flow.steps
    .filter((s) => s.needs.some((n) => 'step' in n && n.step === quoteStepId) && order.steps[s.id]?.state === 'done')
    .filter((s) => s.tasks.some((t) => t.owner === 'customer' && t.kind === 'confirm'))
    .map((s) => s.id)
