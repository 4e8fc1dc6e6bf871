import { setTimeout as sleep } from 'node:timers/promises'
import { createRedisLease } from '../../../jobs/bullmq/redis-lease'
import { connectRedis, type RedisConnections } from '../../../jobs/bullmq/redis-connection'
import { createSharedLimiter } from '../../../jobs/bullmq/shared-limiter'
import { createSharedTime } from '../../../jobs/bullmq/shared-time'
import { silentLog } from '../../support/fake-clock'
import { freshPrefix, redisServer, withRedis } from '../../support/real-servers'

withRedis(() => {
  let redis: RedisConnections
  beforeEach(() => {
    redis = connectRedis(redisServer().url, freshPrefix(), silentLog)
  })
  afterEach(() => redis.close())
  const leaseOf = (onLost: () => void = () => undefined, ttlMs = 300) =>
    createRedisLease({ name: 'bot', redis, log: silentLog, ttlMs, onLost })

  test('one of two processes holds a lease; the other one gets it when it is given back, with a greater number', async () => {
    const [one, two] = [leaseOf(() => undefined, 3000), leaseOf(() => undefined, 3000)]
    expect([await one.acquire(), await two.acquire()]).toEqual([true, false])
    await sleep(3200)
    expect([one.isHeld(), await two.acquire()]).toEqual([true, false])
    await one.release()
    expect(await two.acquire()).toBe(true)
    expect(two.fencing()).toBeGreaterThan(one.fencing())
    expect(one.isHeld()).toBe(false)
    await two.stop()
  })

  test('a holder that died is followed within the time of the lease', async () => {
    await redis.commands.set(`${redis.prefix}:lease:bot`, 'somebody who is gone', 'PX', 400)
    const next = leaseOf(() => undefined, 400)
    const began = performance.now()
    while (!(await next.acquire())) await sleep(10)
    // Twice the lease when nothing else runs; the rest is room for a busy machine.
    expect(performance.now() - began).toBeLessThan(10_000)
    await next.stop()
  })

  test('while Redis gives no answer nobody holds a lease; the holder of before has it again with the first one', async () => {
    if (redisServer().fixed) return
    let lost = 0
    const one = leaseOf(() => {
      lost += 1
    }, 600)
    await one.acquire()
    const first = one.fencing()
    redisServer().freeze()
    await sleep(750)
    expect(one.isHeld()).toBe(false)
    redisServer().thaw()
    while (!one.isHeld()) await sleep(10)
    expect(lost).toBe(0)
    expect(one.fencing()).toBeGreaterThan(first)
    await one.stop()
  })

  test('a holder learns that its lease is gone when Redis forgot it and another one was faster', async () => {
    let lost = 0
    const one = leaseOf(() => {
      lost += 1
    })
    await one.acquire()
    await redis.commands.flushall()
    const two = leaseOf()
    expect(await two.acquire()).toBe(true)
    while (lost === 0) await sleep(10)
    expect(lost).toBe(1)
    expect(one.isHeld()).toBe(false)
    await two.stop()
  })

  test('two processes with clocks five seconds apart agree on the time', async () => {
    const fast = await createSharedTime(redis, silentLog, () => Date.now() + 5000)
    const slow = await createSharedTime(redis, silentLog, () => Date.now() - 5000)
    // Ten seconds without the shared time.
    expect(Math.abs(fast.nowMs() - slow.nowMs())).toBeLessThan(2_000)
    fast.stop()
    slow.stop()
  })

  test('no sliding window of two processes together exceeds the limit, and nothing is dropped [P14]', async () => {
    const limiters = [createSharedLimiter(redis), createSharedLimiter(redis)]
    const limits = [
      { scope: 'bot', most: 20, windowMs: 300 },
      { scope: 'chat', most: 12, windowMs: 200 },
    ]
    const sent: { asked: number; told: number }[] = []
    const send = async (i: number): Promise<void> => {
      for (;;) {
        const asked = performance.now()
        const wait = (await limiters[i % 2]?.take(limits)) ?? 0
        if (wait === 0) {
          sent.push({ asked, told: performance.now() })
          break
        }
        await sleep(wait)
      }
    }
    await Promise.all(Array.from({ length: 60 }, (_, i) => send(i)))
    expect(sent).toHaveLength(60)
    // Redis counted each somewhere between the question and its answer; only those surely inside a window are counted here.
    const peak = (windowMs: number): number =>
      Math.max(...sent.map((from) => sent.filter((s) => s.asked >= from.asked && s.told < from.asked + windowMs).length))
    expect(peak(300)).toBeLessThanOrEqual(20)
    expect(peak(200)).toBeLessThanOrEqual(12)
    expect(Math.max(...sent.map((s) => s.told)) - Math.min(...sent.map((s) => s.asked))).toBeGreaterThan(600)
  })
})
