import type { Draft, DraftLine } from '../../../domain/intake/draft'
import { putColorOfAll } from '../../../domain/intake/lines/color-of-all'
import { normaliseText } from '../../../domain/intake/text/normalise-text'

/** The colours of lines with these names and counts. */
const colorsOf = (text: string, goods: [string, string][], buyer?: string): (string | undefined)[] => {
  const normal = normaliseText(text)
  let from = 0
  const read = (word: string) => {
    const at = normal.plain.indexOf(word, from)
    from = at + word.length
    return normal.read(word, at, from)
  }
  const lines = goods.map(
    ([name, count]): DraftLine => ({ productName: normal.read(name, 0, name.length), quantity: read(count) }),
  )
  const draft: Draft = { phones: [], lines }
  if (buyer) draft.customerName = read(buyer)
  putColorOfAll(normal, draft)
  return draft.lines.map((l) => l.color?.value)
}

describe('a colour that is said once for all', () => {
  const one: [string, string][] = [
    ['浴巾', '40'],
    ['浴巾', '60'],
  ]
  const two: [string, string][] = [
    ['浴巾', '40'],
    ['地垫', '60'],
  ]
  test.each([
    ['浴巾大号40条，中号60条，湖水蓝，发德邦', one, ['湖水蓝', '湖水蓝']],
    ['浴巾40条地垫60条颜色都要那个米白色然后下周发', two, ['米白色', '米白色']],
    ['浴巾40条，地垫60条，统一墨绿', two, ['墨绿', '墨绿']],
    // What is told of one of them is of that one.
    ['浴巾40条，地垫60条，地垫都要深灰', two, [undefined, '深灰']],
    // Behind goods of several kinds it may be said of the last alone.
    ['浴巾40条，地垫60条，深灰，发德邦', two, [undefined, undefined]],
  ])('%s', (text, goods, colors) => expect(colorsOf(text, goods)).toEqual(colors))

  test('is not the name of who buys', () =>
    expect(colorsOf('浴巾大号40条，中号60条，海军蓝', one, '海军蓝')).toEqual([undefined, undefined]))
})
