import type { WorkClock } from '../work-clock'

/**
 * What makes the instant of a timer, as data: kept beside the instant, so that a new holiday table or other opening hours can move it.
 * `after`: working time from an instant on, with `received` from when what came then counts as received. `date`: a time of day on a date, with
 * `workdays` on the date so many workdays from it (0: itself or the next workday). `at`: a moment that came too late in the day.
 */
export type DuePlan = (
  | { at: string }
  | { from: string; after: string; received?: true }
  | { date: string; workdays?: number; time: string }
) & {
  /** A moment of a rule at which nobody is spoken to: stands also at night and on days off. */
  silent?: true
}

/** Opening and closing move with the company's hours. */
const instantOn = (clock: WorkClock, date: string, time: string): string =>
  time === 'closing' ? clock.closing(date) : time === 'opening' ? clock.opening(date) : clock.at(date, time)

function planned(plan: DuePlan, clock: WorkClock): string {
  if ('after' in plan) return clock.add(plan.received ? clock.received(plan.from) : plan.from, plan.after)
  if ('at' in plan) return plan.at
  const date = plan.workdays === undefined ? plan.date : clock.addWorkdays(plan.date, plan.workdays)
  return instantOn(clock, date, plan.time)
}

/** The instant that a plan gives by the calendar as it is now; one at which people are spoken to waits for an hour in which messages may go out. */
export function dueBy(plan: DuePlan, clock: WorkClock): string {
  const instant = planned(plan, clock)
  return plan.silent ? instant : clock.nextSend(instant)
}

/** A timer without its instant, to be armed again by another plan. */
export const unplanned = <T extends { dueAt: string; plan?: DuePlan }>({
  dueAt: _dueAt,
  plan: _plan,
  ...kept
}: T): Omit<T, 'dueAt' | 'plan'> => kept
