import type { Scheduler } from '../../domain/ports/scheduler'
import { createRearmSweep } from '../../jobs/rearm-sweep'
import { createNightlyAudit } from '../../jobs/nightly-audit'
import { openMemoryStorage } from '../../storage/memory/memory-storage'
import { aCommit, anOrder, aTimer, birthOf, NOON } from '../support/build-order'
import { fakeClock, silentLog } from '../support/fake-clock'

test('the sweep wakes the alarm clock and reports timers that are overdue, and only those', async () => {
  const clock = fakeClock()
  const storage = openMemoryStorage({ nowIso: clock.nowIso })
  await storage.book.commit(aCommit([birthOf(anOrder({ timers: [aTimer('t', NOON)] }))]))
  let nudges = 0
  const scheduler: Scheduler = {
    start: async () => {},
    stop: async () => {},
    idle: async () => {},
    nudge() {
      nudges += 1
    },
  }
  const reported: string[] = []
  const onOverdue = (timers: { key: string }[]) => void reported.push(...timers.map((timer) => timer.key))
  const sweep = createRearmSweep({ timers: storage.timers, scheduler, clock, log: silentLog, onOverdue })
  clock.advance(9999)
  expect(await sweep.sweep()).toEqual([])
  expect(nudges).toBe(0)
  clock.advance(1)
  expect(await sweep.sweep()).toHaveLength(1)
  expect(nudges).toBe(1)
  expect(reported).toEqual(['t'])
})

describe('nightly audit', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  test('proves the book once a night and tells only of differences that stay', async () => {
    const clock = fakeClock('2026-03-02T10:00:00Z')
    // What is found is looked at again: a command that was being written agrees by then.
    const results = [['order 3 differs', 'order 4 half written'], ['order 3 differs'], []]
    const told: string[][] = []
    let runs = 0
    const verify = async () => {
      runs += 1
      return results.shift() ?? []
    }
    const audit = createNightlyAudit({
      clock,
      log: silentLog,
      hourUtc: 19,
      verify,
      onDifferences: (found) => void told.push(found),
    })
    audit.start()
    const pass = async (hours: number) => {
      clock.advance(hours * 3600_000)
      await jest.advanceTimersByTimeAsync(120_000)
    }
    await pass(8)
    expect(runs).toBe(0)
    await pass(2)
    expect(runs).toBe(2)
    await pass(22)
    expect(runs).toBe(2)
    await pass(2)
    expect(runs).toBe(3)
    expect(told).toEqual([['order 3 differs']])
    audit.stop()
  })

  test('rests after a long audit, however fast the nights pass, and makes up for them', async () => {
    const clock = fakeClock('2026-03-02T10:00:00Z')
    let runs = 0
    const audit = createNightlyAudit({
      clock,
      log: silentLog,
      verify: async () => {
        runs += 1
        await new Promise((resolve) => setTimeout(resolve, 30_000))
        return []
      },
      onDifferences: () => undefined,
    })
    audit.start()
    // Fifty nights in a hundred minutes, and an audit of half a minute rests fifty.
    for (let night = 1; night <= 50; night++) {
      clock.advance(24 * 3600_000)
      await jest.advanceTimersByTimeAsync(120_000)
    }
    expect(runs).toBe(2)
    // The clock stands still from here: the nights that passed meanwhile are one audit.
    await jest.advanceTimersByTimeAsync(120 * 60_000)
    expect(runs).toBe(3)
    await jest.advanceTimersByTimeAsync(120 * 60_000)
    expect(runs).toBe(3)
    audit.stop()
  })
})
