import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import { createEmbeddedScheduler } from '../../../jobs/embedded/embedded-scheduler'
import { openMemoryStorage } from '../../../storage/memory/memory-storage'
import { openSqliteStorage } from '../../../storage/sqlite/open-sqlite-storage'
import { scratchFolder } from '../../contract/open-engine'
import { schedulerContract } from '../../contract/scheduler.contract'
import { aCommit, anOrder, aTimer, birthOf, changeOf, NOON } from '../../support/build-order'
import { fakeClock, silentLog } from '../../support/fake-clock'

schedulerContract(
  'embedded over SQLite',
  async (nowIso) => {
    const { folder, remove } = scratchFolder()
    const storage = await openSqliteStorage({ path: join(folder, 'gendan.db'), log: silentLog, nowIso })
    return { storage, end: () => storage.close().then(remove) }
  },
  async (storage, clock) => createEmbeddedScheduler({ timers: storage.timers, clock, log: silentLog }),
)

describe('embedded scheduler', () => {
  test('wakes by itself at the due time, not before, and within a second [P15]', async () => {
    const clock = { nowMs: () => Date.now(), nowIso: () => new Date().toISOString() }
    const storage = openMemoryStorage({ nowIso: clock.nowIso })
    const dueMs = Date.now() + 80
    await storage.book.commit(aCommit([birthOf(anOrder({ timers: [aTimer('t', new Date(dueMs).toISOString())] }))]))
    const scheduler = createEmbeddedScheduler({ timers: storage.timers, clock, log: silentLog })
    // A plain timer of the same process tells how late this machine is.
    const plain = sleep(dueMs - Date.now()).then(() => Date.now())
    const firedMs = await new Promise<number>((resolve) => void scheduler.start(async () => resolve(Date.now())))
    await scheduler.stop()
    expect(firedMs).toBeGreaterThanOrEqual(dueMs)
    expect(firedMs - (await plain)).toBeLessThan(1000)
  })

  test('takes no timer for a failed one because a read of the book was overtaken by its firing', async () => {
    const clock = fakeClock()
    const storage = openMemoryStorage({ nowIso: clock.nowIso })
    const orders = Array.from({ length: 10 }, (_, i) => anOrder({ number: `A-${i + 1}`, timers: [aTimer('t', NOON)] }))
    await storage.book.commit(aCommit(orders.map(birthOf)))
    const due = storage.timers.due.bind(storage.timers)
    storage.timers.due = async (...args) => {
      const found = await due(...args)
      await new Promise((resolve) => setTimeout(resolve, 3))
      return found
    }
    const errors: string[] = []
    const log = { ...silentLog, error: (_fields: unknown, message: string) => void errors.push(message) }
    const scheduler = createEmbeddedScheduler({ timers: storage.timers, clock, log, parallel: 2 })
    await scheduler.start(async (timer) => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      await storage.book.commit(aCommit([changeOf(anOrder({ number: timer.owner }), 1)], { fired: [timer] }))
    })
    await scheduler.idle()
    await scheduler.stop()
    expect(errors).toEqual([])
    expect(scheduler.worked()).toBe(10)
  })

  test('reports a timer that fails again and again, and does not wait for it for ever', async () => {
    const clock = { nowMs: () => Date.now(), nowIso: () => new Date().toISOString() }
    const storage = openMemoryStorage({ nowIso: clock.nowIso })
    await storage.book.commit(aCommit([birthOf(anOrder({ timers: [aTimer('t', '2026-01-01T00:00:00Z')] }))]))
    const stuck: string[] = []
    const scheduler = createEmbeddedScheduler({
      timers: storage.timers,
      clock,
      log: silentLog,
      onStuck: (timer) => stuck.push(timer.key),
    })
    await scheduler.start(() => Promise.reject(new Error('always')))
    await scheduler.idle()
    await scheduler.stop()
    expect(stuck).toEqual(['t'])
  })
})
