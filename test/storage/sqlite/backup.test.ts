import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { evolve } from '../../../domain/order/evolve-order'
import { backupTo, restoreFrom } from '../../../storage/sqlite/backup'
import { openSqliteStorage, type SqliteStorage } from '../../../storage/sqlite/open-sqlite-storage'
import { verify } from '../../../storage/verify'
import { scratchFolder } from '../../contract/open-engine'
import { aCommit, anOrder, birthOf } from '../../support/build-order'
import { fakeClock, silentLog } from '../../support/fake-clock'

const open = (path: string): Promise<SqliteStorage> => openSqliteStorage({ path, log: silentLog, nowIso: fakeClock().nowIso })
const numberOf = (serial: number): string => `GD-20260302-${String(serial).padStart(4, '0')}`
const create = (storage: SqliteStorage, serial: number) =>
  storage.book.commit(aCommit([birthOf(anOrder({ number: numberOf(serial) }))]))

describe('backup and restore', () => {
  const { folder, remove } = scratchFolder()
  afterAll(() => remove())

  test('a backup taken under writes restores to a book that proves itself, with its files, and numbering goes on [P25]', async () => {
    const storage = await open(join(folder, 'live', 'gendan.db'))
    const { ref } = await storage.vault.put(new TextEncoder().encode('合同'), 'application/pdf', '合同.pdf')
    for (let serial = 1; serial <= 300; serial += 1) await create(storage, serial)
    let writing = true
    let written = 300
    const writer = (async () => {
      for (;;) {
        if (!writing) return
        written += 1
        await create(storage, written)
      }
    })()
    const made = await backupTo(storage.path, join(folder, 'backup'))
    writing = false
    await writer
    await storage.close()
    expect(made.files).toBe(1)
    expect(made.orders).toBeGreaterThanOrEqual(300)

    await restoreFrom(join(folder, 'backup'), join(folder, 'new', 'gendan.db'), '.before')
    const restored = await open(join(folder, 'new', 'gendan.db'))
    expect(await verify(restored, evolve)).toEqual([])
    expect(await restored.book.highestSerial('GD-20260302-')).toBe(made.orders)
    expect((await restored.vault.get(ref))?.name).toBe('合同.pdf')
    expect(await create(restored, made.orders + 1)).toBe('committed')
    await restored.close()
  })

  test('takes the place of a damaged database and keeps the damaged one beside it', async () => {
    const path = join(folder, 'hurt', 'gendan.db')
    const storage = await open(path)
    await create(storage, 1)
    await backupTo(path, join(folder, 'good'))
    await storage.close()
    writeFileSync(path, 'rubbish')
    await expect(open(path)).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' })
    await restoreFrom(join(folder, 'good'), path, '.before-restore')
    expect(readFileSync(`${path}.before-restore`, 'utf8')).toBe('rubbish')
    const restored = await open(path)
    expect((await restored.book.load(numberOf(1)))?.version).toBe(1)
    await restored.close()
  })

  test('refuses to overwrite a backup, to restore over a running service, or from nothing or rubbish', async () => {
    const path = join(folder, 'busy', 'gendan.db')
    const storage = await open(path)
    await backupTo(path, join(folder, 'one'))
    await expect(backupTo(path, join(folder, 'one'))).rejects.toMatchObject({ code: 'BACKUP_EXISTS' })
    await expect(restoreFrom(join(folder, 'one'), path, '.old')).rejects.toMatchObject({ code: 'STORAGE_LOCKED' })
    await storage.close()
    await expect(restoreFrom(join(folder, 'nowhere'), path, '.old')).rejects.toMatchObject({ code: 'BACKUP_MISSING' })
    writeFileSync(join(folder, 'one', 'gendan.db'), 'rubbish')
    await expect(restoreFrom(join(folder, 'one'), path, '.old')).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' })
    const unharmed = await open(path)
    await unharmed.close()
  })
})
