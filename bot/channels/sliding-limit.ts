/** At most `most` sends in any stretch of `ms` milliseconds. */
export interface Rate {
  ms: number
  most: number
}

/** A scope with its own rates: one conversation, one robot key, one member. */
export interface Scope {
  name: string
  rates: readonly Rate[]
}

export interface SlidingLimit {
  /** 0 and the send is counted in every scope, or the milliseconds to wait until all of them have room (nothing is counted then). */
  take(scopes: readonly Scope[], nowMs: number): number
  /** The wait without taking. */
  wait(scopes: readonly Scope[], nowMs: number): number
  /** Counts a send that happened before, as after a restart. */
  remember(scope: string, atMs: number): void
  /** Nothing is sent in this scope before `untilMs`: the platform said so. */
  block(scope: string, untilMs: number): void
  /** Scopes held in memory. */
  size(): number
}

/** Scopes that nobody used for so long are forgotten; longer than any window a platform names. */
const FORGET_AFTER_MS = 2 * 3_600_000
const SWEEP_EVERY = 4096

interface Log {
  /** Send times, oldest first, from `head` on. */
  times: number[]
  head: number
  /** So many are needed at most by anyone who asks about this scope; urgent sends may have wider rates than others. */
  keep: number
  blockedUntil: number
}

/**
 * Keeps the times of the last sends of each scope and lets a send pass only when no window that ends now would hold too many.
 * Unlike buckets that refill at fixed moments it holds in every window, wherever that begins. A take costs the number of rates.
 */
export function slidingLimit(): SlidingLimit {
  const logs = new Map<string, Log>()
  let takes = 0

  const logOf = (name: string): Log => {
    const known = logs.get(name)
    if (known) return known
    const fresh: Log = { times: [], head: 0, keep: 1, blockedUntil: 0 }
    logs.set(name, fresh)
    return fresh
  }

  const waitOf = ({ name, rates }: Scope, nowMs: number): number => {
    const log = logs.get(name)
    if (!log) return 0
    let wait = log.blockedUntil - nowMs
    for (const { ms, most } of rates) {
      const oldest = log.times.length - most
      const at = oldest >= log.head ? log.times[oldest] : undefined
      if (at !== undefined) wait = Math.max(wait, at + ms - nowMs)
    }
    return Math.max(0, wait)
  }

  const count = ({ name, rates }: Scope, nowMs: number): void => {
    const log = logOf(name)
    // A clock that was set back must not make the log unsorted: the later time stands, which only waits longer.
    log.times.push(Math.max(nowMs, log.times.at(-1) ?? nowMs))
    log.keep = rates.reduce((most, rate) => Math.max(most, rate.most), log.keep)
    log.head = Math.max(log.head, log.times.length - log.keep)
    if (log.head > 1024 && log.head * 2 > log.times.length) {
      log.times = log.times.slice(log.head)
      log.head = 0
    }
  }

  const sweep = (nowMs: number): void => {
    takes += 1
    if (takes % SWEEP_EVERY !== 0) return
    for (const [name, log] of logs)
      if ((log.times.at(-1) ?? 0) < nowMs - FORGET_AFTER_MS && log.blockedUntil < nowMs) logs.delete(name)
  }

  const wait = (scopes: readonly Scope[], nowMs: number): number =>
    scopes.reduce((longest, scope) => Math.max(longest, waitOf(scope, nowMs)), 0)

  return {
    wait,
    take(scopes, nowMs) {
      const ms = wait(scopes, nowMs)
      if (ms > 0) return ms
      for (const scope of scopes) count(scope, nowMs)
      sweep(nowMs)
      return 0
    },
    remember(scope, atMs) {
      const log = logOf(scope)
      log.times.push(atMs)
      if ((log.times.at(-2) ?? atMs) > atMs) {
        log.times = log.times.slice(log.head).sort((a, b) => a - b)
        log.head = 0
      }
    },
    block(scope, untilMs) {
      const log = logOf(scope)
      log.blockedUntil = Math.max(log.blockedUntil, untilMs)
    },
    size: () => logs.size,
  }
}
