import type { ChatLog, LoggedMessage } from '../../domain/ports/chat-log'
import { NOON } from '../support/build-order'
import { fakeClock } from '../support/fake-clock'
import type { EngineUnderTest, OpenEngine } from './open-engine'

const message = (chatId: string, text: string): Omit<LoggedMessage, 'id'> => ({
  chatId,
  fromId: 'li',
  at: NOON,
  text,
  mentions: ['wang'],
  attachments: [{ name: '图.png', mimeType: 'image/png', url: '/files/1' }],
})

/** What every engine promises about the sandbox's memory of its chats. */
export function chatLogContract(name: string, openEngine: OpenEngine): void {
  describe(`chat log on ${name}`, () => {
    let engine: EngineUnderTest
    let log: ChatLog
    beforeEach(async () => {
      engine = await openEngine(fakeClock().nowIso)
      log = engine.storage.chatLog
    })
    afterEach(() => engine.end())

    test('gives back what was said, with an id of its own', async () => {
      const said = await log.append('k1', message('a', '你好'))
      expect(said).toEqual({ id: said.id, ...message('a', '你好') })
      expect(await log.get(said.id)).toEqual(said)
      expect(await log.get('m999')).toBeUndefined()
      expect(await log.get("m1' OR 1=1")).toBeUndefined()
    })

    test('stores the same key once and gives the first id again', async () => {
      const [one, two] = await Promise.all([log.append('k1', message('a', 'x')), log.append('k1', message('a', 'x'))])
      expect(two).toEqual(one)
      expect(await log.list('a')).toHaveLength(1)
    })

    test('lists a chat oldest first, from after a message on', async () => {
      const ids: string[] = []
      for (let i = 0; i < 12; i += 1) ids.push((await log.append(`k${i}`, message(i === 5 ? 'b' : 'a', `t${i}`))).id)
      expect((await log.list('a')).map((m) => m.text)).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11].map((i) => `t${i}`))
      expect((await log.list('a', ids[9])).map((m) => m.text)).toEqual(['t10', 't11'])
      expect(await log.list('nobody')).toEqual([])
    })

    test('replaces text and card of a message and keeps the rest', async () => {
      const { id } = await log.append('k1', message('a', 'x'))
      const card = { kind: 'prompt' as const, title: '审批', fields: [], inputs: [], actions: [], state: 'done' as const }
      const changed = await log.replace(id, { text: 'y', card, updatedAt: '2026-03-02T05:00:00Z' })
      expect(changed).toEqual({ ...message('a', 'y'), id, card, updatedAt: '2026-03-02T05:00:00Z' })
      expect(await log.get(id)).toEqual(changed)
      expect(await log.replace('m999', { text: 'y' })).toBeUndefined()
    })

    test('forgets everything when cleared, and never gives an id twice', async () => {
      const before = await log.append('k1', message('a', 'x'))
      await log.clear()
      expect(await log.list('a')).toEqual([])
      const after = await log.append('k1', message('a', 'x'))
      expect(after.id).not.toBe(before.id)
    })
  })
}
