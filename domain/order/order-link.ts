import type { Evidence } from '../evidence'

/** Another order that this one was parted from, or became part of. */
export interface OrderLink {
  kind: 'split-to' | 'split-from' | 'merged-into' | 'merged-from'
  number: string
  at: string
  byId: string
  evidence: Evidence
}
