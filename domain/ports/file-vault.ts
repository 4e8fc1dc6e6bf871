/** Files kept for evidence and documents, named by content. */
export interface FileVault {
  /** Stores bytes durably; gives the key. Limit 20 MB, otherwise Fault FILE_TOO_LARGE. */
  put(bytes: Uint8Array, mimeType: string, name: string): Promise<{ ref: string; sha256: string; sizeBytes: number }>
  get(ref: string): Promise<{ bytes: Uint8Array; mimeType: string; name: string; sha256: string } | undefined>
}
