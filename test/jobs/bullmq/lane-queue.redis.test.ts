import { setTimeout as sleep } from 'node:timers/promises'
import { createLaneQueue, type LaneQueue } from '../../../jobs/bullmq/lane-queue'
import { connectRedis, type RedisConnections } from '../../../jobs/bullmq/redis-connection'
import { silentLog } from '../../support/fake-clock'
import { freshPrefix, redisServer, withRedis } from '../../support/real-servers'

/** Waits as long as it takes; the test's own time-out ends it. */
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await sleep(10)
}

withRedis(() => {
  let redis: RedisConnections
  const open: LaneQueue[] = []
  beforeEach(() => {
    redis = connectRedis(redisServer().url, freshPrefix(), silentLog)
  })
  afterEach(async () => {
    for (const queue of open.splice(0)) await queue.stop()
    await redis.close()
  })
  const queueOf = async (serve: (lane: string) => Promise<void>, onAlarm = () => undefined as void) => {
    const queue = createLaneQueue({ name: 'lanes', redis, log: silentLog, parallel: 8, serve, onAlarm })
    open.push(queue)
    await queue.ready()
    queue.start()
    return queue
  }

  test('a lane is served by one process at a time, however often it is asked for', async () => {
    const running = new Map<string, number>()
    let most = 0
    let served = 0
    const serve = async (lane: string): Promise<void> => {
      const now = (running.get(lane) ?? 0) + 1
      running.set(lane, now)
      most = Math.max(most, now)
      await sleep(3)
      running.set(lane, now - 1)
      served += 1
    }
    const both = [await queueOf(serve), await queueOf(serve)]
    for (let i = 0; i < 40; i += 1) await both[i % 2]?.kick(['a', 'b', 'c'])
    await until(async () => served >= 3 && (await both[0]?.queue.getJobCountByTypes('wait', 'active')) === 0)
    expect(most).toBe(1)
    expect(served).toBeGreaterThanOrEqual(3)
  })

  test('asking while a lane is being served has it served once more, so that nothing new is missed', async () => {
    let served = 0
    let letGo: () => void = () => undefined
    const first = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const queue = await queueOf(async () => {
      served += 1
      if (served === 1) await first
    })
    await queue.kick(['a'])
    await until(async () => served === 1)
    for (let i = 0; i < 5; i += 1) await queue.kick(['a'])
    letGo()
    await until(async () => served === 2 && (await queue.queue.getJobCountByTypes('wait', 'active')) === 0)
    expect(served).toBe(2)
  })

  test('a job that nobody understands fails once, stays visible and stops nobody', async () => {
    const served: string[] = []
    const queue = await queueOf(async (lane) => void served.push(lane))
    await queue.queue.add('lane', { nonsense: '$where' })
    await queue.kick(['good'])
    await until(async () => served.length > 0 && (await queue.queue.getFailedCount()) > 0)
    expect(served).toEqual(['good'])
    expect(await queue.queue.getFailedCount()).toBe(1)
  })

  test('an alarm rings near its time and not before it', async () => {
    const at = Date.now() + 300
    let rang = 0
    const queue = await queueOf(
      async () => undefined,
      () => {
        rang = Date.now()
      },
    )
    for (let i = 0; i < 50; i += 1) queue.alarmAt(at)
    await until(async () => rang > 0)
    expect(rang).toBeGreaterThanOrEqual(at)
  })

  test('warns of a policy that may drop jobs', async () => {
    expect(await redis.warnings()).toEqual([])
    await redis.commands.config('SET', 'maxmemory-policy', 'allkeys-lru')
    expect(await redis.warnings()).toEqual([expect.stringContaining('noeviction')])
    await redis.commands.config('SET', 'maxmemory-policy', 'noeviction')
  })

  test('asking for lanes gives up soon where Redis is away, and works again when it is back', async () => {
    const served: string[] = []
    const queue = await queueOf(async (lane) => void served.push(lane))
    if (redisServer().fixed) return
    await redisServer().kill()
    const began = Date.now()
    await queue.kick(['a'])
    expect(Date.now() - began).toBeLessThan(15_000)
    await redisServer().start()
    for (let i = 0; i < 100 && served.length === 0; i += 1) {
      await queue.kick(['a'])
      await sleep(50)
    }
    expect(served).toContain('a')
  })
})
