import { matchesOf } from '../text/pattern-needs'
import type { Role, RoleSpan } from './line-roles'

/** Words that make what is said hold for several, by their length. */
const EACH: [number, RegExp][] = [
  [1, /[各每均都]/g],
  [2, /统一|一律|全部|通通/g],
]
const SIGNS: [RegExp, number][] = [
  [/\n/g, 1],
  [/[;；。！!？?]/g, 2],
  [/[,，]/g, 4],
  [/[、/+]/g, 8],
  [/[()（）[\]【】]/g, 16],
  [/[:：]/g, 32],
]
const BLANK = /\s/g
const CLAUSE = /[\n;；。！!？?,，]/g
/** What a stretch with nothing but a blank in it counts as. */
const BLANK_ALONE = 64
export const isName = (role: Role | undefined): boolean => role === 'name' || role === 'code'

/** How many matches of a pattern begin in front of each offset. */
function begun(plain: string, pattern: RegExp): Int32Array {
  const sums = new Int32Array(plain.length + 1)
  for (const m of matchesOf(pattern, plain)) sums[m.index + 1] = 1
  for (let i = 1; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + (sums[i - 1] ?? 0)
  return sums
}
const within = (sums: Int32Array, start: number, end: number): number =>
  end > start ? (sums[Math.min(end, sums.length - 1)] ?? 0) - (sums[start] ?? 0) : 0

/** How many of the words of a kind stand in front of each word. */
function counted(spans: RoleSpan[], is: (role: Role) => boolean): Int32Array {
  const sums = new Int32Array(spans.length + 1)
  for (const [k, s] of spans.entries()) sums[k + 1] = (sums[k] ?? 0) + (is(s.role) ? 1 : 0)
  return sums
}

/**
 * Words of a message that make up its lines, with their rows and how names and counts alternate. What stands between two of them is told in a time
 * that does not grow with their distance.
 */
export class WordLayout {
  /** Where the counts are among the words. */
  readonly counts: number[]
  /** The row of each word. */
  readonly rows: number[] = []
  /** The place of each word among those of its role in its row, and in its run of them. */
  readonly inRowAt: number[] = []
  readonly inRun: number[] = []
  /** How many there are in the run. */
  readonly run: number[] = []
  /** 1 when a name stands in front of the first count, 2 behind it, 0 where one is missing. */
  readonly lead: number
  /** 1 where words stand rather in front of their counts, 2 behind them. */
  readonly style: number
  /** How many words of each role each row has. */
  private readonly perRow = new Map<Role, Int32Array>()
  private readonly roles = new Map<Role, Int32Array>()
  private readonly names: Int32Array
  private readonly attributes: Int32Array
  private readonly signs: { sums: Int32Array; bit: number }[]
  private readonly blanks: Int32Array
  private readonly clauses: Int32Array
  /** The clause of each word, and how many words of each role each clause has. */
  private readonly clauseOf: number[] = []
  private readonly perClause = new Map<Role, Int32Array>()
  private readonly each: { sums: Int32Array; length: number }[]
  /** The last count in front of each word and the next one behind it. */
  private readonly countAhead: number[] = []
  private readonly countBehind: number[] = []

  constructor(
    readonly plain: string,
    readonly spans: RoleSpan[],
  ) {
    const breaks = begun(plain, /\n/g)
    for (const [k, s] of spans.entries()) {
      const row = breaks[s.start] ?? 0
      this.rows.push(row)
      let perRow = this.perRow.get(s.role)
      if (!perRow) this.perRow.set(s.role, (perRow = new Int32Array((breaks[plain.length] ?? 0) + 1)))
      const count = perRow[row] ?? 0
      this.inRowAt.push(count)
      perRow[row] = count + 1
      if (!this.roles.has(s.role))
        this.roles.set(
          s.role,
          counted(spans, (role) => role === s.role),
        )
      this.countAhead.push(spans[k - 1]?.role === 'quantity' ? k - 1 : (this.countAhead[k - 1] ?? -1))
    }
    for (let k = spans.length - 1; k >= 0; k--)
      this.countBehind[k] = spans[k + 1]?.role === 'quantity' ? k + 1 : (this.countBehind[k + 1] ?? spans.length)
    this.names = counted(spans, isName)
    this.attributes = counted(spans, (role) => role === 'spec' || role === 'color')
    this.signs = SIGNS.map(([pattern, bit]) => ({ sums: begun(plain, pattern), bit }))
    this.blanks = begun(plain, BLANK)
    this.clauses = begun(plain, CLAUSE)
    for (const s of spans) {
      const clause = this.clauses[s.start] ?? 0
      this.clauseOf.push(clause)
      let perClause = this.perClause.get(s.role)
      if (!perClause) this.perClause.set(s.role, (perClause = new Int32Array((this.clauses[plain.length] ?? 0) + 1)))
      perClause[clause] = (perClause[clause] ?? 0) + 1
    }
    this.each = EACH.map(([length, pattern]) => ({ length, sums: begun(plain, pattern) }))
    for (let k = 0; k < spans.length; ) {
      let end = k + 1
      while (end < spans.length && spans[end]?.role === spans[k]?.role && this.rows[end] === this.rows[k]) end++
      for (let i = k; i < end; i++) {
        this.inRun.push(i - k)
        this.run.push(end - k)
      }
      k = end
    }
    this.counts = spans.flatMap((s, k) => (s.role === 'quantity' ? [k] : []))
    const name = spans.findIndex((s) => isName(s.role))
    const [count] = this.counts
    this.lead = name < 0 || count === undefined ? 0 : name < count ? 1 : 2
    let [front, behind] = [0, 0]
    for (const k of this.counts) {
      const before = spans[k - 1]
      const next = spans[k + 1]?.role === 'unit' ? k + 2 : k + 1
      if (before && this.rows[k - 1] === this.rows[k] && !/^(?:quantity|unit|price)$/.test(before.role)) front++
      if (spans[next]?.role === 'name' && this.rows[next] === this.rows[k]) behind++
    }
    this.style = front > behind ? 1 : behind > front ? 2 : 0
  }

  /** How many signs that end a clause stand between two offsets. */
  clausesIn(start: number, end: number): number {
    return within(this.clauses, start, end)
  }

  /** How many words of a role the clause of a word has, itself and another one not counted. */
  inClause(role: Role, word: number, other: number): number {
    const clause = this.clauseOf[word] ?? 0
    const own = (k: number): number => (this.spans[k]?.role === role && this.clauseOf[k] === clause ? 1 : 0)
    return (this.perClause.get(role)?.[clause] ?? 0) - own(word) - own(other)
  }

  /** How many words of a role a row has. */
  inRow(role: Role, row: number): number {
    return this.perRow.get(role)?.[row] ?? 0
  }

  /** How many words of a role stand between two words, both excluded. */
  between(role: Role, a: number, b: number): number {
    const sums = this.roles.get(role)
    return sums ? within(sums, a + 1, b) : 0
  }
  namesBetween(a: number, b: number): number {
    return within(this.names, a + 1, b)
  }
  attributesBetween(a: number, b: number): number {
    return within(this.attributes, a + 1, b)
  }

  /** The kinds of signs between two offsets as a set of bits. */
  signsIn(start: number, end: number): number {
    let bits = 0
    for (const { sums, bit } of this.signs) if (within(sums, start, end) > 0) bits |= bit
    return bits === 0 && within(this.blanks, start, end) > 0 ? BLANK_ALONE : bits
  }

  /** Whether words between two offsets make what is said hold for several. */
  eachIn(start: number, end: number): boolean {
    return this.each.some(({ sums, length }) => within(sums, start, end - length + 1) > 0)
  }

  /** How many words of a role stand in front of and behind a count up to its neighbours, in all and in its row. */
  around(role: Role, count: number): { left: number; right: number; leftInRow: number; rightInRow: number } {
    const from = this.countAhead[count] ?? -1
    const to = this.countBehind[count] ?? this.spans.length
    let [leftInRow, rightInRow] = [0, 0]
    for (let k = count - 1; k > from && this.rows[k] === this.rows[count]; k--) if (this.spans[k]?.role === role) leftInRow++
    for (let k = count + 1; k < to && this.rows[k] === this.rows[count]; k++) if (this.spans[k]?.role === role) rightInRow++
    return { left: this.between(role, from, count), right: this.between(role, count, to), leftInRow, rightInRow }
  }

  /** How many counts stand between a word and the next one of its role, and the last one. */
  countsToNext(k: number): { ahead: number; behind: number } {
    const role = this.spans[k]?.role
    let next = k + 1
    while (next < this.spans.length && this.spans[next]?.role !== role && next - k < REACH) next++
    let last = k - 1
    while (last >= 0 && this.spans[last]?.role !== role && k - last < REACH) last--
    return { behind: this.between('quantity', k, next), ahead: this.between('quantity', last, k) }
  }
}
/** Words that are looked through for the next one of a role. */
const REACH = 100
