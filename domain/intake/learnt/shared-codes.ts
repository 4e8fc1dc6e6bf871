import type { RoleSpan } from './line-roles'

/** QF07门帘：灰8幅，白12幅: a number that stands by a name goes with it wherever it goes. */
export function withCodes<T extends { words: { span: number; sure: number }[] }>(
  links: T[],
  spans: RoleSpan[],
  plain: string,
): T[] {
  const near = (a: RoleSpan | undefined, b: RoleSpan | undefined): boolean =>
    a !== undefined && b !== undefined && plain.slice(a.end, b.start).trim() === ''
  const codes = new Map<number, number>()
  for (const { words } of links)
    for (const { span } of words)
      if (spans[span]?.role === 'code')
        for (const [name, left, right] of [[span + 1, span, span + 1] as const, [span - 1, span - 1, span] as const])
          if (spans[name]?.role === 'name' && near(spans[left], spans[right]) && words.some((w) => w.span === name))
            codes.set(name, span)
  if (codes.size === 0) return links
  return links.map((link) => {
    const { words } = link
    const name = words.find((w) => codes.has(w.span))
    if (!name || words.some((w) => spans[w.span]?.role === 'code')) return link
    const code = { ...name, span: codes.get(name.span) as number }
    return { ...link, words: [...words, code].sort((a, b) => a.span - b.span) }
  })
}
