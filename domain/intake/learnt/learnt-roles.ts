import type { IntakeContext } from '../draft'
import { ROLES, rolesByFields, spansOf, type PlacedOrders, type Role, type RoleSpan } from './line-roles'
import { mendFigures } from './mend-figures'
import { mendPlaces } from './mend-places'
import { mendRoles } from './mend-roles'
import type { NormalText } from '../text/normalise-text'
import type { Range } from '../text/page'
import { likelyRoles } from './role-model'
import type { Token } from '../tokens/token'

/** How likely words are of a role: all of them together, the least likely one, and those next to them. */
interface Share {
  mean: number
  least: number
  before: number
  behind: number
}

/** What the words of a message are by the tables learnt from labelled messages. */
export interface LearntRoles {
  spans: RoleSpan[]
  /** How likely the words of a place are of a role, 0 to 1. */
  share(role: Role, place: Range): Share
  /** Words next to each other that are each at least so likely of a role. */
  runs(role: Role, least: number): Range[]
  /** How likely the likeliest of all words is of a role. */
  most(role: Role): number
}

/** What each word of a message is by the learnt tables, next to what the rules read. `words`: as the reader of goods cuts them. */
export function learntRoles(normal: NormalText, words: Token[], context: IntakeContext, ruled: PlacedOrders): LearntRoles {
  const found = likelyRoles(normal, words, context.catalogue, (p) => rolesByFields(normal, p, ruled))
  const { pieces, roles, shares, all } = found
  mendFigures(normal, pieces, roles, shares)
  mendPlaces(normal.plain, pieces, roles, shares)
  mendRoles(normal.plain, found, context.catalogue)
  const of = (i: number, role: Role): number => all[i * ROLES.length + ROLES.indexOf(role)] ?? 0
  return {
    spans: spansOf(pieces, roles, shares),
    share(role, { start, end }) {
      const first = pieces.findIndex((p) => p.start >= start)
      const last = pieces.findLastIndex((p) => p.start < end)
      const own = pieces.slice(first, last + 1).map((_, k) => of(first + k, role))
      return {
        mean: own.reduce((sum, p) => sum + p, 0) / (own.length || 1),
        least: Math.min(1, ...own),
        before: first > 0 ? of(first - 1, role) : 0,
        behind: of(last + 1, role),
      }
    },
    runs(role, least) {
      const found: Range[] = []
      for (const [i, { start, end }] of pieces.entries()) {
        const last = found.at(-1)
        if (of(i, role) < least) continue
        if (last && i > 0 && of(i - 1, role) >= least) last.end = end
        else found.push({ start, end })
      }
      return found
    },
    most: (role) => pieces.reduce((top, _, i) => Math.max(top, of(i, role)), 0),
  }
}
