import { constants } from 'node:fs'
import { copyFile, cp, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { backup, DatabaseSync } from '@photostructure/sqlite'
import { Fault, fault } from '../../domain/fault'
import { checkHeader, quickCheck, syncFolder } from './open-database'
import { vaultFolderOf } from './open-sqlite-storage'
import { lockDatabase } from './process-lock'
import { openFault } from './sqlite-faults'

export interface BackupResult {
  /** The copy of the database. */
  file: string
  orders: number
  files: number
}

const exists = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined)) !== undefined

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Every page in good order, and how many orders are in it. */
function inspect(file: string): number {
  checkHeader(file)
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    quickCheck(db, file)
    return (db.prepare('SELECT COUNT(*) AS n FROM orders').get() as { n: number }).n
  } finally {
    db.close()
  }
}

/** Copies files that are named by their content, so what is there already is the same. */
async function copyVault(from: string, to: string): Promise<number> {
  if (!(await exists(from))) return 0
  let copied = 0
  for (const shelf of await readdir(from)) {
    await mkdir(join(to, shelf), { recursive: true })
    for (const name of await readdir(join(from, shelf))) {
      if (name.endsWith('.tmp')) continue
      const target = join(to, shelf, name)
      copied += 1
      if (await exists(target)) continue
      await copyFile(join(from, shelf, name), `${target}.tmp`, constants.COPYFILE_FICLONE)
      await syncFile(`${target}.tmp`)
      await rename(`${target}.tmp`, target)
    }
    syncFolder(join(to, shelf))
  }
  return copied
}

/**
 * Copies database and files into a folder while the service goes on working; the copy is the state of one instant. Files are copied after
 * the database, so that every file named in it is there. Throws BACKUP_EXISTS when the folder holds a backup already.
 */
export async function backupTo(path: string, folder: string): Promise<BackupResult> {
  const file = join(folder, basename(path))
  if (await exists(file)) throw fault('BACKUP_EXISTS', `There is a backup in ${folder} already; name a new folder.`)
  await mkdir(folder, { recursive: true })
  const draft = `${file}.tmp`
  await rm(draft, { force: true })
  // A connection of its own reads one snapshot on another thread: writers are neither stopped nor make the copy begin again.
  const source = new DatabaseSync(path, { readOnly: true, timeout: 5000 })
  try {
    await backup(source, draft, { rate: -1 })
  } catch (error) {
    throw openFault(path, `copying it to ${file}`, error)
  } finally {
    source.close()
  }
  const orders = inspect(draft)
  await syncFile(draft)
  await rename(draft, file)
  syncFolder(folder)
  return { file, orders, files: await copyVault(vaultFolderOf(path), vaultFolderOf(file)) }
}

/**
 * Puts a backup in the place of the database. The service must be stopped; a damaged backup changes nothing. What was there is kept
 * beside it with the suffix given. Throws STORAGE_LOCKED, STORAGE_CORRUPT, BACKUP_MISSING.
 */
export async function restoreFrom(folder: string, path: string, keepSuffix: string): Promise<BackupResult> {
  const source = join(folder, basename(path))
  if (!(await exists(source)))
    throw fault('BACKUP_MISSING', `There is no ${basename(path)} in ${folder}; name a folder made by: gendan backup`)
  const orders = inspect(source)
  await mkdir(dirname(path), { recursive: true })
  const lock = lockDatabase(path)
  try {
    const draft = `${path}.restoring`
    await cp(source, draft)
    await syncFile(draft)
    for (const part of ['', '-wal', '-shm']) {
      if (await exists(`${path}${part}`)) await rename(`${path}${part}`, `${path}${keepSuffix}${part}`)
    }
    await rename(draft, path)
    syncFolder(dirname(path))
    return { file: path, orders, files: await copyVault(vaultFolderOf(source), vaultFolderOf(path)) }
  } catch (error) {
    throw error instanceof Fault ? error : openFault(path, `restoring it from ${source}`, error)
  } finally {
    lock.release()
  }
}
