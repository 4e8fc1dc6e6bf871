import { codeOf } from '../domain/fault'
import type { Clock } from '../domain/ports/clock'
import type { Log } from '../domain/ports/log'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const LOOK_EVERY_MS = 60_000

export interface NightlyAuditOptions<Difference> {
  /** Proves the whole book again and gives what does not agree. */
  verify: () => Promise<Difference[]>
  /** Told after every audit that found something. */
  onDifferences: (differences: Difference[]) => void
  clock: Clock
  log: Log
  /** Hour of the day in UTC, 0-23; default 19, which is 3 in the morning in China. */
  hourUtc?: number
}

export interface NightlyAudit<Difference> {
  audit(): Promise<Difference[]>
  start(): void
  stop(): void
}

/** Number of the night an instant belongs to; a new night begins at the hour given. */
const nightOf = (nowMs: number, hourUtc: number): number => Math.floor((nowMs - hourUtc * HOUR_MS) / DAY_MS)

/** Folds every log again once a night and compares it with the stored orders. */
export function createNightlyAudit<Difference>(options: NightlyAuditOptions<Difference>): NightlyAudit<Difference> {
  const { verify, onDifferences, clock, log, hourUtc = 19 } = options
  let timer: NodeJS.Timeout | undefined
  let running = false
  let lastNight = nightOf(clock.nowMs(), hourUtc)

  async function audit(): Promise<Difference[]> {
    const differences = await verify()
    log.info({ differences: differences.length }, 'the book was audited')
    if (differences.length > 0) onDifferences(differences)
    return differences
  }

  async function look(): Promise<void> {
    const night = nightOf(clock.nowMs(), hourUtc)
    if (running || night === lastNight) return
    running = true
    lastNight = night
    try {
      await audit()
    } catch (error) {
      log.error({ code: codeOf(error), err: error }, 'the nightly audit could not be finished')
    } finally {
      running = false
    }
  }

  return {
    audit,
    start() {
      timer = setInterval(() => void look(), LOOK_EVERY_MS)
      timer.unref()
    },
    stop() {
      clearInterval(timer)
    },
  }
}
