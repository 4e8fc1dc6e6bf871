import { createDecipheriv, createHash } from 'node:crypto'
import type { Attachment } from '../../../domain/message'
import type { FileVault } from '../../../domain/ports/file-vault'
import { unpad } from './callback-crypto'
import { FILE_BYTES } from './card-limits'
import type { MediaRef } from './decoded'
import type { Answer } from './error-codes'
import { fileName, sniffFile } from './sniff-file'

export type MediaFault = 'too-large' | 'bad-address' | 'not-loaded' | 'not-decrypted'
export type Loaded = { ok: true; bytes: Buffer; name?: string } | { ok: false; fault: MediaFault }

/** A file is at most as large as the vault takes; the padding comes on top. */
const MOST_BYTES = FILE_BYTES.file + 64

/** Hosts that WeCom's media addresses point to. Anything else could lead into our own network. */
export const MEDIA_HOSTS = ['.qq.com', '.myqcloud.com'] as const

/** True for an https address of an allowed host; a host without a leading dot must match fully, with its port, and may be http. */
export function isMediaUrl(url: string, hosts: readonly string[]): boolean {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return false
  }
  if (parsed.username || parsed.password) return false
  const isHttps = parsed.protocol === 'https:'
  return hosts.some((host) =>
    host.startsWith('.')
      ? isHttps && parsed.port === '' && parsed.hostname.endsWith(host)
      : (isHttps || parsed.protocol === 'http:') && parsed.host === host,
  )
}

/** AES-256-CBC with the first 16 bytes of the key as start value and padding to 32 bytes; undefined where that does not fit. */
export function decryptMedia(cipherText: Buffer, aesKey: string): Buffer | undefined {
  const key = Buffer.from(aesKey, 'base64')
  if (key.length !== 32 || cipherText.length === 0 || cipherText.length % 16 !== 0) return undefined
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return unpad(Buffer.concat([decipher.update(cipherText), decipher.final()]))
}

/** The file name in a Content-Disposition header, either form. */
export function dispositionName(header: string | null): string | undefined {
  if (!header) return undefined
  const coded = /filename\*\s*=\s*UTF-8''([^;\s]{1,800})/i.exec(header)?.[1]
  const plain = /filename\s*=\s*"?([^";]{1,800})"?/i.exec(header)?.[1]
  const raw = coded ?? plain?.trim()
  if (!raw) return undefined
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}

/** Loads without following redirects, and stops as soon as it is too much. */
export async function loadMedia(url: string, timeoutMs: number): Promise<Loaded> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    if (!response.ok || !response.body) return { ok: false, fault: 'not-loaded' }
    // The platform tells errors about media as JSON with status 200.
    if (response.headers.get('content-type')?.includes('application/json') && !response.headers.has('content-disposition'))
      return { ok: false, fault: 'not-loaded' }
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > MOST_BYTES) return { ok: false, fault: 'too-large' }
      chunks.push(chunk)
    }
    const name = dispositionName(response.headers.get('content-disposition'))
    return { ok: true, bytes: Buffer.concat(chunks), ...(name === undefined ? {} : { name }) }
  } catch {
    return { ok: false, fault: 'not-loaded' }
  }
}

export interface FetchMediaDeps {
  vault: Pick<FileVault, 'put'>
  hosts: readonly string[]
  /** Key of URL mode, for media that bring none. */
  callbackKey?: string
  /** Address of an app's media. */
  mediaUrl?(mediaId: string): Promise<{ url: string } | undefined>
  timeoutMs: number
}

/** Loads, decrypts and files one picture or file of a message. */
export async function fetchMedia(ref: MediaRef, deps: FetchMediaDeps): Promise<Attachment | MediaFault> {
  const own = ref.mediaId === undefined ? undefined : await deps.mediaUrl?.(ref.mediaId)
  if (ref.mediaId === undefined && !isMediaUrl(ref.url ?? '', deps.hosts)) return 'bad-address'
  const url = own?.url ?? ref.url
  if (url === undefined) return 'not-loaded'
  const loaded = await loadMedia(url, deps.timeoutMs)
  if (!loaded.ok) return loaded.fault
  const key = own ? undefined : (ref.aesKey ?? deps.callbackKey)
  const bytes = key === undefined ? loaded.bytes : decryptMedia(loaded.bytes, key)
  if (!bytes) return 'not-decrypted'
  if (bytes.length > FILE_BYTES.file) return 'too-large'
  const kind = sniffFile(bytes, loaded.name)
  const name = fileName(loaded.name, kind, ref.kind === 'image' ? '图片' : '文件')
  return { name, mimeType: kind.mimeType, ...(await deps.vault.put(bytes, kind.mimeType, name)) }
}

const CHUNK = 512 * 1024
const MOST_CHUNK_TRIES = 3

/**
 * Uploads through the bot's connection, one piece after another: the SDK's own parallel upload is known to time out on larger files.
 * Pieces that got no answer are sent again, which the platform ignores as repeats. `pace` is awaited before every command.
 */
export async function uploadMedia(
  command: (cmd: string, body: Record<string, unknown>) => Promise<Answer>,
  pace: () => Promise<void>,
  file: { bytes: Uint8Array; name: string; type: 'image' | 'file' | 'video' | 'voice' },
): Promise<Answer> {
  const { bytes, type } = file
  if (bytes.length < 5 || bytes.length > FILE_BYTES[type])
    return { state: 'error', code: 45001, info: { kind: 'bug', hint: '文件为空或太大' } }
  const chunks = Math.ceil(bytes.length / CHUNK)
  const run = async (cmd: string, body: Record<string, unknown>): Promise<Answer> => {
    for (let attempt = 1; ; attempt++) {
      await pace()
      const answer = await command(cmd, body)
      if (answer.state !== 'unknown' || attempt >= MOST_CHUNK_TRIES) return answer
    }
  }
  const begun = await run('aibot_upload_media_init', {
    type,
    filename: file.name,
    total_size: bytes.length,
    total_chunks: chunks,
    md5: createHash('md5').update(bytes).digest('hex'),
  })
  if (begun.state !== 'ok') return harmless(begun)
  const uploadId = begun.body['upload_id']
  for (let index = 0; index < chunks; index++) {
    const piece = bytes.subarray(index * CHUNK, (index + 1) * CHUNK)
    const sent = await run('aibot_upload_media_chunk', {
      upload_id: uploadId,
      chunk_index: index,
      base64_data: Buffer.from(piece).toString('base64'),
    })
    if (sent.state !== 'ok') return harmless(sent)
  }
  return harmless(await run('aibot_upload_media_finish', { upload_id: uploadId }))
}

/** Nobody saw anything of an upload, so an unanswered one may simply be begun again. */
const harmless = (answer: Answer): Answer =>
  answer.state === 'unknown' ? { state: 'unsent', reason: 'upload without an answer' } : answer
