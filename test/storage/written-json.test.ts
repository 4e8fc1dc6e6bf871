import fc from 'fast-check'
import { writeJson, type WrittenJson, writtenIn } from '../../storage/written-json'

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

test('what is written is the JSON, from one state to the next', () => {
  fc.assert(
    fc.property(value, fc.array(fc.tuple(value, fc.nat(3)), { maxLength: 6 }), (first, changes) => {
      let state: Value = first
      let known: WrittenJson | undefined
      for (const [other, place] of [[{}, 0] as [Value, number], ...changes]) {
        state = changed(state, other, place)
        known = writeJson(state, known)
        expect(known.bytes.toString()).toBe(JSON.stringify(state))
        for (const list of Object.values(state))
          if (Array.isArray(list))
            for (const item of list)
              if (typeof item === 'object' && item !== null)
                expect(writtenIn(known, list, item).toString()).toBe(JSON.stringify(item))
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
  const written = writeJson(first)
  const next = { ...first, prompts: [...first.prompts, { id: 'r' }], steps: { ...first.steps, b: { state: 'open' } } }
  const later = writeJson(next, written)
  expect(times.n).toBe(1)
  expect(later.bytes.toString()).toBe(
    '{"number":"GD-1","prompts":[{"id":"p"},{"id":"q"},{"id":"r"}],"steps":{"a":{"state":"open"},"b":{"state":"open"}}}',
  )
  expect(writtenIn(later, next.prompts, first.prompts[0] as object).toString()).toBe('{"id":"p"}')
  expect(writtenIn(later, next.prompts, next.prompts[2] as object).toString()).toBe('{"id":"r"}')
  expect(times.n).toBe(1)
})

test('a value far larger than the ones before is written whole', () => {
  const small = writeJson({ prompts: [{ id: 'x' }] })
  const large = { prompts: [{ id: '双胶纸'.repeat(100_000) }, { id: 'y' }] }
  expect(writeJson(large, small).bytes.toString()).toBe(JSON.stringify(large))
  expect(small.bytes.toString()).toBe('{"prompts":[{"id":"x"}]}')
})

test('what was not written with the whole is written out', () => {
  expect(writtenIn(undefined, [], { id: 'x' }).toString()).toBe('{"id":"x"}')
  expect(writtenIn(writeJson({ prompts: [{ id: 'x' }] }), [], { id: 'y' }).toString()).toBe('{"id":"y"}')
})
