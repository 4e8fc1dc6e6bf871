import { fault } from '../domain/fault'
import type { Flow } from '../domain/flow/flow'
import { ALL_FLOWS } from '../domain/flows/all-flows'

/** The flows the product runs: built in and the company's own. */
export interface FlowSet {
  flow(id: string, version?: number): Flow
  all(): Flow[]
}

/** What new orders may take. */
export const listedFlows = (own: Flow[]): Flow[] => [...ALL_FLOWS, ...own]

/** A new order takes the newest version that is listed; a running order keeps its own, also when it is `kept` from earlier alone. */
export function flowSet(own: Flow[], kept: Flow[]): FlowSet {
  const listed = listedFlows(own)
  return {
    all: () => listed,
    flow(id, version) {
      const found =
        version === undefined
          ? listed.filter((f) => f.id === id).sort((a, b) => b.version - a.version)[0]
          : [...listed, ...kept].find((f) => f.id === id && f.version === version)
      if (!found)
        throw fault(
          'FLOW_UNKNOWN',
          `there is no flow ${id}${version === undefined ? '' : ` version ${version}`}; known: ${[...listed, ...kept].map((f) => `${f.id}@${f.version}`).join(', ')}`,
        )
      return found
    },
  }
}
