#!/usr/bin/env node
// Encrypted WeCom callbacks: verified, decrypted, de-duplicated, stored with fsync and answered, as a ratio to the same HTTP server that
// only says ok, and the decoding alone as a ratio to a bare AES + SHA-1 loop. One JSON line per metric; ends with 1 when a gate fails.
// Usage: node scripts/bench-wecom.mjs [--rounds 7] [--requests 4000] [--seconds 5] [--burst 5000] [--dist dist]
import { spawn, spawnSync } from 'node:child_process'
import { createDecipheriv, createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    requests: { type: 'string', default: '4000' },
    seconds: { type: 'string', default: '5' },
    burst: { type: 'string', default: '5000' },
    rate: { type: 'string', default: '200' },
    connections: { type: 'string', default: '128' },
    dist: { type: 'string', default: 'dist' },
  },
})
const require = createRequire(import.meta.url)
const load = (path) => require(join(resolve(values.dist), path))
const { callbackCrypto, readAesKey } = load('bot/channels/wecom/callback-crypto.js')
const { decodeCallback } = load('bot/channels/wecom/decode-callback.js')
const { encryptOf } = load('bot/channels/wecom/scan-xml.js')

const KEYS = {
  WECOM_CORP_ID: 'ww0000000000000001',
  WECOM_AGENT_ID: '1000002',
  WECOM_APP_SECRET: 'bench-secret',
  WECOM_APP_TOKEN: 'benchToken',
  WECOM_APP_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
}
const crypto = callbackCrypto({
  token: KEYS.WECOM_APP_TOKEN,
  encodingAesKey: KEYS.WECOM_APP_AES_KEY,
  receiveIds: [KEYS.WECOM_CORP_ID],
})
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
const quantile = (list, q) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.ceil(list.length * q) - 1)] ?? 0
const round = (n, digits = 3) => Number(n.toFixed(digits))
/** Share of the speed of the server that does nothing. */
const GOAL = 0.35
let failed = false
function report(metric, figures, gate) {
  if (gate === false) failed = true
  process.stdout.write(
    `${JSON.stringify({ suite: 'wecom', metric, ...figures, ...(gate === undefined ? {} : { gate: gate ? 'pass' : 'fail' }) })}\n`,
  )
}

let serial = 0
function plainXml() {
  serial += 1
  return `<xml><ToUserName><![CDATA[${KEYS.WECOM_CORP_ID}]]></ToUserName><FromUserName><![CDATA[user${serial % 100}]]></FromUserName><CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[云和纸品 80g双胶纸 787*1092 120令 单价155 下周三交，送到城南仓库，联系人王师傅]]></Content><MsgId>${7_298_765_432_109_000_000n + BigInt(serial)}</MsgId><AgentID>1000002</AgentID></xml>`
}
function callback(xml) {
  const sealed = crypto.seal(xml, String(Math.floor(Date.now() / 1000)), `n${serial}${Math.floor(Math.random() * 1e6)}`)
  const body = `<xml><ToUserName><![CDATA[${KEYS.WECOM_CORP_ID}]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID><Encrypt><![CDATA[${sealed.encrypt}]]></Encrypt></xml>`
  return { sealed, body, query: `msg_signature=${sealed.signature}&timestamp=${sealed.timestamp}&nonce=${sealed.nonce}` }
}
const request = (path, { body, query }) =>
  Buffer.from(
    `POST ${path}?${query} HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )

/** Fresh requests, one in twenty a repeat of an earlier message in a new envelope. Prepared before the clock starts. */
function prepare(path, count) {
  const fresh = []
  const list = []
  for (let i = 0; i < count; i++) {
    const repeat = i % 20 === 19
    const xml = repeat ? fresh[Math.floor((i * 7) % fresh.length)] : plainXml()
    if (!repeat) fresh.push(xml)
    list.push(request(path, callback(xml)))
  }
  return { list, fresh: fresh.length }
}

/** One keep-alive connection with one request at a time. */
function open(port) {
  return new Promise((done, fail) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => done(send))
    let settle
    let seen = ''
    socket.on('error', fail)
    socket.on('data', (chunk) => {
      seen += chunk.toString('latin1')
      const head = seen.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/content-length: (\d+)/i.exec(seen)?.[1] ?? 0)
      if (seen.length < head + 4 + length) return
      const status = Number(seen.slice(9, 12))
      seen = ''
      settle?.(status)
    })
    const send = (bytes) =>
      new Promise((answered) => {
        settle = answered
        socket.write(bytes)
      })
    send.close = () => socket.destroy()
  })
}

/** All requests over so many connections as fast as they are answered. */
async function saturate(port, list, connections) {
  const senders = await Promise.all(Array.from({ length: connections }, () => open(port)))
  let next = 0
  const statuses = new Map()
  const latencies = []
  const began = performance.now()
  await Promise.all(
    senders.map(async (send) => {
      while (next < list.length) {
        const bytes = list[next++]
        const status = await send(bytes)
        latencies.push(performance.now() - began)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }),
  )
  const ms = performance.now() - began
  for (const send of senders) send.close()
  return { perSecond: (list.length / ms) * 1000, statuses, sinceStart: latencies }
}

/** A fixed rate: every request has its moment, and waiting for a free connection counts. */
async function atRate(port, list, rate) {
  const senders = await Promise.all(Array.from({ length: 64 }, () => open(port)))
  const free = [...senders]
  const waiting = []
  const latencies = []
  const began = performance.now()
  const run = async (bytes, due) => {
    const send = free.pop() ?? (await new Promise((give) => waiting.push(give)))
    await send(bytes)
    latencies.push(performance.now() - due)
    const first = waiting.shift()
    if (first) first(send)
    else free.push(send)
  }
  const work = []
  for (let i = 0; i < list.length; i++) {
    const due = began + (i * 1000) / rate
    const wait = due - performance.now()
    if (wait > 0) await new Promise((done) => setTimeout(done, wait))
    work.push(run(list[i], Math.max(due, began)))
  }
  await Promise.all(work)
  for (const send of senders) send.close()
  return latencies
}

function decodeRound(samples) {
  const key = readAesKey(KEYS.WECOM_APP_AES_KEY)
  const iv = key.subarray(0, 16)
  const time = (run) => {
    const began = performance.now()
    for (const s of samples) run(s)
    return (samples.length / (performance.now() - began)) * 1000
  }
  const floor = () =>
    time(({ sealed }) => {
      createHash('sha1')
        .update(KEYS.WECOM_APP_TOKEN + sealed.timestamp + sealed.nonce + sealed.encrypt)
        .digest()
      const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
      decipher.update(sealed.encrypt, 'base64')
      decipher.final()
    })
  const ours = () =>
    time(({ sealed, body }) => {
      const opened = crypto.open({ ...sealed, encrypt: encryptOf(body) })
      if (!opened.ok || decodeCallback(opened.message)?.kind !== 'message') throw new Error('a callback was not decoded')
    })
  return { floor, ours }
}

const dataDir = mkdtempSync(join(tmpdir(), 'gendan-bench-'))
/** The server on one core, where the system can pin it; the load comes from another. */
const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0
const server = fileURLToPath(new URL('./bench-wecom-server.mjs', import.meta.url))
const command = [...(canPin ? ['taskset', '-c', '0'] : []), process.execPath, server, values.dist, dataDir, JSON.stringify(KEYS)]
const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
const heard = () => new Promise((done) => child.once('message', done))
const ask = (what) => {
  const answer = heard()
  child.send(what)
  return answer
}

try {
  const { port } = await heard()
  const rounds = Number(values.rounds)
  const connections = Number(values.connections)
  let sentFresh = 0

  const samples = Array.from({ length: 4000 }, () => callback(plainXml()))
  const decode = decodeRound(samples)
  const decodeRatios = []
  const decodeSpeeds = []
  for (let i = 0; i <= rounds; i++) {
    const order = i % 2 === 0 ? ['floor', 'ours'] : ['ours', 'floor']
    const speed = Object.fromEntries(order.map((name) => [name, decode[name]()]))
    if (i === 0) continue
    decodeRatios.push(speed.ours / speed.floor)
    decodeSpeeds.push(speed)
  }
  report('decode', {
    rounds,
    floor: { name: 'aes+sha1', median: Math.round(median(decodeSpeeds.map((s) => s.floor))) },
    ours: { median: Math.round(median(decodeSpeeds.map((s) => s.ours))) },
    ratio: { median: round(median(decodeRatios)), lo: round(Math.min(...decodeRatios)), hi: round(Math.max(...decodeRatios)) },
  })

  const ratios = []
  const speeds = []
  const toBare = []
  let wrong = 0
  for (let i = 0; i <= rounds; i++) {
    const real = prepare('/wecom/app/callback', Number(values.requests))
    const plain = prepare('/ok', Number(values.requests))
    sentFresh += real.fresh
    const runs = { ours: () => saturate(port, real.list, connections), floor: () => saturate(port, plain.list, connections) }
    const order = i % 2 === 0 ? ['floor', 'ours'] : ['ours', 'floor']
    const result = {}
    for (const name of order) {
      const { cpuMs: before } = await ask('cpu')
      result[name] = await runs[name]()
      const { cpuMs: after } = await ask('cpu')
      result[name].cpuUs = ((after - before) * 1000) / Number(values.requests)
    }
    for (const [status, n] of result.ours.statuses) if (status !== 200) wrong += n
    if (i === 0) continue
    ratios.push(result.ours.perSecond / result.floor.perSecond)
    speeds.push({
      ours: result.ours.perSecond,
      floor: result.floor.perSecond,
      oursCpu: result.ours.cpuUs,
      floorCpu: result.floor.cpuUs,
    })
    toBare.push(result.ours.perSecond / median(decodeSpeeds.map((s) => s.floor)))
  }

  const latencies = await (async () => {
    const { list, fresh } = prepare('/wecom/app/callback', Number(values.rate) * Number(values.seconds))
    sentFresh += fresh
    return atRate(port, list, Number(values.rate))
  })()

  const burst = prepare('/wecom/app/callback', Number(values.burst))
  sentFresh += burst.fresh
  const flood = await saturate(port, burst.list, 500)

  const counted = await ask('count')
  const exact = {
    sent: sentFresh,
    stored: counted.stored,
    onDisk: counted.onDisk,
    repeatsSeen: counted.repeats,
    notAccepted: wrong,
  }
  const isExact = counted.stored === sentFresh && counted.onDisk === sentFresh && wrong === 0
  report(
    'accepted',
    {
      rounds,
      floor: { name: 'same server, ok', median: Math.round(median(speeds.map((s) => s.floor))) },
      ours: { median: Math.round(median(speeds.map((s) => s.ours))) },
      ratio: { median: round(median(ratios)), lo: round(Math.min(...ratios)), hi: round(Math.max(...ratios)) },
      cpuMicroseconds: {
        ours: round(median(speeds.map((s) => s.oursCpu)), 1),
        floor: round(median(speeds.map((s) => s.floorCpu)), 1),
      },
      ratioByCpu: round(median(speeds.map((s) => s.floorCpu / s.oursCpu))),
      ratioToBareCrypto: round(median(toBare)),
      exact,
      goal: { ratio: GOAL, met: median(ratios) >= GOAL },
      env: { node: process.version, fsync: 'full', oneCore: canPin },
    },
    // Machines differ too much for the ratio to fail the run; a lost or doubled message always does.
    isExact,
  )
  report(
    `p99-at-${values.rate}`,
    {
      p50Ms: round(quantile(latencies, 0.5), 1),
      p99Ms: round(quantile(latencies, 0.99), 1),
      maxMs: round(Math.max(...latencies), 1),
      requests: latencies.length,
    },
    quantile(latencies, 0.99) <= 100,
  )
  const latest = Math.max(...flood.sinceStart)
  report(
    `burst-of-${values.burst}`,
    {
      lastAnswerMs: Math.round(latest),
      later5s: flood.sinceStart.filter((ms) => ms > 5000).length,
      statuses: Object.fromEntries(flood.statuses),
    },
    latest <= 5000 && [...flood.statuses.keys()].every((s) => s === 200),
  )
} finally {
  child.send('stop')
  await new Promise((done) => child.once('exit', done))
  rmSync(dataDir, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0
