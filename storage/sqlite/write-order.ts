import { crc32 } from 'node:zlib'
import type { Order, Prompt } from '../../domain/order/order'
import type { OrderWrite } from '../../domain/ports/order-book'
import { CHAIN_START, chainEvents } from '../event-chain'
import type { NumberSplitter } from '../split-number'
import { type WrittenJson, writeJson, writtenIn } from '../written-json'
import { appendEvents } from './append-events'
import type { KeptOrder } from './order-cache'
import { AS_TEXT, instantMs, type Sql, type SqlValue } from './statements'

/** Writes one order whole: state, new events, and what is looked up by. Gives it as it stands then; undefined when its version was overtaken or it cannot be new. */
export function writeOrder(
  sql: Sql,
  splitter: NumberSplitter,
  write: OrderWrite,
  stored: KeptOrder | undefined,
  inboundId?: string,
): KeptOrder | undefined {
  const { order } = write
  const before = stored ? { count: stored.event_count, hash: stored.head_hash } : { count: 0, hash: CHAIN_START }
  const { sealed, head } = chainEvents(before, write, inboundId)
  const json = writeJson(order, stored?.written)
  const crc = crc32(json.bytes)
  const row: OrderColumns = { words: wordsOf(order), rest: [head.count, head.hash, crc, json.bytes] }
  if (!(stored ? updateOrder(sql, order, stored, row) : insertOrder(sql, splitter, write, row))) return undefined
  appendEvents(sql, 'order', order.number, sealed)
  projectOrder(sql, order, stored, json)
  return {
    number: order.number,
    version: (stored?.version ?? 0) + 1,
    state_crc: crc,
    event_count: head.count,
    head_hash: head.hash,
    order,
    written: json,
    size: json.bytes.length,
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
function updateOrder(sql: Sql, order: Order, stored: KeptOrder, { words, rest }: OrderColumns): boolean {
  const known = wordsOf(stored.order)
  let chosen = 0
  const values = [...rest]
  for (const [i, word] of words.entries()) {
    if (known[i] === word) continue
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

/** An order with how it was written. */
type AsWritten = Pick<KeptOrder, 'order' | 'written'>

/** Writes what an order is looked up by: what has changed since `before`, or all of a new one. */
export function projectOrder(sql: Sql, order: Order, before?: AsWritten, written?: WrittenJson): void {
  projectSteps(sql, order, before?.order)
  projectTimers(sql, order.number, order.timers, before?.order.timers ?? [])
  projectPrompts(sql, { order, ...(written ? { written } : {}) }, before)
}

const openSteps = ({ steps }: Order): string[] => Object.keys(steps).filter((id) => steps[id]?.state === 'open')

function projectSteps(sql: Sql, order: Order, before: Order | undefined): void {
  const open = new Set(openSteps(order))
  const change = (text: string, id: string): void => void sql.run(text, id, instantMs(order.createdAt), order.number)
  for (const id of before ? openSteps(before) : [])
    if (!open.delete(id)) change('DELETE FROM open_steps WHERE step_id = ? AND created_ms = ? AND order_number = ?', id)
  for (const id of open) change('INSERT INTO open_steps (step_id, created_ms, order_number) VALUES (?, ?, ?)', id)
}

export type Armed = readonly { key: string; dueAt: string }[]

/** Brings the index of timers to what an order or record has armed now. */
export function projectTimers(sql: Sql, owner: string, timers: Armed, before: Armed): void {
  const armed = new Map(timers.map((timer) => [timer.key, timer.dueAt]))
  for (const [key, dueAt] of new Map(before.map((timer) => [timer.key, timer.dueAt]))) {
    if (armed.get(key) === dueAt) armed.delete(key)
    else sql.run('DELETE FROM timers WHERE due_ms = ? AND owner = ? AND key = ?', instantMs(dueAt), owner, key)
  }
  for (const [key, dueAt] of armed)
    sql.run('INSERT INTO timers (due_ms, owner, key, due_at) VALUES (?, ?, ?, ?)', instantMs(dueAt), owner, key, dueAt)
}

/** Settled prompts are kept without their content. */
const promptBody = ({ order, written }: AsWritten, prompt: Prompt): Buffer | null =>
  prompt.state === 'open' ? writtenIn(written, order.prompts, prompt) : null

const isSame = (a: Buffer | null, b: Buffer | null): boolean => (a && b ? a.equals(b) : a === b)

/** Whom a prompt asks while it is open. */
const asked = (prompt: Prompt | undefined): Set<string> => new Set(prompt?.state === 'open' ? prompt.assigneeIds : [])

function projectPrompts(sql: Sql, now: AsWritten, before: AsWritten | undefined): void {
  const { order } = now
  const known = new Map(before?.order.prompts.map((prompt) => [prompt.id, prompt]))
  for (const prompt of order.prompts) {
    const was = known.get(prompt.id)
    known.delete(prompt.id)
    // Most commands change few prompts; and what was decided on is mostly taken over as it is.
    if (was === prompt) continue
    const body = promptBody(now, prompt)
    if (was && before && isSame(promptBody(before, was), body)) continue
    // One that was forgotten when an answer was taken back still stands there, though it is not known any more.
    if (was || !addPrompt(sql, order, prompt, body)) updatePrompt(sql, prompt, body)
    address(sql, prompt.id, asked(was), asked(prompt))
  }
  for (const forgotten of known.values()) {
    if (forgotten.state !== 'open') continue
    updatePrompt(sql, forgotten, null)
    address(sql, forgotten.id, asked(forgotten), new Set())
  }
}

/** False when it stands there already. */
const addPrompt = (sql: Sql, order: Order, prompt: Prompt, body: Buffer | null): boolean =>
  sql.run(
    `INSERT INTO prompts (id, order_number, chat_id, asked_ms, open, prompt) VALUES (?, ?, ?, ?, ?, ${AS_TEXT}) ON CONFLICT (id) DO NOTHING`,
    prompt.id,
    order.number,
    prompt.chatId,
    instantMs(prompt.askedAt),
    body === null ? 0 : 1,
    body,
  ).changes > 0

const updatePrompt = (sql: Sql, { id, chatId }: Prompt, body: Buffer | null): void =>
  void sql.run(
    `UPDATE prompts SET chat_id = ?, open = ?, prompt = ${AS_TEXT} WHERE id = ?`,
    chatId,
    body === null ? 0 : 1,
    body,
    id,
  )

function address(sql: Sql, promptId: string, before: Set<string>, now: Set<string>): void {
  for (const personId of before)
    if (!now.has(personId)) sql.run('DELETE FROM prompt_people WHERE person_id = ? AND prompt_id = ?', personId, promptId)
  for (const personId of now)
    if (!before.has(personId)) sql.run('INSERT INTO prompt_people (person_id, prompt_id) VALUES (?, ?)', personId, promptId)
}
