import { matchesOf } from '../text/pattern-needs'
import type { Raw } from './token-values'

/** A size glued to how many of it: S10, 36/2, XL:5, 38码*3. The count is absent where a unit follows it and it is read as a measure. */
export interface Pair {
  size: Raw
  count?: Raw
  /** Where reading goes on. */
  next: number
}

const LETTERS = 'xs|[2-6]?x{1,4}l|s|m|l'
const ROW = new RegExp(
  `(?<![a-z0-9.*-])(${LETTERS}|[3-5]\\d|[89][05]|1[0-8][05])(码)?( ?[/:：*x=-] ?| )?(\\d{1,4})(?![\\da-z.%#]|码| ?(?:[:：*=]|x(?!x?l)|mm|cm|米)|[/-]\\d)`,
  'g',
)
const UNIT_FOLLOWS = /^ ?[件套条双个只打盒包箱顶]/

/** Runs of sizes with their counts, by the place where each begins. A single one is none: it takes two different sizes of one shape in a line. */
export function pairsIn(text: string, from: number): Map<number, Pair> {
  const pairs = new Map<number, Pair>()
  let at = from
  for (const line of text.slice(from).split('\n')) {
    const found = /\d/.test(line) ? matchesOf(ROW, line) : []
    for (const letters of [true, false]) {
      const same = found.filter((m) => /[a-z]/.test(m[1] ?? '') === letters && (letters || isShoeLike(m)))
      const kinds = new Set(same.map((m) => m[1]))
      if (kinds.size < 2 || (!letters && new Set(same.map((m) => m[3]?.trim())).size > 1)) continue
      if (!letters && same.some((m) => m[3] === '*' && m[2] === undefined) && !countUp(same)) continue
      for (const m of same) {
        const start = at + m.index
        const end = start + m[0].length
        const number = m[4] ?? ''
        const counted = UNIT_FOLLOWS.test(line.slice(m.index + m[0].length))
        pairs.set(start, {
          size: { kind: 'size', start, end: start + (m[1]?.length ?? 0) + (m[2]?.length ?? 0) },
          ...(counted
            ? {}
            : { count: { kind: 'num', start: end - number.length, end, value: number, numberEnd: end, marked: 'quantity' } }),
          next: counted ? end - number.length : end,
        })
      }
    }
    at += line.length + 1
  }
  return pairs
}

/** 130*12 140*25 150*9: three sizes or more, each larger than the one before, are no measures of length and width. */
const countUp = (found: RegExpMatchArray[]): boolean =>
  found.length >= 3 && found.every((m, k) => k === 0 || Number(m[1]) > Number(found[k - 1]?.[1]))

/** Bare figures need a sign that no measure has: 36/2, 37:3, 38码*5. */
const isShoeLike = (m: RegExpMatchArray): boolean =>
  m[2] !== undefined ? m[3] !== ' ' : m[3] !== undefined && /[/:：=*]/.test(m[3])
