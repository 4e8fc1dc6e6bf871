import { createMemoryChannelMemory } from '../../../../storage/memory/memory-channel-memory'
import { lastingSentLog } from '../../../../bot/channels/wecom/lasting-stores'
import { aMessage, anApproval, BOT, GROUP, ROBOT, until, wecomWorld, type WecomWorld } from './wecom-fixture'

const nowIso = (): string => new Date().toISOString()
const TOLD_TWICE = '可能已经送到'

describe('what became of a message that was never acknowledged', () => {
  let world: WecomWorld
  const sent = lastingSentLog(createMemoryChannelMemory(nowIso))
  beforeEach(async () => {
    world = await wecomWorld({ env: BOT, deps: { sent } })
  })
  afterEach(() => world.end())

  test('words may have been shown, so they are not sent again; an answer with its own id may, and stays one bubble', async () => {
    const { fake, channel, received } = world
    fake.bot.says({ userid: 'zhangsan', chat: GROUP, text: '@小单 进度', msgid: 'Q1' })
    await until(() => received.length === 1, 'the question')
    fake.bot.faults.next('aibot_send_msg', { kind: 'drop' })
    fake.bot.faults.next('aibot_respond_msg', { kind: 'drop' })
    const tracking = aMessage({ chatId: 'dm-zhang', text: '运单号 SF1234567890' })
    const reply = aMessage({ text: '正在生产。', replyTo: 'Q1' })
    const first = await Promise.all([channel.send('w1', tracking), channel.send('r1', reply)])
    expect(first.map((d) => d.state)).toEqual(['unknown', 'unknown'])
    await until(() => channel.health().bot?.state === 'ready', 'the connection')
    const again = await channel.send('w1', tracking)
    expect(again).toMatchObject({ state: 'unknown', reason: expect.stringContaining(TOLD_TWICE) as string })
    expect(fake.ledger.texts('zhangsan')).toEqual(['运单号 SF1234567890'])
    await channel.send('r1', reply)
    expect(fake.ledger.texts(GROUP)).toEqual(['正在生产。'])
    expect((await channel.send('w2', aMessage({ chatId: 'dm-zhang', text: '另一条' }))).state).toBe('accepted')
  })

  test('a card is known by its task id: it is sent again by itself and shown once', async () => {
    world.fake.bot.faults.next('aibot_send_msg', { kind: 'drop' })
    expect((await world.channel.send('c1', anApproval())).state).toBe('accepted')
    expect(world.fake.ledger.cards(GROUP)).toHaveLength(1)
  })

  test('what the platform took is not sent again by another process that goes on with the same message', async () => {
    const long = anApproval({ text: '很长的说明，一句一句地讲。'.repeat(30) })
    expect((await world.channel.send('m1', long)).state).toBe('accepted')
    const shown = world.fake.ledger.in(GROUP).length
    expect(shown).toBeGreaterThan(1)
    const { fake } = world
    await world.channel.stop()
    const other = await wecomWorld({ env: BOT, deps: { sent } })
    try {
      expect((await other.channel.send('m1', long)).state).toBe('accepted')
      expect(other.fake.ledger.in(GROUP)).toEqual([])
    } finally {
      await other.end()
    }
    expect(fake.ledger.in(GROUP)).toHaveLength(shown)
  })
})

test('words through a robot that never answered are not sent again either', async () => {
  const world = await wecomWorld({ env: ROBOT })
  try {
    world.fake.api.faults.next('webhook/send', { kind: 'drop' })
    expect((await world.channel.send('a', aMessage())).state).toBe('unknown')
    expect((await world.channel.send('a', aMessage())).state).toBe('unknown')
    expect(world.fake.api.calls.filter((c) => c.path === '/cgi-bin/webhook/send')).toHaveLength(1)
  } finally {
    await world.end()
  }
})
