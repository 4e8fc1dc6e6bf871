import type { DraftLine } from '../../../domain/intake/draft'
import { putGivenFree } from '../../../domain/intake/lines/given-free'
import { normaliseText } from '../../../domain/intake/text/normalise-text'

/** The prices of lines with a name and a count, each found behind the one before it; the names of `free` have the word of giving as their price. */
const pricesOf = (text: string, words: [name: string, count: string][], free?: string): (string | undefined)[] => {
  const normal = normaliseText(text)
  let from = 0
  const place = (word: string): [number, number] => {
    const at = normal.plain.indexOf(word, from)
    return [at, at + word.length]
  }
  const lines = words.map(([name, count]): DraftLine => {
    const [named, counted] = [place(name), place(count)]
    from = Math.max(counted[1], named[1])
    return { productName: normal.read(name, ...named), quantity: normal.read(count, ...counted) }
  })
  from = 0
  if (free && lines[0]) lines[0].unitPrice = normal.read('0', ...place(free))
  putGivenFree(normal, lines)
  return lines.map((l) => l.unitPrice?.value)
}

test.each([
  [
    '滤网40张，老主顾了饶6只卡箍',
    [
      ['滤网', '40'],
      ['卡箍', '6'],
    ],
  ],
  [
    '窗钩300个，满三百搭滑轮20只',
    [
      ['窗钩', '300'],
      ['滑轮', '20'],
    ],
  ],
  [
    '墨盒12个，另送色带5卷',
    [
      ['墨盒', '12'],
      ['色带', '5'],
    ],
  ],
  [
    '花盆80个，讲好赠托盘80个',
    [
      ['花盆', '80'],
      ['托盘', '80'],
    ],
  ],
  [
    '砂轮50片，送他手套两副',
    [
      ['砂轮', '50'],
      ['手套', '两'],
    ],
  ],
  [
    '铅笔9盒，答应送人家30块橡皮',
    [
      ['铅笔', '9'],
      ['橡皮', '30'],
    ],
  ],
] as [string, [string, string][]][])('what a word of giving stands in front of costs nothing: %s', (text, words) =>
  expect(pricesOf(text, words)).toEqual([undefined, '0']),
)

test('the goods in front of the word are not given', () =>
  expect(
    pricesOf(
      '镜布30包，搭喷瓶3个',
      [
        ['镜布', '30'],
        ['喷瓶', '3'],
      ],
      '搭',
    ),
  ).toEqual([undefined, '0']))

test.each([
  [
    '砂轮50片，送工地手套两副',
    [
      ['砂轮', '50'],
      ['手套', '两'],
    ],
  ],
  ['送他滤网40张', [['滤网', '40']]],
] as [string, [string, string][]][])('what is only brought costs what it costs: %s', (text, words) =>
  expect(pricesOf(text, words)).toEqual(words.map(() => undefined)),
)

test('what is said to be free behind its count costs nothing', () => {
  expect(pricesOf('地毯小样3，红的，说好免费，', [['地毯', '3']])).toEqual(['0'])
  expect(pricesOf('地毯3，免费送货', [['地毯', '3']])).toEqual([undefined])
})
