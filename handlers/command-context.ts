import type { Evidence } from '../domain/evidence'

/** Who wants something, from which words, and what is used up by doing it. */
export interface CommandContext {
  actorId: string
  evidence: Evidence
  inboundId?: string
  /** The timer that fired; consumed by the same write. */
  fired?: { owner: string; key: string }
}
