import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '..', '..')
// oxlint-disable-next-line typescript/no-require-imports
const { criteria, page } = require('../../scripts/criteria-page.cjs') as {
  criteria(): { rows: { id: string; tests: { file: string; title: string }[] }[]; unknown: string[] }
  page(): string
}

test('every acceptance criterion is named by a test, and tests name no other ids', () => {
  const { rows, unknown } = criteria()
  expect(rows.map((r) => r.id)).toEqual(Array.from({ length: 134 }, (_, i) => `AC-${String(i + 1).padStart(3, '0')}`))
  expect(rows.filter((r) => r.tests.length === 0).map((r) => r.id)).toEqual([])
  expect(unknown).toEqual([])
})

test('docs/criteria.md is as scripts/make-criteria-page.mjs writes it', () => {
  expect(readFileSync(join(root, 'docs', 'criteria.md'), 'utf8')).toBe(page())
})
