import { cachedIdentities } from '../../../../bot/channels/wecom/cached-identities'
import { latelySeen } from '../../../../bot/channels/wecom/lately-seen'
import {
  forgetOld,
  lastingIdentities,
  lastingSendTimes,
  lastingSentLog,
  lastingTokens,
} from '../../../../bot/channels/wecom/lasting-stores'
import type { SentRecord } from '../../../../bot/channels/wecom/sent-log'
import { createMemoryChannelMemory } from '../../../../storage/memory/memory-channel-memory'

const record = (messageId: string, more: Partial<SentRecord> = {}): SentRecord => ({
  messageId,
  chatId: 'sales',
  mode: 'bot',
  at: '2026-03-02T04:00:00Z',
  words: 'x',
  ...more,
})
let now = Date.parse('2026-03-02T04:00:00Z')
const nowIso = (): string => new Date(now).toISOString()
beforeEach(() => {
  now = Date.parse('2026-03-02T04:00:00Z')
})

test('identities keep the spelling, compare people in any case and groups as they are, and are unique on both sides', async () => {
  const ids = lastingIdentities(createMemoryChannelMemory(nowIso))
  await ids.bind('person', 'LiSi', 'p1')
  await ids.bind('group', 'wrABC', 'sales')
  expect(await ids.ours('person', 'lisi')).toBe('p1')
  expect(await ids.theirs('person', 'p1')).toBe('LiSi')
  expect(await ids.ours('group', 'wrabc')).toBeUndefined()
  await ids.bind('person', 'LISI', 'p2')
  expect(await ids.theirs('person', 'p1')).toBeUndefined()
  await ids.bind('person', 'wangwu', 'p2')
  expect(await ids.ours('person', 'lisi')).toBeUndefined()
  expect(await ids.bound('person')).toEqual(['p2'])
})

test('cached identities ask the storage once a minute, know a binding at once and never keep a stranger', async () => {
  const inner = lastingIdentities(createMemoryChannelMemory(nowIso))
  let reads = 0
  const ids = cachedIdentities({ ...inner, ours: (kind, id) => ((reads += 1), inner.ours(kind, id)) }, () => now)
  expect(await ids.ours('person', 'lisi')).toBeUndefined()
  await inner.bind('person', 'lisi', 'p1')
  expect(await ids.ours('person', 'lisi')).toBe('p1')
  for (let i = 0; i < 5; i++) await ids.ours('person', 'LISI')
  expect(reads).toBe(2)
  await ids.bind('person', 'lisi', 'p2')
  expect(await ids.ours('person', 'lisi')).toBe('p2')
  await inner.bind('person', 'lisi', 'p3')
  now += 61_000
  expect(await ids.ours('person', 'lisi')).toBe('p3')
})

test('sent messages are found by id and, newest first, by chat; old ones are forgotten', async () => {
  const memory = createMemoryChannelMemory(nowIso)
  const sent = lastingSentLog(memory)
  await sent.save(record('a'))
  now += 86_400_000
  await sent.save(record('b', { promptId: 'p1' }))
  await sent.save(record('a', { out: 2 }))
  await sent.save(record('c', { chatId: 'ops' }))
  expect((await sent.recent('sales', 9)).map((r) => r.messageId)).toEqual(['b', 'a'])
  expect(await sent.find('a')).toEqual(record('a', { out: 2 }))
  await forgetOld(memory, now + 89.5 * 86_400_000)
  expect(await sent.find('a')).toBeUndefined()
  expect(await sent.find('b')).toMatchObject({ promptId: 'p1' })
})

test('a token is shared, and dropping an old one leaves a fresh one alone', async () => {
  const memory = createMemoryChannelMemory(nowIso)
  const [one, two] = [lastingTokens(memory), lastingTokens(memory)]
  await one.write('ww:1', { token: 'T1', expiresAt: 1 })
  expect(await two.read('ww:1')).toEqual({ token: 'T1', expiresAt: 1 })
  await two.write('ww:1', { token: 'T2', expiresAt: 2 })
  await one.drop('ww:1', 'T1')
  expect((await one.read('ww:1'))?.token).toBe('T2')
  await one.drop('ww:1', 'T2')
  expect(await two.read('ww:1')).toBeUndefined()
})

test('times of sends outlive a restart for as long as the platform counts them', async () => {
  const memory = createMemoryChannelMemory(nowIso)
  const times = lastingSendTimes(memory, () => now)
  await times.note('bot:wr1', now - 5_000_000)
  await times.note('bot:wr1', now)
  await times.note('bot:wr2', now)
  expect(await lastingSendTimes(memory, () => now).load(now - 3_600_000)).toEqual([
    { scope: 'bot:wr1', atMs: now },
    { scope: 'bot:wr2', atMs: now },
  ])
  now += 3 * 86_400_000
  await forgetOld(memory, now)
  expect(await memory.list('wecom.sends')).toEqual([])
})

test('the last keys are remembered, and memory does not grow', () => {
  const seen = latelySeen(3)
  for (const key of ['a', 'b', 'c', 'd']) seen.add(key)
  expect(['a', 'b', 'c', 'd'].map((k) => seen.has(k))).toEqual([true, true, true, true])
  for (const key of ['e', 'f', 'g', 'h']) seen.add(key)
  expect(seen.has('a')).toBe(false)
  expect(seen.has('f')).toBe(true)
})
