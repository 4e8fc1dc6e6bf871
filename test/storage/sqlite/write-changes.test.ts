import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import type { Order } from '../../../domain/order/order'
import { openSqliteStorage } from '../../../storage/sqlite/open-sqlite-storage'
import { scratchFolder } from '../../contract/open-engine'
import { aCommit, anOpenStep, anOrder, aPrompt, aTimer, birthOf, changeOf } from '../../support/build-order'
import { fakeClock, silentLog } from '../../support/fake-clock'

const TABLES = {
  orders: 'number, version, customer_id, sales_id, status, phase, event_count, head_hash, state_crc, state',
  open_steps: 'order_number, step_id, created_ms',
  timers: 'owner, key, due_ms, due_at',
  prompts: 'id, order_number, chat_id, asked_ms, open, prompt',
  prompt_people: 'person_id, prompt_id',
}

/** All that is looked up by, as it stands in the file. */
function contentOf(path: string): Record<string, unknown[]> {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    return Object.fromEntries(
      Object.entries(TABLES).map(([table, columns]) => [
        table,
        db.prepare(`SELECT ${columns} FROM ${table} ORDER BY ${columns}`).all(),
      ]),
    )
  } finally {
    db.close()
  }
}

/** The same numbers in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

const NAMES = ['a', 'b', 'c', 'd']
const DUE = ['2026-03-02T05:00:00.000Z', '2026-03-02T06:00:00.000Z']

/** Leaves most of an order as it is, as a command does. */
function changed(order: Order, roll: (sides: number) => number): Order {
  const name = NAMES[roll(NAMES.length)] ?? 'a'
  const { timers, prompts, steps } = order
  const withoutTimer = timers.filter((timer) => timer.key !== name)
  switch (roll(7)) {
    case 0:
      return { ...order, timers: [...withoutTimer, aTimer(name, DUE[roll(2)] ?? '')] }
    case 1:
      return { ...order, timers: withoutTimer }
    case 2:
      return { ...order, steps: { ...steps, [name]: { ...anOpenStep(), state: roll(2) === 0 ? 'open' : 'done' } } }
    case 3:
      return { ...order, status: `状态${roll(2)}`, phase: roll(2) === 0 ? 'running' : 'draft' }
    case 4: {
      const prompt = aPrompt(`${order.number}-${name}`, { assigneeIds: [`p${roll(3)}`], state: roll(3) === 0 ? 'done' : 'open' })
      return { ...order, prompts: [...prompts.filter((one) => one.id !== prompt.id), prompt] }
    }
    case 5:
      return { ...order, prompts: prompts.filter((one) => one.id !== `${order.number}-${name}`) }
    default:
      return { ...order, salesId: `s${roll(2)}`, draft: {} }
  }
}

describe('an order is written with what changed in it', () => {
  test.each([1, 2, 3, 4])('and the file holds the same as when all of it is compared with the file (seed %i)', async (seed) => {
    const run = async (isKnown: boolean): Promise<Record<string, unknown[]>> => {
      const { folder, remove } = scratchFolder()
      const path = join(folder, 'gendan.db')
      const open = () => openSqliteStorage({ path, log: silentLog, nowIso: fakeClock().nowIso })
      let storage = await open()
      const roll = dice(seed)
      const orders = [1, 2, 3].map((i) => anOrder({ number: `GD-20260302-0${i}` }))
      await storage.book.commit(aCommit(orders.map((order) => birthOf(order))))
      for (let version = 1; version <= 40; version += 1) {
        if (!isKnown) {
          // Nothing is known by heart then.
          await storage.close()
          storage = await open()
        }
        for (const [i, known] of orders.entries()) {
          const read = isKnown ? (await storage.book.load(known.number))?.order : undefined
          const next = changed(read ?? known, roll)
          orders[i] = next
          expect(await storage.book.commit(aCommit([changeOf(next, version)]))).toBe('committed')
        }
      }
      await storage.close()
      const content = contentOf(path)
      remove()
      return content
    }
    const compared = await run(false)
    expect(await run(true)).toEqual(compared)
    for (const rows of Object.values(compared)) expect(rows.length).toBeGreaterThan(0)
  })

  test('one that was overtaken since it was read is a conflict, and writes beside it hold', async () => {
    const { folder, remove } = scratchFolder()
    const storage = await openSqliteStorage({ path: join(folder, 'gendan.db'), log: silentLog, nowIso: fakeClock().nowIso })
    const one = anOrder({ number: 'GD-20260302-01', timers: [aTimer('t', DUE[0] ?? '')] })
    const other = anOrder({ number: 'GD-20260302-02' })
    await storage.book.commit(aCommit([birthOf(one), birthOf(other)]))
    await storage.book.load(one.number)
    const quiet = { ...one, timers: [] }
    const firing = () => storage.book.commit(aCommit([changeOf(quiet, 1)], { fired: [{ owner: one.number, key: 't' }] }))
    const results = await Promise.all([firing(), storage.book.commit(aCommit([changeOf(other, 1)])), firing(), firing()])
    expect(results).toEqual(['committed', 'committed', 'conflict', 'conflict'])
    expect((await storage.book.load(one.number))?.version).toBe(2)
    expect((await storage.book.load(other.number))?.version).toBe(2)
    await storage.close()
    remove()
  })

  test('its log takes one row for each write, however many events', async () => {
    const { folder, remove } = scratchFolder()
    const path = join(folder, 'gendan.db')
    const storage = await openSqliteStorage({ path, log: silentLog, nowIso: fakeClock().nowIso })
    const order = anOrder()
    const said = ['一', '二', '三'].map((text) => ({ type: 'Noted' as const, text, inner: true }))
    await storage.book.commit(aCommit([birthOf(order)]))
    await storage.book.commit(aCommit([changeOf(order, 1, ...said)], { inboundId: 'sandbox:1' }))
    const events = await storage.book.loadEvents(order.number)
    expect(events.map(({ seq, inboundId, event }) => [seq, inboundId, event.type === 'Noted' ? event.text : ''])).toEqual([
      [1, undefined, ''],
      [2, 'sandbox:1', '一'],
      [3, 'sandbox:1', '二'],
      [4, 'sandbox:1', '三'],
    ])
    await storage.close()
    const db = new DatabaseSync(path, { readOnly: true })
    expect(
      db
        .prepare('SELECT seq FROM events')
        .all()
        .map((row) => (row as { seq: number }).seq),
    ).toEqual([1, 2])
    db.close()
    remove()
  })

  test('one that was changed in the file by hand is a conflict once, and then read anew', async () => {
    const { folder, remove } = scratchFolder()
    const path = join(folder, 'gendan.db')
    const storage = await openSqliteStorage({ path, log: silentLog, nowIso: fakeClock().nowIso })
    const order = anOrder()
    await storage.book.commit(aCommit([birthOf(order)]))
    const db = new DatabaseSync(path)
    db.exec('UPDATE orders SET version = 7')
    db.close()
    const note = () => storage.book.commit(aCommit([changeOf({ ...order, status: '待审批' }, 1)]))
    expect(await note()).toBe('conflict')
    expect((await storage.book.load(order.number))?.version).toBe(7)
    await storage.close()
    remove()
  })

  test('another world with the same number and version is not taken for the order that was read', async () => {
    const { folder, remove } = scratchFolder()
    const storage = await openSqliteStorage({ path: join(folder, 'gendan.db'), log: silentLog, nowIso: fakeClock().nowIso })
    await storage.book.commit(aCommit([birthOf(anOrder({ steps: { old: anOpenStep() } }))]))
    await storage.book.load('GD-20260302-01')
    await storage.master.replaceWorld(await storage.master.directory())
    await storage.book.commit(aCommit([birthOf(anOrder({ steps: { own: anOpenStep() } }))]))
    expect(await storage.book.commit(aCommit([changeOf(anOrder(), 1)]))).toBe('committed')
    expect(await storage.book.find({ stepId: 'own', limit: 5 })).toEqual([])
    await storage.close()
    remove()
  })

  test('one that was written in the same moment as its world was replaced is gone', async () => {
    const { folder, remove } = scratchFolder()
    const storage = await openSqliteStorage({ path: join(folder, 'gendan.db'), log: silentLog, nowIso: fakeClock().nowIso })
    const order = anOrder()
    await storage.book.commit(aCommit([birthOf(order)]))
    const directory = await storage.master.directory()
    const change = storage.book.commit(aCommit([changeOf({ ...order, status: '待审批' }, 1)]))
    await Promise.all([change, storage.master.replaceWorld(directory)])
    expect(await change).toBe('committed')
    expect(await storage.book.load(order.number)).toBeUndefined()
    await storage.close()
    remove()
  })
})
