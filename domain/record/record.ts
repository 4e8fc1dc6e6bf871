import type { Effect } from '../effect'
import type { Refusal } from '../refusal'

/** What kinds of records there are: a customer's receivables, the list of all receivables, the desk of a person or of the company, a road that goods travel. */
export const RECORD_KINDS = ['account', 'ledger', 'desk', 'lane'] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** An alarm of a record; the book wakes whoever looks after the record's kind at `dueAt` (ISO instant). */
export interface RecordTimer {
  key: string
  dueAt: string
}

/**
 * Something in the book that belongs to no single order. It lives like an order: a version, its own log of events, its own timers. What it
 * holds beside these members is plain data of its kind.
 */
export interface BookRecord {
  /** "<kind>:<name>", e.g. "account:c1". Order numbers hold no colon, so that an owner's name tells which it is. */
  id: string
  timers: RecordTimer[]
  /** Words by which it is found beside its id, such as the ids of the prompts it asked. */
  lookups: string[]
}

/** What happened to a record, as plain data. */
export interface RecordEvent {
  type: string
}

export const recordId = (kind: RecordKind, name: string): string => `${kind}:${name}`

/** Whether an owner (of a timer, of a log) is a record and not an order. */
export const isRecordId = (owner: string): boolean => owner.includes(':')

/** The kind of a record's id; undefined for what is none. */
export const kindOf = (id: string): RecordKind | undefined => RECORD_KINDS.find((kind) => id.startsWith(`${kind}:`))

/** Keys of a record's effects are "<record id>/<rest>", so that news about an effect finds its record. */
export const recordOfKey = (effectKey: string): string | undefined => {
  const id = effectKey.split('/', 1)[0] ?? ''
  return id !== effectKey && kindOf(id) ? id : undefined
}

/** What a rule decides about a record. Without events nothing of it is written but the effects. */
export type RecordDecision<R extends BookRecord = BookRecord> =
  | { accepted: true; record: R; events: RecordEvent[]; effects: Effect[] }
  | { accepted: false; refusal: Refusal }
