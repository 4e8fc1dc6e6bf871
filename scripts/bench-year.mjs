#!/usr/bin/env node
// A year of a company on the virtual clock: orders come in every workday, people answer in time or late, and every reminder is compared with
// the minute at which it had to go out and the people whom it had to reach, reckoned here anew. A reminder counts once for each person.
// Prints one line of JSON; exit code 1 when a reminder was late, lost, doubled, sent early, to somebody else or at night. Usage: npm run build && npm run bench:year -- [--days 365] [--orders 50] [--dist dist] [--progress]
// The book lies in the folder for temporary files; TMPDIR=/dev/shm puts it into memory, where no write waits for a disk.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const require = createRequire(import.meta.url)
const { values: given } = parseArgs({
  options: {
    days: { type: 'string', default: '365' },
    orders: { type: 'string', default: '50' },
    dist: { type: 'string', default: 'dist' },
    start: { type: 'string', default: '2026-01-05' },
    progress: { type: 'boolean', default: false },
  },
})
const dist = resolve(given.dist)
const { compose } = require(join(dist, 'bot/compose.js'))
const { worldShape } = require(join(dist, 'bot/channels/sandbox/world-shape.js'))
const { isWorkday } = require(join(dist, 'domain/calendar/workdays.js'))
const { ALL_FLOWS } = require(join(dist, 'domain/flows/all-flows.js'))

// ---- working time, reckoned apart from the product: milliseconds of Shanghai, which has one offset all year ----
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const [OPEN, CLOSE, QUIET] = [9 * HOUR, 18 * HOUR, 21 * HOUR]
const localOf = (iso) => Date.parse(iso) + 8 * HOUR
const isoOf = (local) => new Date(local).toISOString().replace('Z', '+08:00')
const dateOf = (local) => new Date(local).toISOString().slice(0, 10)
const known = new Map()
const works = (local) => {
  const date = dateOf(local)
  if (!known.has(date)) known.set(date, isWorkday(date))
  return known.get(date)
}
const midnight = (local) => local - (local % DAY)
function later(instant, duration) {
  // Working time is counted in whole minutes.
  let local = instant - (instant % MINUTE)
  const n = Number(duration.slice(0, -1))
  if (duration.endsWith('d')) {
    for (let left = n; left > 0; ) if (works((local += DAY))) left--
    return local
  }
  let left = n * (duration.endsWith('h') ? HOUR : MINUTE)
  for (let day = midnight(local); ; day += DAY) {
    const from = Math.max(local, day + OPEN)
    if (!works(day) || from >= day + CLOSE) continue
    if (left <= day + CLOSE - from) return from + left
    left -= day + CLOSE - from
  }
}
function sendable(local) {
  const inDay = local - midnight(local)
  if (works(local) && inDay >= OPEN && inDay < QUIET) return local
  let day = inDay < OPEN ? midnight(local) : midnight(local) + DAY
  while (!works(day)) day += DAY
  return day + OPEN
}
const isNight = (local) => sendable(local) !== local
const sameMinute = (a, b) => Math.floor(a / MINUTE) === Math.floor(b / MINUTE)

// ---- chance with a seed, so that two runs are the same year ----
let seed = 20260105
const chance = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 4294967296
const between = (a, b) => a + Math.floor(chance() * (b - a))

// ---- the product ----
const dataDir = mkdtempSync(join(tmpdir(), 'gendan-year-'))
const sample = JSON.parse(readFileSync(join(dist, 'bot/sample/approval.json'), 'utf8'))
// So many messages a day that no reminder has to wait for a digest: each has its own minute, which is what is looked at here.
const world = worldShape.parse({ ...sample, company: { ...sample.company, reminders: { perDay: 500 } } })
// The clock stands still between the steps: otherwise it runs on while a step is worked at, and on a slow machine people seem to answer
// minutes later than they did.
const startedMs = Date.now()
const product = await compose({ port: 0, host: '127.0.0.1', dataDir, logLevel: 'silent', sandbox: true, flowFiles: [] }, [], {
  realNowMs: () => startedMs,
})
await product.start()
async function call(method, path, body) {
  const answer = await product.app.inject({
    method,
    url: `/sandbox/api${path}`,
    headers: { host: '127.0.0.1' },
    ...(body ? { payload: body } : {}),
  })
  if (answer.statusCode >= 300) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${answer.body.slice(0, 300)}`)
  return answer.body === '' ? undefined : answer.json()
}
const first = Date.parse(`${given.start}T00:00:00Z`)
const last = first + Number(given.days) * DAY
await call('PUT', '/world', { ...world, now: isoOf(first + OPEN - 30 * MINUTE) })

const flow = ALL_FLOWS.find((f) => f.id === world.company.flow)
const clockOf = Object.fromEntries(flow.steps.map((s) => [s.id, s.clock ?? {}]))
const ladderOf = Object.fromEntries(flow.steps.map((s) => [s.id, s.ladder.length > 0 ? s.ladder : ['clerk_lead', 'director']]))
const idOf = Object.fromEntries(world.people.map((p) => [p.name, p.id]))
/** Roles on the ladders have one holder each in this company. */
const holderOf = (role) => world.people.find((p) => p.roles.includes(role)).id
const CUSTOMERS = world.customers.map((c) => c.name)
const intake = world.chats.find((c) => c.purpose === 'intake')
const sellers = intake.memberIds.filter((id) => world.people.find((p) => p.id === id)?.roles.includes('sales'))

/** What people do, by minute. */
const plans = new Map()
const SLOT = 15 * MINUTE
const plan = (local, act) => {
  const slot = Math.ceil(local / SLOT) * SLOT
  if (!plans.has(slot)) plans.set(slot, [])
  plans.get(slot).push(act)
}
for (let day = first; day < last; day += DAY)
  if (works(day))
    for (let i = 0; i < Number(given.orders); i++)
      plan(day + OPEN + between(0, 500) * MINUTE, { kind: 'order', serial: (day / DAY) * 1000 + i, day })

const figures = {
  orders: 0,
  presses: 0,
  messages: 0,
  reminders: 0,
  due: 0,
  together: 0,
  right: 0,
  late: 0,
  early: 0,
  lost: 0,
  doubled: 0,
  atNight: 0,
}
const worst = []
/** Open tasks by order and title. */
const open = new Map()
const faults = (kind, words) => {
  figures[kind]++
  if (worst.length < 10) worst.push(`${kind}: ${words}`)
}

async function act(what) {
  if (what.kind === 'press') {
    const card = open.get(what.key)
    if (!card) return
    await call('POST', '/actions', {
      messageId: card.messageId,
      actionId: card.actionId,
      fromId: card.byId,
      inputs: { method: '厂车送货', time: '上午' },
    })
    card.answeredAt = localOf((await call('GET', '/clock')).now)
    figures.presses++
    return
  }
  const date = new Date(what.day + 14 * DAY)
  await call('POST', '/messages', {
    chatId: intake.id,
    fromId: sellers[what.serial % sellers.length],
    text: `${CUSTOMERS[what.serial % CUSTOMERS.length]} 80g双胶纸 787*1092 ${20 + (what.serial % 180)}令 单价155 ${date.getUTCMonth() + 1}月${date.getUTCDate()}日交`,
  })
  figures.orders++
}

/** Everything that was said since the last look, in the order in which it was: new cards are taken up, reminders are compared with their minute. */
const seen = new Map()
async function look() {
  const fresh = []
  for (const chat of world.chats) {
    for (;;) {
      const after = seen.get(chat.id)
      const { messages } = await call('GET', `/chats/${chat.id}/messages${after ? `?after=${after}` : ''}`)
      fresh.push(...messages)
      if (messages.length > 0) seen.set(chat.id, messages.at(-1).id)
      if (messages.length < 100) break
    }
  }
  const serial = ({ id }) => Number(id.slice(1))
  for (const message of fresh.sort((a, b) => serial(a) - serial(b))) heard(message)
}
function heard(message) {
  if (message.fromId !== 'bot') return
  figures.messages++
  const at = localOf(message.at)
  if (isNight(at)) faults('atNight', `${message.at} ${message.text.slice(0, 40)}`)
  const { card } = message
  const told = saidIn(message)
  if (told) {
    figures.together++
    listFits(message, told)
    for (const one of told) reminded(one, at, message)
    return
  }
  if (!card) return
  const key = `${card.orderNumber} ${card.title.replace(/^提醒：/, '').replace(/ · .*/, '')}`
  if (card.kind === 'reminder') return reminded({ key, toIds: message.mentions, certain: true }, at, message)
  const action = card.actions?.find((a) => a.style === 'primary')
  if (card.state !== 'open' || !action || !message.mentions[0]) return
  // One in eight is answered late, by up to four workdays.
  const wait = chance() < 0.125 ? between(200, 2160) : between(5, 50)
  open.set(key, {
    messageId: message.id,
    actionId: action.id,
    byId: message.mentions[0],
    ownerIds: message.mentions,
    stepId: card.stepId,
    dueAt: sendable(later(at, clockOf[card.stepId]?.sla ?? '4h')),
    rung: 0,
    // People of the rung that was reached last: still to be told, told already, given up as lost.
    rungAt: 0,
    waiting: new Set(),
    told: new Set(),
    lost: new Set(),
  })
  plan(later(at, `${wait}m`), { kind: 'press', key })
}

/**
 * The tasks that a message names for one person, with whom each line is for; undefined for a message about one matter. The owners of a
 * task are reminded together; a line that says whose task it is tells a superior. The list of the day names what is due later as well:
 * that is no certain reminder.
 */
function saidIn({ text, mentions }) {
  const isMorning = /早上好。您今天有/.test(text)
  if (!isMorning && !/有 \d+ 件事等您处理|请关注 \d+ 件同事超时未办的事/.test(text)) return undefined
  const person = idOf[text.slice(0, text.indexOf('，'))]
  const lines = text.matchAll(/^(\d+)\. 订单 (\S+?)【(.+?)】(?:，(自|请于)(.*))?$/gm)
  return [...lines].map(([, no, number, title, word, rest = '']) => ({
    no,
    name: `${number}【${title}】`,
    key: `${number} ${title}`,
    toIds: /，由.+负责$/.test(rest) ? [person] : mentions,
    certain: word === '自',
  }))
}

/** The card below a list shows the first of its tasks, in its order and with its numbers, and counts all of them. */
function listFits({ text, card }, told) {
  if (!card || card.orderNumber) return
  const shown = card.fields.map((f) => `${f.label} ${f.value}`)
  const count = Number(/^待处理 (\d+) 件/.exec(card.title)?.[1] ?? 0)
  const isSame = told.slice(0, shown.length).every((one, i) => shown[i] === `${one.no} ${one.name}`)
  if (count !== told.length || !isSame || shown.length < Math.min(count, 4))
    faults('early', `a card of ${count} tasks below words of ${told.length}: ${text.slice(0, 40)}`)
}

/** Everybody who has to hear of a task on its next rung: its owners on each, superiors from the third on, one more each time. */
function rungPeople(task) {
  const superiors = ladderOf[task.stepId].slice(0, Math.max(0, task.rung - 2)).map(holderOf)
  return new Set([...task.ownerIds, ...superiors])
}

/** The next rung of a task is reached: whoever did not hear of the last one will not any more. */
function climb(task, at) {
  const { stepId } = task
  task.rung++
  task.rungAt = task.dueAt
  task.waiting = rungPeople(task)
  task.told = new Set()
  task.lost = new Set()
  figures.due += task.waiting.size
  const clock = clockOf[stepId] ?? {}
  task.dueAt = sendable(later(at, task.rung > ladderOf[stepId].length + 2 ? '1d' : (clock.again ?? clock.sla ?? '4h')))
}

/** A reminder of a task, alone or in a list, for each person that it is for. */
function reminded({ key, toIds, certain }, at, message) {
  const task = open.get(key)
  if (!task && certain) {
    figures.reminders++
    return faults('early', `a reminder without an open task: ${key} ${message.text.slice(0, 40)}`)
  }
  if (!task) return
  if (at >= task.dueAt || sameMinute(at, task.dueAt)) climb(task, at)
  const isItsMinute = sameMinute(at, task.rungAt)
  for (const personId of toIds) {
    const isAwaited = task.waiting.delete(personId)
    if (!certain && !isAwaited && !isItsMinute) continue
    figures.reminders++
    const where = `${key} to ${personId} at ${message.at}`
    if (task.answeredAt !== undefined && at > task.answeredAt) faults('early', `${where}, answered already`)
    else if (!isAwaited) faults(isItsMinute && task.told.has(personId) ? 'doubled' : 'early', where)
    else if (isItsMinute) figures.right++
    else {
      faults('late', `${where} instead of ${isoOf(task.rungAt)}`)
      // What was given up as lost came after all.
      if (task.lost.delete(personId)) figures.lost--
    }
    task.told.add(personId)
  }
}

/** Whoever was not told when it was due must have been; counted as lost until it comes. */
function missed(now) {
  for (const [key, task] of open) {
    if (task.answeredAt !== undefined) open.delete(key)
    else if (task.dueAt < now - MINUTE) climb(task, task.dueAt)
    if (task.answeredAt !== undefined || task.rungAt >= now - MINUTE) continue
    for (const personId of task.waiting) {
      if (task.lost.has(personId)) continue
      task.lost.add(personId)
      faults('lost', `${key} to ${personId} at ${isoOf(task.rungAt)}`)
    }
  }
}

const started = performance.now()
const spent = { acts: 0, clock: 0, look: 0 }
const timed = async (name, work) => {
  const from = performance.now()
  await work()
  spent[name] += performance.now() - from
}
let slowest = 0
for (let day = first; day < last; day += DAY) {
  const from = performance.now()
  for (let slot = day; slot < day + DAY; slot += SLOT) {
    const acts = plans.get(slot)
    if (!acts && slot % DAY !== DAY - SLOT) continue
    plans.delete(slot)
    await timed('clock', () =>
      call('POST', '/clock', { to: isoOf(slot) }).then(() => call('POST', '/settle', { timeoutMs: 600_000 })),
    )
    await timed('look', look)
    missed(slot)
    await timed('acts', async () => {
      for (let i = 0; acts && i < acts.length; i += 8) await Promise.all(acts.slice(i, i + 8).map(act))
      if (acts) await call('POST', '/settle', { timeoutMs: 600_000 })
    })
    await timed('look', look)
  }
  slowest = Math.max(slowest, performance.now() - from)
  if (given.progress && works(day))
    process.stderr.write(
      `${dateOf(day)} ${figures.orders} orders, ${figures.reminders} reminders, day ${Math.round(performance.now() - from)} ms, open ${open.size}\n`,
    )
}
const wallSeconds = (performance.now() - started) / 1000
const wrong = figures.late + figures.early + figures.lost + figures.doubled + figures.atNight
process.stdout.write(
  `${JSON.stringify({
    days: Number(given.days),
    ordersADay: Number(given.orders),
    ...figures,
    wallSeconds: Math.round(wallSeconds),
    cpuSeconds: Math.round((process.cpuUsage().user + process.cpuUsage().system) / 1e6),
    ordersASecond: Number((figures.orders / wallSeconds).toFixed(1)),
    slowestDaySeconds: Number((slowest / 1000).toFixed(2)),
    spentSeconds: Object.fromEntries(Object.entries(spent).map(([k, ms]) => [k, Math.round(ms / 1000)])),
    rssMb: Math.round(process.memoryUsage().rss / 1e6),
    storeMb: Math.round(
      statSync(
        join(
          dataDir,
          require('node:fs')
            .readdirSync(dataDir)
            .find((f) => /\.(?:db|sqlite)$/.test(f)) ?? '.',
        ),
      ).size / 1e6,
    ),
    worst,
  })}\n`,
)
await product.stop()
rmSync(dataDir, { recursive: true, force: true })
process.exit(wrong > 0 ? 1 : 0)
