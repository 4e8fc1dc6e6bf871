import type { Sheet } from '../../domain/intake/sheet/sheet'
import { LIMITS } from './limits'
import { readStrings, readStyles, readWorkbook } from './read-workbook'
import { readWorksheet } from './read-worksheet'
import { refuseSheet } from './sheet-fault'
import type { Parts } from './unzip-parts'

/** Every sheet of an xlsx file as a grid of shown values. Drawings, links, macros and queries are never opened. */
export async function readXlsx(parts: Parts): Promise<{ sheets: Sheet[]; tooLong: string[] }> {
  const book = await readWorkbook(parts)
  const strings = await readStrings(await parts.read(book.stringsPart))
  const formats = await readStyles(await parts.read(book.stylesPart))
  const sheets: Sheet[] = []
  const tooLong: string[] = []
  for (const { name, hidden, part } of book.sheets.slice(0, LIMITS.sheets)) {
    const xml = await parts.read(part)
    if (!xml) continue
    const read = await readWorksheet(xml, { strings, formats, from1904: book.from1904 })
    if (read === 'too-long') tooLong.push(name)
    else sheets.push({ name, hidden, ...read })
  }
  if (sheets.length === 0 && tooLong.length > 0) throw refuseSheet('TOO_MANY_ROWS', 'every sheet is longer than an order')
  return { sheets, tooLong }
}
