import type { Directory } from '../../domain/company'
import type { Effect } from '../../domain/effect'
import type { Delivery, Inbound } from '../../domain/message'
import type { Order } from '../../domain/order/order'
import type { LoggedEvent, LoggedRecordEvent } from '../../domain/ports/order-book'
import type { BookRecord } from '../../domain/record/record'
import { EMPTY_DIRECTORY } from '../empty-directory'
import type { ChainHead } from '../event-chain'
import type { NumberParts } from '../split-number'

export interface MemoryOrder {
  order: Order
  version: number
  parts: NumberParts
  head: ChainHead
  events: LoggedEvent[]
}

export interface MemoryRecord {
  record: BookRecord
  version: number
  head: ChainHead
  events: LoggedRecordEvent[]
}

export interface MemoryEffect {
  id: number
  effect: Effect
  attempts: number
  nextMs: number
  done?: Delivery
  doneAt?: string
}

export interface MemoryState {
  orders: Map<string, MemoryOrder>
  births: Set<string>
  records: Map<string, MemoryRecord>
  /** By inbound id, in order of acceptance; undefined = handled. */
  inbox: Map<string, Inbound | undefined>
  outbox: Map<string, MemoryEffect>
  directory: Directory
  lastEffectId: number
}

export const createMemoryState = (): MemoryState => ({
  orders: new Map(),
  births: new Set(),
  records: new Map(),
  inbox: new Map(),
  outbox: new Map(),
  directory: EMPTY_DIRECTORY,
  lastEffectId: 0,
})

/** What goes in and out is copied, so that nobody changes the book by changing what they hold. */
export const copy = <T>(value: T): T => structuredClone(value)
