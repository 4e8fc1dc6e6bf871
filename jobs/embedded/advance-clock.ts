import type { Outbox, TimerIndex } from '../../domain/ports/order-book'
import type { Scheduler } from '../../domain/ports/scheduler'
import type { MovableClock } from './movable-clock'

export interface AdvanceOptions {
  clock: MovableClock
  scheduler: Scheduler
  timers: TimerIndex
  outbox: Outbox
  /** Resolves once the inbox is empty, the outbox delivered, and no timer due at the current clock. */
  settle: () => Promise<void>
}

const MOST_LOOKED_AT = 65_536

/**
 * The first instant after `nowMs` among those that `list` gives, asking for more while all of them lie in the past: such are waiting for
 * a retry and do not hold up the clock.
 */
async function firstAfter(nowMs: number, list: (limit: number) => Promise<string[]>): Promise<number> {
  for (let limit = 64; limit <= MOST_LOOKED_AT; limit *= 4) {
    const instants = (await list(limit)).map((iso) => Date.parse(iso))
    const later = instants.filter((ms) => ms > nowMs)
    if (later.length > 0) return Math.min(...later)
    if (instants.length < limit) break
  }
  return Number.POSITIVE_INFINITY
}

async function nextInstant({ timers, outbox }: AdvanceOptions, nowMs: number, to: string): Promise<number> {
  const foremost = Date.parse((await outbox.nextDueAt()) ?? '')
  const inOutbox =
    foremost > nowMs ? foremost : await firstAfter(nowMs, async (limit) => (await outbox.due(to, limit)).map((row) => row.nextAt))
  const inTimers = await firstAfter(nowMs, async (limit) => (await timers.due(to, limit)).map((timer) => timer.dueAt))
  return Math.min(inOutbox, inTimers)
}

/**
 * Moves the clock to the ISO instant `to`. What falls due in between runs in order, each at its own time: the clock stops at every due
 * timer and effect and goes on when all that follows from it has settled. Gives the number of stops.
 */
export async function advanceClock(to: string, options: AdvanceOptions): Promise<number> {
  const { clock, scheduler, settle } = options
  const toMs = Date.parse(to)
  if (Number.isNaN(toMs)) throw new RangeError(`not an ISO instant: ${to.slice(0, 40)}`)
  let stops = 0
  // The clock runs on while work settles: what came due since the last look is looked at again, or it would seem to wait for a retry.
  let lookedMs = clock.nowMs()
  await settle()
  for (;;) {
    if (clock.nowMs() >= toMs) return stops
    const next = await nextInstant(options, lookedMs, to)
    if (next > clock.nowMs()) await clock.advanceTo(new Date(Math.min(next, toMs)).toISOString())
    lookedMs = clock.nowMs()
    scheduler.nudge()
    await settle()
    if (next <= toMs) stops += 1
  }
}
