import { BUYER_FEATURES, buyerCandidates } from './buyer-features'
import table from './buyer-weights.json'
import type { CatalogueProduct } from '../draft'
import type { NormalText } from '../text/normalise-text'
import { numbersOf, signedOf } from '../text/packed-table'
import type { LikelyBuyers } from '../text/page'
import type { Token } from '../tokens/token'

let cells: Int8Array | undefined
export const loadBuyers = (): Int8Array => (cells ??= read())

/** The weight of each feature in units of the table; most were never met and have none. */
function read(): Int8Array {
  const weights = new Int8Array(BUYER_FEATURES)
  const met = signedOf(table.cells)
  let feature = 0
  for (const [i, step] of numbersOf(table.rows).entries()) {
    feature += step
    weights[feature] = met[i] ?? 0
  }
  return weights
}

/** What is less likely than this is not worth to be weighed against other readings. */
const LEAST = 0.03

/**
 * Who likely buys by a table learnt from labelled messages (scripts/train-buyers.mjs): a log-linear model over all words that could be, and over there
 * being none. Pure.
 */
function likelyBuyers(
  plain: string,
  words: Token[],
  catalogue: CatalogueProduct[] | null,
  from: number,
  to: number,
): LikelyBuyers {
  const weights = loadBuyers()
  const points = (features: number[]): number => {
    let sum = 0
    for (const f of features) sum += weights[f] ?? 0
    return sum * table.unit
  }
  const { candidates, none } = buyerCandidates(plain, words, catalogue, from, to)
  const nobody = points(none)
  const scores = candidates.map((c) => points(c.features))
  const top = Math.max(nobody, ...scores)
  const all = scores.reduce((sum, s) => sum + Math.exp(s - top), Math.exp(nobody - top))
  const sureOf = (score: number): number => Math.exp(score - top) / all
  return {
    options: candidates
      .map(({ start, end }, i) => ({ start, end, sure: sureOf(scores[i] ?? 0) }))
      .filter((c) => c.sure > LEAST)
      .sort((a, b) => b.sure - a.sure),
    nobody: sureOf(nobody),
  }
}

/** Looks for the likely buyers of one message among its words; each stretch is weighed once. */
export function buyerFinder(
  normal: NormalText,
  words: () => Token[],
  catalogue: CatalogueProduct[] | null,
): (from: number, to: number) => LikelyBuyers {
  const known = new Map<string, LikelyBuyers>()
  return (from, to) => {
    const stretch = `${from}-${to}`
    const found = known.get(stretch) ?? likelyBuyers(normal.plain, words(), catalogue, from, to)
    known.set(stretch, found)
    return found
  }
}
