import type { Log } from '../domain/ports/log'
import { codeOf } from '../domain/fault'
import { STORAGE_WAIT_MS } from './job-catalogue'
import { createWakeUp } from './wake-up'

/** What one look at the book found. */
export interface Scan {
  /** Nothing is due and nothing in flight. */
  quiet: boolean
  /** When to look again if nobody nudges; undefined = not before a nudge. */
  againInMs?: number
}

/** A loop that looks at the book whenever it is nudged or its time has come, one look at a time. */
export interface ScanLoop {
  start: () => void
  nudge: () => void
  /** Resolves after a look that found everything quiet; at once when the loop is not running. */
  idle: () => Promise<void>
  /** No further look; one that is running ends first. */
  stop: () => Promise<void>
}

export function createScanLoop(name: string, log: Log, scan: () => Promise<Scan>): ScanLoop {
  let running = false
  let looking = false
  let lastLook: Promise<void> = Promise.resolve()
  let nudged = false
  let waiting: (() => void)[] = []
  const alarm = createWakeUp(() => nudge())

  async function look(): Promise<void> {
    for (;;) {
      if (!running || !nudged) return
      nudged = false
      const asked = waiting.length
      try {
        const { quiet, againInMs } = await scan()
        if (againInMs === undefined) alarm.cancel()
        else alarm.in(againInMs)
        // Who began to wait during the look has to see another one.
        if (quiet && !nudged) for (const done of waiting.splice(0, asked)) done()
      } catch (error) {
        log.error({ job: name, code: codeOf(error), err: error }, 'could not read the book; trying again')
        alarm.in(STORAGE_WAIT_MS)
      }
    }
  }

  function nudge(): void {
    nudged = true
    if (!running || looking) return
    looking = true
    lastLook = look().finally(() => {
      looking = false
      if (nudged) nudge()
    })
  }

  return {
    nudge,
    start() {
      running = true
      nudge()
    },
    idle() {
      if (!running) return Promise.resolve()
      return new Promise((resolve) => {
        waiting.push(resolve)
        nudge()
      })
    },
    async stop() {
      running = false
      alarm.cancel()
      await lastLook
      for (const done of waiting) done()
      waiting = []
    },
  }
}
