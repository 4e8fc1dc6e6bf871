import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StorageEngine } from '../../storage/engine'

/** Opens a fresh, empty engine for one test. */
export interface EngineUnderTest {
  storage: StorageEngine
  /** Closes and removes everything. */
  end(): Promise<void>
}

export type OpenEngine = (nowIso: () => string) => Promise<EngineUnderTest>

/** A folder that is gone after `remove`. */
export function scratchFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'gendan-test-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
