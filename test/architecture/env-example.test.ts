import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig, SETTING_NAMES } from '../../bot/config'

const example = readFileSync(join(__dirname, '..', '..', '.env.example'), 'utf8')
const listed = [...example.matchAll(/^([A-Z][A-Z0-9_]*)=(.*)$/gm)].map((m) => ({ name: m[1] ?? '', value: m[2] ?? '' }))

test('every setting stands in .env.example, and nothing else does', () => {
  expect(listed.map((l) => l.name).sort()).toEqual([...SETTING_NAMES].sort())
})

test('the values of .env.example are the defaults', () => {
  const fromExample = readConfig(Object.fromEntries(listed.map((l) => [l.name, l.value])))
  expect(fromExample).toEqual(readConfig({}))
})

test('a wrong setting is named once, with what it should be', () => {
  const read = readConfig({ PORT: 'abc', LOG_LEVEL: 'loud' })
  expect(read.ok ? [] : read.faults).toEqual([
    expect.stringMatching(/^PORT="abc"：/),
    expect.stringMatching(/^LOG_LEVEL="loud"：/),
  ])
})
