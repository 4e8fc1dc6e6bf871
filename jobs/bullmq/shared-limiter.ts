import { randomUUID } from 'node:crypto'
import type { RedisConnections } from './redis-connection'

/** At most `most` sends within any `windowMs`. */
export interface Limit {
  scope: string
  most: number
  windowMs: number
}

// A log of send times per scope. All scopes have room, or nothing is written: gives 0 and notes the send, or the wait in milliseconds.
const TAKE = `
  local t = redis.call('TIME')
  local now = t[1] * 1000 + math.floor(t[2] / 1000)
  local wait = 0
  for i, key in ipairs(KEYS) do
    local most, window = tonumber(ARGV[i * 2]), tonumber(ARGV[i * 2 + 1])
    redis.call('ZREMRANGEBYSCORE', key, 0, now - window)
    if redis.call('ZCARD', key) >= most then
      local oldest = redis.call('ZRANGE', key, -most, -most, 'WITHSCORES')
      wait = math.max(wait, tonumber(oldest[2]) + window - now + 1)
    end
  end
  if wait > 0 then return wait end
  for i, key in ipairs(KEYS) do
    redis.call('ZADD', key, now, ARGV[1])
    redis.call('PEXPIRE', key, tonumber(ARGV[i * 2 + 1]) + 1000)
  end
  return 0`

export interface SharedLimiter {
  /** 0 = send now, and it is counted; otherwise the milliseconds to wait before asking again. */
  take(limits: Limit[]): Promise<number>
}

/** A sliding log that all processes share: no window of any length ever holds more sends than allowed, also across restarts. */
export function createSharedLimiter(redis: RedisConnections): SharedLimiter {
  return {
    async take(limits) {
      if (limits.length === 0) return 0
      const keys = limits.map((limit) => `${redis.prefix}:limit:${limit.scope}`)
      const numbers = limits.flatMap((limit) => [String(limit.most), String(limit.windowMs)])
      return Number(await redis.commands.eval(TAKE, keys.length, ...keys, randomUUID(), ...numbers))
    },
  }
}
