import type { Settled } from './settle-item'
import type { Token } from '../tokens/token'

/** What holds for the lines that come next until another article is named. */
export interface Head extends Pick<Settled, 'names' | 'codes' | 'specs' | 'sizes' | 'colors' | 'notes' | 'price' | 'tolerance'> {
  counted: boolean
}

/** What an article hands on to those that follow without a name. */
export const headOf = (s: Settled): Head => ({
  names: s.names,
  codes: s.codes,
  specs: s.specs,
  sizes: s.sizes,
  colors: s.colors,
  notes: s.notes,
  ...(s.price ? { price: s.price } : {}),
  ...(s.tolerance ? { tolerance: s.tolerance } : {}),
  counted: s.quantity !== undefined,
})

/** The articles of an item: one, or with 各 one for each name, colour and size that is listed. */
export function spread(
  s: Settled,
  names: Token[],
  sizes: Token[],
  colors: Token[],
): { names: Token[]; sizes: Token[]; colors: Token[] }[] {
  if (!s.each) return [{ names, sizes, colors }]
  const parted = (a: Token, b: Token): boolean =>
    s.item.tokens.some((t) => (t.kind === 'sep' || t.kind === 'gap') && t.start >= a.end && t.end <= b.start) ||
    (b.spaced === true && !s.item.tokens.some((t) => t.kind !== 'word' && t.start >= a.end && t.end <= b.start))
  const apart = names.length > 1 && names.every((t, i) => i === 0 || parted(names[i - 1] as Token, t))
  const byName = apart ? names.map((t) => [t]) : [names]
  const bySize = sizes.length > 1 ? sizes.map((t) => [t]) : [sizes]
  const byColor = colors.length > 1 ? colors.map((t) => [t]) : [colors]
  return byName.flatMap((n) => byColor.flatMap((c) => bySize.map((z) => ({ names: n, sizes: z, colors: c }))))
}

/** "口罩50个/盒 200盒，N95 100盒": letters and figures behind an article that has none of their kind may be another article. */
export function articleByModel(s: Settled, head: Head | undefined): Token | undefined {
  const [model] = s.specs.filter((t) => t.kind === 'model')
  if (!model || !/^[a-z]/.test(model.text) || !head || s.item.opened === 'glued' || s.item.opened === 'blank') return undefined
  if (s.item.opened === 'gap' || head.specs.some((t) => t.kind === 'model') || s.specs.length > 1) return undefined
  return head.specs.length > 0 && head.counted ? model : undefined
}
