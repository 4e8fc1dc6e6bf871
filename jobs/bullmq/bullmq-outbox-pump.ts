import { createScanLoop, type Scan } from '../scan-loop'
import { isHeldBack, laneOf, type OutboxPump, type OutboxPumpOptions } from '../outbox-pump'
import { createEffectServer } from '../serve-effects'
import { createLaneQueue, type LaneQueue } from './lane-queue'
import type { RedisConnections } from './redis-connection'

const AT_ONCE = 256
/** While something is due this process looks this often, in case that Redis lost what it was asked. */
const LOOK_EVERY_MS = 500
const PATROL_MS = 1000
const WAKE_AHEAD_MS = 900_000

export interface BullmqOutboxOptions extends OutboxPumpOptions {
  redis: RedisConnections
  onLanes?: (lanes: LaneQueue) => void
  /** False while another process has to send, as the connection of a platform is there. Default: always. */
  mayServe?: () => boolean
}

/**
 * The outbox pump for several processes. The order within a chat, retries and receipts stay in the book; BullMQ hands each chat to one
 * process at a time.
 */
export function createBullmqOutboxPump(options: BullmqOutboxOptions): OutboxPump {
  const { outbox, clock, log, redis, parallel = 64 } = options
  const server = createEffectServer(options)
  let stopping = false
  let wakeUntil = 0

  async function rowsDue() {
    const now = clock.nowMs()
    const horizon = performance.now() < wakeUntil ? now + WAKE_AHEAD_MS : now
    const rows = await outbox.due(new Date(horizon).toISOString(), AT_ONCE)
    return rows.filter((row) => !isHeldBack(row, now))
  }

  async function serve(lane: string): Promise<void> {
    while (!stopping) {
      const rows = (await rowsDue()).filter((row) => laneOf(row) === lane)
      if (rows.length === 0) break
      const before = server.worked()
      await server.serve(rows)
      // Nothing done: held by another process, or to be tried later.
      if (server.worked() === before) break
    }
    loop.nudge()
  }

  async function scan(): Promise<Scan> {
    const rows = await rowsDue()
    const serving = lanes.serving()
    await lanes.kick([...new Set(rows.map(laneOf))].filter((lane) => !serving.has(lane)))
    if (rows.length > 0 || serving.size > 0) return { quiet: false, againInMs: LOOK_EVERY_MS, isWatch: true }
    const next = await outbox.nextDueAt()
    return next === undefined ? { quiet: true } : { quiet: true, againInMs: Math.max(20, Date.parse(next) - clock.nowMs()) }
  }

  const loop = createScanLoop('outbox-lanes', log, scan)
  const lanes = createLaneQueue({
    name: 'outbound',
    redis,
    log,
    parallel,
    serve: (lane) =>
      serve(lane).catch((error: unknown) => log.error({ lane, err: error }, 'serving a chat ended; it comes again')),
    onAlarm: () => loop.patrol(),
  })
  options.onLanes?.(lanes)
  // What another process committed and could not hand out is found by looking.
  loop.patrolEvery(PATROL_MS)
  const gate = setInterval(() => options.mayServe && lanes.serveWhile(options.mayServe()), PATROL_MS)
  gate.unref()

  return {
    start() {
      if (options.mayServe) lanes.serveWhile(options.mayServe())
      lanes.start()
      loop.start()
    },
    nudge: loop.nudge,
    idle: loop.idle,
    worked: server.worked,
    wake() {
      wakeUntil = performance.now() + 1000
      loop.nudge()
    },
    async stop() {
      stopping = true
      clearInterval(gate)
      server.stop()
      await loop.stop()
      await lanes.stop()
    },
  }
}
