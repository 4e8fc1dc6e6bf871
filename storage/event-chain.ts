import { hash as digest } from 'node:crypto'
import type { LoggedEvent, LoggedRecordEvent, OrderWrite, RecordWrite } from '../domain/ports/order-book'
import { canonicalJson } from './canonical-json'

/** What the first event of a log chains to. */
export const CHAIN_START = ''

/** Where a log stands: how many events, and the hash of the last one. */
export interface ChainHead {
  count: number
  hash: string
}

type Logged = LoggedEvent | LoggedRecordEvent
type Unsealed = Omit<LoggedEvent, 'hash'> | Omit<LoggedRecordEvent, 'hash'>

/** The canonical JSON of an event, and the hash over the previous hash and the canonical JSON of everything but the hash itself. */
export function sealEvent(previousHash: string, logged: Unsealed): { eventJson: string; hash: string } {
  const { seq, at, byId, inboundId, event } = logged
  const eventJson = canonicalJson(event)
  // An event may hold a whole order, so it is written out once; the members around it stand in canonical order by hand.
  const before = `{"at":${JSON.stringify(at)},"byId":${JSON.stringify(byId)},"event":`
  const owner =
    'orderNumber' in logged
      ? `"orderNumber":${JSON.stringify(logged.orderNumber)}`
      : `"recordId":${JSON.stringify(logged.recordId)}`
  const after = `${inboundId === undefined ? '' : `,"inboundId":${JSON.stringify(inboundId)}`},${owner},"seq":${seq}}`
  const hash = digest('sha256', `${previousHash}\n${before}${eventJson}${after}`, 'hex')
  return { eventJson, hash }
}

/** An event in its place, with its canonical JSON. */
export interface SealedEvent<L extends Logged = LoggedEvent> {
  logged: L
  eventJson: string
}

function chain<L extends Logged>(
  head: ChainHead,
  owner: { orderNumber: string } | { recordId: string },
  write: Pick<OrderWrite | RecordWrite, 'events' | 'at' | 'byId'>,
  inboundId: string | undefined,
): { sealed: SealedEvent<L>[]; head: ChainHead } {
  let { count, hash } = head
  const sealed = write.events.map((event): SealedEvent<L> => {
    count += 1
    const body = { ...owner, seq: count, at: write.at, byId: write.byId, ...(inboundId ? { inboundId } : {}), event }
    const seal = sealEvent(hash, body as Unsealed)
    hash = seal.hash
    return { logged: { ...body, hash } as unknown as L, eventJson: seal.eventJson }
  })
  return { sealed, head: { count, hash } }
}

/** Gives the events of one write their places in the order's log. */
export const chainEvents = (
  head: ChainHead,
  write: OrderWrite,
  inboundId: string | undefined,
): { sealed: SealedEvent[]; head: ChainHead } => chain<LoggedEvent>(head, { orderNumber: write.order.number }, write, inboundId)

/** The same for a record's log. */
export const chainRecordEvents = (
  head: ChainHead,
  write: RecordWrite,
  inboundId: string | undefined,
): { sealed: SealedEvent<LoggedRecordEvent>[]; head: ChainHead } =>
  chain<LoggedRecordEvent>(head, { recordId: write.record.id }, write, inboundId)

/** The first thing wrong with a log, or undefined: a gap, a changed row, rows missing at the end. */
export function brokenLink(events: readonly Logged[], head: ChainHead): string | undefined {
  let previous = CHAIN_START
  for (const [index, logged] of events.entries()) {
    if (logged.seq !== index + 1) return `event ${index + 1} is missing`
    if (sealEvent(previous, logged).hash !== logged.hash) return `event ${logged.seq} does not match its hash`
    previous = logged.hash
  }
  if (events.length !== head.count) return `${head.count} events are counted, the log holds ${events.length}`
  return previous === head.hash ? undefined : 'the last hash is not the one kept with the order'
}
