// Fills a SQLite book with orders for bench-commands: the very rows that a commit leaves, with their checksums and hashes, put in directly.
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

const require = createRequire(import.meta.url)
const PORTION = 20_000
const DAY = 86_400_000
const A_DAY = 1000
const NEWEST = Date.parse('2026-03-01T04:00:00.000Z')
const CUSTOMERS = 300
const CHATS = 400
/** One order in ten is under way, as in a book of some months. */
const UNDER_WAY = 10

/** What differs from order to order. */
function placesOf(count) {
  const i = count - 1
  const createdAt = new Date(NEWEST - Math.floor(i / A_DAY) * DAY).toISOString()
  const prefix = `GD-${createdAt.slice(0, 10).replaceAll('-', '')}-`
  const serial = (i % A_DAY) + 1
  const customer = i % CUSTOMERS === 0 ? 'c-yunhe' : `c${i % CUSTOMERS}`
  return {
    '@id@': String(i),
    '@number@': `${prefix}${String(serial).padStart(4, '0')}`,
    '@customer@': customer,
    '@chat@': `ops${i % CHATS}`,
    '@at@': createdAt,
    prefix,
    serial,
    createdMs: Date.parse(createdAt),
  }
}

/** A text with the places cut out, so that putting them in costs little. */
const cut = (text) => text.split(/(@[a-z]+@)/)
const put = (parts, places) => parts.map((part, i) => (i % 2 === 1 ? places[part] : part)).join('')

/**
 * Puts the orders counted `first` to `last` into the database, which nobody else may have open. `anOrder` gives an order with the places
 * (`@id@`, `@number@`, `@customer@`, `@chat@`, `@at@`) in its texts: under way or completed.
 */
export function fillSqlite({ path, dist, first, last, anOrder, onPortion = () => undefined }) {
  const { DatabaseSync } = require('@photostructure/sqlite')
  const { canonicalJson } = require(join(dist, 'storage/canonical-json.js'))
  const kinds = [anOrder('running'), anOrder('completed')].map((order) => ({
    order,
    state: cut(JSON.stringify(order)),
    event: cut(`[${canonicalJson({ type: 'OrderCreated', order })}]`),
    // What the log's first hash is made over; the storage's own check reads it again.
    sealed: cut(
      `\n${canonicalJson({ orderNumber: order.number, seq: 1, at: order.createdAt, byId: order.createdById, event: { type: 'OrderCreated', order } })}`,
    ),
    prompts: order.prompts.map((prompt) => ({ prompt, body: prompt.state === 'open' ? cut(JSON.stringify(prompt)) : undefined })),
  }))
  const db = new DatabaseSync(path)
  // As large as the table takes; what is measured later is opened anew with the product's own settings.
  db.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA wal_autocheckpoint = 20000')
  const rows = {
    order: db.prepare(
      `INSERT INTO orders (customer_id, sales_id, status, phase, event_count, head_hash, state_crc, state, number, version, birth_key, prefix, serial, created_ms)
       VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, 1, ?, ?, ?, ?)`,
    ),
    event: db.prepare(
      'INSERT INTO events (order_number, seq, at, by_id, inbound_id, hash, event) VALUES (?, 1, ?, ?, NULL, ?, ?)',
    ),
    step: db.prepare('INSERT INTO open_steps (order_number, step_id, created_ms) VALUES (?, ?, ?)'),
    timer: db.prepare('INSERT INTO timers (owner, key, due_ms, due_at) VALUES (?, ?, ?, ?)'),
    prompt: db.prepare('INSERT INTO prompts (id, order_number, chat_id, asked_ms, open, prompt) VALUES (?, ?, ?, ?, ?, ?)'),
    person: db.prepare('INSERT INTO prompt_people (person_id, prompt_id) VALUES (?, ?)'),
  }
  function add(i) {
    const { order, state, event, sealed, prompts } = kinds[i % UNDER_WAY === 0 ? 0 : 1]
    const places = placesOf(i)
    const number = places['@number@']
    const at = places['@at@']
    const body = put(state, places)
    const eventJson = put(event, places)
    const digest = createHash('sha256').update(put(sealed, places)).digest('hex')
    const { prefix, serial, createdMs } = places
    const birthKey = put(cut(order.birthKey), places)
    rows.order.run(
      places['@customer@'],
      order.salesId,
      order.status,
      order.phase,
      digest,
      crc32(body),
      body,
      number,
      birthKey,
      prefix,
      serial,
      createdMs,
    )
    rows.event.run(number, at, order.createdById, digest, eventJson)
    for (const [id, step] of Object.entries(order.steps)) if (step.state === 'open') rows.step.run(number, id, createdMs)
    for (const { key, dueAt } of order.timers) rows.timer.run(number, put(cut(key), places), Date.parse(dueAt), dueAt)
    for (const { prompt, body: open } of prompts) {
      const id = put(cut(prompt.id), places)
      rows.prompt.run(id, number, places['@chat@'], createdMs, open ? 1 : 0, open ? put(open, places) : null)
      if (open) for (const person of prompt.assigneeIds) rows.person.run(person, id)
    }
  }
  for (let from = first; from <= last; from += PORTION) {
    const to = Math.min(last, from + PORTION - 1)
    db.exec('BEGIN')
    for (let i = from; i <= to; i += 1) add(i)
    db.exec('COMMIT')
    onPortion(to)
  }
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
}
