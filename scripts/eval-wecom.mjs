#!/usr/bin/env node
// Checks the callback crypto, the callback routes and the media decryption against a file of vectors (format wecom-crypto-vectors/1).
// Usage: node scripts/eval-wecom.mjs [--vectors FILE] [--dist dist] [--json]. Ends with 1 when anything differs.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    vectors: { type: 'string', default: 'test/cases/wecom-vectors.json' },
    dist: { type: 'string', default: 'dist' },
    json: { type: 'boolean', default: false },
  },
})
const stop = (text) => {
  process.stderr.write(`${text}\n`)
  process.exit(2)
}
if (!existsSync(join(resolve(values.dist), 'bot/channels/wecom/callback-crypto.js')))
  stop(`nothing built in ${values.dist}: run npm run build first`)
if (!existsSync(values.vectors)) stop(`there is no file ${values.vectors}`)
const require = createRequire(import.meta.url)
const load = (path) => require(join(resolve(values.dist), 'bot/channels/wecom', path))
const { callbackCrypto } = load('callback-crypto.js')
const { decryptMedia } = load('media.js')
const { decodeCallback } = load('decode-callback.js')
const { decodeFrame } = load('decode-frame.js')
const { answerXml, encryptOf } = load('scan-xml.js')
const { registerWecomRoutes, APP_PATH, BOT_PATH } = load('wecom-routes.js')
const { fastify } = require('fastify')

const STAGES = ['signature_mismatch', 'decrypt_failed', 'bad_buffer', 'receive_id_mismatch']
const file = JSON.parse(readFileSync(values.vectors, 'utf8'))
const results = []
const check = (id, what, passed, seen) => results.push({ id, what, passed, ...(passed ? {} : { seen }) })

const cryptoOf = (v) => callbackCrypto({ token: v.token, encodingAesKey: v.encoding_aes_key, receiveIds: [v.receive_id] })
const envelope = (v, over = {}) => ({
  signature: v.signature,
  timestamp: v.timestamp,
  nonce: v.nonce,
  encrypt: v.encrypt,
  ...over,
})

/** Only a stage that is checked no later than the named one is as good: the data must not get further. */
function refusedInTime(opened, stage) {
  return !opened.ok && STAGES.indexOf(opened.stage) <= STAGES.indexOf(stage)
}

/** A poll of a stream is answered from memory, nothing is handed in. */
const isStreamPoll = (v) => !v.plaintext.startsWith('<') && decodeFrame(JSON.parse(v.plaintext))?.kind === 'stream-poll'

/** Plays the vector's HTTP request against the real routes at the vector's own time. */
async function overHttp(v, crypto) {
  const isBot = v.http.body ? v.http.body.trimStart().startsWith('{') : String(v.channel ?? '').includes('bot')
  const taken = []
  const door = {
    crypto,
    take: async (decoded) => void taken.push(decoded),
    outlet: { openMessage: () => undefined, openClick: () => undefined, poll: () => undefined },
    passiveMs: 1,
    clickMs: 1,
  }
  const app = fastify({ logger: false })
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  await registerWecomRoutes(app, {
    doors: { [isBot ? 'bot' : 'app']: door, answerMs: 2000, nowMs: () => Number(v.timestamp) * 1000, log },
  })
  const url = `${isBot ? BOT_PATH : APP_PATH}?${v.http.query_string}`
  const reply = await app.inject({
    method: v.http.method,
    url,
    ...(v.http.body ? { payload: v.http.body, headers: { 'content-type': 'text/xml' } } : {}),
  })
  await app.close()
  return { status: reply.statusCode, body: reply.body, taken }
}

async function runVector(v) {
  const crypto = cryptoOf(v)
  const opened = crypto.open(envelope(v))
  check(v.id, 'opens', opened.ok && opened.message === v.plaintext, opened)
  if (v.random16_hex) {
    const sealed = crypto.seal(v.plaintext, v.timestamp, v.nonce, Buffer.from(v.random16_hex, 'hex'))
    check(v.id, 'seals alike', sealed.encrypt === v.encrypt && sealed.signature === v.signature, sealed)
  }
  const http = v.http ?? {}
  if (http.method === 'GET' && http.query_string) {
    const reply = await overHttp(v, crypto)
    check(
      v.id,
      'verifies the address',
      reply.status === 200 && reply.body === (http.expected_response_body ?? v.plaintext),
      reply,
    )
  }
  if (http.method === 'POST' && http.query_string && http.body) {
    const reply = await overHttp(v, crypto)
    check(v.id, 'takes the callback', reply.status === 200 && (reply.taken.length === 1 || isStreamPoll(v)), reply)
    if (http.body.includes('<Encrypt>'))
      check(v.id, 'finds the ciphertext', encryptOf(http.body) === v.encrypt, encryptOf(http.body))
    const forged = await overHttp(
      {
        ...v,
        http: {
          ...http,
          query_string: http.query_string.replace(/msg_signature=./, (m) => `${m.slice(0, -1)}${m.endsWith('0') ? '1' : '0'}`),
        },
      },
      crypto,
    )
    check(v.id, 'refuses the callback with a changed signature', forged.status === 403 && forged.taken.length === 0, forged)
  }
  if (v.direction === 'inbound' && http.method === 'POST') {
    const decoded = v.plaintext.startsWith('<') ? decodeCallback(v.plaintext) : decodeFrame(JSON.parse(v.plaintext))
    check(v.id, 'decodes', decoded !== undefined, decoded)
  }
  if (http.response_body?.startsWith('<')) {
    const answer = answerXml(envelope(v))
    check(v.id, 'writes the answer packet', answer === http.response_body, answer)
  }
  for (const n of v.negatives ?? []) {
    const seen = cryptoOf({
      ...v,
      ...(n.encoding_aes_key ? { encoding_aes_key: n.encoding_aes_key } : {}),
      ...(n.token ? { token: n.token } : {}),
    }).open(
      envelope(v, {
        encrypt: n.encrypt ?? v.encrypt,
        signature: n.signature ?? v.signature,
        ...(n.timestamp ? { timestamp: n.timestamp } : {}),
        ...(n.nonce ? { nonce: n.nonce } : {}),
      }),
    )
    const passed = n.must_reject === false ? seen.ok : n.reject_stage ? refusedInTime(seen, n.reject_stage) : !seen.ok
    check(v.id, `refuses ${n.kind}`, passed, seen)
  }
}

for (const v of file.vectors ?? []) {
  try {
    await runVector(v)
  } catch (error) {
    check(v.id, 'runs without throwing', false, String(error?.message ?? error))
  }
}
for (const m of file.media_files ?? []) {
  const plain = decryptMedia(Buffer.from(m.cipher_base64, 'base64'), m.aeskey_base64)
  const expected = m.plain_hex
    ? plain?.toString('hex') === m.plain_hex
    : createHash('sha256')
        .update(plain ?? '')
        .digest('hex') === m.plain_sha256
  check(m.id, 'decrypts the file', plain !== undefined && expected, plain?.toString('hex'))
}

const failed = results.filter((r) => !r.passed)
const summary = {
  suite: 'wecom-vectors',
  file: values.vectors,
  vectors: (file.vectors ?? []).length,
  media: (file.media_files ?? []).length,
  checks: results.length,
  passed: results.length - failed.length,
  failed: failed.map((f) => `${f.id}: ${f.what}`),
}
if (values.json) process.stdout.write(`${JSON.stringify(summary)}\n`)
else {
  for (const f of failed) process.stdout.write(`FAIL ${f.id}: ${f.what}: ${JSON.stringify(f.seen)}\n`)
  process.stdout.write(
    `wecom vectors: ${summary.passed} of ${summary.checks} checks passed (${summary.vectors} vectors, ${summary.media} media files)\n`,
  )
}
process.exitCode = failed.length > 0 || results.length === 0 ? 1 : 0
