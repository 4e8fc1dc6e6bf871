import { ROLES, type Role } from '../../../domain/intake/learnt/line-roles'
import { likeliest } from '../../../domain/intake/learnt/role-model'

const COUNT = ROLES.length
const at = (role: Role): number => ROLES.indexOf(role)

/** Steps between roles that are alike, but for those given. */
const stepsOf = (given: [Role, Role, number][]): Float64Array => {
  const steps = new Float64Array(COUNT * COUNT).fill(0.01)
  for (const [from, to, value] of given) steps[at(from) * COUNT + at(to)] = value
  return steps
}
const hereOf = (pieces: Partial<Record<Role, number>>[]): Float64Array => {
  const here = new Float64Array(pieces.length * COUNT).fill(1e-6)
  for (const [i, p] of pieces.entries()) for (const [role, value] of Object.entries(p)) here[i * COUNT + at(role as Role)] = value
  return here
}
const read = (pieces: Partial<Record<Role, number>>[], steps: Float64Array): string[] =>
  [...likeliest(pieces.length, hereOf(pieces), steps)].map((r) => ROLES[r] as string)

describe('the roles of all words as a whole', () => {
  test('letters and the figures glued to them are one thing', () => {
    const whole = stepsOf([
      ['code', 'code', 1],
      ['spec', 'spec', 1],
    ])
    expect(
      read(
        [
          { spec: 0.55, code: 0.45 },
          { spec: 0.3, code: 0.7 },
        ],
        whole,
      ),
    ).toEqual(['code', 'code'])
  })

  test('a long text does not become too small for a number', () => {
    const pieces = Array.from({ length: 3000 }, () => ({ none: 1e-3 }))
    expect(new Set(read(pieces, stepsOf([['none', 'none', 0.1]])))).toEqual(new Set(['none']))
  })

  test('an empty text has none', () => expect(read([], stepsOf([]))).toEqual([]))
})
