import { chmodSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { openSqliteStorage, type SqliteStorage } from '../../../storage/sqlite/open-sqlite-storage'
import { scratchFolder } from '../../contract/open-engine'
import { aCommit, anOrder, birthOf } from '../../support/build-order'
import { fakeClock, silentLog } from '../../support/fake-clock'

describe('opening the database', () => {
  let folder: string
  let path: string
  let remove: () => void
  beforeEach(() => {
    const scratch = scratchFolder()
    folder = scratch.folder
    remove = scratch.remove
    path = join(folder, 'gendan.db')
  })
  afterEach(() => remove())

  const open = (at = path): Promise<SqliteStorage> => openSqliteStorage({ path: at, log: silentLog, nowIso: fakeClock().nowIso })
  /** A book of some pages, closed again. */
  const fill = async (): Promise<void> => {
    const storage = await open()
    for (let i = 1; i <= 60; i += 1) {
      const order = anOrder({ number: `GD-20260302-${String(i).padStart(2, '0')}`, status: '很长的状态'.repeat(100) })
      await storage.book.commit(aCommit([birthOf(order)]))
    }
    await storage.close()
  }

  test('makes the folder, and keeps what was written over a restart', async () => {
    const deep = join(folder, 'a', 'b', 'gendan.db')
    const first = await open(deep)
    await first.book.commit(aCommit([birthOf(anOrder())]))
    await first.close()
    const second = await open(deep)
    expect((await second.book.load('GD-20260302-01'))?.order).toEqual(anOrder())
    await second.close()
  })

  test('writes through to disk: write-ahead log and full synchronisation', async () => {
    const storage = await open()
    // 2 is FULL: every commit waits for the disk.
    expect(storage.settings()).toMatchObject({ journalMode: 'wal', synchronous: 2 })
    await storage.close()
  })

  test('lets only one process use a data folder and says which one holds it', async () => {
    const storage = await open()
    await expect(open()).rejects.toMatchObject({
      code: 'STORAGE_LOCKED',
      message: expect.stringContaining(`process ${process.pid}`),
    })
    await storage.close()
    await (await open()).close()
  })

  test('refuses a database of a newer program, names both schemas, and leaves it as it was', async () => {
    await fill()
    const future = new DatabaseSync(path)
    future.exec('PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)')
    future.close()
    await expect(open()).rejects.toMatchObject({ code: 'STORAGE_TOO_NEW', message: expect.stringMatching(/schema 99.*restore/) })
  })

  const damages: [what: string, damage: (file: string) => void][] = [
    ['is no database at all', (file) => writeFileSync(file, 'hello '.repeat(1000))],
    ['is cut short', (file) => truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096)],
    [
      'has an overwritten page',
      (file) => {
        const bytes = readFileSync(file)
        bytes.fill(0xa5, 4096 * 3, 4096 * 4)
        writeFileSync(file, bytes)
      },
    ],
  ]
  test.each(damages)('refuses a file that %s, naming file and repair command [P29]', async (_what, damage) => {
    await fill()
    damage(path)
    await expect(open()).rejects.toMatchObject({
      code: 'STORAGE_CORRUPT',
      message: expect.stringMatching(/gendan\.db.*npm run backup -- --restore/),
    })
    // The lock is free again: the next attempt tells the same, not that somebody is at work.
    await expect(open()).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' })
  })

  test('never serves an order whose stored state was changed on disk [P29]', async () => {
    await fill()
    const intruder = new DatabaseSync(path)
    intruder.exec("UPDATE orders SET state = replace(state, '铜版纸', '白板纸') WHERE number = 'GD-20260302-07'")
    intruder.close()
    const storage = await open()
    await expect(storage.book.load('GD-20260302-07')).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' })
    expect(await storage.book.load('GD-20260302-08')).toBeDefined()
    await storage.close()
  })

  test('says why a folder cannot be used', async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(open(join(folder, 'file', 'gendan.db'))).rejects.toMatchObject({ code: 'STORAGE_UNWRITABLE' })
    mkdirSync(path)
    await expect(open()).rejects.toMatchObject({ code: 'STORAGE_UNWRITABLE', message: expect.stringContaining('gendan.db') })
    if (process.getuid?.() !== 0) {
      const closed = join(folder, 'closed')
      mkdirSync(closed)
      chmodSync(closed, 0o500)
      await expect(open(join(closed, 'gendan.db'))).rejects.toMatchObject({ code: 'STORAGE_UNWRITABLE' })
    }
  })

  test('refuses writes after it was closed, and closing twice is harmless', async () => {
    const storage = await open()
    const last = storage.book.commit(aCommit([birthOf(anOrder())]))
    await storage.close()
    await storage.close()
    expect(await last).toBe('committed')
    await expect(storage.inbox.markHandled('x')).rejects.toMatchObject({ code: 'STORAGE_UNREACHABLE' })
  })
})
