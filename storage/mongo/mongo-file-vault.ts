import { fault } from '../../domain/fault'
import type { FileVault } from '../../domain/ports/file-vault'
import { refOf, refuseLarge, sha256Of } from '../file-store'
import { isDuplicate, word } from './mongo-faults'
import type { ChunkDoc, FileDoc, Models } from './mongo-models'

const CHUNK_BYTES = 4 * 1024 * 1024

const bytesOf = (value: unknown): Buffer => {
  // Read as stored, a chunk is the driver's Binary.
  const held = (value as { buffer?: unknown }).buffer
  return Buffer.isBuffer(value) ? value : Buffer.from(held as Uint8Array)
}

/** Files in the database itself, so that every process sees them: bytes first, in pieces named by content, then the row that names them. */
export function createMongoFileVault({ files, chunks }: Models): FileVault {
  return {
    async put(bytes, mimeType, name) {
      refuseLarge(bytes)
      const sha256 = await sha256Of(bytes)
      const ref = refOf(sha256, mimeType, name)
      const sizeBytes = bytes.byteLength
      for (let at = 0; at < sizeBytes; at += CHUNK_BYTES) {
        const _id = `${sha256}/${at / CHUNK_BYTES}`
        if (await chunks.exists({ _id })) continue
        try {
          await chunks.collection.insertOne({ _id, bytes: Buffer.from(bytes.subarray(at, at + CHUNK_BYTES)) } as never)
        } catch (error) {
          if (!isDuplicate(error)) throw error
        }
      }
      const row = { sha256, name, mimeType, sizeBytes }
      await files.updateOne({ _id: ref }, { $set: row }, { upsert: true })
      return { ref, sha256, sizeBytes }
    },
    async get(ref) {
      const row = await files.findOne({ _id: word(ref) }).lean<FileDoc>()
      if (!row) return undefined
      const pieces: Buffer[] = []
      for (let i = 0; i * CHUNK_BYTES < row.sizeBytes; i += 1) {
        const chunk = await chunks.findOne({ _id: `${row.sha256}/${i}` }).lean<ChunkDoc>()
        if (chunk) pieces.push(bytesOf(chunk.bytes))
      }
      const bytes = Buffer.concat(pieces)
      if ((await sha256Of(bytes)) !== row.sha256)
        throw fault(
          'FILE_CORRUPT',
          `The file ${ref} is damaged: its content does not match its name. Bring it back from a backup.`,
        )
      return { bytes, mimeType: row.mimeType, name: row.name, sha256: row.sha256 }
    },
  }
}
