import { crc32 } from 'node:zlib'
import type { Order, Prompt } from '../../domain/order/order'
import type { OrderWrite } from '../../domain/ports/order-book'
import { CHAIN_START, chainEvents, type SealedEvent } from '../event-chain'
import type { NumberSplitter } from '../split-number'
import { instantMs, type Sql, type SqlValue } from './statements'

/** What must be known of the stored order before it is written again. */
export interface StoredHead {
  version: number
  event_count: number
  head_hash: string
}

/** Writes one order whole: state, new events, and what is looked up by. False when its version was overtaken or it cannot be new. */
export function writeOrder(
  sql: Sql,
  splitter: NumberSplitter,
  write: OrderWrite,
  stored: StoredHead | undefined,
  inboundId?: string,
): boolean {
  const { order } = write
  const before = stored ? { count: stored.event_count, hash: stored.head_hash } : { count: 0, hash: CHAIN_START }
  const { sealed, head } = chainEvents(before, write, inboundId)
  const state = JSON.stringify(order)
  const mutable = [
    order.customer?.id ?? null,
    order.salesId,
    order.status,
    order.phase,
    head.count,
    head.hash,
    crc32(state),
    state,
  ] as const
  if (!(stored ? updateOrder(sql, order, stored.version, mutable) : insertOrder(sql, splitter, order, mutable))) return false
  for (const event of sealed) appendEvent(sql, event)
  if (stored) projectOrder(sql, order)
  else projectNewOrder(sql, order)
  return true
}

const updateOrder = (sql: Sql, order: Order, version: number, mutable: readonly SqlValue[]): boolean =>
  sql.run(
    `UPDATE orders SET version = version + 1, customer_id = ?, sales_id = ?, status = ?, phase = ?, event_count = ?, head_hash = ?,
       state_crc = ?, state = ? WHERE number = ? AND version = ?`,
    ...mutable,
    order.number,
    version,
  ).changes > 0

function insertOrder(sql: Sql, splitter: NumberSplitter, order: Order, mutable: readonly SqlValue[]): boolean {
  const { prefix, serial } = splitter.split(order.number)
  const added = sql.run(
    `INSERT INTO orders (customer_id, sales_id, status, phase, event_count, head_hash, state_crc, state, number, version, birth_key, prefix, serial, created_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ...mutable,
    order.number,
    order.birthKey,
    prefix,
    serial,
    instantMs(order.createdAt),
  )
  return added.changes > 0
}

/** The same as projectOrder where nothing can be there yet. */
function projectNewOrder(sql: Sql, order: Order): void {
  for (const [id, step] of Object.entries(order.steps)) if (step.state === 'open') addStep(sql, order, id)
  for (const { key, dueAt } of order.timers) addTimer(sql, order.number, key, dueAt)
  for (const prompt of order.prompts) addPrompt(sql, order, prompt, promptBody(prompt))
}

/** Writes what an order is looked up by. */
export function projectOrder(sql: Sql, order: Order): void {
  projectSteps(sql, order)
  projectTimers(sql, order.number, order.timers)
  projectPrompts(sql, order)
}

function appendEvent(sql: Sql, { logged, eventJson }: SealedEvent): void {
  const { orderNumber, seq, at, byId, inboundId, hash } = logged
  sql.run(
    'INSERT INTO events (order_number, seq, at, by_id, inbound_id, hash, event) VALUES (?, ?, ?, ?, ?, ?, ?)',
    orderNumber,
    seq,
    at,
    byId,
    inboundId ?? null,
    hash,
    eventJson,
  )
}

function projectSteps(sql: Sql, order: Order): void {
  const open = new Set(Object.keys(order.steps).filter((id) => order.steps[id]?.state === 'open'))
  for (const { step_id: id } of sql.all<{ step_id: string }>(
    'SELECT step_id FROM open_steps WHERE order_number = ?',
    order.number,
  )) {
    if (!open.delete(id)) sql.run('DELETE FROM open_steps WHERE order_number = ? AND step_id = ?', order.number, id)
  }
  for (const id of open) addStep(sql, order, id)
}

const addStep = (sql: Sql, order: Order, id: string): void =>
  void sql.run(
    'INSERT INTO open_steps (order_number, step_id, created_ms) VALUES (?, ?, ?)',
    order.number,
    id,
    instantMs(order.createdAt),
  )

const addTimer = (sql: Sql, owner: string, key: string, dueAt: string): void =>
  void sql.run('INSERT INTO timers (owner, key, due_ms, due_at) VALUES (?, ?, ?, ?)', owner, key, instantMs(dueAt), dueAt)

/** Brings the index of timers to what an order or record has armed. */
export function projectTimers(sql: Sql, owner: string, timers: readonly { key: string; dueAt: string }[]): void {
  const armed = new Map(timers.map((timer) => [timer.key, timer.dueAt]))
  const stored = sql.all<{ key: string; due_at: string }>('SELECT key, due_at FROM timers WHERE owner = ?', owner)
  for (const { key, due_at: dueAt } of stored) {
    if (armed.get(key) === dueAt) armed.delete(key)
    else sql.run('DELETE FROM timers WHERE owner = ? AND key = ?', owner, key)
  }
  for (const [key, dueAt] of armed) addTimer(sql, owner, key, dueAt)
}

function projectPrompts(sql: Sql, order: Order): void {
  const rows = sql.all<{ id: string; prompt: string | null }>(
    'SELECT id, prompt FROM prompts WHERE order_number = ?',
    order.number,
  )
  const stored = new Map(rows.map((row) => [row.id, row.prompt]))
  for (const prompt of order.prompts) {
    const body = promptBody(prompt)
    const known = stored.get(prompt.id)
    if (known === body) continue
    if (known === undefined) {
      addPrompt(sql, order, prompt, body)
      continue
    }
    sql.run(
      'UPDATE prompts SET chat_id = ?, open = ?, prompt = ? WHERE id = ?',
      prompt.chatId,
      body === null ? 0 : 1,
      body,
      prompt.id,
    )
    sql.run('DELETE FROM prompt_people WHERE prompt_id = ?', prompt.id)
    if (body !== null) addressPrompt(sql, prompt)
  }
}

/** Settled prompts are kept without their content. */
const promptBody = (prompt: Prompt): string | null => (prompt.state === 'open' ? JSON.stringify(prompt) : null)

function addPrompt(sql: Sql, order: Order, prompt: Prompt, body: string | null): void {
  sql.run(
    'INSERT INTO prompts (id, order_number, chat_id, asked_ms, open, prompt) VALUES (?, ?, ?, ?, ?, ?)',
    prompt.id,
    order.number,
    prompt.chatId,
    instantMs(prompt.askedAt),
    body === null ? 0 : 1,
    body,
  )
  if (body !== null) addressPrompt(sql, prompt)
}

function addressPrompt(sql: Sql, prompt: Prompt): void {
  for (const personId of new Set(prompt.assigneeIds)) {
    sql.run('INSERT INTO prompt_people (person_id, prompt_id) VALUES (?, ?)', personId, prompt.id)
  }
}
