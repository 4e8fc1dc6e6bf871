#!/usr/bin/env node
// Learns from labelled messages how their signs speak for the seven intents, and writes domain/intake/intent/intent-weights.json. Deterministic: same
// messages, same file. With --pack FILE it only writes a table that is kept as {"signs":{"SIGN":[…]}} in its present form. With --check it writes nothing and tells each larger corpus by a table that never saw it, with the rules beside the table.
// Usage: npm run train:intent, npm run train:intent -- --check
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { tree } from './packed-table.mjs'
import { corpora, productsFor, recordsOf, root, shuffler } from './labelled-messages.mjs'

const require = createRequire(import.meta.url)
const { evidenceOfMessage } = require(join(root, 'dist', 'domain', 'intake', 'predict-draft.js'))
const { runsIn } = require(join(root, 'dist', 'domain', 'intake', 'intent', 'intent-signs.js'))
const { FACT } = require(join(root, 'dist', 'domain', 'intake', 'intent', 'intent-model.js'))

const INTENTS = ['order', 'amend', 'cancel', 'status', 'tracking', 'payment', 'other']
const said = join(root, 'test', 'corpus', 'intents')
const labelledIn = (corpus) =>
  recordsOf(corpus).map((r) => ({
    from: corpus.name,
    intent: r.labels.intent,
    message: { text: r.text, at: r.messageDate, products: productsFor(corpus.catalogs, r.catalog) },
  }))
const saidIn = (file) =>
  readFileSync(join(said, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((l) => l.split('\t'))
    .map(([intent, text]) => ({
      from: file,
      intent,
      message: { text: text.replaceAll('\\n', '\n'), at: '2025-03-20T10:00:00+08:00', products: null },
    }))
const labelled = [
  ...readdirSync(said)
    .filter((f) => f.endsWith('.tsv'))
    .sort()
    .flatMap(saidIn),
  ...corpora().flatMap(labelledIn),
].filter((m) => INTENTS.includes(m.intent))

/** A row of an order, said alone, is an order: some of the rows of each list, evenly taken. */
const ROWS = 2
for (const m of labelled.filter((l) => l.intent === 'order')) {
  const list = m.message.text.split('\n').filter((r) => r.trim().length >= 4 && /\d/.test(r) && /[一-鿿]/.test(r))
  if (list.length < 4) continue
  const apart = Math.max(1, Math.floor(list.length / ROWS))
  for (let i = 0; i < list.length; i += apart)
    labelled.push({ from: m.from, intent: 'order', message: { ...m.message, text: list[i] }, row: true })
}

/** Signs as numbers, each kind with its strength: undefined for what counts by the root of its number. */
const numbers = new Map()
const numberOf = (sign) => {
  if (!numbers.has(sign)) numbers.set(sign, numbers.size)
  return numbers.get(sign)
}
for (const m of labelled) {
  const { signs, byRule } = evidenceOfMessage(m.message)
  m.kinds = [
    { signs: Int32Array.from(runsIn(signs.runs), numberOf) },
    { signs: Int32Array.from(runsIn(signs.shapes), numberOf) },
    { signs: Int32Array.from(signs.facts, numberOf), strength: FACT },
  ]
  m.byRule = INTENTS.map((i) => byRule[i])
  m.right = INTENTS.indexOf(m.intent)
}

const LEAST_SEEN = 3
const ROUNDS = 10
const RATE = 0.15
const SHRINK = 0.0001
const MANY = INTENTS.length

/** The known signs of a message, each with how much it counts there. */
function known(message, seen) {
  const signs = []
  const counts = []
  for (const kind of message.kinds) {
    const found = kind.signs.filter((s) => seen[s] >= LEAST_SEEN)
    const strength = kind.strength ?? 1 / Math.sqrt(found.length || 1)
    for (const s of found) {
      signs.push(s)
      counts.push(strength)
    }
  }
  return { signs, counts }
}

function pointsOf({ weights, bias }, { signs, counts }) {
  const points = Float64Array.from(bias)
  for (let i = 0; i < signs.length; i++)
    for (let c = 0, at = signs[i] * MANY; c < MANY; c++) points[c] += weights[at + c] * counts[i]
  return points
}
function shares(points) {
  const top = Math.max(...points)
  const parts = points.map((p) => Math.exp(p - top))
  const sum = parts.reduce((a, b) => a + b)
  return parts.map((p) => p / sum)
}

/** Multinomial logistic regression by steps that shrink for what was stepped on often (AdaGrad), in a fixed order. */
function train(messages) {
  const seen = new Int32Array(numbers.size)
  for (const m of messages) for (const kind of m.kinds) for (const s of kind.signs) seen[s]++
  const model = { seen, weights: new Float64Array(numbers.size * MANY), bias: new Float64Array(MANY) }
  const stepped = new Float64Array(model.weights.length).fill(1e-6)
  const biasStepped = new Float64Array(MANY).fill(1e-6)
  const inputs = messages.map((m) => known(m, seen))
  const shuffled = shuffler(messages.length)
  for (let round = 0; round < ROUNDS; round++) {
    for (const at of shuffled()) {
      const { signs, counts } = inputs[at]
      const slope = shares(pointsOf(model, inputs[at]))
      slope[messages[at].right] -= 1
      for (let c = 0; c < MANY; c++) {
        biasStepped[c] += slope[c] * slope[c]
        model.bias[c] -= (RATE * slope[c]) / Math.sqrt(biasStepped[c])
      }
      for (let i = 0; i < signs.length; i++)
        for (let c = 0, w = signs[i] * MANY; c < MANY; c++, w++) {
          const step = slope[c] * counts[i] + SHRINK * model.weights[w]
          stepped[w] += step * step
          model.weights[w] -= (RATE * step) / Math.sqrt(stepped[w])
        }
    }
  }
  return model
}

const NO_DRAFT = new Set(['status', 'tracking', 'payment', 'other'])
/** A corpus of fewer messages says too little. */
const LARGE = 170

function check() {
  const told = Object.fromEntries(INTENTS.map((i) => [i, Object.fromEntries(INTENTS.map((k) => [k, 0]))]))
  const leads = []
  let [right, falseDrafts, chatter, all] = [0, 0, 0, 0]
  const files = [...new Set(labelled.map((m) => m.from))].filter(
    (f) => f.startsWith('own-') && labelled.filter((m) => m.from === f && !m.row).length >= LARGE,
  )
  for (const file of files) {
    const model = train(labelled.filter((m) => m.from !== file))
    const messages = labelled.filter((m) => m.from === file && !m.row)
    let own = 0
    for (const m of messages) {
      const share = shares(pointsOf(model, known(m, model.seen)))
      const score = [...share].map((s, c) => Math.log(s) + m.byRule[c])
      const best = score.indexOf(Math.max(...score))
      const as = INTENTS[best]
      told[m.intent][as]++
      if (as === m.intent) own++
      if (NO_DRAFT.has(m.intent)) {
        chatter++
        if (as === 'order' || as === 'amend') falseDrafts++
      }
      if (as === 'order')
        leads.push({ ahead: score[best] - Math.max(...score.filter((_, c) => c !== best)), right: as === m.intent })
    }
    right += own
    all += messages.length
    console.log(`${file} ${messages.length} messages, ${((100 * own) / messages.length).toFixed(1)} % told`)
  }
  console.log(`all ${((100 * right) / all).toFixed(2)} %, drafts made of chatter ${falseDrafts} of ${chatter}`)
  console.table(told)
  for (const mark of [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4]) {
    const below = leads.filter((l) => l.ahead < mark)
    console.log(
      `orders less than ${mark} ahead: ${below.length}, ${below.filter((l) => !l.right).length} of them none; above: ${leads.filter((l) => l.ahead >= mark && !l.right).length} are none`,
    )
  }
}

/** What speaks so little for one intent rather than another is left out. */
const LEAST = 0.08

const hundredths = (w) => [...w].map((x) => Math.round(x * 100))
const file = join(root, 'domain', 'intake', 'intent', 'intent-weights.json')
const save = (intents, bias, signs) => writeFileSync(file, `${JSON.stringify({ intents, bias, ...tree(signs) }, null, 1)}\n`)

function write() {
  const { seen, weights, bias } = train(labelled)
  const signs = [...numbers]
    .filter(([, n]) => seen[n] >= LEAST_SEEN)
    .map(([sign, n]) => [sign, [...weights.subarray(n * MANY, (n + 1) * MANY)]])
    .filter(([, w]) => Math.max(...w) - Math.min(...w) >= LEAST)
    .map(([sign, w]) => [sign, hundredths(w)])
  save(INTENTS, hundredths(bias), signs)
  console.log(JSON.stringify({ messages: labelled.length, signs: signs.length }))
}

const pack = process.argv.indexOf('--pack')
if (pack > 0) {
  const { intents, bias, signs } = JSON.parse(readFileSync(process.argv[pack + 1], 'utf8'))
  save(intents, bias, Object.entries(signs))
} else if (process.argv.includes('--check')) check()
else write()
