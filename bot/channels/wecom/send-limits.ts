import type { Clock } from '../../../domain/ports/clock'
import type { Rate, Scope, SlidingLimit } from '../sliding-limit'

/** Kept below the platform's own 30 a minute and 1000 an hour: its windows are measured on its side, and a card update counts too. */
export const CONVERSATION: readonly Rate[] = [
  { ms: 60_000, most: 25 },
  { ms: 3_600_000, most: 900 },
]
/** What a member gets of one app; more is dropped by the platform without a word. */
export const MEMBER = CONVERSATION
/** Init, every piece and finish count. */
export const BOT_UPLOADS: readonly Rate[] = [
  { ms: 60_000, most: 28 },
  { ms: 3_600_000, most: 950 },
]
/** 20 a minute by the page, failures included, and never two at once. */
export const ROBOT: readonly Rate[] = [
  { ms: 61_000, most: 20 },
  { ms: 3_000, most: 1 },
]
/** The API allows 10 000 a minute and 150 000 an hour per enterprise. */
export const ENTERPRISE: readonly Rate[] = [
  { ms: 60_000, most: 9_000 },
  { ms: 3_600_000, most: 140_000 },
]

/** Times of sends on disk, so that a restart does not forget what the platform remembers; several processes may share it. */
export interface SendTimes {
  /** Sends since then, oldest first. */
  load(sinceMs: number): Promise<{ scope: string; atMs: number }[]>
  note(scope: string, atMs: number): Promise<void>
}

export interface SendLimits {
  /** Restores what was sent before this start. */
  restore(): Promise<void>
  /** Resolves when one send fits all scopes, and counts it. */
  acquire(scopes: readonly Scope[]): Promise<void>
  /** Milliseconds until the scopes have room. */
  wait(scopes: readonly Scope[]): number
  /** The platform said "too often". */
  block(scope: string, ms: number): void
}

export const conversationScope = (mode: 'bot' | 'app', id: string): Scope => ({
  name: `${mode}:${id}`,
  rates: mode === 'bot' ? CONVERSATION : MEMBER,
})
export const robotScope = (id: string): Scope => ({ name: `robot:${id}`, rates: ROBOT })
export const UPLOAD_SCOPE: Scope = { name: 'bot-uploads', rates: BOT_UPLOADS }
export const ENTERPRISE_SCOPE: Scope = { name: 'enterprise', rates: ENTERPRISE }

const HOUR_MS = 3_600_000

export function sendLimits(limit: SlidingLimit, clock: Clock, times?: SendTimes, sleep = pause): SendLimits {
  return {
    async restore() {
      for (const { scope, atMs } of (await times?.load(clock.nowMs() - HOUR_MS)) ?? []) limit.remember(scope, atMs)
    },
    async acquire(scopes) {
      for (;;) {
        const ms = limit.take(scopes, clock.nowMs())
        if (ms === 0) break
        await sleep(Math.min(ms, 60_000))
      }
      // Written before the send: a crash in between counts a message that was not sent, which only waits longer.
      if (times) for (const { name } of scopes) if (name !== ENTERPRISE_SCOPE.name) await times.note(name, clock.nowMs())
    },
    wait: (scopes) => limit.wait(scopes, clock.nowMs()),
    block: (scope, ms) => limit.block(scope, clock.nowMs() + ms),
  }
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
