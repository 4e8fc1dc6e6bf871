import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { evolve } from '../../domain/order/evolve-order'
import { openSqliteStorage } from '../../storage/sqlite/open-sqlite-storage'
import { openMemoryStorage } from '../../storage/memory/memory-storage'
import { type Violation, verify } from '../../storage/verify'
import { scratchFolder } from '../contract/open-engine'
import { aCommit, anOrder, aRecordWrite, birthOf, changeOf, evolveTold } from '../support/build-order'
import { fakeClock, silentLog } from '../support/fake-clock'

const { nowIso } = fakeClock()

/** A book of three orders with short logs, tampered with behind the program's back, then proved. */
async function proveAfter(tamper: string | undefined): Promise<Violation[]> {
  const { folder, remove } = scratchFolder()
  const path = join(folder, 'gendan.db')
  const storage = await openSqliteStorage({ path, log: silentLog, nowIso })
  for (const serial of ['01', '02', '03']) {
    const order = anOrder({ number: `GD-20260302-${serial}` })
    await storage.book.commit(aCommit([birthOf(order)]))
    await storage.book.commit(
      aCommit([
        changeOf(
          { ...order, status: '待审批' },
          1,
          { type: 'StatusSet', status: '待审批' },
          { type: 'Noted', text: '好', inner: true },
        ),
      ]),
    )
    await storage.book.commit(aCommit([changeOf({ ...order, status: '待审批' }, 2, { type: 'Noted', text: '完', inner: true })]))
  }
  if (tamper) {
    const intruder = new DatabaseSync(path)
    intruder.exec(tamper)
    intruder.close()
  }
  const found = await verify(storage, evolve)
  await storage.close()
  remove()
  return found
}

const SECOND = "order_number = 'GD-20260302-02'"

describe('verify', () => {
  test('finds nothing in a book that nobody touched', async () => {
    expect(await proveAfter(undefined)).toEqual([])
  })

  const tamperings: [what: string, sql: string, kinds: Violation['what'][]][] = [
    ['a changed word in an event', `UPDATE events SET event = replace(event, '好', '坏') WHERE ${SECOND} AND seq = 2`, ['log']],
    ['a changed author', `UPDATE events SET by_id = 'zhao' WHERE ${SECOND} AND seq = 2`, ['log']],
    ['a changed time', `UPDATE events SET at = '2020-01-01T00:00:00Z' WHERE ${SECOND} AND seq = 1`, ['log']],
    ['a removed write in the middle', `DELETE FROM events WHERE ${SECOND} AND seq = 2`, ['log', 'fold']],
    ['a removed write at the end', `DELETE FROM events WHERE ${SECOND} AND seq = 4`, ['log']],
    ['a removed event of a write', `UPDATE events SET event = json_remove(event, '$[1]') WHERE ${SECOND} AND seq = 2`, ['log']],
    ['a removed hash', `UPDATE events SET hash = substr(hash, 1, 64) WHERE ${SECOND} AND seq = 2`, ['log']],
    [
      'a removed event with its hash',
      `UPDATE events SET hash = substr(hash, 1, 64), event = json_remove(event, '$[1]') WHERE ${SECOND} AND seq = 2`,
      ['log'],
    ],
    ['a removed order', "DELETE FROM orders WHERE number = 'GD-20260302-02'", ['numbering']],
    [
      'a changed state',
      "UPDATE orders SET state = replace(state, '待审批', '已完成') WHERE number = 'GD-20260302-02'",
      ['unreadable'],
    ],
  ]
  test.each(tamperings)('finds %s [P23]', async (_what, sql, kinds) => {
    const found = await proveAfter(sql)
    expect(found.map((violation) => violation.what)).toEqual(kinds)
  })

  test('finds an order that its log does not give', async () => {
    const storage = openMemoryStorage({ nowIso })
    await storage.book.commit(aCommit([birthOf(anOrder())]))
    await storage.book.commit(aCommit([changeOf(anOrder({ status: '待审批' }), 1)]))
    expect(await verify(storage, evolve)).toEqual([
      { owner: 'GD-20260302-01', what: 'fold', detail: 'what is stored is not what its log gives; differing: status' },
    ])
  })

  test('finds serials that were left out, also the first', async () => {
    const storage = openMemoryStorage({ nowIso })
    for (const serial of ['02', '05']) await storage.book.commit(aCommit([birthOf(anOrder({ number: `GD-20260302-${serial}` }))]))
    expect(await verify(storage, evolve)).toEqual([
      { owner: 'GD-20260302-*', what: 'numbering', detail: 'serials missing below 5: 1, 3, 4' },
    ])
  })

  describe('a log that has grown for a year', () => {
    const DESK = 'account:c1'
    const write = aRecordWrite(DESK, 0)
    const events = write.events.flatMap((event) => Array.from({ length: 1201 }, () => event))

    async function proveLong(tamper?: string): Promise<{ found: Violation[]; turns: number }> {
      const { folder, remove } = scratchFolder()
      const path = join(folder, 'gendan.db')
      const storage = await openSqliteStorage({ path, log: silentLog, nowIso })
      const writes = events.map((event, i) => aCommit([], { records: [{ ...write, expectedVersion: i, events: [event] }] }))
      expect(new Set(await Promise.all(writes.map((unit) => storage.book.commit(unit))))).toEqual(new Set(['committed']))
      if (tamper) {
        const intruder = new DatabaseSync(path)
        intruder.exec(tamper)
        intruder.close()
      }
      let turns = 0
      let isProving = true
      const count = (): void => {
        turns += 1
        if (isProving) setImmediate(count)
      }
      setImmediate(count)
      const found = await verify(storage, evolve, evolveTold)
      isProving = false
      await storage.close()
      remove()
      return { found, turns }
    }

    test('is read, linked and replayed in portions, with other work in between', async () => {
      const { found, turns } = await proveLong()
      expect(found).toEqual([])
      // Two breaths for each of the three.
      expect(turns).toBeGreaterThanOrEqual(6)
    })

    const at = (seq: number): string => `record_id = '${DESK}' AND seq = ${seq}`
    const wounds: [what: string, sql: string, detail: string][] = [
      [
        'a changed event of the first portion',
        `UPDATE record_events SET by_id = 'zhao' WHERE ${at(3)}`,
        'event 3 does not match its hash',
      ],
      [
        'a changed event of the last portion',
        `UPDATE record_events SET by_id = 'zhao' WHERE ${at(1101)}`,
        'event 1101 does not match its hash',
      ],
      ['the first event of a portion gone', `DELETE FROM record_events WHERE ${at(501)}`, 'event 501 is missing'],
      ['the last event of a portion gone', `DELETE FROM record_events WHERE ${at(1000)}`, 'event 1000 is missing'],
      ['the last event gone', `DELETE FROM record_events WHERE ${at(1201)}`, '1201 events are counted, the log holds 1200'],
      [
        'an event too many',
        `INSERT INTO record_events SELECT record_id, 1202, at, by_id, inbound_id, hash, event FROM record_events WHERE ${at(1201)}`,
        'event 1202 does not match its hash',
      ],
    ]
    test.each(wounds)('shows %s [P23]', async (_what, sql, detail) => {
      const { found } = await proveLong(sql)
      expect(found.find(({ what }) => what === 'log')).toEqual({ owner: DESK, what: 'log', detail })
    })
  })
})
