import { aibotSocket, type BotLease, type SocketHandlers } from '../../../../bot/channels/wecom/aibot-socket'
import { messageIdOf } from '../../../../bot/channels/wecom/encode-message'
import { wallClock } from '../../../../bot/channels/wecom/wall-clock'
import { silentLog } from '../../../support/fake-clock'
import { FAKE, fakeWecom } from '../../../support/fake-wecom/fake-wecom'
import { BOT, GROUP, QUICK, aMessage, anApproval, settled, until, wecomWorld, type WecomWorld } from './wecom-fixture'

let end: (() => Promise<void>) | undefined
afterEach(async () => {
  await end?.()
  end = undefined
})

const bot = async (more: Partial<Parameters<typeof wecomWorld>[0]> = {}): Promise<WecomWorld> => {
  const world = await wecomWorld({ env: BOT, ...more })
  end = world.end
  return world
}
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A bare socket on a fake platform. */
async function socket(
  more: { lease?: BotLease; secret?: string; prepare?: (fake: Awaited<ReturnType<typeof fakeWecom>>) => void } = {},
) {
  const fake = await fakeWecom()
  fake.bot.addGroup(GROUP)
  fake.bot.openConversation(GROUP)
  more.prepare?.(fake)
  const alerts: string[] = []
  const gaps: number[] = []
  const frames: unknown[] = []
  const handlers: SocketHandlers = {
    onFrame: async (frame) => void frames.push(frame),
    onReady: (gap) => void gaps.push(gap),
    onAlert: (code) => void alerts.push(code),
  }
  const one = aibotSocket({
    settings: { botId: FAKE.botId, secret: more.secret ?? FAKE.botSecret, wsUrl: fake.wsUrl },
    handlers,
    clock: wallClock,
    log: silentLog,
    times: QUICK,
    ...(more.lease ? { lease: more.lease } : {}),
  })
  end = async () => {
    await one.stop()
    await fake.close()
  }
  one.start()
  return { fake, one, alerts, gaps, frames }
}

test('is ready only when the subscription is answered; silence after it leads to a new try, with one socket at a time', async () => {
  const { fake, one } = await socket({ prepare: (f) => f.bot.faults.next('aibot_subscribe', { kind: 'lost' }, { kind: 'lost' }) })
  await pause(100)
  expect(one.state()).toBe('connecting')
  expect(await one.push(GROUP, 2, { msgtype: 'markdown', markdown: { content: 'x' } })).toMatchObject({ state: 'unsent' })
  await until(() => one.state() === 'ready', 'the third try')
  expect(fake.bot.subscribes).toHaveLength(3)
  expect(fake.bot.connections()).toBe(1)
})

test('a wrong secret alerts and does not hammer the platform', async () => {
  const { fake, one, alerts } = await socket({ secret: 'wrong' })
  await until(() => alerts.length > 0, 'the alert')
  expect(alerts).toEqual(['refused'])
  expect(one.state()).toBe('resting')
  await pause(150)
  expect(fake.bot.subscribes).toHaveLength(1)
})

test('too many subscriptions make it wait longer, not stop', async () => {
  const { fake, one, alerts } = await socket({
    prepare: (f) => f.bot.faults.next('aibot_subscribe', { kind: 'error', code: 45009 }),
  })
  await until(() => one.state() === 'ready', 'the second try')
  expect(alerts).toEqual([])
  expect((fake.bot.subscribes[1] ?? 0) - (fake.bot.subscribes[0] ?? 0)).toBeGreaterThan(100)
})

test('kicked without a lease it stays away for good, so that no ping-pong begins', async () => {
  const { fake, one, alerts } = await socket()
  await until(() => one.state() === 'ready', 'the connection')
  fake.bot.kick()
  await until(() => alerts.length > 0, 'the alert')
  await pause(400)
  expect(one.state()).toBe('kicked')
  expect(fake.bot.subscribes).toHaveLength(1)
  expect(fake.bot.connections()).toBe(0)
})

test('kicked with a lease it comes back only when it gets the lease again', async () => {
  let free = true
  let released = 0
  const lease: BotLease = {
    acquire: async () => free,
    release: async () => {
      released += 1
    },
  }
  const { fake, one } = await socket({ lease })
  await until(() => one.state() === 'ready', 'the connection')
  free = false
  fake.bot.kick()
  await until(() => one.state() === 'waiting-for-lease', 'waiting')
  await pause(200)
  expect(fake.bot.subscribes).toHaveLength(1)
  free = true
  await until(() => one.state() === 'ready', 'the lease')
  expect(released).toBe(1)
})

test('two processes with one lease: the second connects only after the first is gone', async () => {
  const { fake, one } = await socket()
  await until(() => one.state() === 'ready', 'the first')
  let firstGone = false
  const second = aibotSocket({
    settings: { botId: FAKE.botId, secret: FAKE.botSecret, wsUrl: fake.wsUrl },
    handlers: { onFrame: async () => undefined, onReady: () => undefined, onAlert: () => undefined },
    clock: wallClock,
    log: silentLog,
    times: QUICK,
    lease: { acquire: async () => firstGone, release: async () => undefined },
  })
  second.start()
  await pause(150)
  expect([one.state(), second.state()]).toEqual(['ready', 'waiting-for-lease'])
  await one.stop()
  firstGone = true
  await until(() => second.state() === 'ready', 'the second')
  expect(one.health().kicks).toBe(0)
  await second.stop()
})

test('a link that swallows everything is noticed by its missing heartbeats and replaced by exactly one new one', async () => {
  const { fake, one, gaps } = await socket()
  await until(() => one.state() === 'ready', 'the connection')
  fake.bot.halfOpen(true)
  await pause(700)
  expect(one.state()).not.toBe('ready')
  fake.bot.halfOpen(false)
  await until(() => one.state() === 'ready', 'the new connection')
  await pause(300)
  expect(fake.bot.connections()).toBe(1)
  expect(gaps.at(-1)).toBeGreaterThan(0)
})

test('cut connections, many times over, never leave two sockets behind', async () => {
  const { fake, one } = await socket()
  for (let i = 0; i < 8; i++) {
    await until(() => one.state() === 'ready', 'the connection')
    fake.bot.cut()
    await until(() => one.state() !== 'ready', 'the cut to be noticed')
  }
  await until(() => one.state() === 'ready', 'the last connection')
  await pause(300)
  expect(fake.bot.connections()).toBe(1)
  await one.stop()
  await until(() => fake.bot.connections() === 0, 'the end')
  await pause(300)
  expect(fake.bot.connections()).toBe(0)
})

test('stop and start in one tick end with one socket', async () => {
  const { fake, one } = await socket()
  await until(() => one.state() === 'ready', 'the connection')
  for (let i = 0; i < 5; i++) {
    void one.stop()
    one.start()
  }
  await until(() => one.state() === 'ready', 'the connection after it')
  await pause(300)
  expect(fake.bot.connections()).toBe(1)
})

test('846609: nothing was delivered, a new connection is made at once and the message sent again, shown once', async () => {
  const { fake, channel } = await bot()
  fake.bot.forgetSubscription()
  expect(await channel.send('k', aMessage())).toMatchObject({ state: 'accepted' })
  expect(fake.ledger.texts(GROUP)).toEqual(['订单 GZ-20261124-01 已录好。'])
  expect(fake.bot.connections()).toBe(1)
})

test('without a connection a message waits to be tried again, and nothing is lost', async () => {
  const { fake, channel } = await bot()
  fake.bot.halfOpen(true)
  fake.bot.cut()
  await until(() => channel.health().bot?.state !== 'ready', 'the cut')
  expect(await channel.send('k', aMessage())).toMatchObject({ state: 'refused', retry: true })
  fake.bot.halfOpen(false)
  await until(() => channel.health().bot?.state === 'ready', 'the connection')
  expect(await channel.send('k', aMessage())).toMatchObject({ state: 'accepted' })
  expect(fake.ledger.in(GROUP)).toHaveLength(1)
})

test('an answer over a connection that is gone becomes a push', async () => {
  const { fake, channel, received } = await bot()
  fake.bot.says({ userid: 'zhangsan', chat: GROUP, text: '@小单 进度', msgid: 'Q' })
  await until(() => received.length === 1, 'the question')
  fake.bot.cut()
  await until(() => channel.health().bot?.state !== 'ready', 'the cut')
  await until(() => channel.health().bot?.state === 'ready', 'the connection')
  await channel.send('k', aMessage({ replyTo: 'Q' }))
  expect(fake.ledger.in(GROUP).map((s) => s.answers)).toEqual([undefined])
})

test('clients without streams get the answer as a push', async () => {
  const { fake, channel, received } = await bot()
  fake.bot.says({ userid: 'zhangsan', chat: GROUP, text: '@小单 进度', msgid: 'Q' })
  await until(() => received.length === 1, 'the question')
  fake.bot.faults.next('aibot_respond_msg', { kind: 'error', code: 600039 })
  expect(await channel.send('k', aMessage({ replyTo: 'Q' }))).toMatchObject({ state: 'accepted' })
  expect(fake.ledger.in(GROUP).map((s) => s.type)).toEqual(['markdown'])
})

test('health tells how quick acknowledgements are, which errors came and what was never answered', async () => {
  const { fake, channel } = await bot()
  fake.bot.faults.next('aibot_send_msg', { kind: 'slow', ms: 120 }, { kind: 'error', code: 93006 })
  await channel.send('a', aMessage())
  await channel.send('b', aMessage({ text: '另一条' }))
  const health = channel.health().bot
  expect(health?.ackP95Ms).toBeGreaterThanOrEqual(100)
  expect(health?.errors).toEqual({ 93006: 1 })
  expect(health?.unknown).toBe(0)
})

test('a slow acknowledgement is waited for', async () => {
  const { fake, channel } = await bot()
  fake.bot.faults.next('aibot_send_msg', { kind: 'slow', ms: 1_500 })
  expect(await channel.send('k', aMessage())).toMatchObject({ state: 'accepted' })
})

test('too often: told as try later, and nothing more is sent to that chat for a minute', async () => {
  const { fake, channel } = await bot()
  fake.bot.faults.next('aibot_send_msg', { kind: 'error', code: 45009 })
  expect(await channel.send('k', aMessage())).toMatchObject({ state: 'refused', retry: true })
  const frames = fake.bot.frames.length
  const waiting = channel.send('k', aMessage())
  await pause(300)
  expect(fake.bot.frames.slice(frames).filter((f) => f['cmd'] === 'aibot_send_msg')).toHaveLength(0)
  await channel.stop()
  expect(await waiting).toMatchObject({ state: 'refused', retry: true })
})

test('no acknowledgement: words are unknown, a card is sent again by itself, recognised by its task id and shown once; a late one misleads nobody', async () => {
  const { fake, channel, received } = await bot()
  fake.bot.addGroup('wrG2')
  fake.bot.openConversation('wrG2')
  fake.bot.says({ userid: 'zhangsan', chat: GROUP, text: '@小单 进度', msgid: 'Q' })
  await until(() => received.length === 1, 'the question')
  fake.bot.faults.next('aibot_send_msg', { kind: 'drop' }, { kind: 'late', ms: 5_300 })
  fake.bot.faults.next('aibot_respond_msg', { kind: 'late', ms: 5_300 })
  // Three conversations at once, so that the waits run side by side.
  const [words, card, reply] = await Promise.all([
    channel.send('k1', aMessage({ chatId: 'dm-zhang' })),
    channel.send('k2', anApproval({ chatId: 'dm-li' })),
    channel.send('k3', aMessage({ text: '正在生产。', replyTo: 'Q' })),
  ])
  expect([words.state, card.state, reply.state]).toEqual(['unknown', 'accepted', 'unknown'])
  await until(() => channel.health().bot?.state === 'ready', 'the connection, which was doubted')
  expect(await channel.send('k2', anApproval({ chatId: 'dm-li' }))).toMatchObject({
    state: 'accepted',
    messageId: messageIdOf('k2'),
  })
  expect(fake.ledger.cards('LiSi')).toHaveLength(1)
  expect(fake.ledger.in('zhangsan')).toHaveLength(1)
})

test('an update cut off in the middle is unknown, and the result is said in words', async () => {
  const { fake, channel, received } = await bot()
  await channel.send('k', anApproval())
  fake.bot.faults.next('aibot_respond_update_msg', { kind: 'lost' })
  fake.bot.clicks({ taskId: messageIdOf('k'), key: 'prm1.approve', userid: 'LiSi' })
  await until(() => received.length === 1, 'the press')
  await channel.update('u', messageIdOf('k'), aMessage({ text: '李四 同意', card: settled('李四 同意') }))
  expect(fake.ledger.texts(GROUP)).toEqual(['', '李四 同意'])
})

test('after a gap the groups that were talking are asked to say it again', async () => {
  let ahead = 0
  const { fake, channel, received, alerts } = await bot({ deps: { wall: { nowMs: () => Date.now() + ahead } } })
  fake.bot.says({ userid: 'zhangsan', chat: GROUP, text: '@小单 在吗' })
  await until(() => received.length === 1, 'the message')
  fake.bot.halfOpen(true)
  fake.bot.cut()
  await until(() => channel.health().bot?.state !== 'ready', 'the cut')
  ahead = 180_000
  fake.bot.halfOpen(false)
  await until(() => fake.ledger.in(GROUP).length === 1, 'the sentence about the gap')
  expect(fake.ledger.texts(GROUP)[0]).toMatch(/断线约 3 分钟.*再发一次/)
  expect(alerts.map((a) => a.code)).toContain('gap')
})
