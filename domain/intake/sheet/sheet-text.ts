import type { Read, Span } from '../draft'
import { cellName, type SheetCell } from './sheet'

/** Longer order texts are cut here; what is cut keeps its value and its cell, only not its place in the text. */
const MOST_TEXT = 18_000
const MOST_CELL = 120

/** Writes cells one after another as text and remembers where each stands. */
export interface SheetText {
  add(words: string, row?: number, column?: number): Span
  newLine(): void
  text(): string
  /** The cell that a range of the text came from, "B7". */
  cellAt(start: number, end: number): string | undefined
  read<T = string>(value: T, cell: SheetCell, row: number, column: number, confidence?: number): Read<T>
}

export function sheetText(): SheetText {
  let text = ''
  const places: { start: number; end: number; cell: string }[] = []
  const add = (words: string, row?: number, column?: number): Span => {
    const piece = words.replace(/\s+/g, ' ').trim().slice(0, MOST_CELL)
    if (text.length + piece.length > MOST_TEXT) return { start: text.length, end: text.length, text: piece }
    if (text !== '' && !text.endsWith('\n') && !text.endsWith('：')) text += ' '
    const start = text.length
    text += piece
    if (row !== undefined && column !== undefined) places.push({ start, end: text.length, cell: cellName(row, column) })
    return { start, end: text.length, text: piece }
  }
  return {
    add,
    newLine() {
      if (text !== '' && !text.endsWith('\n') && text.length < MOST_TEXT) text += '\n'
    },
    text: () => text,
    cellAt: (start, end) => places.find((p) => start < p.end && end > p.start)?.cell,
    read: (value, cell, row, column, confidence = 0.95) => ({ value, spans: [add(cell.text, row, column)], confidence }),
  }
}
