#!/usr/bin/env node
// Commands per second against bare inserts with the same durability, in the same rounds. Prints one JSON line per concurrency.
// Usage: node scripts/bench-commands.mjs [--store sqlite|mongo|both] [--rounds 7] [--commits 600] [--stored 1000,20000] [--dist dist]
// --stored: how many orders the book holds while commands are measured; the full table is --stored 1000,100000,1000000. Empty leaves it out.
// MongoDB is the server at MONGODB_TEST_URL, a mongod on PATH, or FerretDB, which is no measure of speed: then the line says so.
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const require = createRequire(import.meta.url)
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    commits: { type: 'string', default: '600' },
    dist: { type: 'string', default: 'dist' },
    dir: { type: 'string', default: tmpdir() },
    store: { type: 'string', default: 'sqlite' },
    stored: { type: 'string', default: '1000,20000' },
  },
})
const rounds = Number(values.rounds)
const commits = Number(values.commits)
const dist = resolve(values.dist)
const { openSqliteStorage } = require(join(dist, 'storage/sqlite/open-sqlite-storage.js'))
const { verify } = require(join(dist, 'storage/verify.js'))
const { evolve } = require(join(dist, 'domain/order/evolve-order.js'))
const { DatabaseSync } = require('@photostructure/sqlite')

const log = { debug() {}, info() {}, warn() {}, error() {} }
const at = '2026-03-02T04:00:00.000Z'

/** An order as one message makes it: six lines, a card to answer, a reminder. */
function orderOf(serial) {
  const number = `GD-20260302-${String(serial).padStart(6, '0')}`
  const lines = Array.from({ length: 6 }, (_, i) => ({
    id: `l${i}`,
    name: '双胶纸 80g 正度',
    quantity: '20',
    unit: '吨',
    unitPrice: '5800.00',
    quote: '双胶纸80g正度 20吨 单价5800',
  }))
  const prompt = {
    id: `p${serial}`,
    stepId: 'approve',
    taskId: 'approve',
    round: 1,
    title: '请审批',
    assigneeIds: ['wang'],
    roles: ['director'],
    chatId: `ops${serial % 50}`,
    actions: [],
    inputs: [],
    askedAt: at,
    cardKeys: [`${number}/card`],
    state: 'open',
  }
  const timer = {
    key: `remind/${serial}`,
    kind: 'remind',
    dueAt: '2026-03-02T08:00:00.000Z',
    rule: '4h',
    toIds: ['wang'],
    about: `p${serial}`,
    rung: 1,
  }
  return {
    number,
    flow: 'approval',
    flowVersion: 1,
    birthKey: `in${serial}/0`,
    createdAt: at,
    createdById: 'li',
    intake: {
      way: 'chat',
      evidence: { byId: 'li', at, chatId: 'sales', messageId: `m${serial}` },
      text: '下单'.repeat(60),
      splitRest: [],
    },
    phase: 'running',
    status: '待审批',
    salesId: 'li',
    customer: { id: 'c1', name: '晨光', class: 'A' },
    draft: {},
    lines,
    openPoints: [],
    pastPrices: [],
    facts: {},
    steps: { approve: { state: 'open', round: 1, openedAt: at, answers: {} } },
    prompts: [prompt],
    timers: [timer],
    payments: [],
    produced: {},
    shipments: [],
    exceptions: [],
    documents: [],
    debts: [],
    promisedDates: [],
    deliveryMarks: [],
  }
}

const send = (key, chatId) => ({
  kind: 'send',
  key,
  urgency: 'must',
  message: { chatId, text: '请审批：晨光 双胶纸', mentions: ['wang'] },
})

/** What one message leads to: everything that one command writes. */
const commandOf = (serial) => {
  const order = orderOf(serial)
  return {
    orders: [{ order, expectedVersion: 0, events: [{ type: 'OrderCreated', order }], at, byId: 'li' }],
    effects: [send(`${order.number}/ack`, 'sales'), send(`${order.number}/card`, `ops${serial % 50}`)],
    inboundId: `sandbox:${serial}`,
  }
}

/** Commits the serials from `first` to `last`; gives how many a second. */
async function commitAll(storage, first, last, concurrency) {
  let next = first
  const worker = async () => {
    while (next <= last) {
      const serial = next
      next += 1
      const result = await storage.book.commit(commandOf(serial))
      if (result !== 'committed') throw new Error(result)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: concurrency }, worker))
  return ((last - first + 1) / (performance.now() - began)) * 1000
}

const isExact = async (storage, count) =>
  (await storage.book.highestSerial('GD-20260302-')) === count &&
  (await storage.outbox.undone()) === count * 2 &&
  (await verify(storage, evolve)).length === 0

/** Order, event, two effects, prompt, timer, step, handled event. */
async function ours(concurrency) {
  const folder = mkdtempSync(join(values.dir, 'gendan-bench-'))
  const storage = await openSqliteStorage({ path: join(folder, 'gendan.db'), log, nowIso: () => at })
  const { journalMode, synchronous } = storage.settings()
  const perSecond = await commitAll(storage, 1, commits, concurrency)
  const exact = await isExact(storage, commits)
  await storage.close()
  rmSync(folder, { recursive: true })
  return { perSecond, exact, settings: { journalMode, synchronous } }
}

/** One row with the same order in it, `batch` rows to a commit. */
function bare(batch) {
  const folder = mkdtempSync(join(values.dir, 'gendan-bench-'))
  const db = new DatabaseSync(join(folder, 'bare.db'))
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT)')
  const insert = db.prepare('INSERT INTO t (body) VALUES (?)')
  const began = performance.now()
  for (let serial = 1; serial <= commits; serial += batch) {
    db.exec('BEGIN IMMEDIATE')
    for (let i = 0; i < batch && serial + i <= commits; i += 1) insert.run(JSON.stringify(orderOf(serial + i)))
    db.exec('COMMIT')
  }
  const perSecond = (commits / (performance.now() - began)) * 1000
  db.close()
  rmSync(folder, { recursive: true })
  return perSecond
}

const sorted = (list) => list.toSorted((a, b) => a - b)
const median = (list) => sorted(list)[Math.floor(list.length / 2)]
const round = (value) => Math.round(value * 1000) / 1000

const env = { node: process.versions.node, cores: cpus().length }

/** Rounds of both side by side, in turns; the first one warms up and is not counted. */
async function ratioOf(concurrency, run, floor, more) {
  const results = []
  for (let i = 0; i <= rounds; i += 1) {
    const before = i % 2 === 0 ? await floor(concurrency) : undefined
    const own = await run(concurrency)
    results.push({ ...own, floor: before ?? (await floor(concurrency)) })
  }
  const counted = results.slice(1)
  const ratios = counted.map((r) => r.perSecond / r.floor)
  console.log(
    JSON.stringify({
      suite: 'commands',
      metric: `order_commit_c${concurrency}`,
      ...more,
      rounds,
      commits,
      floor: { name: `bare_insert_batch_${concurrency}`, median: Math.round(median(counted.map((r) => r.floor))) },
      ours: { median: Math.round(median(counted.map((r) => r.perSecond))) },
      ratio: { median: round(median(ratios)), lo: round(Math.min(...ratios)), hi: round(Math.max(...ratios)) },
      goal: 0.5,
      exact: counted.every((r) => r.exact),
      settings: counted[0].settings,
      env,
    }),
  )
}

/** Whether commands stay as fast while the book grows. */
async function flatness(sizes) {
  const folder = mkdtempSync(join(values.dir, 'gendan-bench-'))
  const storage = await openSqliteStorage({ path: join(folder, 'gendan.db'), log, nowIso: () => at })
  let last = 0
  let first
  for (const size of sizes) {
    if (size > last) await commitAll(storage, last + 1, size, 256)
    last = Math.max(size, last)
    const rates = []
    for (let i = 0; i < rounds; i += 1) {
      rates.push(await commitAll(storage, last + 1, last + commits, 32))
      last += commits
    }
    const perSecond = median(rates)
    first ??= perSecond
    const ofSmallest = round(perSecond / first)
    const line = { suite: 'commands', metric: 'order_commit_stored', store: 'sqlite', stored: size, rounds, commits }
    console.log(JSON.stringify({ ...line, ours: { median: Math.round(perSecond) }, ofSmallest, goal: 0.8, env }))
  }
  await storage.close()
  rmSync(folder, { recursive: true })
}

/** The same on MongoDB; the floor inserts the bare order over the same connection with the same write concern. */
async function onMongo() {
  const servers = require('./test-servers.cjs')
  const { openMongoStorage } = require(join(dist, 'storage/mongo/open-mongo-storage.js'))
  const found = servers.findMongo()
  if (!found) return console.error('no MongoDB: set MONGODB_TEST_URL or run scripts/install-test-tools.sh')
  const server = await servers.startMongo()
  let serial = 0
  const open = () => {
    serial += 1
    const url = `${server.url}/gendan-bench-${process.pid}-${serial}`
    return openMongoStorage({ url, log, nowIso: () => at, migrate: true })
  }
  const close = async (storage) => {
    await storage.models.orders.db.dropDatabase()
    await storage.close()
  }
  const run = async (concurrency) => {
    const storage = await open()
    const perSecond = await commitAll(storage, 1, commits, concurrency)
    const exact = await isExact(storage, commits)
    await close(storage)
    return { perSecond, exact }
  }
  const floor = async (concurrency) => {
    const storage = await open()
    const bareRows = storage.models.orders.db.collection('bare')
    let next = 1
    const worker = async () => {
      while (next <= commits) {
        const order = orderOf(next)
        next += 1
        await bareRows.insertOne({ _id: order.number, body: JSON.stringify(order) })
      }
    }
    const began = performance.now()
    await Promise.all(Array.from({ length: concurrency }, worker))
    const perSecond = (commits / (performance.now() - began)) * 1000
    await close(storage)
    return perSecond
  }
  const isFair = found.kind !== 'ferretdb'
  const more = { store: 'mongo', server: found.label, isFair }
  if (!isFair) more.note = 'FerretDB with SQLite reads whole collections for most searches: this is no measure of MongoDB'
  for (const concurrency of [1, 32]) await ratioOf(concurrency, run, floor, more)
  await server.stop()
}

if (values.store !== 'mongo') {
  for (const concurrency of [1, 32]) await ratioOf(concurrency, ours, bare, { store: 'sqlite' })
  const sizes = values.stored.split(',').filter(Boolean).map(Number)
  if (sizes.length > 0) await flatness(sizes)
}
if (values.store !== 'sqlite') await onMongo()
