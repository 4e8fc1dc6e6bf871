import type { Read, Span } from '../draft'
import type { NormalText } from './normalise-text'
import { matchesOf, mayMatch, needed } from './pattern-needs'

/** Stands for signs that were read already: no pattern crosses it. */
export const TAKEN = '\u0001'

export interface Range {
  start: number
  end: number
}
/** Whether two ranges have a place in common. */
export const meet = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end
/** Whether the first place of a value lies in that of another. */
export const holds = ([whole]: Range[], [own]: Range[]): boolean =>
  whole !== undefined && own !== undefined && whole.start <= own.start && own.end <= whole.end

/** Words that may be who buys, with how likely that is (0 to 1). */
export interface LikelyBuyer extends Range {
  sure: number
}

/** All of a text that may be, the likeliest first, and how likely it is that nobody is named. */
export interface LikelyBuyers {
  options: LikelyBuyer[]
  nobody: number
}

/**
 * A message being read. `live` is its matchable text with everything that was read blanked out, sign for sign, so that offsets stay and no pattern
 * reads the same words twice.
 */
export class Page {
  private rest: string

  constructor(
    readonly normal: NormalText,
    /** Who likely buys between two offsets; nobody on a page that is read by rules alone. */
    readonly likelyBuyers: (from: number, to: number) => LikelyBuyers = () => ({ options: [], nobody: 1 }),
  ) {
    this.rest = normal.plain
  }

  get text(): string {
    return this.normal.text
  }
  get plain(): string {
    return this.normal.plain
  }
  get live(): string {
    return this.rest
  }

  /** A copy on which more can be taken without harm to this one. */
  fork(): Page {
    const copy = new Page(this.normal, this.likelyBuyers)
    copy.rest = this.rest
    return copy
  }

  take(start: number, end: number): void {
    const from = Math.max(0, start)
    const to = Math.min(end, this.rest.length)
    if (from >= to) return
    const words = this.rest.slice(from, to)
    const blank = words.includes('\n') ? words.replace(/[^\n]/g, TAKEN) : TAKEN.repeat(to - from)
    this.rest = this.rest.slice(0, from) + blank + this.rest.slice(to)
  }

  /** First match in what is not read yet. `pattern` must be neither global nor sticky; offsets are those of the message. */
  find(pattern: RegExp, from = 0, to = this.plain.length): RegExpExecArray | null {
    if (!mayMatch(needed(pattern).need, this.normal.signs())) return null
    const window = this.rest.slice(from, to)
    const m = pattern.exec(window)
    if (m) m.index += from
    return m
  }

  findAll(pattern: RegExp, from = 0, to = this.plain.length): RegExpExecArray[] {
    const { all, need } = needed(pattern)
    if (!mayMatch(need, this.normal.signs())) return []
    const found = matchesOf(all, this.rest.slice(from, to))
    for (const m of found) m.index += from
    return found
  }

  read<T>(value: T, start: number, end: number, confidence?: number): Read<T> {
    return this.normal.read(value, start, end, confidence)
  }
  readAs(start: number, end: number, confidence?: number): Read<string> {
    return this.normal.readAs(start, end, confidence)
  }
  span(start: number, end: number): Span {
    return this.normal.span(start, end)
  }
}
