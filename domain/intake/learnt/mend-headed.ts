import { gridOf, headedOf, type Grid } from './headed-cells'
import { CODE, COLOR, CUSTOMER, firstOf, NAME, numberOf, QUANTITY, SPEC, UNIT as UNIT_ROLE } from './role-numbers'
import type { Column } from '../lines/read-table'
import type { Range } from '../text/page'
import type { Piece } from '../text/text-pieces'
import { NUMBER } from '../text/numerals'
import { UNIT } from '../words/units'

const [PRICE, AMOUNT, PER, CONTACT] = [numberOf('price'), numberOf('amount'), numberOf('per'), numberOf('contact')]
/** How sure a figure is whose column has a heading. */
const SURE = 0.9
const FIGURE = new RegExp(`^(?:¥|rmb)? ?(?:${NUMBER}) ?(?:元|块|${UNIT})?$`)
const ONE_UNIT = new RegExp(`^(?:${UNIT})$`)
const BRACKETED = /\(([^()]{1,4})\)$/
/** What the figures of a column are. */
const OF_COLUMN: Partial<Record<Column, number>> = { quantity: QUANTITY, price: PRICE, amount: AMOUNT }
/** What a heading over a column of words says of figures that were taken for something counted or paid. */
const WORDS_OF: Partial<Record<Column, number>> = { spec: SPEC, size: SPEC, code: CODE, color: COLOR }
const MISREAD = new Set([0, QUANTITY, UNIT_ROLE, PRICE, AMOUNT, PER])
const NUMBERED = /^[a-z\d][a-z\d./-]*$/
/** 需求日期, 交期: nothing below it is of the goods. */
const DAYS = /(?:日期|交期|货期|时间|date)$/

/** The first of things in their order that begins at a place or behind it. */
export function firstFrom(all: Range[], start: number): number {
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle] as Range).start < start) low = middle + 1
    else high = middle
  }
  return low
}

/** Puts roles right by the headings over columns. */
export function mendHeaded(plain: string, pieces: Piece[], roles: Uint8Array, shares: Float64Array): void {
  const within = ({ start, end }: Range): number[] => {
    const at: number[] = []
    for (let i = firstFrom(pieces, start); i < pieces.length && (pieces[i] as Piece).end <= end; i++)
      if (pieces[i]?.kind !== 'S') at.push(i)
    return at
  }
  const put = (at: number[], role: number): void => {
    for (const [k, i] of at.entries()) {
      roles[i] = k === 0 ? firstOf(role) : role
      shares[i] = SURE
    }
  }
  const headed = headedOf(plain)
  if (!headed) {
    const grid = gridOf(plain)
    if (grid) mendGrid(plain, grid, within, put, pieces, roles)
    return
  }
  // The unit of all may stand in the heading: 数量(桶).
  for (const [k, cell] of headed.head.entries()) {
    put(within(cell), 0)
    // 数量(桶)
    const unit = headed.columns[k] === 'quantity' ? BRACKETED.exec(plain.slice(cell.start, cell.end))?.[1] : undefined
    if (unit && ONE_UNIT.test(unit)) put(within({ start: cell.end - unit.length - 1, end: cell.end - 1 }), UNIT_ROLE)
  }
  const counted = headed.columns.indexOf('quantity')
  for (const { cells } of headed.rows) {
    const count = cells[counted] as Range
    if (!FIGURE.test(plain.slice(count.start, count.end))) continue
    for (const [k, cell] of cells.entries()) {
      const column = headed.columns[k]
      const words = plain.slice(cell.start, cell.end)
      const at = within(cell)
      const role = column && OF_COLUMN[column]
      if (role !== undefined && FIGURE.test(words)) {
        const first = at.findIndex((i) => /^[9n]$/.test(pieces[i]?.kind ?? ''))
        const rest = at.findIndex((i, n) => n > first && !/^[9n]$/.test(pieces[i]?.kind ?? ''))
        put(at.slice(first, rest < 0 ? undefined : rest), role)
        if (role === QUANTITY && rest > 0) put(at.slice(rest), UNIT_ROLE)
      } else if (column === 'unit' && ONE_UNIT.test(words)) put(at, UNIT_ROLE)
      else if (DAYS.test(plain.slice(headed.head[k]?.start, headed.head[k]?.end)))
        put(
          at.filter((i) => MISREAD.has(roles[i] ?? 0) || roles[i] === SPEC || roles[i] === CODE),
          0,
        )
      else if (column && WORDS_OF[column] !== undefined) {
        const own = column === 'code' && !NUMBERED.test(words) ? [] : at.filter((i) => MISREAD.has(roles[i] ?? 0))
        if (own.some((i) => roles[i] !== 0) && (column !== 'color' || own.length === at.length))
          put(column === 'code' ? at : own, WORDS_OF[column] as number)
      } else if (column === 'name' && at.length > 0 && at.every((i) => MISREAD.has(roles[i] ?? 0))) put(at, NAME)
    }
  }
}

/** Counts of a grid, and the words above them. */
function mendGrid(
  plain: string,
  { head, labels, rows }: Grid,
  within: (r: Range) => number[],
  put: (at: number[], role: number) => void,
  pieces: Piece[],
  roles: Uint8Array,
): void {
  for (const cell of head.slice(0, labels)) put(within(cell), 0)
  for (const cell of head.slice(labels)) {
    const at = within(cell)
    if (at.every((i) => roles[i] === CUSTOMER)) continue
    const chinese = at.filter((i) => /^[Cn]$/.test(pieces[i]?.kind ?? ''))
    const other = at.filter((i) => !chinese.includes(i))
    const told = (role: number): boolean => at.some((i) => roles[i] === role || roles[i] === firstOf(role))
    if (other.length > 0 && !told(CODE)) put(other, SPEC)
    if (chinese.length > 1 && !told(NAME) && !told(COLOR))
      put(chinese, plain.slice(cell.start, cell.end).endsWith('店') ? 0 : NAME)
  }
  for (const { cells } of rows)
    for (const [k, cell] of cells.entries()) {
      const at = within(cell)
      if (k >= labels) put(at, head[k]?.start === head[k]?.end ? 0 : QUANTITY)
      else if (at.every((i) => roles[i] === CONTACT)) put(at, CUSTOMER)
    }
}
