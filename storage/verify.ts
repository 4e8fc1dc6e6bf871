import type { EventMeta } from '../domain/order/evolve-order'
import type { BookRecord, RecordEvent } from '../domain/record/record'
import type { Order } from '../domain/order/order'
import type { OrderEvent } from '../domain/order/order-events'
import { codeOf } from '../domain/fault'
import { evolveRecord } from '../domain/record/evolve-record'
import { canonicalJson } from './canonical-json'
import type { AuditedOrder, AuditedRecord, BookAudit } from './engine'
import { brokenLink, CHAIN_START, type ChainHead } from './event-chain'

/** Something in the book that does not agree with itself. */
export interface Violation {
  /** An order's number, a record's id, or a prefix of numbers with "*". */
  owner: string
  what: 'log' | 'fold' | 'numbering' | 'unreadable'
  detail: string
}

export type Evolve = (order: Order | undefined, event: OrderEvent, meta: EventMeta) => Order
export type EvolveRecord = (record: BookRecord | undefined, event: RecordEvent, meta: EventMeta) => BookRecord

/** Small, and long logs in portions, so that nobody waits long behind the proof. */
const PAGE = 10
const PORTION = 500
const MOST_NAMED = 20

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

type Logged = (AuditedOrder | AuditedRecord)['events'][number]

/** The first broken link of a log of any length. */
async function firstBroken(events: readonly Logged[], head: ChainHead): Promise<string | undefined> {
  let from: ChainHead = { count: 0, hash: CHAIN_START }
  for (let start = 0; start + PORTION < events.length; start += PORTION) {
    const part = events.slice(start, start + PORTION)
    const end = { count: from.count + PORTION, hash: part.at(-1)?.hash ?? '' }
    const broken = brokenLink(part, end, from)
    if (broken) return broken
    from = end
    await breathe()
  }
  return brokenLink(events.slice(from.count), head, from)
}

interface Folding<State, Event> {
  stored: State
  events: { event: Event; at: string; byId: string }[]
  evolve: (state: State | undefined, event: Event, meta: EventMeta) => State
}

async function foldDiffers<State extends object, Event>({
  stored,
  events,
  evolve,
}: Folding<State, Event>): Promise<string | undefined> {
  let folded: State | undefined
  try {
    for (const [index, { event, at, byId }] of events.entries()) {
      if (index > 0 && index % PORTION === 0) await breathe()
      folded = evolve(folded, event, { at, byId })
    }
  } catch (error) {
    return `its log cannot be replayed: ${error instanceof Error ? error.message : 'no reason given'}`
  }
  if (canonicalJson(folded ?? null) === canonicalJson(stored)) return undefined
  const names = Object.keys({ ...stored, ...folded }) as (keyof State)[]
  const differing = names.filter((name) => canonicalJson({ v: folded?.[name] }) !== canonicalJson({ v: stored[name] }))
  return `what is stored is not what its log gives; differing: ${differing.join(', ')}`
}

async function proveOrder({ order, head, events }: AuditedOrder, evolve: Evolve): Promise<Violation[]> {
  const broken = await firstBroken(events, head)
  const differs = await foldDiffers({ stored: order, events, evolve })
  return violations(order.number, broken, differs)
}

async function proveRecord({ record, head, events }: AuditedRecord, evolve: EvolveRecord): Promise<Violation[]> {
  const broken = await firstBroken(events, head)
  const differs = await foldDiffers<BookRecord, RecordEvent>({ stored: record, events, evolve })
  return violations(record.id, broken, differs)
}

const violations = (owner: string, broken: string | undefined, differs: string | undefined): Violation[] => [
  ...(broken ? [{ owner, what: 'log' as const, detail: broken }] : []),
  ...(differs ? [{ owner, what: 'fold' as const, detail: differs }] : []),
]

/** All pages of a walk; an unreadable one ends it, as what follows cannot be reached. */
async function walk<Item>(
  page: (after: string, limit: number) => Promise<Item[]>,
  idOf: (item: Item) => string,
  prove: (item: Item) => Promise<Violation[]>,
): Promise<Violation[]> {
  const found: Violation[] = []
  let after = ''
  for (;;) {
    let items: Item[]
    try {
      items = await page(after, PAGE)
    } catch (error) {
      if (codeOf(error) !== 'STORAGE_CORRUPT') throw error
      return [...found, { owner: after, what: 'unreadable', detail: error instanceof Error ? error.message : 'unreadable' }]
    }
    for (const item of items) {
      found.push(...(await prove(item)))
      after = idOf(item)
    }
    if (items.length < PAGE) return found
    await breathe()
  }
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
      found.push({ owner: `${prefix}*`, what: 'numbering', detail: `serials missing below ${top}: ${list}` })
    }
  }
  return found
}

/**
 * Proves the whole book: every log linked and without gaps, every order and record what its log gives, every prefix numbered 1, 2, 3, ...
 * Reads in small portions and lets other work in between.
 */
export async function verify(
  { audit }: { audit: BookAudit },
  evolve: Evolve,
  evolveKind: EvolveRecord = evolveRecord,
): Promise<Violation[]> {
  const serialsOf = new Map<string, number[]>()
  const orders = await walk(
    audit.page,
    ({ order }) => order.number,
    (audited) => {
      const { prefix, serial } = audited.parts
      const serials = serialsOf.get(prefix)
      if (serials) serials.push(serial)
      else serialsOf.set(prefix, [serial])
      return proveOrder(audited, evolve)
    },
  )
  const records = await walk(
    audit.records,
    ({ record }) => record.id,
    (audited) => proveRecord(audited, evolveKind),
  )
  return [...orders, ...numberingGaps(serialsOf), ...records]
}
