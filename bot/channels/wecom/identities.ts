/** `person` and `direct` are named by a user id; `group` by a chat id. A direct chat is one person's private chat with us. */
export type IdentityKind = 'person' | 'group' | 'direct'

/** Which of our people and chats a platform id stands for. Kept by the storage; one id of ours per platform id and kind. */
export interface Identities {
  /** Our id for a platform's. */
  ours(kind: IdentityKind, platformId: string): Promise<string | undefined>
  /** The platform's id for ours, spelled as it was bound. */
  theirs(kind: IdentityKind, ourId: string): Promise<string | undefined>
  /** Binds, replacing what either side was bound to before. */
  bind(kind: IdentityKind, platformId: string, ourId: string): Promise<void>
}

/**
 * How a platform id is compared. User ids are the same in any case; the chat id of a group is not, and changing it would lead nowhere.
 */
export const identityKey = (kind: IdentityKind, platformId: string): string =>
  kind === 'group' ? platformId : platformId.toLowerCase()

export function memoryIdentities(): Identities {
  const byPlatform = new Map<string, { platformId: string; ourId: string }>()
  const byOurs = new Map<string, string>()
  const at = (kind: IdentityKind, id: string): string => `${kind} ${id}`
  return {
    ours: async (kind, platformId) => byPlatform.get(at(kind, identityKey(kind, platformId)))?.ourId,
    async theirs(kind, ourId) {
      const key = byOurs.get(at(kind, ourId))
      return key === undefined ? undefined : byPlatform.get(key)?.platformId
    },
    async bind(kind, platformId, ourId) {
      const key = at(kind, identityKey(kind, platformId))
      const before = byPlatform.get(key)
      if (before) byOurs.delete(at(kind, before.ourId))
      const other = byOurs.get(at(kind, ourId))
      if (other !== undefined) byPlatform.delete(other)
      byPlatform.set(key, { platformId, ourId })
      byOurs.set(at(kind, ourId), key)
    },
  }
}
