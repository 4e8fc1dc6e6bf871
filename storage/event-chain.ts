import { createHash } from 'node:crypto'
import type { LoggedEvent, OrderWrite } from '../domain/ports/order-book'
import { canonicalJson } from './canonical-json'

/** What the first event of an order chains to. */
export const CHAIN_START = ''

/** Where an order's log stands: how many events, and the hash of the last one. */
export interface ChainHead {
  count: number
  hash: string
}

/** The canonical JSON of an event, and the hash over the previous hash and the canonical JSON of everything but the hash itself. */
export function sealEvent(previousHash: string, logged: Omit<LoggedEvent, 'hash'>): { eventJson: string; hash: string } {
  const { orderNumber, seq, at, byId, inboundId, event } = logged
  const eventJson = canonicalJson(event)
  // An event may hold a whole order, so it is written out once; the members around it stand in canonical order by hand.
  const before = `{"at":${JSON.stringify(at)},"byId":${JSON.stringify(byId)},"event":`
  const after = `${inboundId === undefined ? '' : `,"inboundId":${JSON.stringify(inboundId)}`},"orderNumber":${JSON.stringify(orderNumber)},"seq":${seq}}`
  const hash = createHash('sha256').update(`${previousHash}\n${before}${eventJson}${after}`).digest('hex')
  return { eventJson, hash }
}

/** An event in its place, with its canonical JSON. */
export interface SealedEvent {
  logged: LoggedEvent
  eventJson: string
}

/** Gives the events of one write their places in the order's log. */
export function chainEvents(
  head: ChainHead,
  write: OrderWrite,
  inboundId: string | undefined,
): { sealed: SealedEvent[]; head: ChainHead } {
  let { count, hash } = head
  const sealed = write.events.map((event): SealedEvent => {
    count += 1
    const body = {
      orderNumber: write.order.number,
      seq: count,
      at: write.at,
      byId: write.byId,
      ...(inboundId ? { inboundId } : {}),
      event,
    }
    const seal = sealEvent(hash, body)
    hash = seal.hash
    return { logged: { ...body, hash }, eventJson: seal.eventJson }
  })
  return { sealed, head: { count, hash } }
}

/** The first thing wrong with an order's log, or undefined: a gap, a changed row, rows missing at the end. */
export function brokenLink(events: LoggedEvent[], head: ChainHead): string | undefined {
  let previous = CHAIN_START
  for (const [index, logged] of events.entries()) {
    if (logged.seq !== index + 1) return `event ${index + 1} is missing`
    if (sealEvent(previous, logged).hash !== logged.hash) return `event ${logged.seq} does not match its hash`
    previous = logged.hash
  }
  if (events.length !== head.count) return `the order counts ${head.count} events, the log holds ${events.length}`
  return previous === head.hash ? undefined : 'the last hash is not the one kept with the order'
}
