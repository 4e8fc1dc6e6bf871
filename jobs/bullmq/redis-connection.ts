import { Redis } from 'ioredis'
import { codeOf } from '../../domain/fault'
import type { Log } from '../../domain/ports/log'

/** What every connection is made of. */
export interface RedisAddress {
  host: string
  port: number
  username?: string
  password?: string
  db?: number
  tls?: Record<string, never>
  retryStrategy: (times: number) => number
}

export interface RedisConnections {
  /** Where to connect and how long keys' common beginning is; BullMQ makes connections of its own from it. */
  options: RedisAddress
  prefix: string
  /** For commands that must answer soon or fail: leases, limits, time. */
  commands: Redis
  /** What is wrong with the server's settings, for people; empty when all is well. */
  warnings(): Promise<string[]>
  close(): Promise<void>
}

const retryStrategy = (times: number): number => Math.min(50 * 2 ** Math.min(times, 5), 1000)

/** Redis is a lever and an alarm clock, never the truth: every answer may be late or lost, and nothing here waits long for it. */
export function connectRedis(url: string, prefix: string, log: Log): RedisConnections {
  const address = new URL(url)
  const options: RedisAddress = {
    host: address.hostname,
    port: Number(address.port || '6379'),
    ...(address.username ? { username: decodeURIComponent(address.username) } : {}),
    ...(address.password ? { password: decodeURIComponent(address.password) } : {}),
    ...(address.pathname.length > 1 ? { db: Number(address.pathname.slice(1)) } : {}),
    ...(address.protocol === 'rediss:' ? { tls: {} } : {}),
    retryStrategy,
  }
  const commands = new Redis({ ...options, maxRetriesPerRequest: 1, commandTimeout: 2000, enableOfflineQueue: true })
  let told = false
  commands.on('error', (error: unknown) => {
    if (!told) log.warn({ code: codeOf(error) }, 'Redis does not answer; work goes on from the book and comes back with Redis')
    told = true
  })
  commands.on('ready', () => {
    if (told) log.info({}, 'Redis answers again')
    told = false
  })
  return {
    options,
    prefix,
    commands,
    async warnings() {
      const text = await commands.info()
      const policy = /^maxmemory_policy:(\S+)/m.exec(text)?.[1] ?? 'unknown'
      const version = /^redis_version:(\d+)\.(\d+)/m.exec(text)
      const found: string[] = []
      if (policy !== 'noeviction')
        found.push(
          `Redis 的 maxmemory-policy 是 ${policy}：任务可能被悄悄清掉，请改为 noeviction（提醒会从数据库补回，但会变慢）。`,
        )
      if (version && Number(version[1]) * 100 + Number(version[2]) < 602)
        found.push(`Redis 版本 ${version[1]}.${version[2]} 太旧：请升级到 6.2 或更新。`)
      return found
    },
    async close() {
      commands.disconnect()
    },
  }
}
