import { evolve } from '../../domain/order/evolve-order'
import type { BookRecord } from '../../domain/record/record'
import type { StorageEngine } from '../../storage/engine'
import { verify } from '../../storage/verify'
import {
  aCommit,
  anInbound,
  anOrder,
  aRecordWrite,
  aSend,
  aTimer,
  birthOf,
  changeOf,
  evolveTold,
  NOON,
} from '../support/build-order'
import { fakeClock } from '../support/fake-clock'
import type { EngineUnderTest, OpenEngine } from './open-engine'

const ACCOUNT = 'account:c1'
const soon = '2026-03-02T05:00:00Z'
const armed = { timers: [{ key: 'next', dueAt: soon }] }

/** What every engine promises about records: what belongs to no single order. */
export function recordsContract(name: string, openEngine: OpenEngine): void {
  describe(`records on ${name}`, () => {
    let engine: EngineUnderTest
    let storage: StorageEngine
    beforeEach(async () => {
      engine = await openEngine(fakeClock().nowIso)
      storage = engine.storage
    })
    afterEach(() => engine.end())

    const write = (...records: ReturnType<typeof aRecordWrite>[]) => storage.book.commit(aCommit([], { records }))

    test('gives back a record as it was written, with its version and its log', async () => {
      expect(await storage.book.loadRecord(ACCOUNT)).toBeUndefined()
      expect(await storage.book.loadRecordEvents(ACCOUNT)).toEqual([])
      const first = aRecordWrite(ACCOUNT, 0, { owes: '12.50', lookups: ['prompt:a'] })
      expect(await storage.book.commit(aCommit([], { records: [first], inboundId: 'sandbox:1' }))).toBe('committed')
      expect(await storage.book.loadRecord(ACCOUNT)).toEqual({ record: first.record, version: 1 })
      const second = aRecordWrite(ACCOUNT, 1, { owes: '0.00', lookups: ['prompt:b'] })
      expect(await write(second)).toBe('committed')
      expect(await storage.book.loadRecord(ACCOUNT)).toEqual({ record: second.record, version: 2 })
      const events = await storage.book.loadRecordEvents(ACCOUNT)
      expect(events.map((e) => [e.recordId, e.seq, e.at, e.byId, e.inboundId, e.event])).toEqual([
        [ACCOUNT, 1, NOON, 'bot', 'sandbox:1', first.events[0]],
        [ACCOUNT, 2, NOON, 'bot', undefined, second.events[0]],
      ])
      expect(new Set(events.map((e) => e.hash)).size).toBe(2)
    })

    test('refuses a write whose version was overtaken, and the birth of what is there, and writes nothing of it', async () => {
      await write(aRecordWrite(ACCOUNT, 0))
      for (const expected of [0, 2])
        expect(
          await storage.book.commit(
            aCommit([], { records: [aRecordWrite(ACCOUNT, expected, { owes: '1' })], effects: [aSend('e', 'ops')] }),
          ),
        ).toBe('conflict')
      expect(await storage.book.loadRecordEvents(ACCOUNT)).toHaveLength(1)
      expect(await storage.outbox.undone()).toBe(0)
    })

    test('lets exactly one of many simultaneous writes win, births included', async () => {
      for (const expected of [0, 1]) {
        const results = await Promise.all(Array.from({ length: 20 }, (_, i) => write(aRecordWrite(ACCOUNT, expected, { i }))))
        expect(results.filter((r) => r === 'committed')).toHaveLength(1)
        expect(results.filter((r) => r === 'conflict')).toHaveLength(19)
      }
    })

    test('writes orders, records and effects of one command together or not at all', async () => {
      const order = anOrder()
      const both = aCommit([birthOf(order)], { records: [aRecordWrite(ACCOUNT, 0)], effects: [aSend('e1', 'ops')] })
      expect(await storage.book.commit(both)).toBe('committed')
      const stale = aCommit([changeOf({ ...order, status: 'B' }, 1)], {
        records: [aRecordWrite(ACCOUNT, 7)],
        effects: [aSend('e2', 'ops')],
      })
      expect(await storage.book.commit(stale)).toBe('conflict')
      const staleOrder = aCommit([changeOf({ ...order, status: 'B' }, 7)], { records: [aRecordWrite(ACCOUNT, 1)] })
      expect(await storage.book.commit(staleOrder)).toBe('conflict')
      expect((await storage.book.load(order.number))?.order.status).toBe('草稿')
      expect((await storage.book.loadRecord(ACCOUNT))?.version).toBe(1)
      expect(await storage.outbox.undone()).toBe(1)
      const next = aCommit([changeOf({ ...order, status: 'B' }, 1)], {
        records: [aRecordWrite(ACCOUNT, 1), aRecordWrite('desk:li', 0)],
      })
      expect(await storage.book.commit(next)).toBe('committed')
      expect((await storage.book.load(order.number))?.version).toBe(2)
      expect((await storage.book.loadRecord('desk:li'))?.version).toBe(1)
      expect(await storage.book.find({ limit: 10 })).toHaveLength(1)
    })

    test('answers repeat to a command for an inbound event that was handled before', async () => {
      await storage.inbox.accept(anInbound('sandbox:1'))
      const once = aCommit([], { records: [aRecordWrite(ACCOUNT, 0)], inboundId: 'sandbox:1' })
      expect(await storage.book.commit(once)).toBe('committed')
      expect(await storage.inbox.pending(10)).toEqual([])
      const again = aCommit([], { records: [aRecordWrite(ACCOUNT, 1)], inboundId: 'sandbox:1' })
      expect(await storage.book.commit(again)).toBe('repeat')
      expect((await storage.book.loadRecord(ACCOUNT))?.version).toBe(1)
    })

    test('keeps its timers in one index with those of orders, each with its owner', async () => {
      await storage.book.commit(aCommit([birthOf(anOrder({ timers: [aTimer('remind', '2026-03-02T05:30:00Z')] }))]))
      await write(aRecordWrite(ACCOUNT, 0, armed))
      expect(await storage.timers.nextDueAt()).toBe(soon)
      expect(await storage.timers.due('2026-03-02T06:00:00Z', 10)).toEqual([
        { owner: ACCOUNT, key: 'next', dueAt: soon },
        { owner: 'GD-20260302-01', key: 'remind', dueAt: '2026-03-02T05:30:00Z' },
      ])
      expect(await storage.timers.due('2026-03-02T06:00:00Z', 1)).toHaveLength(1)
      await write(aRecordWrite(ACCOUNT, 1, { timers: [{ key: 'next', dueAt: '2026-03-02T07:00:00Z' }] }))
      expect((await storage.timers.due('2026-03-02T09:00:00Z', 10)).map((t) => t.owner)).toEqual(['GD-20260302-01', ACCOUNT])
    })

    test('consumes a fired timer once; the second firing is a conflict', async () => {
      await write(aRecordWrite(ACCOUNT, 0, armed))
      const fired = [{ owner: ACCOUNT, key: 'next' }]
      expect(await storage.book.commit(aCommit([], { records: [aRecordWrite(ACCOUNT, 1)], fired }))).toBe('committed')
      expect(await storage.book.commit(aCommit([], { records: [aRecordWrite(ACCOUNT, 2)], fired }))).toBe('conflict')
      expect(await storage.timers.nextDueAt()).toBeUndefined()
    })

    test('finds records by the words they name now, and lists those of a kind in portions', async () => {
      await write(
        aRecordWrite('account:c2', 0, { lookups: ['prompt:a', 'prompt:b'] }),
        aRecordWrite('account:c1', 0, { lookups: ['prompt:a', 'prompt:a'] }),
        aRecordWrite('desk:li', 0, { lookups: ['prompt:a'] }),
      )
      const found = async (word: string) => (await storage.book.findRecords<BookRecord>(word)).map((r) => r.record.id)
      expect(await found('prompt:a')).toEqual(['account:c1', 'account:c2', 'desk:li'])
      await write(aRecordWrite('account:c1', 1, { lookups: ['prompt:c'] }))
      expect(await found('prompt:a')).toEqual(['account:c2', 'desk:li'])
      expect(await found('prompt:c')).toEqual(['account:c1'])
      expect(await found('prompt')).toEqual([])
      const listed = async (after: string, limit: number) =>
        (await storage.book.listRecords('account:', after, limit)).map((r) => r.record.id)
      expect(await listed('', 10)).toEqual(['account:c1', 'account:c2'])
      expect(await listed('', 1)).toEqual(['account:c1'])
      expect(await listed('account:c1', 10)).toEqual(['account:c2'])
      expect(await listed('account:c2', 10)).toEqual([])
    })

    test('isolates a record with an unreadable alarm: it is refused and takes no other with it', async () => {
      const bad = aRecordWrite('account:bad', 0, { timers: [{ key: 'next', dueAt: 'tomorrow' }] })
      const results = await Promise.allSettled([write(bad), write(aRecordWrite(ACCOUNT, 0))])
      expect(results.map((r) => r.status)).toEqual(['rejected', 'fulfilled'])
      expect(await storage.book.loadRecord('account:bad')).toBeUndefined()
      expect(await storage.book.loadRecord(ACCOUNT)).toBeDefined()
    })

    test('is proved with the orders, and forgotten with its world', async () => {
      await storage.book.commit(aCommit([birthOf(anOrder())], { records: [aRecordWrite(ACCOUNT, 0, armed)] }))
      expect(await verify(storage, evolve, evolveTold)).toEqual([])
      const silent = aRecordWrite(ACCOUNT, 1, { owes: '3.00' })
      await write({ ...silent, events: [] })
      expect(await verify(storage, evolve, evolveTold)).toEqual([
        { owner: ACCOUNT, what: 'fold', detail: 'what is stored is not what its log gives; differing: timers, owes' },
      ])
      const { company } = await storage.master.directory()
      await storage.master.replaceWorld({ company, people: [], chats: [], customers: [], products: [], shops: [] })
      expect(await storage.book.loadRecord(ACCOUNT)).toBeUndefined()
      expect(await storage.book.loadRecordEvents(ACCOUNT)).toEqual([])
      expect(await storage.book.listRecords('account:', '', 10)).toEqual([])
      expect(await storage.timers.nextDueAt()).toBeUndefined()
      expect(await write(aRecordWrite(ACCOUNT, 0))).toBe('committed')
    })
  })
}
