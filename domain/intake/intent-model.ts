import type { Intent } from './draft'
import type { IntentSigns } from './intent-signs'
import weights from './intent-weights.json'

const INTENTS = weights.intents as Intent[]
const SIGNS = new Map<string, number[]>(Object.entries(weights.signs))
/** The table holds hundredths. */
const UNIT = 0.01
/** How much a fact counts beside the words. The training asks it of here. */
export const FACT = 0.3

/**
 * How likely each intent is by the signs of a message: the natural logarithm of its share among messages like it. The table was learnt from the
 * labelled messages of test/corpus by scripts/train-intent.mjs. Runs and shapes count by the root of their number, so that long messages are not surer
 * than short ones.
 */
export function learntIntent(signs: IntentSigns): Record<Intent, number> {
  const points = weights.bias.map((b) => b * UNIT)
  const count = (of: Iterable<string>, strength: number | undefined): void => {
    const found: number[][] = []
    for (const sign of of) {
      const known = SIGNS.get(sign)
      if (known) found.push(known)
    }
    const scale = UNIT * (strength ?? 1 / Math.sqrt(found.length || 1))
    for (const known of found) for (let c = 0; c < points.length; c++) points[c] = (points[c] ?? 0) + (known[c] ?? 0) * scale
  }
  count(signs.runs, undefined)
  count(signs.shapes, undefined)
  count(signs.facts, FACT)
  const top = Math.max(...points)
  const all = top + Math.log(points.reduce((sum, p) => sum + Math.exp(p - top), 0))
  return Object.fromEntries(INTENTS.map((intent, c) => [intent, (points[c] ?? 0) - all])) as Record<Intent, number>
}
