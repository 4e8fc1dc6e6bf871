import type { FileVault } from '../domain/ports/file-vault'
import type { PaperPrinter } from '../domain/ports/paper-printer'
import { writeWorkbook } from './excel/write-workbook'
import { writePdf } from './pdf/write-pdf'
import type { drawWeek } from './charts/draw-week'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Loaded with the first picture: the drawing library is large. */
// oxlint-disable-next-line typescript/no-require-imports
const painter = () => require('./charts/draw-week') as { drawWeek: typeof drawWeek }

/** Prints into the vault. */
export function paperPrinter(vault: Pick<FileVault, 'put'>): PaperPrinter {
  const file = async (name: string, mimeType: string, bytes: Uint8Array) => ({
    name,
    mimeType,
    ref: (await vault.put(bytes, mimeType, name)).ref,
  })
  return {
    pdf: async (name, papers) => file(name, 'application/pdf', await writePdf(...papers)),
    workbook: async (name, sheet) => file(name, XLSX, await writeWorkbook(sheet)),
    weekPicture: async (name, week) => file(name, 'image/png', await painter().drawWeek(week)),
    text: (name, mimeType, words) => file(name, mimeType, new TextEncoder().encode(words)),
  }
}
