import { loadIntents } from './intent/intent-model'
import { loadLinks } from './learnt/link-model'
import { loadOps } from './learnt/op-model'
import { loadRoles } from './learnt/role-model'
import { loadBuyers } from './people/buyer-model'

/** Unpacks the learnt tables, which the first message would do otherwise: called when a process has nothing else to do yet. */
export function loadTables(): void {
  loadIntents()
  loadRoles()
  loadLinks()
  loadOps()
  loadBuyers()
}
