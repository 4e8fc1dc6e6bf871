/** Keeps away from an endpoint that fails: after some failures in a row nobody is asked for a while, then one question tries it again. */
export interface Breaker {
  /** Whether a question may be sent now. A true answer must be followed by `done`. */
  mayTry(): boolean
  done(outcome: 'good' | 'bad', restMs?: number): void
}

const FAILURES = 3
const REST_MS = 60_000
const LONGEST_REST_MS = 600_000

/** `nowMs` only ever grows; it is not the time of day. */
export function createBreaker(nowMs: () => number): Breaker {
  let failures = 0
  let closedUntil = 0
  let trying = false
  return {
    mayTry() {
      if (nowMs() < closedUntil || (failures >= FAILURES && trying)) return false
      trying = true
      return true
    },
    done(outcome, restMs = 0) {
      trying = false
      if (outcome === 'good') {
        failures = 0
        closedUntil = 0
        return
      }
      failures++
      const rest = Math.min(Math.max(restMs, failures >= FAILURES ? REST_MS : 0), LONGEST_REST_MS)
      closedUntil = Math.max(closedUntil, nowMs() + rest)
    },
  }
}
