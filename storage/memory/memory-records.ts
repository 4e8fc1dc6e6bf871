import type { BookRecord } from '../../domain/record/record'
import type { OrderBook, RecordWrite, StoredRecord } from '../../domain/ports/order-book'
import { CHAIN_START, chainRecordEvents } from '../event-chain'
import { copy, type MemoryRecord, type MemoryState } from './memory-state'

export function writeRecord(state: MemoryState, write: RecordWrite, inboundId: string | undefined): void {
  const { record } = write
  const stored = state.records.get(record.id)
  const { sealed, head } = chainRecordEvents(stored?.head ?? { count: 0, hash: CHAIN_START }, write, inboundId)
  state.records.set(record.id, {
    record: copy(record),
    version: (stored?.version ?? 0) + 1,
    head,
    events: [...(stored?.events ?? []), ...copy(sealed.map(({ logged }) => logged))],
  })
}

export const recordsInOrder = (state: MemoryState, wanted: (id: string) => boolean): MemoryRecord[] =>
  [...state.records.values()].filter(({ record }) => wanted(record.id)).toSorted((a, b) => (a.record.id < b.record.id ? -1 : 1))

const given = <R extends BookRecord>({ record, version }: MemoryRecord): StoredRecord<R> =>
  copy({ record, version }) as StoredRecord<R>

type RecordReader = Pick<OrderBook, 'loadRecord' | 'loadRecordEvents' | 'findRecords' | 'listRecords'>

export const createMemoryRecords = (state: MemoryState): RecordReader => ({
  async loadRecord<R extends BookRecord>(id: string) {
    const stored = state.records.get(id)
    return stored && given<R>(stored)
  },
  loadRecordEvents: async (id) => copy(state.records.get(id)?.events ?? []),
  findRecords: async <R extends BookRecord>(lookup: string) =>
    recordsInOrder(state, (id) => state.records.get(id)?.record.lookups.includes(lookup) ?? false).map((stored) =>
      given<R>(stored),
    ),
  listRecords: async <R extends BookRecord>(prefix: string, after: string, limit: number) =>
    recordsInOrder(state, (id) => id.startsWith(prefix) && id > after)
      .slice(0, limit)
      .map((stored) => given<R>(stored)),
})
