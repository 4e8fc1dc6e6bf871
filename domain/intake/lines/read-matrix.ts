import type { DraftLine, Read } from '../draft'
import { isColor } from '../words/goods-words'
import type { Page } from '../text/page'

interface Cell {
  start: number
  end: number
  text: string
}

const SIZE = /^(?:xs|[2-6]?x{0,4}l|s|m|f|均码|\d{2,3}码?|[smlx]{1,3}码|\d(?:\.\d)?(?:寸|号))$/
const SUM = /^(?:合计|小计|总计|共计|数量|total)$/
const CORNER = /^(?:颜色|尺码|码数|色号|款号|货号|款式|颜色[/\\]尺码|尺码[/\\]颜色|规格|品名|色|\/|\\)$/

/** Cells of a row, cut at tabs or bars where it has them, so that empty ones keep their place; else at blanks. */
function cellsOf(page: Page, start: number, end: number): Cell[] {
  const line = page.live.slice(start, end)
  const separator = line.includes('\t') ? '\t' : line.includes('|') ? '|' : undefined
  if (separator) {
    const cells: Cell[] = []
    let at = start
    for (const part of line.split(separator)) {
      const lead = part.length - part.trimStart().length
      cells.push({ start: at + lead, end: at + lead + part.trim().length, text: part.trim() })
      at += part.length + 1
    }
    if (separator === '|' && cells[0]?.text === '') cells.shift()
    return cells
  }
  return [...line.matchAll(/[^\s|\u0001]+/g)].map((m) => ({
    start: start + m.index,
    end: start + m.index + m[0].length,
    text: m[0],
  }))
}

/**
 * A table of colours (or articles) against sizes: a row of sizes, and below it rows that begin with a colour and give a count for each size.
 * Everything read is taken off the page. Sums at the end of rows are left out.
 */
export function readMatrix(page: Page, from: number, to: number): { lines: DraftLine[] } | undefined {
  const rows: { start: number; end: number }[] = []
  let at = from
  for (const line of page.plain.slice(from, to).split('\n')) {
    rows.push({ start: at, end: at + line.length })
    at += line.length + 1
  }
  for (const [i, row] of rows.entries()) {
    if (row.end - row.start > 120) continue
    const head = cellsOf(page, row.start, row.end)
    const labels = Math.max(
      1,
      head.findIndex((c) => c.text !== '' && !CORNER.test(c.text)),
    )
    const corner = head[0] !== undefined && (head[0].text === '' || CORNER.test(head[0].text))
    const sizes = (corner ? head.slice(labels) : head).filter((c) => c.text !== '' && !SUM.test(c.text))
    // Sizes down and kinds across: 尺码 男 女.
    const across = corner && /^(?:尺码|码数|身高|号型)$/.test(head[0]?.text ?? '') && sizes.every((c) => isKind(c.text))
    if (
      sizes.length < 2 ||
      !(across || sizes.every((c) => SIZE.test(c.text))) ||
      new Set(sizes.map((c) => c.text)).size < sizes.length
    )
      continue
    const lines: DraftLine[] = []
    for (const below of rows.slice(i + 1)) {
      const cells = cellsOf(page, below.start, below.end)
      const [first] = cells
      const told = cells.slice(0, corner ? labels : 1)
      const counts = cells.slice(told.length)
      if (
        !first ||
        (across ? !SIZE.test(first.text) : /^\d+$/.test(first.text)) ||
        SUM.test(first.text) ||
        counts.length < sizes.length ||
        counts.length > sizes.length + 1
      )
        break
      if (!counts.every((c) => /^(?:\d{1,5}|-|\/|)$/.test(c.text))) break
      for (const [k, size] of sizes.entries()) {
        const count = counts[k]
        if (!count || !/^[1-9]\d*$/.test(count.text)) continue
        lines.push(across && first ? lineOf(page, [size], first, count, true) : lineOf(page, told, size, count))
      }
      page.take(below.start, below.end)
    }
    if (lines.length < 2) continue
    page.take(row.start, row.end)
    return { lines }
  }
  return undefined
}

const isKind = (word: string): boolean => /^(?:男|女)(?:款|生|士|童)?$/.test(word) || isColor(word)

function lineOf(page: Page, told: Cell[], size: Cell, count: Cell, kinds = false): DraftLine {
  const line: DraftLine = {}
  for (const c of told) {
    const own: Read<string> = page.readAs(c.start, c.end)
    if (isColor(c.text)) line.color = own
    else if (/^[a-z]{1,4}-?\d{2,}/.test(c.text)) line.productCode = own
    else line.productName = own
  }
  const bare = size.text.endsWith('码') && size.text !== '均码' ? 1 : 0
  line.spec = page.readAs(size.start, size.end - bare)
  if (kinds && line.productName) {
    line.spec = {
      value: `${line.productName.value} ${line.spec.value}`,
      spans: [...line.productName.spans, ...line.spec.spans],
      confidence: 0.9,
    }
    delete line.productName
  }
  line.quantity = page.read(count.text, count.start, count.end)
  return line
}
