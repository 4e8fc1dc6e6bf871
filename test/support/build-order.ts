import type { Effect } from '../../domain/effect'
import type { Inbound } from '../../domain/message'
import type { Order, OrderStep, Prompt, Timer } from '../../domain/order/order'
import type { OrderEvent } from '../../domain/order/order-events'
import type { BookRecord, RecordEvent } from '../../domain/record/record'
import type { Commit, OrderWrite, RecordWrite } from '../../domain/ports/order-book'

export const NOON = '2026-03-02T04:00:00.000Z'

/** A plain order in draft; name only what the test is about. */
export const anOrder = (change: Partial<Order> = {}): Order => ({
  number: 'GD-20260302-01',
  flow: 'approval',
  flowVersion: 1,
  birthKey: `birth-of-${change.number ?? 'GD-20260302-01'}`,
  createdAt: NOON,
  createdById: 'li',
  intake: { way: 'chat', evidence: { byId: 'li', at: NOON }, text: '订单 铜版纸 20吨' },
  phase: 'draft',
  status: '草稿',
  salesId: 'li',
  draft: {},
  lines: [{ id: 'l1', name: '铜版纸', quantity: '20', unit: '吨', unitPrice: '5800' }],
  openPoints: [],
  pastPrices: [],
  facts: {},
  steps: {},
  prompts: [],
  timers: [],
  payments: [],
  produced: {},
  shipments: [],
  exceptions: [],
  documents: [],
  debts: [],
  promisedDates: [],
  deliveryMarks: [],
  ...change,
})

export const anOpenStep = (): OrderStep => ({ state: 'open', round: 1, openedAt: NOON, answers: {} })

export const aPrompt = (id: string, change: Partial<Prompt> = {}): Prompt => ({
  id,
  stepId: 'approve',
  taskId: 'approve',
  round: 1,
  title: '请审批',
  assigneeIds: ['wang'],
  roles: [],
  chatId: 'ops',
  actions: [],
  inputs: [],
  askedAt: NOON,
  cardKeys: [],
  state: 'open',
  ...change,
})

export const aTimer = (key: string, dueAt: string, change: Partial<Timer> = {}): Timer => ({
  key,
  kind: 'remind',
  dueAt,
  rule: '4h',
  toIds: ['wang'],
  about: 'approve',
  ...change,
})

export const aSend = (key: string, chatId: string, change: Partial<Extract<Effect, { kind: 'send' }>> = {}): Effect => ({
  kind: 'send',
  key,
  message: { chatId, text: `text of ${key}`, mentions: [] },
  urgency: 'must',
  ...change,
})

export const anUpdate = (key: string, chatId: string, targetKey: string): Effect => ({
  kind: 'update',
  key,
  targetKey,
  message: { chatId, text: `text of ${key}`, mentions: [] },
})

export const anInbound = (id: string, change: Partial<Inbound> = {}): Inbound => ({
  id,
  channel: 'sandbox',
  chatId: 'ops',
  personId: 'li',
  messageId: `m-${id}`,
  mentions: [],
  at: NOON,
  content: { kind: 'text', text: 'hello', attachments: [] },
  ...change,
})

/** The birth of an order. */
export const birthOf = (order: Order): OrderWrite => ({
  order,
  expectedVersion: 0,
  events: [{ type: 'OrderCreated', order }],
  at: order.createdAt,
  byId: order.createdById,
})

/** A later write of an order. */
export const changeOf = (order: Order, expectedVersion: number, ...events: OrderEvent[]): OrderWrite => ({
  order,
  expectedVersion,
  events,
  at: NOON,
  byId: 'li',
})

/** A record as it is written; every write is logged as one event that tells its whole state. */
export const aRecordWrite = (
  id: string,
  expectedVersion: number,
  change: Partial<BookRecord> & Record<string, unknown> = {},
): RecordWrite => {
  const record: BookRecord = { id, timers: [], lookups: [], ...change }
  const event: RecordEvent & { record: BookRecord } = { type: 'Stands', record }
  return { record, expectedVersion, events: [event], at: NOON, byId: 'bot' }
}

/** Folds what `aRecordWrite` logs. */
export const evolveTold = (_record: BookRecord | undefined, event: RecordEvent): BookRecord =>
  (event as RecordEvent & { record: BookRecord }).record

export const aCommit = (orders: OrderWrite[], rest: Partial<Commit> = {}): Commit => ({ orders, effects: [], ...rest })
