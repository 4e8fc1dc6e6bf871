import { mutator } from './mutate'
import { messageIdOf } from '../../../../bot/channels/wecom/encode-message'
import { memoryTokenStore } from '../../../../bot/channels/wecom/access-token'
import { wecomChannel } from '../../../../bot/channels/wecom/wecom-channel'
import { APP_PATH } from '../../../../bot/channels/wecom/wecom-routes'
import { FAKE, appCallback, pressXml, textXml } from '../../../support/fake-wecom/fake-wecom'
import { APP, BOT, GROUP, aCard, aMessage, anApproval, settled, until, wecomWorld, type WecomWorld } from './wecom-fixture'

let world: WecomWorld
afterEach(() => world.end())
const app = async (more: Partial<Parameters<typeof wecomWorld>[0]> = {}): Promise<WecomWorld> => {
  world = await wecomWorld({ env: APP, ...more })
  return world
}
const toLi = (more: Parameters<typeof anApproval>[0] = {}) => anApproval({ chatId: 'dm-li', ...more })
const press = (w: WecomWorld, p: Partial<Parameters<typeof pressXml>[0]> = {}) =>
  w.post(
    APP_PATH,
    appCallback(
      pressXml({
        userid: 'lisi',
        key: 'prm1.approve',
        taskId: messageIdOf('k'),
        responseCode: w.fake.api.newCode(messageIdOf('k')),
        ...p,
      }),
    ),
  )

describe('private approval cards', () => {
  test('arrive with buttons and change in place after a press', async () => {
    const w = await app()
    const { fake, channel, received } = w
    expect(await channel.send('k', toLi())).toEqual({ state: 'accepted', messageId: messageIdOf('k') })
    expect((await press(w)).statusCode).toBe(200)
    expect(received[0]).toMatchObject({
      chatId: 'dm-li',
      personId: 'p-li',
      content: { kind: 'action', promptId: 'prm1', actionId: 'approve' },
    })
    await channel.update(
      'u',
      messageIdOf('k'),
      aMessage({ chatId: 'dm-li', text: '李四 同意', card: settled('李四 同意 · 14:02') }),
    )
    expect(fake.ledger.in('LiSi')).toHaveLength(1)
    expect(fake.ledger.cards('LiSi')[0]?.card).toMatchObject({ card_type: 'text_notice', sub_title_text: '李四 同意 · 14:02' })
    expect(fake.ledger.violations).toEqual([])
  })

  test('change without a press by the spare code of the sending, once; after that the result is said', async () => {
    const { fake, channel } = await app()
    await channel.send('k', toLi())
    await channel.update('u1', messageIdOf('k'), aMessage({ chatId: 'dm-li', text: '已取消', card: settled('已取消') }))
    expect(fake.ledger.cards('LiSi')[0]?.card).toMatchObject({ sub_title_text: '已取消' })
    await channel.update('u2', messageIdOf('k'), aMessage({ chatId: 'dm-li', text: '又恢复了', card: settled('又恢复了') }))
    expect(fake.ledger.in('LiSi').map((s) => s.text.split('\n')[0])).toEqual(['', '又恢复了'])
  })

  test('a question that changed comes as a new card, and the old one says so', async () => {
    const w = await app()
    const { fake, channel, received } = w
    await channel.send('k', toLi())
    const changed = aCard({ fields: [{ id: 'total', label: '合计', value: '20000.00元' }] })
    await channel.update('u', messageIdOf('k'), aMessage({ chatId: 'dm-li', text: '价格核对', card: changed, promptId: 'prm1' }))
    const [old, fresh] = fake.ledger.cards('LiSi')
    expect(old?.card).toMatchObject({ card_type: 'text_notice', main_title: { title: '内容已更新 · GZ-20261124-01' } })
    expect(fresh?.card).toMatchObject({ card_type: 'button_interaction', task_id: messageIdOf('u') })
    await press(w)
    expect(received).toHaveLength(0)
  })

  test('without an address for callbacks the card is said in words', async () => {
    const { WECOM_APP_TOKEN: _, WECOM_APP_AES_KEY: __, ...deaf } = APP
    const { fake, channel } = await app({ env: deaf, fake: { appHears: false } })
    expect(await channel.send('k', toLi())).toMatchObject({ state: 'accepted' })
    expect(fake.ledger.in('LiSi').map((s) => s.type)).toEqual(['text'])
    expect(fake.ledger.texts('LiSi')[0]).toContain('直接回复「同意」「驳回」')
  })

  test('with a bot as well, groups speak through the bot and private chats through the app', async () => {
    const { fake, channel } = await app({ env: { ...APP, ...BOT } })
    await channel.send('k1', toLi())
    await channel.send('k2', aMessage())
    expect(fake.ledger.in('LiSi').map((s) => s.by)).toEqual(['app'])
    expect(fake.ledger.in(GROUP).map((s) => s.by)).toEqual(['bot'])
  })
})

describe('sending through the app', () => {
  test('a dead token is replaced once for a whole burst, and no message is lost or doubled', async () => {
    const { fake, channel } = await app()
    await channel.send('first', aMessage({ chatId: 'dm-li', text: '一' }))
    fake.api.revokeTokens()
    const more = ['a', 'b', 'c', 'd', 'e', 'f']
    const deliveries = await Promise.all(
      more.map((t) =>
        channel.send(t, aMessage({ chatId: t < 'd' ? 'dm-li' : 'dm-zhang', text: `第${t}条`, mentions: ['p-li'] })),
      ),
    )
    expect(deliveries.every((d) => d.state === 'accepted')).toBe(true)
    expect(fake.ledger.shown.map((s) => s.text.split('\n')[0]).toSorted()).toEqual(
      ['一', ...more.map((t) => `第${t}条`)].toSorted(),
    )
    expect(fake.api.tokenCalls()).toBe(2)
  })

  test('42001 and 40014 inside an answer lead to a fresh token as well', async () => {
    const { fake, channel } = await app()
    fake.api.faults.next('message/send', { kind: 'error', code: 42001 })
    expect(await channel.send('k', aMessage({ chatId: 'dm-li' }))).toMatchObject({ state: 'accepted' })
    expect(fake.api.tokenCalls()).toBe(2)
  })

  test('two processes share one token', async () => {
    const tokens = memoryTokenStore()
    const { fake, channel, setup, identities, vault } = await app({ deps: { tokens } })
    await channel.send('k', aMessage({ chatId: 'dm-li' }))
    if (!setup.settings) throw new Error('no settings')
    const second = wecomChannel({
      settings: setup.settings,
      identities,
      vault,
      tokens,
      clock: { nowMs: Date.now, nowIso: () => new Date().toISOString() },
      log: { debug() {}, info() {}, warn() {}, error() {} },
    })
    await second.send('k2', aMessage({ chatId: 'dm-li', text: '二' }))
    expect(fake.api.tokenCalls()).toBe(1)
  })

  test('an unanswered send is tried again with the same body, which the platform knows: shown once', async () => {
    const { fake, channel } = await app()
    fake.api.faults.next('message/send', { kind: 'drop' }, { kind: 'drop' })
    expect(await channel.send('k', toLi())).toMatchObject({ state: 'accepted' })
    expect(fake.ledger.in('LiSi')).toHaveLength(1)
  })

  test('two reminders with equal words are two messages, both shown', async () => {
    const { fake, channel } = await app()
    const reminder = aMessage({ chatId: 'dm-li', text: '李四，提醒一下。', mentions: ['p-li'] })
    await channel.send('r1', reminder)
    await channel.send('r2', reminder)
    expect(fake.ledger.in('LiSi')).toHaveLength(2)
  })

  test('busy is tried again by itself; wrong rights are told to people, and the message stays for later', async () => {
    const { fake, channel, alerts } = await app()
    fake.api.faults.next('message/send', { kind: 'error', code: -1 }, { kind: 'error', code: 45033 })
    expect(await channel.send('k', aMessage({ chatId: 'dm-li' }))).toMatchObject({ state: 'accepted' })
    fake.api.faults.next('message/send', { kind: 'error', code: 60020 })
    expect(await channel.send('k2', aMessage({ chatId: 'dm-li' }))).toMatchObject({
      state: 'refused',
      retry: true,
      reason: expect.stringContaining('企业可信IP'),
    })
    expect(alerts).toEqual([{ code: 'admin', text: expect.stringContaining('60020'), chatId: 'dm-li' }])
  })

  test('a refused secret is not asked for again and again', async () => {
    const { fake, channel, alerts } = await app({ fake: { secret: 'another' } })
    for (const k of ['a', 'b', 'c', 'd'])
      expect(await channel.send(k, aMessage({ chatId: 'dm-li', text: k }))).toMatchObject({ state: 'refused', retry: true })
    expect(fake.api.tokenCalls()).toBe(1)
    expect(alerts[0]?.text).toContain('WECOM_APP_SECRET')
  })

  test('a member who left is told about, and the message is not tried for ever', async () => {
    const { fake, channel, alerts } = await app()
    fake.api.removeMember('LiSi')
    expect(await channel.send('k', aMessage({ chatId: 'dm-li' }))).toMatchObject({
      state: 'refused',
      retry: false,
      reason: expect.stringContaining('离开'),
    })
    expect(alerts.map((a) => a.code)).toEqual(['member-lost'])
  })

  test('a document is uploaded and sent, with its Chinese name', async () => {
    const { fake, channel, vault } = await app()
    const { ref } = await vault.put(Buffer.from('%PDF-1.7 body'), 'application/pdf', '确认书.pdf')
    await channel.send(
      'k',
      aMessage({ chatId: 'dm-li', text: '', attachments: [{ name: '确认书.pdf', mimeType: 'application/pdf', ref }] }),
    )
    expect(fake.ledger.in('LiSi').map((s) => [s.type, s.text])).toEqual([['file', '确认书.pdf']])
  })
})

describe('the encrypted callback', () => {
  const message = (w: WecomWorld, text: string, msgId: string, options?: Parameters<typeof appCallback>[1]) =>
    w.post(APP_PATH, appCallback(textXml({ userid: 'zhangsan', text, msgId }), options))

  test('the address is verified with the bare text', async () => {
    const w = await app()
    const { query, body } = appCallback('1616140317555161061')
    const echostr = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(body)?.[1] ?? ''
    const good = await w.get(APP_PATH, `${query}&echostr=${encodeURIComponent(echostr)}`)
    expect([good.statusCode, good.body]).toEqual([200, '1616140317555161061'])
    // Some relays decode the plus sign to a blank.
    expect((await w.get(APP_PATH, `${query}&echostr=${echostr.replaceAll('=', '%3D').replaceAll('/', '%2F')}`)).statusCode).toBe(
      200,
    )
    expect((await w.get(APP_PATH, `${query}&echostr=${encodeURIComponent(`A${echostr}`)}`)).statusCode).toBe(403)
    expect((await w.get(APP_PATH, '')).statusCode).toBe(403)
  })

  test('a message is on disk before it is answered, with an empty 200; repeats are answered alike and dropped', async () => {
    const w = await app()
    w.storage.delayMs = 100
    const replies = [await message(w, '云和 120令', '7298765432109876543'), await message(w, '云和 120令', '7298765432109876543')]
    expect(replies.map((r) => [r.statusCode, r.body])).toEqual([
      [200, ''],
      [200, ''],
    ])
    expect(w.received.map((r) => [r.id, r.messageId, r.chatId])).toEqual([
      [`wecom:app:${FAKE.agentId}:7298765432109876543`, '7298765432109876543', 'dm-zhang'],
    ])
  })

  test('while the storage is away or too slow no success is said; the repeat is taken in once', async () => {
    const w = await app()
    w.storage.down = true
    expect((await message(w, '一', '1')).statusCode).toBe(503)
    w.storage.down = false
    w.storage.delayMs = 2_000
    expect((await message(w, '一', '1')).statusCode).toBe(503)
    // The answer did not wait for the storage.
    expect(w.received).toHaveLength(0)
    await until(() => w.received.length === 1, 'the storage', 20_000)
    w.storage.delayMs = 0
    expect((await message(w, '一', '1')).statusCode).toBe(200)
    expect(w.received).toHaveLength(1)
  })

  test('a forged, foreign, stale or future envelope changes nothing and is refused', async () => {
    const w = await app()
    const seconds = Math.floor(Date.now() / 1000)
    const replies = [
      await message(w, 'x', '1', { token: 'wrongtoken' }),
      await message(w, 'x', '2', { receiveId: 'wwOther' }),
      await message(w, 'x', '3', { timestamp: String(seconds - 700) }),
      await message(w, 'x', '4', { timestamp: String(seconds + 700) }),
      await message(w, 'x', '5', { timestamp: 'NaN' }),
      await w.post(APP_PATH, { query: '', body: '' }),
      await w.post(APP_PATH, { query: 'msg_signature=a&msg_signature=b&timestamp=1&nonce=1', body: '<xml/>' }),
    ]
    expect(replies.map((r) => r.statusCode)).toEqual([403, 403, 403, 403, 403, 403, 403])
    expect(replies.every((r) => r.body === '')).toBe(true)
    expect(w.received).toEqual([])
    expect((await w.post(APP_PATH, { query: '', body: 'x'.repeat(300_000) })).statusCode).toBe(413)
  })

  test('well signed nonsense is answered with 400, unknown events with 200', async () => {
    const w = await app()
    expect((await w.post(APP_PATH, appCallback('no xml at all'))).statusCode).toBe(400)
    expect(
      (
        await w.post(
          APP_PATH,
          appCallback('<xml><FromUserName>sys</FromUserName><MsgType>event</MsgType><Event>batch_job_result</Event></xml>'),
        )
      ).statusCode,
    ).toBe(200)
    expect(w.received).toEqual([])
  })

  test('two different presses of one person in one second both count, the repeat of one does not', async () => {
    const w = await app()
    await w.channel.send('k', toLi())
    const p = { userid: 'lisi', taskId: messageIdOf('k'), time: 1_764_000_000 }
    const first = pressXml({ ...p, key: 'prm1.approve', responseCode: 'A' })
    const second = pressXml({ ...p, key: 'prm1.reject', responseCode: 'B' })
    for (const xml of [first, second, first, second, first])
      expect((await w.post(APP_PATH, appCallback(xml))).statusCode).toBe(200)
    expect(w.received.map((r) => r.content.kind === 'action' && r.content.actionId)).toEqual(['approve', 'reject'])
  })

  test('an encrypted id is converted once and then known', async () => {
    const w = await app({ env: { ...APP, ...BOT } })
    const open = 'woAJ2GCAAAXtWyujaWJHDDGi0mACH71w'
    w.fake.api.addOpenId(open, 'zhangsan')
    w.fake.bot.says({ userid: open, chat: GROUP, text: '@小单 一' })
    w.fake.bot.says({ userid: open, chat: GROUP, text: '@小单 二' })
    w.fake.bot.says({ userid: 'woBJ2GCAAAXtWyujaWJHDDGi0mACH71w', chat: GROUP, text: '@小单 三' })
    await until(() => w.fake.ledger.in(GROUP).length === 1, 'the answer to the id that nobody knows')
    expect(w.received.map((r) => r.personId)).toEqual(['p-zhang', 'p-zhang'])
    expect(w.fake.ledger.texts(GROUP)[0]).toContain('加密账号')
    expect(w.fake.api.calls.filter((c) => c.path.endsWith('openuserid_to_userid'))).toHaveLength(2)
  })

  test('a picture sent to the app is fetched with the token', async () => {
    const w = await app()
    w.fake.api.addMedia('MEDIA7', Buffer.from('\u0089PNG etc.', 'latin1'), 'photo')
    const xml = textXml({ userid: 'zhangsan', text: '', msgId: '9' })
      .replace('<![CDATA[text]]>', '<![CDATA[image]]>')
      .replace('</xml>', '<MediaId><![CDATA[MEDIA7]]></MediaId></xml>')
    expect((await w.post(APP_PATH, appCallback(xml))).statusCode).toBe(200)
    expect(w.received[0]?.content).toMatchObject({ attachments: [{ mimeType: 'image/png', name: 'photo.png' }] })
  })

  test('a member who leaves is told about', async () => {
    const w = await app()
    await w.post(
      APP_PATH,
      appCallback(
        '<xml><FromUserName>lisi</FromUserName><CreateTime>1764000000</CreateTime><MsgType>event</MsgType><Event>unsubscribe</Event></xml>',
      ),
    )
    expect(w.alerts).toEqual([{ code: 'member-lost', text: expect.stringContaining('lisi') }])
  })

  test('ten thousand changed callbacks: no crash, and no forgery is taken in', async () => {
    const w = await app()
    const genuine = appCallback(textXml({ userid: 'zhangsan', text: '原件', msgId: '42' }))
    const mutate = mutator(20_261_124)
    const encrypted = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(genuine.body)?.[1] ?? ''
    const statuses = new Map<number, number>()
    let harmless = 0
    for (let i = 0; i < 10_000; i++) {
      const changed = i % 2 === 0 ? { ...genuine, query: mutate(genuine.query) } : { ...genuine, body: mutate(genuine.body) }
      const before = w.received.length
      const reply = await w.post(APP_PATH, changed)
      statuses.set(reply.statusCode, (statuses.get(reply.statusCode) ?? 0) + 1)
      if (reply.statusCode !== 200) continue
      // Accepted only where neither the ciphertext nor what the signature covers was touched.
      harmless += 1
      const query = new URLSearchParams(changed.query)
      const same = new URLSearchParams(genuine.query)
      expect(changed.body).toContain(encrypted)
      for (const name of ['timestamp', 'nonce']) expect(query.get(name)).toBe(same.get(name))
      expect(query.get('msg_signature')?.toLowerCase()).toBe(same.get('msg_signature'))
      expect(w.received.length - before).toBeLessThanOrEqual(1)
    }
    expect([...statuses.keys()].filter((s) => s >= 500)).toEqual([])
    expect(statuses.get(403) ?? 0).toBeGreaterThan(8_000)
    expect(harmless).toBeGreaterThan(0)
    expect(w.received.map((r) => r.content.kind === 'text' && r.content.text)).toEqual(['原件'])
  })
})
