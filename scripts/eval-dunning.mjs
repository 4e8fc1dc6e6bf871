#!/usr/bin/env node
// Runs dunning cases on the built rules. Usage: npm run eval:dunning [-- --cases FILE]
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const { values } = parseArgs({
  options: { cases: { type: 'string', default: join(root, 'test', 'cases', 'dunning.json') } },
})

/** Newest change of the sources that the build is made from. */
const newest = (dir) =>
  readdirSync(dir, { withFileTypes: true }).reduce(
    (t, e) => Math.max(t, e.isDirectory() ? newest(join(dir, e.name)) : statSync(join(dir, e.name)).mtimeMs),
    0,
  )
const built = join(root, 'dist', 'domain', 'dunning', 'answer-case.js')
if (!existsSync(built) || statSync(built).mtimeMs < newest(join(root, 'domain'))) {
  const build = spawnSync('npm', ['run', '-s', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (build.status !== 0) process.exit(2)
}
const { differences } = createRequire(import.meta.url)(built)

const { cases } = JSON.parse(readFileSync(values.cases, 'utf8'))
const failures = []
for (const c of cases) {
  try {
    const found = differences(c.input, c.expected)
    if (found.length > 0) failures.push(`${c.id}: ${found.join('; ')}`)
  } catch (error) {
    failures.push(`${c.id}: ${error.message}`)
  }
}
console.log(`passed ${cases.length - failures.length}, failed ${failures.length} of ${cases.length}`)
for (const line of failures) console.log(line)
process.exit(failures.length > 0 || cases.length === 0 ? 1 : 0)
