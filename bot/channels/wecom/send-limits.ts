import type { Rate, Scope, SlidingLimit } from '../sliding-limit'

/** Kept below the platform's own 30 a minute and 1000 an hour: its windows are measured on its side, and a card update counts too. */
export const CONVERSATION: readonly Rate[] = [
  { ms: 60_000, most: 25 },
  { ms: 3_600_000, most: 900 },
]
/** A card update after a click has five seconds, so it may use the rest of the platform's room. */
export const CONVERSATION_URGENT: readonly Rate[] = [
  { ms: 60_000, most: 28 },
  { ms: 3_600_000, most: 960 },
]
/** What a member gets of one app; more is dropped by the platform without a word. */
export const MEMBER: readonly Rate[] = [...CONVERSATION]
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
  /** Resolves with true when one send fits all scopes, and counts it; with false when the channel stops before that. */
  acquire(scopes: readonly Scope[]): Promise<boolean>
  /** Counts one send at once, or gives false when there is no room. */
  tryNow(scopes: readonly Scope[]): boolean
  /** Milliseconds until the scopes have room. */
  wait(scopes: readonly Scope[]): number
  /** The platform said "too often". */
  block(scope: string, ms: number): void
  /** Ends all waiting. */
  close(): void
}

export const conversationScope = (mode: 'bot' | 'app', id: string): Scope => ({
  name: `${mode}:${id}`,
  rates: mode === 'bot' ? CONVERSATION : MEMBER,
})
export const urgentScope = (mode: 'bot' | 'app', id: string): Scope => ({ name: `${mode}:${id}`, rates: CONVERSATION_URGENT })
export const robotScope = (id: string): Scope => ({ name: `robot:${id}`, rates: ROBOT })
export const UPLOAD_SCOPE: Scope = { name: 'bot-uploads', rates: BOT_UPLOADS }
export const ENTERPRISE_SCOPE: Scope = { name: 'enterprise', rates: ENTERPRISE }

const HOUR_MS = 3_600_000

export function sendLimits(limit: SlidingLimit, nowMs: () => number, times?: SendTimes): SendLimits {
  const wakers = new Set<() => void>()
  let closed = false

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        wakers.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      timer.unref()
      wakers.add(wake)
    })

  return {
    async restore() {
      closed = false
      for (const { scope, atMs } of (await times?.load(nowMs() - HOUR_MS)) ?? []) limit.remember(scope, atMs)
    },
    async acquire(scopes) {
      for (;;) {
        if (closed) return false
        const ms = limit.take(scopes, nowMs())
        if (ms === 0) break
        await sleep(Math.min(ms, 60_000))
      }
      // Written before the send: a crash in between counts a message that was not sent, which only waits longer.
      if (times) for (const { name } of scopes) if (name !== ENTERPRISE_SCOPE.name) await times.note(name, nowMs())
      return true
    },
    tryNow: (scopes) => limit.take(scopes, nowMs()) === 0,
    wait: (scopes) => limit.wait(scopes, nowMs()),
    block: (scope, ms) => limit.block(scope, nowMs() + ms),
    close() {
      closed = true
      for (const wake of wakers) wake()
    },
  }
}
