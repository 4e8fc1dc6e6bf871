#!/usr/bin/env node
// Scores the order reader on a labelled corpus. Usage: npm run eval:intake [-- --gold FILE --catalogs DIR --json --errors FILE]
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const corpus = join(root, 'test', 'corpus')
const { values } = parseArgs({
  options: {
    gold: { type: 'string', default: join(corpus, 'dev.jsonl') },
    catalogs: { type: 'string' },
    json: { type: 'boolean', default: false },
    tags: { type: 'boolean', default: false },
    errors: { type: 'string' },
    predictions: { type: 'string' },
    dist: { type: 'string', default: join(root, 'dist') },
  },
})
const catalogs =
  values.catalogs ??
  (existsSync(join(dirname(values.gold), 'catalogs')) ? join(dirname(values.gold), 'catalogs') : join(corpus, 'catalogs'))

/** Newest change of the sources that the build is made from. */
const newest = (dir) =>
  readdirSync(dir, { withFileTypes: true }).reduce(
    (t, e) => Math.max(t, e.isDirectory() ? newest(join(dir, e.name)) : statSync(join(dir, e.name)).mtimeMs),
    0,
  )
const built = join(values.dist, 'domain', 'intake', 'predict-draft.js')
if (!existsSync(built) || statSync(built).mtimeMs < newest(join(root, 'domain'))) {
  const build = spawnSync('npm', ['run', '-s', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (build.status !== 0) process.exit(2)
}
const require = createRequire(import.meta.url)
const { predictDraft } = require(built)

const catalogue = new Map()
const catalogueOf = (id) => {
  if (id === null || id === undefined) return null
  if (!catalogue.has(id)) {
    const file = join(catalogs, `${id}.json`)
    catalogue.set(id, existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).products : null)
    if (catalogue.get(id) === null) console.error(`no catalogue ${file}`)
  }
  return catalogue.get(id)
}

const rows = readFileSync(values.gold, 'utf8')
  .split('\n')
  .filter((l) => l.trim() !== '')
  .map((l) => JSON.parse(l))
const out = rows.map((r) => {
  const began = performance.now()
  const prediction = predictDraft({
    text: r.text,
    at: r.messageDate,
    senderRole: r.channel?.senderRole,
    products: catalogueOf(r.catalog),
  })
  return JSON.stringify({ id: r.id, prediction, ms: Number((performance.now() - began).toFixed(3)) })
})
const dir = mkdtempSync(join(tmpdir(), 'gendan-eval-'))
const file = values.predictions ?? join(dir, 'predictions.jsonl')
writeFileSync(file, `${out.join('\n')}\n`)
const args = [join(corpus, 'score.mjs'), values.gold, file]
if (values.json) args.push('--json')
if (values.tags) args.push('--tags')
if (values.errors) args.push('--errors', values.errors)
const scored = spawnSync(process.execPath, args, { stdio: 'inherit' })
rmSync(dir, { recursive: true, force: true })
process.exit(scored.status ?? 1)
