import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { REFUSALS } from '../../domain/wording/refusals'

const root = join(__dirname, '..', '..')
const page = readFileSync(join(root, 'docs', 'refusal-codes.md'), 'utf8')

function* sources(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* sources(path)
    else if (name.endsWith('.ts')) yield path
  }
}

test('docs/refusal-codes.md lists exactly the codes and sentences of the table', () => {
  const listed = Object.fromEntries(
    [...page.matchAll(/^\| `([A-Z_]+)` \| (.+) \|$/gm)].map((m) => [m[1], m[2]?.replaceAll('⏎', '\n')]),
  )
  expect(listed).toEqual(REFUSALS)
})

test('every code is used by a rule', () => {
  const code = [...sources(join(root, 'domain')), ...sources(join(root, 'handlers'))]
    .filter((f) => !f.endsWith('refusals.ts'))
    .map((f) => readFileSync(f, 'utf8'))
    .join('\n')
  expect(Object.keys(REFUSALS).filter((c) => !code.includes(`'${c}'`))).toEqual([])
})
