#!/usr/bin/env node
// Reminders in cluster mode against raw BullMQ in the same run. One JSON line per metric; every line says whether the run was exact.
// Usage: npm run build && node scripts/bench-reminders.mjs [--armed 100000] [--outstanding 1000000] [--suite throughput,punctual,flush,killed] [--store sqlite|mongo]
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

const require = createRequire(import.meta.url)
const { values } = parseArgs({
  options: {
    armed: { type: 'string', default: '100000' },
    outstanding: { type: 'string', default: '1000000' },
    dist: { type: 'string', default: 'dist' },
    parallel: { type: 'string' },
    /** The book under the scheduler: this process's own file, or the MongoDB server that the tests would use. */
    store: { type: 'string', default: 'sqlite' },
    suite: { type: 'string', default: 'throughput,punctual,flush,killed' },
    /** Set for the processes that the suite `killed` starts and kills. */
    worker: { type: 'string' },
  },
})
const dist = resolve(values.dist)
const load = (path) => require(join(dist, path))
const { openSqliteStorage } = load('storage/sqlite/open-sqlite-storage.js')
const { createBullmqScheduler } = load('jobs/bullmq/bullmq-scheduler.js')
const { createLaneQueue } = load('jobs/bullmq/lane-queue.js')
const { connectRedis } = load('jobs/bullmq/redis-connection.js')
const { findMongo, findRedis, startMongo, startRedis } = require('./test-servers.cjs')
const { Queue } = require('bullmq')

const log = { debug() {}, info() {}, warn() {}, error: (fields, text) => console.error(text, fields) }
const nowIso = () => new Date().toISOString()
const clock = { nowMs: () => Date.now(), nowIso }
const env = {
  node: process.versions.node,
  cores: cpus().length,
  redis: findRedis()?.label,
  store: values.store === 'mongo' ? findMongo()?.label : 'sqlite, journal_mode=WAL, synchronous=FULL',
}
const report = (line) => console.log(JSON.stringify({ suite: 'reminders', ...line, env }))
const percentile = (list, p) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * p))]
const round = (value, digits = 3) => Math.round(value * 10 ** digits) / 10 ** digits

const { nothingDoneYet } = load('domain/order/nothing-done-yet.js')
const BORN = '2026-03-02T04:00:00.000Z'
const orderOf = (number, timers) => ({
  ...nothingDoneYet({ steps: [] }),
  number,
  flow: 'approval',
  flowVersion: 1,
  birthKey: number,
  createdAt: BORN,
  createdById: 'li',
  intake: { way: 'chat', evidence: { byId: 'li', at: BORN }, text: '订单' },
  phase: 'running',
  status: '待审批',
  salesId: 'li',
  draft: {},
  lines: [],
  pastPrices: [],
  timers,
})
const timerOf = (key, dueMs) => ({
  key,
  kind: 'remind',
  dueAt: new Date(dueMs).toISOString(),
  rule: '4h',
  toIds: ['wang'],
  about: 'p',
})
const birth = (order) => ({
  orders: [{ order, expectedVersion: 0, events: [{ type: 'OrderCreated', order }], at: order.createdAt, byId: 'li' }],
  effects: [],
})

async function together(count, parallel, work) {
  let next = 0
  const worker = async () => {
    while (next < count) {
      const i = next
      next += 1
      await work(i)
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
}

/** A book of its own, and what ends it. */
async function openBook() {
  if (values.store === 'mongo') {
    const { openMongoStorage } = load('storage/mongo/open-mongo-storage.js')
    const server = await startMongo()
    const storage = await openMongoStorage({ url: `${server.url}/bench${Date.now()}`, log, nowIso, migrate: true })
    return { storage, end: () => storage.close().then(() => server.stop()) }
  }
  const folder = mkdtempSync(join(tmpdir(), 'gendan-bench-'))
  const storage = await openSqliteStorage({ path: join(folder, 'gendan.db'), log, nowIso })
  return { storage, end: () => storage.close().then(() => rmSync(folder, { recursive: true })) }
}

async function open(redisUrl) {
  const book = await openBook()
  const { storage } = book
  const redis = connectRedis(redisUrl, `bench${Date.now()}`, log)
  const scheduler = await createBullmqScheduler({
    timers: storage.timers,
    clock,
    log,
    redis,
    ...(values.parallel ? { parallel: Number(values.parallel) } : {}),
  })
  /** As the product does it: what else of the order is due goes along with the timer that fired. Gives the keys consumed. */
  const consume = async ({ owner, key }) => {
    const loaded = await storage.book.load(owner)
    const { timers } = loaded.order
    if (!timers.some((timer) => timer.key === key)) return []
    const now = Date.now()
    const isDue = (timer) => timer.key === key || Date.parse(timer.dueAt) <= now
    const order = { ...loaded.order, timers: timers.filter((timer) => !isDue(timer)) }
    const write = { order, expectedVersion: loaded.version, events: [], at: nowIso(), byId: 'system' }
    const result = await storage.book.commit({ orders: [write], effects: [], fired: [{ owner, key }] })
    if (result !== 'committed') throw new Error(result)
    return timers.filter(isDue).map((timer) => timer.key)
  }
  const end = async () => {
    await scheduler.stop()
    await redis.close()
    await book.end()
  }
  return { storage, redis, scheduler, consume, end }
}

const cpuMsOf = ({ user, system }) => (user + system) / 1000
/** Processor time of this process and of Redis while `work` ran, beside how long it took; per unit, in microseconds. */
async function timed(redis, count, work) {
  const redisMs = async () =>
    [...(await redis.info('cpu')).matchAll(/^used_cpu_(?:sys|user):([\d.]+)/gm)].reduce((sum, [, s]) => sum + Number(s) * 1000, 0)
  const redisBefore = await redisMs()
  const before = process.cpuUsage()
  const began = performance.now()
  await work()
  const ms = performance.now() - began
  const cpuMs = cpuMsOf(process.cpuUsage(before)) + (await redisMs()) - redisBefore
  return { rate: count / ms, cpuUs: (cpuMs / count) * 1000 }
}

const usedMemory = async (redis) => Number(/^used_memory:(\d+)/m.exec(await redis.commands.info('memory'))[1])

/** Delayed jobs added to BullMQ, 100 in flight; nothing is fired, and Redis answers from memory. */
async function rawAdds(redisUrl, redis, count) {
  const raw = new Queue('raw', { connection: { url: redisUrl } })
  const added = await timed(redis, count, () =>
    together(count, 100, (i) => raw.add('remind', { order: `o${i}`, key: 'k' }, { delay: 86_400_000 })),
  )
  await raw.obliterate({ force: true })
  await raw.close()
  return added
}

/**
 * Armed = in the book with fsync. Fired = read from the book and consumed by a command that is on disk with fsync, which consumes what else
 * of its order is due.
 */
async function armAndFire(redisUrl, count, perOrder) {
  const { storage, redis, scheduler, consume, end } = await open(redisUrl)
  const due = Date.now() - 1000
  const arm = await timed(redis.commands, count, () =>
    together(count / perOrder, 256, (i) =>
      storage.book.commit(
        birth(
          orderOf(
            `R-${i + 1}`,
            Array.from({ length: perOrder }, (_, k) => timerOf(`k${k}`, due + k)),
          ),
        ),
      ),
    ),
  )
  const fired = new Map()
  const fire = await timed(redis.commands, count, async () => {
    await scheduler.start(async (timer) => {
      for (const key of await consume(timer)) {
        const name = `${timer.owner} ${key}`
        fired.set(name, (fired.get(name) ?? 0) + 1)
      }
    })
    await scheduler.idle()
  })
  await end()
  const doubled = [...fired.values()].filter((n) => n > 1).length
  return { arm, fire, exact: { fired: fired.size, doubled, missing: count - fired.size } }
}

async function throughput(redisUrl) {
  const count = Number(values.armed)
  const redis = connectRedis(redisUrl, 'raw', log)
  const floor = await rawAdds(redisUrl, redis.commands, Math.min(count, 20_000))
  await redis.close()
  // Orders with four reminders that are due together, and orders with one: the most work for each.
  const { arm, fire, exact } = await armAndFire(redisUrl, count, 4)
  const single = await armAndFire(redisUrl, count / 4, 1)
  const both = 1 / (1 / arm.rate + 1 / fire.rate)
  const perSecond = ({ rate }) => Math.round(rate * 1000)
  report({
    metric: 'armed_and_fired',
    count,
    perOrder: 4,
    floor: { name: 'bullmq_delayed_add_100_in_flight', perSecond: perSecond(floor), cpuUs: round(floor.cpuUs, 1) },
    ours: {
      armedPerSecond: perSecond(arm),
      firedPerSecond: perSecond(fire),
      firedSinglyPerSecond: perSecond(single.fire),
      bothPerSecond: perSecond({ rate: both }),
      armedCpuUs: round(arm.cpuUs, 1),
      firedCpuUs: round(fire.cpuUs, 1),
      firedSinglyCpuUs: round(single.fire.cpuUs, 1),
    },
    ratio: {
      armed: round(arm.rate / floor.rate),
      fired: round(fire.rate / floor.rate),
      firedSingly: round(single.fire.rate / floor.rate),
      both: round(both / floor.rate),
    },
    // Of this process and Redis. What else the machine does bends it less; a MongoDB is not counted in.
    ratioByCpu: {
      armed: round(floor.cpuUs / arm.cpuUs),
      fired: round(floor.cpuUs / fire.cpuUs),
      firedSingly: round(floor.cpuUs / single.fire.cpuUs),
    },
    exact: { ...exact, singly: single.exact },
  })
}

async function fillFar(storage, count) {
  const perOrder = 500
  const far = Date.now() + 30 * 86_400_000
  await together(count / perOrder, 8, (i) =>
    storage.book.commit(
      birth(
        orderOf(
          `F-${i + 1}`,
          Array.from({ length: perOrder }, (_, k) => timerOf(`k${k}`, far + i * perOrder + k)),
        ),
      ),
    ),
  )
}

/** Arms `count` timers at the given times, fires them, and gives how late each was, beside plain setTimeouts for the same times. */
async function lateness({ storage, scheduler }, prefix, dues, seen) {
  const control = []
  await together(dues.length, 128, (i) => storage.book.commit(birth(orderOf(`${prefix}-${i + 1}`, [timerOf('k', dues[i])]))))
  scheduler.nudge()
  for (const due of dues) setTimeout(() => control.push(Date.now() - due), Math.max(0, due - Date.now()))
  const last = Math.max(...dues)
  for (
    let i = 0;
    i < 400 && (Date.now() < last || [...seen.keys()].filter((k) => k.startsWith(`${prefix}-`)).length < dues.length);
    i += 1
  )
    await sleep(50)
  const late = dues.map((due, i) => (seen.get(`${prefix}-${i + 1}`)?.[0] ?? Number.NaN) - due)
  const times = [...seen.entries()].filter(([k]) => k.startsWith(`${prefix}-`))
  return {
    late,
    control,
    exact: {
      fired: times.length,
      doubled: times.filter(([, list]) => list.length > 1).length,
      missing: dues.length - times.length,
      early: late.filter((ms) => ms < 0).length,
    },
  }
}

async function punctual(redisUrl) {
  const outstanding = Number(values.outstanding)
  const parts = await open(redisUrl)
  await fillFar(parts.storage, outstanding)
  const seen = new Map()
  const committed = new Map()
  await parts.scheduler.start(async (timer) => {
    seen.set(timer.owner, [...(seen.get(timer.owner) ?? []), Date.now()])
    await parts.consume(timer)
    committed.set(timer.owner, Date.now())
  })
  await sleep(500)
  const spread = await lateness(
    parts,
    'S',
    Array.from({ length: 1000 }, (_, i) => Date.now() + 3000 + i * 8),
    seen,
  )
  const one = (name, { late, control, exact }, more) =>
    report({
      metric: name,
      outstanding,
      ours: { p50_ms: percentile(late, 0.5), p99_ms: percentile(late, 0.99), max_ms: Math.max(...late) },
      control: { p99_ms: percentile(control, 0.99) },
      ratio: { p99_to_control: round(percentile(late, 0.99) / Math.max(1, percentile(control, 0.99)), 2) },
      exact,
      ...more,
    })
  one('lateness_spread_1000_over_8s', spread, { goal: { p99_ms: 50 } })
  const instant = Date.now() + 4000
  const burst = await lateness(
    parts,
    'B',
    Array.from({ length: 1000 }, () => instant),
    seen,
  )
  await sleep(500)
  const written = [...committed.entries()].filter(([k]) => k.startsWith('B-')).map(([, at]) => at - instant)
  one('burst_1000_in_one_ms', burst, { goal: { p99_ms: 60 }, committed: { p99_ms: percentile(written, 0.99) } })
  report({
    metric: 'redis_memory',
    outstanding,
    ours: { bytes: await usedMemory(parts.redis), mib: round((await usedMemory(parts.redis)) / 2 ** 20, 1) },
    goal: { mib: 64 },
  })
  await parts.end()
}

async function flush(redisUrl) {
  const pending = Number(values.armed)
  const parts = await open(redisUrl)
  await fillFar(parts.storage, pending)
  const seen = new Map()
  await parts.scheduler.start(async (timer) => {
    seen.set(timer.owner, [...(seen.get(timer.owner) ?? []), Date.now()])
    await parts.consume(timer)
  })
  const dues = Array.from({ length: 200 }, (_, i) => Date.now() + 1500 + i * 10)
  const began = Date.now()
  const flushing = sleep(1000).then(() => parts.redis.commands.flushall())
  const { late, exact } = await lateness(parts, 'X', dues, seen)
  await flushing
  await parts.scheduler.idle()
  const left = (await parts.storage.timers.due('2099-01-01T00:00:00Z', pending + 10)).length
  report({
    metric: 'flushall',
    pending,
    ours: { worst_lateness_ms: Math.max(...late), whole_again_ms: Math.max(0, ...late), ran_ms: Date.now() - began },
    goal: { whole_again_ms: 15_000 },
    exact: { ...exact, stillPending: left, lost: pending - left },
  })
  await parts.end()
}

const lanesOver = (redis, serve) => createLaneQueue({ name: 'killed', redis, log, parallel: 1, serve, onAlarm: () => undefined })

/** A worker that dies over the first two tries: it never gets further than begun. */
async function work(redisUrl) {
  const redis = connectRedis(redisUrl, 'killed', log)
  const lanes = lanesOver(redis, async () => {
    if ((await redis.commands.incr('begun')) <= 2) await sleep(3_600_000)
    await redis.commands.incr('done')
  })
  await lanes.ready()
  lanes.start()
}

/** One job, whose process is killed in the middle of it twice; the third one does it. */
async function killed(redisUrl) {
  const redis = connectRedis(redisUrl, 'killed', log)
  const lanes = lanesOver(redis, async () => undefined)
  await lanes.ready()
  await lanes.kick(['one'])
  const counted = async (name) => Number((await redis.commands.get(name)) ?? 0)
  const waits = []
  let worker
  for (let life = 1; life <= 3; life += 1) {
    worker = spawn(process.execPath, [process.argv[1], '--dist', dist, '--worker', redisUrl], { stdio: 'inherit' })
    const began = performance.now()
    while ((await counted('begun')) < life) await sleep(20)
    waits.push(Math.round(performance.now() - began))
    if (life < 3) worker.kill('SIGKILL')
  }
  while ((await counted('done')) < 1) await sleep(20)
  // A second time would come within the time of a lock.
  await sleep(8000)
  worker.kill('SIGKILL')
  report({
    metric: 'worker_killed_twice',
    ours: { taken_over_after_ms: waits.slice(1) },
    exact: { begun: await counted('begun'), done: await counted('done'), failedJobs: await lanes.queue.getFailedCount() },
  })
  await lanes.stop()
  await redis.close()
}

if (values.worker) {
  await work(values.worker)
  await new Promise(() => undefined)
}
const server = await startRedis()
try {
  const suites = { throughput, punctual, flush, killed }
  for (const name of values.suite.split(',')) await suites[name](server.url)
} finally {
  await server.stop()
}
process.exit(0)
