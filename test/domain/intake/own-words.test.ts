import { lineSpans, type Role, type RoleSpan } from '../../../domain/intake/learnt/line-roles'
import { linesOf } from '../../../domain/intake/learnt/learnt-lines'
import { ownWords } from '../../../domain/intake/learnt/own-words'
import { normaliseText } from '../../../domain/intake/text/normalise-text'

/** Words of a text with their roles, in the order in which they stand there. */
const marked = (text: string, words: [string, Role][]): RoleSpan[] => {
  let at = 0
  return words.map(([word, role]) => {
    const start = text.indexOf(word, at)
    at = start + word.length
    return { role, start, end: at, sure: 1 }
  })
}
/** What is left of all words but counts, when they are taken for words about the last count. */
const left = (text: string, words: [string, Role][], without: string[] = []): string[] => {
  const all = marked(text, words)
  const q = all.findLast((s) => s.role === 'quantity') as RoleSpan
  const own = all.filter((s) => s.role !== 'quantity' && !without.includes(text.slice(s.start, s.end)))
  return ownWords(own, q, all, text).map((s) => text.slice(s.start, s.end))
}

describe('the words about one count', () => {
  test('a size that stands with other goods only is theirs', () =>
    expect(
      left(
        '5寸万向轮8个、3寸脚杯12个',
        [
          ['5寸', 'spec'],
          ['万向轮', 'name'],
          ['8', 'quantity'],
          ['3寸', 'spec'],
          ['脚杯', 'name'],
          ['12', 'quantity'],
        ],
        ['万向轮'],
      ),
    ).toEqual(['3寸', '脚杯']))

  test('a size of a heading holds on', () =>
    expect(
      left('镀锌 5寸\n万向轮8个、脚杯12个', [
        ['镀锌 5寸', 'spec'],
        ['脚杯', 'name'],
        ['12', 'quantity'],
      ]),
    ).toEqual(['镀锌 5寸', '脚杯']))

  test('what looks like it next to the count replaces what was said before another one', () =>
    expect(
      left('雨靴 中筒 38码 5双 40码 6双', [
        ['雨靴', 'name'],
        ['中筒', 'spec'],
        ['38码', 'spec'],
        ['5', 'quantity'],
        ['40码', 'spec'],
        ['6', 'quantity'],
      ]),
    ).toEqual(['雨靴', '中筒', '40码']))

  test('of a size that the heading of a table and its row say, one is enough', () =>
    expect(
      left('款号 S M\n马甲 S M6', [
        ['M', 'spec'],
        ['马甲', 'name'],
        ['M', 'spec'],
        ['6', 'quantity'],
      ]),
    ).toEqual(['马甲', 'M']))
})

test('the name behind a label is the name, and the label is none of it', () => {
  const normal = normaliseText('物料：输送托辊\n材质：聚乙烯 89*250\n数量：60')
  const spans = marked(normal.plain, [
    ['输送托辊', 'name'],
    ['材质', 'spec'],
    ['聚乙烯', 'name'],
    ['89*250', 'spec'],
    ['60', 'quantity'],
  ])
  const [read] = linesOf(normal, null, lineSpans(normal.plain, spans))
  expect(read?.line.productName?.value).toBe('输送托辊')
  expect(read?.line.spec?.value).toBe('89*250')
})
