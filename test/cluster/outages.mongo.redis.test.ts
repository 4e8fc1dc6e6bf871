import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import type { Config } from '../../bot/config'
import type { OrderView } from '../../domain/order/order-view-shape'
import { connectRedis } from '../../jobs/bullmq/redis-connection'
import { openMongoStorage } from '../../storage/mongo/open-mongo-storage'
import { silentLog } from '../support/fake-clock'
import {
  freshMongoUrl,
  freshPrefix,
  mongoServer,
  type RealServer,
  redisServer,
  withMongo,
  withRedis,
} from '../support/real-servers'
import { runProduct, type RunningProduct } from '../support/run-product'

const world = worldShape.parse(JSON.parse(readFileSync(join(__dirname, '..', '..', 'bot', 'sample', 'paper-mill.json'), 'utf8')))
const ORDERS = [
  '锦程印刷 80g双胶纸 787*1092 120令 单价155 3月20日交',
  '云和纸品 80g双胶纸 787*1092 60令 单价155 3月25日交',
] as const

/** How long a server stays away; `npm run test:outages` waits a minute. */
const AWAY_MS = Number(process.env['OUTAGE_SECONDS'] ?? '3') * 1000
/** What is promised for reminders after an outage. */
const LATE_MS = 60_000

/** What people must find as if nothing had happened. */
interface Outcome {
  numbers: string[]
  drafts: number
  /** What happened to the first order, and to the second. */
  timelines: string[][]
}

withMongo(() =>
  withRedis(
    () => {
      let running: RunningProduct
      const begin = async (over: Partial<Config>): Promise<void> => {
        running = await runProduct({ ...world, now: '2026-03-02T09:00:00+08:00' }, over)
      }
      const beginCluster = async (): Promise<void> => {
        const mongoUrl = freshMongoUrl()
        const nowIso = (): string => new Date().toISOString()
        const prepared = await openMongoStorage({ url: mongoUrl, log: silentLog, nowIso, migrate: true })
        await prepared.close()
        await begin({ mongoUrl, redisUrl: redisServer().url, redisPrefix: freshPrefix() })
      }
      afterEach(() => running.close())

      /** With a name the same event, as a platform that repeats itself. */
      const say = async (text: string, name?: string): Promise<number> => {
        const answer = await running.product.app.inject({
          method: 'POST',
          url: '/sandbox/api/messages',
          headers: { host: '127.0.0.1', ...(name === undefined ? {} : { 'idempotency-key': name }) },
          payload: { chatId: 'intake', fromId: 'luo', text },
        })
        return answer.statusCode
      }
      const orders = async (): Promise<OrderView[]> =>
        (await running.call<{ orders: OrderView[] }>('GET', '/orders')).body.orders.toSorted((a, b) =>
          a.number < b.number ? -1 : 1,
        )
      const outcome = async (): Promise<Outcome> => ({
        numbers: (await orders()).map((order) => order.number),
        drafts: (await running.messages('intake')).filter((m) => m.card?.title.includes('草稿')).length,
        timelines: (await orders()).map((order) => order.timeline.map(({ byId, what }) => `${byId} ${what}`)),
      })

      /** Takes an order in, then another one in the middle of `disturb`, in which a reminder of the first one falls due too. */
      async function play(disturb: (second: string) => Promise<void>): Promise<Outcome> {
        expect(await say(ORDERS[0], 'first')).toBe(202)
        await running.settle()
        const dueAt = Temporal.Instant.from((await orders())[0]?.steps[0]?.dueAt ?? '')
        await running.call('POST', '/clock', { to: dueAt.subtract({ seconds: 1 }).toString() })
        await disturb(ORDERS[1])
        // Where nothing was disturbed the second has not gone by yet; elsewhere it is long over and this is refused.
        await running.call('POST', '/clock', { to: dueAt.add({ seconds: 1 }).toString() })
        await running.settle()
        return outcome()
      }

      let calm: Outcome
      test('without any trouble two orders become two drafts, and the first one is reminded of', async () => {
        await begin({})
        calm = await play(async (second) => expect(await say(second)).toBe(202))
        expect(calm).toMatchObject({ numbers: [expect.anything(), expect.anything()], drafts: 2 })
        expect(calm.timelines[0]?.filter((line) => line.startsWith('bot 提醒'))).toHaveLength(1)
      })

      let goneAt = 0
      async function takeAway(server: RealServer, signal?: NodeJS.Signals): Promise<void> {
        await server.kill(signal)
        goneAt = performance.now()
      }

      /** Brings the server back and waits until everything is made up for. */
      async function back(server: RealServer): Promise<void> {
        const awayMs = performance.now() - goneAt
        await server.start()
        const began = performance.now()
        await running.settle()
        const tookMs = performance.now() - began
        console.info(`away for ${Math.round(awayMs)} ms, everything made up for ${Math.round(tookMs)} ms after the return`)
        expect(tookMs).toBeLessThan(LATE_MS)
      }

      test('a Redis that is emptied and then started anew changes nothing, nor do events that come again and late [P2] [P17] [P18]', async () => {
        if (redisServer().fixed) return
        await beginCluster()
        const seen = await play(async (second) => {
          const redis = connectRedis(redisServer().url, 'flush', silentLog)
          await redis.commands.flushall()
          expect(await say(second, 'second')).toBe(202)
          await redis.commands.flushall()
          await redis.close()
          expect(await say(ORDERS[0], 'first')).toBe(202)
          await takeAway(redisServer(), 'SIGTERM')
          expect(await say(second, 'second')).toBe(202)
          await back(redisServer())
          expect(await say(ORDERS[0], 'first')).toBe(202)
        })
        expect(seen).toEqual(calm)
      }, 300_000)

      test('while Redis is away orders are accepted; when it is back they are handled once, and reminders are made up for [P17] [P18]', async () => {
        if (redisServer().fixed) return
        await beginCluster()
        const seen = await play(async (second) => {
          await takeAway(redisServer())
          expect(await say(second)).toBe(202)
          await sleep(AWAY_MS)
          expect(await orders()).toHaveLength(1)
          await back(redisServer())
        })
        expect(seen).toEqual(calm)
      }, 300_000)

      test('while MongoDB is away nothing is taken in; when it is back everything is handled once, and reminders are made up for [P4] [P18]', async () => {
        if (mongoServer().fixed) return
        await beginCluster()
        const seen = await play(async (second) => {
          await takeAway(mongoServer())
          expect(await say(second)).toBe(503)
          const health = await running.product.app.inject({ method: 'GET', url: '/healthz' })
          expect([health.statusCode, health.json()]).toEqual([503, expect.objectContaining({ redis: true })])
          await sleep(AWAY_MS)
          await back(mongoServer())
          expect(await say(second)).toBe(202)
          await running.settle()
        })
        expect(seen).toEqual(calm)
      }, 300_000)
    },
    { persist: true },
  ),
)
