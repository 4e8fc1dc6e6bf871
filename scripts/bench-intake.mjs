#!/usr/bin/env node
// Messages per second of the order reader against JSON.parse of the same text in the same run. Prints JSON. Usage: npm run bench:intake [-- --rounds 5 --many 100000]
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, many: { type: 'string', default: '100000' } },
})
const require = createRequire(import.meta.url)
const began = performance.now()
const intake = (file) => require(join(root, 'dist', 'domain', 'intake', file))
const { predictDraft } = intake('predict-draft.js')
intake('load-tables.js').loadTables()
const tablesMs = performance.now() - began
predictDraft({ text: '双膠紙 80g 120令 送佛山南海', at: '2026-03-02T09:00:00+08:00', products: null })
const firstMs = performance.now() - began - tablesMs

const corpus = join(root, 'test', 'corpus')
const catalogs = new Map()
const products = (id) => {
  if (id === null || id === undefined) return null
  if (!catalogs.has(id)) catalogs.set(id, JSON.parse(readFileSync(join(corpus, 'catalogs', `${id}.json`), 'utf8')).products)
  return catalogs.get(id)
}
const rows = readFileSync(join(corpus, 'dev.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((l) => JSON.parse(l))
const messages = rows.map((r) => ({
  lines: r.text.split('\n').length,
  json: JSON.stringify(r.text),
  input: { text: r.text, at: r.messageDate, products: products(r.catalog) },
}))
const long = messages.reduce((a, b) => (b.lines > a.lines ? b : a))
for (const m of messages) predictDraft(m.input)

const share = (sorted, p) => Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))].toFixed(3))
const groups = {
  'one line': (m) => m.lines === 1,
  '2 to 9 lines': (m) => m.lines > 1 && m.lines < 10,
  '10 lines and more': (m) => m.lines >= 10,
}
const times = Object.fromEntries(Object.keys(groups).map((g) => [g, []]))
let parseMs = 0
let floorMs = 0
for (let round = 0; round < Number(values.rounds); round++)
  for (const m of messages) {
    const a = performance.now()
    predictDraft(m.input)
    const b = performance.now()
    for (let k = 0; k < 20; k++) JSON.parse(m.json)
    floorMs += (performance.now() - b) / 20
    parseMs += b - a
    for (const [g, fits] of Object.entries(groups)) if (fits(m)) times[g].push(b - a)
  }
const longest = []
for (let k = 0; k < 100; k++) predictDraft(long.input)
for (let k = 0; k < 200; k++) {
  const a = performance.now()
  predictDraft(long.input)
  longest.push(performance.now() - a)
}
globalThis.gc?.()
const before = process.memoryUsage().heapUsed
for (let k = 0; k < Number(values.many); k++) predictDraft(messages[k % messages.length].input)
globalThis.gc?.()
const after = process.memoryUsage().heapUsed
const count = messages.length * Number(values.rounds)
console.log(
  JSON.stringify(
    {
      bench: 'intake',
      messagesPerSecond: Math.round((count / parseMs) * 1000),
      ratioToJsonParse: Number((parseMs / floorMs).toFixed(0)),
      tablesLoadMs: Number(tablesMs.toFixed(1)),
      firstMessageMs: Number(firstMs.toFixed(1)),
      milliseconds: Object.fromEntries(
        Object.entries(times).map(([g, t]) => [
          g,
          {
            n: t.length,
            p50: share(
              t.sort((x, y) => x - y),
              0.5,
            ),
            p99: share(t, 0.99),
          },
        ]),
      ),
      longestMessage: {
        lines: long.lines,
        p50: share(
          longest.sort((x, y) => x - y),
          0.5,
        ),
        p99: share(longest, 0.99),
      },
      heapGrowthMiB: {
        messages: Number(values.many),
        growth: Number(((after - before) / 2 ** 20).toFixed(1)),
        collected: globalThis.gc !== undefined,
      },
    },
    null,
    2,
  ),
)
