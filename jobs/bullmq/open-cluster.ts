import type { FastifyInstance } from 'fastify'
import type { Log } from '../../domain/ports/log'
import type { EmbeddedScheduler } from '../embedded/embedded-scheduler'
import type { InboxPump, InboxPumpOptions } from '../inbox-pump'
import type { OutboxPump, OutboxPumpOptions } from '../outbox-pump'
import { createBullmqInboxPump } from './bullmq-inbox-pump'
import { createBullmqOutboxPump } from './bullmq-outbox-pump'
import { type BullmqSchedulerOptions, createBullmqScheduler } from './bullmq-scheduler'
import type { LaneQueue } from './lane-queue'
import { registerQueueBoard } from './queue-board'
import { connectRedis } from './redis-connection'
import { createRedisLease, type RedisLease } from './redis-lease'
import { createSharedLimiter, type SharedLimiter } from './shared-limiter'
import { createSharedTime } from './shared-time'

export interface ClusterOptions {
  url: string
  /** Common beginning of all keys, so that several companies may share a Redis. */
  prefix: string
  log: Log
}

/** What several processes share through Redis. */
export interface Cluster {
  nowMs(): number
  inboxPump(options: InboxPumpOptions): InboxPump
  outboxPump(options: OutboxPumpOptions & { mayServe?: () => boolean }): OutboxPump
  scheduler(options: Omit<BullmqSchedulerOptions, 'redis' | 'onLanes'>): Promise<EmbeddedScheduler>
  lease(name: string, onLost: () => void): RedisLease
  limiter: SharedLimiter
  board(app: FastifyInstance, token: string): Promise<void>
  /** False while Redis does not answer; work goes on from the book when it is back. */
  isReachable(): boolean
  close(): Promise<void>
}

export async function openCluster({ url, prefix, log }: ClusterOptions): Promise<Cluster> {
  const redis = connectRedis(url, prefix, log)
  const time = await createSharedTime(redis, log)
  const leases: RedisLease[] = []
  const queues: LaneQueue[] = []
  const onLanes = (lanes: LaneQueue): void => void queues.push(lanes)
  const warn = async (): Promise<void> => {
    for (const warning of await redis.warnings().catch(() => [])) log.warn({}, warning)
  }
  await warn()
  // Whatever comes back after an outage may have been set up anew.
  redis.commands.on('ready', () => void warn())
  return {
    nowMs: time.nowMs,
    inboxPump: (options) => createBullmqInboxPump({ ...options, redis, onLanes }),
    outboxPump: (options) => createBullmqOutboxPump({ ...options, redis, onLanes }),
    scheduler: (options) => createBullmqScheduler({ ...options, redis, onLanes }),
    lease(name, onLost) {
      const lease = createRedisLease({ name, redis, log, onLost })
      leases.push(lease)
      return lease
    },
    limiter: createSharedLimiter(redis),
    board: (app, token) =>
      registerQueueBoard(
        app,
        queues.map((lanes) => lanes.queue),
        token,
      ),
    isReachable: () => redis.commands.status === 'ready',
    async close() {
      time.stop()
      for (const lease of leases) await lease.stop()
      await redis.close()
    },
  }
}
