import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from 'mongoose'
import type { Person } from '../../../domain/company'
import { evolve } from '../../../domain/order/evolve-order'
import { type MongoStorage, openMongoStorage } from '../../../storage/mongo/open-mongo-storage'
import { EMPTY_DIRECTORY } from '../../../storage/empty-directory'
import { verify } from '../../../storage/verify'
import { aCommit, anInbound, anOrder, aPrompt, aSend, aTimer, birthOf, changeOf, NOON } from '../../support/build-order'
import { silentLog } from '../../support/fake-clock'
import { freshMongoUrl, mongoServer, openMongo, withMongo } from '../../support/real-servers'

const ROOT = join(__dirname, '..', '..', '..')
const nowIso = (): string => NOON
const open = (url: string, migrate = true) => openMongoStorage({ url, log: silentLog, nowIso, migrate })

/** What a crash between the decision and everything that follows from it leaves behind. */
async function dieAfterDeciding({ models }: MongoStorage, commit: () => Promise<unknown>): Promise<void> {
  const outbox = models.outbox.collection as unknown as Record<string, unknown>
  const orders = models.orders.collection as unknown as Record<string, unknown>
  const killed = (): Promise<never> => Promise.reject(new Error('killed'))
  outbox['insertMany'] = killed
  orders['bulkWrite'] = killed
  orders['insertMany'] = killed
  await expect(commit()).rejects.toThrow('killed')
  delete outbox['insertMany']
  delete orders['bulkWrite']
  delete orders['insertMany']
}

withMongo(() => {
  test('refuses to start on a database without its indexes, and says what to run', async () => {
    await expect(open(freshMongoUrl(), false)).rejects.toMatchObject({
      code: 'STORAGE_UNPREPARED',
      message: expect.stringContaining('npm run db:migrate'),
    })
  })

  test('finds nothing for an object where text belongs, whatever operators it holds', async () => {
    const { storage, end } = await openMongo(nowIso)
    await storage.book.commit(aCommit([birthOf(anOrder({ prompts: [aPrompt('p1')] }))], { inboundId: 'a' }))
    const evil = { $gt: '' } as never
    for (const search of [
      storage.book.load(evil),
      storage.book.findByPrompt(evil),
      storage.book.openPrompts({ personIds: [evil] }),
      storage.book.find({ status: evil, limit: 5 }),
      storage.vault.get(evil),
      storage.outbox.effectOf(evil, evil),
      storage.channelMemory.read('s', evil),
    ])
      await expect(search).rejects.toMatchObject({ code: 'STORAGE_REFUSED' })
    expect(await storage.book.find({ status: '{"$gt":""}', limit: 5 })).toEqual([])
    await end()
  })

  test('a first company that was written by half when the process died has no name, and is written again as a whole', async () => {
    const { storage, end } = await openMongo(nowIso)
    const { master, models } = storage as MongoStorage
    const world = {
      company: { ...EMPTY_DIRECTORY.company, name: '云和纸业' },
      people: ['a', 'b'].map((id): Person => ({ id, name: id, roles: ['sales'] })),
      chats: [],
      customers: [],
      products: [],
      shops: [],
    }
    const collection = models.master.collection as unknown as Record<string, unknown>
    const real = models.master.collection.updateOne.bind(models.master.collection)
    let writes = 0
    collection['updateOne'] = (...args: Parameters<typeof real>) =>
      ++writes > 1 ? Promise.reject(new Error('killed')) : real(...args)
    await expect(master.replaceWorld(world)).rejects.toThrow('killed')
    delete collection['updateOne']
    expect((await master.directory()).company.name).toBe('')
    await master.replaceWorld(world)
    expect(await master.directory()).toMatchObject({ company: { name: '云和纸业' }, people: [{ id: 'a' }, { id: 'b' }] })
    await end()
  })

  test('two processes number without gaps and give one version to one of them [P7] [P9]', async () => {
    const url = freshMongoUrl()
    const both = [await open(url), await open(url)] as const
    const create = async (i: number): Promise<string> => {
      const { book } = i % 2 === 0 ? both[0] : both[1]
      for (;;) {
        const number = `GD-20260302-${String((await book.highestSerial('GD-20260302-')) + 1).padStart(2, '0')}`
        const result = await book.commit(aCommit([birthOf(anOrder({ number, birthKey: `b${i}` }))]))
        if (result === 'committed') return number
        expect(result).toBe('number-taken')
      }
    }
    const numbers = await Promise.all(Array.from({ length: 24 }, (_, i) => create(i)))
    expect(new Set(numbers).size).toBe(24)
    const third = await open(url)
    expect(await third.book.highestSerial('GD-20260302-')).toBe(24)
    await third.close()
    const rivals = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 === 0 ? both[0] : both[1]).book.commit(
          aCommit([changeOf(anOrder({ status: `S${i}`, birthKey: 'b' }), 1)], { effects: [aSend(`e${i}`, 'ops')] }),
        ),
      ),
    )
    expect(rivals.filter((r) => r === 'committed')).toHaveLength(1)
    expect(await both[1].outbox.undone()).toBe(1)
    for (const storage of both) await storage.close()
  })

  test('one inbound event is handled once by two processes, also on different orders [P2]', async () => {
    const url = freshMongoUrl()
    const both = [await open(url), await open(url)]
    await both[0]?.inbox.accept(anInbound('in'))
    const results = await Promise.all(
      both.map((s, i) =>
        s.book.commit(aCommit([birthOf(anOrder({ number: `A-${i + 1}`, birthKey: `b${i}` }))], { inboundId: 'in' })),
      ),
    )
    expect(results.toSorted()).toEqual(['committed', 'repeat'])
    expect(await both[0]?.book.find({ limit: 5 })).toHaveLength(1)
    expect(await both[0]?.inbox.pending(5)).toEqual([])
    for (const storage of both) await storage.close()
  })

  test('a command of a process that died right after deciding is finished by another one', async () => {
    const url = freshMongoUrl()
    const storage = await open(url)
    const order = anOrder({ timers: [aTimer('t', NOON)] })
    await dieAfterDeciding(storage, () =>
      storage.book.commit(aCommit([birthOf(order)], { effects: [aSend('e1', 'ops')], inboundId: 'in' })),
    )
    await storage.close()
    const other = await open(url)
    expect(await other.book.commit(aCommit([], { inboundId: 'in' }))).toBe('repeat')
    expect(await other.book.load(order.number)).toEqual({ order, version: 1 })
    expect(await other.timers.due(NOON, 5)).toHaveLength(1)
    expect(await other.outbox.undone()).toBe(1)
    expect(await verify(other, evolve)).toEqual([])
    await other.close()
  })

  test('a claim for an order that died half way is finished by the next command on it, or by the sweep', async () => {
    const url = freshMongoUrl()
    const storage = await open(url)
    await storage.book.commit(aCommit([birthOf(anOrder())]))
    const noted = anOrder({ status: '待审批' })
    await dieAfterDeciding(storage, () =>
      storage.book.commit(aCommit([changeOf(noted, 1, { type: 'StatusSet', status: '待审批' })])),
    )
    expect((await storage.book.load('GD-20260302-01'))?.version).toBe(1)
    expect(await storage.book.commit(aCommit([changeOf(anOrder({ status: 'X' }), 1)]))).toBe('conflict')
    expect((await storage.book.load('GD-20260302-01'))?.order.status).toBe('待审批')
    await storage.close()
  })

  test('each of many commands that come at the same time has its own outcome [P7] [P9]', async () => {
    const url = freshMongoUrl()
    const [one, other] = [await open(url), await open(url)]
    const numbers = Array.from({ length: 40 }, (_, i) => `GD-20260302-${String(i + 1).padStart(2, '0')}`)
    const born = (number: string, birthKey = `born ${number}`) =>
      aCommit([birthOf(anOrder({ number, birthKey }))], { effects: [aSend(`${number}:card`, 'ops')] })
    const births = await Promise.all([
      ...numbers.map((number) => one.book.commit(born(number))),
      one.book.commit(born('GD-20260302-99', `born ${numbers[0]}`)),
      one.book.commit(born(numbers[1] ?? '', 'somebody else')),
    ])
    expect(births).toEqual([...numbers.map(() => 'committed'), 'repeat', 'number-taken'])
    const heads = await Promise.all(numbers.map((number) => other.book.load(number)))
    expect(heads.map((head) => head?.version)).toEqual(numbers.map(() => 1))
    const rivals = await Promise.all(
      [one, other].map(async (storage) =>
        Promise.all(
          numbers.map((number) =>
            storage.book.commit(aCommit([changeOf(anOrder({ number, birthKey: `born ${number}`, status: '已改' }), 1)])),
          ),
        ),
      ),
    )
    for (const [i] of numbers.entries()) expect([rivals[0]?.[i], rivals[1]?.[i]].toSorted()).toEqual(['committed', 'conflict'])
    expect(await one.outbox.undone()).toBe(40)
    expect(await one.models.journal.countDocuments({ todo: 1 })).toBe(0)
    await one.close()
    await other.close()
  }, 120_000)

  test('a command about two orders that was abandoned before its decision never happened', async () => {
    const url = freshMongoUrl()
    const storage = await open(url)
    for (const n of ['01', '02']) await storage.book.commit(aCommit([birthOf(anOrder({ number: `GD-20260302-${n}` }))]))
    const claim = await storage.models.journal.findOne({ number: 'GD-20260302-01' }).lean()
    await storage.models.journal.collection.insertOne({
      ...claim,
      _id: 'GD-20260302-01@2' as never,
      inbound: '-x',
      birth: '-x',
      serialKey: '-x',
      version: 2,
      leader: 'say::gone',
      todo: 1,
      atMs: Date.now() - 60_000,
    } as never)
    expect(await storage.book.commit(aCommit([changeOf(anOrder({ status: 'A' }), 1)]))).toBe('conflict')
    expect(await storage.book.commit(aCommit([changeOf(anOrder({ status: 'A' }), 1)]))).toBe('committed')
    await storage.close()
  })

  test('tells of a server that is away as a fault that passes, and goes on by itself when it is back [P18]', async () => {
    const url = freshMongoUrl()
    const storage = await open(url)
    await storage.book.commit(aCommit([birthOf(anOrder())]))
    if (mongoServer().fixed) return
    await mongoServer().kill()
    await expect(storage.inbox.accept(anInbound('x'))).rejects.toMatchObject({ code: 'STORAGE_UNREACHABLE' })
    await mongoServer().start()
    const began = Date.now()
    for (;;) {
      const back = await storage.inbox.accept(anInbound('x')).catch(() => undefined)
      if (back) break
    }
    expect(Date.now() - began).toBeLessThan(15_000)
    expect((await storage.book.load('GD-20260302-01'))?.version).toBe(1)
    await storage.close()
  })

  /** Asks until the server answers again. */
  async function untilBack(storage: MongoStorage): Promise<void> {
    while (
      !(await storage.notes.write('back', 'yes').then(
        () => true,
        () => false,
      ))
    );
  }

  test('every call that is under way when the server dies ends, as an answer or as a fault that passes [P18]', async () => {
    if (mongoServer().fixed) return
    const storage = await open(freshMongoUrl())
    for (let round = 0; round < 2; round += 1) {
      let dead = false
      const calls: Promise<unknown>[] = []
      const killed = mongoServer()
        .kill()
        .then(() => sleep(20))
        .then(() => {
          dead = true
        })
      // A connection that the server has just closed is still handed out for a moment.
      for (let i = 0; !dead; i += 1) {
        const call = i % 2 === 0 ? storage.notes.read('x') : storage.notes.write('y', `${i}`)
        calls.push(call.catch((error: unknown) => error))
        await sleep(0)
      }
      await killed
      for (const told of await Promise.all(calls))
        if (told !== undefined) expect(told).toMatchObject({ code: 'STORAGE_UNREACHABLE' })
      await mongoServer().start()
      await untilBack(storage)
    }
    await storage.close()
  }, 180_000)

  test('a call ends although the server fell silent in the middle of it, and the next ones are answered [P18]', async () => {
    if (mongoServer().fixed) return
    const storage = await open(freshMongoUrl())
    await storage.notes.write('x', 'before')
    mongoServer().freeze()
    // More than the machine takes for a program that does not read.
    const large = storage.models.chunks.collection.insertOne({ _id: 'large', bytes: Buffer.alloc(12_000_000) } as never)
    await expect(large).rejects.toMatchObject({ code: 'STORAGE_UNREACHABLE' })
    mongoServer().thaw()
    await untilBack(storage)
    expect(await storage.notes.read('x')).toBe('before')
    await storage.close()
  }, 180_000)

  test('the command outbox lists what failed in MongoDB, beside a running product, and has it sent again [P30]', async () => {
    const url = freshMongoUrl()
    const storage = await open(url)
    const outbox = (...args: string[]): string =>
      execFileSync(process.execPath, [join(ROOT, 'dist', 'storage', 'outbox-command.js'), ...args], {
        env: { PATH: process.env['PATH'], MONGODB_URL: url },
        cwd: __dirname,
        encoding: 'utf8',
      })
    await storage.book.commit(aCommit([], { effects: [aSend('GD-1:card', 'ops')] }))
    const [row] = await storage.outbox.due(nowIso(), 5)
    await storage.outbox.record(row?.id ?? 0, { state: 'refused', reason: 'not in the group', retry: false })
    expect(outbox('list')).toContain('订单 GD-1　会话 ops　消息　没发成（试了 1 次）　原因：not in the group')
    expect(outbox('redrive', 'all')).toContain('已安排重发 1 条')
    expect(await storage.outbox.due(nowIso(), 5)).toMatchObject([{ id: row?.id, attempts: 0 }])
    await storage.close()
  })

  test('the command for indexes may run again', async () => {
    const url = freshMongoUrl()
    await (await open(url)).close()
    await (await open(url)).close()
    const connection = await createConnection(url).asPromise()
    expect((await connection.collection('journal').indexes()).filter((i) => i.unique)).toHaveLength(3)
    await connection.close()
  })
})
