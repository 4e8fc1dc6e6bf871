import type { FileRead, SheetFiles } from '../../domain/ports/sheet-files'
import { LIMITS } from './limits'
import { readCsv } from './read-csv'
import { readXlsx } from './read-xlsx'
import { asRefusal, refuseSheet } from './sheet-fault'
import { sniffKind } from './sniff-kind'
import { openZip, type Parts } from './unzip-parts'

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)

/** Zip files that are no workbook: other office papers are kept like pictures, other table formats are refused with what to do. */
function otherZip(parts: Parts): FileRead | undefined {
  const has = (start: string): boolean => parts.names.some((n) => n.startsWith(start))
  if (has('word/') || has('ppt/')) return { kind: 'other', what: 'document' }
  if (parts.names.includes('xl/workbook.bin') || has('Index/') || has('content.xml'))
    return { kind: 'refused', code: 'OTHER_FORMAT', params: {} }
  return has('xl/') || has('_rels/') ? undefined : { kind: 'other', what: 'archive' }
}

/** Reads order sheets from bytes. What a file is, its content says; its name only tells plain texts apart. */
export function sheetFiles(): SheetFiles {
  const read = async (bytes: Uint8Array, name: string): Promise<FileRead> => {
    if (bytes.length === 0) throw refuseSheet('EMPTY', 'no bytes')
    const kind = sniffKind(bytes, name)
    if ('other' in kind) return { kind: 'other', what: kind.other }
    if ('ole' in kind) {
      if (kind.encrypted) throw refuseSheet('ENCRYPTED', 'an encrypted workbook')
      return /\.(?:doc|ppt|wps|dps)$/i.test(name)
        ? { kind: 'other', what: 'document' }
        : asRefusal(refuseSheet('OLD_FORMAT', 'a binary workbook'), {})
    }
    if ('markup' in kind) throw refuseSheet('OTHER_FORMAT', 'a web page or XML that calls itself a sheet')
    if (bytes.length > LIMITS.fileBytes) throw refuseSheet('TOO_LARGE', `${bytes.length} bytes`)
    if ('text' in kind) return { kind: 'sheets', sheets: [readCsv(bytes, name)], tooLong: [] }
    const parts = await openZip(bytes)
    return otherZip(parts) ?? { kind: 'sheets', ...(await readXlsx(parts)) }
  }
  return {
    read: (bytes, name) =>
      read(bytes, name).catch((error: unknown) =>
        asRefusal(error, { mb: megabytes(bytes.length), limitMb: megabytes(LIMITS.fileBytes), rows: String(LIMITS.rows) }),
      ),
  }
}
