import { ApiError } from './api-error'

const MAX_FILE_BYTES = 20_000_000
/** Requests carry files as base64, a third longer than the file. */
export const MAX_BODY_BYTES = 30_000_000

/** Decodes base64 strictly. Errors: FILE_NOT_BASE64, FILE_EMPTY, FILE_TOO_LARGE, each with the place in the body. */
export function readBase64(text: string, path: string): Uint8Array {
  // Buffer skips what it does not know; a file with holes would be worse than a refusal.
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text))
    throw new ApiError(400, 'FILE_NOT_BASE64', '文件内容不是有效的 base64', path)
  if (text.length === 0) throw new ApiError(400, 'FILE_EMPTY', '文件是空的', path)
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length > MAX_FILE_BYTES) throw new ApiError(400, 'FILE_TOO_LARGE', '文件超过 20 MB，请压缩后再发', path)
  return bytes
}

const HEAD = /^data:([\w.+-]{1,60}\/[\w.+-]{1,60})?(?:;[\w=.+-]{1,80}){0,4};base64$/

/** Reads "data:image/png;base64,..."; undefined when the text is no data URL at all. */
export function readDataUrl(text: string, path: string): { bytes: Uint8Array; mimeType: string } | undefined {
  if (!text.startsWith('data:')) return undefined
  const comma = text.indexOf(',')
  const head = HEAD.exec(comma < 0 ? '' : text.slice(0, Math.min(comma, 400)))
  if (!head) throw new ApiError(400, 'FILE_NOT_BASE64', '请写成 data:image/png;base64,… 的形式', path)
  return { bytes: readBase64(text.slice(comma + 1), path), mimeType: head[1] ?? 'application/octet-stream' }
}

const ENDINGS: Record<string, string> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'application/pdf': '.pdf',
}

/** A file name for a file that came without one. */
export const fileNameFor = (label: string, mimeType: string): string => label.slice(0, 80) + (ENDINGS[mimeType] ?? '')
