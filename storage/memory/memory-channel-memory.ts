import type { ChannelMemory, MemoryEntry } from '../../domain/ports/channel-memory'

export function createMemoryChannelMemory(nowIso: () => string): ChannelMemory {
  const shelves = new Map<string, Map<string, MemoryEntry & { addedMs: number }>>()
  const shelfOf = (shelf: string): Map<string, MemoryEntry & { addedMs: number }> => {
    const known = shelves.get(shelf) ?? new Map<string, MemoryEntry & { addedMs: number }>()
    shelves.set(shelf, known)
    return known
  }
  const plain = ({ key, topic, value }: MemoryEntry): MemoryEntry => ({ key, topic, value })
  const put = (shelf: string, entry: MemoryEntry): void => {
    const kept = shelfOf(shelf)
    kept.set(entry.key, { ...plain(entry), addedMs: kept.get(entry.key)?.addedMs ?? Date.parse(nowIso()) })
  }
  return {
    async read(shelf, key) {
      const found = shelfOf(shelf).get(key)
      return found && plain(found)
    },
    newest: async (shelf, topic, limit) =>
      [...shelfOf(shelf).values()]
        .filter((e) => e.topic === topic)
        .toReversed()
        .slice(0, limit)
        .map(plain),
    list: async (shelf) => [...shelfOf(shelf).values()].map(plain),
    write: async (shelf, entry) => put(shelf, entry),
    async pair(shelf, entry) {
      const kept = shelfOf(shelf)
      for (const e of kept.values()) if (e.key === entry.key || e.topic === entry.topic) kept.delete(e.key)
      put(shelf, entry)
    },
    async remove(shelf, key, onlyValue) {
      const kept = shelfOf(shelf)
      return (onlyValue === undefined || kept.get(key)?.value === onlyValue) && kept.delete(key)
    },
    async forgetBefore(shelf, iso) {
      const kept = shelfOf(shelf)
      const old = [...kept.values()].filter((e) => e.addedMs < Date.parse(iso))
      for (const { key } of old) kept.delete(key)
      return old.length
    },
  }
}
