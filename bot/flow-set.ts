import { fault } from '../domain/fault'
import type { Flow } from '../domain/flow/flow'
import { ALL_FLOWS } from '../domain/flows/all-flows'

/** The flows the product runs: built in and the company's own. */
export interface FlowSet {
  flow(id: string, version?: number): Flow
  all(): Flow[]
}

/** Newest version first; a running order asks for its own version. */
export function flowSet(own: Flow[]): FlowSet {
  const flows = [...ALL_FLOWS, ...own]
  return {
    all: () => flows,
    flow(id, version) {
      const versions = flows.filter((f) => f.id === id).sort((a, b) => b.version - a.version)
      const found = version === undefined ? versions[0] : versions.find((f) => f.version === version)
      if (!found)
        throw fault(
          'FLOW_UNKNOWN',
          `there is no flow ${id}${version === undefined ? '' : ` version ${version}`}; known: ${flows.map((f) => `${f.id}@${f.version}`).join(', ')}`,
        )
      return found
    },
  }
}
