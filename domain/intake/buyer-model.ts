import { buyerCandidates } from './buyer-features'
import table from './buyer-weights.json'
import type { CatalogueProduct } from './draft'
import { bytesOf, signedOf } from './packed-table'
import type { Token } from './token'

/** Words that are likely who buys, half-open, with how likely that is (0 to 1). */
export interface LikelyBuyer {
  start: number
  end: number
  sure: number
}

let cells: Int8Array | undefined

/**
 * Who most likely buys by a table learnt from labelled messages (scripts/train-buyers.mjs): a log-linear model over all words that could be, and over
 * there being none. undefined when none is likelier than each of them. Pure.
 */
export function likelyBuyer(
  plain: string,
  words: Token[],
  catalogue: CatalogueProduct[] | null,
  from: number,
  to: number,
): LikelyBuyer | undefined {
  const weights = (cells ??= signedOf(bytesOf(table.cells)))
  const points = (features: number[]): number => {
    let sum = 0
    for (const f of features) sum += weights[f] ?? 0
    return sum * table.unit
  }
  const { candidates, none } = buyerCandidates(plain, words, catalogue, from, to)
  const nobody = points(none)
  const scores = candidates.map((c) => points(c.features))
  const top = Math.max(nobody, ...scores)
  const best = scores.indexOf(top)
  const found = candidates[best]
  if (!found) return undefined
  const all = scores.reduce((sum, s) => sum + Math.exp(s - top), Math.exp(nobody - top))
  return { start: found.start, end: found.end, sure: 1 / all }
}
