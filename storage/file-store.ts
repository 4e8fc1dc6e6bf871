import { createHash, webcrypto } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fault } from '../domain/fault'

const MOST_FILE_BYTES = 20 * 1024 * 1024

/** Off the main thread: 20 MB take tens of milliseconds. */
export const sha256Of = async (bytes: Uint8Array): Promise<string> =>
  Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex')

/** The key of a file: its content, and a mark of the name and type it came with, since one content may come under two names. */
export const refOf = (sha256: string, mimeType: string, name: string): string =>
  `${sha256}-${createHash('sha256').update(`${mimeType}\0${name}`).digest('hex').slice(0, 8)}`

export function refuseLarge(bytes: Uint8Array): void {
  if (bytes.byteLength <= MOST_FILE_BYTES) return
  throw fault('FILE_TOO_LARGE', `A file of ${bytes.byteLength} bytes was refused; the limit is ${MOST_FILE_BYTES} bytes (20 MB).`)
}

/** Bytes on disk, named by content. */
export interface FileStore {
  /** On disk when it resolves, entry in the folder included. Writing the same content again costs nothing. */
  put(bytes: Uint8Array): Promise<string>
  /** Undefined when there is none. Throws FILE_CORRUPT when the content is not what its name says. */
  get(sha256: string): Promise<Uint8Array | undefined>
  pathOf(sha256: string): string
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export function createFileStore(root: string): FileStore {
  let serial = 0
  const pathOf = (sha256: string): string => join(root, sha256.slice(0, 2), sha256)

  async function write(path: string, bytes: Uint8Array): Promise<void> {
    const folder = dirname(path)
    const fresh = await mkdir(folder, { recursive: true })
    serial += 1
    const draft = `${path}.${process.pid}.${serial}.tmp`
    const handle = await open(draft, 'w')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, path)
    await syncFolder(folder)
    if (fresh) await syncFolder(dirname(folder))
  }

  return {
    pathOf,
    async put(bytes) {
      refuseLarge(bytes)
      const sha256 = await sha256Of(bytes)
      const path = pathOf(sha256)
      const known = await stat(path).catch(() => undefined)
      if (known?.size === bytes.byteLength) return sha256
      try {
        await write(path, bytes)
      } catch (error) {
        throw fault('STORAGE_UNREACHABLE', `Could not write the file ${path}; check free space and rights of its folder.`, {
          cause: error,
        })
      }
      return sha256
    },
    async get(sha256) {
      const bytes = await readFile(pathOf(sha256)).catch(() => undefined)
      if (bytes && (await sha256Of(bytes)) !== sha256)
        throw fault(
          'FILE_CORRUPT',
          `The file ${pathOf(sha256)} is damaged: its content does not match its name. Bring it back from a backup.`,
        )
      return bytes
    },
  }
}
