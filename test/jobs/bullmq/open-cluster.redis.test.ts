import { fastify } from 'fastify'
import { createSlowBook, SLOW } from './slow-book'
import { openCluster } from '../../../jobs/bullmq/open-cluster'
import { connectRedis } from '../../../jobs/bullmq/redis-connection'
import { openMemoryStorage } from '../../../storage/memory/memory-storage'
import { aCommit, anInbound, aSend } from '../../support/build-order'
import { fakeClock, silentLog } from '../../support/fake-clock'
import { freshPrefix, redisServer, withRedis } from '../../support/real-servers'

withRedis(() => {
  const open = () => openCluster({ url: redisServer().url, prefix: freshPrefix(), log: silentLog })

  test('shows the queues to those who know the admin token, and to nobody else', async () => {
    const cluster = await open()
    const pump = cluster.inboxPump({
      inbox: openMemoryStorage({ nowIso: fakeClock().nowIso }).inbox,
      log: silentLog,
      handle: async () => undefined,
      onPoisoned: async () => undefined,
    })
    const app = fastify()
    await cluster.board(app, 'secret-token')
    const ask = (url: string, password?: string) =>
      app.inject({
        method: 'GET',
        url,
        headers: password === undefined ? {} : { authorization: `Basic ${Buffer.from(`admin:${password}`).toString('base64')}` },
      })
    for (const url of ['/admin/queues/', '/admin/queues/api/queues']) {
      expect((await ask(url)).statusCode).toBe(401)
      expect((await ask(url, 'secret-tokem')).statusCode).toBe(401)
      expect((await ask(url, '')).statusCode).toBe(401)
      expect((await ask(url, 'secret-token')).statusCode).toBe(200)
    }
    expect((await ask('/admin/queues/api/queues', 'secret-token')).json().queues).toHaveLength(1)
    await app.close()
    await pump.stop()
    await cluster.close()
  })

  test('two processes handle the events of a chat one by one in their order, each once, and chats side by side [P2] [P13]', async () => {
    const { storage, handled, most, handle } = createSlowBook()
    const shared = { inbox: storage.inbox, log: silentLog, handle, onPoisoned: async () => undefined }
    // The same name space: two processes of one company.
    const second = await openCluster({ url: redisServer().url, prefix: 'same', log: silentLog })
    const third = await openCluster({ url: redisServer().url, prefix: 'same', log: silentLog })
    const pumps = [second.inboxPump(shared), third.inboxPump(shared)]
    for (const pump of pumps) pump.start()
    for (let i = 0; i < 40; i += 1) {
      const inbound = anInbound(`e${i}`, { chatId: `chat${i % 4}` })
      await storage.inbox.accept(inbound)
      pumps[i % 2]?.nudge(inbound)
      // A platform repeats itself.
      await storage.inbox.accept(inbound)
      pumps[(i + 1) % 2]?.nudge(inbound)
    }
    for (const pump of pumps) await pump.idle()
    for (const chat of [0, 1, 2, 3])
      expect(handled.filter((id) => Number(id.slice(1)) % 4 === chat)).toEqual(
        Array.from({ length: 10 }, (_, i) => `e${i * 4 + chat}`),
      )
    expect(most()).toBeGreaterThan(1)
    for (const pump of pumps) await pump.stop()
    for (const cluster of [second, third]) await cluster.close()
  })

  test('an event that nobody can handle is reported once, its chat goes on behind it, other chats do not wait for it', async () => {
    const cluster = await open()
    const { inbox } = openMemoryStorage({ nowIso: fakeClock().nowIso })
    const handled: string[] = []
    const poisoned: string[] = []
    const pump = cluster.inboxPump({
      inbox,
      log: silentLog,
      async handle(inbound) {
        if (inbound.id === 'bad') throw new Error('cannot be handled')
        handled.push(inbound.id)
      },
      onPoisoned: async (inbound) => void poisoned.push(inbound.id),
    })
    pump.start()
    for (const [id, chatId] of [
      ['before', 'a'],
      ['bad', 'a'],
      ['behind', 'a'],
      ['elsewhere', 'b'],
    ] as const) {
      const inbound = anInbound(id, { chatId })
      await inbox.accept(inbound)
      pump.nudge(inbound)
    }
    await pump.idle()
    expect(poisoned).toEqual(['bad'])
    expect(handled.toSorted()).toEqual(['before', 'behind', 'elsewhere'])
    expect(handled.indexOf('elsewhere')).toBeLessThan(handled.indexOf('behind'))
    expect(handled.indexOf('before')).toBeLessThan(handled.indexOf('behind'))
    expect(await inbox.pending(5)).toEqual([])
    await pump.stop()
    await cluster.close()
  }, 120_000)

  test('Redis emptied in the middle of sending loses no message, doubles none and keeps the order of a chat [P12] [P13] [P17]', async () => {
    const cluster = await open()
    const clock = { nowMs: () => Date.now(), nowIso: () => new Date().toISOString() }
    const storage = openMemoryStorage({ nowIso: clock.nowIso })
    const sent: string[] = []
    const pump = cluster.outboxPump({
      outbox: storage.outbox,
      clock,
      log: silentLog,
      async perform(effect) {
        await SLOW(5)
        sent.push(effect.key)
        return { state: 'accepted', messageId: effect.key }
      },
      onUndelivered: async () => undefined,
    })
    pump.start()
    const other = connectRedis(redisServer().url, 'other', silentLog)
    for (let i = 0; i < 60; i += 1) {
      await storage.book.commit(aCommit([], { effects: [aSend(`k${i}`, `chat${i % 3}`)] }))
      pump.nudge()
      if (i % 15 === 7) await other.commands.flushall()
      await SLOW(3)
    }
    await pump.idle()
    expect(sent.toSorted()).toEqual(Array.from({ length: 60 }, (_, i) => `k${i}`).toSorted())
    for (const chat of [0, 1, 2]) {
      const order = sent.map((key) => Number(key.slice(1))).filter((i) => i % 3 === chat)
      expect(order).toEqual(order.toSorted((a, b) => a - b))
    }
    await other.close()
    await pump.stop()
    await cluster.close()
  })
})
