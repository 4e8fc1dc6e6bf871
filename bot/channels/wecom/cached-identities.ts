import { bound } from './bot-outlet'
import { identityKey, type Identities, type IdentityKind } from './identities'

/** Another process may bind as well; after this its word holds here too. */
const KEEP_MS = 60_000
const MOST_KEPT = 20_000

type Kept = Map<string, { atMs: number; answer: Promise<string> }>

/** Looks into the storage once a minute per id at most: every message asks who it is from. */
export function cachedIdentities(inner: Identities, nowMs: () => number): Identities {
  const perKind = (): Record<IdentityKind, Kept> => ({ person: new Map(), group: new Map(), direct: new Map() })
  let ours = perKind()
  let theirs = perKind()

  function through(kept: Kept, key: string, read: () => Promise<string | undefined>): Promise<string | undefined> {
    const known = kept.get(key)
    if (known && nowMs() - known.atMs < KEEP_MS) return known.answer
    return read().then((value) => {
      // Strangers are not remembered: they may be bound at any moment, and there is no end of them.
      if (value === undefined) return undefined
      kept.set(key, { atMs: nowMs(), answer: Promise.resolve(value) })
      bound(kept, MOST_KEPT)
      return value
    })
  }

  return {
    ours: (kind, platformId) => through(ours[kind], identityKey(kind, platformId), () => inner.ours(kind, platformId)),
    theirs: (kind, ourId) => through(theirs[kind], ourId, () => inner.theirs(kind, ourId)),
    async bind(kind, platformId, ourId) {
      await inner.bind(kind, platformId, ourId)
      // Whatever either side was bound to before is over.
      ours = perKind()
      theirs = perKind()
    },
  }
}
