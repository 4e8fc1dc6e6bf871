import type { ChannelMemory } from '../../domain/ports/channel-memory'
import type { Clock } from '../../domain/ports/clock'
import type { Courier, CourierAnswer, Subscription, Waybill } from '../../domain/ports/courier'
import type { Log } from '../../domain/ports/log'
import type { CarrierId } from '../../domain/tracking/carrier-table'
import type { CourierService } from '../../domain/tracking/neutral-states'
import { POLLING } from '../../domain/tracking/polling-plan'

/** What came of a look: an answer, or why nobody was asked. */
export type Looked =
  | Exclude<CourierAnswer, { state: 'limited' | 'rejected' }>
  /** Not before this instant: limits, a locked number. */
  | { state: 'later'; until: string }
  /** All services are stopped until the admin has put something right. */
  | { state: 'stopped' }

export interface DeskDeps {
  couriers: Courier[]
  memory: ChannelMemory
  clock: Clock
  log: Log
  /** Queries of one service a day, all numbers together. */
  dailyLimit: number
  /** Told once when a service stops. */
  onStopped(service: CourierService, why: 'signature' | 'balance' | 'key' | 'limit'): void
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const ANSWERS = 'courier.answers'
const COUNTS = 'courier.counts'
const STOPS = 'courier.stops'

/** What is remembered of one number. */
interface Kept {
  at: number
  answer?: CourierAnswer
  /** Instants of the queries of the last day. */
  times: number[]
  lockedUntil?: number
}

/** Carriers count their days in Beijing. */
const beijingDay = (ms: number): string => new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 10)
const nextBeijingDay = (ms: number): number => Date.parse(`${beijingDay(ms + DAY_MS)}T00:05:00+08:00`)
const iso = (ms: number): string => new Date(ms).toISOString()

const newestOf = (answer: CourierAnswer | undefined): string =>
  answer?.state === 'events' ? (answer.report.events.at(-1)?.at ?? '') : ''

/**
 * Stands between the orders and the services: answers half an hour from memory, asks once where several ask the same, never above the limits of a
 * number and of a day, and stops asking a service that refuses us until it was put right. Counted on disk before each query.
 */
export function courierDesk({ couriers, memory, clock, log, dailyLimit, onStopped }: DeskDeps) {
  const flying = new Map<string, Promise<Looked>>()

  const stopOf = async (service: CourierService): Promise<boolean> => {
    const until = (await memory.read(STOPS, service))?.value
    return until !== undefined && Number(until) > clock.nowMs()
  }
  async function stop(service: CourierService, why: 'signature' | 'balance' | 'key' | 'limit', untilMs: number): Promise<void> {
    if (await stopOf(service)) return
    await memory.write(STOPS, { key: service, topic: why, value: String(untilMs) })
    log.error({ service, why }, 'courier: the service is not asked any more for now')
    onStopped(service, why)
  }

  /** Counts a query of today before it is made; false when the day is used up. */
  async function mayCount(service: CourierService): Promise<boolean> {
    const key = `${service}|${beijingDay(clock.nowMs())}`
    const used = Number((await memory.read(COUNTS, key))?.value ?? '0')
    if (used >= dailyLimit) {
      await stop(service, 'limit', nextBeijingDay(clock.nowMs()))
      return false
    }
    await memory.write(COUNTS, { key, topic: service, value: String(used + 1) })
    return true
  }

  const read = async (key: string): Promise<Kept> => {
    const entry = await memory.read(ANSWERS, key)
    return entry ? (JSON.parse(entry.value) as Kept) : { at: 0, times: [] }
  }
  const write = (key: string, number: string, kept: Kept): Promise<void> =>
    memory.write(ANSWERS, { key, topic: number, value: JSON.stringify(kept) })

  /** A service that can be asked about this carrier now, in order of preference. */
  async function willing(com: CarrierId): Promise<Courier[]> {
    const open: Courier[] = []
    for (const c of couriers) if (c.serves(com) && !(await stopOf(c.service))) open.push(c)
    return open
  }

  async function ask(waybill: Waybill): Promise<Looked> {
    const key = `${waybill.com}|${waybill.number}`
    const now = clock.nowMs()
    const kept = await read(key)
    const age = now - kept.at
    const fresh = kept.answer && age >= 0 && age < POLLING.leastMinutes * 60_000
    // A phone that is given now may be the right one.
    const stillTrue = kept.answer?.state === 'events' || kept.answer?.state === 'no-record'
    if (fresh && stillTrue && kept.answer?.state !== undefined) return kept.answer as Looked
    if ((kept.lockedUntil ?? 0) > now) return { state: 'later', until: iso(kept.lockedUntil ?? now) }
    const times = kept.times.filter((t) => now - t < DAY_MS)
    if (times.length >= POLLING.mostLooksADay) return { state: 'later', until: iso((times[0] ?? now) + DAY_MS) }
    if (!couriers.some((c) => c.serves(waybill.com))) return { state: 'refused', reason: 'no service knows this carrier' }
    let last: Looked = { state: 'stopped' }
    for (const courier of await willing(waybill.com)) {
      if (!(await mayCount(courier.service))) continue
      times.push(now)
      await write(key, waybill.number, { ...kept, times })
      const answer = await courier.query(waybill)
      if (answer.state === 'rejected') {
        await stop(courier.service, answer.why, now + DAY_MS)
        continue
      }
      if (answer.state === 'limited') {
        await stop(courier.service, 'limit', nextBeijingDay(now))
        last = { state: 'later', until: iso(nextBeijingDay(now)) }
        continue
      }
      if (answer.state === 'busy' || answer.state === 'refused') {
        log.warn({ service: courier.service, reason: answer.reason, number: waybill.number }, 'courier: no use of an answer')
        last = answer
        continue
      }
      return keep(key, waybill.number, { ...kept, times }, answer)
    }
    return last
  }

  /** A number asked too often is answered with old news and no error: what is older than known means that it is locked. */
  async function keep(key: string, number: string, kept: Kept, answer: CourierAnswer): Promise<Looked> {
    const now = clock.nowMs()
    const before = newestOf(kept.answer)
    if (before && answer.state === 'events' && Date.parse(newestOf(answer) || '1970-01-01') < Date.parse(before)) {
      const lockedUntil = now + DAY_MS
      await write(key, number, { ...kept, lockedUntil })
      log.warn({ number }, 'courier: the service answers with older news; the number is left alone for a day')
      return { state: 'later', until: iso(lockedUntil) }
    }
    await write(key, number, { at: now, answer, times: kept.times })
    return answer as Looked
  }

  return {
    /** Where a waybill is; equal questions at the same time are one. */
    look(waybill: Waybill): Promise<Looked> {
      const key = `${waybill.com}|${waybill.number}`
      const running = flying.get(key)
      if (running) return running
      const work = ask(waybill).finally(() => flying.delete(key))
      flying.set(key, work)
      return work
    },
    /** Wishes to be told by itself, where a service can; undefined where none can now. */
    async subscribe(waybill: Waybill, ownId: string): Promise<{ service: CourierService; answer: Subscription } | undefined> {
      for (const courier of await willing(waybill.com)) {
        if (!courier.subscribe) continue
        const answer = await courier.subscribe(waybill, ownId)
        if (answer.state === 'rejected') {
          await stop(courier.service, answer.why, clock.nowMs() + DAY_MS)
          continue
        }
        return { service: courier.service, answer }
      }
      return undefined
    },
    /** Whose number it may be, as the services guess; empty when they cannot tell. */
    async recognise(number: string): Promise<CarrierId[]> {
      for (const courier of couriers) {
        if ((await stopOf(courier.service)) || !(await mayCount(courier.service))) continue
        const found = await courier.recognise(number)
        if (found.length > 0) return found
      }
      return []
    },
    /** A new start: what was refused may have been put right, and old counts are of no use. */
    async begin(): Promise<void> {
      for (const { service } of couriers) await memory.remove(STOPS, service)
      const past = iso(clock.nowMs() - 120 * DAY_MS)
      for (const shelf of [ANSWERS, COUNTS]) await memory.forgetBefore(shelf, past)
    },
  }
}
export type CourierDesk = ReturnType<typeof courierDesk>
