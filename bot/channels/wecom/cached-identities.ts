import { bound } from './bot-outlet'
import { identityKey, type Identities } from './identities'

/** Another process may bind as well; after this its word holds here too. */
const KEEP_MS = 60_000
const MOST_KEPT = 20_000

/** Looks into the storage once a minute per id at most: every message asks who it is from. */
export function cachedIdentities(inner: Identities, nowMs: () => number): Identities {
  const kept = new Map<string, { value: string | undefined; atMs: number }>()

  async function through(key: string, read: () => Promise<string | undefined>): Promise<string | undefined> {
    const known = kept.get(key)
    // Strangers are not remembered: they may be bound at any moment, and there is no end of them.
    if (known?.value !== undefined && nowMs() - known.atMs < KEEP_MS) return known.value
    const value = await read()
    if (value !== undefined) {
      kept.set(key, { value, atMs: nowMs() })
      bound(kept, MOST_KEPT)
    }
    return value
  }

  return {
    ours: (kind, platformId) => through(`ours ${kind} ${identityKey(kind, platformId)}`, () => inner.ours(kind, platformId)),
    theirs: (kind, ourId) => through(`theirs ${kind} ${ourId}`, () => inner.theirs(kind, ourId)),
    async bind(kind, platformId, ourId) {
      await inner.bind(kind, platformId, ourId)
      // Whatever either side was bound to before is over.
      kept.clear()
    },
  }
}
