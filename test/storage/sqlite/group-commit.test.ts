import { join } from 'node:path'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { createGroupCommit, Undo } from '../../../storage/sqlite/group-commit'
import { scratchFolder } from '../../contract/open-engine'

describe('group commit', () => {
  const { folder, remove } = scratchFolder()
  const path = join(folder, 'group.db')
  let db: DatabaseSyncInstance
  let group: ReturnType<typeof createGroupCommit>
  beforeAll(() => {
    db = new DatabaseSync(path, { timeout: 0 })
    db.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (id INTEGER PRIMARY KEY, batch INTEGER)')
    group = createGroupCommit(db, path)
  })
  beforeEach(() => db.exec('DELETE FROM t'))
  afterAll(() => {
    db.close()
    remove()
  })

  const insert = (id: number) => () => void db.prepare('INSERT INTO t (id) VALUES (?)').run(id)
  const ids = () => (db.prepare('SELECT id FROM t ORDER BY id').all() as { id: number }[]).map((row) => row.id)

  test('answers nobody before the commit, and shares one commit among the writes of a turn', async () => {
    let answered = 0
    const inTransaction: boolean[] = []
    const writes = [1, 2, 3].map((id) =>
      group
        .write(() => {
          insert(id)()
          inTransaction.push(db.isTransaction && answered === 0)
        })
        .then(() => {
          answered += 1
          return inTransaction.push(db.isTransaction)
        }),
    )
    expect(ids()).toEqual([])
    await Promise.all(writes)
    expect(inTransaction).toEqual([true, true, true, false, false, false])
    expect(ids()).toEqual([1, 2, 3])
  })

  test('undoes a write that throws or gives up, and keeps the ones around it', async () => {
    const outcome = await Promise.allSettled([
      group.write(insert(1)),
      group.write(() => {
        insert(2)()
        throw new Error('bad')
      }),
      group.write(insert(1)),
      group.write(() => {
        insert(3)()
        throw new Undo('no')
      }),
      group.write(insert(4)),
    ])
    expect(outcome.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled', 'fulfilled'])
    expect(outcome[2]).toMatchObject({ reason: { code: 'STORAGE_UNREACHABLE' } })
    expect(outcome[3]).toMatchObject({ value: 'no' })
    expect(ids()).toEqual([1, 4])
  })

  test('refuses all writes while the database is held by another, and works again afterwards [P18]', async () => {
    const other = new DatabaseSync(path)
    other.exec('BEGIN IMMEDIATE')
    const refused = await Promise.allSettled([group.write(insert(1)), group.write(insert(2))])
    for (const one of refused) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'STORAGE_UNREACHABLE' } })
    other.exec('ROLLBACK')
    other.close()
    await group.write(insert(3))
    expect(ids()).toEqual([3])
  })

  test('tells everybody when the commit itself fails, and nothing of it is kept', async () => {
    db.exec('PRAGMA foreign_keys = ON; CREATE TABLE child (id REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED)')
    const orphan = () => void db.prepare('INSERT INTO child VALUES (99)').run()
    const outcome = await Promise.allSettled([group.write(insert(1)), group.write(orphan)])
    expect(outcome.map((one) => one.status)).toEqual(['rejected', 'rejected'])
    expect(ids()).toEqual([])
    await group.write(insert(2))
    expect(ids()).toEqual([2])
  })

  test('lets the event loop go on between portions of a long queue', async () => {
    let turns = 0
    let queued = true
    const count = (): void => {
      turns += 1
      if (queued) setImmediate(count)
    }
    setImmediate(count)
    await Promise.all(Array.from({ length: 1500 }, (_, i) => group.write(insert(i + 1))))
    queued = false
    expect(turns).toBeGreaterThanOrEqual(3)
    expect(ids()).toHaveLength(1500)
  })
})
