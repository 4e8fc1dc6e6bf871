import { dueFact, needsHold } from '../flow/open-steps'
import type { Order } from './order'
import type { Work } from './work'

/** The day on which the goods are to be delivered: as promised, else as wished for. */
export const deliveryDate = (order: Order): string | undefined =>
  order.facts['promisedDate']?.value ?? order.draft.requestedDate?.value

/**
 * Keeps the opening of steps that wait for the delivery date: armed for the day, moved when the date moves, at once when less time is left
 * (AC-065, AC-066). Looked at after every change, so that no change of a date needs to know about it.
 */
export function openByDate(work: Work): void {
  const { facts } = work
  for (const step of work.flow.steps) {
    const days = step.daysBeforeDelivery
    if (days === undefined || work.order.facts[dueFact(step)] || work.order.steps[step.id]?.state !== 'waiting') continue
    const date = deliveryDate(work.order)
    if (!needsHold(step, work.order) || date === undefined) continue
    const dueAt = facts.clock.nextSend(facts.clock.at(facts.clock.addDays(date, -days), '09:00'))
    if (facts.clock.minutesBetween(facts.now, dueAt) <= 0) {
      work.disarm((t) => t.kind === 'open' && t.about === step.id)
      work.emit({ type: 'FactSet', id: dueFact(step), fact: { value: date, byId: 'bot', at: facts.now } })
    } else if (!work.order.timers.some((t) => t.kind === 'open' && t.about === step.id && t.dueAt === dueAt))
      work.arm({
        key: `open/${step.id}`,
        kind: 'open',
        dueAt,
        rule: `${days} days before ${date}`,
        toIds: [work.order.salesId],
        about: step.id,
      })
  }
}
