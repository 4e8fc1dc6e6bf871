import type { Head } from './journal-documents'

/** So long a head is taken as read: a command is decided and written at once after its order was loaded. */
const FRESH_MS = 1000
const MOST_KNOWN = 4096

/**
 * Heads of orders as they were loaded a moment ago, so that writing need not read them again. One that was overtaken meanwhile does no
 * harm: the next version is claimed already, and the claim is what decides.
 */
export interface KnownHeads {
  note(number: string, head: Head): void
  /** At this version, if it was loaded just now. */
  at(number: string, version: number): Head | undefined
  forget(): void
}

export function createKnownHeads(): KnownHeads {
  const known = new Map<string, { head: Head; atMs: number }>()
  return {
    note(number, head) {
      known.delete(number)
      known.set(number, { head, atMs: performance.now() })
      if (known.size > MOST_KNOWN) known.delete(known.keys().next().value ?? '')
    },
    at(number, version) {
      const one = known.get(number)
      return one && one.head.version === version && performance.now() - one.atMs < FRESH_MS ? one.head : undefined
    },
    forget: () => known.clear(),
  }
}
