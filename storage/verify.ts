import type { EventMeta } from '../domain/order/evolve-order'
import type { Order } from '../domain/order/order'
import type { OrderEvent } from '../domain/order/order-events'
import { codeOf } from '../domain/fault'
import { canonicalJson } from './canonical-json'
import type { AuditedOrder, BookAudit } from './engine'
import { brokenLink } from './event-chain'

/** Something in the book that does not agree with itself. */
export interface Violation {
  orderNumber: string
  what: 'log' | 'fold' | 'numbering' | 'unreadable'
  detail: string
}

export type Evolve = (order: Order | undefined, event: OrderEvent, meta: EventMeta) => Order

const PAGE = 50
const MOST_NAMED = 20

function foldDiffers({ order, events }: AuditedOrder, evolve: Evolve): string | undefined {
  let folded: Order | undefined
  try {
    for (const { event, at, byId } of events) folded = evolve(folded, event, { at, byId })
  } catch (error) {
    return `its log cannot be replayed: ${error instanceof Error ? error.message : 'no reason given'}`
  }
  if (canonicalJson(folded ?? null) === canonicalJson(order)) return undefined
  const names = Object.keys({ ...order, ...folded }) as (keyof Order)[]
  const differing = names.filter((name) => canonicalJson({ v: folded?.[name] }) !== canonicalJson({ v: order[name] }))
  return `the stored order is not what its log gives; differing: ${differing.join(', ')}`
}

function numberingGaps(serialsOf: Map<string, number[]>): Violation[] {
  const found: Violation[] = []
  for (const [prefix, serials] of serialsOf) {
    const used = new Set(serials)
    // Among n different numbers from 1 on, each above n stands for one that is missing below.
    const missing: number[] = []
    const top = serials.reduce((most, serial) => Math.max(most, serial), 0)
    for (let serial = 1; serial <= top && missing.length < MOST_NAMED; serial += 1) if (!used.has(serial)) missing.push(serial)
    if (missing.length > 0) {
      const list = missing.join(', ')
      found.push({ orderNumber: `${prefix}*`, what: 'numbering', detail: `serials missing below ${top}: ${list}` })
    }
  }
  return found
}

/**
 * Proves the whole book: every log linked and without gaps, every order what its log gives, every prefix numbered 1, 2, 3, ...
 * Reads in small portions and lets other work in between. An unreadable page ends the walk, as what follows cannot be reached.
 */
export async function verify({ audit }: { audit: BookAudit }, evolve: Evolve): Promise<Violation[]> {
  const found: Violation[] = []
  const serialsOf = new Map<string, number[]>()
  let after = ''
  for (;;) {
    let page: AuditedOrder[]
    try {
      page = await audit.page(after, PAGE)
    } catch (error) {
      if (codeOf(error) !== 'STORAGE_CORRUPT') throw error
      found.push({ orderNumber: after, what: 'unreadable', detail: error instanceof Error ? error.message : 'unreadable' })
      break
    }
    for (const audited of page) {
      const { order, head, parts, events } = audited
      const broken = brokenLink(events, head)
      if (broken) found.push({ orderNumber: order.number, what: 'log', detail: broken })
      const differs = foldDiffers(audited, evolve)
      if (differs) found.push({ orderNumber: order.number, what: 'fold', detail: differs })
      const serials = serialsOf.get(parts.prefix)
      if (serials) serials.push(parts.serial)
      else serialsOf.set(parts.prefix, [parts.serial])
      after = order.number
    }
    if (page.length < PAGE) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  return [...found, ...numberingGaps(serialsOf)]
}
