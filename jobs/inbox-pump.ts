import { codeOf } from '../domain/fault'
import type { Inbound } from '../domain/message'
import type { Log } from '../domain/ports/log'
import type { Inbox } from '../domain/ports/order-book'
import { backoffMs, JOB_CATALOGUE, STORAGE_WAIT_MS } from './job-catalogue'
import { createScanLoop, type Scan } from './scan-loop'

const PAGE = 256
/** So many events are held in memory; the rest waits in the inbox. */
const MOST_HELD = 20_000
const MOST_RECENT = 4096

export interface InboxPumpOptions {
  inbox: Inbox
  log: Log
  /** Understands and carries out one event. Must itself be repeatable: after a crash the event comes again. */
  handle: (inbound: Inbound) => Promise<void>
  /** Told of an event whose handling failed in every attempt; it is then marked as handled, so that its chat goes on. */
  onPoisoned: (inbound: Inbound, error: unknown) => Promise<void>
  /** Chats served at the same time; default 8. */
  parallel?: number
}

export interface InboxPump {
  start(): void
  /** To be called after an event was accepted. Giving the event itself spares reading it again. */
  nudge(inbound?: Inbound): void
  /** Resolves once every accepted event is handled. */
  idle(): Promise<void>
  stop(): Promise<void>
  /** Events handled since the start. */
  worked(): number
}

interface Lane {
  queue: Inbound[]
  failed: number
  state: 'ready' | 'busy' | 'resting'
}

/**
 * Hands accepted events to their handler: one at a time per chat and in order of acceptance, chats side by side and in turns, so that
 * a chat that never stops talking cannot keep the others waiting.
 */
export function createInboxPump({ inbox, log, handle, onPoisoned, parallel = 8 }: InboxPumpOptions): InboxPump {
  const lanes = new Map<string, Lane>()
  /** Chats with work, in the order of their turns. */
  const turns: string[] = []
  const held = new Set<string>()
  const resting = new Set<NodeJS.Timeout>()
  const inFlight = new Set<Promise<void>>()
  /** Handled while the inbox is being read, so that what was read may be out of date. */
  const justHandled = new Set<string>()
  let reading = false
  /** Lately handled: a nudge may come after its event was found in the inbox and dealt with. */
  const recent = new Set<string>()
  let stopping = false
  /** True while everything pending is held, so that an event given with a nudge may be queued without reading. */
  let complete = false
  let worked = 0

  function enqueue(inbound: Inbound): void {
    if (held.has(inbound.id)) return
    held.add(inbound.id)
    const lane = lanes.get(inbound.chatId)
    if (lane) {
      lane.queue.push(inbound)
      return
    }
    lanes.set(inbound.chatId, { queue: [inbound], failed: 0, state: 'ready' })
    turns.push(inbound.chatId)
  }

  function rest(chatId: string, lane: Lane, ms: number): void {
    lane.state = 'resting'
    const timer = setTimeout(() => {
      resting.delete(timer)
      lane.state = 'ready'
      turns.push(chatId)
      takeTurns()
    }, ms)
    resting.add(timer)
  }

  async function settle(inbound: Inbound, lane: Lane): Promise<void> {
    await inbox.markHandled(inbound.id)
    lane.queue.shift()
    lane.failed = 0
    held.delete(inbound.id)
    if (reading) justHandled.add(inbound.id)
    recent.add(inbound.id)
    if (recent.size > MOST_RECENT) recent.delete(recent.values().next().value ?? '')
    worked += 1
  }

  /** Handles the foremost event of a chat. Gives the wait before its next turn. */
  async function step(lane: Lane, inbound: Inbound): Promise<number> {
    try {
      await handle(inbound)
      await settle(inbound, lane)
      return 0
    } catch (error) {
      if (codeOf(error) === 'STORAGE_UNREACHABLE') return STORAGE_WAIT_MS
      lane.failed += 1
      log.error({ inboundId: inbound.id, attempt: lane.failed, code: codeOf(error), err: error }, 'handling an event failed')
      if (lane.failed < JOB_CATALOGUE.inbound.attempts) return backoffMs(JOB_CATALOGUE.inbound, lane.failed)
      return giveUp(lane, inbound, error)
    }
  }

  async function giveUp(lane: Lane, inbound: Inbound, cause: unknown): Promise<number> {
    try {
      await onPoisoned(inbound, cause)
    } catch (error) {
      log.error({ inboundId: inbound.id, code: codeOf(error), err: error }, 'could not report an event that cannot be handled')
    }
    try {
      await settle(inbound, lane)
      return 0
    } catch {
      // The storage is away: the event stays foremost and gets another chance when it is back.
      return STORAGE_WAIT_MS
    }
  }

  async function serve(chatId: string, lane: Lane, inbound: Inbound): Promise<void> {
    const waitMs = await step(lane, inbound)
    if (lane.queue.length === 0) lanes.delete(chatId)
    else if (waitMs > 0 && !stopping) rest(chatId, lane, waitMs)
    else {
      lane.state = 'ready'
      turns.push(chatId)
    }
  }

  function takeTurns(): void {
    while (inFlight.size < parallel) {
      if (stopping) return
      const chatId = turns.shift()
      const lane = chatId === undefined ? undefined : lanes.get(chatId)
      const inbound = lane?.queue[0]
      if (chatId === undefined) break
      if (!lane || !inbound || lane.state !== 'ready') continue
      lane.state = 'busy'
      const work = serve(chatId, lane, inbound).finally(() => {
        inFlight.delete(work)
        takeTurns()
        if (lanes.size === 0 || !complete) loop.nudge()
      })
      inFlight.add(work)
    }
  }

  async function readPending(limit: number): Promise<void> {
    reading = true
    try {
      const rows = await inbox.pending(limit)
      for (const row of rows) if (!justHandled.has(row.id)) enqueue(row)
      complete = rows.length < limit
    } finally {
      reading = false
      justHandled.clear()
    }
  }

  async function scan(): Promise<Scan> {
    if (held.size < MOST_HELD) {
      await readPending(held.size + PAGE)
      if (!complete) loop.nudge()
    }
    takeTurns()
    return { quiet: complete && held.size === 0 }
  }

  const loop = createScanLoop('inbox-pump', log, scan)
  return {
    start: loop.start,
    idle: loop.idle,
    worked: () => worked,
    nudge(inbound) {
      if (inbound && complete && held.size < MOST_HELD && !recent.has(inbound.id)) {
        enqueue(inbound)
        takeTurns()
        return
      }
      complete = false
      loop.nudge()
    },
    async stop() {
      stopping = true
      for (const timer of resting) clearTimeout(timer)
      await loop.stop()
      await Promise.all(inFlight)
    },
  }
}
