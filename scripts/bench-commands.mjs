#!/usr/bin/env node
// Commands per second against bare inserts with the same durability, in the same rounds. Prints one JSON line per metric and concurrency:
// `command` is the whole road (load, decide, commit with outbox) through lives of orders, `order_commit` the write alone.
// Usage: node scripts/bench-commands.mjs [--store sqlite|mongo|both] [--only command,order_commit,stored] [--rounds 7] [--commits 600]
//        [--lives 24] [--warm 600] [--stored 1000,20000] [--dist dist] [--dir folder]
// Measured is a process that has been at work for a while: --warm lives are played before, since the engine goes on compiling for the first four
// thousand commands. What the first ones cost is told as `cold`.
// `ratio` is to one bare insert a commit, the insert as it stands; `ratioToGrouped` to bare inserts that share a commit among as many as are in
// flight. --stored: how many orders the book holds while commands are measured; the full table is --stored 1000,100000,1000000 (9 GB of disk).
// MongoDB is the server at MONGODB_TEST_URL, a mongod on PATH, or FerretDB, which is no measure of speed: then the line says so.
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fillSqlite } from './bench-fill.mjs'
import { COMMANDS_A_LIFE, openOffice } from './bench-office.mjs'

const require = createRequire(import.meta.url)
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    commits: { type: 'string', default: '600' },
    dist: { type: 'string', default: 'dist' },
    dir: { type: 'string', default: tmpdir() },
    store: { type: 'string', default: 'sqlite' },
    stored: { type: 'string', default: '1000,20000' },
    lives: { type: 'string', default: '24' },
    warm: { type: 'string', default: '600' },
    only: { type: 'string', default: 'command,order_commit,stored' },
  },
})
const rounds = Number(values.rounds)
const commits = Number(values.commits)
const lives = Number(values.lives)
const only = values.only.split(',')
const dist = resolve(values.dist)
const { openSqliteStorage } = require(join(dist, 'storage/sqlite/open-sqlite-storage.js'))
const { verify } = require(join(dist, 'storage/verify.js'))
const { evolve } = require(join(dist, 'domain/order/evolve-order.js'))
const { nothingDoneYet } = require(join(dist, 'domain/order/nothing-done-yet.js'))
const { DatabaseSync } = require('@photostructure/sqlite')

const log = { debug() {}, info() {}, warn() {}, error() {} }
const at = '2026-03-02T04:00:00.000Z'
/** Lives by which it is told what a process costs that has just started. */
const COLD_LIVES = 125
const MOST_ON_A_SLOW_SERVER = 5

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
    pastPrices: [],
    ...nothingDoneYet({ steps: [] }),
    steps: { approve: { state: 'open', round: 1, openedAt: at, answers: {} } },
    prompts: [prompt],
    timers: [timer],
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

const scratch = () => mkdtempSync(join(values.dir, 'gendan-bench-'))

/** What is measured in one process beside the time: the processor's share of it says more than the clock where others are at work. */
async function timed(count, run) {
  const before = process.cpuUsage()
  const perSecond = await run()
  const { user, system } = process.cpuUsage(before)
  return { perSecond, cpuUs: (user + system) / count }
}

/** What is really in force, where the engine tells. */
function settingsOf(storage) {
  if (!storage.settings) return {}
  const { journalMode, synchronous } = storage.settings()
  return { settings: { journalMode, synchronous } }
}

/** On a new book. */
async function withScratch(use) {
  const folder = scratch()
  const storage = await openSqliteStorage({ path: join(folder, 'gendan.db'), log, nowIso: () => at })
  const result = await use(storage)
  await storage.close()
  rmSync(folder, { recursive: true })
  return result
}

/** Order, event, two effects, prompt, timer, step, handled event. */
const ours = (concurrency) =>
  withScratch(async (storage) => {
    const speed = await timed(commits, () => commitAll(storage, 1, commits, concurrency))
    return { ...speed, ...settingsOf(storage), exact: await isExact(storage, commits) }
  })

async function countOrders({ book }) {
  let count = 0
  for (let after; ; ) {
    const page = await book.find({ limit: 500, ...(after ? { after } : {}) })
    count += page.length
    if (page.length < 500) return count
    after = page.at(-1)
  }
}

/** Whole lives of orders: what people say, decided by the flow, and written. The book stays open from round to round, as that of a bot does. */
const road = (concurrency, more) => async (storage) => {
  const office = await openOffice(dist, storage)
  let played = 0
  const run = async () => {
    played += lives
    return { ...(await timed(lives * COMMANDS_A_LIFE, () => office.play(lives, concurrency))), ...settingsOf(storage) }
  }
  const isExact = async () => (await countOrders(storage)) === played && (await verify(storage, evolve)).length === 0
  await ratioOf({ metric: 'command', concurrency, count: lives * COMMANDS_A_LIFE, run, isExact, ...more })
}

/** One row with an order's text in it, `batch` rows to a commit, under the product's own settings of the log. */
const bare = (count, textOf) => async (batch) => {
  const folder = scratch()
  const db = new DatabaseSync(join(folder, 'bare.db'))
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 2000')
  db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT)')
  const insert = db.prepare('INSERT INTO t (body) VALUES (?)')
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const speed = await timed(count, async () => {
    const began = performance.now()
    for (let serial = 1; serial <= count; serial += batch) {
      begin.run()
      for (let i = 0; i < batch && serial + i <= count; i += 1) insert.run(textOf(serial + i))
      commit.run()
    }
    return (count / (performance.now() - began)) * 1000
  })
  db.close()
  rmSync(folder, { recursive: true })
  return speed
}

const sorted = (list) => list.toSorted((a, b) => a - b)
const median = (list) => sorted(list)[Math.floor(list.length / 2)]
const round = (value) => Math.round(value * 1000) / 1000

/** What the first commands of this process cost. */
let cold

const env = { node: process.versions.node, cores: cpus().length }

const spread = (list) => ({ median: round(median(list)), lo: round(Math.min(...list)), hi: round(Math.max(...list)) })

/** Rounds of all side by side, in turns; the first one is not counted. */
async function ratioOf({ metric, concurrency, count, run, isExact: isWhole, single, grouped, more: { floorName, ...more } }) {
  const results = []
  for (let i = 0; i <= rounds; i += 1) {
    const measured = {}
    const turns = [
      ['own', () => run(concurrency)],
      ['single', () => single(1)],
      ...(grouped && concurrency > 1 ? [['grouped', () => grouped(concurrency)]] : []),
    ]
    for (const [name, measure] of i % 2 === 0 ? turns : turns.toReversed()) measured[name] = await measure()
    results.push(measured)
  }
  const counted = results.slice(1)
  const speedsOf = (name) => ({
    median: Math.round(median(counted.map((r) => r[name].perSecond))),
    ...(counted[0][name].cpuUs ? { cpuUs: Math.round(median(counted.map((r) => r[name].cpuUs))) } : {}),
  })
  const ratioTo = (name) => spread(counted.map((r) => r.own.perSecond / r[name].perSecond))
  const hasGroup = counted[0].grouped !== undefined
  const ratio = ratioTo('single')
  console.log(
    JSON.stringify({
      suite: 'commands',
      metric: `${metric}_c${concurrency}`,
      ...more,
      rounds,
      count,
      floor: { name: floorName ?? 'bare_insert_each_in_its_commit', ...speedsOf('single') },
      ...(hasGroup ? { grouped: { name: `bare_insert_${concurrency}_to_a_commit`, ...speedsOf('grouped') } } : {}),
      ours: speedsOf('own'),
      ...(cold && metric === 'command' && more.store === 'sqlite' ? { cold } : {}),
      ratio,
      ratioByCpu: round(median(counted.map((r) => r.single.cpuUs / r.own.cpuUs))),
      ...(hasGroup ? { ratioToGrouped: ratioTo('grouped') } : {}),
      goal: 0.5,
      met: ratio.median >= 0.5,
      exact: isWhole ? await isWhole() : counted.every((r) => r.own.exact),
      settings: counted[0].own.settings,
      env,
    }),
  )
}

/** An order with places for what differs, for the filling. */
function placed(phase) {
  const order = orderOf('@id@')
  const isOpen = phase === 'running'
  return {
    ...order,
    number: '@number@',
    birthKey: 'fill/@id@',
    createdAt: '@at@',
    phase,
    status: isOpen ? '待审批' : '已完成',
    customer: { ...order.customer, id: '@customer@' },
    steps: { approve: { ...order.steps.approve, state: isOpen ? 'open' : 'done' } },
    prompts: order.prompts.map((prompt) => ({
      ...prompt,
      chatId: '@chat@',
      cardKeys: ['@number@/card'],
      state: isOpen ? 'open' : 'settled',
    })),
    timers: isOpen ? order.timers : [],
  }
}

/** Whether commands stay as fast while the book grows: the smallest book and each larger one in turns, on the whole road. */
async function flatness(sizes) {
  const books = []
  for (const size of sizes) {
    const folder = scratch()
    const path = join(folder, 'gendan.db')
    const empty = await openSqliteStorage({ path, log, nowIso: () => at })
    await openOffice(dist, empty)
    await empty.close()
    fillSqlite({ path, dist, first: 1, last: size, anOrder: placed })
    const storage = await openSqliteStorage({ path, log, nowIso: () => at })
    // Walking through a million logs takes as long as writing them: the small book shows that the rows are whole.
    const exact = size > 20_000 ? undefined : (await verify(storage, evolve)).length === 0
    const office = await openOffice(dist, storage, { isFounded: true })
    await office.play(lives, 32)
    books.push({ size, folder, storage, office, exact, speeds: [] })
  }
  for (let i = 0; i < rounds; i += 1)
    for (const book of i % 2 === 0 ? books : books.toReversed())
      book.speeds.push(await timed(lives * COMMANDS_A_LIFE, () => book.office.play(lives, 32)))
  const [smallest] = books
  for (const { size, exact, speeds } of books) {
    const ofSmallest = speeds.map((speed, i) => speed.perSecond / smallest.speeds[i].perSecond)
    const cpu = (book) => median(book.speeds.map((s) => s.cpuUs))
    console.log(
      JSON.stringify({
        suite: 'commands',
        metric: 'command_stored',
        store: 'sqlite',
        stored: size,
        rounds,
        count: lives * COMMANDS_A_LIFE,
        ours: { median: Math.round(median(speeds.map((s) => s.perSecond))), cpuUs: Math.round(cpu({ speeds })) },
        ofSmallest: spread(ofSmallest),
        ofSmallestByCpu: round(cpu(smallest) / cpu({ speeds })),
        goal: 0.8,
        met: median(ofSmallest) >= 0.8,
        ...(exact === undefined ? {} : { exact }),
        env,
      }),
    )
  }
  for (const { storage, folder } of books) {
    await storage.close()
    rmSync(folder, { recursive: true })
  }
}

/** The same on MongoDB; the floor inserts the bare order over the same connection with the same write concern. */
async function onMongo() {
  const servers = require('./test-servers.cjs')
  const { openMongoStorage } = require(join(dist, 'storage/mongo/open-mongo-storage.js'))
  const found = servers.findMongo()
  if (!found) return console.error('no MongoDB: set MONGODB_TEST_URL or run scripts/install-test-tools.sh')
  const server = await servers.startMongo()
  const isFair = found.kind !== 'ferretdb'
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
  const on = (use) => async (concurrency) => {
    const storage = await open()
    const result = await use(storage, concurrency)
    await close(storage)
    return result
  }
  const write = on(async (storage, concurrency) => {
    const speed = await timed(commits, () => commitAll(storage, 1, commits, concurrency))
    return { ...speed, exact: await isExact(storage, commits) }
  })
  const insertAll = (count, textOf) => (concurrency) =>
    on(async (storage) => {
      const rows = storage.models.orders.db.collection('bare')
      let next = 1
      const worker = async () => {
        while (next <= count) {
          const id = next
          next += 1
          await rows.insertOne({ _id: `GD-${id}`, body: textOf(id) })
        }
      }
      return timed(count, async () => {
        const began = performance.now()
        await Promise.all(Array.from({ length: concurrency }, worker))
        return (count / (performance.now() - began)) * 1000
      })
    })(concurrency)
  const more = { store: 'mongo', server: found.label, isFair, floorName: 'bare_insert_as_many_in_flight' }
  if (!isFair) more.note = 'FerretDB with SQLite reads whole collections for most searches: this is no measure of MongoDB'
  // The driver is compiled as well; a server that is no measure need not be waited for.
  if (only.includes('command'))
    await on(async (storage) => (await openOffice(dist, storage)).play(isFair ? Number(values.warm) : MOST_ON_A_SLOW_SERVER, 8))()
  // The server itself lets inserts in flight share a commit, so the floor has as many in flight.
  for (const concurrency of [1, 32])
    await bothMetrics({
      concurrency,
      more,
      command: { inBook: (use) => on(use)(), single: (texts) => () => insertAll(lives * COMMANDS_A_LIFE, texts)(concurrency) },
      order_commit: { run: write, single: (texts) => () => insertAll(commits, texts)(concurrency) },
    })
  await server.stop()
}

const plainText = (serial) => JSON.stringify(orderOf(serial))

/** The whole road and the write alone, each against bare inserts of the same orders. */
async function bothMetrics({ concurrency, more, command, order_commit: write }) {
  if (only.includes('command')) {
    const texts = await statesOfALife()
    const textOf = (i) => texts[i % texts.length]
    await command.inBook(road(concurrency, { single: command.single(textOf), grouped: command.grouped?.(textOf), more }))
  }
  if (!only.includes('order_commit')) return
  const floors = { single: write.single(plainText), grouped: write.grouped?.(plainText) }
  await ratioOf({ metric: 'order_commit', concurrency, count: commits, run: write.run, ...floors, more })
}

/** What the floor writes: the order as it stands after each command of its life, of a customer who has ordered before as in all but the first. */
async function statesOfALife() {
  const { openMemoryStorage } = require(join(dist, 'storage/memory/memory-storage.js'))
  const office = await openOffice(dist, openMemoryStorage({ nowIso: () => at }))
  await office.play(1, 1)
  return office.states()
}

/** Lets the engine compile what a running bot has compiled long since. */
async function warmUp() {
  const all = Number(values.warm)
  const first = Math.min(COLD_LIVES, all)
  if (!only.includes('command') || first === 0) return
  await withScratch(async (storage) => {
    const office = await openOffice(dist, storage)
    const { cpuUs } = await timed(first * COMMANDS_A_LIFE, () => office.play(first, 8))
    cold = { commands: first * COMMANDS_A_LIFE, cpuUs: Math.round(cpuUs) }
    await office.play(all - first, 8)
  })
}

await warmUp()
if (values.store !== 'mongo') {
  for (const concurrency of [1, 32])
    await bothMetrics({
      concurrency,
      more: { store: 'sqlite' },
      command: {
        inBook: withScratch,
        single: (texts) => bare(lives * COMMANDS_A_LIFE, texts),
        grouped: (texts) => bare(lives * COMMANDS_A_LIFE, texts),
      },
      order_commit: { run: ours, single: (texts) => bare(commits, texts), grouped: (texts) => bare(commits, texts) },
    })
  const sizes = values.stored.split(',').filter(Boolean).map(Number)
  if (only.includes('stored') && sizes.length > 0) await flatness(sizes)
}
if (values.store !== 'sqlite') await onMongo()
