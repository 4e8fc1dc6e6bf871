import type { ChannelMemory } from '../../domain/ports/channel-memory'
import type { EngineUnderTest, OpenEngine } from './open-engine'

/** What every engine promises about the memory of channels. */
export function channelMemoryContract(name: string, openEngine: OpenEngine): void {
  describe(`channel memory on ${name}`, () => {
    let engine: EngineUnderTest
    let memory: ChannelMemory
    let now = '2026-03-02T04:00:00.000Z'
    beforeEach(async () => {
      now = '2026-03-02T04:00:00.000Z'
      engine = await openEngine(() => now)
      memory = engine.storage.channelMemory
    })
    afterEach(() => engine.end())

    test('gives back what was written, by key and shelf', async () => {
      await memory.write('wecom.sent', { key: 'a', topic: 'chat', value: '一' })
      expect(await memory.read('wecom.sent', 'a')).toEqual({ key: 'a', topic: 'chat', value: '一' })
      expect(await memory.read('wecom.sent', 'b')).toBeUndefined()
      expect(await memory.read('qq.sent', 'a')).toBeUndefined()
      expect(await memory.list('qq.sent')).toEqual([])
    })

    test('lists a topic from the last added on, and a changed entry keeps its place', async () => {
      for (const key of ['a', 'b', 'c', 'd']) await memory.write('s', { key, topic: key === 'b' ? 'other' : 't', value: key })
      await memory.write('s', { key: 'a', topic: 't', value: 'changed' })
      expect((await memory.newest('s', 't', 2)).map((e) => e.value)).toEqual(['d', 'c'])
      expect((await memory.newest('s', 't', 9)).map((e) => e.value)).toEqual(['d', 'c', 'changed'])
      expect((await memory.list('s')).map((e) => e.key)).toEqual(['a', 'b', 'c', 'd'])
    })

    test('keeps pairs unique on both sides', async () => {
      await memory.pair('p', { key: 'zhangsan', topic: 'p1', value: 'ZhangSan' })
      await memory.pair('p', { key: 'lisi', topic: 'p2', value: 'LiSi' })
      await memory.pair('p', { key: 'lisi', topic: 'p1', value: 'LiSi' })
      expect(await memory.list('p')).toEqual([{ key: 'lisi', topic: 'p1', value: 'LiSi' }])
      expect(await memory.newest('p', 'p2', 9)).toEqual([])
    })

    test('removes an entry only while it still holds the named value', async () => {
      await memory.write('t', { key: 'token', topic: '', value: 'old' })
      await memory.write('t', { key: 'token', topic: '', value: 'new' })
      expect(await memory.remove('t', 'token', 'old')).toBe(false)
      expect(await memory.remove('t', 'token', 'new')).toBe(true)
      expect(await memory.remove('t', 'token')).toBe(false)
    })

    test('forgets what was added before an instant', async () => {
      await memory.write('s', { key: 'old', topic: '', value: '1' })
      now = '2026-03-03T04:00:00.000Z'
      await memory.write('s', { key: 'new', topic: '', value: '2' })
      await memory.write('other', { key: 'x', topic: '', value: '3' })
      expect(await memory.forgetBefore('s', '2026-03-03T00:00:00+08:00')).toBe(1)
      expect((await memory.list('s')).map((e) => e.key)).toEqual(['new'])
      expect(await memory.list('other')).toHaveLength(1)
    })
  })
}
