import type { RoleSpan } from './line-roles'
import { hashOf, mix, mixAll } from '../text/text-pieces'
import type { WordLayout } from './word-layout'

/** Links are told apart by this many numbers; two that share one are one. */
export const LINK_FEATURES = 1 << 17
const MASK = LINK_FEATURES - 1

/** Words so far apart are told by how many stand between them. */
const LONGEST_PATH = 6

/** What tells whether the words at `si` are said of the count at `qi`, as numbers of features. */
export function linkFeatures(layout: WordLayout, si: number, qi: number): number[] {
  const { spans, rows, lead, style } = layout
  const s = spans[si] as RoleSpan
  const q = spans[qi] as RoleSpan
  const ahead = si < qi
  const [a, b] = ahead ? [si, qi] : [qi, si]
  const [from, to] = [(spans[a] as RoleSpan).end, (spans[b] as RoleSpan).start]
  const counts = layout.between('quantity', a, b)
  const alike = layout.between(s.role, a, b)
  const names = layout.namesBetween(a, b)
  const prices = layout.between('price', a, b)
  const attributes = layout.attributesBetween(a, b)
  const { left, right, leftInRow, rightInRow } = layout.around(s.role, qi)
  const { ahead: ownAhead, behind: ownBehind } = layout.countsToNext(si)
  const [rs, rq] = [rows[si] ?? 0, rows[qi] ?? 0]
  const has = (role: RoleSpan['role'], row: number): number => layout.inRow(role, row)
  const signs = layout.signsIn(from, to)
  const each = layout.eachIn(from, to) ? 1 : 0
  const eachCount = layout.eachIn(Math.max(0, q.start - 2), q.start) ? 1 : 0
  const eachWord = layout.eachIn(Math.max(0, s.start - 3), s.start) || layout.eachIn(s.end, s.end + 2) ? 1 : 0
  const heading = has('quantity', rs) === 0 ? 1 : 0
  const same = rs === rq ? 1 : 0
  const named = (row: number): number => (has('name', row) + has('code', row) > 0 ? 1 : 0)
  const glued = (k: number, at: number): number => {
    const other = spans[k]
    return other && (k < si ? other.end : other.start) === at ? hashOf(other.role) : 0
  }
  const gapAhead = layout.signsIn(spans[si - 1]?.end ?? 0, s.start)
  const gapBehind = layout.signsIn(s.end, spans[si + 1]?.start ?? layout.plain.length)
  const C = Math.min(counts, 4)
  const A = Math.min(alike, 2)
  const R = Math.min(Math.abs(rs - rq), 3)
  const [L, N] = [Math.min(left, 2), Math.min(right, 2)]
  const [LR, NR] = [Math.min(leftInRow, 2), Math.min(rightInRow, 2)]
  const inTurn = layout.run[si] === layout.run[qi] && (layout.run[qi] ?? 0) > 1
  const turn = !inTurn ? 0 : layout.inRun[si] === layout.inRun[qi] ? 1 : 2
  const columns = has(s.role, rs) === has('quantity', rq) && has(s.role, rs) > 1
  const column = !columns ? 0 : layout.inRowAt[si] === layout.inRowAt[qi] ? 1 : 2
  const role = mix(hashOf(s.role), ahead ? 1 : 2)
  const out: number[] = []
  let t = 1
  const put = (a?: number, b?: number, c?: number, d?: number, e?: number, f?: number): void => {
    out.push(mixAll(mix(t++ * 0x2545f491, role), a, b, c, d, e, f) & MASK)
  }
  put()
  put(C)
  put(A)
  put(C, A)
  put(Math.min(names, 3))
  put(C, Math.min(names, 3), A)
  put(R)
  put(R, C)
  put(signs)
  put(signs, C, A)
  put(each)
  put(eachCount, C, A)
  put(eachWord, C)
  put(heading, C, R)
  put(heading, A, R)
  put(L, N)
  put(L, N, C, A)
  put(LR, NR, C, A, R)
  put(lead, C, A)
  put(style, C, A)
  put(style, L, N, C, A)
  put(style, same, LR, NR, C, A)
  put(Math.min(ownBehind, 3), Math.min(ownAhead, 3), C)
  put(glued(si - 1, s.start), glued(si + 1, s.end), C, A)
  put(gapAhead, gapBehind, C)
  put(gapAhead, gapBehind, signs, C, A)
  put(Math.min(Math.max(0, to - from), 12), C)
  put(Math.min(layout.counts.length, 5), C, A)
  put(named(rq), C, A, R)
  put(si === 0 ? 1 : 0, C, A)
  put(si === spans.length - 1 ? 1 : 0, C, A)
  put(prices, C, A)
  put(Math.min(attributes, 2), C, A)
  put(same, named(rs), named(rq), C, A)
  put(lead, style, signs, C, A)
  put(L, N, lead, signs, C, A)
  put(turn, Math.min(layout.run[qi] ?? 0, 3), same)
  put(turn, column, same)
  put(column, R, heading)
  put(column, heading, named(rs), named(rq))
  // The words between them and the signs between those, and what stands on either side.
  const [before, after] = [spans[a - 1], spans[b + 1]]
  const outer = mix(before ? hashOf(before.role) : 0, after ? hashOf(after.role) : 0)
  if (b - a <= LONGEST_PATH) {
    let [bare, path] = [0, 0]
    for (let k = a; k < b; k++) {
      const [one, next] = [spans[k] as RoleSpan, spans[k + 1] as RoleSpan]
      bare = mix(bare, hashOf(next.role))
      path = mix(mix(path, layout.signsIn(one.end, next.start)), hashOf(next.role))
    }
    put(bare)
    put(path)
    put(bare, outer)
    put(path, outer)
    put(path, style, lead)
  }
  const [commas, rowsOfWord] = [Math.min(layout.clausesIn(from, to), 3), Math.min(R, 2)]
  const ownInClause = layout.inClause(s.role, qi, si)
  const nameInClause = Math.min(layout.inClause('name', qi, si), 2)
  const countsInClause = layout.inClause('quantity', si, qi)
  const K = Math.min(countsInClause, 2)
  put(commas, C, A)
  put(commas, Math.min(ownInClause, 2), nameInClause)
  put(commas, K, C)
  put(commas, K, Math.min(ownInClause, 2), nameInClause, C, rowsOfWord)
  return out
}
