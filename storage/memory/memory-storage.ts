import type { StorageEngine } from '../engine'
import { createMemoryBook } from './memory-book'
import { createMemoryChannelMemory } from './memory-channel-memory'
import { createMemoryChatLog, createMemoryFileVault } from './memory-files'
import { createMemoryInbox, createMemoryOutbox } from './memory-inbox-outbox'
import { createMemoryState } from './memory-state'

/** The whole engine in memory, for tests and trials: same promises but the one of surviving. */
export function openMemoryStorage({ nowIso }: { nowIso: () => string }): StorageEngine {
  const state = createMemoryState()
  const notes = new Map<string, string>()
  const { book, timers, master, audit } = createMemoryBook(state, nowIso)
  return {
    book,
    timers,
    master,
    audit,
    inbox: createMemoryInbox(state),
    outbox: createMemoryOutbox(state, nowIso),
    vault: createMemoryFileVault(),
    chatLog: createMemoryChatLog(),
    channelMemory: createMemoryChannelMemory(nowIso),
    notes: {
      read: async (key) => notes.get(key),
      async write(key, value) {
        notes.set(key, value)
      },
    },
    // Nothing in memory lives long enough.
    trim: async () => ({ inbox: 0, outbox: 0 }),
    close: () => book.close(),
  }
}
