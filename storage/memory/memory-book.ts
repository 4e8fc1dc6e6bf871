import type { Directory } from '../../domain/company'
import type { Effect } from '../../domain/effect'
import { fault } from '../../domain/fault'
import type { Order } from '../../domain/order/order'
import type {
  Commit,
  CommitResult,
  DueTimer,
  MasterData,
  OrderBook,
  OrderQuery,
  OrderWrite,
  TimerIndex,
} from '../../domain/ports/order-book'
import { EMPTY_DIRECTORY } from '../empty-directory'
import { notBeforeOf } from '../effect-places'
import type { BookAudit } from '../engine'
import { CHAIN_START, chainEvents } from '../event-chain'
import { createNumberSplitter, type NumberSplitter } from '../split-number'
import { createMemoryRecords, recordsInOrder, writeRecord } from './memory-records'
import { copy, type MemoryState } from './memory-state'

const put = <T extends { id: string }>(list: T[], items: T[]): T[] => {
  const byId = new Map([...list, ...copy(items)].map((item) => [item.id, item]))
  return [...byId.values()]
}

/** The first reason not to write, or undefined. Nothing is changed before all of it is known to hold. */
function objection(state: MemoryState, splitter: NumberSplitter, unit: Commit): CommitResult | undefined {
  if (unit.inboundId !== undefined && state.inbox.has(unit.inboundId) && !state.inbox.get(unit.inboundId)) return 'repeat'
  for (const { owner, key } of unit.fired ?? []) {
    const timers = state.orders.get(owner)?.order.timers ?? state.records.get(owner)?.record.timers
    if (!timers?.some((timer) => timer.key === key)) return 'conflict'
  }
  for (const { record, expectedVersion } of unit.records ?? [])
    if ((state.records.get(record.id)?.version ?? 0) !== expectedVersion) return 'conflict'
  for (const { order, expectedVersion, follows } of unit.orders) {
    const stored = state.orders.get(order.number)
    if (expectedVersion > 0) {
      if (stored?.version !== expectedVersion) return 'conflict'
      continue
    }
    if (state.births.has(order.birthKey)) return 'repeat'
    const { prefix, serial } = splitter.split(order.number)
    const taken = [...state.orders.values()].some(({ parts }) => parts.prefix === prefix && parts.serial === serial)
    if (stored || taken || (follows !== undefined && !state.orders.has(follows))) return 'number-taken'
  }
  return undefined
}

function writeOrder(state: MemoryState, splitter: NumberSplitter, write: OrderWrite, inboundId: string | undefined): void {
  const { order } = write
  const stored = state.orders.get(order.number)
  const { sealed, head } = chainEvents(stored?.head ?? { count: 0, hash: CHAIN_START }, write, inboundId)
  state.births.add(order.birthKey)
  state.orders.set(order.number, {
    order: copy(order),
    version: (stored?.version ?? 0) + 1,
    parts: stored?.parts ?? splitter.split(order.number),
    head,
    events: [...(stored?.events ?? []), ...copy(sealed.map(({ logged }) => logged))],
  })
}

function addEffect(state: MemoryState, effect: Effect, nowMs: number): void {
  if (state.outbox.has(effect.key)) return
  const notBefore = notBeforeOf(effect)
  state.lastEffectId += 1
  state.outbox.set(effect.key, {
    id: state.lastEffectId,
    effect: copy(effect),
    attempts: 0,
    nextMs: Math.max(nowMs, notBefore ? Date.parse(notBefore) : 0),
  })
}

const isActive = (order: Order): boolean => order.phase === 'draft' || order.phase === 'running'

const matches = (order: Order, query: OrderQuery): boolean =>
  (query.customerId === undefined || order.customer?.id === query.customerId) &&
  (query.status === undefined || order.status === query.status) &&
  (query.salesId === undefined || order.salesId === query.salesId) &&
  (query.stepId === undefined || order.steps[query.stepId]?.state === 'open') &&
  (!query.activeOnly || isActive(order)) &&
  (query.after === undefined || (order.number !== query.after.number && newestFirst(query.after, order) < 0))

const newestFirst = (a: Pick<Order, 'createdAt' | 'number'>, b: Pick<Order, 'createdAt' | 'number'>): number =>
  Date.parse(b.createdAt) - Date.parse(a.createdAt) || (a.number < b.number ? 1 : -1)

const refuseUnreadable = (owner: string, instants: string[], timers: { dueAt: string }[]): void => {
  if ([...instants, ...timers.map((timer) => timer.dueAt)].some((iso) => Number.isNaN(Date.parse(iso))))
    throw fault('STORAGE_REFUSED', `${owner} holds an unreadable instant`)
}

function timersOf(state: MemoryState): DueTimer[] {
  const owners = [
    ...[...state.orders.values()].map(({ order }) => ({ owner: order.number, timers: order.timers })),
    ...[...state.records.values()].map(({ record }) => ({ owner: record.id, timers: record.timers })),
  ]
  return owners
    .flatMap(({ owner, timers }) => timers.map(({ key, dueAt }): DueTimer => ({ owner, key, dueAt })))
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt) || (a.owner + a.key < b.owner + b.key ? -1 : 1))
}

export interface MemoryBook {
  book: OrderBook
  timers: TimerIndex
  master: MasterData
  audit: BookAudit
}

export function createMemoryBook(state: MemoryState, nowIso: () => string): MemoryBook {
  const splitter = createNumberSplitter()
  const withVersion = (number: string) => {
    const stored = state.orders.get(number)
    return stored && copy({ order: stored.order, version: stored.version })
  }
  const orders = (): Order[] => [...state.orders.values()].map(({ order }) => order)

  async function commit(unit: Commit): Promise<CommitResult> {
    const reason = objection(state, splitter, unit)
    if (reason) return reason
    for (const { order } of unit.orders)
      refuseUnreadable(order.number, [order.createdAt, ...order.prompts.map((prompt) => prompt.askedAt)], order.timers)
    for (const { record } of unit.records ?? []) refuseUnreadable(record.id, [], record.timers)
    for (const write of unit.orders) writeOrder(state, splitter, write, unit.inboundId)
    for (const write of unit.records ?? []) writeRecord(state, write, unit.inboundId)
    for (const effect of unit.effects) addEffect(state, effect, Date.parse(nowIso()))
    if (unit.inboundId !== undefined) state.inbox.set(unit.inboundId, undefined)
    const { people, customers } = state.directory
    state.directory = {
      ...state.directory,
      people: put(people, unit.people ?? []),
      customers: put(customers, unit.customers ?? []),
    }
    return 'committed'
  }

  const book: OrderBook = {
    keepsOrder: true,
    commit,
    load: async (number) => withVersion(number),
    loadEvents: async (number) => copy(state.orders.get(number)?.events ?? []),
    find: async (query) =>
      copy(
        orders()
          .filter((order) => matches(order, query))
          .toSorted(newestFirst)
          .slice(0, query.limit),
      ),
    async highestSerial(prefix) {
      splitter.remember(prefix)
      return Math.max(
        0,
        ...[...state.orders.values()].filter(({ parts }) => parts.prefix === prefix).map(({ parts }) => parts.serial),
      )
    },
    async findByPrompt(promptId) {
      const found = orders().find((order) => order.prompts.some((prompt) => prompt.id === promptId))
      return found && withVersion(found.number)
    },
    async openPrompts({ personIds, chatId }) {
      const people = new Set(personIds)
      const found = orders().flatMap((order) =>
        order.prompts
          .filter((p) => p.state === 'open' && (p.chatId === chatId || p.assigneeIds.some((id) => people.has(id))))
          .map((prompt) => ({ orderNumber: order.number, prompt })),
      )
      return copy(found.toSorted((a, b) => Date.parse(a.prompt.askedAt) - Date.parse(b.prompt.askedAt)))
    },
    ...createMemoryRecords(state),
    close: () => Promise.resolve(),
  }

  const timers: TimerIndex = {
    due: async (now, limit) =>
      timersOf(state)
        .filter((timer) => Date.parse(timer.dueAt) <= Date.parse(now))
        .slice(0, limit),
    nextDueAt: async () => timersOf(state)[0]?.dueAt,
  }

  const master: MasterData = {
    directory: async () => copy(state.directory),
    async replaceWorld(directory: Directory) {
      for (const part of [state.orders, state.births, state.records, state.inbox, state.outbox]) part.clear()
      state.directory = copy({ ...EMPTY_DIRECTORY, ...directory })
    },
    async saveDirectory(directory: Directory) {
      state.directory = copy({ ...EMPTY_DIRECTORY, ...directory })
    },
    async savePeople(people) {
      await commit({ orders: [], effects: [], people })
    },
    async saveCustomers(customers) {
      await commit({ orders: [], effects: [], customers })
    },
  }

  const audit: BookAudit = {
    page: async (after, limit) =>
      copy(
        [...state.orders.values()]
          .filter(({ order }) => order.number > after)
          .toSorted((a, b) => (a.order.number < b.order.number ? -1 : 1))
          .slice(0, limit),
      ),
    records: async (after, limit) => copy(recordsInOrder(state, (id) => id > after).slice(0, limit)),
  }

  return { book, timers, master, audit }
}
