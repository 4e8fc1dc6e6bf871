import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { evolve } from '../../../domain/order/evolve-order'
import type { Order } from '../../../domain/order/order'
import type { BookRecord } from '../../../domain/record/record'
import { openSqliteStorage, type SqliteStorage } from '../../../storage/sqlite/open-sqlite-storage'
import { verify } from '../../../storage/verify'
import { scratchFolder } from '../../contract/open-engine'
import { aCommit, changeOf, NOON } from '../../support/build-order'
import { silentLog } from '../../support/fake-clock'

const LATER = '2027-01-01T00:00:00.000Z'
const payload = (name: string): Buffer => gunzipSync(readFileSync(join(__dirname, '../../payloads/books', name)))

/** All that is read of a book in the course of its days. */
async function readAll({ book, inbox, outbox, timers, master }: SqliteStorage): Promise<Record<string, unknown>> {
  const orders = await book.find({ limit: 500 })
  const each = async <T>(names: string[], read: (name: string) => Promise<T>): Promise<Record<string, T>> =>
    Object.fromEntries(await Promise.all(names.map(async (name): Promise<[string, T]> => [name, await read(name)])))
  const numbersOf = (found: Order[]): string[] => found.map(({ number }) => number)
  const steps = [...new Set(orders.flatMap((order) => Object.keys(order.steps)))]
  const prompts = orders.flatMap((order) => order.prompts.map(({ id }) => id))
  const people = (await master.directory()).people.map(({ id }) => id)
  const due = await outbox.due('2026-04-01T00:00:00.000Z', 100)
  return {
    orders: await Promise.all(orders.map(({ number }) => book.load(number))),
    logs: await Promise.all(orders.map(({ number }) => book.loadEvents(number))),
    byStep: await each(steps, async (stepId) => numbersOf(await book.find({ stepId, limit: 500 }))),
    active: numbersOf(await book.find({ activeOnly: true, limit: 500 })),
    prompts: await each(people, (id) => book.openPrompts({ personIds: [id] })),
    inChat: await book.openPrompts({ chatId: orders.at(-1)?.prompts[0]?.chatId ?? '' }),
    byPrompt: await each(prompts, async (id) => (await book.findByPrompt(id))?.order.number),
    record: await book.loadRecord('desk:luo'),
    recordLog: await book.loadRecordEvents('desk:luo'),
    found: await book.findRecords('罗'),
    timers: await timers.due(LATER, 500),
    inbox: await inbox.pending(10),
    outbox: due,
    undone: await outbox.undone(),
    failed: (await outbox.failed(10)).map(({ at: _at, ...row }) => row),
  }
}

describe('a book that an earlier program wrote', () => {
  // The file and what was read from it, both as the program of schema 5 left them.
  test('reads as it did, is proved, and is written on [P26]', async () => {
    const { folder, remove } = scratchFolder()
    const path = join(folder, 'gendan.db')
    writeFileSync(path, payload('schema-5.db.gz'))
    const storage = await openSqliteStorage({ path, log: silentLog, nowIso: () => NOON })
    const { message, ...expected } = JSON.parse(payload('schema-5.json.gz').toString()) as Record<string, unknown>
    const before = await readAll(storage)
    expect(JSON.parse(JSON.stringify(before))).toEqual(expected)
    const { key, found } = message as { key: string; found: unknown }
    expect(await storage.outbox.messageOf(key)).toEqual(found)
    const asTold = (): BookRecord => (expected['record'] as { record: BookRecord }).record
    expect(await verify(storage, evolve, asTold)).toEqual([])

    // An order of the old book loses its open step, prompt and timers.
    const [stored] = (expected['orders'] as { order: Order; version: number }[]).filter(({ order }) => order.timers.length > 0)
    if (!stored) throw new Error('no order with timers in the old book')
    const { number } = stored.order
    const over: Order = {
      ...stored.order,
      status: '已取消',
      phase: 'cancelled',
      steps: {},
      timers: [],
      prompts: stored.order.prompts.map((prompt) => ({ ...prompt, state: 'expired' as const })),
    }
    expect(await storage.book.commit(aCommit([changeOf(over, stored.version)]))).toBe('committed')
    const after = await readAll(storage)
    expect((after['timers'] as { owner: string }[]).filter(({ owner }) => owner === number)).toEqual([])
    expect(JSON.stringify([after['byStep'], after['prompts'], after['inChat'], after['active']])).not.toContain(number)
    await storage.close()
    remove()
  })
})
