import { randomUUID } from 'node:crypto'
import type { Effect } from '../domain/effect'
import { codeOf } from '../domain/fault'
import type { Delivery } from '../domain/message'
import type { Clock } from '../domain/ports/clock'
import type { Log } from '../domain/ports/log'
import type { Outbox, OutboxRow } from '../domain/ports/order-book'
import { backoffMs, JOB_CATALOGUE, jobOf, STORAGE_WAIT_MS } from './job-catalogue'

export interface EffectServerOptions {
  outbox: Outbox
  clock: Clock
  log: Log
  perform: (effect: Effect, row: OutboxRow) => Promise<Delivery>
  onUndelivered: (effect: Effect, delivery: Delivery) => Promise<void>
}

export interface EffectServer {
  /** Performs the rows one after another; ends early where one has to be tried again later or is in other hands. */
  serve(rows: OutboxRow[]): Promise<void>
  worked(): number
  stop(): void
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const MOST_TOGETHER = 8

/** A note of words alone, which nobody is asked to act on. */
const isPlain = ({ effect }: OutboxRow): boolean => {
  if (effect.kind !== 'send' || effect.urgency !== 'note' || effect.notBefore !== undefined) return false
  const { card, promptId, mentions, replyTo, attachments = [] } = effect.message
  return card === undefined && promptId === undefined && replyTo === undefined && mentions.length + attachments.length === 0
}

/** The next effect of a chat; plain notes with their neighbours, so that a platform with limits may say them in one message. */
function together(rows: OutboxRow[], at: number): OutboxRow[] {
  const [first, ...others] = rows.slice(at, at + MOST_TOGETHER)
  if (!first || !isPlain(first)) return first ? [first] : []
  const end = others.findIndex((row) => !isPlain(row))
  return [first, ...(end < 0 ? others : others.slice(0, end))]
}

/** Performs effects and writes down what became of them, with the retries of the job catalogue. */
export function createEffectServer({ outbox, clock, log, perform, onUndelivered }: EffectServerOptions): EffectServer {
  const unanswered = new Map<number, number>()
  const holder = randomUUID()
  let stopping = false
  let worked = 0

  async function attempt({ effect, ...row }: OutboxRow): Promise<Delivery> {
    try {
      return await perform(effect, { effect, ...row })
    } catch (error) {
      log.error({ effectKey: effect.key, code: codeOf(error), err: error }, 'performing an effect failed')
      return { state: 'refused', reason: codeOf(error) ?? 'internal', retry: true }
    }
  }

  /** When to try again, or undefined when this was the last word. */
  function retryAt({ id, effect, attempts }: OutboxRow, delivery: Delivery): string | undefined {
    if (delivery.state === 'accepted') return undefined
    const plan = JOB_CATALOGUE[jobOf(effect)]
    const failed = attempts + 1
    if (failed >= plan.attempts) return undefined
    if (delivery.state === 'refused' && !delivery.retry) return undefined
    if (delivery.state === 'unknown') {
      const times = (unanswered.get(id) ?? 0) + 1
      if (times > plan.afterUnknown) return undefined
      unanswered.set(id, times)
    }
    return new Date(clock.nowMs() + backoffMs(plan, failed)).toISOString()
  }

  async function report(effect: Effect, delivery: Delivery): Promise<void> {
    try {
      await onUndelivered(effect, delivery)
    } catch (error) {
      log.error({ effectKey: effect.key, code: codeOf(error), err: error }, 'could not report an undelivered effect')
    }
  }

  /** What was done must be written down before anything else, however long the storage is away: otherwise it would be done twice. */
  async function record(id: number, delivery: Delivery, again: string | undefined): Promise<void> {
    for (;;) {
      try {
        await outbox.record(id, delivery, again)
        return
      } catch (error) {
        log.error({ outboxId: id, code: codeOf(error), err: error }, 'could not record a delivery; trying again')
        if (stopping) return
        await pause(STORAGE_WAIT_MS)
      }
    }
  }

  /** Writes down what became of an effect. True when it is to be tried again. */
  async function conclude(row: OutboxRow, delivery: Delivery): Promise<boolean> {
    const again = retryAt(row, delivery)
    // Told before it is written: after a crash in between it is told again rather than never.
    if (again === undefined && delivery.state !== 'accepted') await report(row.effect, delivery)
    await record(row.id, delivery, again)
    worked += 1
    if (again === undefined) unanswered.delete(row.id)
    return again !== undefined
  }

  async function isMine(group: OutboxRow[]): Promise<boolean> {
    if (!outbox.claim) return true
    for (const row of group) if (!(await outbox.claim(row, holder))) return false
    return true
  }

  async function serve(rows: OutboxRow[]): Promise<void> {
    for (let at = 0; at < rows.length; ) {
      if (stopping) return
      const group = together(rows, at)
      at += group.length
      // Where several processes share a book, one of them alone performs a row.
      if (!(await isMine(group))) return
      const deliveries = await Promise.all(group.map(attempt))
      let isHeld = false
      for (const [i, row] of group.entries()) {
        const delivery = deliveries[i]
        if (delivery && (await conclude(row, delivery))) isHeld = true
      }
      if (isHeld) return
    }
  }

  return {
    serve,
    worked: () => worked,
    stop() {
      stopping = true
    },
  }
}
