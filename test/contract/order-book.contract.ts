import { evolve } from '../../domain/order/evolve-order'
import type { Order } from '../../domain/order/order'
import type { StorageEngine } from '../../storage/engine'
import { aCommit, anInbound, anOpenStep, anOrder, aPrompt, aSend, aTimer, birthOf, changeOf } from '../support/build-order'
import { fakeClock } from '../support/fake-clock'
import type { EngineUnderTest, OpenEngine } from './open-engine'

const PREFIX = 'GD-20260302-'

/** Gives an order the next free number, trying again when somebody was faster. */
async function createNumbered(storage: StorageEngine, birthKey: string, prefix = PREFIX): Promise<string> {
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const serial = (await storage.book.highestSerial(prefix)) + 1
    const number = `${prefix}${String(serial).padStart(2, '0')}`
    const result = await storage.book.commit(aCommit([birthOf(anOrder({ number, birthKey }))]))
    if (result === 'committed') return number
    if (result !== 'number-taken') throw new Error(result)
  }
  throw new Error('no number in a thousand attempts')
}

/** What every engine promises about orders, their logs, prompts and numbers. */
export function orderBookContract(name: string, openEngine: OpenEngine): void {
  describe(`order book on ${name}`, () => {
    let engine: EngineUnderTest
    let storage: StorageEngine
    beforeEach(async () => {
      engine = await openEngine(fakeClock().nowIso)
      storage = engine.storage
    })
    afterEach(() => engine.end())

    const create = (change: Partial<Order> = {}) => storage.book.commit(aCommit([birthOf(anOrder(change))]))

    test('gives back an order as it was written, with version 1', async () => {
      const order = anOrder({
        steps: { approve: anOpenStep() },
        prompts: [aPrompt('p1')],
        timers: [aTimer('t1', '2026-03-03T01:00:00Z')],
      })
      expect(await storage.book.commit(aCommit([birthOf(order)]))).toBe('committed')
      expect(await storage.book.load(order.number)).toEqual({ order, version: 1 })
      expect(await storage.book.load('GD-20260302-99')).toBeUndefined()
    })

    test('keeps the log without gaps, linked by hashes, with who, when and by which message', async () => {
      await storage.book.commit(aCommit([birthOf(anOrder())], { inboundId: 'sandbox:1' }))
      const next = anOrder({ status: '待审批' })
      await storage.book.commit(
        aCommit([changeOf(next, 1, { type: 'Noted', text: '好', inner: true }, { type: 'StatusSet', status: '待审批' })]),
      )
      const events = await storage.book.loadEvents(next.number)
      expect(events.map((e) => [e.seq, e.event.type, e.byId, e.inboundId])).toEqual([
        [1, 'OrderCreated', 'li', 'sandbox:1'],
        [2, 'Noted', 'li', undefined],
        [3, 'StatusSet', 'li', undefined],
      ])
      expect(new Set(events.map((e) => e.hash)).size).toBe(3)
      const folded = events.reduce<Order | undefined>((order, e) => evolve(order, e.event, e), undefined)
      expect(folded).toEqual(next)
      expect((await storage.book.load(next.number))?.version).toBe(2)
    })

    test('refuses a write whose expected version was overtaken, and writes nothing of it', async () => {
      await create()
      expect(await storage.book.commit(aCommit([changeOf(anOrder({ status: 'A' }), 1)]))).toBe('committed')
      const stale = aCommit([changeOf(anOrder({ status: 'B' }), 1, { type: 'Noted', text: 'x', inner: true })], {
        effects: [aSend('e1', 'ops')],
        inboundId: 'sandbox:7',
      })
      expect(await storage.book.commit(stale)).toBe('conflict')
      expect((await storage.book.load('GD-20260302-01'))?.order.status).toBe('A')
      expect(await storage.book.loadEvents('GD-20260302-01')).toHaveLength(1)
      expect(await storage.outbox.undone()).toBe(0)
      expect(await storage.book.commit(aCommit([], { inboundId: 'sandbox:7' }))).toBe('committed')
    })

    test('lets exactly one of many simultaneous writes on the same version win [P9]', async () => {
      await create()
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, i) => storage.book.commit(aCommit([changeOf(anOrder({ status: `S${i}` }), 1)]))),
      )
      expect(results.filter((r) => r === 'committed')).toHaveLength(1)
      expect(results.filter((r) => r === 'conflict')).toHaveLength(19)
    })

    test('undoes both orders of a command when the second one conflicts', async () => {
      await create()
      await create({ number: 'GD-20260302-02' })
      const both = aCommit([changeOf(anOrder({ status: 'new' }), 1), changeOf(anOrder({ number: 'GD-20260302-02' }), 5)])
      expect(await storage.book.commit(both)).toBe('conflict')
      expect((await storage.book.load('GD-20260302-01'))?.order.status).toBe('草稿')
    })

    test('tells a taken number from a repeated birth', async () => {
      await create()
      expect(await create({ birthKey: 'another' })).toBe('number-taken')
      expect(await create({ number: 'GD-20260302-02', birthKey: 'birth-of-GD-20260302-01' })).toBe('repeat')
      expect(await create()).toBe('repeat')
      expect(await storage.book.highestSerial(PREFIX)).toBe(1)
    })

    test('answers repeat to a command for an inbound event that was handled before [P2]', async () => {
      await storage.inbox.accept(anInbound('sandbox:1'))
      expect(await storage.book.commit(aCommit([birthOf(anOrder())], { inboundId: 'sandbox:1' }))).toBe('committed')
      const again = aCommit([birthOf(anOrder({ number: 'GD-20260302-02' }))], {
        inboundId: 'sandbox:1',
        effects: [aSend('e', 'ops')],
      })
      expect(await storage.book.commit(again)).toBe('repeat')
      expect(await storage.book.load('GD-20260302-02')).toBeUndefined()
      expect(await storage.outbox.undone()).toBe(0)
    })

    test('gives two hundred orders created at once numbers without gaps [P7]', async () => {
      const numbers = await Promise.all(Array.from({ length: 200 }, (_, i) => createNumbered(storage, `birth-${i}`)))
      const expected = Array.from({ length: 200 }, (_, i) => `${PREFIX}${String(i + 1).padStart(2, '0')}`)
      expect(numbers.toSorted()).toEqual(expected.toSorted())
      expect(await storage.book.highestSerial(PREFIX)).toBe(200)
    }, 900_000)

    test('writes a birth that follows another only where that one stands, in the order in which they were handed in [P7]', async () => {
      // Other engines are never told that one follows another.
      if (!storage.book.keepsOrder) return
      const numbered = (serial: number, change: Partial<Order> = {}) => anOrder({ number: `${PREFIX}0${serial}`, ...change })
      const following = (serial: number) =>
        storage.book.commit(aCommit([{ ...birthOf(numbered(serial)), follows: `${PREFIX}0${serial - 1}` }]))
      const all = [create(), following(2), following(3), following(5)]
      expect(await Promise.all(all)).toEqual(['committed', 'committed', 'committed', 'number-taken'])
      const unreadable = storage.book.commit(aCommit([birthOf(numbered(4, { createdAt: 'not a time' }))]))
      const behind = following(5)
      await expect(unreadable).rejects.toThrow()
      expect(await behind).toBe('number-taken')
      expect(await storage.book.highestSerial(PREFIX)).toBe(3)
    })

    test('asks nobody a prompt that the order no longer holds, until it holds it again', async () => {
      const order = anOrder({ prompts: [aPrompt('p1', { assigneeIds: ['wang', 'zhao'] })] })
      const isAsked = async () => (await storage.book.openPrompts({ personIds: ['zhao'] })).map(({ prompt }) => prompt.id)
      await storage.book.commit(aCommit([birthOf(order)]))
      expect(await isAsked()).toEqual(['p1'])
      await storage.book.commit(aCommit([changeOf({ ...order, prompts: [] }, 1)]))
      expect(await isAsked()).toEqual([])
      expect(await storage.book.openPrompts({ chatId: order.prompts[0]?.chatId ?? '' })).toEqual([])
      await storage.book.commit(aCommit([changeOf(order, 2)]))
      expect(await isAsked()).toEqual(['p1'])
    })

    test('counts serials by number and each prefix for itself, also without a separator before the serial', async () => {
      for (let i = 0; i < 3; i += 1) await createNumbered(storage, `a${i}`, 'A20260302')
      for (let i = 0; i < 2; i += 1) await createNumbered(storage, `b${i}`, 'A2026030')
      expect(await storage.book.highestSerial('A20260302')).toBe(3)
      expect(await storage.book.highestSerial('A2026030')).toBe(2)
      expect(await storage.book.highestSerial('A')).toBe(0)
      await create({ number: 'SH-99' })
      await create({ number: 'SH-100' })
      expect(await storage.book.highestSerial('SH-')).toBe(100)
    })

    test('isolates units written in the same moment: one that fails takes no other with it', async () => {
      const bad = anOrder({ number: 'GD-20260302-02', createdAt: 'not a time' })
      const results = await Promise.allSettled([
        create(),
        storage.book.commit(aCommit([birthOf(bad)], { effects: [aSend('lost', 'ops')] })),
        create({ number: 'GD-20260302-03' }),
      ])
      expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await storage.book.load('GD-20260302-01')).toBeDefined()
      expect(await storage.book.load('GD-20260302-02')).toBeUndefined()
      expect(await storage.book.load('GD-20260302-03')).toBeDefined()
      expect(await storage.outbox.undone()).toBe(0)
    })

    test('finds orders by customer, status, salesperson and open step, newest first', async () => {
      const day = (n: number) => `2026-03-0${n}T00:00:00Z`
      const customer = { id: 'c1', name: '晨光', class: 'A' as const }
      await create({ number: 'GD-20260301-01', createdAt: day(1), customer, steps: { approve: anOpenStep() } })
      await create({ number: 'GD-20260303-01', createdAt: day(3), customer, status: '生产中', phase: 'running' })
      await create({ number: 'GD-20260302-01', createdAt: day(2), salesId: 'zhao', phase: 'cancelled', status: '已取消' })
      const numbers = async (query: Parameters<typeof storage.book.find>[0]) =>
        (await storage.book.find(query)).map((o) => o.number)
      expect(await numbers({ limit: 10 })).toEqual(['GD-20260303-01', 'GD-20260302-01', 'GD-20260301-01'])
      expect(await numbers({ customerId: 'c1', limit: 10 })).toEqual(['GD-20260303-01', 'GD-20260301-01'])
      expect(await numbers({ status: '生产中', limit: 10 })).toEqual(['GD-20260303-01'])
      expect(await numbers({ salesId: 'zhao', limit: 10 })).toEqual(['GD-20260302-01'])
      expect(await numbers({ stepId: 'approve', limit: 10 })).toEqual(['GD-20260301-01'])
      expect(await numbers({ activeOnly: true, limit: 10 })).toEqual(['GD-20260303-01', 'GD-20260301-01'])
      expect(await numbers({ limit: 2 })).toEqual(['GD-20260303-01', 'GD-20260302-01'])
      // Read on behind the last one; of one moment by number.
      await create({ number: 'GD-20260302-02', createdAt: day(2), phase: 'running', steps: { approve: anOpenStep() } })
      const after = { createdAt: '2026-03-02T08:00:00+08:00', number: 'GD-20260302-02' }
      expect(await numbers({ after: { createdAt: day(3), number: 'GD-20260303-01' }, limit: 1 })).toEqual(['GD-20260302-02'])
      expect(await numbers({ after, limit: 10 })).toEqual(['GD-20260302-01', 'GD-20260301-01'])
      expect(await numbers({ after, activeOnly: true, limit: 10 })).toEqual(['GD-20260301-01'])
      expect(await numbers({ after, stepId: 'approve', limit: 10 })).toEqual(['GD-20260301-01'])
    })

    test('no longer finds an order by a step that was closed', async () => {
      await create({ steps: { approve: anOpenStep() } })
      const closed = anOrder({ steps: { approve: { ...anOpenStep(), state: 'done' }, ship: anOpenStep() } })
      await storage.book.commit(aCommit([changeOf(closed, 1)]))
      expect(await storage.book.find({ stepId: 'approve', limit: 10 })).toEqual([])
      expect(await storage.book.find({ stepId: 'ship', limit: 10 })).toHaveLength(1)
    })

    test('finds the order of a prompt, also once it is settled', async () => {
      await create({ prompts: [aPrompt('p1')] })
      const settled = anOrder({ prompts: [aPrompt('p1', { state: 'done' })] })
      await storage.book.commit(aCommit([changeOf(settled, 1)]))
      expect(await storage.book.findByPrompt('p1')).toEqual({ order: settled, version: 2 })
      expect(await storage.book.findByPrompt('p2')).toBeUndefined()
    })

    test('lists open prompts of people or of a chat, oldest first, and only the open ones', async () => {
      const at = (hour: number) => `2026-03-02T0${hour}:00:00Z`
      const prompts = [
        aPrompt('late', { askedAt: at(5) }),
        aPrompt('early', { askedAt: at(1), chatId: 'direct' }),
        aPrompt('other', { askedAt: at(2), assigneeIds: ['zhao'] }),
        aPrompt('gone', { state: 'expired' }),
      ]
      await create({ prompts })
      const ids = async (filter: Parameters<typeof storage.book.openPrompts>[0]) =>
        (await storage.book.openPrompts(filter)).map(({ prompt }) => prompt.id)
      expect(await ids({ personIds: ['wang'] })).toEqual(['early', 'late'])
      expect(await ids({ personIds: ['wang', 'zhao'] })).toEqual(['early', 'other', 'late'])
      expect(await ids({ chatId: 'ops' })).toEqual(['other', 'late'])
      expect(await ids({ personIds: ['wang'], chatId: 'ops' })).toEqual(['early', 'other', 'late'])
      expect(await ids({})).toEqual([])
      const handedOver = aPrompt('late', { askedAt: at(5), assigneeIds: ['zhao'], title: '改派' })
      await storage.book.commit(aCommit([changeOf(anOrder({ prompts: [handedOver, ...prompts.slice(1)] }), 1)]))
      expect(await ids({ personIds: ['wang'] })).toEqual(['early'])
      expect(await storage.book.openPrompts({ personIds: ['zhao'] })).toContainEqual({
        orderNumber: 'GD-20260302-01',
        prompt: handedOver,
      })
    })

    test('keeps timers in order of the instant, whatever offset it is written with', async () => {
      await create({ timers: [aTimer('b', '2026-03-02T12:30:00+08:00'), aTimer('a', '2026-03-02T05:00:00Z')] })
      expect(await storage.timers.nextDueAt()).toBe('2026-03-02T12:30:00+08:00')
      expect((await storage.timers.due('2026-03-02T05:00:00Z', 10)).map((t) => t.key)).toEqual(['b', 'a'])
      expect(await storage.timers.due('2026-03-02T04:29:59.999Z', 10)).toEqual([])
      await storage.book.commit(aCommit([changeOf(anOrder({ timers: [aTimer('a', '2026-03-02T06:00:00Z')] }), 1)]))
      expect(await storage.timers.due('2026-03-09T00:00:00Z', 10)).toEqual([
        { owner: 'GD-20260302-01', key: 'a', dueAt: '2026-03-02T06:00:00Z' },
      ])
    })

    test('consumes a fired timer once; the second firing is a conflict [P16]', async () => {
      await create({ timers: [aTimer('t', '2026-03-02T05:00:00Z')] })
      const fired = [{ owner: 'GD-20260302-01', key: 't' }]
      expect(await storage.book.commit(aCommit([changeOf(anOrder(), 1)], { fired }))).toBe('committed')
      expect(await storage.book.commit(aCommit([changeOf(anOrder(), 2)], { fired }))).toBe('conflict')
      expect(await storage.timers.nextDueAt()).toBeUndefined()
    })

    test('changes people and customers together with the orders of a command', async () => {
      const person = { id: 'li', name: '李雷', roles: ['sales' as const] }
      const customer = { id: 'c1', code: 'CG', name: '晨光', salesId: 'li' }
      await storage.book.commit(aCommit([], { people: [person], customers: [customer] }))
      const directory = await storage.master.directory()
      expect(directory.people).toEqual([person])
      expect(directory.customers).toEqual([customer])
      await storage.master.savePeople([
        { ...person, name: '李磊' },
        { id: 'wang', name: '王', roles: [] },
      ])
      await storage.master.saveCustomers([{ ...customer, class: 'B' }])
      const changed = await storage.master.directory()
      expect(changed.people.map((p) => p.name)).toEqual(['李磊', '王'])
      expect(changed.customers).toEqual([{ ...customer, class: 'B' }])
    })

    test('writes the company anew and keeps its orders', async () => {
      await storage.book.commit(aCommit([birthOf(anOrder())]))
      const { company } = await storage.master.directory()
      const li = { id: 'li', name: '李雷', roles: ['sales' as const] }
      const product = { code: 'P1', name: '纸', unit: '吨', price: '1' }
      const first = {
        company,
        people: [li],
        chats: [],
        customers: [],
        products: [product, { ...product, code: 'P2' }],
        shops: [],
      }
      await storage.master.saveDirectory(first)
      expect(await storage.master.directory()).toEqual(first)
      const second = { ...first, company: { ...company, name: '新纸厂' }, products: [{ ...product, price: '2' }] }
      await storage.master.saveDirectory(second)
      expect(await storage.master.directory()).toEqual(second)
      expect(await storage.book.find({ limit: 10 })).toHaveLength(1)
    })

    test('replaces the whole world and forgets every order, event, effect and timer', async () => {
      await storage.inbox.accept(anInbound('sandbox:1'))
      await storage.book.commit(
        aCommit([birthOf(anOrder({ timers: [aTimer('t', '2026-03-02T05:00:00Z')], prompts: [aPrompt('p1')] }))], {
          effects: [aSend('e', 'ops')],
        }),
      )
      const company = {
        name: '纸厂',
        timezone: 'Asia/Shanghai',
        flow: 'paper-mill',
        workingHours: { start: '09:00', end: '18:00' },
      }
      const world = {
        company,
        people: [],
        chats: [],
        customers: [],
        products: [{ code: 'P1', name: '纸', unit: '吨', price: '1' }],
        shops: [],
      }
      await storage.master.replaceWorld(world)
      expect(await storage.master.directory()).toEqual(world)
      expect(await storage.book.find({ limit: 10 })).toEqual([])
      expect(await storage.book.loadEvents('GD-20260302-01')).toEqual([])
      expect(await storage.book.findByPrompt('p1')).toBeUndefined()
      expect(await storage.outbox.undone()).toBe(0)
      expect(await storage.inbox.pending(10)).toEqual([])
      expect(await storage.timers.nextDueAt()).toBeUndefined()
      expect(await create()).toBe('committed')
    })

    test('remembers small notes', async () => {
      expect(await storage.notes.read('clock')).toBeUndefined()
      await storage.notes.write('clock', '1')
      await storage.notes.write('clock', '2')
      expect(await storage.notes.read('clock')).toBe('2')
    })
  })
}
