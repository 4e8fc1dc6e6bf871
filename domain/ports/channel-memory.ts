/** One thing a channel remembers. `topic` groups entries that are looked up together, such as the messages of one chat. */
export interface MemoryEntry {
  key: string
  topic: string
  /** Any text, at most 64 KB; usually JSON. */
  value: string
}

/**
 * What a channel must still know after a restart: who is who on its platform, what it sent, tokens, times of sends. Shelves are named
 * "<channel>.<what>". Everything resolves once it is on disk. Throws Fault STORAGE_UNREACHABLE.
 */
export interface ChannelMemory {
  read(shelf: string, key: string): Promise<MemoryEntry | undefined>
  /** The entries of a topic, last added first; a changed entry keeps its place. */
  newest(shelf: string, topic: string, limit: number): Promise<MemoryEntry[]>
  /** The whole shelf, first added first. */
  list(shelf: string): Promise<MemoryEntry[]>
  /** Adds the entry or changes its topic and value. */
  write(shelf: string, entry: MemoryEntry): Promise<void>
  /** Adds the entry and removes every other one with its key or its topic, in one write: pairs that are unique on both sides. */
  pair(shelf: string, entry: MemoryEntry): Promise<void>
  /** Removes the entry; where `onlyValue` is given, only while that is still its value. True when it was removed. */
  remove(shelf: string, key: string, onlyValue?: string): Promise<boolean>
  /** Removes what was added before this instant (ISO). Gives the count. */
  forgetBefore(shelf: string, iso: string): Promise<number>
}
