import type { Order } from '../domain/order/order'
import type { ChannelMemory } from '../domain/ports/channel-memory'
import type { ChatLog } from '../domain/ports/chat-log'
import type { FileVault } from '../domain/ports/file-vault'
import type { LoggedEvent, LoggedRecordEvent, Storage } from '../domain/ports/order-book'
import type { BookRecord } from '../domain/record/record'
import type { ChainHead } from './event-chain'
import type { NumberParts } from './split-number'

/** An order with all that is needed to prove it. */
export interface AuditedOrder {
  order: Order
  head: ChainHead
  parts: NumberParts
  events: LoggedEvent[]
}

/** A record with all that is needed to prove it. */
export interface AuditedRecord {
  record: BookRecord
  head: ChainHead
  events: LoggedRecordEvent[]
}

/** Walks the whole book in small portions. */
export interface BookAudit {
  /** Orders with numbers after this one, in order of their numbers. */
  page(after: string, limit: number): Promise<AuditedOrder[]>
  /** Records with ids after this one, in order of their ids. */
  records(after: string, limit: number): Promise<AuditedRecord[]>
}

/** Small facts of the installation that survive a restart, such as how far the clock was moved. */
export interface Notes {
  read(key: string): Promise<string | undefined>
  write(key: string, value: string): Promise<void>
}

/** How many rows were forgotten. */
export interface Trimmed {
  inbox: number
  outbox: number
}

/** Everything a storage engine gives. */
export interface StorageEngine extends Storage {
  vault: FileVault
  chatLog: ChatLog
  notes: Notes
  channelMemory: ChannelMemory
  audit: BookAudit
  /** Forgets events handled and effects done before this instant (ISO). A repeat that comes later than that is no longer recognised. */
  trim(before: string): Promise<Trimmed>
}
