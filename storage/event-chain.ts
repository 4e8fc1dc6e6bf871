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

/** The hash of an event: sha256 over the previous hash and the canonical JSON of everything but the hash itself. */
export function hashEvent(previousHash: string, logged: Omit<LoggedEvent, 'hash'>): string {
  const { orderNumber, seq, at, byId, inboundId, event } = logged
  return createHash('sha256')
    .update(previousHash)
    .update('\n')
    .update(canonicalJson({ orderNumber, seq, at, byId, inboundId, event }))
    .digest('hex')
}

/** Gives the events of one write their places in the order's log. */
export function chainEvents(
  head: ChainHead,
  write: OrderWrite,
  inboundId: string | undefined,
): { logged: LoggedEvent[]; head: ChainHead } {
  let { count, hash } = head
  const logged = write.events.map((event): LoggedEvent => {
    count += 1
    const body = {
      orderNumber: write.order.number,
      seq: count,
      at: write.at,
      byId: write.byId,
      ...(inboundId ? { inboundId } : {}),
      event,
    }
    hash = hashEvent(hash, body)
    return { ...body, hash }
  })
  return { logged, head: { count, hash } }
}

/** The first thing wrong with an order's log, or undefined: a gap, a changed row, rows missing at the end. */
export function brokenLink(events: LoggedEvent[], head: ChainHead): string | undefined {
  let previous = CHAIN_START
  for (const [index, logged] of events.entries()) {
    if (logged.seq !== index + 1) return `event ${index + 1} is missing`
    if (hashEvent(previous, logged) !== logged.hash) return `event ${logged.seq} does not match its hash`
    previous = logged.hash
  }
  if (events.length !== head.count) return `the order counts ${head.count} events, the log holds ${events.length}`
  return previous === head.hash ? undefined : 'the last hash is not the one kept with the order'
}
