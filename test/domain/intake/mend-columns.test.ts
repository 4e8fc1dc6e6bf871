import { ROLES, spansOf } from '../../../domain/intake/learnt/line-roles'
import { mendColumns } from '../../../domain/intake/learnt/mend-columns'
import { piecesOf } from '../../../domain/intake/text/text-pieces'

type Label = (typeof ROLES)[number]

/** The figures of a text with their roles after mending. `likely`: how likely each figure is of which role, in their order. */
function figures(plain: string, likely: Partial<Record<Label, number>>[]): string {
  const { pieces } = piecesOf(plain)
  const all = new Float64Array(pieces.length * ROLES.length)
  const roles = new Uint8Array(pieces.length)
  let k = 0
  for (const [i, p] of pieces.entries()) {
    if (p.kind !== '9') continue
    for (const [role, share] of Object.entries(likely[k++] ?? {})) {
      all[i * ROLES.length + ROLES.indexOf(role as Label)] = share
      if (share >= 0.5) roles[i] = ROLES.indexOf(role as Label)
    }
  }
  const shares = new Float64Array(pieces.length)
  mendColumns(plain, pieces, roles, shares, all)
  return spansOf(pieces, roles, shares)
    .filter((s) => s.role !== 'none')
    .map((s) => `${s.role}:${plain.slice(s.start, s.end)}`)
    .join(' ')
}
const count = { quantity: 0.8 }
const price = { price: 0.8 }

test('figures below each other between strokes are read alike', () =>
  expect(
    figures('衬衫/白/6/55\n衬衫/蓝/10/55\n短裤/灰/20/38', [{ quantity: 0.3, spec: 0.6 }, price, count, price, count, {}]),
  ).toBe('quantity:6 price:55 quantity:10 price:55 quantity:20 price:38'))

test('of two columns one is how many', () =>
  expect(figures('衬衫|6|55\n外套|10|75\n短裤|20|38', [count, { quantity: 0.6, price: 0.3 }, count, price, count, price])).toBe(
    'quantity:6 price:55 quantity:10 price:75 quantity:20 price:38',
  ))

test('prices of what is nowhere counted are counts', () =>
  expect(figures('壶-2000-白\n盆-1500-白\n桶-800-灰', [price, price, { price: 0.3, quantity: 0.6 }])).toBe(
    'quantity:2000 quantity:1500 quantity:800',
  ))

test.each([
  ['two rows', '衬衫/6/55\n外套/10/75'],
  ['cells with words', '衬衫/6件/55元\n外套/10件/75元\n短裤/20件/38元'],
])('%s stay as they are', (_, plain) =>
  expect(figures(plain, [{ spec: 0.6, quantity: 0.3 }, price, count, price, count, price])).toMatch(/^spec:6 /),
)
