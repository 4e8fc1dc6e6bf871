import { Fault } from '../../domain/fault'
import type { FileRefusalCode } from '../../domain/intake/sheet/sheet'
import type { FileRead } from '../../domain/ports/sheet-files'

/** Ends the reading of a file from wherever the trouble was seen. */
export const refuseSheet = (code: FileRefusalCode, why: string, cause?: unknown): Fault =>
  new Fault(`SHEET_${code}`, why, cause === undefined ? undefined : { cause })

/** A fault of this folder as the answer of the port; everything else that went wrong inside a file means that it is broken. */
export const asRefusal = (error: unknown, params: Record<string, string>): FileRead => {
  const code = error instanceof Fault && error.code.startsWith('SHEET_') ? error.code.slice('SHEET_'.length) : 'BROKEN'
  return { kind: 'refused', code: code as FileRefusalCode, params }
}
