import type { Intent } from './draft'
import { intentGrams } from './intent-grams'
import weights from './intent-weights.json'

const INTENTS = weights.intents as Intent[]
const GRAMS = new Map<string, number[]>(Object.entries(weights.grams))
/** The table holds hundredths. */
const UNIT = 0.01
/** What was hardly seen is no proof: no intent counts for less. */
const FLOOR = -6

/**
 * How likely each intent is by the runs of signs in a message: the natural logarithm of its share among messages like it, never below -6. The table
 * was learnt from the labelled messages of test/corpus by scripts/train-intent.mjs.
 */
export function learntIntent(plain: string): Record<Intent, number> {
  const sums = INTENTS.map(() => 0)
  let known = 0
  for (const gram of intentGrams(plain)) {
    const found = GRAMS.get(gram)
    if (!found) continue
    known++
    for (let c = 0; c < sums.length; c++) sums[c] = (sums[c] ?? 0) + (found[c] ?? 0)
  }
  const scale = UNIT / Math.sqrt(known || 1)
  const points = weights.bias.map((b, c) => b * UNIT + (sums[c] ?? 0) * scale)
  const top = Math.max(...points)
  const all = top + Math.log(points.reduce((sum, p) => sum + Math.exp(p - top), 0))
  return Object.fromEntries(INTENTS.map((intent, c) => [intent, Math.max(FLOOR, (points[c] ?? FLOOR) - all)])) as Record<
    Intent,
    number
  >
}
