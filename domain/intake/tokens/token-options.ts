import type { Raw } from './token-values'

/** What the reader of tokens knows of the catalogue. */
export interface TokenOptions {
  /** Article codes of the catalogue in matchable form, the longest first. */
  codes: string[]
  /** Whether a word is a name of the catalogue: it is then not taken apart. */
  isName(word: string): boolean
  /** Whether a name of the catalogue longer than `least` signs starts at an offset. */
  nameAt(text: string, at: number, least: number): boolean
  /** Length of the longest name of the catalogue that starts at an offset, 0 for none. */
  nameLength(text: string, at: number): number
  /** Whether the catalogue describes an article by this word: then it is no article number. */
  isSpec(word: string): boolean
  /** Where counts begin in a text that are glued to the size in front of them, in rising order. */
  counts(text: string): number[]
}

/** An article number or a size. "6204-2RSx50": what stands behind the sign of an article number is how many. */
export function modelPiece(word: string, start: number, options: TokenOptions): Raw {
  const times = /^(.{4,}?)x\d{1,5}$/.exec(word)
  const code = times?.[1] && !/^m\d/.test(word) ? articleNumber(times[1], options) : {}
  if (times?.[1] && code.marked) return { kind: 'model', start, end: start + times[1].length, ...code }
  return { kind: 'model', start, end: start + word.length, ...articleNumber(word, options) }
}

/** Cells, steels, rules and classes of protection by the names that all makers use: no article numbers. */
const STANDARD = /^(?:cr|lr|sr|ag|gb|iso|din|astm|jis|en|ddr|usb|ip|spf|hrb|sus|ral|er|smd|led|ph|ppm)-?\d/

/** Letters with four figures or more number an article; shorter ones grade or size it: T8001 and W712/95, but HRB400 and T30S. */
export const articleNumber = (word: string, options: TokenOptions): { marked?: 'code' } =>
  word.replace(/\D/g, '').length + (word.length >= 8 ? 1 : 0) >= 4 &&
  /^[a-z]{1,5}-?\d/.test(word) &&
  !/[*]|^m\d+x/.test(word) &&
  !STANDARD.test(word) &&
  !options.isSpec(word)
    ? { marked: 'code' }
    : {}
