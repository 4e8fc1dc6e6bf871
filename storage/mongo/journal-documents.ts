import type { Effect } from '../../domain/effect'
import type { Commit, LoggedRecordEvent, OrderWrite, RecordWrite } from '../../domain/ports/order-book'
import { chatOf, notBeforeOf, targetOf } from '../effect-places'
import { CHAIN_START, chainEvents, chainRecordEvents, type SealedEvent } from '../event-chain'
import type { NumberParts, NumberSplitter } from '../split-number'
import { instantMs } from './mongo-faults'
import type { EffectPart, JournalDoc, OrderDoc } from './mongo-models'
import { recordDocument } from './mongo-records'
import { orderDocument } from './order-document'

/** What must be known of an order or record before it is written again. */
export type Head = Pick<OrderDoc, 'version' | 'eventCount' | 'headHash' | 'prefix' | 'serial' | 'timers'>
/** Whatever has versions: an order by its number, a record by its id. */
interface Claimed {
  owner: string
  expectedVersion: number
}
/** What a command claims versions of. */
export const claimedBy = (unit: Commit): Claimed[] => [
  ...unit.orders.map(({ order, expectedVersion }) => ({ owner: order.number, expectedVersion })),
  ...(unit.records ?? []).map(({ record, expectedVersion }) => ({ owner: record.id, expectedVersion })),
]
const eventParts = (sealed: SealedEvent[] | SealedEvent<LoggedRecordEvent>[]): JournalDoc['events'] =>
  sealed.map(({ logged, eventJson }) => ({
    seq: logged.seq,
    at: logged.at,
    byId: logged.byId,
    inboundId: logged.inboundId ?? null,
    hash: logged.hash,
    event: eventJson,
  }))

export const claimOf = (owner: string, version: number): string => `${owner}@${version}`

export const effectPart = (effect: Effect, nowMs: number): EffectPart => {
  const notBefore = notBeforeOf(effect)
  return {
    key: effect.key,
    chat: chatOf(effect) ?? null,
    target: targetOf(effect) ?? null,
    nextMs: notBefore ? Math.max(nowMs, instantMs(notBefore)) : nowMs,
    effect: JSON.stringify(effect),
  }
}

/** A journal document that claims nothing but its id. */
export const blank = (id: string): JournalDoc => ({
  _id: id,
  inbound: `-${id}`,
  birth: `-${id}`,
  serialKey: `-${id}`,
  number: null,
  version: 0,
  order: null,
  events: [],
  effects: [],
  people: [],
  customers: [],
  // Real time: it only tells how long somebody has been at it.
  atMs: Date.now(),
  leader: null,
  todo: 1,
  void: false,
})

/** The part of one order in what a command writes. */
export function orderPart(
  splitter: NumberSplitter,
  write: OrderWrite,
  head: Head | null,
  inboundId: string | undefined,
): JournalDoc {
  const { order } = write
  const version = write.expectedVersion + 1
  const id = claimOf(order.number, version)
  const parts: NumberParts = head ?? splitter.split(order.number)
  const before = head ? { count: head.eventCount, hash: head.headHash } : { count: 0, hash: CHAIN_START }
  const { sealed, head: after } = chainEvents(before, write, inboundId)
  return {
    ...blank(id),
    ...(head ? {} : { birth: `+${order.birthKey}`, serialKey: `+${parts.prefix}#${parts.serial}` }),
    number: order.number,
    version,
    order: JSON.stringify(orderDocument(order, version, parts, after)),
    events: eventParts(sealed),
  }
}

/** The part of one record. */
export function recordPart(write: RecordWrite, head: Head | null, inboundId: string | undefined): JournalDoc {
  const { record } = write
  const version = write.expectedVersion + 1
  const before = head ? { count: head.eventCount, hash: head.headHash } : { count: 0, hash: CHAIN_START }
  const { sealed, head: after } = chainRecordEvents(before, write, inboundId)
  return {
    ...blank(claimOf(record.id, version)),
    number: record.id,
    version,
    order: JSON.stringify(recordDocument(record, version, after)),
    events: eventParts(sealed),
  }
}
