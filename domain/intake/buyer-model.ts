import { buyerCandidates } from './buyer-features'
import table from './buyer-weights.json'
import type { CatalogueProduct } from './draft'
import type { NormalText } from './normalise-text'
import { signedOf } from './packed-table'
import type { LikelyBuyer } from './page'
import type { Token } from './token'

let cells: Int8Array | undefined

/**
 * Who most likely buys by a table learnt from labelled messages (scripts/train-buyers.mjs): a log-linear model over all words that could be, and over
 * there being none. undefined when none is likelier than each of them. Pure.
 */
function likelyBuyer(
  plain: string,
  words: Token[],
  catalogue: CatalogueProduct[] | null,
  from: number,
  to: number,
): LikelyBuyer | undefined {
  const weights = (cells ??= signedOf(table.cells))
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

/** Looks for the likely buyer of one message among its words; each stretch is weighed once. */
export function buyerFinder(
  normal: NormalText,
  words: () => Token[],
  catalogue: CatalogueProduct[] | null,
): (from: number, to: number) => LikelyBuyer | undefined {
  const known = new Map<string, LikelyBuyer | undefined>()
  return (from, to) => {
    const stretch = `${from}-${to}`
    if (!known.has(stretch)) known.set(stretch, likelyBuyer(normal.plain, words(), catalogue, from, to))
    return known.get(stretch)
  }
}
