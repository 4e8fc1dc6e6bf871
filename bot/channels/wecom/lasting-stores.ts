import { randomUUID } from 'node:crypto'
import type { ChannelMemory } from '../../../domain/ports/channel-memory'
import type { StoredToken, TokenStore } from './access-token'
import { identityKey, type Identities, type IdentityKind } from './identities'
import type { SendTimes } from './send-limits'
import type { SentLog, SentRecord } from './sent-log'

const SENT = 'wecom.sent'
const TOKENS = 'wecom.tokens'
const SENDS = 'wecom.sends'
const shelfOf = (kind: IdentityKind): string => `wecom.${kind}`

/** Who is who, kept by the storage. */
export function lastingIdentities(memory: ChannelMemory): Identities & {
  /** Our ids that are bound, by kind. */
  bound(kind: IdentityKind): Promise<string[]>
} {
  return {
    ours: async (kind, platformId) => (await memory.read(shelfOf(kind), identityKey(kind, platformId)))?.topic,
    theirs: async (kind, ourId) => (await memory.newest(shelfOf(kind), ourId, 1))[0]?.value,
    bind: (kind, platformId, ourId) =>
      memory.pair(shelfOf(kind), { key: identityKey(kind, platformId), topic: ourId, value: platformId }),
    bound: async (kind) => (await memory.list(shelfOf(kind))).map((e) => e.topic),
  }
}

export const lastingSentLog = (memory: ChannelMemory): SentLog => ({
  async find(messageId) {
    const entry = await memory.read(SENT, messageId)
    return entry && (JSON.parse(entry.value) as SentRecord)
  },
  save: (record) => memory.write(SENT, { key: record.messageId, topic: record.chatId, value: JSON.stringify(record) }),
  recent: async (chatId, limit) => (await memory.newest(SENT, chatId, limit)).map((e) => JSON.parse(e.value) as SentRecord),
})

/** One token for all processes over one storage: a fresh one is only fetched when the kept one is over or was refused. */
export const lastingTokens = (memory: ChannelMemory): TokenStore => ({
  async read(key) {
    const entry = await memory.read(TOKENS, key)
    return entry && (JSON.parse(entry.value) as StoredToken)
  },
  write: (key, token) => memory.write(TOKENS, { key, topic: '', value: JSON.stringify(token) }),
  async drop(key, token) {
    const entry = await memory.read(TOKENS, key)
    if (entry && (JSON.parse(entry.value) as StoredToken).token === token) await memory.remove(TOKENS, key, entry.value)
  },
})

const SWEEP_EVERY = 500
const DAY_MS = 86_400_000

export function lastingSendTimes(memory: ChannelMemory, nowMs: () => number): SendTimes {
  let noted = 0
  return {
    async load(sinceMs) {
      const all = await memory.list(SENDS)
      return all.map((e) => ({ scope: e.topic, atMs: Number(e.value) })).filter((e) => e.atMs >= sinceMs)
    },
    async note(scope, atMs) {
      noted += 1
      if (noted % SWEEP_EVERY === 0) await memory.forgetBefore(SENDS, new Date(nowMs() - DAY_MS).toISOString())
      await memory.write(SENDS, { key: randomUUID(), topic: scope, value: String(atMs) })
    },
  }
}

/** A press on a card that is older finds its prompt by the button alone. */
const SENT_DAYS = 90

/** Drops what nobody asks for any more; at every start. */
export async function forgetOld(memory: ChannelMemory, nowMs: number): Promise<void> {
  await memory.forgetBefore(SENT, new Date(nowMs - SENT_DAYS * DAY_MS).toISOString())
  await memory.forgetBefore(SENDS, new Date(nowMs - DAY_MS).toISOString())
}
