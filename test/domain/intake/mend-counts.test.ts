import type { CatalogueProduct } from '../../../domain/intake/draft'
import { ROLES, spansOf } from '../../../domain/intake/learnt/line-roles'
import { mendCounts } from '../../../domain/intake/learnt/mend-counts'
import { piecesOf } from '../../../domain/intake/text/text-pieces'

const SIGNS: Record<string, (typeof ROLES)[number]> = {
  N: 'nameBegins',
  n: 'name',
  s: 'spec',
  q: 'quantity',
  u: 'unit',
  p: 'price',
  '/': 'per',
}

/** Words with a role after mending. `marks`: a sign for what each piece was read as; `likely`: how likely each piece is a count. */
function mended(plain: string, marks: string, likely: number, catalogue: CatalogueProduct[] | null = null): string {
  const { pieces } = piecesOf(plain)
  expect(pieces).toHaveLength(marks.length)
  const roles = Uint8Array.from(marks, (m) => ROLES.indexOf(SIGNS[m] ?? 'none'))
  const all = new Float64Array(pieces.length * ROLES.length)
  for (const i of pieces.keys()) all[i * ROLES.length + ROLES.indexOf('quantity')] = likely
  const shares = new Float64Array(pieces.length).fill(0.9)
  mendCounts(plain, { pieces, roles, shares, all }, catalogue)
  return spansOf(pieces, roles, shares)
    .filter((s) => s.role !== 'none')
    .map((s) => `${s.role}:${plain.slice(s.start, s.end)}`)
    .join(' ')
}

test.each([
  ['of goods', '茶壶6只', 'Nn..', 0.06, 'name:茶壶 quantity:6 unit:只'],
  ['with a word about the unit', '松油 4小桶', 'Nn....', 0.06, 'name:松油 quantity:4 unit:桶'],
  ['of one', '吉他8801一把', 'Nns./', 0, 'name:吉他 spec:8801 quantity:一 unit:把'],
  ['with a slip for its unit', '皮带40跟', 'Nns.', 0.3, 'name:皮带 quantity:40 unit:跟'],
])('a figure that counts is a count: %s', (_, plain, marks, likely, words) => expect(mended(plain, marks, likely)).toBe(words))

test.each([
  ['a measure', '茶壶6升', 'Nn..', 'name:茶壶'],
  ['what goes into each', '茶壶,每6只', 'Nn....', 'name:茶壶'],
  ['the same again in brackets', '茶壶(6只)', 'Nn....', 'name:茶壶'],
  ['a slip', '茶壶6只不对,8只', 'Nn.....qu', 'name:茶壶 quantity:8 unit:只'],
  ['what a price is per', '45元一只', 'p../', 'price:45 per:只'],
])('other figures are none: %s', (_, plain, marks, words) => expect(mended(plain, marks, 0.2)).toBe(words))

test('a slip that names other goods takes nothing back from these', () =>
  expect(mended('茶壶6只,杯盖9写多了,8只', 'Nn...NnqCCC.qu'.replace(/C/g, '.'), 0.2)).toContain('quantity:6 unit:只'))

test('goods of the price list next to a count without a name are its name, whole or in part', () => {
  const list: CatalogueProduct[] = [{ code: 'A', name: '乳胶手套', aliases: [], unit: '盒', price: '1' }]
  expect(mended('乳胶手套拿6盒', '.....qu', 0, list)).toBe('name:乳胶手套 quantity:6 unit:盒')
  expect(mended('乳胶这次6盒', '....qu', 0, list)).toBe('name:乳胶 quantity:6 unit:盒')
  expect(mended('口罩6盒,乳胶手套有吗', 'Nnqu.......', 0, list)).toBe('name:口罩 quantity:6 unit:盒')
})

test('a word that sounds like a name of the list is a name where it stands whole in front of a count', () => {
  const list: CatalogueProduct[] = [{ code: 'A', name: '片碱', aliases: ['马甲'], unit: '袋', price: '1' }]
  expect(mended('片减30袋', '..qu', 0, list)).toBe('name:片减 quantity:30 unit:袋')
  expect(mended('xl码加30件', '...qu', 0, list)).toBe('quantity:30 unit:件')
})

describe('the bare figure of goods without a count', () => {
  test('is one where other goods have a bare count and no price', () =>
    expect(mended('三孔 200,单孔 60', 'Nn.q.Nn.p', 0)).toBe('name:三孔 quantity:200 name:单孔 quantity:60'))
  test.each([
    ['other goods have prices too', '三孔 200 3,单孔 60', 'Nn.q.p.Nn.p'],
    ['it has the sign of a price', '三孔 200,单孔 @60', 'Nn.q.Nn..p'],
    ['the goods were counted before', '三孔插座 200,插座 60', 'Nnnn.q.Nn.p'],
  ])('is a price where %s', (_, plain, marks) => expect(mended(plain, marks, 0)).toMatch(/price:60$/))
})
