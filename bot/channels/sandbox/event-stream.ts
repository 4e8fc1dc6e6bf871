import type { Writable } from 'node:stream'

/** What the page and scripts hear live. `world` tells that everything was replaced. */
export type SandboxEventName = 'message' | 'message-updated' | 'clock' | 'world'

export interface EventStream {
  /** Sends an event to everybody who listens. With `onceFor`, a repeat for the same subject is left out. */
  publish(name: SandboxEventName, data: unknown, onceFor?: string): void
  /** Adds a listener; events since `lastEventId` are repeated where they are still remembered. False when there are too many. */
  add(out: Writable, lastEventId?: string): boolean
  /** Listeners at this moment. */
  size(): number
  /** Ends every connection; listeners may come back. */
  close(): void
}

interface Options {
  heartbeatMs?: number
  maxListeners?: number
  /** Tells this run's event ids from those of an earlier run. */
  runId: string
}

/** Events kept for a listener that comes back. */
const REMEMBERED = 500
/** Subjects kept for recognising repeats. */
const SUBJECTS = 5000
/** A listener that reads so slowly that this much piles up is let go; it comes back and catches up. */
const MAX_PENDING_BYTES = 4_000_000

/** Server-sent events to many listeners. */
export function eventStream({ runId, heartbeatMs = 15_000, maxListeners = 200 }: Options): EventStream {
  const listeners = new Set<Writable>()
  const past: { id: number; frame: string }[] = []
  const subjects = new Set<string>()
  let lastId = 0
  let heartbeat: NodeJS.Timeout | undefined

  const drop = (out: Writable): void => {
    listeners.delete(out)
    if (listeners.size === 0) clearInterval(heartbeat)
  }

  const write = (out: Writable, frame: string): void => {
    if (out.destroyed || out.writableEnded) return drop(out)
    if (out.writableLength > MAX_PENDING_BYTES) {
      drop(out)
      out.destroy()
      return
    }
    out.write(frame)
  }

  const isRepeat = (subject: string): boolean => {
    if (subjects.has(subject)) return true
    subjects.add(subject)
    // A Set keeps the order of insertion, so the first value is the oldest.
    const [oldest] = subjects
    if (subjects.size > SUBJECTS && oldest !== undefined) subjects.delete(oldest)
    return false
  }

  const missedSince = (lastEventId: string | undefined): string => {
    const [run, number] = (lastEventId ?? '').split('-')
    if (run !== runId || !number) return ''
    return past
      .filter((e) => e.id > Number(number))
      .map((e) => e.frame)
      .join('')
  }

  return {
    publish: (name, data, onceFor) => {
      if (onceFor !== undefined && isRepeat(onceFor)) return
      lastId += 1
      // JSON has no raw line breaks, so one data line is enough.
      const frame = `id: ${runId}-${lastId}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`
      past.push({ id: lastId, frame })
      if (past.length > REMEMBERED) past.shift()
      for (const out of listeners) write(out, frame)
    },
    add: (out, lastEventId) => {
      if (listeners.size >= maxListeners) return false
      if (listeners.size === 0) {
        heartbeat = setInterval(() => {
          for (const each of listeners) write(each, ': still here\n\n')
        }, heartbeatMs)
        heartbeat.unref()
      }
      listeners.add(out)
      out.on('close', () => drop(out))
      out.on('error', () => drop(out))
      write(out, `retry: 2000\n: welcome\n\n${missedSince(lastEventId)}`)
      return true
    },
    size: () => listeners.size,
    close: () => {
      clearInterval(heartbeat)
      for (const out of listeners) out.end()
      listeners.clear()
    },
  }
}
