import { linkFeatures, LINK_FEATURES } from './link-features'
import type { WordLayout } from './word-layout'
import table from './link-weights.json'
import { signedOf } from '../text/packed-table'

let known: Float64Array | undefined
export const loadLinks = (): Float64Array => {
  if (known) return known
  known = new Float64Array(LINK_FEATURES)
  const cells = signedOf(table.cells)
  for (let i = 0; i < LINK_FEATURES; i++) known[i] = (cells[i] ?? 0) * table.unit
  return known
}

/** Words further away from a count than so many are not said of it: a heading holds for some thirty rows. */
const AHEAD = 150
const BEHIND = 60

/** A count with the words that are said of it, each with how likely that is. */
export interface Counted {
  count: number
  words: { span: number; sure: number }[]
}

/** How likely words are said of a count. */
function likely(layout: WordLayout, span: number, count: number): number {
  const w = loadLinks()
  let points = 0
  for (const f of linkFeatures(layout, span, count)) points += w[f] ?? 0
  return 1 / (1 + Math.exp(-points))
}

/** Which words are said of which count, by a table learnt from labelled messages (scripts/train-lines.mjs). */
export function likelyLinks(layout: WordLayout): Counted[] {
  return layout.counts.map((count) => {
    const words: Counted['words'] = []
    for (let span = Math.max(0, count - AHEAD); span < Math.min(layout.spans.length, count + BEHIND); span++) {
      const role = layout.spans[span]?.role
      if (role === 'quantity' || role === 'customer') continue
      const sure = likely(layout, span, count)
      if (sure > 0.5) words.push({ span, sure })
    }
    return { count, words }
  })
}

/** Who each count is for: the likeliest buyer among the spans. */
export function likelyBuyers(layout: WordLayout): { count: number; buyer: number; sure: number }[] {
  const buyers = layout.spans.flatMap((s, k) => (s.role === 'customer' ? [k] : []))
  return layout.counts.map((count) => {
    let best = { count, buyer: -1, sure: 0 }
    for (const buyer of buyers) {
      const sure = likely(layout, buyer, count)
      if (sure > best.sure) best = { count, buyer, sure }
    }
    return best
  })
}
