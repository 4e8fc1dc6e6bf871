import type { CatalogueProduct } from './draft'
import { ROLES } from './line-roles'
import { numbersOf, signedOf } from './packed-table'
import { FEATURES, roleFeatures } from './role-features'
import table from './role-weights.json'
import type { Piece } from './text-pieces'
import type { Token } from './token'

const COUNT = ROLES.length

/** The row of each feature, -1 for one that was not met; its weights, one per role, in units of `unit`; and the factors of one role behind another. */
interface Weights {
  unit: number
  rows: Int32Array
  cells: Int8Array
  steps: Float64Array
}

const read = (): Weights => {
  const rows = new Int32Array(FEATURES).fill(-1)
  let number = 0
  for (const [row, step] of numbersOf(table.rows).entries()) rows[(number += step)] = row
  return {
    unit: table.unit,
    rows,
    cells: signedOf(table.cells),
    steps: Float64Array.from(table.steps, (w) => Math.exp(w * table.unit)),
  }
}
let known: Weights | undefined

/** What the pieces of a message are, as indices of ROLES, and how likely that is (0 to 1). */
export interface LikelyRoles {
  pieces: Piece[]
  roles: Uint8Array
  shares: Float64Array
}

/**
 * What the words of a message are by a table learnt from labelled ones (scripts/train-lines.mjs): a linear-chain conditional random field over the
 * pieces of the text. `told`: the roles that the rules gave them. Pure, and linear in the text.
 */
export function likelyRoles(
  plain: string,
  tokens: Token[],
  catalogue: CatalogueProduct[] | null,
  told: (pieces: Piece[]) => Uint8Array,
): LikelyRoles {
  known ??= read()
  const { pieces, features, from } = roleFeatures(plain, tokens, catalogue, told)
  const n = pieces.length
  const all = likely(n, features, from, known)
  const roles = new Uint8Array(n)
  const shares = new Float64Array(n)
  const name = ROLES.indexOf('name')
  const color = ROLES.indexOf('color')
  for (let i = 0; i < n; i++) {
    let best = 0
    for (let r = 1; r < COUNT; r++) if ((all[i * COUNT + r] ?? 0) > (all[i * COUNT + best] ?? 0)) best = r
    const share = (r: number): number => all[i * COUNT + r] ?? 0
    const twin = best === name || best === color ? best - 1 : best === name - 1 || best === color - 1 ? best + 1 : -1
    roles[i] = best
    shares[i] = share(best) + (twin >= 0 ? share(twin) : 0)
  }
  return { pieces, roles, shares }
}

/** The points that each feature gives to each role, for one piece after another. */
function weigh(features: Int32Array, begin: number, end: number, { rows, cells }: Weights, points: Int32Array): void {
  points.fill(0)
  for (let k = begin; k < end; k++) {
    const row = rows[features[k] as number] as number
    if (row < 0) continue
    const at = row * COUNT
    for (let r = 0; r < COUNT; r++) points[r] = (points[r] as number) + (cells[at + r] as number)
  }
}

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

/** Shares of the roles for each piece, by the forward-backward algorithm. */
function likely(n: number, features: Int32Array, from: Int32Array, weights: Weights): Float64Array {
  const { unit, steps } = weights
  const here = new Float64Array(n * COUNT)
  const points = new Int32Array(COUNT)
  for (let i = 0; i < n; i++) {
    weigh(features, from[i] as number, from[i + 1] as number, weights, points)
    raise(points, unit, here, i * COUNT)
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
  return shares
}
