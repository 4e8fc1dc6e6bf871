import { gridOf } from './headed-cells'
import { firstFrom } from './mend-headed'
import type { Counted } from './link-model'
import type { RoleSpan } from './line-roles'
import type { Range } from '../text/page'

const TELLS = new Set(['name', 'code', 'spec', 'color'])
const holds = (place: Range | undefined, s: RoleSpan | undefined): boolean =>
  place !== undefined && s !== undefined && s.start >= place.start && s.end <= place.end

/** A count in a grid is of what stands above it and at the beginning of its row. */
export function withHeadings(links: Counted[], spans: RoleSpan[], plain: string): Counted[] {
  const grid = /\n[^\n]+\n/.test(plain) ? gridOf(plain) : undefined
  const last = grid?.rows.at(-1)?.cells.at(-1)
  if (!grid || !last) return links
  const whole = { start: grid.head[0]?.start ?? 0, end: last.end }
  const begins = grid.rows.map(({ cells }) => cells[0] as Range)
  const rowAt = (at: number): number => firstFrom(begins, at + 1) - 1
  return links.map((link) => {
    const q = spans[link.count] as RoleSpan
    const row = grid.rows[rowAt(q.start)]
    const column = row?.cells.findIndex((c, k) => k >= grid.labels && holds(c, q)) ?? -1
    if (!row || column < 0) return link
    const own = [...row.cells.slice(0, grid.labels), grid.head[column] as Range].flatMap((place) => {
      const told: Counted['words'] = []
      for (let span = firstFrom(spans, place.start); holds(place, spans[span]); span++)
        if (TELLS.has(spans[span]?.role ?? '')) told.push({ span, sure: 1 })
      return told
    })
    const named = own.some(({ span }) => spans[span]?.role === 'name')
    const around = link.words.filter(({ span }) => {
      const s = spans[span] as RoleSpan
      return !holds(whole, s) && !(named && s.role === 'name')
    })
    return { ...link, words: [...around, ...own].sort((a, b) => a.span - b.span) }
  })
}
