import type { Settled } from './settle-item'
import type { Token } from './token'

/** What holds for the lines that come next until another article is named. */
export interface Head {
  names: Token[]
  codes: Token[]
  specs: Token[]
  sizes: Token[]
  colors: Token[]
  notes: Token[]
  price?: Token
  tolerance?: Token
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
