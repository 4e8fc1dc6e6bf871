import { parse } from 'csv-parse/sync'
import type { Sheet, SheetCell } from '../../domain/intake/sheet/sheet'
import { LIMITS } from './limits'
import { refuseSheet } from './sheet-fault'

/** UTF-8 where it is valid, UTF-16 with its mark, else GB18030 as the Chinese editions of office programs save it. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not in this encoding; the next one is tried.
    }
  }
  throw refuseSheet('BROKEN', 'the text is neither UTF-8 nor GB18030')
}

const DELIMITERS = ['\t', ',', ';', '，', '|'] as const

/** The sign that cuts the first lines into most columns; a line of words with a comma in it is no table. */
export function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r?\n/)
    .filter((l) => l.trim() !== '')
    .slice(0, 20)
  const counts = DELIMITERS.map((d) => lines.map((l) => l.replace(/"[^"]*"/g, '').split(d).length - 1))
  const best = DELIMITERS.map((d, i) => {
    const own = (counts[i] ?? []).filter((n) => n > 0)
    const common = own.filter((n) => own.filter((m) => m === n).length * 2 >= own.length)
    return { d, score: own.length >= lines.length / 2 ? (common[0] ?? 0) * common.length : 0 }
  }).sort((a, b) => b.score - a.score)[0]
  return best && best.score > 0 ? best.d : '\t'
}

/** ="00123" is how programs keep zeros in a csv; any other formula is words that nobody computes. */
const cellOf = (text: string): SheetCell | undefined => {
  const kept = /^="([^"]{0,200})"$/.exec(text.trim())?.[1] ?? text
  const words = kept.trim().slice(0, LIMITS.cellCharacters)
  if (words === '') return undefined
  return /^[=@]\s?[A-Za-z(]/.test(words) ? { text: words, kind: 'text', formula: 'missing' } : { text: words, kind: 'text' }
}

/** A csv file as one sheet. Faults SHEET_TOO_LARGE, SHEET_TOO_MANY_ROWS, SHEET_BROKEN. */
export function readCsv(bytes: Uint8Array, name: string): Sheet {
  if (bytes.length > LIMITS.csvBytes) throw refuseSheet('TOO_LARGE', `${bytes.length} bytes of text`)
  const whole = decodeText(bytes).replace(/^\ufeff/, '')
  const announced = /^sep=(.)\r?\n/i.exec(whole)
  const text = announced ? whole.slice(announced[0].length) : whole
  if (text.includes('\u0000')) throw refuseSheet('BROKEN', 'binary data in a text file')
  const records: string[][] = parse(text, {
    delimiter: announced?.[1] ?? delimiterOf(text),
    // In a plain text a quotation mark is a quotation mark.
    quote: /\.txt$/i.test(name) ? false : '"',
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: 100_000,
    to: LIMITS.rows + 1,
  })
  if (records.length > LIMITS.rows) throw refuseSheet('TOO_MANY_ROWS', 'more rows than an order has')
  return {
    name: name.replace(/\.[A-Za-z]{1,5}$/, '').slice(0, 60),
    hidden: false,
    rows: records.map((r) => r.slice(0, LIMITS.columns).map(cellOf)),
    merges: [],
    hiddenRows: [],
  }
}
