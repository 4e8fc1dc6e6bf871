export interface FileKind {
  mimeType: string
  extension: string
}

const at = (bytes: Uint8Array, offset: number, signs: string): boolean =>
  [...signs].every((sign, i) => bytes[offset + i] === sign.charCodeAt(0))

const KINDS: [(b: Uint8Array) => boolean, FileKind][] = [
  [(b) => b[0] === 0x89 && at(b, 1, 'PNG'), { mimeType: 'image/png', extension: 'png' }],
  [(b) => b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff, { mimeType: 'image/jpeg', extension: 'jpg' }],
  [(b) => at(b, 0, 'GIF8'), { mimeType: 'image/gif', extension: 'gif' }],
  [(b) => at(b, 0, 'RIFF') && at(b, 8, 'WEBP'), { mimeType: 'image/webp', extension: 'webp' }],
  [(b) => at(b, 0, '%PDF'), { mimeType: 'application/pdf', extension: 'pdf' }],
  [(b) => at(b, 4, 'ftyp'), { mimeType: 'video/mp4', extension: 'mp4' }],
  [(b) => at(b, 0, '#!AMR'), { mimeType: 'audio/amr', extension: 'amr' }],
]

const BY_NAME: Record<string, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  doc: 'application/msword',
  csv: 'text/csv',
  txt: 'text/plain',
  zip: 'application/zip',
}

/** What the bytes are. Clients recompress pictures and keep the old name, so the content decides and the name only helps. */
export function sniffFile(bytes: Uint8Array, name: string | undefined): FileKind {
  const found = KINDS.find(([fits]) => fits(bytes))?.[1]
  if (found) return found
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name ?? '')?.[1]?.toLowerCase() ?? ''
  const mimeType = BY_NAME[extension]
  return mimeType ? { mimeType, extension } : { mimeType: 'application/octet-stream', extension: extension || 'bin' }
}

/** A name that shows the real kind, without folders and control signs. */
export function fileName(given: string | undefined, kind: FileKind, fallback: string): string {
  const base = (given ?? '')
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f/\\:*?"<>|]/g, '_')
    .slice(-120)
    .trim()
  if (!base) return `${fallback}.${kind.extension}`
  const own = /\.([A-Za-z0-9]{1,8})$/.exec(base)?.[1]?.toLowerCase()
  const same = own === kind.extension || (own === 'jpeg' && kind.extension === 'jpg') || kind.extension === 'bin'
  return same ? base : `${base}.${kind.extension}`
}
