import { onlyReachable, platformView, privateChatOf, withPlatformChats, type BoundChats } from '../../bot/platform-chats'
import type { Directory } from '../../domain/company'

const directory = {
  company: { name: '厂', timezone: 'Asia/Shanghai', flow: 'approval', workingHours: { start: '09:00', end: '18:00' } },
  people: [
    { id: 'li', name: '李', roles: ['sales'] },
    { id: 'he', name: '何', roles: ['customer'] },
  ],
  chats: [
    { id: 'ops', name: '跟进群', kind: 'group', purpose: 'ops', memberIds: ['li'] },
    { id: 'dm-x', name: '李', kind: 'direct', purpose: 'ops', memberIds: ['li'] },
  ],
  customers: [],
  products: [],
  shops: [],
} as unknown as Directory
const bound = (groups: string[], directs: string[]): BoundChats => ({
  channel: 'wecom',
  groups: new Set(groups),
  directs: new Set(directs),
})

test('a bound group lives on its platform, the others stay where they were', () => {
  const view = withPlatformChats(directory, [bound(['ops'], [])])
  expect(view.chats.map((c) => [c.id, c.channel])).toEqual([
    ['ops', 'wecom'],
    ['dm-x', undefined],
  ])
  expect(withPlatformChats(directory, [bound([], [])])).toBe(directory)
})

test('a private chat that the company listed is used; else one stands for the person', () => {
  expect(privateChatOf(directory, 'li')).toBe('dm-x')
  expect(privateChatOf(directory, 'he')).toBe('dm-he')
  expect(privateChatOf(directory, 'nobody')).toBeUndefined()
  const view = withPlatformChats(directory, [bound([], ['dm-x', 'dm-he', 'dm-gone'])])
  expect(view.chats.slice(1)).toEqual([
    expect.objectContaining({ id: 'dm-x', channel: 'wecom' }),
    { id: 'dm-he', name: '何', kind: 'direct', purpose: 'customer', memberIds: ['he'], channel: 'wecom' },
  ])
})

test('chats that nobody can reach are left out, so that the rules find another way', () => {
  const view = onlyReachable(withPlatformChats(directory, [bound(['ops'], [])]), (channel) => channel === 'wecom')
  expect(view.chats.map((c) => c.id)).toEqual(['ops'])
  expect(onlyReachable(directory, () => true)).toBe(directory)
})

test('the view stays the same object until the company or a binding changes', async () => {
  let now = bound(['ops'], [])
  const view = platformView(
    async () => now,
    () => true,
  )
  const first = await view(directory)
  expect(await view(directory)).toBe(first)
  now = bound(['ops'], ['dm-x'])
  expect(await view(directory)).not.toBe(first)
})
