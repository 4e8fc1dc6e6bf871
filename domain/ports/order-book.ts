import type { Effect } from '../effect'
import type { Delivery, Inbound } from '../message'
import type { Customer, Directory, Person } from '../company'
import type { Order, Prompt } from '../order/order'
import type { OrderEvent } from '../order/order-events'
import type { BookRecord, RecordEvent } from '../record/record'

/** An event with its place in the order's log. `hash` chains over the previous hash and the canonical JSON of the rest. */
export interface LoggedEvent {
  orderNumber: string
  /** 1, 2, 3, ... without gaps. */
  seq: number
  at: string
  byId: string
  inboundId?: string
  event: OrderEvent
  hash: string
}

/** An event with its place in a record's log; chained like an order's. */
export interface LoggedRecordEvent {
  recordId: string
  seq: number
  at: string
  byId: string
  inboundId?: string
  event: RecordEvent
  hash: string
}

export interface OrderWrite {
  order: Order
  /** 0 = a new order. The write fails as a whole when the stored version differs. */
  expectedVersion: number
  /** Of a new order: it is written only where this order stands already, else its number counts as taken. For books that keep the order of writes. */
  follows?: string
  events: OrderEvent[]
  at: string
  byId: string
}

/** A record as it stands after a decision. A new one (`expectedVersion` 0) that exists already is a conflict. */
export interface RecordWrite {
  record: BookRecord
  expectedVersion: number
  events: RecordEvent[]
  at: string
  byId: string
}

/**
 * What one command writes: all of it or nothing. Effects are performed in the order given, after the write.
 * `inboundId` marks that inbound event as handled in the same write.
 */
export interface Commit {
  orders: OrderWrite[]
  records?: RecordWrite[]
  effects: Effect[]
  inboundId?: string
  people?: Person[]
  customers?: Customer[]
  /** Timers that fired and are consumed by this write: (order number or record id, key) must still be armed. */
  fired?: { owner: string; key: string }[]
}

/** `conflict`: a version or a fired timer was overtaken. `number-taken`: an order number exists. `repeat`: the inbound event was handled before. */
export type CommitResult = 'committed' | 'conflict' | 'number-taken' | 'repeat'

export interface OrderQuery {
  customerId?: string
  /** The view's status word. */
  status?: string
  /** An open step. */
  stepId?: string
  salesId?: string
  /** Not done, not cancelled, not rejected. */
  activeOnly?: boolean
  /** Only what stands behind this order in the order of the answer: for reading on. */
  after?: { createdAt: string; number: string }
  /** 1-500, newest first. */
  limit: number
}

export interface DueTimer {
  /** The number of an order or the id of a record. */
  owner: string
  key: string
  /** ISO instant. */
  dueAt: string
}

export interface StoredRecord<R extends BookRecord = BookRecord> {
  record: R
  version: number
}

/** The book: orders and records, their logs, inbox, outbox, timers and master data. The only truth. Throws Fault STORAGE_UNREACHABLE. */
export interface OrderBook {
  load(orderNumber: string): Promise<{ order: Order; version: number } | undefined>
  loadEvents(orderNumber: string): Promise<LoggedEvent[]>
  find(query: OrderQuery): Promise<Order[]>
  /** Highest serial used with this prefix, which is the number without its serial; 0 when none. */
  highestSerial(prefix: string): Promise<number>
  /** The order that holds this prompt, open or settled. */
  findByPrompt(promptId: string): Promise<{ order: Order; version: number } | undefined>
  /** Open prompts addressed to any of these people or asked in this chat, oldest first. */
  openPrompts(filter: { personIds?: string[]; chatId?: string }): Promise<{ orderNumber: string; prompt: Prompt }[]>
  /** Whoever asks knows the kind, and so the form, of what bears this id. */
  loadRecord<R extends BookRecord>(id: string): Promise<StoredRecord<R> | undefined>
  loadRecordEvents(id: string): Promise<LoggedRecordEvent[]>
  /** Records that name this word among their lookups, in order of their ids. */
  findRecords<R extends BookRecord>(lookup: string): Promise<StoredRecord<R>[]>
  /** Records whose ids begin with this and follow `after`, in order of their ids, at most `limit` (1-500). */
  listRecords<R extends BookRecord>(prefix: string, after: string, limit: number): Promise<StoredRecord<R>[]>
  /** Units take effect in the order in which `commit` was called, also those that are not answered yet. */
  readonly keepsOrder?: true
  /** Writes durably (fsync) before it resolves. */
  commit(unit: Commit): Promise<CommitResult>
  close(): Promise<void>
}

/** Inbound events, on disk before they are acknowledged. */
export interface Inbox {
  /** `repeat` when an event with this id was accepted before. */
  accept(inbound: Inbound): Promise<'new' | 'repeat'>
  /** Accepted and not handled, oldest first. */
  pending(limit: number): Promise<Inbound[]>
  /** Of one chat only, for engines that can tell them apart. */
  pendingOf?(chatId: string, limit: number): Promise<Inbound[]>
  /** For events that need no write of their own. */
  markHandled(inboundId: string): Promise<void>
}

export interface OutboxRow {
  /** Grows with every commit. */
  id: number
  effect: Effect
  attempts: number
  /** ISO instant of the next attempt. */
  nextAt: string
}

/** An effect that was given up: refused for good, out of attempts, or without an answer. */
export interface FailedRow {
  id: number
  effect: Effect
  state: 'refused' | 'unknown'
  reason: string
  attempts: number
  /** ISO instant of the last attempt. */
  at: string
}

export interface Outbox {
  /** Undone effects due by `now`, in order; of each chat only the foremost ones, so that order is kept when one is retried later. */
  due(nowIso: string, limit: number): Promise<OutboxRow[]>
  /** When the next undone effect is due, if any. */
  nextDueAt(): Promise<string | undefined>
  /** Final result, or another attempt at `retryAt`. */
  record(id: number, delivery: Delivery, retryAt?: string): Promise<void>
  /** The message that an effect became; for a document its key in the vault, with an empty chat id. */
  messageOf(effectKey: string): Promise<{ chatId: string; messageId: string } | undefined>
  messagesOf(effectKeys: string[]): Promise<Map<string, { chatId: string; messageId: string }>>
  /** The effect that became this message. */
  effectOf(chatId: string, messageId: string): Promise<Effect | undefined>
  undone(): Promise<number>
  /** What was given up, newest first. */
  failed(limit: number): Promise<FailedRow[]>
  failedCount(): Promise<number>
  /** Makes an effect that was given up due again in its old place, as if never tried. False when it is not given up, as when delivered. */
  redrive(id: number, nowIso: string): Promise<boolean>
  /**
   * Where several processes share the book: takes a row for this attempt. False when another one holds it or has done it. A holder that
   * died loses it after some seconds.
   */
  claim?(row: Pick<OutboxRow, 'id' | 'attempts' | 'effect'>, holder: string): Promise<boolean>
}

/** Armed timers as the book holds them. */
export interface TimerIndex {
  due(nowIso: string, limit: number): Promise<DueTimer[]>
  nextDueAt(): Promise<string | undefined>
}

export interface MasterData {
  directory(): Promise<Directory>
  /** Replaces the whole company and removes all orders, records, logs, inbox, outbox and timers. */
  replaceWorld(directory: Directory): Promise<void>
  /** Writes the company anew and keeps everything else; who or what is not in it any more is gone. */
  saveDirectory(directory: Directory): Promise<void>
  savePeople(people: Person[]): Promise<void>
  saveCustomers(customers: Customer[]): Promise<void>
}

/** One storage engine: all ports over one connection. */
export interface Storage {
  book: OrderBook
  inbox: Inbox
  outbox: Outbox
  timers: TimerIndex
  master: MasterData
  close(): Promise<void>
}
