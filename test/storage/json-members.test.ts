import fc from 'fast-check'
import { jsonByMembers, type JsonMembers, writtenIn } from '../../storage/json-members'

type Value = Record<string, unknown>

const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constantFrom(null, undefined, '双胶纸 "80g"\n\\', '\ud800', '😀'),
)
const item = fc.oneof(leaf, fc.dictionary(fc.string(), leaf), fc.array(fc.oneof(leaf, fc.dictionary(fc.string(), leaf))))
const member = fc.oneof(leaf, fc.array(item), fc.dictionary(fc.string(), item))
const names = fc.constantFrom('prompts', 'steps', 'a', '7', '客户', '__proto__')
const value = fc.dictionary(names, member)

/** The next state: some members are others now, most are the very same objects; some lists have one more, one less, or one other in it. */
const changed = (before: Value, other: Value, place: number): Value => {
  const next = { ...before }
  for (const [key, now] of Object.entries(other)) {
    const was = before[key]
    if (Array.isArray(was) && Array.isArray(now))
      next[key] = [...was.slice(0, place), ...now.slice(0, 1), ...was.slice(place + 1)]
    else if (typeof was === 'object' && was !== null) next[key] = Array.isArray(was) ? was.slice(1) : { ...was, [key]: now }
    else next[key] = now
  }
  return next
}

test('the JSON by members is the JSON, from one state to the next', () => {
  fc.assert(
    fc.property(value, fc.array(fc.tuple(value, fc.nat(3)), { maxLength: 6 }), (first, changes) => {
      let state: Value = first
      let known: JsonMembers | undefined
      for (const [other, place] of [[{}, 0] as [Value, number], ...changes]) {
        state = changed(state, other, place)
        const { text, members } = jsonByMembers(state, known)
        expect(text).toBe(JSON.stringify(state))
        known = members
      }
    }),
    { numRuns: 500 },
  )
})

test('what stays the same object is not written out again', () => {
  const counted = (times: { n: number }) => ({
    get id() {
      times.n += 1
      return 'p'
    },
  })
  const times = { n: 0 }
  const first = { number: 'GD-1', prompts: [counted(times), { id: 'q' }], steps: { a: { state: 'open' } } }
  const { members } = jsonByMembers(first)
  const next = { ...first, prompts: [...first.prompts, { id: 'r' }], steps: { ...first.steps, b: { state: 'open' } } }
  const { text, members: later } = jsonByMembers(next, members)
  expect(times.n).toBe(1)
  expect(text).toBe(
    '{"number":"GD-1","prompts":[{"id":"p"},{"id":"q"},{"id":"r"}],"steps":{"a":{"state":"open"},"b":{"state":"open"}}}',
  )
  expect(writtenIn(later, next.prompts, first.prompts[0] as object)).toBe('{"id":"p"}')
  expect(times.n).toBe(1)
})

test('what was not written with the whole is written out', () => {
  expect(writtenIn(undefined, [], { id: 'x' })).toBe('{"id":"x"}')
  expect(writtenIn(jsonByMembers({ prompts: [{ id: 'x' }] }).members, [], { id: 'y' })).toBe('{"id":"y"}')
})
