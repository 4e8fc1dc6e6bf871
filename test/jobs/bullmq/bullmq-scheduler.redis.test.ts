import { join } from 'node:path'
import { createBullmqScheduler } from '../../../jobs/bullmq/bullmq-scheduler'
import { connectRedis } from '../../../jobs/bullmq/redis-connection'
import { openSqliteStorage } from '../../../storage/sqlite/open-sqlite-storage'
import { type OpenEngine, scratchFolder } from '../../contract/open-engine'
import { schedulerContract } from '../../contract/scheduler.contract'
import { silentLog } from '../../support/fake-clock'
import { freshPrefix, redisServer, withRedis } from '../../support/real-servers'

const openSqlite: OpenEngine = async (nowIso) => {
  const { folder, remove } = scratchFolder()
  const storage = await openSqliteStorage({ path: join(folder, 'gendan.db'), log: silentLog, nowIso })
  return { storage, end: () => storage.close().then(remove) }
}

withRedis(() => {
  schedulerContract('of BullMQ over SQLite', openSqlite, async (storage, clock) => {
    const redis = connectRedis(redisServer().url, freshPrefix(), silentLog)
    const scheduler = await createBullmqScheduler({ timers: storage.timers, clock, log: silentLog, redis })
    return {
      ...scheduler,
      async stop() {
        await scheduler.stop()
        await redis.close()
      },
    }
  })
})
