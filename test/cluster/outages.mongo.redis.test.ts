import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import { connectRedis } from '../../jobs/bullmq/redis-connection'
import { openMongoStorage } from '../../storage/mongo/open-mongo-storage'
import { silentLog } from '../support/fake-clock'
import { freshMongoUrl, freshPrefix, mongoServer, redisServer, withMongo, withRedis } from '../support/real-servers'
import { runProduct, type RunningProduct } from '../support/run-product'

const world = worldShape.parse(JSON.parse(readFileSync(join(__dirname, '..', '..', 'bot', 'sample', 'paper-mill.json'), 'utf8')))
const ORDERS = ['锦程印刷 80g双胶纸 787*1092 120令 单价155 3月20日交', '云和纸品 80g双胶纸 787*1092 60令 单价155 3月25日交']

withMongo(() =>
  withRedis(() => {
    let running: RunningProduct
    beforeEach(async () => {
      const mongoUrl = freshMongoUrl()
      const prepared = await openMongoStorage({
        url: mongoUrl,
        log: silentLog,
        nowIso: () => new Date().toISOString(),
        migrate: true,
      })
      await prepared.close()
      running = await runProduct(
        { ...world, now: '2026-03-02T09:00:00+08:00' },
        { mongoUrl, redisUrl: redisServer().url, redisPrefix: freshPrefix() },
      )
    })
    afterEach(() => running.close())

    const say = async (text: string): Promise<number> => {
      const body = { chatId: 'intake', fromId: 'luo', text }
      return (await running.call('POST', '/messages', body)).status
    }
    const numbers = async (): Promise<string[]> =>
      (await running.call<{ orders: { number: string }[] }>('GET', '/orders')).body.orders.map((o) => o.number)
    const drafts = async (): Promise<number> =>
      (await running.messages('intake')).filter((m) => m.card?.title.includes('草稿')).length

    test('an emptied Redis between two orders changes nothing [P17]', async () => {
      expect(await say(ORDERS[0] ?? '')).toBe(202)
      await running.settle()
      const redis = connectRedis(redisServer().url, 'flush', silentLog)
      await redis.commands.flushall()
      await redis.close()
      expect(await say(ORDERS[1] ?? '')).toBe(202)
      await running.settle()
      expect(await numbers()).toHaveLength(2)
      expect(await drafts()).toBe(2)
    }, 180_000)

    test('while Redis is away orders are accepted; when it is back they are handled once, within seconds [P18]', async () => {
      if (redisServer().fixed) return
      await redisServer().kill()
      expect(await say(ORDERS[0] ?? '')).toBe(202)
      await sleep(4000)
      expect(await numbers()).toHaveLength(0)
      await redisServer().start()
      await running.settle()
      expect(await numbers()).toHaveLength(1)
      expect(await drafts()).toBe(1)
    }, 180_000)

    test('while MongoDB is away nothing is taken in; what was taken in before is handled once when it is back [P4] [P18]', async () => {
      if (mongoServer().fixed) return
      expect(await say(ORDERS[0] ?? '')).toBe(202)
      await mongoServer().kill()
      expect(await say(ORDERS[1] ?? '')).toBeGreaterThanOrEqual(500)
      await mongoServer().start()
      await running.settle()
      expect(await numbers()).toHaveLength(1)
      expect(await drafts()).toBe(1)
      expect(await say(ORDERS[1] ?? '')).toBe(202)
      await running.settle()
      expect(await numbers()).toHaveLength(2)
      expect(await drafts()).toBe(2)
    }, 180_000)
  }),
)
