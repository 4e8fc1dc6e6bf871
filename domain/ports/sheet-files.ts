import type { FileRefusalCode, Sheet } from '../intake/sheet/sheet'

/** What a file turned out to be, by its content and not by its name. */
export type FileRead =
  | { kind: 'sheets'; sheets: Sheet[] /** Sheets left out because they are too long. */; tooLong: string[] }
  | { kind: 'refused'; code: FileRefusalCode; params: Record<string, string> }
  | { kind: 'other'; what: 'image' | 'pdf' | 'audio' | 'video' | 'archive' | 'document' | 'unknown' }

/** Opens order sheets. Never runs a formula, a macro or a link; never throws for what is in the file. */
export interface SheetFiles {
  /** Bounded in size, rows and time, whatever the bytes are. */
  read(bytes: Uint8Array, name: string): Promise<FileRead>
}
