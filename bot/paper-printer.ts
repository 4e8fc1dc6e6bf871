import type { FileVault } from '../domain/ports/file-vault'
import type { PaperPrinter } from '../domain/ports/paper-printer'
import { writeWorkbook } from './excel/write-workbook'
import { writePdf } from './pdf/write-pdf'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

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
    text: (name, mimeType, words) => file(name, mimeType, new TextEncoder().encode(words)),
  }
}
