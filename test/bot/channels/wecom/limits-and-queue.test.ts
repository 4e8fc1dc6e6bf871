import { slidingLimit } from '../../../../bot/channels/sliding-limit'
import { sendLimits, type SendTimes } from '../../../../bot/channels/wecom/send-limits'
import { sendQueue } from '../../../../bot/channels/wecom/send-queue'
import type { Delivery } from '../../../../domain/message'
import { FAKE } from '../../../support/fake-wecom/fake-wecom'
import { BOT, GROUP, ROBOT, aMessage, until, wecomWorld, type WecomWorld } from './wecom-fixture'

const OK: Delivery = { state: 'accepted', messageId: 'm' }
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe('the queue of a conversation', () => {
  test('keeps the order, says waiting notes together, and drops nothing', async () => {
    const said: string[] = []
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const queue = sendQueue(async (_, notes) => {
      said.push(`together: ${notes.join(' | ')}`)
      return OK
    }, 60)
    const job = (name: string, note?: string) => ({
      ...(note === undefined ? {} : { note }),
      run: async () => {
        if (name === 'first') await gate
        said.push(name)
        return OK
      },
    })
    const all = ['first', 'n1', 'n2', 'must', 'n3', 'n4', 'n5'].map((n) =>
      queue.add('g', job(n, n.startsWith('n') ? `note-${n}-xxxxxxxxxxx` : undefined)),
    )
    await pause(5)
    expect(queue.waiting()).toBe(7)
    open()
    expect((await Promise.all(all)).every((d) => d.state === 'accepted')).toBe(true)
    expect(said).toEqual([
      'first',
      'together: note-n1-xxxxxxxxxxx | note-n2-xxxxxxxxxxx',
      'must',
      'together: note-n3-xxxxxxxxxxx | note-n4-xxxxxxxxxxx',
      'n5',
    ])
    expect(queue.waiting()).toBe(0)
  })

  test('a failing job fails alone, and another conversation is not held up', async () => {
    const queue = sendQueue(async () => OK, 100)
    const never = queue.add('slow', { run: () => new Promise<Delivery>(() => undefined) })
    const failing = queue.add('g', { run: () => Promise.reject(new Error('storage')) })
    const next = queue.add('g', { run: async () => OK })
    await expect(failing).rejects.toThrow('storage')
    expect(await next).toEqual(OK)
    void never
  })
})

describe('limits', () => {
  test('what was sent before a restart is remembered from disk, and every send is written down before it goes', async () => {
    const stored: { scope: string; atMs: number }[] = Array.from({ length: 24 }, (_, i) => ({
      scope: 'bot:g',
      atMs: 1_000_000 + i,
    }))
    const times: SendTimes = {
      load: async (since) => stored.filter((s) => s.atMs >= since),
      note: async (scope, atMs) => void stored.push({ scope, atMs }),
    }
    const limits = sendLimits(slidingLimit(), () => 1_010_000, times)
    await limits.restore()
    const scope = { name: 'bot:g', rates: [{ ms: 60_000, most: 25 }] }
    expect(await limits.acquire([scope])).toBe(true)
    expect(stored).toHaveLength(25)
    expect(limits.wait([scope])).toBe(50_000)
    const waiting = limits.acquire([scope])
    limits.close()
    expect(await waiting).toBe(false)
  })

  test('on the platform no window is ever exceeded, replies and pushes together, and a burst loses nothing', async () => {
    // A minute of the platform is half a second here; the channel's own clock runs as fast.
    const scale = 120
    const start = Date.now()
    const world: WecomWorld = await wecomWorld({
      env: BOT,
      fake: { limits: [{ ms: 60_000 / scale, most: 30 }] },
      deps: { wall: { nowMs: () => start + (Date.now() - start) * scale } },
    })
    try {
      const { fake, channel, received } = world
      fake.bot.says({ userid: 'zhangsan', chat: GROUP, text: '@小单 进度', msgid: 'Q' })
      await until(() => received.length === 1, 'the question')
      // Timers run in real time: the scaled waits are slept in full, so a scaled minute is enough for a few.
      const sends = Array.from({ length: 25 }, (_, i) =>
        channel.send(`k${i}`, aMessage({ text: `第${i}条`, mentions: ['p-li'], ...(i === 0 ? { replyTo: 'Q' } : {}) })),
      )
      expect((await Promise.all(sends)).map((d) => d.state)).toEqual(Array.from({ length: 25 }, () => 'accepted'))
      expect(fake.ledger.texts(GROUP)).toEqual(Array.from({ length: 25 }, (_, i) => `第${i}条`))
      expect(fake.bot.peak(GROUP, 60_000 / scale)).toBeLessThanOrEqual(30)
    } finally {
      await world.end()
    }
  })

  test('notes that wait behind a limit are said in one message', async () => {
    const world = await wecomWorld({ env: BOT })
    try {
      const { fake, channel } = world
      fake.bot.faults.next('aibot_send_msg', { kind: 'slow', ms: 200 })
      const sends = ['一', '二', '三', '四'].map((t) => channel.send(t, aMessage({ text: `通知${t}` })))
      const first = sends.shift()
      await Promise.all([first, ...sends])
      expect(fake.ledger.texts(GROUP).join('\n').match(/通知/g)).toHaveLength(4)
      expect(fake.ledger.in(GROUP).length).toBeLessThan(4)
      expect(fake.ledger.texts(GROUP).join('')).toMatch(/通知一[\s\S]*通知二[\s\S]*通知三[\s\S]*通知四/)
    } finally {
      await world.end()
    }
  })

  test('a robot never sends two at once, and its refusal for frequency is waited out', async () => {
    const world = await wecomWorld({ env: ROBOT })
    try {
      const { fake, channel } = world
      expect(await channel.send('a', aMessage({ text: '一', mentions: ['p-li'] }))).toMatchObject({ state: 'accepted' })
      const began = performance.now()
      expect(await channel.send('b', aMessage({ text: '二', mentions: ['p-li'] }))).toMatchObject({ state: 'accepted' })
      expect(performance.now() - began).toBeGreaterThan(2_500)
      fake.api.faults.next('webhook/send', { kind: 'error', code: 45009 })
      expect(await channel.send('c', aMessage({ text: '三', mentions: ['p-li'] }))).toMatchObject({
        state: 'refused',
        retry: true,
      })
      expect(fake.ledger.in(FAKE.robotKey).map((s) => s.text)).toEqual(['一', '二'])
    } finally {
      await world.end()
    }
  })

  test('an unanswered robot message is unknown, never sent again blindly', async () => {
    const world = await wecomWorld({ env: ROBOT })
    try {
      world.fake.api.faults.next('webhook/send', { kind: 'drop' })
      expect(await world.channel.send('a', aMessage({ text: '单号 SF1234567890' }))).toMatchObject({ state: 'unknown' })
      expect(world.fake.ledger.in(FAKE.robotKey)).toHaveLength(1)
      expect(world.fake.api.calls.filter((c) => c.path === '/cgi-bin/webhook/send')).toHaveLength(1)
    } finally {
      await world.end()
    }
  })

  test('a robot with a dead network has sent nothing: later again', async () => {
    const world = await wecomWorld({ env: ROBOT })
    await world.fake.close()
    expect(await world.channel.send('a', aMessage())).toMatchObject({ state: 'refused', retry: true })
    await world.channel.stop()
  })
})
