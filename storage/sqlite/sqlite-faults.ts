import { type Fault, fault } from '../../domain/fault'

const BUSY = 5
const LOCKED = 6
const READ_ONLY = 8
const CORRUPT = 11
const FULL = 13
const CANT_OPEN = 14
const NOT_A_DATABASE = 26

/** SQLite's primary result code of anything thrown by the driver, or undefined. */
export const sqliteCode = (error: unknown): number | undefined => {
  const code = (error as { errcode?: unknown } | null | undefined)?.errcode
  return typeof code === 'number' ? code & 0xff : undefined
}

const restoreHint = (path: string): string =>
  `stop the service, keep a copy of ${path} and its -wal file, then bring back the last good backup with: npm run backup -- --restore <backup folder>`

export const corrupt = (path: string, what: string, cause?: unknown): Fault =>
  fault('STORAGE_CORRUPT', `The database ${path} is damaged: ${what}. Nothing was changed. To repair: ${restoreHint(path)}`, {
    cause,
  })

const whyUnwritable = (code: number | undefined): string => {
  if (code === FULL) return 'the disk is full; free some space'
  if (code === READ_ONLY) return 'the file or its folder is read-only; give the service the right to write there'
  return 'it cannot be opened; check that the folder exists and belongs to the user of the service'
}

/** What went wrong while opening, in words that name the file and what to do. */
export function openFault(path: string, attempted: string, error: unknown): Fault {
  const code = sqliteCode(error)
  if (code === CORRUPT || code === NOT_A_DATABASE) return corrupt(path, `${attempted} failed`, error)
  if (code === BUSY || code === LOCKED)
    return fault(
      'STORAGE_LOCKED',
      `The database ${path} is in use by another process (${attempted}). Stop that process, then start again.`,
      {
        cause: error,
      },
    )
  return fault('STORAGE_UNWRITABLE', `Could not open the database ${path} (${attempted}): ${whyUnwritable(code)}.`, {
    cause: error,
  })
}

/** What went wrong while working. Anything but damage may pass, so callers try again. */
export function workFault(path: string, attempted: string, error: unknown): Fault {
  const code = sqliteCode(error)
  if (code === CORRUPT || code === NOT_A_DATABASE) return corrupt(path, `${attempted} failed`, error)
  const why =
    code === FULL || code === READ_ONLY || code === CANT_OPEN ? whyUnwritable(code) : `SQLite result ${code ?? 'unknown'}`
  return fault('STORAGE_UNREACHABLE', `The database ${path} did not answer (${attempted}): ${why}.`, { cause: error })
}
