#!/usr/bin/env node
// Learns from labelled messages how runs of signs speak for the seven intents, and writes domain/intake/intent-weights.json. Deterministic: same
// messages, same file. Prints how well each fifth of the messages is told from the other four. Usage: npm run build && node scripts/train-intent.mjs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)
const { intentGrams } = require(join(root, 'dist', 'domain', 'intake', 'intent-grams.js'))
const { normaliseText } = require(join(root, 'dist', 'domain', 'intake', 'normalise-text.js'))

const INTENTS = ['order', 'amend', 'cancel', 'status', 'tracking', 'payment', 'other']
const corpus = join(root, 'test', 'corpus')
const rows = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean)
const labelled = [
  ...readdirSync(join(corpus, 'intents'))
    .filter((f) => f.endsWith('.tsv'))
    .sort()
    .flatMap((f) =>
      rows(join(corpus, 'intents', f))
        .map((l) => l.split('\t'))
        .map(([intent, text]) => ({ intent, text: text.replaceAll('\\n', '\n') })),
    ),
  ...[
    join(corpus, 'dev.jsonl'),
    ...readdirSync(join(corpus, 'own'))
      .sort()
      .filter((f) => f.endsWith('.jsonl'))
      .map((f) => join(corpus, 'own', f)),
  ].flatMap((f) =>
    rows(f)
      .map((l) => JSON.parse(l))
      .map((r) => ({ intent: r.labels.intent, text: r.text })),
  ),
].filter((m) => INTENTS.includes(m.intent))

/** A row of an order, said alone, is an order: some of the rows of each list, evenly taken. */
const ROWS = 5
for (const m of labelled.filter((l) => l.intent === 'order')) {
  const list = m.text.split('\n').filter((r) => r.trim().length >= 4 && /\d/.test(r) && /[一-鿿]/.test(r))
  if (list.length < 4) continue
  const apart = Math.max(1, Math.floor(list.length / ROWS))
  for (let i = 0; i < list.length; i += apart) labelled.push({ intent: 'order', text: list[i], row: true })
}

const LEAST_SEEN = 3
const ROUNDS = 40
const RATE = 0.5
const SHRINK = 0.00002

/** Multinomial logistic regression by gradient steps in a fixed order. */
function train(messages) {
  const seen = new Map()
  for (const m of messages) for (const g of m.list) seen.set(g, (seen.get(g) ?? 0) + 1)
  const weights = new Map([...seen].filter(([, n]) => n >= LEAST_SEEN).map(([g]) => [g, new Float64Array(INTENTS.length)]))
  const bias = new Float64Array(INTENTS.length)
  let turn = 1
  const random = () => (turn = (turn * 48271) % 2147483647) / 2147483647
  const order = messages.map((_, i) => i)
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const k = Math.floor(random() * (i + 1))
      ;[order[i], order[k]] = [order[k], order[i]]
    }
    const rate = RATE / (1 + round / 4)
    for (const at of order) {
      const m = messages[at]
      const known = m.list.filter((g) => weights.has(g))
      const scale = 1 / Math.sqrt(known.length || 1)
      const p = shares(known, weights, bias, scale)
      INTENTS.forEach((intent, c) => {
        const slope = (m.intent === intent ? 1 : 0) - p[c]
        bias[c] += rate * 0.1 * slope
        for (const g of known) {
          const w = weights.get(g)
          w[c] += rate * (slope * scale - SHRINK * messages.length * w[c] * 0.001)
        }
      })
    }
  }
  return { weights, bias }
}
function shares(known, weights, bias, scale) {
  const z = [...bias]
  for (const g of known) {
    const w = weights.get(g)
    for (let c = 0; c < z.length; c++) z[c] += w[c] * scale
  }
  const top = Math.max(...z)
  const e = z.map((x) => Math.exp(x - top))
  const sum = e.reduce((a, b) => a + b)
  return e.map((x) => x / sum)
}
const told = (model, m) => {
  const known = m.list.filter((g) => model.weights.has(g))
  const p = shares(known, model.weights, model.bias, 1 / Math.sqrt(known.length || 1))
  return INTENTS[p.indexOf(Math.max(...p))]
}

for (const m of labelled) {
  m.list = [...intentGrams(normaliseText(m.text).plain)]
}
let right = 0
for (let fold = 0; fold < 5; fold++) {
  const model = train(labelled.filter((m, i) => m.row || i % 5 !== fold))
  right += labelled.filter((m, i) => !m.row && i % 5 === fold && told(model, m) === m.intent).length
}
const model = train(labelled)
const LEAST = 0.04
const grams = Object.fromEntries(
  [...model.weights]
    .map(([g, w]) => [g, [...w].map((x) => Math.round(x * 100))])
    .filter(([, w]) => Math.max(...w) - Math.min(...w) >= LEAST * 100)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
)
writeFileSync(
  join(root, 'domain', 'intake', 'intent-weights.json'),
  `{"intents":${JSON.stringify(INTENTS)},"bias":${JSON.stringify([...model.bias].map((x) => Math.round(x * 100)))},"grams":{\n${Object.entries(
    grams,
  )
    .map(([g, w]) => `${JSON.stringify(g)}:[${w.join(',')}]`)
    .join(',\n')}\n}}\n`,
)
console.log(
  JSON.stringify({
    messages: labelled.length,
    toldFromOthers: Number((right / labelled.filter((m) => !m.row).length).toFixed(3)),
    grams: Object.keys(grams).length,
  }),
)
