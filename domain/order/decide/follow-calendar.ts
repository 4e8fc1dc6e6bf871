import type { Decision } from '../../decision'
import { dueBy } from '../due-plan'
import { settle } from '../settle'
import type { Work } from '../work'

/**
 * The holiday table or the company's hours changed: every timer with a plan moves to where the plan puts it now, earlier or later, and the times
 * told of it move along. Steps that wait for a date are looked at anew. An order that is over, or whose timers stand right, is left as it is.
 */
export function followCalendar(work: Work): Decision {
  const { clock } = work.facts
  for (const { key, plan, dueAt } of work.order.timers) {
    const due = plan ? dueBy(plan, clock) : dueAt
    if (clock.minutesBetween(dueAt, due) !== 0) work.emit({ type: 'TimerMoved', key, dueAt: due })
  }
  settle(work)
  return work.decision()
}
