import type { CatalogueProduct } from '../draft'
import { ROLES } from './line-roles'
import type { NormalText } from '../text/normalise-text'
import { numbersOf, signedOf } from '../text/packed-table'
import { FEATURES, roleFeatures } from './role-features'
import table from './role-weights.json'
import type { Piece } from '../text/text-pieces'
import type { Token } from '../tokens/token'

const COUNT = ROLES.length

/** Four weights of one byte each, 128 above what they are, in one number. */
const QUADS = Math.ceil(COUNT / 4)
const ABOVE = 128
/** The second and fourth of four bytes. */
const PAIR = 0x00ff00ff
/** So many bytes add up to no more than two bytes hold. */
const MOST_SUMS = 257

/**
 * The features that were met are kept as bits, 32 in a number; next to each stands how many there are before it: the number of a feature's row. The
 * whole fits where rows of a number each would not, and most of the time goes into waiting for memory. `cells`: a weight per role in units of `unit`,
 * four in a number; `steps`: the factors of one role behind another.
 */
interface Weights {
  unit: number
  met: Int32Array
  cells: Int32Array
  steps: Float64Array
}

function read(): Weights {
  const met = new Int32Array(FEATURES / 16)
  let feature = 0
  for (const step of numbersOf(table.rows)) {
    feature += step
    const at = (feature >>> 5) * 2
    met[at] = (met[at] as number) | (1 << (feature & 31))
  }
  let row = 0
  for (let at = 0; at < met.length; at += 2) {
    met[at + 1] = row
    row += bitsIn(met[at] as number)
  }
  const weights = signedOf(table.cells)
  const bytes = new Uint8Array(row * QUADS * 4)
  for (let r = 0, from = 0; r < row; r++)
    for (let to = r * QUADS * 4, end = from + COUNT; from < end; from++, to++) bytes[to] = (weights[from] as number) + ABOVE
  return {
    unit: table.unit,
    met,
    cells: new Int32Array(bytes.buffer),
    steps: Float64Array.from(table.steps, (w) => Math.exp(w * table.unit)),
  }
}

/** How many bits of a number are set. */
function bitsIn(number: number): number {
  let n = number - ((number >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
let known: Weights | undefined
export const loadRoles = (): Weights => (known ??= read())

/** What the pieces of a message are, as indices of ROLES, and how likely that is (0 to 1). */
export interface LikelyRoles {
  pieces: Piece[]
  roles: Uint8Array
  shares: Float64Array
  /** How likely each piece has each role, as many numbers a piece as there are roles. */
  all: Float64Array
}

/**
 * What the words of a message are by a table learnt from labelled ones (scripts/train-lines.mjs): a linear-chain conditional random field over the
 * pieces of the text. `told`: the roles that the rules gave them. Pure, and linear in the text.
 */
export function likelyRoles(
  normal: NormalText,
  tokens: Token[],
  catalogue: CatalogueProduct[] | null,
  told: (pieces: Piece[]) => Uint8Array,
): LikelyRoles {
  const weights = loadRoles()
  const { pieces, features, from } = roleFeatures(normal, tokens, catalogue, told)
  const n = pieces.length
  const { all, roles } = likely(n, features, from, weights, (i) => partsNames(pieces, i))
  const shares = new Float64Array(n)
  const name = NAME
  const color = ROLES.indexOf('color')
  for (let i = 0; i < n; i++) {
    const best = roles[i] as number
    const share = (r: number): number => all[i * COUNT + r] ?? 0
    const twin = best === name || best === color ? best - 1 : best === name - 1 || best === color - 1 ? best + 1 : -1
    shares[i] = share(best) + (twin >= 0 ? share(twin) : 0)
  }
  return { pieces, roles, shares, all }
}

/** Adds up what the features from `begin` on, not more than MOST_SUMS, give to each role. */
function addUp(features: Int32Array, begin: number, end: number, { met, cells }: Weights, points: Int32Array): void {
  let [many, a, b, c, d, e, f, g, h, i, j] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let k = begin; k < end; k++) {
    const feature = features[k] as number
    const at = (feature >>> 5) * 2
    const bits = met[at] as number
    if (((bits >>> (feature & 31)) & 1) === 0) continue
    const row = (met[at + 1] as number) + bitsIn(bits & ~(-1 << (feature & 31)))
    const cell = row * QUADS
    const [v, w, x, y, z] = [
      cells[cell] as number,
      cells[cell + 1] as number,
      cells[cell + 2] as number,
      cells[cell + 3] as number,
      cells[cell + 4] as number,
    ]
    a = (a + (v & PAIR)) | 0
    b = (b + ((v >>> 8) & PAIR)) | 0
    c = (c + (w & PAIR)) | 0
    d = (d + ((w >>> 8) & PAIR)) | 0
    e = (e + (x & PAIR)) | 0
    f = (f + ((x >>> 8) & PAIR)) | 0
    g = (g + (y & PAIR)) | 0
    h = (h + ((y >>> 8) & PAIR)) | 0
    i = (i + (z & PAIR)) | 0
    j = (j + ((z >>> 8) & PAIR)) | 0
    many++
  }
  const sums = [a, b, c, d, e, f, g, h, i, j]
  for (let r = 0; r < COUNT; r++) {
    const pair = sums[(r >> 2) * 2 + (r & 1)] as number
    const sum = (r & 2) === 0 ? pair & 0xffff : pair >>> 16
    points[r] = (points[r] as number) + sum - many * ABOVE
  }
}

/** The points of each role for one piece. */
function weigh(features: Int32Array, begin: number, end: number, weights: Weights, points: Int32Array): void {
  points.fill(0)
  for (let k = begin; k < end; k += MOST_SUMS) addUp(features, k, Math.min(end, k + MOST_SUMS), weights, points)
}

const NAME = ROLES.indexOf('name')
/** A blank between Chinese words: 榴莲 金枕 is no name. */
const partsNames = (pieces: Piece[], i: number): boolean =>
  pieces[i]?.kind === 'S' && /^[Cn]$/.test(pieces[i - 1]?.kind ?? '') && /^[Cn]$/.test(pieces[i + 1]?.kind ?? '')

/** Powers of the points of one piece, the largest 1. */
function raise(points: Int32Array, unit: number, into: Float64Array, at: number): void {
  let top = points[0] as number
  for (let r = 1; r < COUNT; r++) if ((points[r] as number) > top) top = points[r] as number
  for (let r = 0; r < COUNT; r++) into[at + r] = Math.exp(((points[r] as number) - top) * unit)
}

/** One step ahead: `ahead` of piece `i` from that of the piece before. Gives the sum that it is scaled by. */
function stepAhead(i: number, ahead: Float64Array, here: Float64Array, steps: Float64Array): number {
  const at = i * COUNT
  let sum = 0
  for (let r = 0; r < COUNT; r++) {
    let a = i === 0 ? 1 : 0
    if (i > 0) for (let q = 0; q < COUNT; q++) a += (ahead[at - COUNT + q] as number) * (steps[q * COUNT + r] as number)
    a *= here[at + r] as number
    ahead[at + r] = a
    sum += a
  }
  for (let r = 0; r < COUNT; r++) ahead[at + r] = (ahead[at + r] as number) / sum
  return sum
}

/** One step back from piece `i + 1` to piece `i`: `back` becomes that of piece `i`, whose `shares` are multiplied by it. */
function stepBack(
  i: number,
  back: Float64Array,
  product: Float64Array,
  here: Float64Array,
  steps: Float64Array,
  scale: number,
): void {
  const at = (i + 1) * COUNT
  for (let r = 0; r < COUNT; r++) product[r] = (here[at + r] as number) * (back[r] as number)
  for (let q = 0; q < COUNT; q++) {
    let b = 0
    for (let r = 0; r < COUNT; r++) b += (steps[q * COUNT + r] as number) * (product[r] as number)
    back[q] = b / scale
  }
}

/** The roles of all pieces that are likeliest as a whole, by the Viterbi algorithm: of words that may be read in two ways none is read half in each. */
export function likeliest(n: number, here: Float64Array, steps: Float64Array): Uint8Array {
  const from = new Uint8Array(n * COUNT)
  let [last, next] = [new Float64Array(COUNT).fill(1), new Float64Array(COUNT)]
  for (let i = 0; i < n; i++) {
    let most = 0
    for (let r = 0; r < COUNT; r++) {
      let [top, at] = [0, 0]
      for (let q = 0; q < COUNT; q++) {
        const v = (last[q] as number) * (i === 0 ? 1 : (steps[q * COUNT + r] as number))
        if (v > top) {
          top = v
          at = q
        }
      }
      const v = top * (here[i * COUNT + r] as number)
      next[r] = v
      from[i * COUNT + r] = at
      if (v > most) most = v
    }
    // Only how they compare counts: without this they would become too small for a number.
    for (let r = 0; r < COUNT; r++) next[r] = (next[r] as number) / most
    ;[last, next] = [next, last]
  }
  const roles = new Uint8Array(n)
  for (let i = n - 1, r = last.indexOf(1); i >= 0; i--) {
    roles[i] = r
    r = from[i * COUNT + r] as number
  }
  return roles
}

/** Shares of the roles for each piece, by the forward-backward algorithm, and the roles that are likeliest as a whole. */
function likely(
  n: number,
  features: Int32Array,
  from: Int32Array,
  weights: Weights,
  parts: (i: number) => boolean,
): { all: Float64Array; roles: Uint8Array } {
  const { unit, steps } = weights
  const here = new Float64Array(n * COUNT)
  const points = new Int32Array(COUNT)
  for (let i = 0; i < n; i++) {
    weigh(features, from[i] as number, from[i + 1] as number, weights, points)
    raise(points, unit, here, i * COUNT)
    if (parts(i)) here[i * COUNT + NAME] = 0
  }
  const shares = new Float64Array(n * COUNT)
  const scale = new Float64Array(n)
  for (let i = 0; i < n; i++) scale[i] = stepAhead(i, shares, here, steps)
  const back = new Float64Array(COUNT).fill(1)
  const product = new Float64Array(COUNT)
  for (let i = n - 2; i >= 0; i--) {
    stepBack(i, back, product, here, steps, scale[i + 1] as number)
    for (let q = 0; q < COUNT; q++) shares[i * COUNT + q] = (shares[i * COUNT + q] as number) * (back[q] as number)
  }
  return { all: shares, roles: likeliest(n, here, steps) }
}
