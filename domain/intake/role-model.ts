import type { CatalogueProduct } from './draft'
import { ROLES } from './line-roles'
import { bytesOf, signedOf } from './packed-table'
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
  const numbers = bytesOf(table.rows)
  const rows = new Int32Array(FEATURES).fill(-1)
  let number = 0
  let row = 0
  for (let i = 0; i < numbers.length; ) {
    let step = 0
    for (let shift = 0; ; shift += 7) {
      const byte = numbers[i++] ?? 0
      step |= (byte & 127) << shift
      if (byte < 128) break
    }
    number += step
    rows[number] = row++
  }
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
  /** How likely each piece has each role, as many numbers a piece as there are roles. */
  all: Float64Array
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
  return { pieces, roles, shares, all }
}

/** Shares of the roles for each piece, by the forward-backward algorithm. */
function likely(n: number, features: Int32Array, from: Int32Array, weights: Weights): Float64Array {
  const { rows, cells, unit, steps } = weights
  const here = new Float64Array(n * COUNT)
  const points = new Float64Array(COUNT)
  for (let i = 0; i < n; i++) {
    points.fill(0)
    for (let k = from[i] ?? 0; k < (from[i + 1] as number); k++) {
      const row = rows[features[k] ?? -1] ?? -1
      if (row < 0) continue
      for (let r = 0, at = row * COUNT; r < COUNT; r++, at++) points[r] = (points[r] as number) + (cells[at] as number)
    }
    let top = points[0] as number
    for (let r = 1; r < COUNT; r++) if ((points[r] as number) > top) top = points[r] as number
    for (let r = 0; r < COUNT; r++) here[i * COUNT + r] = Math.exp(((points[r] as number) - top) * unit)
  }
  const ahead = new Float64Array(n * COUNT)
  const scale = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let r = 0; r < COUNT; r++) {
      let a = i === 0 ? 1 : 0
      if (i > 0) for (let q = 0; q < COUNT; q++) a += (ahead[(i - 1) * COUNT + q] as number) * (steps[q * COUNT + r] as number)
      a *= here[i * COUNT + r] ?? 0
      ahead[i * COUNT + r] = a
      sum += a
    }
    scale[i] = sum
    for (let r = 0; r < COUNT; r++) ahead[i * COUNT + r] = (ahead[i * COUNT + r] as number) / sum
  }
  let back = new Float64Array(COUNT).fill(1)
  const shares = ahead
  for (let i = n - 2; i >= 0; i--) {
    const now = new Float64Array(COUNT)
    for (let r = 0; r < COUNT; r++) points[r] = (here[(i + 1) * COUNT + r] as number) * (back[r] as number)
    for (let q = 0; q < COUNT; q++) {
      let b = 0
      for (let r = 0; r < COUNT; r++) b += (steps[q * COUNT + r] as number) * (points[r] as number)
      now[q] = b / (scale[i + 1] ?? 1)
      shares[i * COUNT + q] = (shares[i * COUNT + q] as number) * (now[q] as number)
    }
    back = now
  }
  return shares
}
