import type { Effect } from '../../domain/effect'
import type { Delivery, Inbound } from '../../domain/message'
import type { FailedRow, Inbox, Outbox, OutboxRow } from '../../domain/ports/order-book'
import type { Counters } from './mongo-counters'
import { instantMs, isDuplicate, word } from './mongo-faults'
import type { Models, OutboxDoc } from './mongo-models'

export function createMongoInbox({ inbox }: Models, counters: Counters, nowMs: () => number): Inbox {
  return {
    async accept(inbound) {
      const seq = await counters.take('inbox', 1)
      const doc = {
        _id: word(inbound.id),
        seq,
        handled: false,
        handledMs: null,
        chat: inbound.chatId,
        inbound: JSON.stringify(inbound),
      }
      try {
        await inbox.collection.insertOne(doc as never)
        return 'new'
      } catch (error) {
        if (isDuplicate(error)) return 'repeat'
        throw error
      }
    },
    async pending(limit) {
      const rows = await inbox.find({ handled: false }).sort({ seq: 1 }).limit(limit).lean()
      return rows.map((row) => JSON.parse(row.inbound ?? '{}') as Inbound)
    },
    async pendingOf(chatId, limit) {
      const rows = await inbox
        .find({ handled: false, chat: word(chatId) })
        .sort({ seq: 1 })
        .limit(limit)
        .lean()
      return rows.map((row) => JSON.parse(row.inbound ?? '{}') as Inbound)
    },
    async markHandled(id) {
      if ((await inbox.findOne({ _id: word(id) }, { handled: 1 }).lean())?.handled) return
      await inbox.updateOne(
        { _id: id },
        { $set: { handled: true, handledMs: nowMs() }, $setOnInsert: { seq: 0, chat: null, inbound: null } },
        { upsert: true },
      )
    },
  }
}

/** So many of one chat at a time: enough to work on, too few to crowd out others. */
const MOST_OF_ONE_CHAT = 16
/** Longer than a send may take, with room for clocks that are some seconds apart. */
const CLAIM_MS = 15_000
const STATE = { accepted: 1, refused: 2, unknown: 3 } as const

const FAILED = { $in: [STATE.refused, STATE.unknown] }

const toFailed = ({ id, effect, state, attempts, delivery, doneMs }: OutboxDoc): FailedRow => {
  const told = JSON.parse(delivery ?? '{"state":"unknown","reason":""}') as Delivery
  return {
    id,
    effect: JSON.parse(effect) as Effect,
    state: state === STATE.refused ? 'refused' : 'unknown',
    reason: told.state === 'accepted' ? '' : told.reason,
    attempts,
    at: new Date(doneMs ?? 0).toISOString(),
  }
}

type Row = Pick<OutboxDoc, '_id' | 'id' | 'chat' | 'target' | 'attempts' | 'nextMs'> & Partial<Pick<OutboxDoc, 'effect'>>
const HEAD = { id: 1, chat: 1, target: 1, attempts: 1, nextMs: 1 } as const
/** Up to so many undone rows are read whole, which spares asking twice. */
const FEW = 64
/** So many undone rows are looked at; behind a longer queue the rest waits for its turn anyway. */
const MOST_LOOKED_AT = 20_000

export function createMongoOutbox({ outbox, claims }: Models, nowMs: () => number): Outbox {
  /** Undone rows in order with the time from which each can be done; an update waits for its target, a chat behind its failed one. */
  async function free(): Promise<{ row: Row; atMs: number }[]> {
    const undoneRows = (limit: number, members: object) =>
      outbox.find({ state: 0 }, members).sort({ id: 1 }).limit(limit).lean<Row[]>()
    let rows = await undoneRows(FEW, { ...HEAD, effect: 1 })
    if (rows.length === FEW) rows = await undoneRows(MOST_LOOKED_AT, HEAD)
    const undone = new Set(rows.map((row) => row._id))
    const heldUntil = new Map<string, number>()
    return rows.flatMap((row) => {
      const held = row.chat === null ? undefined : heldUntil.get(row.chat)
      if (row.chat !== null && row.attempts > 0) heldUntil.set(row.chat, Math.max(held ?? 0, row.nextMs))
      if (row.target !== null && undone.has(row.target)) return []
      return [{ row, atMs: Math.max(row.nextMs, held ?? 0) }]
    })
  }

  const messagesOf = async (keys: string[]) => {
    const rows = await outbox
      .find({ _id: { $in: keys.map(word) }, messageId: { $ne: null } }, { chat: 1, messageId: 1 })
      .lean<Pick<OutboxDoc, '_id' | 'chat' | 'messageId'>[]>()
    return new Map(rows.map((row) => [row._id, { chatId: row.chat ?? '', messageId: row.messageId ?? '' }]))
  }

  return {
    async due(nowIso, limit) {
      const now = instantMs(nowIso)
      const places = new Map<string, number>()
      const taken = (await free())
        .filter(({ atMs }) => atMs <= now)
        .flatMap(({ row }) => {
          const place = row.chat === null ? 0 : (places.get(row.chat) ?? 0)
          if (row.chat !== null) places.set(row.chat, place + 1)
          return place < MOST_OF_ONE_CHAT ? [{ row, place }] : []
        })
        .toSorted((a, b) => a.place - b.place || a.row.id - b.row.id)
        .slice(0, limit)
        .map(({ row }) => row)
        .toSorted((a, b) => a.id - b.id)
      const bare = taken.filter((row) => row.effect === undefined).map((row) => row._id)
      const bodies =
        bare.length === 0
          ? []
          : await outbox.find({ _id: { $in: bare } }, { effect: 1 }).lean<Pick<OutboxDoc, '_id' | 'effect'>[]>()
      const effects = new Map(bodies.map((body) => [body._id, body.effect]))
      return taken.flatMap((row): OutboxRow[] => {
        const effect = row.effect ?? effects.get(row._id)
        if (effect === undefined) return []
        return [
          {
            id: row.id,
            effect: JSON.parse(effect) as Effect,
            attempts: row.attempts,
            nextAt: new Date(row.nextMs).toISOString(),
          },
        ]
      })
    },
    async nextDueAt() {
      const instants = (await free()).map(({ atMs }) => atMs)
      return instants.length === 0 ? undefined : new Date(Math.min(...instants)).toISOString()
    },
    async record(id, delivery, retryAt) {
      const body = JSON.stringify(delivery)
      const done = { state: STATE[delivery.state], doneMs: nowMs(), messageId: null as string | null }
      if (delivery.state === 'accepted' && delivery.messageId !== '') done.messageId = delivery.messageId
      const change = retryAt === undefined ? done : { nextMs: instantMs(retryAt) }
      await outbox.updateOne({ id, state: 0 }, { $inc: { attempts: 1 }, $set: { delivery: body, ...change } })
    },
    messageOf: async (key) => (await messagesOf([key])).get(key),
    messagesOf,
    async effectOf(chatId, messageId) {
      const [row] = await outbox
        .find({ chat: word(chatId), messageId: word(messageId) }, { effect: 1 })
        .sort({ id: 1 })
        .limit(1)
        .lean<Pick<OutboxDoc, 'effect'>[]>()
      return row && (JSON.parse(row.effect) as Effect)
    },
    undone: () => outbox.countDocuments({ state: 0 }),
    async failed(limit) {
      const rows = await outbox.find({ state: FAILED }).sort({ doneMs: -1, id: -1 }).limit(limit).lean<OutboxDoc[]>()
      return rows.map(toFailed)
    },
    failedCount: () => outbox.countDocuments({ state: FAILED }),
    async redrive(id, nowIso) {
      if ((await outbox.countDocuments({ id, state: FAILED })) === 0) return false
      // Claims of the attempts before would let whoever holds one perform it beside another.
      await claims.deleteMany({ _id: { $gte: `${id}.`, $lt: `${id}/` } })
      const { modifiedCount } = await outbox.updateOne(
        { id, state: FAILED },
        { $set: { state: 0, attempts: 0, doneMs: null }, $min: { nextMs: instantMs(nowIso) } },
      )
      return modifiedCount > 0
    },
    async claim({ id, attempts, effect }, holder) {
      // Inserting decides, in real time; each holder that died is followed by a claim of the next generation.
      for (let generation = 0; ; generation += 1) {
        const _id = `${id}.${attempts}#${generation}`
        try {
          await claims.collection.insertOne({ _id, holder, untilMs: Date.now() + CLAIM_MS } as never)
        } catch (error) {
          if (!isDuplicate(error)) throw error
          const held = await claims.findOne({ _id }).lean()
          if (held && held.holder !== holder && held.untilMs > Date.now()) return false
          if (held?.holder !== holder) continue
        }
        const row = await outbox.findOne({ _id: word(effect.key) }, { state: 1, attempts: 1 }).lean()
        return row?.state === 0 && row.attempts === attempts
      }
    },
  }
}
