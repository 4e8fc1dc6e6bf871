import { type Account, type AccountEvent, evolveAccount } from '../dunning/account'
import { evolveLedger, type LedgerEvent } from '../dunning/ledger-record'
import type { EventMeta } from '../order/evolve-order'
import { evolveDesk, type Desk, type DeskEvent } from '../desk/desk'
import { evolveLane, type LaneEvent, type LaneRecord } from '../tracking/lane-record'
import { type BookRecord, kindOf, type RecordEvent, type RecordKind } from './record'

type Evolve = (record: BookRecord | undefined, event: RecordEvent, meta: EventMeta) => BookRecord

/** Who writes the state of each kind of record. A kind brings its own function; the nightly proof folds every log with it. */
const WRITERS: Partial<Record<RecordKind, Evolve>> = {
  account: (record, event, meta) => evolveAccount(record as Account | undefined, event as AccountEvent, meta),
  ledger: (record, event) => evolveLedger(record, event as LedgerEvent),
  lane: (record, event) => evolveLane(record as LaneRecord | undefined, event as LaneEvent),
  desk: (record, event) => evolveDesk(record as Desk | undefined, event as DeskEvent),
}

/** The only writer of a record's state, by its kind, which the first event names. Throws where no kind knows the event. */
export const evolveRecord: Evolve = (record, event, meta) => {
  const id = record?.id ?? (event as RecordEvent & { id?: string }).id ?? ''
  const kind = kindOf(id)
  const write = kind && WRITERS[kind]
  if (!write) throw new RangeError(`nobody writes records such as "${id}"`)
  return write(record, event, meta)
}
