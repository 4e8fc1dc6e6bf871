import { opFeatures } from '../../../domain/intake/learnt/op-model'

const read = (value: string) => ({ value, spans: [{ start: 0, end: 0, text: value }], confidence: 1 })
/** The signs of the one line of a text, which begins with its name and ends with its unit. */
const signs = (plain: string, said: string, count: string): Set<number> => {
  const start = plain.indexOf(said)
  const line = { productName: read('毛巾'), quantity: read(count) }
  return new Set(opFeatures(plain, { line, start, end: start + said.length }, 0, plain.length))
}
const shared = (a: Set<number>, b: Set<number>): number => [...a].filter((f) => b.has(f)).length

test('verbs of one kind are alike, those of another are not', () => {
  const down = signs('那单毛巾减到30条', '毛巾减到30条', '30')
  const up = signs('那单毛巾追至30条', '毛巾追至30条', '30')
  const more = signs('那单毛巾再塞30条', '毛巾再塞30条', '30')
  expect(shared(down, up)).toBeGreaterThan(shared(down, more))
})

test('a verb counts by its side of the count', () => {
  const ahead = signs('那单毛巾不要30条', '毛巾不要30条', '30')
  const behind = signs('那单毛巾30条不要', '毛巾30条', '30')
  const none = signs('那单毛巾30条', '毛巾30条', '30')
  expect(shared(behind, none)).toBeLessThan(none.size)
  expect(shared(ahead, behind)).toBeLessThan(ahead.size)
})
