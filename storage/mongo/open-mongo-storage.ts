import { createConnection, type Connection } from 'mongoose'
import type { Effect } from '../../domain/effect'
import { codeOf, fault } from '../../domain/fault'
import type { Log } from '../../domain/ports/log'
import type { StorageEngine, Trimmed } from '../engine'
import { isPassing } from '../passing-effect'
import { createNumberSplitter } from '../split-number'
import { limitCalls } from './call-limits'
import { createMongoChannelMemory, createMongoChatLog } from './mongo-channel-stores'
import { createCounters } from './mongo-counters'
import { asFault, guarded, instantMs, mongoFault, word } from './mongo-faults'
import { createMongoFileVault } from './mongo-file-vault'
import { createMongoInbox, createMongoOutbox } from './mongo-inbox-outbox'
import { createMongoJournal } from './mongo-journal'
import { createKnownHeads } from './known-heads'
import { createMongoMasterData } from './mongo-master-data'
import { eachById } from './each-by-id'
import { makeIndexes, missingIndexes } from './mongo-indexes'
import { createModels, type Models } from './mongo-models'
import { auditPage, createMongoReader, createMongoTimers } from './mongo-order-book'
import { auditRecords, createMongoRecordReader } from './mongo-records'

/** Claims and spent decisions are kept at least this long. */
const CLAIMS_KEPT_MS = 24 * 3_600_000
const FINISH_EVERY_MS = 1000
/** What is younger is most likely being finished by whoever began it. */
const LEFT_BEHIND_MS = 2000
/** The highest serial is asked for with every new order; within this time the last answer is good enough, as the claim decides. */
const SERIAL_FRESH_MS = 250

export interface MongoOptions {
  url: string
  log: Log
  nowIso: () => string
  /** Makes missing indexes instead of refusing to start. */
  migrate?: boolean
}

export interface MongoStorage extends StorageEngine {
  /** For the commands that copy and benchmark. */
  models: Models
  /** What was found at the address. */
  server: { version: string; replicaSet: boolean }
}

/** A server that is started along with the bot, or is very busy, gets this long to answer for the first time, in ms. */
const FIRST_ANSWER_MS = 15_000

async function connect(url: string): Promise<Connection> {
  const until = Date.now() + FIRST_ANSWER_MS
  for (;;) {
    const connection = createConnection(url, {
      serverSelectionTimeoutMS: 2000,
      connectTimeoutMS: 2000,
      socketTimeoutMS: 20_000,
      heartbeatFrequencyMS: 1000,
      // Without a bound, a call that waits for a connection of a lost server waits for ever.
      waitQueueTimeoutMS: 4000,
      maxPoolSize: 32,
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
    })
    try {
      return await connection.asPromise()
    } catch (error) {
      await connection.destroy().catch(() => undefined)
      const unheard = error instanceof Error && error.name === 'MongooseServerSelectionError'
      if (!unheard || Date.now() > until) throw mongoFault('connecting', error)
    }
  }
}

/** What answers at the address, once it has all indexes. */
async function prepare(connection: Connection, models: Models, migrate: boolean): Promise<MongoStorage['server']> {
  const admin = connection.getClient().db().admin()
  const hello = (await admin.command({ hello: 1 })) as { setName?: string }
  const build = (await admin.command({ buildInfo: 1 })) as { version?: string }
  if (migrate) await makeIndexes(models)
  const missing = await missingIndexes(models)
  if (missing.length > 0)
    throw fault(
      'STORAGE_UNPREPARED',
      `The database lacks ${missing.length} indexes (${missing[0]}, ...). Run: npm run db:migrate`,
    )
  return { version: build.version ?? 'unknown', replicaSet: hello.setName !== undefined }
}

/** The engine for several processes, on a single MongoDB server or a replica set. Throws STORAGE_UNREACHABLE, STORAGE_UNPREPARED. */
export async function openMongoStorage({ url, log, nowIso, migrate = false }: MongoOptions): Promise<MongoStorage> {
  const connection = await connect(url)
  const models = createModels(connection)
  const limits = limitCalls(models, connection)
  const server = await prepare(connection, models, migrate).catch(async (error: unknown) => {
    limits.stop()
    await connection.destroy().catch(() => undefined)
    throw asFault('preparing', error)
  })
  const nowMs = (): number => instantMs(nowIso())
  const counters = createCounters(models)
  const splitter = createNumberSplitter()
  const tops = new Map<string, { top: number; atMs: number }>()
  const reading = new Map<string, Promise<number>>()
  const master = createMongoMasterData(models, () => {
    tops.clear()
    journal.forget()
  })
  const heads = createKnownHeads()
  const journal = createMongoJournal({ models, counters, splitter, heads, nowMs, putMaster: master.put })
  let closing: Promise<void> | undefined

  async function readTop(prefix: string): Promise<number> {
    const [row] = await models.orders
      .find({ prefix: word(prefix) }, { serial: 1 })
      .sort({ serial: -1 })
      .limit(1)
      .lean<{ serial: number }[]>()
    const top = row?.serial ?? 0
    tops.set(prefix, { top, atMs: performance.now() })
    if (tops.size > 1000) tops.delete(tops.keys().next().value ?? '')
    return top
  }

  async function highestSerial(prefix: string): Promise<number> {
    splitter.remember(prefix)
    const known = tops.get(prefix)
    if (known && performance.now() - known.atMs < SERIAL_FRESH_MS) return known.top
    let work = reading.get(prefix)
    if (!work) {
      work = readTop(prefix).finally(() => reading.delete(prefix))
      reading.set(prefix, work)
    }
    return work
  }

  const commit: typeof journal.commit = async (unit) => {
    const result = await journal.commit(unit)
    for (const { order, expectedVersion } of unit.orders) {
      if (expectedVersion > 0) continue
      const { prefix, serial } = splitter.split(order.number)
      const known = tops.get(prefix)
      // Taken by somebody else counts as well: the next one asked for is above it.
      if (known && (result === 'committed' || result === 'number-taken')) known.top = Math.max(known.top, serial)
    }
    return result
  }

  const sweep = setInterval(() => {
    journal.finish(LEFT_BEHIND_MS).then(
      (count) => count > 0 && log.warn({ count }, 'finished commands that another process left half written'),
      (error: unknown) => log.debug({ code: codeOf(error) }, 'could not look for half written commands; it comes again'),
    )
  }, FINISH_EVERY_MS)
  sweep.unref()

  function close(): Promise<void> {
    clearInterval(sweep)
    limits.stop()
    closing ??= connection.close()
    return closing
  }

  async function trim(before: string): Promise<Trimmed> {
    const old = { $ne: null, $lt: instantMs(before) }
    const inbox = await models.inbox.deleteMany({ handled: true, handledMs: old })
    let outbox = 0
    const done = eachById(models.outbox, { state: { $ne: 0 }, doneMs: old }, { effect: 1 })
    for await (const row of done) {
      if (!isPassing(JSON.parse(row.effect) as Effect)) continue
      outbox += (await models.outbox.deleteOne({ _id: row._id })).deletedCount
    }
    await models.claims.deleteMany({ untilMs: { $lt: Date.now() - CLAIMS_KEPT_MS } })
    // What follows from these was written long ago; the log in them stays.
    const spent = { todo: 0, atMs: { $lt: Math.min(instantMs(before), Date.now() - CLAIMS_KEPT_MS) } }
    await models.journal.updateMany({ ...spent, order: { $ne: null } }, { $set: { order: null, effects: [] } })
    await models.journal.deleteMany({ ...spent, number: null, leader: null })
    return { inbox: inbox.deletedCount, outbox }
  }

  const { put: _put, ...masterPort } = master
  return {
    models,
    server,
    book: guarded({ ...createMongoReader(models, heads), ...createMongoRecordReader(models), highestSerial, commit, close }),
    inbox: guarded(createMongoInbox(models, counters, nowMs)),
    outbox: guarded(createMongoOutbox(models, nowMs)),
    timers: guarded(createMongoTimers(models)),
    master: guarded(masterPort),
    vault: guarded(createMongoFileVault(models)),
    chatLog: guarded(createMongoChatLog(models, counters)),
    channelMemory: guarded(createMongoChannelMemory(models, counters, nowMs)),
    notes: guarded({
      read: async (key: string) => (await models.notes.findOne({ _id: word(key) }).lean<{ value: string }>())?.value,
      async write(key: string, value: string) {
        await models.notes.updateOne({ _id: word(key) }, { $set: { value } }, { upsert: true })
      },
    }),
    audit: guarded({
      page: (after: string, limit: number) => auditPage(models, after, limit),
      records: (after: string, limit: number) => auditRecords(models, after, limit),
    }),
    ...guarded({ trim }),
    close,
  }
}
