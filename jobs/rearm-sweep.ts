import { codeOf } from '../domain/fault'
import type { Clock } from '../domain/ports/clock'
import type { Log } from '../domain/ports/log'
import type { DueTimer, TimerIndex } from '../domain/ports/order-book'
import type { Scheduler } from '../domain/ports/scheduler'

export interface RearmSweepOptions {
  timers: TimerIndex
  scheduler: Scheduler
  clock: Clock
  log: Log
  /** Told of timers that are due and were not fired in time. */
  onOverdue: (timers: DueTimer[]) => void
  /** Default every minute. */
  everyMs?: number
  /** How late a timer may be before it counts as forgotten; default 10 s. */
  graceMs?: number
}

export interface RearmSweep {
  /** One look: wakes the scheduler and gives what is overdue. */
  sweep(): Promise<DueTimer[]>
  start(): void
  stop(): void
}

const MOST_REPORTED = 500

/** Compares the book with the alarm clock: what the book holds as due long ago was lost by the clock, which is then told to look again. */
export function createRearmSweep(options: RearmSweepOptions): RearmSweep {
  const { timers, scheduler, clock, log, onOverdue, everyMs = 60_000, graceMs = 10_000 } = options
  let timer: NodeJS.Timeout | undefined

  async function sweep(): Promise<DueTimer[]> {
    const overdue = await timers.due(new Date(clock.nowMs() - graceMs).toISOString(), MOST_REPORTED)
    if (overdue.length > 0) {
      scheduler.nudge()
      onOverdue(overdue)
    }
    return overdue
  }

  return {
    sweep,
    start() {
      timer = setInterval(() => {
        sweep().catch((error: unknown) =>
          log.error({ code: codeOf(error), err: error }, 'the timer sweep failed; it comes again'),
        )
      }, everyMs)
      timer.unref()
    },
    stop() {
      clearInterval(timer)
    },
  }
}
