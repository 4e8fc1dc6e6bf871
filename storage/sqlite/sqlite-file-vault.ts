import type { FileVault } from '../../domain/ports/file-vault'
import { type FileStore, refOf } from '../file-store'
import type { GroupCommit } from './group-commit'
import type { Sql } from './statements'

/** Bytes go to the store first; the row that names them is written only when they are safe. */
export function createSqliteFileVault(sql: Sql, group: GroupCommit, files: FileStore): FileVault {
  return {
    async put(bytes, mimeType, name) {
      const sha256 = await files.put(bytes)
      const ref = refOf(sha256, mimeType, name)
      const sizeBytes = bytes.byteLength
      await group.write(() =>
        sql.run(
          'INSERT INTO vault (ref, sha256, name, mime_type, size_bytes) VALUES (?, ?, ?, ?, ?) ON CONFLICT (ref) DO NOTHING',
          ref,
          sha256,
          name,
          mimeType,
          sizeBytes,
        ),
      )
      return { ref, sha256, sizeBytes }
    },
    async get(ref) {
      const row = sql.get<{ sha256: string; name: string; mime_type: string }>(
        'SELECT sha256, name, mime_type FROM vault WHERE ref = ?',
        ref,
      )
      const bytes = row && (await files.get(row.sha256))
      return bytes && { bytes, mimeType: row.mime_type, name: row.name, sha256: row.sha256 }
    },
  }
}
