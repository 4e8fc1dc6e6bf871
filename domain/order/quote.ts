import type { AnswerContext } from './answer-context'
import type { OrderLine } from './order'
import type { Work } from './work'

/** Puts quoted prices on the order: line by line, or as one sum where nothing is itemised. The price is then the agreed one, not to be doubted again. */
export function applyQuote(work: Work, c: AnswerContext): void {
  const { order } = work
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
