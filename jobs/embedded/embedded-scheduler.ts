import { codeOf } from '../../domain/fault'
import type { Clock } from '../../domain/ports/clock'
import type { Log } from '../../domain/ports/log'
import type { DueTimer, TimerIndex } from '../../domain/ports/order-book'
import type { Scheduler } from '../../domain/ports/scheduler'
import { backoffMs, JOB_CATALOGUE, STORAGE_WAIT_MS } from '../job-catalogue'
import { createScanLoop, type Scan } from '../scan-loop'

const BATCH = 128
/** While something waits for a retry it hides the next due timer, so the scheduler looks this often. */
const LOOK_EVERY_MS = 250

export interface EmbeddedSchedulerOptions {
  timers: TimerIndex
  clock: Clock
  log: Log
  /** Orders whose timers are fired at the same time; default 64. They share the write to disk. */
  parallel?: number
  /** Told once when a timer has failed so often that a person should look; it is still tried. */
  onStuck?: (timer: DueTimer, error: unknown) => void
}

export interface EmbeddedScheduler extends Scheduler {
  /** Looks without news: nothing that it knows of happened. */
  patrol(): void
  /** Timers fired since the start. */
  worked(): number
  /** Whether this timer failed so often that nobody waits for it any more. */
  isParked(timer: DueTimer): boolean
}

/** A timer that failed, or that was fired and is still armed. */
interface Failure {
  dueAt: string
  failed: number
  /** Real time, so that a moved clock neither shortens nor lengthens the wait. */
  untilMs: number
}

const nameOf = ({ owner, key }: DueTimer): string => `${owner} ${key}`

/**
 * The alarm clock over the book: nothing is kept in memory per armed timer, only the next due instant is waited for. Timers are begun in
 * order of their due time, one at a time per order. One that fails is tried again later and holds up nobody else.
 */
export function createEmbeddedScheduler(options: EmbeddedSchedulerOptions): EmbeddedScheduler {
  const { timers, clock, log, parallel = 64, onStuck } = options
  const inFlight = new Map<string, Promise<void>>()
  const failures = new Map<string, Failure>()
  /** Fired, and not yet seen to have left the book. */
  const fired = new Map<string, string>()
  let fire: ((timer: DueTimer) => Promise<void>) | undefined
  let stopping = false
  let worked = 0
  /** With so few left in flight the book is looked at again. Looking after each of many would cost more than firing them. */
  let refillAt = 0
  /** When so much was begun that more had to wait; a look before there is room again would find nothing that could be begun. */
  let fullSince = Number.NEGATIVE_INFINITY

  function fail(timer: DueTimer, error: unknown): void {
    const name = nameOf(timer)
    const away = codeOf(error) === 'STORAGE_UNREACHABLE'
    const known = failures.get(name)
    const failed = (known?.dueAt === timer.dueAt ? known.failed : 0) + (away ? 0 : 1)
    const waitMs = away ? STORAGE_WAIT_MS : backoffMs(JOB_CATALOGUE.timer, failed)
    failures.set(name, { dueAt: timer.dueAt, failed, untilMs: performance.now() + waitMs })
    log.error({ owner: timer.owner, timer: timer.key, failed, code: codeOf(error), err: error }, 'firing a timer failed')
    if (failed === JOB_CATALOGUE.timer.attempts) onStuck?.(timer, error)
  }

  async function run(timer: DueTimer): Promise<void> {
    const name = nameOf(timer)
    try {
      await fire?.(timer)
      worked += 1
      fired.set(name, timer.dueAt)
    } catch (error) {
      fail(timer, error)
    }
  }

  /** Still armed although its firing went well: nobody consumed it, and firing it at once would go round in circles. */
  function isStillArmed(timer: DueTimer): boolean {
    const name = nameOf(timer)
    const dueAt = fired.get(name)
    if (dueAt === undefined) return false
    fired.delete(name)
    if (dueAt !== timer.dueAt) return false
    fail(timer, new Error('fired and still armed'))
    return true
  }

  const isWaiting = (timer: DueTimer): boolean => {
    const failure = failures.get(nameOf(timer))
    return failure?.dueAt === timer.dueAt && failure.untilMs > performance.now()
  }

  function begin(timer: DueTimer): void {
    const work = run(timer).finally(() => {
      inFlight.delete(timer.owner)
      if (inFlight.size <= refillAt) loop.nudge()
    })
    inFlight.set(timer.owner, work)
  }

  /** Forgets what has left the book: consumed, moved or cleared. */
  function forget(due: DueTimer[]): void {
    const present = new Set(due.map(nameOf))
    for (const name of failures.keys()) if (!present.has(name)) failures.delete(name)
    for (const name of fired.keys()) if (!present.has(name)) fired.delete(name)
  }

  /** Failed so often that nobody waits for it any more. */
  const isParked = (timer: DueTimer): boolean => {
    const failure = failures.get(nameOf(timer))
    return failure?.dueAt === timer.dueAt && failure.failed >= JOB_CATALOGUE.timer.attempts && failure.untilMs > performance.now()
  }

  async function scan(): Promise<Scan> {
    if (inFlight.size > refillAt && performance.now() < fullSince + LOOK_EVERY_MS)
      return { quiet: false, againInMs: LOOK_EVERY_MS }
    // Seen before reading: an order whose firing ends meanwhile may still show a timer that it has just consumed.
    const busy = new Set(inFlight.keys())
    const limit = Math.max(BATCH, parallel) + failures.size
    const due = await timers.due(clock.nowIso(), limit)
    if (due.length < limit) forget(due)
    for (const timer of due) {
      if (stopping || inFlight.size >= parallel) break
      if (busy.has(timer.owner) || inFlight.has(timer.owner) || isStillArmed(timer) || isWaiting(timer)) continue
      begin(timer)
    }
    fullSince = inFlight.size >= parallel ? performance.now() : Number.NEGATIVE_INFINITY
    refillAt = Math.floor(inFlight.size / 4)
    const quiet = inFlight.size === 0 && due.every(isParked)
    if (due.length > 0) return { quiet, againInMs: soonestRetryMs() }
    const next = await timers.nextDueAt()
    return next === undefined ? { quiet } : { quiet, againInMs: Date.parse(next) - clock.nowMs() }
  }

  const soonestRetryMs = (): number =>
    Math.min(LOOK_EVERY_MS, ...[...failures.values()].map((failure) => Math.max(1, failure.untilMs - performance.now())))

  const loop = createScanLoop('scheduler', log, scan)
  return {
    nudge: loop.nudge,
    patrol: loop.patrol,
    idle: loop.idle,
    worked: () => worked,
    isParked,
    async start(onDue) {
      fire = onDue
      loop.start()
    },
    async stop() {
      stopping = true
      await loop.stop()
      await Promise.all(inFlight.values())
    },
  }
}
