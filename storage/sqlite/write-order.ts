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

/** The same of an order; where it is at hand with the order itself, so that only what changes need be written. */
export interface StoredOrder extends StoredHead {
  state_crc: number
  order?: Order
}

/** Writes one order whole: state, new events, and what is looked up by. False when its version was overtaken or it cannot be new. */
export function writeOrder(
  sql: Sql,
  splitter: NumberSplitter,
  write: OrderWrite,
  stored: StoredOrder | undefined,
  inboundId?: string,
): boolean {
  const { order } = write
  const before = stored ? { count: stored.event_count, hash: stored.head_hash } : { count: 0, hash: CHAIN_START }
  const { sealed, head } = chainEvents(before, write, inboundId)
  const state = JSON.stringify(order)
  const row: OrderColumns = { words: wordsOf(order), rest: [head.count, head.hash, crc32(state), state] }
  if (!(stored ? updateOrder(sql, order, stored, row) : insertOrder(sql, splitter, order, row))) return false
  for (const event of sealed) appendEvent(sql, event)
  if (stored) projectOrder(sql, order, stored.order)
  else projectNewOrder(sql, order)
  return true
}

interface OrderColumns {
  /** What orders are listed by. */
  words: SqlValue[]
  rest: SqlValue[]
}

const wordsOf = ({ customer, salesId, status, phase }: Order): SqlValue[] => [customer?.id ?? null, salesId, status, phase]

/** False when the stored one is not in the state that is to be replaced. Words that stand are left alone: each is in an index. */
function updateOrder(sql: Sql, order: Order, stored: StoredOrder, { words, rest }: OrderColumns): boolean {
  const known = stored.order && wordsOf(stored.order)
  const isSame = known?.every((word, i) => word === words[i]) ?? false
  const text = isSame
    ? `UPDATE orders SET version = version + 1, event_count = ?, head_hash = ?, state_crc = ?, state = ?
       WHERE number = ? AND version = ? AND state_crc = ?`
    : `UPDATE orders SET version = version + 1, customer_id = ?, sales_id = ?, status = ?, phase = ?, event_count = ?, head_hash = ?,
       state_crc = ?, state = ? WHERE number = ? AND version = ? AND state_crc = ?`
  const values = [...(isSame ? [] : words), ...rest, order.number, stored.version, stored.state_crc]
  return sql.run(text, ...values).changes > 0
}

function insertOrder(sql: Sql, splitter: NumberSplitter, order: Order, { words, rest }: OrderColumns): boolean {
  const { prefix, serial } = splitter.split(order.number)
  const added = sql.run(
    `INSERT INTO orders (customer_id, sales_id, status, phase, event_count, head_hash, state_crc, state, number, version, birth_key, prefix, serial, created_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ...words,
    ...rest,
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
  for (const id of openSteps(order)) addStep(sql, order, id)
  for (const { key, dueAt } of order.timers) addTimer(sql, order.number, key, dueAt)
  for (const prompt of order.prompts) addPrompt(sql, order, prompt, promptBody(prompt))
}

/** Writes what an order is looked up by. With the order as it was before, the database is not asked what stands there. */
export function projectOrder(sql: Sql, order: Order, before?: Order): void {
  projectSteps(sql, order, before ? openSteps(before) : storedSteps(sql, order.number))
  projectTimers(sql, order.number, order.timers, before?.timers)
  projectPrompts(sql, order, before)
}

const openSteps = ({ steps }: Order): string[] => Object.keys(steps).filter((id) => steps[id]?.state === 'open')

const storedSteps = (sql: Sql, number: string): string[] =>
  sql.all<{ step_id: string }>('SELECT step_id FROM open_steps WHERE order_number = ?', number).map((row) => row.step_id)

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

function projectSteps(sql: Sql, order: Order, stored: string[]): void {
  const open = new Set(openSteps(order))
  for (const id of stored)
    if (!open.delete(id)) sql.run('DELETE FROM open_steps WHERE order_number = ? AND step_id = ?', order.number, id)
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

type Armed = readonly { key: string; dueAt: string }[]

const storedTimers = (sql: Sql, owner: string): Armed =>
  sql
    .all<{ key: string; due_at: string }>('SELECT key, due_at FROM timers WHERE owner = ?', owner)
    .map((row) => ({ key: row.key, dueAt: row.due_at }))

/** Brings the index of timers to what an order or record has armed. */
export function projectTimers(sql: Sql, owner: string, timers: Armed, before: Armed = storedTimers(sql, owner)): void {
  const armed = new Map(timers.map((timer) => [timer.key, timer.dueAt]))
  for (const [key, dueAt] of new Map(before.map((timer) => [timer.key, timer.dueAt]))) {
    if (armed.get(key) === dueAt) armed.delete(key)
    else sql.run('DELETE FROM timers WHERE owner = ? AND key = ?', owner, key)
  }
  for (const [key, dueAt] of armed) addTimer(sql, owner, key, dueAt)
}

interface PromptRow {
  id: string
  prompt: string | null
}

const storedPrompts = (sql: Sql, order: Order): Map<string, string | null> =>
  new Map(
    sql.all<PromptRow>('SELECT id, prompt FROM prompts WHERE order_number = ?', order.number).map((row) => [row.id, row.prompt]),
  )

function projectPrompts(sql: Sql, order: Order, before: Order | undefined): void {
  const standing = new Set(before?.prompts)
  // Most commands change no prompt; and what was decided on is mostly taken over as it is.
  const changed = order.prompts.filter((prompt) => !standing.has(prompt))
  if (changed.length === 0) return
  const stored = storedPrompts(sql, order)
  for (const prompt of changed) {
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
