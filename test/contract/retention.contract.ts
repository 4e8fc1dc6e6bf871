import type { EngineUnderTest, OpenEngine } from './open-engine'
import { aCommit, anInbound, aSend } from '../support/build-order'

const DAY_MS = 24 * 3_600_000

/** What every engine that lasts promises about forgetting. */
export function retentionContract(name: string, openEngine: OpenEngine): void {
  describe(`retention on ${name}`, () => {
    let engine: EngineUnderTest
    beforeEach(async () => {
      engine = await openEngine(() => new Date().toISOString())
    })
    afterEach(() => engine.end())

    test('forgets handled events and words that were said, and keeps what is open, what may be answered, and documents', async () => {
      const { inbox, outbox, book, trim } = engine.storage
      for (const id of ['handled', 'open']) await inbox.accept(anInbound(id))
      await inbox.markHandled('handled')
      const card = aSend('card', 'a')
      if (card.kind === 'send') card.message.promptId = 'p1'
      const document = { kind: 'document' as const, key: 'doc', orderNumber: 'N', documentNumber: 'D', version: 1 }
      await book.commit(aCommit([], { effects: [aSend('said', 'a'), card, document, aSend('waiting', 'b')] }))
      for (const row of await outbox.due(new Date(Date.now() + 1000).toISOString(), 10))
        if (row.effect.key !== 'waiting') await outbox.record(row.id, { state: 'accepted', messageId: `m-${row.effect.key}` })
      expect(await trim(new Date(Date.now() - DAY_MS).toISOString())).toEqual({ inbox: 0, outbox: 0 })
      expect(await trim(new Date(Date.now() + DAY_MS).toISOString())).toEqual({ inbox: 1, outbox: 1 })
      expect(await inbox.accept(anInbound('handled'))).toBe('new')
      expect(await inbox.accept(anInbound('open'))).toBe('repeat')
      expect(await outbox.messageOf('said')).toBeUndefined()
      expect((await outbox.messageOf('card'))?.messageId).toBe('m-card')
      expect((await outbox.messageOf('doc'))?.messageId).toBe('m-doc')
      expect(await outbox.undone()).toBe(1)
    })
  })
}
