import type { Order } from '../../domain/order/order'
import type { OrderEvent } from '../../domain/order/order-events'
import type { DueTimer, LoggedEvent, OrderBook, OrderQuery, TimerIndex } from '../../domain/ports/order-book'
import type { AuditedOrder } from '../engine'
import { instantMs, word } from './mongo-faults'
import { inBatches } from './batches'
import type { KnownHeads } from './known-heads'
import type { EventPart, Models, OrderDoc } from './mongo-models'
import { readOrder } from './order-document'

type Stored = Pick<OrderDoc, '_id' | 'version' | 'state' | 'crc'>
const STORED = { version: 1, state: 1, crc: 1 } as const
type Whole = Stored & Pick<OrderDoc, 'eventCount' | 'headHash' | 'prefix' | 'serial' | 'timers'>
const WHOLE = { ...STORED, eventCount: 1, headHash: 1, prefix: 1, serial: 1, timers: 1 } as const
/** Loads under way at the same time; of the connections some are left for everything else. */
const MOST_LOADS = 8

/** Behind an order, newest first. */
const behind = ({ createdAt, number }: NonNullable<OrderQuery['after']>): Record<string, unknown> => {
  const createdMs = instantMs(createdAt)
  return { createdMs: { $lte: createdMs }, $or: [{ createdMs: { $lt: createdMs } }, { _id: { $lt: word(number) } }] }
}

const filterOf = (query: OrderQuery): Record<string, unknown> => ({
  ...(query.stepId === undefined ? {} : { openSteps: word(query.stepId) }),
  ...(query.customerId === undefined ? {} : { customerId: word(query.customerId) }),
  ...(query.status === undefined ? {} : { status: word(query.status) }),
  ...(query.salesId === undefined ? {} : { salesId: word(query.salesId) }),
  ...(query.activeOnly ? { active: true } : {}),
  ...(query.after ? behind(query.after) : {}),
})

/** The log of an order up to a stored version: a claim beyond it is not decided yet. */
async function eventsOf({ journal }: Models, number: string, version: number): Promise<LoggedEvent[]> {
  const parts = await journal
    .find({ number, version: { $lte: version } }, { events: 1, version: 1 })
    .sort({ version: 1 })
    .lean<{ events: EventPart[] }[]>()
  return parts
    .flatMap((part) => part.events)
    .toSorted((a, b) => a.seq - b.seq)
    .map(({ seq, at, byId, inboundId, hash, event }) => ({
      orderNumber: number,
      seq,
      at,
      byId,
      ...(inboundId === null ? {} : { inboundId }),
      event: JSON.parse(event) as OrderEvent,
      hash,
    }))
}

/** The reading half of the book. */
export function createMongoReader(
  models: Models,
  heads: KnownHeads,
): Pick<OrderBook, 'load' | 'loadEvents' | 'find' | 'findByPrompt' | 'openPrompts'> {
  const { orders } = models
  const withVersion = (row: Stored | null) => (row ? { order: readOrder(row), version: row.version } : undefined)
  // Not many with one call: only by a single id every server finds an order without looking at the others.
  const loadOne = inBatches<string, Whole | null>({ most: 1, atOnce: MOST_LOADS }, (numbers) =>
    orders
      .findOne({ _id: numbers[0] ?? '' }, WHOLE)
      .lean<Whole>()
      .then((value) => [{ value }]),
  )
  return {
    async load(number) {
      const row = await loadOne(word(number))
      if (row) heads.note(row._id, row)
      return withVersion(row)
    },
    async loadEvents(number) {
      const order = await orders.findOne({ _id: word(number) }, { version: 1 }).lean<{ version: number }>()
      return order ? eventsOf(models, number, order.version) : []
    },
    async find(query) {
      const rows = await orders
        .find(filterOf(query), STORED)
        .sort({ createdMs: -1, _id: -1 })
        .limit(Math.min(500, Math.max(1, query.limit)))
        .lean<Stored[]>()
      return rows.map(readOrder)
    },
    findByPrompt: async (promptId) => withVersion(await orders.findOne({ promptIds: word(promptId) }, STORED).lean<Stored>()),
    async openPrompts({ personIds = [], chatId }) {
      const either = [
        ...(personIds.length > 0 ? [{ 'openPrompts.people': { $in: personIds.map(word) } }] : []),
        ...(chatId === undefined ? [] : [{ 'openPrompts.chatId': word(chatId) }]),
      ]
      if (either.length === 0) return []
      const rows = await orders.find({ $or: either }, STORED).lean<Stored[]>()
      const people = new Set(personIds)
      return rows
        .map(readOrder)
        .flatMap((order: Order) =>
          order.prompts
            .filter((p) => p.state === 'open' && (p.chatId === chatId || p.assigneeIds.some((id) => people.has(id))))
            .map((prompt) => ({ orderNumber: order.number, prompt })),
        )
        .toSorted((a, b) => Date.parse(a.prompt.askedAt) - Date.parse(b.prompt.askedAt))
    },
  }
}

export function createMongoTimers({ orders, records }: Models): TimerIndex {
  type Armed = Pick<OrderDoc, '_id' | 'timers'>
  // The first `limit` timers of all lie within the first `limit` orders and records by their first timer.
  const foremost = async (untilMs: number, limit: number) => {
    const homes = await Promise.all(
      [orders, records].map((home) =>
        (home as typeof orders)
          .find({ nextDueMs: { $ne: null, $lte: untilMs } }, { timers: 1 })
          .sort({ nextDueMs: 1, _id: 1 })
          .limit(limit)
          .lean<Armed[]>(),
      ),
    )
    return homes
      .flat()
      .flatMap((row) => row.timers.map((timer) => ({ ...timer, owner: row._id })))
      .filter((timer) => timer.dueMs <= untilMs)
      .toSorted((a, b) => a.dueMs - b.dueMs || (a.owner + a.key < b.owner + b.key ? -1 : 1))
      .slice(0, limit)
  }
  return {
    due: async (nowIso, limit) =>
      (await foremost(instantMs(nowIso), limit)).map(({ owner, key, dueAt }): DueTimer => ({ owner, key, dueAt })),
    async nextDueAt() {
      const [first] = await foremost(Number.MAX_SAFE_INTEGER, 1)
      return first?.dueAt
    },
  }
}

/** A portion of the book with everything that proves it. */
export async function auditPage(models: Models, after: string, limit: number): Promise<AuditedOrder[]> {
  type Row = Stored & Pick<OrderDoc, 'prefix' | 'serial' | 'eventCount' | 'headHash'>
  const rows = await models.orders
    .find({ _id: { $gt: word(after) } }, { ...STORED, prefix: 1, serial: 1, eventCount: 1, headHash: 1 })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Row[]>()
  const page: AuditedOrder[] = []
  for (const row of rows)
    page.push({
      order: readOrder(row),
      head: { count: row.eventCount, hash: row.headHash },
      parts: { prefix: row.prefix, serial: row.serial },
      events: await eventsOf(models, row._id, row.version),
    })
  return page
}
