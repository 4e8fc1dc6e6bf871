import { type Connection, type IndexDefinition, type IndexOptions, type Model, Schema } from 'mongoose'

/** An order as it stands. `state` is its JSON; the members beside it are what is searched by. */
export interface OrderDoc {
  _id: string
  version: number
  birthKey: string
  prefix: string
  serial: number
  customerId: string | null
  salesId: string
  status: string
  active: boolean
  createdMs: number
  eventCount: number
  headHash: string
  crc: number
  state: string
  openSteps: string[]
  promptIds: string[]
  openPrompts: { id: string; chatId: string; people: string[]; askedMs: number }[]
  timers: { key: string; dueMs: number; dueAt: string }[]
  /** The first of its timers; null when none is armed. */
  nextDueMs: number | null
}

/** What belongs to no single order, as it stands. */
export interface RecordDoc {
  _id: string
  version: number
  eventCount: number
  headHash: string
  crc: number
  state: string
  lookups: string[]
  timers: { key: string; dueMs: number; dueAt: string }[]
  nextDueMs: number | null
}

export interface EffectPart {
  key: string
  chat: string | null
  target: string | null
  nextMs: number
  effect: string
}

export interface EventPart {
  seq: number
  at: string
  byId: string
  inboundId: string | null
  hash: string
  event: string
}

/**
 * One committed command, or the part of one order or record in a command about several. Inserting it is the decision: its id and the three unique
 * members claim the order's version, the inbound event, the birth and the number at once. All other collections follow from it.
 */
export interface JournalDoc {
  _id: string
  /** Of the event handled; of no event "-" and the own id, as the index allows each value once. */
  inbound: string
  birth: string
  serialKey: string
  /** The order's number or the record's id. */
  number: string | null
  version: number
  /** The document of the order or record to be written. */
  order: string | null
  events: EventPart[]
  effects: EffectPart[]
  people: string[]
  customers: string[]
  atMs: number
  /** Of the parts of a command about several orders: the id of the one that decides. */
  leader: string | null
  /** 1 until everything that follows from it is written. */
  todo: number
  /** Nobody finished what it belonged to: it never happened. */
  void: boolean
}

export interface InboxDoc {
  _id: string
  seq: number
  handled: boolean
  handledMs: number | null
  chat: string | null
  inbound: string | null
}

export interface OutboxDoc {
  /** The effect's key. */
  _id: string
  /** Grows with every commit. */
  id: number
  chat: string | null
  target: string | null
  /** 0 undone, 1 accepted, 2 refused, 3 unknown. */
  state: number
  attempts: number
  nextMs: number
  doneMs: number | null
  messageId: string | null
  delivery: string | null
  effect: string
}

export interface MasterDoc {
  _id: string
  kind: string
  position: number
  body: string
}

export interface ChatLogDoc {
  _id: number
  key: string
  chatId: string
  message: string
}

export interface MemoryDoc {
  _id: string
  shelf: string
  key: string
  topic: string
  seq: number
  addedMs: number
  value: string
}

export interface FileDoc {
  _id: string
  sha256: string
  name: string
  mimeType: string
  sizeBytes: number
}

export interface ChunkDoc {
  _id: string
  bytes: Buffer
}

export interface NoteDoc {
  _id: string
  value: string
}

export interface ClaimDoc {
  _id: string
  holder: string
  untilMs: number
}

export interface CounterDoc {
  _id: string
  n: number
}

export type Index = [IndexDefinition, IndexOptions?]
const text = { type: String, required: true } as const
/** May be empty; mongoose takes "" for a missing value otherwise. */
const anyText = { type: String } as const
const number = { type: Number, required: true } as const
const free = { type: Schema.Types.Mixed } as const

/** Every collection: its members, which are the only ones that a query may name, and its indexes. */
const COLLECTIONS = {
  orders: {
    members: {
      _id: text,
      version: number,
      birthKey: text,
      prefix: anyText,
      serial: number,
      customerId: anyText,
      salesId: anyText,
      status: anyText,
      active: { type: Boolean },
      createdMs: number,
      eventCount: number,
      headHash: anyText,
      crc: number,
      state: text,
      openSteps: [String],
      promptIds: [String],
      openPrompts: [new Schema({ id: String, chatId: String, people: [String], askedMs: Number }, { _id: false })],
      timers: free,
      nextDueMs: { type: Number },
    },
    indexes: [
      [{ birthKey: 1 }],
      [{ prefix: 1, serial: -1 }],
      [{ createdMs: -1, _id: -1 }],
      [{ active: 1, createdMs: -1, _id: -1 }],
      [{ customerId: 1, createdMs: -1, _id: -1 }],
      [{ salesId: 1, createdMs: -1, _id: -1 }],
      [{ status: 1, createdMs: -1, _id: -1 }],
      [{ openSteps: 1, createdMs: -1, _id: -1 }],
      [{ promptIds: 1 }],
      [{ 'openPrompts.people': 1 }],
      [{ 'openPrompts.chatId': 1 }],
      [{ nextDueMs: 1, _id: 1 }],
    ],
  },
  records: {
    members: {
      _id: text,
      version: number,
      eventCount: number,
      headHash: anyText,
      crc: number,
      state: text,
      lookups: [String],
      timers: free,
      nextDueMs: { type: Number },
    },
    indexes: [[{ lookups: 1 }], [{ nextDueMs: 1, _id: 1 }]],
  },
  journal: {
    members: {
      _id: text,
      inbound: text,
      birth: text,
      serialKey: text,
      number: anyText,
      version: number,
      order: anyText,
      events: free,
      effects: free,
      people: [String],
      customers: [String],
      atMs: number,
      leader: anyText,
      todo: number,
      void: { type: Boolean },
    },
    indexes: [
      [{ inbound: 1 }, { unique: true }],
      [{ birth: 1 }, { unique: true }],
      [{ serialKey: 1 }, { unique: true }],
      [{ number: 1, version: 1 }],
      [{ leader: 1 }],
      [{ todo: 1, atMs: 1 }],
    ],
  },
  inbox: {
    members: { _id: text, seq: number, handled: { type: Boolean }, handledMs: { type: Number }, chat: anyText, inbound: anyText },
    indexes: [[{ handled: 1, seq: 1 }], [{ handled: 1, chat: 1, seq: 1 }], [{ handledMs: 1 }]],
  },
  outbox: {
    members: {
      _id: text,
      id: number,
      chat: anyText,
      target: anyText,
      state: number,
      attempts: number,
      nextMs: number,
      doneMs: { type: Number },
      messageId: anyText,
      delivery: anyText,
      effect: text,
    },
    indexes: [
      [{ id: 1 }, { unique: true }],
      [{ state: 1, chat: 1, id: 1 }],
      [{ state: 1, nextMs: 1 }],
      [{ chat: 1, messageId: 1, id: 1 }],
      [{ doneMs: 1 }],
    ],
  },
  master: { members: { _id: text, kind: text, position: number, body: text }, indexes: [[{ kind: 1, position: 1 }]] },
  chatlog: {
    members: { _id: number, key: text, chatId: text, message: text },
    indexes: [[{ key: 1 }, { unique: true }], [{ chatId: 1, _id: 1 }]],
  },
  memory: {
    members: { _id: text, shelf: text, key: anyText, topic: anyText, seq: number, addedMs: number, value: anyText },
    indexes: [[{ shelf: 1, seq: 1 }], [{ shelf: 1, topic: 1, seq: -1 }], [{ shelf: 1, addedMs: 1 }]],
  },
  files: { members: { _id: text, sha256: text, name: anyText, mimeType: anyText, sizeBytes: number }, indexes: [] },
  chunks: { members: { _id: text, bytes: { type: Buffer } }, indexes: [] },
  notes: { members: { _id: text, value: anyText }, indexes: [] },
  claims: { members: { _id: text, holder: text, untilMs: number }, indexes: [[{ untilMs: 1 }]] },
  counters: { members: { _id: text, n: number }, indexes: [] },
} satisfies Record<string, { members: Record<string, unknown>; indexes: Index[] }>

export interface Models {
  orders: Model<OrderDoc>
  records: Model<RecordDoc>
  journal: Model<JournalDoc>
  inbox: Model<InboxDoc>
  outbox: Model<OutboxDoc>
  master: Model<MasterDoc>
  chatlog: Model<ChatLogDoc>
  memory: Model<MemoryDoc>
  files: Model<FileDoc>
  chunks: Model<ChunkDoc>
  notes: Model<NoteDoc>
  claims: Model<ClaimDoc>
  counters: Model<CounterDoc>
}

/** The models over one connection. A query that names an unknown member throws instead of matching everything. */
export function createModels(connection: Connection): Models {
  const models: Record<string, unknown> = {}
  for (const [name, { members, indexes }] of Object.entries(COLLECTIONS)) {
    const schema = new Schema(members as never, {
      collection: name,
      strict: 'throw',
      strictQuery: 'throw',
      versionKey: false,
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      id: false,
    })
    for (const [index, options] of indexes as Index[]) schema.index(index, options)
    models[name] = connection.model(name, schema)
  }
  return models as unknown as Models
}
