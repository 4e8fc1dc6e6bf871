#!/usr/bin/env node
// Learns from labelled messages which words are who buys, and writes domain/intake/people/buyer-weights.json: a log-linear model over the candidates of a
// message, trained by AdaGrad in a fixed order. Deterministic: same messages, same file. Usage: npm run build && node scripts/train-buyers.mjs
// [--leave-out NAME ...] trains without these corpora and prints how many of their buyers are found.
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { packed } from './packed-table.mjs'
import { catalogueFor, corpora, recordsOf, root, shuffler } from './labelled-messages.mjs'

const { values } = parseArgs({
  options: {
    'leave-out': { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: join(root, 'domain', 'intake', 'people', 'buyer-weights.json') },
  },
})
const require = createRequire(import.meta.url)
const intake = (file) => require(join(root, 'dist', 'domain', 'intake', file))
const { BUYER_FEATURES, buyerCandidates } = intake('people/buyer-features.js')
const { wordsOf } = intake('lines/read-lines.js')
const { normaliseText } = intake('text/normalise-text.js')

const ROUNDS = 8
const RATE = 0.2
const SHRINK = 1e-4
/** A feature that was met in one message says nothing of the next. */
const LEAST_MET = 2
/** Weights are kept in steps of this size. */
const UNIT = 0.04

/** The candidates of a message with one order, and which of them are the buyer; the last is nobody. */
function prepared(record, catalogs) {
  const normal = normaliseText(record.text)
  const products = catalogueFor(catalogs, record.catalog)
  const { candidates, none } = buyerCandidates(normal.plain, wordsOf(normal, products), products)
  const buyer = record.labels.orders[0].customerName
  const right = buyer
    ? buyer.spans.flatMap((span) => {
        const start = normal.at(span.start)
        const end = span.end >= record.text.length ? normal.plain.length : normal.at(span.end)
        return candidates.flatMap((c, i) =>
          c.start === start && c.end <= end && normal.plain.slice(c.end, end).trim() === '' ? [i] : [],
        )
      })
    : [candidates.length]
  return { features: [...candidates.map((c) => c.features), none], right, none: !buyer }
}
const ordersOf = (corpus) =>
  recordsOf(corpus).filter((r) => ['order', 'amend', 'cancel'].includes(r.labels.intent) && r.labels.orders.length === 1)
const messagesOf = (corpus) => ordersOf(corpus).map((r) => prepared(r, corpus.catalogs))

/** One message in so many is learnt from once more without its buyer. */
const ONE_IN = 3
/** The same goods said by somebody who names nobody: rows of lists alone, and messages without their buyer's name. */
const namelessOf = (corpus) =>
  ordersOf(corpus).flatMap((r, i) => {
    const spans = r.labels.orders[0].customerName?.spans ?? []
    const nobody = (text) => prepared({ text, catalog: r.catalog, labels: { orders: [{}] } }, corpus.catalogs)
    const rows = r.text.split('\n')
    const bare = (row) =>
      row.trim().length >= 4 && /\d/.test(row) && /[一-鿿]/.test(row) && !spans.some((s) => row.includes(s.text))
    const list = rows.length > 2 ? rows.filter(bare).slice(0, 2).map(nobody) : []
    const [span] = spans
    if (!span || i % ONE_IN !== 0) return list
    const rest = `${r.text.slice(0, span.start).replace(/[\s，,：:]+$/, '')}${r.text.slice(span.end)}`.replace(
      /^[\s，,：:、]+/,
      '',
    )
    return [...list, nobody(rest)]
  })

function shares(features, weights) {
  const points = features.map((f) => f.reduce((sum, k) => sum + weights[k], 0))
  const top = Math.max(...points)
  const parts = points.map((p) => Math.exp(p - top))
  const sum = parts.reduce((a, b) => a + b)
  return parts.map((p) => p / sum)
}

function train(messages) {
  const met = new Uint16Array(BUYER_FEATURES)
  for (const { features } of messages) for (const k of new Set(features.flat())) met[k] = Math.min(LEAST_MET, met[k] + 1)
  const weights = new Float64Array(BUYER_FEATURES)
  const sums = new Float64Array(BUYER_FEATURES)
  const shuffled = shuffler(messages.length)
  for (let round = 0; round < ROUNDS; round++)
    for (const at of shuffled()) {
      const { features, right } = messages[at]
      const p = shares(features, weights)
      const told = right.reduce((sum, k) => sum + p[k], 0)
      const slopes = new Map()
      for (const [k, list] of features.entries()) {
        const slope = (right.includes(k) ? p[k] / told : 0) - p[k]
        if (Math.abs(slope) >= 1e-4) for (const f of list) slopes.set(f, (slopes.get(f) ?? 0) + slope)
      }
      for (const [f, slope] of slopes) {
        if (met[f] < LEAST_MET) continue
        const g = slope - SHRINK * weights[f]
        sums[f] += g * g
        weights[f] += (RATE * g) / Math.sqrt(sums[f] + 1e-2)
      }
    }
  return weights
}

const all = corpora()
const learnt = all.filter((c) => !values['leave-out'].includes(c.name)).flatMap((c) => [...messagesOf(c), ...namelessOf(c)])
const weights = train(learnt.filter((m) => m.right.length > 0))
const found = Object.fromEntries(
  all
    .filter((c) => values['leave-out'].includes(c.name))
    .map((c) => {
      const messages = messagesOf(c)
      const right = messages.filter(({ features, right }) => {
        const p = shares(features, weights)
        return right.includes(p.indexOf(Math.max(...p)))
      })
      return [c.name, Number((right.length / messages.length).toFixed(3))]
    }),
)
const cells = Int8Array.from(weights, (w) => Math.max(-127, Math.min(127, Math.round(w / UNIT))))
const rows = [...cells.keys()].filter((k) => cells[k] !== 0)
const steps = rows.map((k, i) => k - (rows[i - 1] ?? 0))
const kept = Buffer.from(cells.filter((c) => c !== 0).buffer).toString('base64')
writeFileSync(values.out, `${JSON.stringify({ unit: UNIT, rows: packed(steps), cells: kept }, null, 1)}\n`)
console.log(JSON.stringify({ messages: learnt.length, outside: learnt.filter((m) => m.right.length === 0).length, found }))
