import { crc32 } from 'node:zlib'
import type { Order, Prompt } from '../../domain/order/order'
import type { OrderWrite } from '../../domain/ports/order-book'
import { CHAIN_START, chainEvents } from '../event-chain'
import { type JsonMembers, jsonByMembers, writtenIn } from '../json-members'
import type { NumberSplitter } from '../split-number'
import { appendEvents } from './append-events'
import type { KeptOrder } from './order-cache'
import { AS_TEXT, instantMs, type Sql, type SqlValue } from './statements'
import { boundText, bytesOf } from './text-bytes'

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
  members?: JsonMembers
}

/** Writes one order whole: state, new events, and what is looked up by. Gives it as it stands then; undefined when its version was overtaken or it cannot be new. */
export function writeOrder(
  sql: Sql,
  splitter: NumberSplitter,
  write: OrderWrite,
  stored: StoredOrder | undefined,
  inboundId?: string,
): KeptOrder | undefined {
  const { order } = write
  const before = stored ? { count: stored.event_count, hash: stored.head_hash } : { count: 0, hash: CHAIN_START }
  const { sealed, head } = chainEvents(before, write, inboundId)
  const { text, members } = jsonByMembers(order, stored?.members)
  const state = bytesOf(text)
  const crc = crc32(state)
  const row: OrderColumns = { words: wordsOf(order), rest: [head.count, head.hash, crc, state] }
  if (!(stored ? updateOrder(sql, order, stored, row) : insertOrder(sql, splitter, write, row))) return undefined
  appendEvents(sql, 'order', order.number, sealed)
  if (stored) projectOrder(sql, order, members, stored)
  else projectNewOrder(sql, order, members)
  return {
    number: order.number,
    version: (stored?.version ?? 0) + 1,
    state_crc: crc,
    event_count: head.count,
    head_hash: head.hash,
    order,
    members,
    size: text.length,
  }
}

interface OrderColumns {
  /** What orders are listed by. */
  words: SqlValue[]
  rest: SqlValue[]
}

const WORDS = ['customer_id', 'sales_id', 'status', 'phase'] as const
const wordsOf = ({ customer, salesId, status, phase }: Order): SqlValue[] => [customer?.id ?? null, salesId, status, phase]

/** For each choice of words, as the bits of a number, the statement that writes these and leaves alone the others: each is in an index. */
const UPDATES = Array.from({ length: 1 << WORDS.length }, (_, chosen) => {
  const set = WORDS.map((word, i) => (chosen & (1 << i) ? `, ${word} = ?` : '')).join('')
  return `UPDATE orders SET version = version + 1, event_count = ?, head_hash = ?, state_crc = ?, state = ${AS_TEXT}${set} WHERE number = ? AND version = ? AND state_crc = ?`
})

/** False when the stored one is not in the state that is to be replaced. */
function updateOrder(sql: Sql, order: Order, stored: StoredOrder, { words, rest }: OrderColumns): boolean {
  const known = stored.order && wordsOf(stored.order)
  let chosen = 0
  const values = [...rest]
  for (const [i, word] of words.entries()) {
    if (known?.[i] === word) continue
    chosen |= 1 << i
    values.push(word)
  }
  values.push(order.number, stored.version, stored.state_crc)
  return sql.run(UPDATES[chosen] as string, ...values).changes > 0
}

function insertOrder(sql: Sql, splitter: NumberSplitter, { order, follows }: OrderWrite, { words, rest }: OrderColumns): boolean {
  if (follows !== undefined && !sql.get('SELECT 1 FROM orders WHERE number = ?', follows)) return false
  const { prefix, serial } = splitter.split(order.number)
  const added = sql.run(
    `INSERT INTO orders (customer_id, sales_id, status, phase, event_count, head_hash, state_crc, state, number, version, birth_key, prefix, serial, created_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ${AS_TEXT}, ?, 1, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
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

/** An order that is at hand as it was before. */
type Known = Pick<StoredOrder, 'order' | 'members'>

/** The same as projectOrder where nothing can be there yet. */
function projectNewOrder(sql: Sql, order: Order, members: JsonMembers): void {
  for (const id of openSteps(order)) addStep(sql, order, id)
  for (const { key, dueAt } of order.timers) addTimer(sql, order.number, key, dueAt)
  for (const prompt of order.prompts) addPrompt(sql, order, prompt, promptBody(order, prompt, members))
}

/** Writes what an order is looked up by. With the order as it was before, the database is not asked what stands there. */
export function projectOrder(sql: Sql, order: Order, members?: JsonMembers, stored: Known = {}): void {
  const { order: before } = stored
  projectSteps(sql, order, before ? openSteps(before) : storedSteps(sql, order.number))
  projectTimers(sql, order.number, order.timers, before?.timers)
  projectPrompts(sql, order, members, stored)
}

const openSteps = ({ steps }: Order): string[] => Object.keys(steps).filter((id) => steps[id]?.state === 'open')

const storedSteps = (sql: Sql, number: string): string[] =>
  sql.all<{ step_id: string }>('SELECT step_id FROM open_steps WHERE order_number = ?', number).map((row) => row.step_id)

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

/** What is known to stand there of a prompt: by the order as it was before, else by asking. */
function standingIn(sql: Sql, order: Order, { order: before, members }: Known): (id: string) => string | null | undefined {
  if (!before) {
    const stored = storedPrompts(sql, order)
    return (id) => stored.get(id)
  }
  return (id) => {
    const was = before.prompts.find((prompt) => prompt.id === id)
    return was && promptBody(before, was, members)
  }
}

function projectPrompts(sql: Sql, order: Order, members: JsonMembers | undefined, stored: Known): void {
  const standing = new Set(stored.order?.prompts)
  // Most commands change few prompts; and what was decided on is mostly taken over as it is.
  const changed = order.prompts.filter((prompt) => !standing.has(prompt))
  if (changed.length === 0) return
  const bodyOf = standingIn(sql, order, stored)
  for (const prompt of changed) {
    const body = promptBody(order, prompt, members)
    const was = bodyOf(prompt.id)
    // One that was forgotten when an answer was taken back still stands there, though it is not known any more.
    if (was === body || (was === undefined && addPrompt(sql, order, prompt, body))) continue
    sql.run(
      `UPDATE prompts SET chat_id = ?, open = ?, prompt = ${AS_TEXT} WHERE id = ?`,
      prompt.chatId,
      body === null ? 0 : 1,
      boundBody(body),
      prompt.id,
    )
    if (was !== null) sql.run('DELETE FROM prompt_people WHERE prompt_id = ?', prompt.id)
    if (body !== null) addressPrompt(sql, prompt)
  }
}

/** Settled prompts are kept without their content. */
const promptBody = ({ prompts }: Order, prompt: Prompt, members: JsonMembers | undefined): string | null =>
  prompt.state === 'open' ? writtenIn(members, prompts, prompt) : null

const boundBody = (body: string | null): SqlValue => (body === null ? null : boundText(body))

/** False when it stands there already. */
function addPrompt(sql: Sql, order: Order, prompt: Prompt, body: string | null): boolean {
  const { changes } = sql.run(
    `INSERT INTO prompts (id, order_number, chat_id, asked_ms, open, prompt) VALUES (?, ?, ?, ?, ?, ${AS_TEXT}) ON CONFLICT (id) DO NOTHING`,
    prompt.id,
    order.number,
    prompt.chatId,
    instantMs(prompt.askedAt),
    body === null ? 0 : 1,
    boundBody(body),
  )
  if (changes === 0) return false
  if (body !== null) addressPrompt(sql, prompt)
  return true
}

function addressPrompt(sql: Sql, prompt: Prompt): void {
  for (const personId of new Set(prompt.assigneeIds)) {
    sql.run('INSERT INTO prompt_people (person_id, prompt_id) VALUES (?, ?)', personId, prompt.id)
  }
}
