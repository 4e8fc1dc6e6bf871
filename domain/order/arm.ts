import type { Work } from './work'

/** A department's own state older than the limit is asked for again (AC-101). */
export function armStale(work: Work, stepId: string): void {
  const { facts } = work
  work.arm({
    key: `stale/${stepId}`,
    kind: 'stale',
    plan: { from: facts.now, after: facts.settings.staleAfter },
    rule: `${facts.settings.staleAfter} after the last report`,
    toIds: [],
    about: stepId,
  })
}
