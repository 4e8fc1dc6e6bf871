import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

const root = join(__dirname, '..', '..')

function* sources(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* sources(path)
    else if (name.endsWith('.ts')) yield path
  }
}

/** What turns a decimal string into a float, or computes with floats. Decimal's own functions are no such thing. */
const FLOAT = /(?<![\w.])(?:Number\(|Number\.parse|parseFloat\(|parseInt\(|Math\.\w+\()|\.toNumber\(/
const MONEY =
  /amount|price|quantit|(?<!du)ratio|total|paid|balance|deposit|produced|freight|money|credit|refund|percent|Pct|share|measure|tolerance|rate\b|fen\b|yuan/i
/** Files in which every figure is money or a quantity. */
const ALL_MONEY = [
  'domain/order/money-state.ts',
  'domain/order/ledger.ts',
  'domain/order/part-money.ts',
  'domain/order/ship-state.ts',
  'domain/order/decide/money.ts',
  'domain/order/decide/parts.ts',
  'domain/order/decide/several.ts',
  'domain/checks/price-plan.ts',
  'domain/prompt/read-line-quantities.ts',
]
/** Figures that are no money: digits of a capital word, check digits of waybills, scores of likeness, and what scores the reader against its corpus. */
const EXCUSED = [
  'domain/money/amount-in-capitals.ts',
  'domain/tracking/check-digits.ts',
  'domain/intake/words/spec-marks.ts',
  'domain/intake/predict-draft.ts',
]

const offences = [...sources(join(root, 'domain')), ...sources(join(root, 'handlers'))]
  .map((path) => relative(root, path))
  .filter((path) => !EXCUSED.includes(path))
  .flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .map((text, i) => ({ at: `${path}:${i + 1}`, text: text.trim() }))
      .filter(({ text }) => !text.startsWith('*') && !text.startsWith('//') && FLOAT.test(text))
      .filter(({ text }) => ALL_MONEY.includes(path) || MONEY.test(text)),
  )

test('money and quantities are never turned into floats in the rules', () => {
  expect(offences).toEqual([])
})

test('the search finds what it looks for', () => {
  const floats = [
    'const share = Number(line.unitPrice) / 2',
    'Math.round(total * 100)',
    'parseFloat(amount)',
    'new Decimal(price).toNumber()',
  ]
  expect(floats.filter((text) => FLOAT.test(text) && MONEY.test(text))).toEqual(floats)
  expect(FLOAT.test('Decimal.max(0, total)')).toBe(false)
})
