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
  /** It looks for what others do and no exact time is meant: sooner while somebody waits, later where looking is slow. */
  isWatch?: boolean
}

/** A loop that looks at the book whenever it is nudged or its time has come, one look at a time. */
export interface ScanLoop {
  start: () => void
  /** Something happened: looks at once, or again when a look is under way. */
  nudge: () => void
  /** Nothing happened that anybody here knows of, but a look will do no harm. */
  patrol: () => void
  /** Patrols about so often, less often where looking is slow. Until stopped. */
  patrolEvery: (ms: number) => void
  /** Resolves after a look that found everything quiet; at once when the loop is not running. */
  idle: () => Promise<void>
  /** No further look; one that is running ends first. */
  stop: () => Promise<void>
}

/** Between two looks at what others do, so many times as long as a look takes, but not longer than this. */
const BREATHS = 3
const LONGEST_BREATH_MS = 3000
/** While somebody waits for quiet. */
const WAITED_FOR_MS = 60

export function createScanLoop(name: string, log: Log, scan: () => Promise<Scan>): ScanLoop {
  let running = false
  let looking = false
  let lastLook: Promise<void> = Promise.resolve()
  /** Something happened since the last look began, so that what it found may be out of date. */
  let nudged = false
  /** Nobody says so: then a look that was quiet counts. On a slow machine patrols come during every look, and nobody would ever be idle. */
  let patrolled = false
  let waiting: (() => void)[] = []
  let breathMs = 0
  let round: NodeJS.Timeout | undefined
  const alarm = createWakeUp(() => patrol())

  async function look(): Promise<void> {
    for (;;) {
      if (!running || !(nudged || patrolled)) return
      nudged = false
      patrolled = false
      const asked = waiting.length
      const begun = performance.now()
      try {
        const { quiet, againInMs, isWatch = false } = await scan()
        breathMs = Math.min((performance.now() - begun) * BREATHS, LONGEST_BREATH_MS)
        if (againInMs === undefined) alarm.cancel()
        else if (!isWatch) alarm.in(againInMs)
        else alarm.in(Math.max(waiting.length > 0 ? WAITED_FOR_MS : againInMs, breathMs))
        // Who began to wait during the look has to see another one.
        if (quiet && !nudged) for (const done of waiting.splice(0, asked)) done()
      } catch (error) {
        log.error({ job: name, code: codeOf(error), err: error }, 'could not read the book; trying again')
        alarm.in(STORAGE_WAIT_MS)
      }
    }
  }

  function begin(): void {
    if (!running || looking) return
    looking = true
    lastLook = look().finally(() => {
      looking = false
      if (nudged || patrolled) begin()
    })
  }

  function nudge(): void {
    nudged = true
    begin()
  }

  function patrol(): void {
    patrolled = true
    begin()
  }

  return {
    nudge,
    patrol,
    patrolEvery(ms) {
      const next = (): void => {
        round = setTimeout(
          () => {
            patrol()
            next()
          },
          Math.max(ms, breathMs),
        )
        round.unref()
      }
      next()
    },
    start() {
      running = true
      nudge()
    },
    idle() {
      if (!running) return Promise.resolve()
      return new Promise((resolve) => {
        waiting.push(resolve)
        patrol()
      })
    },
    async stop() {
      running = false
      alarm.cancel()
      clearTimeout(round)
      await lastLook
      for (const done of waiting) done()
      waiting = []
    },
  }
}
