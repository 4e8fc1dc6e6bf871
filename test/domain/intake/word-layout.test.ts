import type { Role, RoleSpan } from '../../../domain/intake/learnt/line-roles'
import { linkFeatures } from '../../../domain/intake/learnt/link-features'
import { WordLayout } from '../../../domain/intake/learnt/word-layout'

const layoutOf = (text: string, words: [string, Role][]): WordLayout => {
  let at = 0
  const spans = words.map(([word, role]): RoleSpan => {
    const start = text.indexOf(word, at)
    at = start + word.length
    return { role, start, end: at, sure: 1 }
  })
  return new WordLayout(text, spans)
}

describe('words of a clause', () => {
  const layout = layoutOf('麻绳3卷，粗的2卷，铁钩5个', [
    ['麻绳', 'name'],
    ['3', 'quantity'],
    ['粗', 'spec'],
    ['2', 'quantity'],
    ['铁钩', 'name'],
    ['5', 'quantity'],
  ])
  test('are counted without the word itself and one other', () => {
    expect(layout.inClause('name', 1, 2)).toBe(1)
    expect(layout.inClause('name', 3, 0)).toBe(0)
    expect(layout.inClause('quantity', 0, 1)).toBe(0)
    expect(layout.inClause('quantity', 0, 3)).toBe(1)
  })
  test('end at commas, stops and breaks', () => {
    expect(layout.clausesIn(0, 4)).toBe(0)
    expect(layout.clausesIn(0, 12)).toBe(2)
  })
})

test('words with other words between them are other pairs', () => {
  const [bare, brand] = [
    layoutOf('麻绳粗3卷', [
      ['麻绳', 'name'],
      ['粗', 'spec'],
      ['3', 'quantity'],
    ]),
    layoutOf('麻绳红3卷', [
      ['麻绳', 'name'],
      ['红', 'color'],
      ['3', 'quantity'],
    ]),
  ]
  expect(linkFeatures(bare, 0, 2)).not.toEqual(linkFeatures(brand, 0, 2))
  expect(linkFeatures(bare, 0, 2)).toEqual(linkFeatures(bare, 0, 2))
})
