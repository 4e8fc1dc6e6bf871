import { createHash } from 'node:crypto'
import { Queue, UnrecoverableError, Worker } from 'bullmq'
import { z } from 'zod'
import { codeOf } from '../../domain/fault'
import type { Log } from '../../domain/ports/log'
import type { RedisConnections } from './redis-connection'

const payload = z.strictObject({ lane: z.string().min(1).max(500) })

/** A lane's lock. It is renewed at half time; when its process dies another one serves the lane after this. */
const LOCK_MS = 6000
const STALLED_MS = 3000
const ADD_TIMEOUT_MS = 2000
/** Failed jobs stay on the board this long. */
const KEEP_FAILED_S = 7 * 24 * 3600

export interface LaneQueueOptions {
  name: string
  redis: RedisConnections
  log: Log
  /** Lanes served at the same time by this process. */
  parallel: number
  /** Serves a lane until it has nothing to do. At most one process does so at a time, but for the moments after Redis lost its memory. */
  serve: (lane: string) => Promise<void>
  /** A near alarm rang. */
  onAlarm: () => void
}

export interface LaneQueue {
  queue: Queue
  ready(): Promise<void>
  start(): void
  /** Asks for the lanes to be served by any process. Fails softly: the caller looks again soon. */
  kick(lanes: string[]): Promise<void>
  /** Rings in some process at that time, should this one be gone by then. */
  alarmAt(realMs: number): void
  /** Begins to take lanes, or leaves them to other processes. */
  serveWhile(may: boolean): void
  /** Lanes that this process is serving. */
  serving(): ReadonlySet<string>
  stop(): Promise<void>
}

const idOf = (lane: string): string => createHash('sha256').update(lane).digest('hex').slice(0, 24)

const inTime = <T>(work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Redis did not answer in time')), ADD_TIMEOUT_MS)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })

/**
 * Shares lanes (chats, groups of orders) among processes through BullMQ: one job per lane, however often it is asked for. A job holds no
 * content, so what Redis keeps does not grow with the work, and losing it loses nothing.
 */
export function createLaneQueue({ name, redis, log, parallel, serve, onAlarm }: LaneQueueOptions): LaneQueue {
  const { prefix, options } = redis
  const queue = new Queue(name, {
    prefix,
    connection: { ...options, enableOfflineQueue: false, maxRetriesPerRequest: 1 },
    defaultJobOptions: { removeOnComplete: true, removeOnFail: { age: KEEP_FAILED_S, count: 5000 }, attempts: 1 },
  })
  const busy = new Set<string>()
  const worker = new Worker(
    name,
    async (job) => {
      if (job.name === 'alarm') return onAlarm()
      const read = payload.safeParse(job.data)
      if (!read.success) throw new UnrecoverableError(`a job that nobody understands: ${JSON.stringify(job.data).slice(0, 200)}`)
      const { lane } = read.data
      // After Redis lost its memory the same lane may be handed out twice.
      if (busy.has(lane)) return
      busy.add(lane)
      try {
        await serve(lane)
      } finally {
        busy.delete(lane)
      }
    },
    {
      prefix,
      connection: { ...options, maxRetriesPerRequest: null },
      autorun: false,
      concurrency: parallel + 1,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_MS,
      // A lane whose process was killed again and again is still served; what it does is recognised as done.
      maxStalledCount: 10_000,
    },
  )
  const quietly = (error: Error): void => log.debug({ queue: name, code: codeOf(error) }, 'queue connection')
  queue.on('error', quietly)
  worker.on('error', quietly)
  worker.on('failed', (job, error) =>
    log.error({ queue: name, job: job?.id, err: error }, 'a job failed for good; it is kept on the board'),
  )
  let running: Promise<void> | undefined

  return {
    queue,
    async ready() {
      await inTime(Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]))
    },
    start() {
      running ??= worker.run().catch((error: unknown) => log.error({ queue: name, err: error }, 'a queue worker ended'))
    },
    async kick(lanes) {
      if (lanes.length === 0) return
      try {
        await inTime(
          queue.addBulk(
            lanes.map((lane) => ({
              name: 'lane',
              data: { lane },
              opts: { deduplication: { id: idOf(lane), keepLastIfActive: true } },
            })),
          ),
        )
      } catch (error) {
        log.debug({ queue: name, code: codeOf(error) }, 'could not ask for lanes; trying again')
      }
    },
    alarmAt(realMs) {
      const second = Math.ceil(realMs / 1000)
      inTime(queue.add('alarm', {}, { jobId: `alarm-${second}`, delay: Math.max(0, second * 1000 - Date.now()) })).catch(() => {
        // This process's own alarm rings anyway.
      })
    },
    serveWhile(may) {
      if (may === !worker.isPaused()) return
      const change = may ? worker.resume() : worker.pause(true)
      Promise.resolve(change).catch((error: unknown) =>
        log.debug({ queue: name, code: codeOf(error) }, 'could not pause or resume'),
      )
    },
    serving: () => busy,
    async stop() {
      await worker.close()
      await running
      await queue.close()
    },
  }
}
