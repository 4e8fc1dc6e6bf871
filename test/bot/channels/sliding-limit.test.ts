import fc from 'fast-check'
import { slidingLimit, type Scope } from '../../../bot/channels/sliding-limit'

const scope = (name: string, ...rates: [number, number][]): Scope => ({ name, rates: rates.map(([ms, most]) => ({ ms, most })) })

/** Sends as fast as the limit lets it from `from` on, and gives the times. */
const drain = (limit: ReturnType<typeof slidingLimit>, scopes: Scope[], count: number, from = 0): number[] => {
  const times: number[] = []
  let now = from
  while (times.length < count) {
    const wait = limit.take(scopes, now)
    if (wait === 0) times.push(now)
    else now += wait
  }
  return times
}
const peak = (times: number[], ms: number): number =>
  times.reduce((most, end, i) => Math.max(most, times.slice(0, i + 1).filter((t) => t > end - ms).length), 0)

test('a burst goes out at once up to the limit, then each as soon as one falls out of the window', () => {
  const times = drain(slidingLimit(), [scope('g', [60_000, 25])], 60)
  expect(times.slice(0, 25).every((t) => t === 0)).toBe(true)
  expect(times[25]).toBe(60_000)
  expect(times[59]).toBe(120_000)
})

test('whatever the arrivals, no window ever holds more than allowed, and waiting is as short as possible', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 1, max: 9 }),
      (gaps, most) => {
        const limit = slidingLimit()
        const rates = scope('g', [1_000, most], [5_000, most * 3])
        const sent: number[] = []
        let now = 0
        for (const gap of gaps) {
          now += gap
          const wait = limit.take([rates], now)
          if (wait === 0) sent.push(now)
          else {
            expect(limit.wait([rates], now + wait - 1)).toBeGreaterThan(0)
            expect(limit.wait([rates], now + wait)).toBe(0)
          }
        }
        expect(peak(sent, 1_000)).toBeLessThanOrEqual(most)
        expect(peak(sent, 5_000)).toBeLessThanOrEqual(most * 3)
      },
    ),
  )
})

test('the boundary burst that fools refilling buckets does not pass', () => {
  const limit = slidingLimit()
  const rates = [scope('g', [1_000, 120])]
  const sent: number[] = []
  const burst = (at: number, count: number): void => {
    for (let i = 0; i < count; i++) if (limit.take(rates, at) === 0) sent.push(at)
  }
  burst(0, 1)
  burst(900, 119)
  burst(1_010, 120)
  burst(2_500, 120)
  expect(peak(sent, 1_000)).toBe(120)
})

test('at the limit every allowed send goes out: 900 an hour, each hour in its first 35 minutes', () => {
  const times = drain(slidingLimit(), [scope('g', [60_000, 25], [3_600_000, 900])], 2_700)
  expect(times.at(-1)).toBe(2 * 3_600_000 + 35 * 60_000)
  expect(peak(times.slice(0, 1_000), 3_600_000)).toBe(900)
})

test('several scopes are taken together or not at all', () => {
  const limit = slidingLimit()
  const robot = scope('robot', [1_000, 1])
  expect(limit.take([scope('a', [1_000, 5]), robot], 0)).toBe(0)
  expect(limit.take([scope('b', [1_000, 5]), robot], 10)).toBe(990)
  expect(limit.wait([scope('b', [1_000, 1])], 10)).toBe(0)
})

test('what was sent before a restart counts, in any order of remembering', () => {
  const limit = slidingLimit()
  for (const at of [500, 100, 300]) limit.remember('g', at)
  expect(limit.take([scope('g', [1_000, 3])], 600)).toBe(500)
})

test('an urgent send with wider rates passes where others wait, and is counted for both', () => {
  const limit = slidingLimit()
  const usual = [scope('g', [60_000, 25])]
  const urgent = [scope('g', [60_000, 28])]
  drain(limit, usual, 25)
  expect(limit.take(usual, 0)).toBe(60_000)
  expect([limit.take(urgent, 0), limit.take(urgent, 0), limit.take(urgent, 0), limit.take(urgent, 0)]).toEqual([0, 0, 0, 60_000])
})

test('a scope that the platform blocked waits, others do not', () => {
  const limit = slidingLimit()
  limit.block('g', 5_000)
  expect(limit.take([scope('g', [1_000, 5])], 1_000)).toBe(4_000)
  expect(limit.take([scope('h', [1_000, 5])], 1_000)).toBe(0)
})

test('a clock set back only waits longer', () => {
  const limit = slidingLimit()
  const rates = [scope('g', [1_000, 1])]
  limit.take(rates, 10_000)
  expect(limit.take(rates, 9_000)).toBe(2_000)
})

test('memory is bounded by what the windows need, and unused scopes are forgotten', () => {
  const limit = slidingLimit()
  for (let i = 0; i < 20_000; i++) limit.take([scope(`chat${i}`, [60_000, 25])], i)
  expect(limit.size()).toBe(20_000)
  for (let i = 0; i < 5_000; i++) limit.take([scope('one', [10, 2])], 20_000_000 + i * 10)
  expect(limit.size()).toBeLessThan(5)
})
