import { codeOf } from '../../domain/fault'
import type { Log } from '../../domain/ports/log'
import type { RedisConnections } from './redis-connection'

const ASK_EVERY_MS = 30_000

export interface SharedTime {
  nowMs(): number
  stop(): void
}

/**
 * One time for all processes, that of Redis, so that machines whose clocks are some seconds apart agree on what is due. Without an
 * answer the last known difference holds.
 */
export async function createSharedTime(redis: RedisConnections, log: Log, localMs: () => number = Date.now): Promise<SharedTime> {
  let aheadMs = 0

  async function ask(): Promise<void> {
    try {
      const before = localMs()
      const [seconds, micros] = await redis.commands.time()
      const after = localMs()
      aheadMs = Number(seconds) * 1000 + Math.floor(Number(micros) / 1000) - (before + after) / 2
      if (Math.abs(aheadMs) > 2000)
        log.warn({ aheadMs: Math.round(aheadMs) }, 'this machine has another time than Redis; that of Redis is used')
    } catch (error) {
      log.debug({ code: codeOf(error) }, 'could not ask Redis for the time')
    }
  }

  await ask()
  const timer = setInterval(() => void ask(), ASK_EVERY_MS)
  timer.unref()
  return { nowMs: () => Math.round(localMs() + aheadMs), stop: () => clearInterval(timer) }
}
