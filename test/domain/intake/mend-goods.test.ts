import { lineSpans, ROLES, spansOf } from '../../../domain/intake/learnt/line-roles'
import { mendRoles } from '../../../domain/intake/learnt/mend-roles'
import { piecesOf } from '../../../domain/intake/text/text-pieces'

type Label = (typeof ROLES)[number]
const SIGNS: Record<string, Label> = {
  N: 'nameBegins',
  n: 'name',
  s: 'spec',
  c: 'code',
  b: 'customer',
  q: 'quantity',
  u: 'unit',
}

/** The words of goods after mending. `marks`: a sign for what each piece was read as; `maybe`: how likely each piece is of another role. */
function mended(plain: string, marks: string, maybe: Partial<Record<Label, number>> = {}) {
  const { pieces } = piecesOf(plain)
  expect(pieces).toHaveLength(marks.length)
  const roles = Uint8Array.from(marks, (m) => ROLES.indexOf(SIGNS[m] ?? 'none'))
  const all = new Float64Array(pieces.length * ROLES.length)
  for (const [i, role] of roles.entries()) {
    if (role !== 0) all[i * ROLES.length + role] = 0.6
    for (const [label, share] of Object.entries(maybe)) all[i * ROLES.length + ROLES.indexOf(label as Label)] ||= share
  }
  const shares = new Float64Array(pieces.length).fill(0.6)
  mendRoles(plain, { pieces, roles, shares, all }, null)
  return lineSpans(plain, spansOf(pieces, roles, shares)).map((s) => `${s.role}:${plain.slice(s.start, s.end)}`)
}

describe('what is told of goods', () => {
  it('has no strokes at its ends', () => {
    expect(mended('电机-750w-5台', 'Nnssssqu')).toEqual(['name:电机', 'spec:750w', 'quantity:5', 'unit:台'])
  })
})
