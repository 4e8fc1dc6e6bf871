import { codeOf } from '../domain/fault'
import type { Clock } from '../domain/ports/clock'
import type { Log } from '../domain/ports/log'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const LOOK_EVERY_MS = 60_000
/** What looks wrong is looked at again after this: a command may have been half written where no snapshot can be read. */
const CONFIRM_MS = 5000
/** An audit is followed by a rest this many times as long: where a virtual clock passes a night every few seconds, nothing else would be done. */
const RESTS = 100

export interface NightlyAuditOptions<Difference> {
  /** Proves the whole book again and gives what does not agree. */
  verify: () => Promise<Difference[]>
  /** Told after every audit that found something, and found it twice. */
  onDifferences: (differences: Difference[]) => void
  clock: Clock
  log: Log
  /** Hour of the day in UTC, 0-23; default 19, which is 3 in the morning in China. */
  hourUtc?: number
  confirmMs?: number
}

export interface NightlyAudit<Difference> {
  audit(): Promise<Difference[]>
  start(): void
  stop(): void
}

/** Number of the night an instant belongs to; a new night begins at the hour given. */
const nightOf = (nowMs: number, hourUtc: number): number => Math.floor((nowMs - hourUtc * HOUR_MS) / DAY_MS)

/**
 * Folds every log again once a night and compares it with the stored orders. Nights that pass while the last audit still runs or rests are
 * made up for by one audit afterwards.
 */
export function createNightlyAudit<Difference>(options: NightlyAuditOptions<Difference>): NightlyAudit<Difference> {
  const { verify, onDifferences, clock, log, hourUtc = 19, confirmMs = CONFIRM_MS } = options
  let timer: NodeJS.Timeout | undefined
  let running = false
  let lastNight = nightOf(clock.nowMs(), hourUtc)
  /** By the machine's own clock. */
  let restsUntilMs = 0

  async function audit(): Promise<Difference[]> {
    const begunMs = performance.now()
    let differences = await verify()
    const endedMs = performance.now()
    restsUntilMs = endedMs + (endedMs - begunMs) * RESTS
    if (differences.length > 0) {
      const seen = new Set(differences.map((difference) => JSON.stringify(difference)))
      await new Promise((resolve) => setTimeout(resolve, confirmMs))
      differences = (await verify()).filter((difference) => seen.has(JSON.stringify(difference)))
    }
    log.info({ differences: differences.length }, 'the book was audited')
    if (differences.length > 0) onDifferences(differences)
    return differences
  }

  async function look(): Promise<void> {
    const night = nightOf(clock.nowMs(), hourUtc)
    // Turned back: the sandbox has begun a new world.
    if (night < lastNight) lastNight = night
    if (running || night === lastNight || performance.now() < restsUntilMs) return
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
