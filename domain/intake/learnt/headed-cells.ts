import { columnOf, type Column } from '../lines/read-table'
import type { Range } from '../text/page'

/** A row of a message, cut at signs of one kind. */
export interface Row {
  cells: Range[]
}

/** Rows below a heading that says what each column is. */
export interface Headed {
  head: Range[]
  columns: (Column | undefined)[]
  rows: Row[]
}
/** Rows of counts below a heading of goods, sizes or buyers, with so many cells in front that say what the row is. */
export interface Grid {
  head: Range[]
  labels: number
  rows: Row[]
}

/** What cells stand between, the plainest signs first. */
const SIGNS = [/\t/, / ?\| ?/, / ?\/ ?/, /[,，]/, / {2,}/, / /]
const LONGEST_ROW = 160
const MOST_CELLS = 12
const COUNT = /^(?:\d{1,5}|-|)$/
const CORNER = /^(?:颜色|尺码|码数|色号|款号?|货号|款式|规格|品名|色|[色款][/\\]码|颜色[/\\]尺码|[门分]?店铺?名?|客户|单位|)$/
const SUM = /^(?:合计|小计|总计|共计|总数|合)$/

function cellsOf(plain: string, { start, end }: Range, sign: RegExp): Range[] {
  const cells: Range[] = []
  let at = start
  for (const part of plain.slice(start, end).split(sign)) {
    const from = part === '' ? at : plain.indexOf(part, at)
    const lead = part.length - part.trimStart().length
    cells.push({ start: from + lead, end: from + Math.max(lead, part.trimEnd().length) })
    at = from + part.length
  }
  return cells
}

const rowsOf = (plain: string): Range[] => {
  let at = 0
  return plain.split('\n').map((row) => {
    const start = at
    at += row.length + 1
    return { start, end: start + row.length }
  })
}

/** A table whose heading says what each column is, one of them how many. */
export function headedOf(plain: string): Headed | undefined {
  const rows = rowsOf(plain)
  for (const [i, row] of rows.entries()) {
    if (row.end - row.start > LONGEST_ROW || i + 2 > rows.length) continue
    for (const sign of SIGNS) {
      const head = cellsOf(plain, row, sign)
      if (head.length < 3 || head.length > MOST_CELLS) continue
      const columns = head.map((c) => columnOf(plain.slice(c.start, c.end)))
      const known = columns.filter((c) => c !== undefined).length
      if (columns.filter((c) => c === 'quantity').length !== 1 || known < 2 || known < head.length * 0.6) continue
      const below: Row[] = []
      for (const next of rows.slice(i + 1)) {
        const cells = next.end - next.start > LONGEST_ROW ? [] : cellsOf(plain, next, sign)
        if (cells.length !== head.length) break
        below.push({ cells })
      }
      if (below.length > 0) return { head, columns, rows: below }
    }
  }
  return undefined
}

/** Rows of bare counts below a heading without one. */
export function gridOf(plain: string): Grid | undefined {
  const rows = rowsOf(plain)
  for (const [i, row] of rows.entries()) {
    if (row.end - row.start > LONGEST_ROW || i + 3 > rows.length) continue
    for (const sign of SIGNS) {
      const head = cellsOf(plain, row, sign)
      if (head.length < 3 || head.length > MOST_CELLS) continue
      const words = head.map((c) => plain.slice(c.start, c.end))
      const first = words.findIndex((w) => !CORNER.test(w))
      const own = words.slice(first).filter((w) => !SUM.test(w))
      if (first < 1 || own.length < 2 || new Set(own).size < own.length || own.some((w) => w === '' || columnOf(w))) continue
      const below: Row[] = []
      for (const next of rows.slice(i + 1)) {
        const cells = next.end - next.start > LONGEST_ROW ? [] : cellsOf(plain, next, sign)
        const texts = cells.map((c) => plain.slice(c.start, c.end))
        if (cells.length !== head.length || texts[0] === '' || !texts.slice(first).every((t) => COUNT.test(t))) break
        if (SUM.test(texts[0] ?? '')) break
        below.push({ cells })
      }
      if (below.length >= 2)
        return {
          head: head.map((c, k) => (SUM.test(words[k] ?? '') ? { start: c.start, end: c.start } : c)),
          labels: first,
          rows: below,
        }
    }
  }
  return undefined
}
