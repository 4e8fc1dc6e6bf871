import type { Effect } from '../domain/effect'
import type { Delivery } from '../domain/message'
import type { Clock } from '../domain/ports/clock'
import type { Log } from '../domain/ports/log'
import type { Outbox, OutboxRow } from '../domain/ports/order-book'
import { createScanLoop, type Scan } from './scan-loop'
import { createEffectServer } from './serve-effects'

const AT_ONCE = 256
/** While chats are at work their rows hide when the next retry of another chat is due, so the pump looks this often. */
const LOOK_EVERY_MS = 200
/** Effects that a command made due again are found by looking, as nobody in this process knows of them. */
const PATROL_MS = 2000
/** How far ahead a wake() reaches: at least the longest backoff. */
const WAKE_AHEAD_MS = 900_000

export interface OutboxPumpOptions {
  outbox: Outbox
  clock: Clock
  log: Log
  /** Does what the effect asks for. Throwing counts as "not done, try again". */
  perform: (effect: Effect, row: OutboxRow) => Promise<Delivery>
  /** Told once for each effect that is given up: refused for good, out of attempts, or without an answer. Told again only after a crash. */
  onUndelivered: (effect: Effect, delivery: Delivery) => Promise<void>
  /** Chats (and effects without a chat) served at the same time; default 64. */
  parallel?: number
}

export interface OutboxPump {
  start(): void
  /** To be called after every commit with effects. */
  nudge(): void
  /** To be called when a platform can be reached again: what waits for a retry is tried now. */
  wake(): void
  /** Resolves once nothing is due and nothing in flight. */
  idle(): Promise<void>
  /** Ends what is in flight, begins nothing new. */
  stop(): Promise<void>
  /** Effects performed since the start. */
  worked(): number
}

/** A card is changed beside the queue of its chat: some platforms allow it for five seconds after the press only. */
export const laneOf = ({ id, effect }: OutboxRow): string => {
  if (effect.kind === 'send') return `chat ${effect.message.chatId}`
  return effect.kind === 'update' ? `card ${effect.targetKey}` : `effect ${id}`
}

export const isHeldBack = ({ effect }: OutboxRow, nowMs: number): boolean =>
  'notBefore' in effect && effect.notBefore !== undefined && Date.parse(effect.notBefore) > nowMs

/**
 * Performs the effects of the book. Effects of one chat go one after another in the order of their commits; chats go side by side, so
 * that a slow or blocked one delays no other.
 */
export function createOutboxPump({ outbox, clock, log, perform, onUndelivered, parallel = 64 }: OutboxPumpOptions): OutboxPump {
  const lanes = new Map<string, Promise<void>>()
  const server = createEffectServer({ outbox, clock, log, perform, onUndelivered })
  let waking = false

  function startLanes(rows: OutboxRow[], busy: Set<string>): void {
    const queues = new Map<string, OutboxRow[]>()
    for (const row of rows) {
      const lane = laneOf(row)
      const queue = queues.get(lane)
      if (queue) queue.push(row)
      else queues.set(lane, [row])
    }
    for (const [lane, queue] of queues) {
      if (busy.has(lane) || lanes.size >= parallel) continue
      const work = server.serve(queue).finally(() => {
        lanes.delete(lane)
        loop.nudge()
      })
      lanes.set(lane, work)
    }
  }

  async function scan(): Promise<Scan> {
    const woken = waking
    waking = false
    // A lane that ends while the book is being read would be begun again with rows that it has just done.
    const busy = new Set(lanes.keys())
    const now = clock.nowMs()
    const horizon = new Date(woken ? now + WAKE_AHEAD_MS : now).toISOString()
    const rows = (await outbox.due(horizon, AT_ONCE + lanes.size)).filter((row) => !isHeldBack(row, now))
    startLanes(rows, busy)
    const quiet = rows.length === 0 && lanes.size === 0
    const next = await outbox.nextDueAt()
    if (next === undefined) return { quiet }
    const ms = Date.parse(next) - clock.nowMs()
    return { quiet, againInMs: lanes.size > 0 ? Math.min(LOOK_EVERY_MS, Math.max(ms, 20)) : ms }
  }

  const loop = createScanLoop('outbox-pump', log, scan)
  return {
    start() {
      loop.start()
      loop.patrolEvery(PATROL_MS)
    },
    nudge: loop.nudge,
    idle: loop.idle,
    worked: server.worked,
    wake() {
      waking = true
      loop.nudge()
    },
    async stop() {
      server.stop()
      await loop.stop()
      await Promise.all(lanes.values())
    },
  }
}
