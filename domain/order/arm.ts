import type { Work } from './work'

/** A department's own state older than the limit is asked for again (AC-101). */
export function armStale(work: Work, stepId: string): void {
  const { facts } = work
  const dueAt = facts.clock.nextSend(facts.clock.add(facts.now, facts.settings.staleAfter))
  work.arm({
    key: `stale/${stepId}`,
    kind: 'stale',
    dueAt,
    rule: `${facts.settings.staleAfter} after the last report`,
    toIds: [],
    about: stepId,
  })
}
