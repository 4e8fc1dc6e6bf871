import { matchesOf } from './pattern-needs'
import { hashOf, mix, type Piece } from './text-pieces'

/** The figure next to a piece, with its unit, and how far away it is. */
export interface Figure {
  sign: number
  away: number
}

export function figuresAround(
  pieces: Piece[],
  counted: Uint8Array,
  unitAt: (number | undefined)[],
  kinds: number[],
): { before: Figure[]; after: Figure[] } {
  const n = pieces.length
  const none = hashOf('$')
  const row = hashOf('row')
  const unit = hashOf('unit')
  const before: Figure[] = []
  const after: Figure[] = Array.from({ length: n })
  let next: Figure = { sign: none, away: 9 }
  for (let i = n - 1; i >= 0; i--) {
    after[i] = next
    const { kind } = pieces[i] as Piece
    if (kind === 'N') next = { sign: row, away: 1 }
    else if (kind === '9' || counted[i] === 1) next = { sign: mix(unitAt[i + 1] ?? kinds[i + 1] ?? none, 7), away: 1 }
    else next = { sign: next.sign, away: next.away + 1 }
  }
  let last: Figure = { sign: none, away: 9 }
  for (let i = 0; i < n; i++) {
    before.push(last)
    const { kind } = pieces[i] as Piece
    if (kind === 'N') last = { sign: row, away: 1 }
    else if (kind === '9') last = { sign: mix(none, 9), away: 1 }
    else if (unitAt[i] !== undefined) last = { sign: unit, away: 1 }
    else last = { sign: last.sign, away: last.away + 1 }
  }
  return { before, after }
}

/** Figures or words without a sign between them, and what stands around them. */
export interface Run {
  kind: number
  /** The signs right in front and behind, and the next ones. */
  before: number
  after: number
  ahead: number
  behind: number
  /** What it looks like: digits, numerals, how long. */
  shape: number
}

/** The run of each piece, and for figures how many others of the message have the same sign behind them. */
export function runsOf(plain: string, pieces: Piece[], forms: number[]): { of: Run[]; alike: number[] } {
  const END = hashOf('$')
  const group = (k: string | undefined): string => (k === '9' || k === 'n' ? '9' : k === 'C' ? 'C' : k === 'A' ? 'A' : (k ?? ''))
  const of: Run[] = []
  const behind = new Map<number, number>()
  for (let i = 0; i < pieces.length; ) {
    const kind = group(pieces[i]?.kind)
    let end = i + 1
    if (kind === '9' || kind === 'C' || kind === 'A') while (end < pieces.length && group(pieces[end]?.kind) === kind) end++
    const words = plain.slice(pieces[i]?.start, pieces[end - 1]?.end)
    const shape =
      kind === '9'
        ? hashOf(
            words
              .replace(/\d/g, '9')
              .replace(/[一二两三四五六七八九]/g, '一')
              .slice(0, 6),
          )
        : hashOf(`${kind}${Math.min(words.length, 8)}`)
    const run: Run = {
      kind: hashOf(kind),
      before: forms[i - 1] ?? END,
      after: forms[end] ?? END,
      ahead: forms[i - 2] ?? END,
      behind: forms[end + 1] ?? END,
      shape,
    }
    if (kind === '9') behind.set(run.after, (behind.get(run.after) ?? 0) + 1)
    for (; i < end; i++) of.push(run)
  }
  const figure = hashOf('9')
  return { of, alike: of.map((r) => (r.kind === figure ? Math.min(behind.get(r.after) ?? 0, 3) : 0)) }
}

/** Words by which somebody takes back what was just said. */
const SLIP =
  /不对|不是|[写打说看报记算]错|改成|改为|改到|换成|应该|应为|[哦啊噢唉哎]不|算了|更正|[少多][打写]|重新|串行|不够|还是要|只要|就要|变成|减到|加到|最后|谈到|让到|压到|磨到/g
const NEAR = 6
const FAR = 16
/** How near the next and the last word of correction is to each piece: 1 near, 2 far, 0 for none. */
export function slipsAround(plain: string, pieces: Piece[]): { at(i: number): { ahead: number; behind: number } } {
  const found = matchesOf(SLIP, plain).map((m) => m.index)
  const rank = (away: number): number => (away <= NEAR ? 1 : away <= FAR ? 2 : 0)
  let k = 0
  return {
    at: (i) => {
      const { start } = pieces[i] as Piece
      while (k < found.length && (found[k] as number) < start) k++
      return { ahead: rank((found[k] ?? Infinity) - start), behind: rank(start - (found[k - 1] ?? -Infinity)) }
    },
  }
}
