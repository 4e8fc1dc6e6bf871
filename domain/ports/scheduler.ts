import type { DueTimer } from './order-book'

/** The alarm clock over the book's timers. Losing it loses nothing: it is filled again from the book. */
export interface Scheduler {
  /** `fire` is called for each due timer, in order of its due time; never before it is due. */
  start(fire: (timer: DueTimer) => Promise<void>): Promise<void>
  /** To be called after every commit that may have changed timers. */
  nudge(): void
  /** Resolves once no timer is due at the current clock and none is being fired. */
  idle(): Promise<void>
  stop(): Promise<void>
}
