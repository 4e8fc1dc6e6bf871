#!/usr/bin/env node
// Runs calendar cases on the built rules. Usage: npm run eval:calendar [-- --cases FILE]
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const { values } = parseArgs({
  options: { cases: { type: 'string', default: join(root, 'test', 'cases', 'calendar.json') } },
})

/** Newest change of the sources that the build is made from. */
const newest = (dir) =>
  readdirSync(dir, { withFileTypes: true }).reduce(
    (t, e) => Math.max(t, e.isDirectory() ? newest(join(dir, e.name)) : statSync(join(dir, e.name)).mtimeMs),
    0,
  )
const built = join(root, 'dist', 'domain', 'calendar', 'time-rules.js')
if (!existsSync(built) || statSync(built).mtimeMs < newest(join(root, 'domain', 'calendar'))) {
  const build = spawnSync('npm', ['run', '-s', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (build.status !== 0) process.exit(2)
}
const { applyTimeRule } = createRequire(import.meta.url)(built)

const { cases } = JSON.parse(readFileSync(values.cases, 'utf8'))
const failures = []
for (const c of cases) {
  try {
    const found = applyTimeRule(c.start, c.rule)
    const same =
      Date.parse(found.at) === Date.parse(c.expectedUtc ?? c.expected) && found.provisional === (c.provisional ?? false)
    if (!same)
      failures.push(
        `${c.id}: expected ${c.expectedUtc ?? c.expected} provisional=${c.provisional}, got ${found.at} provisional=${found.provisional}`,
      )
  } catch (error) {
    failures.push(`${c.id}: ${error.message}`)
  }
}
console.log(`passed ${cases.length - failures.length}, failed ${failures.length} of ${cases.length}`)
for (const line of failures) console.log(line)
process.exit(failures.length > 0 || cases.length === 0 ? 1 : 0)
