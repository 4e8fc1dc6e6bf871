import { isLater } from '../calendar/instants'
import type { Facts } from '../facts'
import type { RecordDecision } from '../record/record'
import type { Desk } from './desk'
import { beginDeskWork } from './desk-work'
import { habitsOf, nextAt, soon } from './when-to-send'

/** The calendar changed: what waits on a person's desk for the next opening or digest waits for the one that comes first now. What is due already stays. */
export function moveDesk(desk: Desk, facts: Facts): RecordDecision<Desk> {
  const work = beginDeskWork(desk, desk.id)
  for (const { key, dueAt } of desk.timers) {
    const due = key === 'digest' ? nextAt(habitsOf(facts.directory.company).digestAt, facts) : soon(facts)
    if (isLater(dueAt, facts.now) && facts.clock.minutesBetween(dueAt, due) !== 0)
      work.emit({ type: 'DeskTimerArmed', key, dueAt: due })
  }
  return work.decision()
}
