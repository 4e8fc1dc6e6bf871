import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SETTING_NAMES } from '../../bot/config'

const read = (path: string): string => readFileSync(join(__dirname, '..', '..', path), 'utf8')

test.each(['docs/wecom.md', 'docs/wecom.en.md'])('%s names only settings and commands that exist', (path) => {
  const page = read(path)
  const named = new Set(page.match(/\bWECOM_[A-Z_]+\b/g) ?? [])
  expect([...named].filter((name) => !SETTING_NAMES.includes(name))).toEqual([])
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const commands = [...page.matchAll(/npm run ([\w:]+)/g)].map((m) => m[1] ?? '')
  expect(commands.length).toBeGreaterThan(3)
  expect(commands.filter((c) => !(c in scripts))).toEqual([])
})

test('both readmes lead to the page', () => {
  for (const readme of ['README.md', 'README.zh-CN.md']) expect(read(readme)).toContain('(docs/wecom.md)')
})
