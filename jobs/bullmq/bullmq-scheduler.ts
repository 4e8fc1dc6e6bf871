import type { Clock } from '../../domain/ports/clock'
import type { Log } from '../../domain/ports/log'
import type { DueTimer, TimerIndex } from '../../domain/ports/order-book'
import { createEmbeddedScheduler, type EmbeddedScheduler } from '../embedded/embedded-scheduler'
import { createScanLoop, type Scan } from '../scan-loop'
import { createLaneQueue, type LaneQueue } from './lane-queue'
import type { RedisConnections } from './redis-connection'

/** Timers are divided by order into so many shares; a share is served by one process at a time. */
const SHARES = 16
/** A share is taken this long before its first timer is due, and then waited for in process: that is what makes firing punctual. */
const LEAD_MS = 2000
/** Only what is due within this time gets an alarm in Redis; the book holds the rest. */
const ALARM_WITHIN_MS = 60_000
const LOOK_EVERY_MS = 250
const PATROL_MS = 1000
/** Firings under way at the same time; they share the writes to disk. */
const PARALLEL = 1024
const MOST_LOOKED_AT = 4096
const ENOUGH_TO_DO = 256

export interface BullmqSchedulerOptions {
  timers: TimerIndex
  clock: Clock
  log: Log
  redis: RedisConnections
  onLanes?: (lanes: LaneQueue) => void
  parallel?: number
  onStuck?: (timer: DueTimer, error: unknown) => void
}

/** Computed for every timer that is looked at, so it has to be cheap; any even spread will do. */
function shareOf(owner: string): string {
  let hash = 0
  for (let i = 0; i < owner.length; i += 1) hash = (hash * 31 + owner.charCodeAt(i)) % 1_000_003
  return `share ${hash % SHARES}`
}

/**
 * The alarm clock for several processes. The book alone knows what is due. Each process looks a little ahead; the shares in which something
 * is about to fall due are handed out through BullMQ, and whoever got one fires its timers at their exact time.
 */
export async function createBullmqScheduler(options: BullmqSchedulerOptions): Promise<EmbeddedScheduler> {
  const { timers, clock, log, redis } = options
  const owned = new Map<string, () => void>()
  let stopping = false

  const at = (ms: number): string => new Date(ms).toISOString()
  /** Of the book only the shares that this process holds. */
  const mine: TimerIndex = {
    async due(nowIso, limit) {
      if (owned.size === 0) return []
      if (owned.size === SHARES) return timers.due(nowIso, limit)
      const rows = await timers.due(nowIso, Math.min(limit * 8, MOST_LOOKED_AT))
      return rows.filter((timer) => owned.has(shareOf(timer.owner))).slice(0, limit)
    },
    async nextDueAt() {
      if (owned.size === 0) return undefined
      const rows = await timers.due(at(clock.nowMs() + LEAD_MS + 1000), MOST_LOOKED_AT)
      return rows.find((timer) => owned.has(shareOf(timer.owner)))?.dueAt
    },
  }
  const local = createEmbeddedScheduler({ parallel: PARALLEL, ...options, timers: mine })

  function serve(share: string): Promise<void> {
    if (stopping) return Promise.resolve()
    return new Promise((resolve) => {
      owned.set(share, resolve)
      local.nudge()
      loop.nudge()
    })
  }

  function release(share: string): void {
    const done = owned.get(share)
    owned.delete(share)
    done?.()
  }

  async function scan(): Promise<Scan> {
    const now = clock.nowMs()
    // With every share at hand it only matters whether there is still a lot to do.
    const most = owned.size === SHARES ? ENOUGH_TO_DO : MOST_LOOKED_AT
    const near = await timers.due(at(now + LEAD_MS), most)
    const wanted = new Set(near.map((timer) => shareOf(timer.owner)))
    if (near.length < most) for (const share of owned.keys()) if (!wanted.has(share)) release(share)
    await lanes.kick([...wanted].filter((share) => !owned.has(share)))
    // Another process may have armed something in a share held here.
    if (owned.size > 0) local.patrol()
    if (wanted.size > 0) return { quiet: false, againInMs: LOOK_EVERY_MS, isWatch: true }
    const next = await timers.nextDueAt()
    if (next === undefined) return { quiet: true }
    const waitMs = Date.parse(next) - now
    if (waitMs < ALARM_WITHIN_MS) lanes.alarmAt(Date.now() + waitMs - LEAD_MS)
    return { quiet: true, againInMs: Math.max(1, waitMs - LEAD_MS) }
  }

  const loop = createScanLoop('timer-shares', log, scan)
  const lanes = createLaneQueue({ name: 'timers', redis, log, parallel: SHARES, serve, onAlarm: () => loop.patrol() })
  options.onLanes?.(lanes)
  // What another process armed is found by looking.
  loop.patrolEvery(PATROL_MS)
  await lanes.ready().catch(() => log.warn({}, 'Redis is not there yet; timers wait in the book until it is'))

  return {
    ...local,
    nudge() {
      loop.nudge()
      local.nudge()
    },
    async idle() {
      while (!stopping) {
        // Silent storage is waited out, as everywhere.
        const due = await timers.due(clock.nowIso(), MOST_LOOKED_AT).catch(() => undefined)
        await local.idle()
        if (due?.every((timer) => local.isParked(timer))) return
        loop.patrol()
        // Shares that are to come take longer than what is left to fire here.
        await new Promise((resolve) => setTimeout(resolve, owned.size === SHARES ? 2 : 20))
      }
    },
    async start(fire) {
      await local.start(fire)
      lanes.start()
      loop.start()
    },
    async stop() {
      stopping = true
      await loop.stop()
      await local.stop()
      for (const share of owned.keys()) release(share)
      await lanes.stop()
    },
  }
}
