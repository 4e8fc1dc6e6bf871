import fc from 'fast-check'
import { INTENT_EVIDENCE } from '../../../domain/intake/intent/intent-evidence'
import { Edged, matchesOf, mayMatch, needed, signsOf } from '../../../domain/intake/text/pattern-needs'

/** So often a pattern is asked for before what it needs is worked out. */
const often = 12
const needOf = (pattern: RegExp) => {
  for (let k = 1; k < often; k++) needed(pattern)
  return needed(pattern).need
}
const holds = (pattern: RegExp, text: string): boolean => mayMatch(needOf(pattern), signsOf(text))

test.each([
  [/包邮|含运费/, '明天包装好邮寄', true],
  [/包邮|含运费/, '明天含税', false],
  [/(?:定金|订金)\s?(\d+)/, '定金三千', false],
  [/(?:定金|订金)\s?(\d+)/, '订金3000', true],
  [/(?<!不)要(?=货)/, '要一个', false],
  [/a{0,2}b?/, '', true],
  [/([一-鿿])了没\1|已付/, '已付', true],
  [/ready|MOQ/i, 'moq?', true],
  [/[^，]急/, '加急', true],
  [/\u0001尾/, '尾', true],
])('%s may match %j: %s', (pattern, text, may) => {
  expect(holds(pattern, text)).toBe(may)
})

test('a text without the signs that a pattern needs has no match of it', () => {
  const signs = [...new Set(INTENT_EVIDENCE.map((e) => e.pattern.source).join(''))].filter((c) => c >= '一')
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...signs, ...'0123456789，。\n ?'), { maxLength: 40 }), (letters) => {
      const text = letters.join('')
      for (const { pattern } of INTENT_EVIDENCE) if (!holds(pattern, text)) expect(pattern.test(text)).toBe(false)
    }),
  )
})

test('every pattern of the evidence matches signs taken from itself, and is let run there', () => {
  for (const { pattern } of INTENT_EVIDENCE) {
    const text = pattern.source.replace(/\(\?(?:<?[!=]|:)/g, ' ').replace(/[\\()[\]?|{}^$]/g, ' ')
    if (pattern.test(text)) expect(holds(pattern, text)).toBe(true)
  }
})

test.each([/^(?:多|再)?加[\d一二]/, /(?:颜|花)色$/, /^(?:红|[白黑]色?)$/, /^\s?[:：]/, /^(?:要|来)?(?=\d)/])(
  '%s tried at its edges',
  (pattern) => {
    const edged = new Edged(pattern)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'多再加3一颜花色红白黑 :：要来'), { maxLength: 5 }), (letters) => {
        const text = letters.join('')
        expect(edged.test(text)).toBe(pattern.test(text))
        expect(edged.exec(text)?.[0]).toBe(pattern.exec(text)?.[0])
      }),
    )
  },
)

test('sticky patterns are tried at their place', () => {
  const edged = new Edged(/[要来]\d/y)
  for (let k = 0; k < 2 * often; k++) {
    expect(edged.at('我要3', 1)?.[0]).toBe('要3')
    expect(edged.at('我要3', 0)).toBeNull()
  }
})

test('all matches, empty ones too', () => {
  expect(matchesOf(/\d*/g, '1a22').map((m) => `${m.index}${m[0]}`)).toEqual(
    [...'1a22'.matchAll(/\d*/g)].map((m) => `${m.index}${m[0]}`),
  )
})
