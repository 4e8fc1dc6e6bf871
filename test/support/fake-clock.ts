import type { Clock } from '../../domain/ports/clock'
import type { Log } from '../../domain/ports/log'
import { NOON } from './build-order'

/** A clock that stands still until the test moves it. */
export function fakeClock(startIso: string = NOON) {
  let now = Date.parse(startIso)
  return {
    nowMs: () => now,
    nowIso: () => new Date(now).toISOString(),
    set(iso: string) {
      now = Date.parse(iso)
    },
    advance(ms: number) {
      now += ms
    },
  } satisfies Clock & { set(iso: string): void; advance(ms: number): void }
}

export type FakeClock = ReturnType<typeof fakeClock>

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }
