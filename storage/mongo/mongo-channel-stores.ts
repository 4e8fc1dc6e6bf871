import type { ChannelMemory, MemoryEntry } from '../../domain/ports/channel-memory'
import type { ChatLog, LoggedMessage } from '../../domain/ports/chat-log'
import type { Counters } from './mongo-counters'
import { instantMs, isDuplicate, word } from './mongo-faults'
import type { ChatLogDoc, MemoryDoc, Models } from './mongo-models'

const plain = ({ key, topic, value }: MemoryDoc): MemoryEntry => ({ key, topic, value })

export function createMongoChannelMemory({ memory }: Models, counters: Counters, nowMs: () => number): ChannelMemory {
  const idOf = (shelf: string, key: string): string => `${word(shelf)}\n${word(key)}`
  async function put(shelf: string, { key, topic, value }: MemoryEntry): Promise<void> {
    const _id = idOf(shelf, key)
    const change = await memory.updateOne({ _id }, { $set: { topic, value } })
    if (change.matchedCount > 0) return
    const seq = await counters.take('memory', 1)
    try {
      await memory.collection.insertOne({ _id, shelf, key, topic, seq, addedMs: nowMs(), value } as never)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      await memory.updateOne({ _id }, { $set: { topic, value } })
    }
  }
  return {
    async read(shelf, key) {
      const found = await memory.findOne({ _id: idOf(shelf, key) }).lean<MemoryDoc>()
      return found ? plain(found) : undefined
    },
    newest: async (shelf, topic, limit) =>
      (
        await memory
          .find({ shelf: word(shelf), topic: word(topic) })
          .sort({ seq: -1 })
          .limit(limit)
          .lean<MemoryDoc[]>()
      ).map(plain),
    list: async (shelf) =>
      (
        await memory
          .find({ shelf: word(shelf) })
          .sort({ seq: 1 })
          .lean<MemoryDoc[]>()
      ).map(plain),
    write: put,
    async pair(shelf, entry) {
      // The new pair first: after a crash in between both are there, and the next pairing clears the old one.
      await put(shelf, entry)
      await memory.deleteMany({ shelf, topic: entry.topic, key: { $ne: entry.key } })
    },
    async remove(shelf, key, onlyValue) {
      const filter = { _id: idOf(shelf, key), ...(onlyValue === undefined ? {} : { value: word(onlyValue) }) }
      return (await memory.deleteOne(filter)).deletedCount > 0
    },
    async forgetBefore(shelf, iso) {
      return (await memory.deleteMany({ shelf: word(shelf), addedMs: { $lt: instantMs(iso) } })).deletedCount
    },
  }
}

const seqOf = (messageId: string): number => (/^m\d{1,15}$/.test(messageId) ? Number(messageId.slice(1)) : -1)
const toMessage = (doc: Pick<ChatLogDoc, '_id' | 'message'>): LoggedMessage => ({
  id: `m${doc._id}`,
  ...(JSON.parse(doc.message) as Omit<LoggedMessage, 'id'>),
})

/** Ids are m1, m2, ... and are never given twice. */
export function createMongoChatLog({ chatlog }: Models, counters: Counters): ChatLog {
  const byKey = async (key: string): Promise<LoggedMessage | undefined> => {
    const known = await chatlog.findOne({ key: word(key) }).lean<ChatLogDoc>()
    return known ? toMessage(known) : undefined
  }
  const read = async (messageId: string): Promise<LoggedMessage | undefined> => {
    const found = await chatlog.findOne({ _id: seqOf(messageId) }).lean<ChatLogDoc>()
    return found ? toMessage(found) : undefined
  }
  return {
    async append(key, message) {
      const body = JSON.stringify(message)
      for (let attempt = 0; ; attempt += 1) {
        const known = await byKey(key)
        if (known) return known
        const _id = await counters.take('chatlog', 1)
        try {
          await chatlog.collection.insertOne({ _id, key, chatId: message.chatId, message: body } as never)
          return toMessage({ _id, message: body })
        } catch (error) {
          if (!isDuplicate(error) || attempt > 50) throw error
        }
      }
    },
    async replace(messageId, change) {
      const stored = await read(messageId)
      if (!stored) return undefined
      const { id: _id, ...changed }: LoggedMessage = { ...stored, ...change }
      await chatlog.updateOne({ _id: seqOf(messageId) }, { $set: { message: JSON.stringify(changed) } })
      return read(messageId)
    },
    get: read,
    async list(chatId, after) {
      const rows = await chatlog
        .find({ chatId: word(chatId), _id: { $gt: after ? seqOf(after) : -1 } })
        .sort({ _id: 1 })
        .lean<ChatLogDoc[]>()
      return rows.map(toMessage)
    },
    async clear() {
      await chatlog.deleteMany({})
    },
  }
}
