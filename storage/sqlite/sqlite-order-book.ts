import { crc32 } from 'node:zlib'
import type { Order, Prompt } from '../../domain/order/order'
import type { OrderEvent } from '../../domain/order/order-events'
import type { LoggedEvent, OrderBook, OrderQuery } from '../../domain/ports/order-book'
import { gatherReads } from '../gather-reads'
import { eventsOfRow, type LogRow } from './append-events'
import { corrupt } from './sqlite-faults'
import type { KeptOrder, OrderCache } from './order-cache'
import { instantMs, type Sql, type SqlValue } from './statements'

export interface OrderRow {
  number: string
  version: number
  state: string
  state_crc: number
}

/** Reads a stored order; a flipped bit is found by its checksum and never served. */
export function readOrder(row: OrderRow, path: string): Order {
  if (crc32(row.state) !== row.state_crc)
    throw corrupt(path, `the stored state of order ${row.number} does not match its checksum`)
  return JSON.parse(row.state) as Order
}

const EVENTS = 'SELECT seq, at, by_id, inbound_id, hash, event FROM events WHERE order_number = ? ORDER BY seq'
export const readEvents = (sql: Sql, orderNumber: string): LoggedEvent[] =>
  sql
    .all<LogRow>(EVENTS, orderNumber)
    .flatMap((row) => eventsOfRow<OrderEvent>(row).map((placed) => ({ orderNumber, ...placed })))

/** Every form of the query walks an index that is in the order wanted and holds the numbers, so that its cost is that of what it gives. */
function queryFor(query: OrderQuery): { text: string; values: SqlValue[] } {
  const conditions: string[] = []
  const values: SqlValue[] = []
  const where = (condition: string, value: string | undefined): void => {
    if (value === undefined) return
    conditions.push(condition)
    values.push(value)
  }
  where('s.step_id = ?', query.stepId)
  where('o.customer_id = ?', query.customerId)
  where('o.status = ?', query.status)
  where('o.sales_id = ?', query.salesId)
  if (query.activeOnly) conditions.push("o.phase IN ('draft', 'running')")
  if (query.after) {
    conditions.push(query.stepId === undefined ? '(o.created_ms, o.number) < (?, ?)' : '(s.created_ms, s.order_number) < (?, ?)')
    values.push(instantMs(query.after.createdAt), query.after.number)
  }
  const filter = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
  // CROSS JOIN keeps SQLite to this order of tables.
  const [tables, order] =
    query.stepId === undefined
      ? ['orders o', 'o.created_ms DESC, o.number DESC']
      : ['open_steps s CROSS JOIN orders o ON o.number = s.order_number', 's.created_ms DESC, s.order_number DESC']
  values.push(Math.min(500, Math.max(1, query.limit)))
  return { text: `SELECT o.number FROM ${tables} ${filter} ORDER BY ${order} LIMIT ?`, values }
}

const WHOLE = 'o.number, o.version, o.event_count, o.head_hash, o.state_crc, o.state'
const STATE = `SELECT ${WHOLE} FROM orders o WHERE o.number = ?`
const STATES_OF = `SELECT ${WHOLE} FROM json_each(?) CROSS JOIN orders o ON o.number = value`

type Columns = [number: string, version: number, events: number, hash: string, crc: number, state: string]

function keptOf([number, version, events, hash, crc, state]: Columns, path: string): KeptOrder {
  const order = readOrder({ number, version, state_crc: crc, state }, path)
  return { number, version, state_crc: crc, event_count: events, head_hash: hash, order, size: state.length }
}

/** An order as it stands in the database. */
export function readStored(sql: Sql, path: string, number: string): KeptOrder | undefined {
  const [row] = sql.columns<Columns>(STATE, number)
  return row && keptOf(row, path)
}

/** Orders read in one turn of the event loop at most. */
const MOST_TOGETHER = 256

/** The reading half of the book. Nobody else writes into the book of this process, so an order it wrote or read last is the one that is stored. */
export function createOrderReader(
  sql: Sql,
  path: string,
  cache: OrderCache,
): Pick<OrderBook, 'load' | 'loadEvents' | 'find' | 'findByPrompt' | 'openPrompts'> {
  function keep(kept: KeptOrder): KeptOrder {
    cache.keep(kept)
    return kept
  }

  function read(number: string): KeptOrder {
    const known = cache.last(number)
    if (known) return known
    const stored = readStored(sql, path, number)
    if (!stored) throw corrupt(path, `order ${number} is gone while it is read`)
    return keep(stored)
  }

  const gathered = gatherReads<KeptOrder>(async (numbers) => {
    const rows = sql.columns<Columns>(STATES_OF, JSON.stringify(numbers))
    return new Map(rows.map((row) => [row[0], keep(keptOf(row, path))]))
  }, MOST_TOGETHER)
  const withVersion = (kept: KeptOrder | undefined) => kept && { order: kept.order, version: kept.version }

  return {
    load: async (number) => withVersion(cache.last(number) ?? (await gathered(number))),
    loadEvents: async (number) => readEvents(sql, number),
    async find(query) {
      const { text, values } = queryFor(query)
      return sql.columns<[string]>(text, ...values).map(([number]) => read(number).order)
    },
    async findByPrompt(promptId) {
      const row = sql.get<{ number: string }>('SELECT order_number AS number FROM prompts WHERE id = ?', promptId)
      return withVersion(row && read(row.number))
    },
    async openPrompts({ personIds, chatId }) {
      const rows = sql.all<{ order_number: string; prompt: string }>(
        `SELECT order_number, prompt FROM prompts
         WHERE open = 1 AND id IN (
           SELECT prompt_id FROM prompt_people WHERE person_id IN (SELECT value FROM json_each(?))
           UNION SELECT id FROM prompts WHERE open = 1 AND chat_id = ?)
         ORDER BY asked_ms, rowid`,
        JSON.stringify(personIds ?? []),
        chatId ?? null,
      )
      return rows.map((row) => ({ orderNumber: row.order_number, prompt: JSON.parse(row.prompt) as Prompt }))
    },
  }
}
