import type { Clock } from '../../domain/ports/clock'

export interface MovableClock extends Clock {
  /** Moves forward to the instant; an earlier one changes nothing. On disk when it resolves. */
  advanceTo(iso: string): Promise<void>
  /** Starts at any instant, also an earlier one: for a new world alone. */
  restartAt(iso: string): Promise<void>
  /** Another process moved the clock that all share. */
  follow(offsetMs: number): void
  /** How far it runs ahead of the real time, in milliseconds. */
  offsetMs(): number
}

export interface MovableClockOptions {
  /** As last saved; 0 at first. */
  offsetMs: number
  /** Keeps the offset, so that a restart does not turn the time back. */
  saveOffset: (offsetMs: number) => Promise<void>
  realNowMs?: () => number
}

/** Real time plus an offset. */
export function createMovableClock({ offsetMs, saveOffset, realNowMs = () => Date.now() }: MovableClockOptions): MovableClock {
  let offset = offsetMs
  const nowMs = (): number => realNowMs() + offset

  async function moveBy(ms: number): Promise<void> {
    // Kept first: what is done at the new time must not meet an older one after a crash.
    const moved = offset + ms
    await saveOffset(moved)
    offset = moved
  }

  return {
    nowMs,
    nowIso: () => new Date(nowMs()).toISOString(),
    offsetMs: () => offset,
    follow(offsetMs) {
      offset = offsetMs
    },
    async advanceTo(iso) {
      const ms = Date.parse(iso) - nowMs()
      if (ms > 0) await moveBy(ms)
    },
    restartAt: (iso) => moveBy(Date.parse(iso) - nowMs()),
  }
}
