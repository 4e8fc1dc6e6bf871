import type { Effect } from '../domain/effect'

/** How often something is tried and how long is waited in between. */
export interface RetryPlan {
  /** Attempts in all, the first one included. */
  attempts: number
  /** Wait after the first, second, ... failed attempt in milliseconds; the last one holds for all later ones. */
  backoffMs: readonly number[]
  /** How often an attempt that got no answer may be repeated. More than none risks a second copy where a platform knows no keys. */
  afterUnknown: number
}

/**
 * What must arrive is tried for about a day; the short steps at the beginning bring work back soon after an outage.
 * A note that got no answer is not sent again: twice would be worse than never. Everything but `send` may be repeated harmlessly.
 */
export const JOB_CATALOGUE = {
  'send-must': { attempts: 1500, backoffMs: [500, 1000, 2000, 2000, 2000, 5000, 10_000, 30_000, 60_000], afterUnknown: 1 },
  'send-note': { attempts: 12, backoffMs: [1000, 2000, 5000, 15_000, 60_000, 300_000], afterUnknown: 0 },
  update: { attempts: 60, backoffMs: [500, 1000, 2000, 5000, 15_000, 60_000], afterUnknown: 3 },
  document: { attempts: 30, backoffMs: [500, 2000, 10_000, 60_000], afterUnknown: 3 },
  'save-customer': { attempts: 30, backoffMs: [500, 2000, 10_000, 60_000], afterUnknown: 3 },
  track: { attempts: 200, backoffMs: [1000, 5000, 30_000, 120_000, 600_000], afterUnknown: 3 },
  /** An inbound event whose handler throws. */
  inbound: { attempts: 4, backoffMs: [100, 500, 2000], afterUnknown: 0 },
  /** A due timer whose firing throws; never given up, but reported after the attempts named. */
  timer: { attempts: 4, backoffMs: [100, 400, 1500, 10_000, 60_000], afterUnknown: 0 },
} as const satisfies Record<string, RetryPlan>

export type JobName = keyof typeof JOB_CATALOGUE

export const jobOf = (effect: Effect): JobName => (effect.kind === 'send' ? `send-${effect.urgency}` : effect.kind)

/** Wait before the next attempt when `failed` attempts (1, 2, ...) were in vain. */
export const backoffMs = (plan: RetryPlan, failed: number): number =>
  plan.backoffMs[Math.min(failed, plan.backoffMs.length) - 1] ?? plan.backoffMs[0] ?? 1000

/** Faults of the storage pass by themselves, so they are waited out and count as nobody's failure. */
export const STORAGE_WAIT_MS = 500
