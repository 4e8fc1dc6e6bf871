import { isRecordId } from '../../domain/record/record'
import { inBatches, type Outcome } from './batches'
import type { Counters } from './mongo-counters'
import { isDuplicate, writeErrorsOf } from './mongo-faults'
import type { EffectPart, JournalDoc, Models, OrderDoc } from './mongo-models'

const MOST_TOGETHER = 64

/** One write as the driver takes it among many, and how long its text is. */
interface Write {
  write: Record<string, unknown>
  size?: number
}
type Many = (writes: never[], options: { ordered: boolean }) => Promise<unknown>
interface Bulk {
  bulkWrite: Many
  insertMany: Many
}

/**
 * Writes to a collection, many with one call. Each names its document by its id, so that every server finds it by its index, and may be
 * repeated: when a call fails, each is tried by itself and has its own outcome.
 */
function writesTo(collection: Bulk): (write: Write) => Promise<void> {
  const call = (writes: Write[]): Promise<unknown> =>
    collection.bulkWrite(writes.map(({ write }) => write) as never[], { ordered: false })
  return inBatches<Write, void>({ most: MOST_TOGETHER, atOnce: 2, sizeOf: ({ size }) => size ?? 0 }, async (writes) => {
    const done: Outcome<void> = { value: undefined }
    try {
      await call(writes)
      return writes.map(() => done)
    } catch (error) {
      if (writes.length === 1 || !writeErrorsOf(error)) throw error
      const outcomes: Outcome<void>[] = []
      for (const write of writes)
        outcomes.push(
          await call([write]).then(
            () => done,
            (reason: unknown) => ({ error: reason }),
          ),
        )
      return outcomes
    }
  })
}

/** Inserts into a collection, many with one call. False for one that bears an id, or another unique value, that is there. */
function insertsInto<Doc>(collection: Bulk, sizeOf: (doc: Doc) => number): (doc: Doc) => Promise<boolean> {
  return inBatches<Doc, boolean>({ most: MOST_TOGETHER, atOnce: 2, sizeOf }, async (docs) => {
    try {
      await collection.insertMany(docs as never[], { ordered: false })
      return docs.map(() => ({ value: true }))
    } catch (error) {
      const failed = writeErrorsOf(error)
      if (!failed) throw error
      return docs.map((_, i) => {
        const reason = failed.get(i)
        if (reason === undefined) return { value: true }
        return isDuplicate(reason) ? { value: false } : { error: reason }
      })
    }
  })
}

/** The writes of the journal and of what follows from it. Those of commands that come at the same time share their calls. */
export interface JournalWrites {
  /** False when a claim of the document was taken. */
  insert(doc: JournalDoc): Promise<boolean>
  addEffects(effects: EffectPart[]): Promise<void>
  /** Brings an order or record to what the document says, unless it is there or further. */
  bring(doc: JournalDoc): Promise<void>
  markHandled(inboundId: string, nowMs: number): Promise<void>
  /** All that follows from the document is written: its events alone are kept. */
  settle(id: string): Promise<void>
}

const lengthOf = (doc: JournalDoc): number =>
  (doc.order?.length ?? 0) +
  doc.events.reduce((sum, { event }) => sum + event.length, 0) +
  doc.effects.reduce((sum, { effect }) => sum + effect.length, 0)

export function createJournalWrites({ journal, orders, records, inbox, outbox }: Models, counters: Counters): JournalWrites {
  const toOrders = writesTo(orders.collection)
  const toRecords = writesTo(records.collection)
  const toInbox = writesTo(inbox.collection)
  const toJournal = writesTo(journal.collection)

  const insert = insertsInto<JournalDoc>(journal.collection, lengthOf)
  const addOrder = insertsInto<OrderDoc>(orders.collection, ({ state }) => state.length)

  async function insertEffects(effects: EffectPart[]): Promise<void> {
    let left = effects
    for (let attempt = 0; left.length > 0; attempt += 1) {
      const first = await counters.take('outbox', left.length)
      const rows = left.map((part, i) => ({
        _id: part.key,
        id: first + i,
        chat: part.chat,
        target: part.target,
        state: 0,
        attempts: 0,
        nextMs: part.nextMs,
        doneMs: null,
        messageId: null,
        delivery: null,
        effect: part.effect,
      }))
      try {
        await outbox.collection.insertMany(rows as never, { ordered: false })
        return
      } catch (error) {
        if (!isDuplicate(error) || attempt > 50) throw error
      }
      // A key that is there was wished for before and holds; what is left over clashed by its number alone.
      const present = new Set((await outbox.find({ _id: { $in: left.map((p) => p.key) } }, { _id: 1 }).lean()).map((r) => r._id))
      left = left.filter((part) => !present.has(part.key))
    }
  }

  // One call at a time, so that effects stand in the order of their commits.
  const gatherEffects = inBatches<EffectPart[], void>(
    { most: MOST_TOGETHER, atOnce: 1, sizeOf: (parts) => parts.reduce((sum, part) => sum + part.effect.length, 0) },
    async (lists) => {
      await insertEffects(lists.flat())
      return lists.map(() => ({ value: undefined }))
    },
  )

  return {
    insert,
    addEffects: async (effects) => (effects.length === 0 ? undefined : gatherEffects(effects)),
    async bring(doc) {
      if (doc.order === null) return
      const whole = JSON.parse(doc.order) as OrderDoc
      const { _id, ...rest } = whole
      if (doc.version === 1 && !isRecordId(_id)) {
        // Where it was inserted before, the stored one is as new or newer.
        await addOrder(whole)
        return
      }
      const put = isRecordId(_id) ? toRecords : toOrders
      try {
        await put({
          write: { replaceOne: { filter: { _id, version: { $lt: doc.version } }, replacement: rest, upsert: true } },
          size: doc.order.length,
        })
      } catch (error) {
        // The stored one is as new or newer.
        if (!isDuplicate(error)) throw error
      }
    },
    markHandled: (id, nowMs) =>
      toInbox({
        write: {
          updateOne: {
            filter: { _id: id },
            update: { $set: { handled: true, handledMs: nowMs }, $setOnInsert: { seq: 0, chat: null, inbound: null } },
            upsert: true,
          },
        },
      }),
    settle: (_id) =>
      toJournal({ write: { updateOne: { filter: { _id }, update: { $set: { todo: 0, order: null, effects: [] } } } } }),
  }
}
