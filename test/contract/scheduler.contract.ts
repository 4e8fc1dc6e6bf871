import type { Clock } from '../../domain/ports/clock'
import type { DueTimer } from '../../domain/ports/order-book'
import type { Scheduler } from '../../domain/ports/scheduler'
import type { StorageEngine } from '../../storage/engine'
import { aCommit, anOrder, aTimer, birthOf, changeOf } from '../support/build-order'
import { type FakeClock, fakeClock } from '../support/fake-clock'
import type { EngineUnderTest, OpenEngine } from './open-engine'

export type OpenScheduler = (storage: StorageEngine, clock: Clock) => Promise<Scheduler>

/** What every scheduler promises over any book. */
export function schedulerContract(name: string, openEngine: OpenEngine, openScheduler: OpenScheduler): void {
  describe(`scheduler ${name}`, () => {
    let engine: EngineUnderTest
    let storage: StorageEngine
    let clock: FakeClock
    let scheduler: Scheduler
    let log: string[]
    beforeEach(async () => {
      clock = fakeClock()
      engine = await openEngine(clock.nowIso)
      storage = engine.storage
      scheduler = await openScheduler(storage, clock)
      log = []
    })
    afterEach(async () => {
      await scheduler.stop()
      await engine.end()
    })

    const at = (minutes: number) => new Date(clock.nowMs() + minutes * 60_000).toISOString()
    const arm = (serial: number, ...timers: [key: string, dueAt: string][]) => {
      const number = `GD-20260302-${String(serial).padStart(2, '0')}`
      return storage.book.commit(
        aCommit([birthOf(anOrder({ number, timers: timers.map(([key, dueAt]) => aTimer(key, dueAt)) }))]),
      )
    }
    /** Does what a handler does: consumes the timer with a write. */
    const consume = async (timer: DueTimer): Promise<void> => {
      const loaded = await storage.book.load(timer.owner)
      if (!loaded) throw new Error(`no order ${timer.owner}`)
      const timers = loaded.order.timers.filter((one) => one.key !== timer.key)
      const result = await storage.book.commit(
        aCommit([changeOf({ ...loaded.order, timers }, loaded.version)], { fired: [timer] }),
      )
      log.push(`${timer.key} ${result}`)
    }
    const moved = async (minutes: number): Promise<void> => {
      clock.advance(minutes * 60_000)
      scheduler.nudge()
      await scheduler.idle()
    }

    test('fires what fell due while it was down, in order of due time, once each [P15]', async () => {
      await arm(1, ['c', at(-1)], ['a', at(-30)])
      await arm(2, ['b', at(-10)], ['future', at(10)])
      await scheduler.start(consume)
      await scheduler.idle()
      expect(log.toSorted()).toEqual(['a committed', 'b committed', 'c committed'])
      expect(log.indexOf('a committed')).toBeLessThan(log.indexOf('c committed'))
    })

    test('never fires early, and fires when the time has come', async () => {
      await arm(1, ['t', at(10)])
      await scheduler.start(consume)
      await scheduler.idle()
      await moved(9.99)
      expect(log).toEqual([])
      await moved(0.01)
      expect(log).toEqual(['t committed'])
    })

    test('notices a timer that was armed or moved after the start', async () => {
      await scheduler.start(consume)
      await arm(1, ['t', at(60)])
      scheduler.nudge()
      const moveEarlier = changeOf(anOrder({ timers: [aTimer('t', at(5))] }), 1)
      await storage.book.commit(aCommit([moveEarlier]))
      await moved(5)
      expect(log).toEqual(['t committed'])
    })

    test('does not fire what was cleared before it was due [P16]', async () => {
      await arm(1, ['t', at(5)])
      await scheduler.start(consume)
      await storage.book.commit(aCommit([changeOf(anOrder(), 1)]))
      await moved(10)
      expect(log).toEqual([])
    })

    test('fires one at a time per order, and orders side by side', async () => {
      const running = new Map<string, number>()
      let most = 0
      await arm(1, ['a1', at(0)], ['a2', at(0)])
      await arm(2, ['b1', at(0)])
      await scheduler.start(async (timer) => {
        const now = (running.get(timer.owner) ?? 0) + 1
        running.set(timer.owner, now)
        most = Math.max(most, now)
        await new Promise((resolve) => setImmediate(resolve))
        await consume(timer)
        running.set(timer.owner, now - 1)
      })
      await scheduler.idle()
      expect(most).toBe(1)
      expect(log).toHaveLength(3)
    })

    test('tries a failing timer again, and others do not wait for it', async () => {
      let failures = 0
      await arm(1, ['bad', at(-5)])
      await arm(2, ['good', at(0)])
      await scheduler.start(async (timer) => {
        if (timer.key === 'bad' && failures < 2) {
          failures += 1
          throw new Error('not now')
        }
        await consume(timer)
      })
      await scheduler.idle()
      expect(log).toEqual(['good committed', 'bad committed'])
    })

    test('does not go round in circles over a timer that nobody consumes', async () => {
      let times = 0
      await arm(1, ['t', at(0)])
      await scheduler.start(async () => {
        times += 1
      })
      while (times === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      await new Promise((resolve) => setTimeout(resolve, 60))
      expect(times).toBe(1)
    })

    test('fires nothing twice when a read of the book is overtaken by the firing it lists', async () => {
      const due = storage.timers.due.bind(storage.timers)
      storage.timers.due = async (...args) => {
        const found = await due(...args)
        await new Promise((resolve) => setTimeout(resolve, 3))
        return found
      }
      for (let i = 1; i <= 10; i += 1) await arm(i, [`a${i}`, at(0)], [`b${i}`, at(0)])
      await scheduler.start(consume)
      for (let i = 0; i < 10; i += 1) {
        scheduler.nudge()
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
      await scheduler.idle()
      expect(log).toHaveLength(20)
      expect(log.every((line) => line.endsWith('committed'))).toBe(true)
    })

    test('fires a thousand timers of one instant, each once', async () => {
      const writes = Array.from({ length: 1000 }, (_, i) => {
        const order = anOrder({ number: `GD-20260302-${String(i + 1).padStart(4, '0')}`, timers: [aTimer(`t${i}`, at(1))] })
        return storage.book.commit(aCommit([birthOf(order)]))
      })
      await Promise.all(writes)
      await scheduler.start(consume)
      await moved(1)
      expect(new Set(log).size).toBe(1000)
      expect(log).toHaveLength(1000)
      expect(log.every((line) => line.endsWith('committed'))).toBe(true)
    })

    test('ends what is in flight when it stops, and begins nothing more', async () => {
      let release: () => void = () => {}
      const gate = new Promise<void>((resolve) => {
        release = resolve
      })
      await arm(1, ['a', at(0)], ['b', at(0)])
      let begin: () => void = () => {}
      const begun = new Promise<void>((resolve) => {
        begin = resolve
      })
      await scheduler.start(async (timer) => {
        begin()
        await gate
        await consume(timer)
      })
      await begun
      const stopped = scheduler.stop()
      release()
      await stopped
      expect(log).toEqual(['a committed'])
    })
  })
}
