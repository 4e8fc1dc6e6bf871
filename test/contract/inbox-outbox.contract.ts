import type { Effect } from '../../domain/effect'
import type { Delivery } from '../../domain/message'
import type { StorageEngine } from '../../storage/engine'
import { aCommit, anInbound, anUpdate, aSend } from '../support/build-order'
import { type FakeClock, fakeClock } from '../support/fake-clock'
import type { EngineUnderTest, OpenEngine } from './open-engine'

const REFUSED: Delivery = { state: 'refused', reason: 'rate limit', retry: true }
const accepted = (messageId: string): Delivery => ({ state: 'accepted', messageId })

/** What every engine promises about events that come in and effects that go out. */
export function inboxOutboxContract(name: string, openEngine: OpenEngine): void {
  let engine: EngineUnderTest
  let storage: StorageEngine
  let clock: FakeClock
  const open = async () => {
    clock = fakeClock()
    engine = await openEngine(clock.nowIso)
    storage = engine.storage
  }

  describe(`inbox on ${name}`, () => {
    beforeEach(open)
    afterEach(() => engine.end())

    test('accepts an event once, however often it comes and however many come at once [P2] [P3]', async () => {
      const answers = await Promise.all(['a', 'b', 'a', 'a'].map((id) => storage.inbox.accept(anInbound(id))))
      expect(answers).toEqual(['new', 'new', 'repeat', 'repeat'])
      expect(await storage.inbox.accept(anInbound('b'))).toBe('repeat')
    })

    test('lists what is not handled yet in order of acceptance, unchanged', async () => {
      const first = anInbound('z', {
        replyTo: 'm9',
        content: { kind: 'action', promptId: 'p', actionId: 'ok', inputs: { note: '好' } },
      })
      await storage.inbox.accept(first)
      await storage.inbox.accept(anInbound('a'))
      await storage.inbox.accept(anInbound('m'))
      expect((await storage.inbox.pending(10)).map((i) => i.id)).toEqual(['z', 'a', 'm'])
      expect(await storage.inbox.pending(1)).toEqual([first])
    })

    test('forgets an event as pending once it is marked, or handled by a command, and still knows it as a repeat', async () => {
      for (const id of ['a', 'b', 'c']) await storage.inbox.accept(anInbound(id))
      await storage.inbox.markHandled('a')
      await storage.inbox.markHandled('a')
      expect(await storage.book.commit(aCommit([], { inboundId: 'b' }))).toBe('committed')
      expect((await storage.inbox.pending(10)).map((i) => i.id)).toEqual(['c'])
      expect(await storage.inbox.accept(anInbound('a'))).toBe('repeat')
      expect(await storage.book.commit(aCommit([], { inboundId: 'a' }))).toBe('repeat')
    })

    test('knows an event again that a command handled without it having been accepted', async () => {
      expect(await storage.book.commit(aCommit([], { inboundId: 'direct' }))).toBe('committed')
      expect(await storage.inbox.accept(anInbound('direct'))).toBe('repeat')
      expect(await storage.inbox.pending(10)).toEqual([])
    })
  })

  describe(`outbox on ${name}`, () => {
    beforeEach(open)
    afterEach(() => engine.end())

    const wish = (...effects: Effect[]) => storage.book.commit(aCommit([], { effects }))
    const due = async (limit = 100) => (await storage.outbox.due(clock.nowIso(), limit)).map((row) => row.effect.key)
    const idOf = async (key: string) => {
      const row = (await storage.outbox.due('2099-01-01T00:00:00Z', 500)).find((one) => one.effect.key === key)
      if (!row) throw new Error(`${key} is not in the outbox`)
      return row.id
    }
    const at = (ms: number) => new Date(clock.nowMs() + ms).toISOString()

    test('gives effects in the order of their commits, unchanged, with ids that grow', async () => {
      const first = aSend('k1', 'a', { urgency: 'note' })
      await wish(first, aSend('k2', 'b'))
      await wish(aSend('k3', 'a'), { kind: 'track', key: 'k4', orderNumber: 'N', shipmentId: 's1' })
      const rows = await storage.outbox.due(clock.nowIso(), 100)
      expect(rows.map((row) => row.effect.key)).toEqual(['k1', 'k2', 'k3', 'k4'])
      expect(rows[0]).toMatchObject({ effect: first, attempts: 0 })
      expect(rows.map((row) => row.id)).toEqual(rows.map((row) => row.id).toSorted((a, b) => a - b))
      expect(await storage.outbox.undone()).toBe(4)
    })

    test('recognises a key that was wished for before', async () => {
      await wish(aSend('k1', 'a'))
      await wish(aSend('k1', 'a'), aSend('k2', 'a'))
      expect(await due()).toEqual(['k1', 'k2'])
    })

    test('holds the rest of a chat behind an effect that waits for another attempt, and no other chat [P13]', async () => {
      await wish(aSend('a1', 'a'), aSend('a2', 'a'), aSend('b1', 'b'), {
        kind: 'track',
        key: 't',
        orderNumber: 'N',
        shipmentId: 's',
      })
      await storage.outbox.record(await idOf('a1'), REFUSED, at(1000))
      expect(await due()).toEqual(['b1', 't'])
      clock.advance(1000)
      const rows = await storage.outbox.due(clock.nowIso(), 100)
      expect(rows.map((row) => [row.effect.key, row.attempts])).toEqual([
        ['a1', 1],
        ['a2', 0],
        ['b1', 0],
        ['t', 0],
      ])
    })

    test('names the next instant at which something can really be done', async () => {
      expect(await storage.outbox.nextDueAt()).toBeUndefined()
      await wish(aSend('a1', 'a'), aSend('a2', 'a'))
      await storage.outbox.record(await idOf('a1'), REFUSED, at(5000))
      expect(await storage.outbox.nextDueAt()).toBe(at(5000))
      await wish(aSend('b1', 'b', { notBefore: at(2000) }))
      expect(await storage.outbox.nextDueAt()).toBe(at(2000))
    })

    test('keeps a message back until its time without holding up what is said meanwhile', async () => {
      await wish(aSend('morning', 'a', { notBefore: at(3600_000) }), aSend('answer', 'a'))
      expect(await due()).toEqual(['answer'])
      clock.advance(3600_000)
      expect(await due()).toEqual(['morning', 'answer'])
    })

    test('keeps the tracking of a waybill back until its time, unchanged', async () => {
      const track: Effect = {
        kind: 'track',
        key: 'track:1',
        orderNumber: 'N',
        shipmentId: 's',
        notBefore: at(60_000),
        held: { orderNumber: 'N' },
      }
      await wish(track, aSend('answer', 'a'))
      expect(await due()).toEqual(['answer'])
      clock.advance(60_000)
      const rows = await storage.outbox.due(clock.nowIso(), 10)
      expect(rows.map((row) => row.effect)).toContainEqual(track)
    })

    test('keeps the update of a card behind the card itself', async () => {
      await wish(aSend('card', 'a', { notBefore: at(1000) }), anUpdate('card-done', 'a', 'card'), aSend('other', 'a'))
      expect(await due()).toEqual(['other'])
      clock.advance(1000)
      await storage.outbox.record(await idOf('card'), accepted('m1'))
      expect(await due()).toEqual(['card-done', 'other'])
    })

    test('gives every chat its turn although one has a long queue', async () => {
      await wish(...Array.from({ length: 300 }, (_, i) => aSend(`long${i}`, 'a')))
      await wish(aSend('b1', 'b'), aSend('c1', 'c'))
      const rows = await due(5)
      expect(rows).toHaveLength(5)
      expect(rows).toEqual(expect.arrayContaining(['long0', 'b1', 'c1']))
      expect(rows.filter((key) => key.startsWith('long'))).toEqual(['long0', 'long1', 'long2'])
    })

    test('is done with what was accepted, refused for good or left without an answer', async () => {
      await wish(aSend('k1', 'a'), aSend('k2', 'a'), aSend('k3', 'a'))
      await storage.outbox.record(await idOf('k1'), accepted('m1'))
      await storage.outbox.record(await idOf('k2'), { state: 'refused', reason: 'blocked', retry: false })
      await storage.outbox.record(await idOf('k3'), { state: 'unknown', reason: 'no answer' })
      expect(await due()).toEqual([])
      expect(await storage.outbox.undone()).toBe(0)
    })

    test('knows the file that a document became', async () => {
      const document: Effect = { kind: 'document', key: 'doc:D1:v1', orderNumber: 'O1', documentNumber: 'D1', version: 1 }
      await wish(document)
      expect(await storage.outbox.messageOf('doc:D1:v1')).toBeUndefined()
      await storage.outbox.record(await idOf('doc:D1:v1'), accepted('file-ref'))
      expect(await storage.outbox.messageOf('doc:D1:v1')).toEqual({ chatId: '', messageId: 'file-ref' })
    })

    test('knows which message an effect became, and which effect a message was, also after updates', async () => {
      const send = aSend('k1', 'a')
      await wish(send, anUpdate('u1', 'a', 'k1'), aSend('k2', 'b'))
      await storage.outbox.record(await idOf('k1'), accepted('m1'))
      await storage.outbox.record(await idOf('u1'), accepted('m1'))
      await storage.outbox.record(await idOf('k2'), accepted('m1'))
      expect(await storage.outbox.messageOf('k1')).toEqual({ chatId: 'a', messageId: 'm1' })
      expect(await storage.outbox.messageOf('nothing')).toBeUndefined()
      expect(await storage.outbox.effectOf('a', 'm1')).toEqual(send)
      expect((await storage.outbox.effectOf('b', 'm1'))?.key).toBe('k2')
      expect(await storage.outbox.effectOf('b', 'm2')).toBeUndefined()
      const both = await storage.outbox.messagesOf(['k1', 'k2', 'nothing'])
      expect([...both]).toEqual(
        expect.arrayContaining([
          ['k1', { chatId: 'a', messageId: 'm1' }],
          ['k2', { chatId: 'b', messageId: 'm1' }],
        ]),
      )
      expect(both.size).toBe(2)
    })

    const giveUp = async (key: string, delivery: Delivery = { state: 'refused', reason: 'blocked', retry: false }) => {
      const id = await idOf(key)
      await storage.outbox.record(id, delivery)
      return id
    }

    test('lists what was given up, newest first, and nothing that was delivered or waits [P30]', async () => {
      await wish(...['k1', 'k2', 'k3', 'k4'].map((key) => aSend(key, 'a')))
      expect(await storage.outbox.failed(10)).toEqual([])
      const refused = await giveUp('k1')
      await giveUp('k2', accepted('m2'))
      await storage.outbox.record(await idOf('k3'), REFUSED, at(1000))
      const unknown = await giveUp('k3', { state: 'unknown', reason: 'no answer' })
      expect(await storage.outbox.failed(10)).toEqual([
        {
          id: unknown,
          effect: aSend('k3', 'a'),
          state: 'unknown',
          reason: 'no answer',
          attempts: 2,
          at: expect.stringMatching(/Z$/),
        },
        {
          id: refused,
          effect: aSend('k1', 'a'),
          state: 'refused',
          reason: 'blocked',
          attempts: 1,
          at: expect.stringMatching(/Z$/),
        },
      ])
      expect(await storage.outbox.failed(1)).toHaveLength(1)
      expect(await storage.outbox.failedCount()).toBe(2)
    })

    test('makes what was given up due again in its old place, once, as if never tried [P30]', async () => {
      await wish(aSend('k1', 'a'), aSend('k2', 'a'))
      await wish(aSend('k3', 'a'))
      await storage.outbox.record(await idOf('k2'), REFUSED, at(0))
      const id = await giveUp('k2')
      expect(await due()).toEqual(['k1', 'k3'])
      clock.advance(1000)
      expect(await storage.outbox.redrive(id, clock.nowIso())).toBe(true)
      expect(await storage.outbox.redrive(id, clock.nowIso())).toBe(false)
      const rows = await storage.outbox.due(clock.nowIso(), 10)
      expect(rows.map((row) => [row.effect.key, row.attempts])).toEqual([
        ['k1', 0],
        ['k2', 0],
        ['k3', 0],
      ])
      expect(await storage.outbox.failedCount()).toBe(0)
      await storage.outbox.record(id, accepted('m2'))
      expect(await storage.outbox.messageOf('k2')).toEqual({ chatId: 'a', messageId: 'm2' })
    })

    test('never makes due again what was delivered, what waits, or what it does not know [P30]', async () => {
      await wish(aSend('k1', 'a'), aSend('k2', 'a'))
      const delivered = await giveUp('k1', accepted('m1'))
      const waits = await idOf('k2')
      await storage.outbox.record(waits, REFUSED, at(5000))
      for (const id of [delivered, waits, 999_999]) expect(await storage.outbox.redrive(id, clock.nowIso())).toBe(false)
      expect(await due()).toEqual([])
      expect(await storage.outbox.messageOf('k1')).toEqual({ chatId: 'a', messageId: 'm1' })
    })

    test('lets one process alone perform what was made due again [P30]', async () => {
      const { claim, redrive } = storage.outbox
      // An engine of one process has nothing to share out.
      if (!claim) return
      await wish(aSend('k1', 'a'))
      const row = { id: await idOf('k1'), attempts: 0, effect: aSend('k1', 'a') }
      expect(await claim(row, 'one')).toBe(true)
      await giveUp('k1')
      await redrive(row.id, clock.nowIso())
      expect(await claim(row, 'two')).toBe(true)
      expect(await claim(row, 'one')).toBe(false)
    })

    test('does not take back a result that is final', async () => {
      await wish(aSend('k1', 'a'))
      const id = await idOf('k1')
      await storage.outbox.record(id, accepted('m1'))
      await storage.outbox.record(id, REFUSED, at(0))
      expect(await due()).toEqual([])
      expect(await storage.outbox.messageOf('k1')).toEqual({ chatId: 'a', messageId: 'm1' })
    })
  })
}
