import { ROLES } from './line-roles'
import { CODE, numberOf, QUANTITY, SPEC } from './role-numbers'
import type { Piece } from '../text/text-pieces'

const COUNT = ROLES.length
const PRICE = numberOf('price')
/** What a column of bare figures may be. */
const OF_COLUMNS = [QUANTITY, PRICE, SPEC, CODE, numberOf('amount')]
/** So many rows with so many cells make a table. */
const ROWS = 3
const CELLS = 3
const SIGNS = ['/', '|', '-', ',']
/** Below this nothing of a column is sure. */
const LIKELY = 0.2

interface Cell {
  from: number
  to: number
}

/** The cells of each row that has enough of them between signs of one kind, by that sign and how many they are. */
function tables(pieces: Piece[]): Cell[][][] {
  const found = new Map<string, Cell[][]>()
  for (let from = 0; from < pieces.length; ) {
    let to = from
    while (to < pieces.length && pieces[to]?.kind !== 'N') to++
    for (const sign of SIGNS) {
      const cells: Cell[] = []
      let start = from
      for (let i = from; i <= to; i++)
        if (i === to || pieces[i]?.kind === sign) {
          cells.push({ from: start, to: i })
          start = i + 1
        }
      if (cells.length < CELLS) continue
      const key = `${sign}${cells.length}`
      const rows = found.get(key)
      if (rows) rows.push(cells)
      else found.set(key, [cells])
      break
    }
    from = to + 1
  }
  return [...found.values()].filter((rows) => rows.length >= ROWS)
}

/** The figures of a column where each row has one and nothing else there. */
function figuresOf(pieces: Piece[], rows: Cell[][], column: number): number[] | undefined {
  const figures: number[] = []
  for (const row of rows) {
    const { from, to } = row[column] as Cell
    let at = -1
    for (let i = from; i < to; i++) {
      const kind = pieces[i]?.kind
      if (kind === 'S') continue
      if (kind !== '9' || at >= 0) return undefined
      at = i
    }
    if (at < 0) return undefined
    figures.push(at)
  }
  return figures
}

/** Reads the figures of one column of a table that is written with strokes alike: 衬衫/白/M/10/55, three rows of them. */
export function mendColumns(plain: string, pieces: Piece[], roles: Uint8Array, shares: Float64Array, all: Float64Array): void {
  for (const rows of tables(pieces)) {
    const read = (rows[0] ?? []).flatMap((_, k) => {
      const figures = figuresOf(pieces, rows, k)
      if (!figures) return []
      const mean = (role: number): number => figures.reduce((sum, i) => sum + (all[i * COUNT + role] ?? 0), 0) / figures.length
      return [{ column: k, figures, mean }]
    })
    const count = [...read].sort((a, b) => b.mean(QUANTITY) - a.mean(QUANTITY))[0]
    const told = read.flatMap((one) => {
      const { figures, mean } = one
      const [best] = OF_COLUMNS.filter((role) => role !== QUANTITY || one === count)
        .map((role) => ({ role, mean: mean(role) }))
        .sort((a, b) => b.mean - a.mean)
      return best && best.mean >= LIKELY ? [{ column: one.column, figures, role: best.role }] : []
    })
    // Prices of what is nowhere counted are counts.
    const others = rows.flatMap((row) => row.filter((_, k) => !told.some((t) => t.column === k)))
    const none =
      !others.some(({ from, to }) => roles.subarray(from, to).includes(QUANTITY)) && !told.some(({ role }) => role === QUANTITY)
    for (const { figures, role } of told) {
      const whole = figures.every((i) => !plain.slice(pieces[i]?.start, pieces[i]?.end).includes('.'))
      const own = none && role === PRICE && whole ? QUANTITY : role
      for (const i of figures) {
        roles[i] = own
        shares[i] = all[i * COUNT + own] ?? 0
      }
    }
  }
}
