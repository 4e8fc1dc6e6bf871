import type { LearntRoles } from '../../domain/intake/learnt/learnt-roles'
import type { Role, RoleSpan } from '../../domain/intake/learnt/line-roles'
import { normaliseText, type NormalText } from '../../domain/intake/text/normalise-text'

/** A message whose words, in the order in which they stand there, have roles that the tables are sure of. */
export function knownRoles(text: string, words: [string, Role][]): { normal: NormalText; roles: LearntRoles } {
  const normal = normaliseText(text)
  let at = 0
  const spans = words.map(([word, role]): RoleSpan => {
    const start = normal.plain.indexOf(word, at)
    at = start + word.length
    return { role, start, end: at, sure: 1 }
  })
  const roles: LearntRoles = { spans, share: () => ({ mean: 1, least: 1, before: 0, behind: 0 }), runs: () => [], most: () => 0 }
  return { normal, roles }
}
