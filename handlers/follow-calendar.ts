import type { Clock } from '../domain/ports/clock'
import type { TimerIndex } from '../domain/ports/order-book'
import { kindOf } from '../domain/record/record'
import type { CommandContext } from './command-context'
import type { Execute } from './execute-command'
import type { RecordKeepers } from './run-timer'

const FOR_EVER = '9999-12-31T00:00:00Z'
/** More than any company has armed at a time. */
const MOST = 1_000_000

/** After the calendar changed: whatever has a timer armed moves it to where the calendar puts it now, each order and record by its own command. */
export const followCalendar =
  (timers: TimerIndex, execute: Execute, clock: Clock, keepers: RecordKeepers) => async (): Promise<void> => {
    const armed = await timers.due(FOR_EVER, MOST)
    for (const owner of new Set(armed.map((t) => t.owner))) {
      const kind = kindOf(owner)
      const context: CommandContext = { actorId: 'bot', evidence: { byId: 'bot', at: clock.nowIso() } }
      if (kind) await keepers[kind]?.onCalendar(owner, context)
      else await execute.report(owner, { type: 'FollowCalendar' })
    }
  }
