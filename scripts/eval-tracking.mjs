#!/usr/bin/env node
// Runs labelled messages through the built rules for waybills. Usage: npm run eval:tracking [-- --cases FILE]
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { differences } from './tracking-sample.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const { values } = parseArgs({
  options: { cases: { type: 'string', default: join(root, 'test', 'cases', 'tracking.json') } },
})

/** Newest change of the sources that the build is made from. */
const newest = (dir) =>
  readdirSync(dir, { withFileTypes: true }).reduce(
    (t, e) => Math.max(t, e.isDirectory() ? newest(join(dir, e.name)) : statSync(join(dir, e.name)).mtimeMs),
    0,
  )
const built = join(root, 'dist', 'domain', 'tracking', 'find-numbers.js')
if (!existsSync(built) || statSync(built).mtimeMs < newest(join(root, 'domain', 'tracking'))) {
  const build = spawnSync('npm', ['run', '-s', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (build.status !== 0) process.exit(2)
}
const { findTracking } = createRequire(import.meta.url)(built)

const { samples } = JSON.parse(readFileSync(values.cases, 'utf8'))
const failures = []
for (const sample of samples) {
  try {
    const found = differences(sample.expected, findTracking(sample.text))
    if (found.length > 0) failures.push(`${sample.id}: ${found.join('; ')} — ${sample.text.replaceAll('\n', '⏎')}`)
  } catch (error) {
    failures.push(`${sample.id}: ${error.message}`)
  }
}
console.log(`passed ${samples.length - failures.length}, failed ${failures.length} of ${samples.length}`)
for (const line of failures) console.log(line)
process.exit(failures.length > 0 || samples.length === 0 ? 1 : 0)
