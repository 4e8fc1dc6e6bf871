import { codeOf } from '../../domain/fault'
import type { Inbound } from '../../domain/message'
import type { InboxPump, InboxPumpOptions } from '../inbox-pump'
import { backoffMs, JOB_CATALOGUE, STORAGE_WAIT_MS } from '../job-catalogue'
import { createScanLoop, type Scan } from '../scan-loop'
import { createLaneQueue, type LaneQueue } from './lane-queue'
import type { RedisConnections } from './redis-connection'

const PAGE = 512
const LOOK_EVERY_MS = 500
const PATROL_MS = 1000
/** Where an engine cannot list one chat, so many pending events are read to find its own. */
const MOST_SIFTED = 5000

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Hands accepted events to their handler, for several processes: each chat to one process at a time, in order of acceptance. What was
 * handled is known by the book, so that an event handed out twice has one effect.
 */
export function createBullmqInboxPump(
  options: InboxPumpOptions & { redis: RedisConnections; onLanes?: (lanes: LaneQueue) => void },
): InboxPump {
  const { inbox, log, handle, onPoisoned, redis, parallel = 16 } = options
  let stopping = false
  let worked = 0

  const pendingOf = async (chatId: string): Promise<Inbound[]> =>
    inbox.pendingOf
      ? inbox.pendingOf(chatId, PAGE)
      : (await inbox.pending(MOST_SIFTED)).filter((inbound) => inbound.chatId === chatId)

  /** Handles one event, with its retries. False when the storage is away and the event has to wait. */
  async function handleOne(inbound: Inbound): Promise<boolean> {
    for (let failed = 1; ; failed += 1) {
      try {
        await handle(inbound)
        return true
      } catch (error) {
        if (codeOf(error) === 'STORAGE_UNREACHABLE') return false
        log.error({ inboundId: inbound.id, attempt: failed, code: codeOf(error), err: error }, 'handling an event failed')
        if (failed >= JOB_CATALOGUE.inbound.attempts) {
          await onPoisoned(inbound, error).catch((cause: unknown) =>
            log.error(
              { inboundId: inbound.id, code: codeOf(cause), err: cause },
              'could not report an event that cannot be handled',
            ),
          )
          return true
        }
        await pause(backoffMs(JOB_CATALOGUE.inbound, failed))
      }
    }
  }

  async function serve(chatId: string): Promise<void> {
    while (!stopping) {
      const events = await pendingOf(chatId)
      if (events.length === 0) break
      for (const inbound of events) {
        if (stopping) return
        if (!(await handleOne(inbound))) {
          await pause(STORAGE_WAIT_MS)
          return
        }
        await inbox.markHandled(inbound.id)
        worked += 1
      }
    }
    loop.nudge()
  }

  async function scan(): Promise<Scan> {
    const pending = await inbox.pending(PAGE)
    const serving = lanes.serving()
    await lanes.kick([...new Set(pending.map((inbound) => inbound.chatId))].filter((chat) => !serving.has(chat)))
    return pending.length === 0 && serving.size === 0
      ? { quiet: true }
      : { quiet: false, againInMs: LOOK_EVERY_MS, isWatch: true }
  }

  const loop = createScanLoop('inbox-lanes', log, scan)
  const lanes = createLaneQueue({
    name: 'inbound',
    redis,
    log,
    parallel,
    serve: (chatId) =>
      serve(chatId).catch((error: unknown) =>
        log.error({ chatId, code: codeOf(error), err: error }, 'serving a chat ended; it comes again'),
      ),
    onAlarm: () => loop.patrol(),
  })
  options.onLanes?.(lanes)
  // What another process accepted and could not hand out, because it died or Redis forgot, is found by looking.
  loop.patrolEvery(PATROL_MS)

  return {
    start() {
      lanes.start()
      loop.start()
    },
    nudge(inbound) {
      if (inbound) void lanes.kick([inbound.chatId])
      else loop.nudge()
    },
    idle: loop.idle,
    worked: () => worked,
    async stop() {
      stopping = true
      await loop.stop()
      await lanes.stop()
    },
  }
}
