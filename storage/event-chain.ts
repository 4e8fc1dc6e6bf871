import { hash as digest } from 'node:crypto'
import type { LoggedEvent, LoggedRecordEvent, OrderWrite, RecordWrite } from '../domain/ports/order-book'
import { canonicalJson, quoted } from './canonical-json'

/** What the first event of a log chains to. */
export const CHAIN_START = ''

/** Where a log stands: how many events, and the hash of the last one. */
export interface ChainHead {
  count: number
  hash: string
}

type Logged = LoggedEvent | LoggedRecordEvent
type Unsealed = Omit<LoggedEvent, 'hash'> | Omit<LoggedRecordEvent, 'hash'>

/** What stands around an event in its canonical JSON, up to its place; the same for all events of one write. */
interface Frame {
  before: string
  after: string
}

// An event may hold a whole order, so it is written out once; the members around it stand in canonical order by hand.
function frameOf(logged: Unsealed): Frame {
  const { at, byId, inboundId } = logged
  const owner = 'orderNumber' in logged ? `"orderNumber":${quoted(logged.orderNumber)}` : `"recordId":${quoted(logged.recordId)}`
  return {
    before: `{"at":${quoted(at)},"byId":${quoted(byId)},"event":`,
    after: `${inboundId === undefined ? '' : `,"inboundId":${quoted(inboundId)}`},${owner},"seq":`,
  }
}

/** The canonical JSON of an event, and the hash over the previous hash and the canonical JSON of everything but the hash itself. */
export function sealEvent(
  previousHash: string,
  logged: Unsealed,
  { before, after }: Frame = frameOf(logged),
): { eventJson: string; hash: string } {
  const eventJson = canonicalJson(logged.event)
  return { eventJson, hash: digest('sha256', `${previousHash}\n${before}${eventJson}${after}${logged.seq}}`, 'hex') }
}

/** An event in its place, with its canonical JSON. */
export interface SealedEvent<L extends Logged = LoggedEvent> {
  logged: L
  eventJson: string
}

/** `logOf` puts an event in its place, with a hash that is still to come. */
function chain<L extends Logged>(
  head: ChainHead,
  events: L['event'][],
  logOf: (seq: number, event: L['event']) => L,
): { sealed: SealedEvent<L>[]; head: ChainHead } {
  let { count, hash } = head
  let frame: Frame | undefined
  const sealed = events.map((event): SealedEvent<L> => {
    count += 1
    const logged = logOf(count, event)
    frame ??= frameOf(logged)
    const seal = sealEvent(hash, logged, frame)
    hash = seal.hash
    logged.hash = hash
    return { logged, eventJson: seal.eventJson }
  })
  return { sealed, head: { count, hash } }
}

/** Gives the events of one write their places in the order's log. */
export const chainEvents = (
  head: ChainHead,
  { order: { number: orderNumber }, at, byId, events }: OrderWrite,
  inboundId: string | undefined,
): { sealed: SealedEvent[]; head: ChainHead } =>
  chain<LoggedEvent>(head, events, (seq, event) =>
    inboundId ? { orderNumber, seq, at, byId, inboundId, event, hash: '' } : { orderNumber, seq, at, byId, event, hash: '' },
  )

/** The same for a record's log. */
export const chainRecordEvents = (
  head: ChainHead,
  { record: { id: recordId }, at, byId, events }: RecordWrite,
  inboundId: string | undefined,
): { sealed: SealedEvent<LoggedRecordEvent>[]; head: ChainHead } =>
  chain<LoggedRecordEvent>(head, events, (seq, event) =>
    inboundId ? { recordId, seq, at, byId, inboundId, event, hash: '' } : { recordId, seq, at, byId, event, hash: '' },
  )

/**
 * The first thing wrong with a log, or undefined: a gap, a changed row, rows missing at the end. `from` is where the part given begins, and
 * `head` where it should end.
 */
export function brokenLink(
  events: readonly Logged[],
  head: ChainHead,
  from: ChainHead = { count: 0, hash: CHAIN_START },
): string | undefined {
  let { count, hash: previous } = from
  for (const logged of events) {
    count += 1
    if (logged.seq !== count) return `event ${count} is missing`
    if (sealEvent(previous, logged).hash !== logged.hash) return `event ${logged.seq} does not match its hash`
    previous = logged.hash
  }
  if (count !== head.count) return `${head.count} events are counted, the log holds ${count}`
  return previous === head.hash ? undefined : 'the last hash is not the one kept with the order'
}
