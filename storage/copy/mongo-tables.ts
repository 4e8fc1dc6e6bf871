import { type BookRecord, isRecordId } from '../../domain/record/record'
import type { Order } from '../../domain/order/order'
import { eachById } from '../mongo/each-by-id'
import { createCounters } from '../mongo/mongo-counters'
import { createMongoFileVault } from '../mongo/mongo-file-vault'
import type { EventPart, InboxDoc, JournalDoc, Models } from '../mongo/mongo-models'
import { recordDocument } from '../mongo/mongo-records'
import { orderDocument } from '../mongo/order-document'
import type { CompanyTables, Row, Table } from './tables'

type Doc = Record<string, unknown> & { _id: string | number }
type Collection = Exclude<keyof Models, 'chunks' | 'claims' | 'counters'>

const HOME: Record<Table, Collection> = {
  master: 'master',
  notes: 'notes',
  memory: 'memory',
  chatlog: 'chatlog',
  inbox: 'inbox',
  outbox: 'outbox',
  orders: 'orders',
  events: 'journal',
  records: 'records',
  recordEvents: 'journal',
  files: 'files',
}

const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
const chatOf = (inbound: unknown): string | null =>
  typeof inbound === 'string' ? (JSON.parse(inbound) as { chatId: string }).chatId : null

type Derived = 'events' | 'orders' | 'records' | 'recordEvents'

/** Row → document. */
const TO: Record<Exclude<Table, Derived>, (row: Row) => Doc> = {
  master: ({ kind, id, position, body }) => ({ _id: `${kind}/${id}`, kind, position, body }),
  notes: ({ key, value }) => ({ _id: text(key), value }),
  memory: (row) => ({ _id: `${row['shelf']}\n${row['key']}`, ...row }),
  chatlog: ({ seq, key, chatId, message }) => ({ _id: Number(seq), key, chatId, message }),
  inbox: ({ id, seq, handled, inbound, handledMs }) => ({
    _id: text(id),
    seq,
    handled: handled === 1,
    handledMs: handledMs ?? null,
    chat: chatOf(inbound),
    inbound: inbound ?? null,
  }),
  outbox: ({ key, ...row }) => ({ _id: text(key), ...row }),
  files: ({ ref, ...row }) => ({ _id: text(ref), ...row }),
}

/** Document → row. */
const FROM: Record<Exclude<Table, Derived>, (doc: Doc) => Row> = {
  master: ({ _id, kind, position, body }) => ({
    kind: text(kind),
    id: text(_id).slice(text(kind).length + 1),
    position: Number(position),
    body: text(body),
  }),
  notes: ({ _id, value }) => ({ key: text(_id), value: text(value) }),
  memory: ({ _id, ...doc }) => doc as Row,
  chatlog: ({ _id, ...doc }) => ({ seq: Number(_id), ...(doc as Row) }),
  inbox: (doc) => {
    const { _id, seq, handled, handledMs, inbound } = doc as unknown as InboxDoc
    return { id: _id, seq: seq === 0 ? null : seq, handled: handled ? 1 : 0, handledMs, inbound }
  },
  outbox: ({ _id, ...doc }) => ({ key: text(_id), ...(doc as Row) }),
  files: ({ _id, ...doc }) => ({ ref: text(_id), ...(doc as Row) }),
}

/** What the MongoDB engine notes for itself. */
const OWN_NOTES = ['copy', 'master-edition']

const rangeOf = (table: Table, after: string | number | undefined): Record<string, unknown> => {
  const own = table === 'notes' ? { $nin: OWN_NOTES } : {}
  const range = after === undefined ? own : { ...own, $gt: after }
  return Object.keys(range).length > 0 ? { _id: range } : {}
}

const orderRow = ({ _id, version, birthKey, prefix, serial, state, eventCount, headHash, crc }: Doc): Row =>
  ({ number: _id, version, birthKey, prefix, serial, state, eventCount, headHash, crc }) as Row

const recordRow = ({ _id, version, state, eventCount, headHash, crc }: Doc): Row =>
  ({ id: _id, version, state, eventCount, headHash, crc }) as Row

/** The tables of the MongoDB engine. Nobody may write to them meanwhile. */
export function mongoTables(models: Models): CompanyTables {
  const vault = createMongoFileVault(models)

  async function putOrders(rows: Row[]): Promise<void> {
    for (const row of rows) {
      const order = JSON.parse(text(row['state'])) as Order
      const parts = { prefix: text(row['prefix']), serial: Number(row['serial']) }
      const head = { count: Number(row['eventCount']), hash: text(row['headHash']) }
      const { _id, ...doc } = orderDocument(order, Number(row['version']), parts, head)
      await models.orders.collection.replaceOne({ _id: _id as never }, doc, { upsert: true })
      await putClaim(_id, `+${order.birthKey}`, `+${parts.prefix}#${parts.serial}`)
    }
  }

  async function putRecords(rows: Row[]): Promise<void> {
    for (const row of rows) {
      const record = JSON.parse(text(row['state'])) as BookRecord
      const head = { count: Number(row['eventCount']), hash: text(row['headHash']) }
      const { _id, ...doc } = recordDocument(record, Number(row['version']), head)
      await models.records.collection.replaceOne({ _id: _id as never }, doc, { upsert: true })
      await putClaim(_id, `-${_id}@1`, `-${_id}@1`)
    }
  }

  /** The journal document that holds the whole log of an order or record. */
  async function putClaim(owner: string, birth: string, serialKey: string): Promise<void> {
    const claim: JournalDoc = {
      _id: `${owner}@1`,
      inbound: `-${owner}@1`,
      birth,
      serialKey,
      number: owner,
      version: 1,
      order: null,
      events: [],
      effects: [],
      people: [],
      customers: [],
      atMs: Date.now(),
      leader: null,
      todo: 0,
      void: false,
    }
    const { events: _events, ...rest } = claim
    await models.journal.updateOne({ _id: claim._id }, { $set: rest, $setOnInsert: { events: [] } }, { upsert: true })
  }

  /** All events of an order or record stand in its first journal document, in their order. */
  async function putEvents(rows: Row[]): Promise<void> {
    const numbers = [...new Set(rows.map((row) => text(row['number'])))]
    for (const number of numbers) {
      const stored = await models.journal.findOne({ _id: `${number}@1` }, { events: 1 }).lean<{ events: EventPart[] }>()
      const parts = new Map((stored?.events ?? []).map((part) => [part.seq, part]))
      for (const row of rows)
        if (row['number'] === number) {
          const { seq, at, byId, inboundId, hash, event } = row
          parts.set(Number(seq), {
            seq: Number(seq),
            at: text(at),
            byId: text(byId),
            inboundId: inboundId === null || inboundId === undefined ? null : text(inboundId),
            hash: text(hash),
            event: text(event),
          })
        }
      const events = [...parts.values()].toSorted((a, b) => a.seq - b.seq)
      await models.journal.updateOne({ _id: `${number}@1` }, { $set: { events } })
    }
  }

  const countEvents = async (home: 'orders' | 'records'): Promise<number> => {
    let count = 0
    const all = eachById(models[home] as Models['orders'], {}, { eventCount: 1 })
    for await (const { eventCount } of all) count += eventCount
    return count
  }

  return {
    async page(table, cursor, limit) {
      // A number where ids are numbers, so that the order is theirs.
      const after = cursor === '' ? undefined : (JSON.parse(cursor) as string | number)
      const model = models[HOME[table]] as unknown as Models['notes']
      const docs = (await model
        .find(rangeOf(table, after) as never)
        .sort({ _id: 1 })
        .limit(limit)
        .lean()) as unknown as Doc[]
      const rows =
        table === 'events' || table === 'recordEvents'
          ? (docs as unknown as JournalDoc[]).flatMap((doc) =>
              doc.number === null || doc.void || isRecordId(doc.number) !== (table === 'recordEvents')
                ? []
                : doc.events.map((part): Row => ({ number: doc.number, ...part })),
            )
          : docs.map(table === 'orders' ? orderRow : table === 'records' ? recordRow : FROM[table])
      const last = docs.at(-1)
      return { rows, ...(last && docs.length === limit ? { next: JSON.stringify(last._id) } : {}) }
    },
    async put(table, rows) {
      if (table === 'orders') return putOrders(rows)
      if (table === 'records') return putRecords(rows)
      if (table === 'events' || table === 'recordEvents') return putEvents(rows)
      const model = models[HOME[table]] as unknown as Models['notes']
      for (const row of rows) {
        const { _id, ...doc } = TO[table](row)
        await model.collection.replaceOne({ _id: _id as never }, doc, { upsert: true })
      }
    },
    count: (table) =>
      table === 'events' || table === 'recordEvents'
        ? countEvents(table === 'events' ? 'orders' : 'records')
        : (models[HOME[table]] as unknown as Models['notes']).countDocuments(rangeOf(table, undefined) as never),
    async readFile(row) {
      return (await vault.get(text(row['ref'])))?.bytes ?? new Uint8Array()
    },
    writeFile: async (row, bytes) => void (await vault.put(bytes, text(row['mimeType']), text(row['name']))),
    async finish() {
      const counters = createCounters(models)
      const top = async (model: Models['inbox' | 'outbox' | 'memory' | 'chatlog'], member: string): Promise<number> => {
        const [row] = (await (model as unknown as Models['inbox'])
          .find({}, { [member]: 1 })
          .sort({ [member]: -1 } as never)
          .limit(1)
          .lean()) as unknown as Record<string, number>[]
        return row?.[member] ?? 0
      }
      await counters.raise('inbox', await top(models.inbox, 'seq'))
      await counters.raise('outbox', await top(models.outbox, 'id'))
      await counters.raise('memory', await top(models.memory, 'seq'))
      await counters.raise('chatlog', await top(models.chatlog, '_id'))
    },
  }
}
