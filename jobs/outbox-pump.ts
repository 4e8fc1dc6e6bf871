import type { Effect } from '../domain/effect'
import { codeOf } from '../domain/fault'
import type { Delivery } from '../domain/message'
import type { Clock } from '../domain/ports/clock'
import type { Log } from '../domain/ports/log'
import type { Outbox, OutboxRow } from '../domain/ports/order-book'
import { backoffMs, JOB_CATALOGUE, jobOf, STORAGE_WAIT_MS } from './job-catalogue'
import { createScanLoop, type Scan } from './scan-loop'

const AT_ONCE = 256
/** While chats are at work their rows hide when the next retry of another chat is due, so the pump looks this often. */
const LOOK_EVERY_MS = 200
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
const laneOf = ({ id, effect }: OutboxRow): string => {
  if (effect.kind === 'send') return `chat ${effect.message.chatId}`
  return effect.kind === 'update' ? `card ${effect.targetKey}` : `effect ${id}`
}

const MOST_TOGETHER = 8

/** A note of words alone, which nobody is asked to act on. */
const isPlain = ({ effect }: OutboxRow): boolean => {
  if (effect.kind !== 'send' || effect.urgency !== 'note' || effect.notBefore !== undefined) return false
  const { card, promptId, mentions, replyTo, attachments = [] } = effect.message
  return card === undefined && promptId === undefined && replyTo === undefined && mentions.length + attachments.length === 0
}

/** The next effect of a chat; plain notes with their neighbours, so that a platform with limits may say them in one message. */
function together(rows: OutboxRow[], at: number): OutboxRow[] {
  const [first, ...others] = rows.slice(at, at + MOST_TOGETHER)
  if (!first || !isPlain(first)) return first ? [first] : []
  const end = others.findIndex((row) => !isPlain(row))
  return [first, ...(end < 0 ? others : others.slice(0, end))]
}

const isHeldBack = ({ effect }: OutboxRow, nowMs: number): boolean =>
  effect.kind === 'send' && effect.notBefore !== undefined && Date.parse(effect.notBefore) > nowMs

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Performs the effects of the book. Effects of one chat go one after another in the order of their commits; chats go side by side, so
 * that a slow or blocked one delays no other.
 */
export function createOutboxPump({ outbox, clock, log, perform, onUndelivered, parallel = 64 }: OutboxPumpOptions): OutboxPump {
  const lanes = new Map<string, Promise<void>>()
  const unanswered = new Map<number, number>()
  let stopping = false
  let worked = 0
  let waking = false

  async function attempt({ effect, ...row }: OutboxRow): Promise<Delivery> {
    try {
      return await perform(effect, { effect, ...row })
    } catch (error) {
      log.error({ effectKey: effect.key, code: codeOf(error), err: error }, 'performing an effect failed')
      return { state: 'refused', reason: codeOf(error) ?? 'internal', retry: true }
    }
  }

  /** When to try again, or undefined when this was the last word. */
  function retryAt({ id, effect, attempts }: OutboxRow, delivery: Delivery): string | undefined {
    if (delivery.state === 'accepted') return undefined
    const plan = JOB_CATALOGUE[jobOf(effect)]
    const failed = attempts + 1
    if (failed >= plan.attempts) return undefined
    if (delivery.state === 'refused' && !delivery.retry) return undefined
    if (delivery.state === 'unknown') {
      const times = (unanswered.get(id) ?? 0) + 1
      if (times > plan.afterUnknown) return undefined
      unanswered.set(id, times)
    }
    return new Date(clock.nowMs() + backoffMs(plan, failed)).toISOString()
  }

  async function report(effect: Effect, delivery: Delivery): Promise<void> {
    try {
      await onUndelivered(effect, delivery)
    } catch (error) {
      log.error({ effectKey: effect.key, code: codeOf(error), err: error }, 'could not report an undelivered effect')
    }
  }

  /** What was done must be written down before anything else, however long the storage is away: otherwise it would be done twice. */
  async function record(id: number, delivery: Delivery, again: string | undefined): Promise<void> {
    for (;;) {
      try {
        await outbox.record(id, delivery, again)
        return
      } catch (error) {
        log.error({ outboxId: id, code: codeOf(error), err: error }, 'could not record a delivery; trying again')
        if (stopping) return
        await pause(STORAGE_WAIT_MS)
      }
    }
  }

  /** Writes down what became of an effect. True when it is to be tried again. */
  async function conclude(row: OutboxRow, delivery: Delivery): Promise<boolean> {
    const again = retryAt(row, delivery)
    // Told before it is written: after a crash in between it is told again rather than never.
    if (again === undefined && delivery.state !== 'accepted') await report(row.effect, delivery)
    await record(row.id, delivery, again)
    worked += 1
    if (again === undefined) unanswered.delete(row.id)
    return again !== undefined
  }

  async function serve(rows: OutboxRow[]): Promise<void> {
    for (let at = 0; at < rows.length; ) {
      if (stopping) return
      const group = together(rows, at)
      at += group.length
      const deliveries = await Promise.all(group.map(attempt))
      let isHeld = false
      for (const [i, row] of group.entries()) {
        const delivery = deliveries[i]
        if (delivery && (await conclude(row, delivery))) isHeld = true
      }
      if (isHeld) return
    }
  }

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
      const work = serve(queue).finally(() => {
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
    start: loop.start,
    nudge: loop.nudge,
    idle: loop.idle,
    worked: () => worked,
    wake() {
      waking = true
      loop.nudge()
    },
    async stop() {
      stopping = true
      await loop.stop()
      await Promise.all(lanes.values())
    },
  }
}
