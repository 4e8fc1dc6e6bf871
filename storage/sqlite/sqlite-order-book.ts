import { crc32 } from 'node:zlib'
import type { Order, Prompt } from '../../domain/order/order'
import type { OrderEvent } from '../../domain/order/order-events'
import type { LoggedEvent, OrderBook, OrderQuery } from '../../domain/ports/order-book'
import { gatherReads } from '../gather-reads'
import { corrupt } from './sqlite-faults'
import type { OrderCache, StateMark } from './order-cache'
import { instantMs, type Sql, type SqlValue } from './statements'

export interface OrderRow {
  number: string
  version: number
  state: string
  state_crc: number
}

interface EventRow {
  order_number: string
  seq: number
  at: string
  by_id: string
  inbound_id: string | null
  hash: string
  event: string
}

/** Reads a stored order; a flipped bit is found by its checksum and never served. */
export function readOrder(row: OrderRow, path: string): Order {
  if (crc32(row.state) !== row.state_crc)
    throw corrupt(path, `the stored state of order ${row.number} does not match its checksum`)
  return JSON.parse(row.state) as Order
}

const readEvent = (row: EventRow): LoggedEvent => ({
  orderNumber: row.order_number,
  seq: row.seq,
  at: row.at,
  byId: row.by_id,
  ...(row.inbound_id === null ? {} : { inboundId: row.inbound_id }),
  event: JSON.parse(row.event) as OrderEvent,
  hash: row.hash,
})

const EVENTS = 'SELECT order_number, seq, at, by_id, inbound_id, hash, event FROM events WHERE order_number = ? ORDER BY seq'
export const readEvents = (sql: Sql, orderNumber: string): LoggedEvent[] => sql.all<EventRow>(EVENTS, orderNumber).map(readEvent)

/** By these an order at hand is known to be the stored one. */
const MARKS = 'o.number, o.version, o.state_crc'
const WHOLE = `${MARKS}, o.event_count, o.head_hash, o.state`

/** Every form of the query walks an index that is in the order wanted, so that its cost is that of the rows it gives. */
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
  return { text: `SELECT ${MARKS} FROM ${tables} ${filter} ORDER BY ${order} LIMIT ?`, values }
}

const STATE = `SELECT ${WHOLE} FROM orders o WHERE o.number = ?`
const STATES_OF = `SELECT ${WHOLE} FROM json_each(?) CROSS JOIN orders o ON o.number = value`
const MARK_OF_PROMPT = `SELECT ${MARKS} FROM prompts p JOIN orders o ON o.number = p.order_number WHERE p.id = ?`

type WholeRow = StateMark & { state: string }
/** Without its state where the order in that state is probably at hand. */
type StoredRow = Pick<StateMark, 'number' | 'version' | 'state_crc'> | WholeRow

/** The columns of the marks, and what stands behind them where the whole was asked for. */
type Columns = [number: string, version: number, crc: number, ...rest: [] | [events: number, hash: string, state: string]]

function rowOfColumns([number, version, crc, ...rest]: Columns): StoredRow {
  const marks = { number, version, state_crc: crc }
  if (rest.length === 0) return marks
  const [events, hash, state] = rest
  return { ...marks, event_count: events, head_hash: hash, state }
}

/** Orders read in one turn of the event loop at most. */
const MOST_TOGETHER = 256

/** The reading half of the book. */
export function createOrderReader(
  sql: Sql,
  path: string,
  cache: OrderCache,
): Pick<OrderBook, 'load' | 'loadEvents' | 'find' | 'findByPrompt' | 'openPrompts'> {
  function orderOf(row: StoredRow): Order {
    const known = cache.at(row)
    if (known) return known.order
    const whole = 'state' in row ? row : sql.get<WholeRow>(STATE, row.number)
    if (!whole) throw corrupt(path, `order ${row.number} is gone while it is read`)
    const { number, version, state_crc: crc, event_count: events, head_hash: hash, state } = whole
    const order = readOrder({ number, version, state_crc: crc, state }, path)
    cache.keep({ number, version, state_crc: crc, event_count: events, head_hash: hash, order, size: state.length })
    return order
  }
  const withVersion = (row: StoredRow | undefined) => (row ? { order: orderOf(row), version: row.version } : undefined)

  const rowOf = gatherReads<StoredRow>(async (numbers) => {
    const rows = sql.columns<Columns>(STATES_OF, JSON.stringify(numbers)).map(rowOfColumns)
    return new Map(rows.map((row) => [row.number, row]))
  }, MOST_TOGETHER)

  return {
    async load(number) {
      // Nobody else writes into the book of this process, so what it wrote or read last is what is stored.
      const known = cache.last(number)
      return known ? { order: known.order, version: known.version } : withVersion(await rowOf(number))
    },
    loadEvents: async (number) => readEvents(sql, number),
    async find(query) {
      const { text, values } = queryFor(query)
      return sql.columns<Columns>(text, ...values).map((row) => orderOf(rowOfColumns(row)))
    },
    findByPrompt: async (promptId) => withVersion(sql.get<StoredRow>(MARK_OF_PROMPT, promptId)),
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
