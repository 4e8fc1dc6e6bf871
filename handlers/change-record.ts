import type { Directory } from '../domain/company'
import type { Facts } from '../domain/facts'
import { fault } from '../domain/fault'
import type { OrderChange } from '../domain/record/companion'
import type { BookRecord, RecordDecision } from '../domain/record/record'
import type { RecordWrite } from '../domain/ports/order-book'
import type { Refusal } from '../domain/refusal'
import type { Effect } from '../domain/effect'
import type { HandlerDeps } from './deps'
import type { CommandContext } from './command-context'
import type { Lanes } from './lanes'

/** Somebody was faster: the record is loaded and decided again, this often at most. */
const MOST_TRIES = 12

export type RecordOutcome<R extends BookRecord> =
  | { accepted: true; record: R }
  | { accepted: false; refusal: Refusal }
  | { accepted: 'repeat' }

/** Decides about one record; `undefined` when it was never written. */
export type DecideRecord<R extends BookRecord> = (record: R | undefined, facts: Facts) => RecordDecision<R>

export type OnRecord = <R extends BookRecord>(
  id: string,
  decide: DecideRecord<R>,
  context: CommandContext,
) => Promise<RecordOutcome<R>>

/** The one road for every change of a record alone: load, decide, commit; again when another process was faster. */
export const changeRecord = (
  deps: HandlerDeps,
  factsOf: (directory: Directory, context: CommandContext) => Facts,
  inLane: Lanes,
): OnRecord => {
  async function once<R extends BookRecord>(
    id: string,
    decide: DecideRecord<R>,
    context: CommandContext,
  ): Promise<RecordOutcome<R> | 'conflict'> {
    const stored = await deps.book.loadRecord<R>(id)
    // A timer that is no longer armed is no conflict to fight: the record moved on.
    if (context.fired && !stored?.record.timers.some((t) => t.key === context.fired?.key)) return { accepted: 'repeat' }
    const facts = factsOf(await deps.master.directory(), context)
    const decision = decide(stored?.record, facts)
    if (!decision.accepted) return decision
    const { record, events, effects } = decision
    const write: RecordWrite = { record, expectedVersion: stored?.version ?? 0, events, at: facts.now, byId: context.actorId }
    const result = await deps.book.commit({
      orders: [],
      records: events.length > 0 ? [write] : [],
      effects,
      ...(context.inboundId ? { inboundId: context.inboundId } : {}),
      ...(context.fired ? { fired: [context.fired] } : {}),
    })
    if (result === 'committed') {
      deps.nudge()
      return { accepted: true, record }
    }
    return result === 'repeat' ? { accepted: 'repeat' } : 'conflict'
  }
  return async <R extends BookRecord>(id: string, decide: DecideRecord<R>, context: CommandContext) => {
    for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
      const outcome = await inLane([id], () => once<R>(id, decide, context))
      if (outcome !== 'conflict') return outcome
    }
    throw fault('RECORD_BUSY', `a change of ${id} lost against others ${MOST_TRIES} times; it comes again`)
  }
}

/** The ids of all records that a change concerns. */
export const touchedBy = (deps: Pick<HandlerDeps, 'companions'>, change: OrderChange): string[] =>
  change.events.length === 0 ? [] : [...new Set((deps.companions ?? []).flatMap((companion) => companion.touches(change)))]

/** What the companions make of the changes of orders, to be written together with them: each record once, whatever touches it. */
export async function companionWrites(
  deps: Pick<HandlerDeps, 'book' | 'companions'>,
  changes: OrderChange[],
  facts: Facts,
): Promise<{ records: RecordWrite[]; effects: Effect[] }> {
  const writes = new Map<string, RecordWrite>()
  const effects: Effect[] = []
  const companions = deps.companions ?? []
  for (const change of changes.filter((c) => c.events.length > 0))
    for (const companion of companions)
      for (const id of companion.touches(change)) {
        const known = writes.get(id)
        const stored = known ? undefined : await deps.book.loadRecord(id)
        const decision = companion.follow(known?.record ?? stored?.record, change, facts, id)
        if (!decision?.accepted || (decision.events.length === 0 && decision.effects.length === 0)) continue
        effects.push(...decision.effects)
        if (decision.events.length === 0) continue
        writes.set(id, {
          record: decision.record,
          expectedVersion: known?.expectedVersion ?? stored?.version ?? 0,
          events: [...(known?.events ?? []), ...decision.events],
          at: facts.now,
          byId: facts.actorId,
        })
      }
  return { records: [...writes.values()], effects }
}
