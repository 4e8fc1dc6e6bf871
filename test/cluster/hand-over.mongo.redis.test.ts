import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, ServerProcess } from '../crash/server-process'
import { FAKE, fakeWecom, type FakeWecom } from '../support/fake-wecom/fake-wecom'
import { freshMongoUrl, freshPrefix, redisServer, withMongo, withRedis } from '../support/real-servers'

const root = join(__dirname, '..', '..')
/** What is promised for a standby. */
const HAND_OVER_MS = 15_000

interface Health {
  lease: boolean
  wecom: { bot: { state: string } }
}

withMongo(() =>
  withRedis(() => {
    let fake: FakeWecom
    let both: ServerProcess[]
    let env: Record<string, string>
    beforeEach(async () => {
      fake = await fakeWecom()
      fake.bot.addGroup('wrOPS')
      env = {
        MONGODB_URL: freshMongoUrl(),
        REDIS_URL: redisServer().url,
        REDIS_PREFIX: freshPrefix(),
        WECOM_BOT_ID: FAKE.botId,
        WECOM_BOT_SECRET: FAKE.botSecret,
        WECOM_BOT_NAMES: '小单',
        WECOM_ADMINS: 'U_admin',
        WECOM_API_URL: fake.apiUrl,
        WECOM_WS_URL: fake.wsUrl,
        WECOM_MEDIA_HOSTS: fake.host,
      }
      execFileSync(process.execPath, [join(root, 'dist', 'storage', 'mongo', 'migrate-command.js')], {
        env: { ...process.env, ...env },
        cwd: __dirname,
      })
      const make = async () => new ServerProcess(join(tmpdir(), 'gendan-unused'), await freePort())
      both = [await make(), await make()]
      // Both at once, on an empty store: one of them loads the sample company.
      await Promise.all(both.map((one) => one.start(env)))
    }, 120_000)
    afterEach(async () => {
      for (const one of both) await one.kill()
      await fake.close()
    })

    const health = async (one: ServerProcess): Promise<Health> =>
      (await (await fetch(`http://127.0.0.1:${one.port}/healthz`)).json()) as Health
    /** Waits until this process, and it alone, is connected; gives the milliseconds. */
    const untilOwner = async (one: ServerProcess): Promise<number> => {
      const began = performance.now()
      for (;;) {
        const { lease, wecom } = await health(one)
        if (lease && wecom.bot.state === 'ready') return performance.now() - began
        await sleep(50)
      }
    }
    /** Somebody says something in the group; gives what the bot answers within the time that everything else takes. */
    const answers = async (text: string): Promise<number> => {
      const before = fake.ledger.shown.length
      fake.bot.says({ userid: 'U_admin', chat: 'wrOPS', text: `@小单 ${text}` })
      while (fake.ledger.shown.length === before) await sleep(50)
      return fake.ledger.shown.length - before
    }

    test('one of two processes has the connection of the bot; the other one has it within 15 s of its death, and at once when it stops', async () => {
      const first = await Promise.any(both.map((one) => untilOwner(one).then(() => one)))
      const second = both.find((one) => one !== first) as ServerProcess
      expect(await health(second)).toMatchObject({ lease: false, wecom: { bot: { state: 'waiting-for-lease' } } })
      expect(await answers('绑定人员 U_luo 罗晓峰')).toBe(1)

      await first.kill()
      const afterDeath = await untilOwner(second)
      expect(await answers('绑定人员 U_chen 陈静')).toBe(1)

      await first.start(env)
      expect(await health(first)).toMatchObject({ lease: false, wecom: { bot: { state: 'waiting-for-lease' } } })
      const stopped = second.kill('SIGTERM')
      const afterStop = await untilOwner(first)
      expect(await stopped).toBe(0)
      expect(await answers('绑定人员 U_gu 顾会计')).toBe(1)
      console.info(
        `the standby was connected ${Math.round(afterDeath)} ms after a death, ${Math.round(afterStop)} ms after a stop`,
      )
      expect(Math.max(afterDeath, afterStop)).toBeLessThanOrEqual(HAND_OVER_MS)
    }, 300_000)
  }),
)
