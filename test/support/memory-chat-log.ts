import type { ChatLog, LoggedMessage } from '../../domain/ports/chat-log'

/** A chat log in memory, for tests. Ids rise: m1, m2, ... */
export function memoryChatLog(): ChatLog {
  let messages: LoggedMessage[] = []
  let byKey = new Map<string, string>()
  let next = 1
  const find = (id: string | undefined): LoggedMessage | undefined => messages.find((m) => m.id === id)

  return {
    append: async (key, message) => {
      const known = find(byKey.get(key))
      if (known) return structuredClone(known)
      const stored: LoggedMessage = { ...structuredClone(message), id: `m${next++}` }
      messages.push(stored)
      byKey.set(key, stored.id)
      return structuredClone(stored)
    },
    replace: async (messageId, change) => {
      const stored = find(messageId)
      if (!stored) return undefined
      Object.assign(stored, structuredClone(change))
      if (!change.card) delete stored.card
      return structuredClone(stored)
    },
    get: async (messageId) => structuredClone(find(messageId)),
    list: async (chatId, after) => {
      const start = after === undefined ? 0 : messages.findIndex((m) => m.id === after) + 1
      return messages
        .slice(start)
        .filter((m) => m.chatId === chatId)
        .map((m) => structuredClone(m))
    },
    clear: async () => {
      messages = []
      byKey = new Map()
    },
  }
}
