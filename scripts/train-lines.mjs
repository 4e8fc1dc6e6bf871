#!/usr/bin/env node
// Learns from labelled messages what the words of an order are and which of them are said of which count, and writes domain/intake/learnt/role-weights.json (a
// linear-chain conditional random field) and domain/intake/learnt/link-weights.json (a logistic model of pairs), both trained by AdaGrad in a fixed order.
// Deterministic: same messages and readers, same files. Usage: npm run train:lines [-- --leave-out NAME ... --out FOLDER]
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { packed } from './packed-table.mjs'
import { catalogueFor, corpora, productsFor, recordsOf, root, shuffler } from './labelled-messages.mjs'

const { values } = parseArgs({
  options: {
    'leave-out': { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: join(root, 'domain', 'intake', 'learnt') },
    rounds: { type: 'string', default: '6' },
    read: { type: 'string', multiple: true, default: [] },
  },
})
const require = createRequire(import.meta.url)
const intake = (file) => require(join(root, 'dist', 'domain', 'intake', file))
const { FEATURES, roleFeatures } = intake('learnt/role-features.js')
const { ROLES, LINE_FIELDS, lineSpans, rolesByFields, spansOf } = intake('learnt/line-roles.js')
const { wordsOf } = intake('lines/read-lines.js')
const { normaliseText } = intake('text/normalise-text.js')
const { linkFeatures, LINK_FEATURES } = intake('learnt/link-features.js')
const { WordLayout } = intake('learnt/word-layout.js')
const { OPS, OP_FEATURES, opFeatures } = intake('learnt/op-model.js')
const { predictByRules } = intake('predict-draft.js')

const BUYERS = join(root, 'dist', 'domain', 'intake', 'people', 'buyer-weights.json')
const COUNT = ROLES.length
const RATE = 0.05
const SHRINK = 2e-7
/** A feature that was met once says nothing of the next message. */
const LEAST_MET = 2
/** Weights are kept in steps of this size; a feature whose weights are all below so many steps is left out. */
const UNIT = 0.04
const LEAST = 3

/** What the rules read of a corpus. */
const readings = (corpus) =>
  recordsOf(corpus).map((record) =>
    predictByRules({
      text: record.text,
      at: record.messageDate,
      senderRole: record.channel?.senderRole,
      products: productsFor(corpus.catalogs, record.catalog),
    }),
  )

/**
 * The same with buyers picked by a table that did not learn from these messages: a table is right too often about what it has met, and who learns from
 * it would trust it too much.
 */
function unmetReadings(corpora) {
  const folder = mkdtempSync(join(tmpdir(), 'train-lines-'))
  const kept = readFileSync(BUYERS)
  try {
    return new Map(
      [0, 1].flatMap((half) => {
        const here = corpora.filter((_, i) => i % 2 === half).map((c) => c.name)
        const names = (flag) => here.flatMap((name) => [flag, name])
        execFileSync('node', [join(root, 'scripts', 'train-buyers.mjs'), ...names('--leave-out'), '--out', BUYERS])
        const file = join(folder, `${half}.json`)
        execFileSync('node', [join(root, 'scripts', 'train-lines.mjs'), ...names('--read'), '--out', file])
        return Object.entries(JSON.parse(readFileSync(file, 'utf8')))
      }),
    )
  } finally {
    writeFileSync(BUYERS, kept)
    rmSync(folder, { recursive: true })
  }
}

const prepared = (corpus, read) =>
  recordsOf(corpus)
    .map((record, i) => {
      const normal = normaliseText(record.text)
      const catalogue = catalogueFor(corpus.catalogs, record.catalog)
      const ruled = read[i]
      const { pieces, features, from } = roleFeatures(normal, wordsOf(normal, catalogue), catalogue, (p) =>
        rolesByFields(normal, p, ruled),
      )
      return { record, normal, pieces, features, from, roles: rolesByFields(normal, pieces, record.labels) }
    })
    .filter((m) => m.pieces.length > 0)

/** Shares of the roles for each piece and of each step, by the forward-backward algorithm. */
function likely(points, steps, n) {
  const here = new Float64Array(n * COUNT)
  for (let i = 0; i < n; i++) {
    let top = -Infinity
    for (let r = 0; r < COUNT; r++) top = Math.max(top, points[i * COUNT + r])
    for (let r = 0; r < COUNT; r++) here[i * COUNT + r] = Math.exp(points[i * COUNT + r] - top)
  }
  const step = steps.map((w) => Math.exp(w))
  const ahead = new Float64Array(n * COUNT)
  const back = new Float64Array(n * COUNT)
  const scale = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    for (let r = 0; r < COUNT; r++) {
      let a = i === 0 ? 1 : 0
      if (i > 0) for (let q = 0; q < COUNT; q++) a += ahead[(i - 1) * COUNT + q] * step[q * COUNT + r]
      ahead[i * COUNT + r] = a * here[i * COUNT + r]
      scale[i] += ahead[i * COUNT + r]
    }
    for (let r = 0; r < COUNT; r++) ahead[i * COUNT + r] /= scale[i]
  }
  back.fill(1, (n - 1) * COUNT)
  const along = new Float64Array(COUNT * COUNT)
  for (let i = n - 2; i >= 0; i--)
    for (let q = 0; q < COUNT; q++) {
      let b = 0
      for (let r = 0; r < COUNT; r++) {
        const w = (step[q * COUNT + r] * here[(i + 1) * COUNT + r] * back[(i + 1) * COUNT + r]) / scale[i + 1]
        b += w
        along[q * COUNT + r] += ahead[i * COUNT + q] * w
      }
      back[i * COUNT + q] = b
    }
  return { shares: ahead.map((a, k) => a * back[k]), along }
}

function trainRoles(messages) {
  const met = new Uint16Array(FEATURES)
  for (const m of messages) for (const f of m.features) if (met[f] < LEAST_MET) met[f]++
  const weights = new Float64Array(FEATURES * COUNT)
  const sums = new Float64Array(FEATURES * COUNT)
  const steps = new Float64Array(COUNT * COUNT)
  const stepSums = new Float64Array(COUNT * COUNT)
  const shuffled = shuffler(messages.length)
  for (let round = 0; round < Number(values.rounds); round++)
    for (const at of shuffled()) {
      const { features, from, roles } = messages[at]
      const n = roles.length
      const points = new Float64Array(n * COUNT)
      for (let i = 0; i < n; i++)
        for (let k = from[i]; k < from[i + 1]; k++)
          if (met[features[k]] >= LEAST_MET)
            for (let r = 0; r < COUNT; r++) points[i * COUNT + r] += weights[features[k] * COUNT + r]
      const { shares, along } = likely(points, steps, n)
      for (let i = 0; i < n; i++)
        for (let r = 0; r < COUNT; r++) {
          const slope = (roles[i] === r ? 1 : 0) - shares[i * COUNT + r]
          if (Math.abs(slope) < 1e-3) continue
          for (let k = from[i]; k < from[i + 1]; k++) {
            if (met[features[k]] < LEAST_MET) continue
            const w = features[k] * COUNT + r
            const g = slope - SHRINK * weights[w] * messages.length
            sums[w] += g * g
            weights[w] += (RATE * g) / Math.sqrt(sums[w] + 1e-2)
          }
        }
      for (let i = 1; i < n; i++) along[roles[i - 1] * COUNT + roles[i]] -= 1
      for (let k = 0; k < along.length; k++) {
        stepSums[k] += along[k] * along[k]
        steps[k] -= (RATE * 0.5 * along[k]) / Math.sqrt(stepSums[k] + 1e-2)
      }
    }
  return { weights, steps }
}

/** Pairs of a count and other words of the lines of a message, with whether a line has both. */
function pairsOf({ record, normal, pieces, roles }) {
  const spans = lineSpans(normal.plain, spansOf(pieces, roles))
  const find = (span, role) => {
    const { start, end } = normal.range(span)
    const over = (s) => (s.role === role ? Math.min(end, s.end) - Math.max(start, s.start) : 0)
    let best = -1
    for (const [k, s] of spans.entries()) if (over(s) > 0 && (best < 0 || over(s) > over(spans[best]))) best = k
    return best
  }
  const linked = new Set()
  for (const order of record.labels.orders)
    for (const line of order.lines ?? []) {
      const at = (key) => (line[key]?.spans ?? []).map((s) => find(s, LINE_FIELDS[key])).filter((k) => k >= 0)
      const counts = [...at('quantity'), ...at('quantityMax')]
      for (const key of Object.keys(LINE_FIELDS))
        if (!key.startsWith('quantity')) for (const s of at(key)) for (const q of counts) linked.add(`${s} ${q}`)
      const buyer = (order.customerName?.spans ?? []).map((s) => find(s, 'customer'))
      for (const b of buyer) for (const q of counts) linked.add(`${b} ${q}`)
    }
  const layout = new WordLayout(normal.plain, spans)
  return layout.counts.flatMap((q) =>
    spans.flatMap((s, k) =>
      s.role === 'quantity' ? [] : [{ features: linkFeatures(layout, k, q), right: linked.has(`${k} ${q}`) ? 1 : 0 }],
    ),
  )
}

function trainLinks(messages) {
  const pairs = messages.flatMap(pairsOf)
  const weights = new Float64Array(LINK_FEATURES)
  const sums = new Float64Array(LINK_FEATURES)
  const shuffled = shuffler(pairs.length)
  for (let round = 0; round < 8; round++)
    for (const at of shuffled()) {
      const { features, right } = pairs[at]
      let points = 0
      for (const f of features) points += weights[f]
      const slope = right - 1 / (1 + Math.exp(-points))
      if (Math.abs(slope) < 1e-4) continue
      for (const f of features) {
        const g = slope - 2e-5 * weights[f]
        sums[f] += g * g
        weights[f] += (0.1 * g) / Math.sqrt(sums[f] + 1e-2)
      }
    }
  return { weights, pairs: pairs.length }
}

/** Lines of amendments with what is done with them. */
function trainOps(messages) {
  const samples = messages.flatMap(({ record, normal }) =>
    record.labels.orders.flatMap((order) => {
      const placed = (order.lines ?? [])
        .map((line) => {
          const places = Object.keys(LINE_FIELDS).flatMap((key) => (line[key]?.spans ?? []).map(normal.range))
          return {
            line,
            start: Math.min(...places.map((p) => p.start)),
            end: Math.max(...places.map((p) => p.end)),
          }
        })
        .filter((p) => p.end > 0)
        .sort((a, b) => a.start - b.start)
      return placed.map((p, k) => ({
        features: opFeatures(normal.plain, p, placed[k - 1]?.end ?? 0, placed[k + 1]?.start ?? normal.plain.length),
        op: OPS.indexOf(p.line.op?.value ?? p.line.op),
      }))
    }),
  )
  const weights = new Float64Array(OP_FEATURES * OPS.length)
  const sums = new Float64Array(OP_FEATURES * OPS.length)
  const shuffled = shuffler(samples.length)
  for (let round = 0; round < 12; round++)
    for (const at of shuffled()) {
      const { features, op } = samples[at]
      const points = OPS.map((_, o) => features.reduce((sum, f) => sum + weights[f * OPS.length + o], 0))
      const top = Math.max(...points)
      const odds = points.map((p) => Math.exp(p - top))
      const all = odds.reduce((a, b) => a + b, 0)
      for (let o = 0; o < OPS.length; o++) {
        const slope = (o === op ? 1 : 0) - odds[o] / all
        for (const f of features) {
          const w = f * OPS.length + o
          const g = slope - 1e-4 * weights[w]
          sums[w] += g * g
          weights[w] += (0.1 * g) / Math.sqrt(sums[w] + 1e-2)
        }
      }
    }
  return weights
}

const all = corpora()
if (values.read.length > 0) {
  const read = all.filter((c) => values.read.includes(c.name)).map((c) => [c.name, readings(c)])
  writeFileSync(values.out, JSON.stringify(Object.fromEntries(read)))
  process.exit()
}
const chosen = all.filter((c) => !values['leave-out'].includes(c.name))
const read = unmetReadings(chosen)
const learnt = chosen.flatMap((c) => prepared(c, read.get(c.name)))
const { weights: links, pairs } = trainLinks(learnt.filter((m) => /order|amend/.test(m.record.labels.intent)))
const LINK_UNIT = 0.04
const linkCells = Int8Array.from(links, (w) => Math.max(-127, Math.min(127, Math.round(w / LINK_UNIT))))
writeFileSync(
  join(values.out, 'link-weights.json'),
  `${JSON.stringify({ unit: LINK_UNIT, cells: Buffer.from(linkCells.buffer).toString('base64') }, null, 1)}\n`,
)
const ops = trainOps(learnt.filter((m) => m.record.labels.intent === 'amend'))
writeFileSync(
  join(values.out, 'op-weights.json'),
  `${JSON.stringify({ cells: Buffer.from(Int8Array.from(ops, (w) => Math.max(-127, Math.min(127, Math.round(w / LINK_UNIT)))).buffer).toString('base64') }, null, 1)}\n`,
)
{
  const { weights, steps } = trainRoles(learnt)
  const rows = []
  const cells = []
  for (let f = 0; f < FEATURES; f++) {
    const row = Array.from(weights.subarray(f * COUNT, (f + 1) * COUNT), (w) =>
      Math.max(-127, Math.min(127, Math.round(w / UNIT))),
    )
    if (row.every((w) => Math.abs(w) < LEAST)) continue
    rows.push(f)
    cells.push(...row)
  }
  const table = {
    unit: UNIT,
    rows: packed(rows.map((f, i) => f - (rows[i - 1] ?? 0))),
    cells: Buffer.from(Int8Array.from(cells).buffer).toString('base64'),
    steps: [...steps].map((w) => Math.round(w / UNIT)),
  }
  writeFileSync(join(values.out, 'role-weights.json'), `${JSON.stringify(table, null, 1)}\n`)
  console.log(JSON.stringify({ messages: learnt.length, rows: rows.length }))
}
console.log(JSON.stringify({ pairs }))
