import type { MergedRange, Sheet, SheetCell } from '../../domain/intake/sheet/sheet'
import { LIMITS } from './limits'
import { scanXml } from './scan-xml'
import { showNumber } from './show-number'

interface Given {
  strings: string[]
  formats: string[]
  from1904: boolean
}

/** "AB12" -> row 11, column 27; undefined for anything else. */
const placeOf = (ref: string): { row: number; column: number } | undefined => {
  const found = /^([A-Z]{1,3})(\d{1,7})$/.exec(ref)
  if (!found?.[1] || !found[2]) return undefined
  let column = 0
  for (const sign of found[1]) column = column * 26 + (sign.charCodeAt(0) - 64)
  return { row: Number(found[2]) - 1, column: column - 1 }
}

const rangeOf = (ref: string): MergedRange | undefined => {
  const [from = '', to = ''] = ref.split(':')
  const a = placeOf(from)
  const b = placeOf(to)
  return a && b ? { top: a.row, left: a.column, bottom: b.row, right: b.column } : undefined
}

/** What a formula shows when the file was saved without its result. */
const NO_RESULT = '（公式没有结果）'

interface RawCell {
  row: number
  column: number
  type: string
  style: number
  value: string
  inline: string
  hasFormula: boolean
}

/** One sheet's cells as shown; 'too-long' when it holds more rows than an order can have. */
export async function readWorksheet(xml: Buffer, given: Given): Promise<Omit<Sheet, 'name' | 'hidden'> | 'too-long'> {
  const rows: (SheetCell | undefined)[][] = []
  const merges: MergedRange[] = []
  const hiddenRows: number[] = []
  let filled = 0
  let tooLong = false
  let row = -1
  let column = -1
  let cell: RawCell | undefined
  let inside = ''

  const store = (c: RawCell): void => {
    const shown = showCell(c, given)
    if (!shown || c.column >= LIMITS.columns) return
    let target = rows[c.row]
    if (!target) {
      filled++
      tooLong = filled > LIMITS.rows || c.row >= LIMITS.lastRow
      if (tooLong) return
      for (let r = rows.length; r <= c.row; r++) rows.push([])
      target = rows[c.row]
    } else if (target.length === 0) {
      filled++
      tooLong = filled > LIMITS.rows
    }
    if (target) target[c.column] = shown
  }

  await scanXml(xml, {
    enough: () => tooLong,
    open(name, a) {
      if (tooLong) return
      if (name === 'row') {
        row = a['r'] ? Number(a['r']) - 1 : row + 1
        column = -1
        if ((a['hidden'] === '1' || a['hidden'] === 'true') && hiddenRows.length < LIMITS.rows) hiddenRows.push(row)
      } else if (name === 'c') {
        const place = a['r'] ? placeOf(a['r']) : { row, column: column + 1 }
        if (!place || place.row < 0) return
        column = place.column
        cell = { ...place, type: a['t'] ?? 'n', style: Number(a['s'] ?? 0), value: '', inline: '', hasFormula: false }
      } else if (name === 'f' && cell) cell.hasFormula = true
      else if (name === 'mergeCell' && merges.length < LIMITS.merges) {
        const range = rangeOf(a['ref'] ?? '')
        if (range) merges.push(range)
      }
      inside = name
    },
    text(piece) {
      if (!cell || tooLong) return
      if (inside === 'v' && cell.value.length < LIMITS.cellCharacters) cell.value += piece
      if (inside === 't' && cell.inline.length < LIMITS.cellCharacters) cell.inline += piece
    },
    close(name) {
      if (name === 'c' && cell) {
        store(cell)
        cell = undefined
      }
      inside = ''
    },
  })
  return tooLong ? 'too-long' : { rows, merges, hiddenRows }
}

/** A cell as people see it. Formulas are never computed: what counts is the result that was saved with them. */
function showCell(c: RawCell, given: Given): SheetCell | undefined {
  const raw = c.type === 'inlineStr' ? c.inline : c.value
  if (c.hasFormula && raw.trim() === '') return { text: NO_RESULT, kind: 'text', formula: 'missing' }
  const shown = shownValue(c, raw, given)
  return shown && c.hasFormula ? { ...shown, formula: 'cached' } : shown
}

function shownValue(c: RawCell, raw: string, given: Given): SheetCell | undefined {
  const words = (text: string): SheetCell | undefined =>
    text.trim() === '' ? undefined : { text: text.slice(0, LIMITS.cellCharacters), kind: 'text' }
  if (raw === '') return undefined
  if (c.type === 's') return words(given.strings[Number(raw)] ?? '')
  if (c.type === 'str' || c.type === 'inlineStr') return words(raw)
  if (c.type === 'b') return words(raw.trim() === '1' || raw.trim() === 'true' ? '是' : '否')
  if (c.type === 'e') return { text: raw.slice(0, 20), kind: 'error' }
  if (c.type === 'd') return { text: raw.slice(0, 16).replace('T', ' ').replace(' 00:00', ''), kind: 'date' }
  return showNumber(raw, given.formats[c.style] ?? 'General', given.from1904)
}
