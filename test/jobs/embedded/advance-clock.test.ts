import type { DueTimer } from '../../../domain/ports/order-book'
import { advanceClock } from '../../../jobs/embedded/advance-clock'
import { createEmbeddedScheduler, type EmbeddedScheduler } from '../../../jobs/embedded/embedded-scheduler'
import { createMovableClock, type MovableClock } from '../../../jobs/embedded/movable-clock'
import { settle } from '../../../jobs/embedded/settle'
import { createOutboxPump, type OutboxPump } from '../../../jobs/outbox-pump'
import type { StorageEngine } from '../../../storage/engine'
import { openMemoryStorage } from '../../../storage/memory/memory-storage'
import { aCommit, anOrder, aSend, aTimer, birthOf, changeOf, NOON } from '../../support/build-order'
import { silentLog } from '../../support/fake-clock'

const at = (minutes: number) => new Date(Date.parse(NOON) + minutes * 60_000).toISOString()

describe('movable clock', () => {
  test('runs on from where it was moved to, and never backwards by advancing', async () => {
    let real = 1000
    const saved: number[] = []
    const clock = createMovableClock({ offsetMs: 0, realNowMs: () => real, saveOffset: async (ms) => void saved.push(ms) })
    await clock.advanceTo(new Date(5000).toISOString())
    expect(clock.nowMs()).toBe(5000)
    real += 7
    expect(clock.nowMs()).toBe(5007)
    await clock.advanceTo(new Date(100).toISOString())
    expect(clock.nowMs()).toBe(5007)
    await clock.restartAt(new Date(100).toISOString())
    expect(clock.nowMs()).toBe(100)
    expect(saved).toEqual([4000, -907])
  })

  test('keeps the time over a restart', async () => {
    let offset = 0
    const options = { realNowMs: () => 1000, saveOffset: async (ms: number) => void (offset = ms) }
    await createMovableClock({ offsetMs: offset, ...options }).advanceTo('2026-03-02T04:00:00.000Z')
    expect(createMovableClock({ offsetMs: offset, ...options }).nowIso()).toBe('2026-03-02T04:00:00.000Z')
  })
})

describe('advancing the clock', () => {
  let clock: MovableClock
  let storage: StorageEngine
  let scheduler: EmbeddedScheduler
  let pump: OutboxPump
  let seen: string[]
  beforeEach(async () => {
    // The real clock stands still, so that every stop can be seen exactly.
    clock = createMovableClock({ offsetMs: Date.parse(NOON), realNowMs: () => 0, saveOffset: async () => {} })
    storage = openMemoryStorage({ nowIso: () => clock.nowIso() })
    seen = []
    scheduler = createEmbeddedScheduler({ timers: storage.timers, clock, log: silentLog })
    pump = createOutboxPump({
      outbox: storage.outbox,
      clock,
      log: silentLog,
      onUndelivered: async () => {},
      perform: async (effect) => {
        seen.push(`${effect.key} sent ${clock.nowIso()}`)
        return { state: 'accepted', messageId: effect.key }
      },
    })
    pump.start()
  })
  afterEach(async () => {
    await scheduler.stop()
    await pump.stop()
  })

  const advance = (to: string) =>
    advanceClock(to, {
      clock,
      scheduler,
      timers: storage.timers,
      outbox: storage.outbox,
      settle: () => settle([scheduler, pump]),
    })

  /** Consumes the timer; each arms the next one and says something an hour later. */
  const fire = async (timer: DueTimer): Promise<void> => {
    seen.push(`${timer.key} fired ${clock.nowIso()}`)
    const loaded = await storage.book.load(timer.owner)
    if (!loaded) throw new Error('no order')
    const rest = loaded.order.timers.filter((one) => one.key !== timer.key)
    const timers = timer.key === 't1' ? [...rest, aTimer('t2', at(90))] : rest
    const effects = [aSend(`${timer.key}-note`, 'ops', { notBefore: new Date(clock.nowMs() + 3600_000).toISOString() })]
    await storage.book.commit(aCommit([changeOf({ ...loaded.order, timers }, loaded.version)], { fired: [timer], effects }))
  }

  test('runs what lies between in order, each at its own time, also what only arises on the way', async () => {
    await storage.book.commit(
      aCommit([birthOf(anOrder({ timers: [aTimer('t1', at(10)), aTimer('t3', at(100)), aTimer('far', at(999))] }))]),
    )
    await scheduler.start(fire)
    expect(await advance(at(300))).toBe(6)
    expect(seen).toEqual([
      `t1 fired ${at(10)}`,
      `t1-note sent ${at(70)}`,
      `t2 fired ${at(90)}`,
      `t3 fired ${at(100)}`,
      `t2-note sent ${at(150)}`,
      `t3-note sent ${at(160)}`,
    ])
    expect(clock.nowIso()).toBe(at(300))
  })

  test('reaches its goal although a timer fails on the way, and what comes after it runs at its own time', async () => {
    await storage.book.commit(aCommit([birthOf(anOrder({ timers: [aTimer('bad', at(5)), aTimer('good', at(60))] }))]))
    await scheduler.start((timer) => (timer.key === 'bad' ? Promise.reject(new Error('always')) : fire(timer)))
    await advance(at(60))
    expect(seen).toEqual([`good fired ${at(60)}`])
    expect(clock.nowIso()).toBe(at(60))
  })

  test('what comes due in the moment between settling and looking on is not passed over', async () => {
    let real = 0
    clock = createMovableClock({ offsetMs: Date.parse(NOON), realNowMs: () => real, saveOffset: async () => {} })
    const soon = new Date(Date.parse(at(10)) + 50).toISOString()
    await storage.book.commit(aCommit([birthOf(anOrder({ timers: [aTimer('t3', at(10)), aTimer('t4', soon)] }))]))
    const running = createEmbeddedScheduler({ timers: storage.timers, clock, log: silentLog })
    await running.start(fire)
    await advanceClock(at(60), {
      clock,
      scheduler: running,
      timers: storage.timers,
      outbox: storage.outbox,
      // Real time goes on: the second timer comes due just after its settling ended.
      settle: async () => {
        await settle([running])
        real += 80
      },
    })
    await running.stop()
    expect(seen.map((s) => s.slice(0, 8))).toEqual(['t3 fired', 't4 fired'])
    expect(Date.parse(seen[1]?.slice('t4 fired '.length) ?? '')).toBeLessThan(Date.parse(at(11)))
  })

  test('does nothing for an instant that has passed', async () => {
    await scheduler.start(fire)
    expect(await advance(at(-5))).toBe(0)
    expect(clock.nowIso()).toBe(NOON)
  })
})
