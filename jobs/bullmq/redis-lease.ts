import { randomUUID } from 'node:crypto'
import { codeOf } from '../../domain/fault'
import type { Log } from '../../domain/ports/log'
import type { RedisConnections } from './redis-connection'

const TAKE = `
  local holder = redis.call('GET', KEYS[1])
  if holder and holder ~= ARGV[1] then return 0 end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  if holder then return tonumber(redis.call('GET', KEYS[2]) or '1') end
  return redis.call('INCR', KEYS[2])`
const GIVE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`

export interface RedisLease {
  /** Takes the lease or keeps it. True while this process is the only holder. */
  acquire(): Promise<boolean>
  release(): Promise<void>
  /** Whether it is held at this instant, judged by this process's own steady clock. */
  isHeld(): boolean
  /** Grows with every change of holder; 0 when never held. What a former holder does late can be told by it. */
  fencing(): number
  stop(): Promise<void>
}

export interface LeaseOptions {
  name: string
  redis: RedisConnections
  log: Log
  /** How long a holder that died keeps others waiting; default 9 s. */
  ttlMs?: number
  /** Called when another process has the lease that was held here: stop at once what only the holder may do. */
  onLost: () => void
}

/**
 * The right of one process among several, kept in Redis. The holder trusts it a little shorter than Redis keeps it, so that it has
 * stopped before another one begins. While Redis is silent nobody holds it and nobody can be given it: the holder of before may go on
 * with what does no harm when two do it, and has it again with the first answer, unless another one was faster.
 */
export function createRedisLease({ name, redis, log, ttlMs = 9000, onLost }: LeaseOptions): RedisLease {
  const me = randomUUID()
  const keys = [`${redis.prefix}:lease:${name}`, `${redis.prefix}:lease:${name}:fencing`] as const
  let until = 0
  let fencing = 0
  let wanted = false
  let timer: NodeJS.Timeout | undefined

  const isHeld = (): boolean => performance.now() < until

  async function take(): Promise<boolean> {
    const asked = performance.now()
    const number = Number(await redis.commands.eval(TAKE, 2, ...keys, me, String(ttlMs)))
    if (number === 0) {
      until = 0
      return false
    }
    // Counted from before the question, less a tenth: clocks run differently fast.
    until = asked + ttlMs * 0.9
    fencing = number
    return true
  }

  function lost(): void {
    if (!wanted) return
    wanted = false
    until = 0
    clearInterval(timer)
    log.warn({ lease: name }, 'the lease was lost')
    onLost()
  }

  async function renew(): Promise<void> {
    if (!wanted) return
    try {
      if (!(await take())) lost()
    } catch (error) {
      log.debug({ lease: name, code: codeOf(error) }, 'could not renew the lease')
    }
  }

  return {
    isHeld,
    fencing: () => fencing,
    async acquire() {
      const got = await take()
      if (got && !wanted) {
        wanted = true
        timer = setInterval(() => void renew(), ttlMs / 6)
        timer.unref()
      }
      return got
    },
    async release() {
      wanted = false
      until = 0
      clearInterval(timer)
      await redis.commands.eval(GIVE, 1, keys[0], me)
    },
    async stop() {
      const held = wanted
      wanted = false
      until = 0
      clearInterval(timer)
      if (held) await redis.commands.eval(GIVE, 1, keys[0], me).catch(() => undefined)
    },
  }
}
