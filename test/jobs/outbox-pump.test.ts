import type { Effect } from '../../domain/effect'
import { fault } from '../../domain/fault'
import type { Delivery } from '../../domain/message'
import { createOutboxPump, type OutboxPump } from '../../jobs/outbox-pump'
import type { StorageEngine } from '../../storage/engine'
import { openMemoryStorage } from '../../storage/memory/memory-storage'
import { aCommit, aSend } from '../support/build-order'
import { type FakeClock, fakeClock, silentLog } from '../support/fake-clock'

const accepted: Delivery = { state: 'accepted', messageId: 'm1' }
const busy: Delivery = { state: 'refused', reason: 'busy', retry: true }
const blocked: Delivery = { state: 'refused', reason: 'blocked', retry: false }
const silent: Delivery = { state: 'unknown', reason: 'no answer' }
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('outbox pump', () => {
  let clock: FakeClock
  let storage: StorageEngine
  let pump: OutboxPump
  let performed: string[]
  let undelivered: string[]
  /** What the platform answers, by effect key; accepted when nothing is left. */
  let answers: Record<string, Delivery[]>
  beforeEach(() => {
    clock = fakeClock()
    storage = openMemoryStorage({ nowIso: clock.nowIso })
    performed = []
    undelivered = []
    answers = {}
    pump = open(async (effect) => {
      performed.push(effect.key)
      return answers[effect.key]?.shift() ?? accepted
    })
  })
  afterEach(() => pump.stop())

  const open = (perform: (effect: Effect) => Promise<Delivery>, parallel = 64): OutboxPump =>
    createOutboxPump({
      outbox: storage.outbox,
      clock,
      log: silentLog,
      perform,
      parallel,
      onUndelivered: async (effect, delivery) => {
        undelivered.push(`${effect.key} ${delivery.state}`)
      },
    })
  const wish = (...effects: Effect[]) => storage.book.commit(aCommit([], { effects }))
  const run = async () => {
    pump.start()
    await pump.idle()
  }
  const after = async (ms: number) => {
    clock.advance(ms)
    pump.nudge()
    await pump.idle()
  }

  test('finds by itself what a command made due again, and tells anew when that is given up too [P30]', async () => {
    answers['k1'] = [blocked, blocked]
    await wish(aSend('k1', 'a'))
    await run()
    const again = async () => {
      const [row] = await storage.outbox.failed(1)
      expect(await storage.outbox.redrive(row?.id ?? 0, clock.nowIso())).toBe(true)
      while ((await storage.outbox.undone()) > 0) await sleep(20)
    }
    await again()
    expect(undelivered).toEqual(['k1 refused', 'k1 refused'])
    await again()
    expect(performed).toEqual(['k1', 'k1', 'k1'])
    expect(await storage.outbox.messageOf('k1')).toEqual({ chatId: 'a', messageId: 'm1' })
  })

  test('performs what was committed before the start and records what it became [P12]', async () => {
    await wish(aSend('k1', 'a'), aSend('k2', 'a'))
    await run()
    expect(performed).toEqual(['k1', 'k2'])
    expect(await storage.outbox.undone()).toBe(0)
    expect(await storage.outbox.messageOf('k1')).toEqual({ chatId: 'a', messageId: 'm1' })
  })

  test('tries again what was refused for the moment, later and in the order of its chat [P13]', async () => {
    answers = { a1: [busy, busy] }
    await wish(aSend('a1', 'a'), aSend('a2', 'a'), aSend('b1', 'b'))
    await run()
    expect(performed.toSorted()).toEqual(['a1', 'b1'])
    await after(400)
    expect(performed).toHaveLength(2)
    await after(100)
    expect(performed.filter((key) => key !== 'b1')).toEqual(['a1', 'a1'])
    await after(1000)
    expect(performed.filter((key) => key !== 'b1')).toEqual(['a1', 'a1', 'a1', 'a2'])
    expect(undelivered).toEqual([])
  })

  test('hands neighbouring notes of a chat over together, and anything else alone', async () => {
    let atOnce = 0
    const seen: string[] = []
    await pump.stop()
    pump = open(async (effect) => {
      atOnce += 1
      await sleep(5)
      seen.push(`${effect.key} of ${atOnce}`)
      await sleep(5)
      atOnce -= 1
      return accepted
    })
    const note = { urgency: 'note' as const }
    await wish(aSend('n1', 'a', note), aSend('n2', 'a', note), aSend('m1', 'a'), aSend('n3', 'a', note))
    await run()
    expect(seen).toEqual(['n1 of 2', 'n2 of 2', 'm1 of 1', 'n3 of 1'])
  })

  test('reports what was refused for good, once, and goes on with the chat', async () => {
    answers = { a1: [blocked] }
    await wish(aSend('a1', 'a'), aSend('a2', 'a'))
    await run()
    expect(performed).toEqual(['a1', 'a2'])
    expect(undelivered).toEqual(['a1 refused'])
  })

  test('repeats an unanswered message that must arrive exactly once, then reports it [P12] [P30]', async () => {
    answers = { a1: [silent, silent, silent] }
    await wish(aSend('a1', 'a'))
    await run()
    await after(1000)
    await after(60_000)
    expect(performed).toEqual(['a1', 'a1'])
    expect(undelivered).toEqual(['a1 unknown'])
  })

  test('never repeats an unanswered note', async () => {
    answers = { a1: [silent] }
    await wish(aSend('a1', 'a', { urgency: 'note' }))
    await run()
    await after(60_000)
    expect(performed).toEqual(['a1'])
    expect(undelivered).toEqual(['a1 unknown'])
  })

  test('gives up after the attempts of its plan and reports that', async () => {
    answers = { a1: Array.from({ length: 20 }, () => busy) }
    await wish(aSend('a1', 'a', { urgency: 'note' }))
    await run()
    for (let i = 0; i < 15; i += 1) await after(300_000)
    expect(performed).toHaveLength(12)
    expect(undelivered).toEqual(['a1 refused'])
    expect(await storage.outbox.undone()).toBe(0)
  })

  test('treats a thrown error as not done and tries again', async () => {
    let times = 0
    pump = open(async () => {
      times += 1
      if (times === 1) throw fault('STORAGE_UNREACHABLE', 'away')
      return accepted
    })
    await wish(aSend('a1', 'a'))
    await run()
    await after(500)
    expect(times).toBe(2)
    expect(await storage.outbox.undone()).toBe(0)
  })

  test('lets a chat that hangs delay no other [P13]', async () => {
    let release: () => void = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    pump = open(async (effect) => {
      if (effect.key === 'hang') await gate
      performed.push(effect.key)
      return accepted
    })
    await wish(aSend('hang', 'a'), aSend('a2', 'a'))
    pump.start()
    await sleep(20)
    await wish(aSend('b1', 'b'))
    pump.nudge()
    // The other chat still hangs while this one is served.
    while (performed.length === 0) await sleep(1)
    expect(performed).toEqual(['b1'])
    release()
    await pump.idle()
    expect(performed).toEqual(['b1', 'hang', 'a2'])
  })

  test('keeps messages of a chat in order while many commits arrive and answers take their time [P13]', async () => {
    pump = open(async (effect) => {
      await sleep(effect.key.length % 3)
      performed.push(effect.key)
      return accepted
    })
    pump.start()
    for (let i = 0; i < 40; i += 1) {
      await wish(aSend(`a${i}`, 'a'), aSend(`b${i}`, 'b'))
      pump.nudge()
    }
    await pump.idle()
    expect(performed.filter((key) => key.startsWith('a'))).toEqual(Array.from({ length: 40 }, (_, i) => `a${i}`))
    expect(performed.filter((key) => key.startsWith('b'))).toEqual(Array.from({ length: 40 }, (_, i) => `b${i}`))
  })

  test('performs nothing twice when a read of the book is overtaken by the work it lists', async () => {
    const due = storage.outbox.due.bind(storage.outbox)
    storage.outbox.due = async (...args) => {
      const rows = await due(...args)
      await sleep(4)
      return rows
    }
    pump = open(async (effect) => {
      await sleep(2)
      performed.push(effect.key)
      return accepted
    })
    pump.start()
    for (let i = 0; i < 20; i += 1) {
      await wish(aSend(`a${i}`, 'a'))
      pump.nudge()
      await sleep(1)
    }
    await pump.idle()
    expect(performed).toEqual(Array.from({ length: 20 }, (_, i) => `a${i}`))
  })

  test('serves no more chats at once than it may, and all of them in the end', async () => {
    let now = 0
    let most = 0
    pump = open(async () => {
      now += 1
      most = Math.max(most, now)
      await sleep(1)
      now -= 1
      return accepted
    }, 3)
    await wish(...Array.from({ length: 20 }, (_, i) => aSend(`k${i}`, `chat${i}`)))
    await run()
    expect(most).toBe(3)
    expect(await storage.outbox.undone()).toBe(0)
  })

  test('tries everything at once when the platform is back, but keeps what has its own time [P18]', async () => {
    answers = { a1: [busy, busy, busy, busy] }
    await wish(aSend('a1', 'a'), aSend('later', 'b', { notBefore: new Date(clock.nowMs() + 60_000).toISOString() }))
    await run()
    for (let i = 0; i < 3; i += 1) await after(2000)
    expect(performed).toHaveLength(4)
    pump.wake()
    await pump.idle()
    expect(performed).toEqual(['a1', 'a1', 'a1', 'a1', 'a1'])
    await after(60_000)
    expect(performed.at(-1)).toBe('later')
  })

  test('sends nothing twice when the storage is away just after sending', async () => {
    const record = storage.outbox.record.bind(storage.outbox)
    let away = 1
    storage.outbox.record = async (...args) => {
      away -= 1
      if (away >= 0) throw fault('STORAGE_UNREACHABLE', 'away')
      return record(...args)
    }
    await wish(aSend('a1', 'a'))
    await run()
    expect(performed).toEqual(['a1'])
    expect(await storage.outbox.undone()).toBe(0)
  })

  test('ends what is in flight when it stops and leaves the rest undone', async () => {
    pump = open(async (effect) => {
      await sleep(20)
      performed.push(effect.key)
      return accepted
    })
    await wish(aSend('a1', 'a'), aSend('a2', 'a'))
    pump.start()
    await sleep(5)
    await pump.stop()
    expect(performed).toEqual(['a1'])
    expect(await storage.outbox.undone()).toBe(1)
  })
})
