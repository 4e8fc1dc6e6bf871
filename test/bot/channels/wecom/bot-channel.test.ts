import { messageIdOf } from '../../../../bot/channels/wecom/encode-message'
import { BOT, GROUP, ROBOT, aCard, aMessage, anApproval, settled, until, wecomWorld, type WecomWorld } from './wecom-fixture'
import { FAKE } from '../../../support/fake-wecom/fake-wecom'

let world: WecomWorld
afterEach(() => world.end())

const bot = async (more: Partial<Parameters<typeof wecomWorld>[0]> = {}): Promise<WecomWorld> => {
  world = await wecomWorld({ env: BOT, ...more })
  return world
}

describe('what people say', () => {
  test('an order in a group arrives without the mention, with our ids', async () => {
    const { fake, received } = await bot()
    fake.bot.says({ userid: 'zhangsan', chat: GROUP, text: '@小单 助手\u2005云和纸品 80g双胶纸 787*1092 120令', msgid: 'M1' })
    await until(() => received.length === 1, 'the message')
    expect(received[0]).toMatchObject({
      id: 'wecom:bot:M1',
      channel: 'wecom',
      chatId: 'sales',
      personId: 'p-zhang',
      messageId: 'M1',
      content: { kind: 'text', text: '云和纸品 80g双胶纸 787*1092 120令', attachments: [] },
    })
  })

  test('the same message twice is handed in once', async () => {
    const { fake, received } = await bot()
    for (let i = 0; i < 3; i++) fake.bot.says({ userid: 'zhangsan', chat: GROUP, text: '@小单 你好', msgid: 'SAME' })
    fake.bot.says({ userid: 'zhangsan', chat: GROUP, text: '@小单 下一条', msgid: 'NEXT' })
    await until(() => received.some((r) => r.messageId === 'NEXT'), 'the next message')
    expect(received.map((r) => r.messageId)).toEqual(['SAME', 'NEXT'])
  })

  test('user ids mean the same person in any case, chat ids of groups do not', async () => {
    const { fake, received } = await bot()
    fake.bot.addGroup(GROUP.toLowerCase())
    fake.bot.says({ userid: 'LISI', chat: GROUP, text: '@小单 好的' })
    fake.bot.says({ userid: 'lisi', chat: GROUP.toLowerCase(), text: '@小单 好的' })
    await until(() => fake.ledger.in(GROUP.toLowerCase()).length === 1, 'the answer that the group is not known')
    expect(received.map((r) => [r.personId, r.chatId])).toEqual([['p-li', 'sales']])
    expect(fake.ledger.texts(GROUP.toLowerCase())[0]).toContain('绑定群')
  })

  test('strangers get a polite sentence once, nothing is handed in, and an admin can bind them by chat', async () => {
    const { fake, received, identities } = await bot({
      deps: {
        binding: {
          personNamed: async (n) => (n === '王五' ? 'p-wang' : undefined),
          chatNamed: async (n) => (n === '跟单群' ? 'ops' : undefined),
          all: async () => ({ people: [], groups: [] }),
        },
      },
    })
    fake.bot.addGroup('wrNEW')
    fake.bot.says({ userid: 'wangwu', chat: GROUP, text: '@小单 下单' })
    fake.bot.says({ userid: 'wangwu', chat: GROUP, text: '@小单 下单' })
    await until(() => fake.ledger.in(GROUP).length === 1, 'the polite sentence')
    expect(fake.ledger.texts(GROUP)[0]).toMatch(/不认识您.*wangwu.*绑定人员 wangwu/)
    fake.bot.says({ userid: 'zhangsan', chat: GROUP, text: '@小单 绑定人员 wangwu 王五' })
    await until(() => fake.ledger.in(GROUP).length === 2, 'the refusal')
    expect(await identities.ours('person', 'wangwu')).toBeUndefined()
    fake.bot.says({ userid: 'boss', chat: GROUP, text: '@小单 绑定人员 wangwu 王五' })
    fake.bot.says({ userid: 'boss', chat: 'wrNEW', text: '@小单 绑定群 跟单群' })
    await until(() => fake.ledger.in('wrNEW').length === 1, 'the binding')
    expect(await identities.ours('person', 'WANGWU')).toBe('p-wang')
    expect(await identities.ours('group', 'wrNEW')).toBe('ops')
    fake.bot.says({ userid: 'wangwu', chat: 'wrNEW', text: '@小单 下单' })
    await until(() => received.length === 1, 'the bound person')
    expect(received[0]).toMatchObject({ personId: 'p-wang', chatId: 'ops' })
  })

  test('a picture with the mention is decrypted, named by its real kind, and arrives with the words', async () => {
    const { fake, received, vault } = await bot()
    const png = Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG\r\n\u001a\n-a-drawing-'), Buffer.alloc(50_000, 7)])
    const { body, aeskey } = fake.bot.encrypt(png)
    fake.api.addFile('pic', body, '图纸.jpg')
    fake.bot.says({
      userid: 'zhangsan',
      chat: GROUP,
      content: {
        msgtype: 'mixed',
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: '@小单 按图' } },
            { msgtype: 'image', image: { url: fake.mediaUrl('pic'), aeskey } },
          ],
        },
      },
    })
    await until(() => received.length === 1, 'the picture')
    const [inbound] = received
    expect(inbound?.content).toMatchObject({
      kind: 'text',
      text: '按图',
      attachments: [{ name: '图纸.jpg.png', mimeType: 'image/png' }],
    })
    expect(Buffer.from([...vault.files.values()][0]?.bytes ?? []).equals(png)).toBe(true)
  })

  test('media from a foreign address are not fetched: the words arrive, and the person is asked to send it again', async () => {
    const { fake, received } = await bot()
    fake.bot.says({
      userid: 'zhangsan',
      content: { msgtype: 'file', file: { url: 'http://169.254.169.254/latest/meta-data', aeskey: 'x' } },
    })
    await until(() => received.length === 1 && fake.ledger.in('zhangsan').length === 1, 'the message and the sentence')
    expect(received[0]?.content).toMatchObject({ attachments: [] })
    expect(fake.ledger.texts('zhangsan')[0]).toContain('请再发一次')
  })

  test('a quote of what the bot said points to that message', async () => {
    const { fake, received, channel } = await bot()
    await channel.send('k1', anApproval())
    await channel.send('k2', aMessage({ text: '订单 GZ-20261124-02 已发货，请跟进。' }))
    fake.bot.says({
      userid: 'LiSi',
      chat: GROUP,
      text: '@小单 同意',
      quote: { msgtype: 'text', text: { content: '价格核对 · GZ-20261124-01 客户 云和纸品' } },
    })
    fake.bot.says({
      userid: 'LiSi',
      chat: GROUP,
      text: '@小单 收到',
      quote: { msgtype: 'markdown', markdown: { content: '订单 GZ-20261124-02 已发货，请跟进。' } },
    })
    fake.bot.says({
      userid: 'LiSi',
      chat: GROUP,
      text: '@小单 在吗',
      quote: { msgtype: 'text', text: { content: '今天天气不错' } },
    })
    await until(() => received.length === 3, 'the quotes')
    expect(received.map((r) => r.replyTo)).toEqual([messageIdOf('k1'), messageIdOf('k2'), undefined])
  })

  test('odd frames do no harm: unknown kinds, broken JSON, missing fields', async () => {
    const { fake, received } = await bot()
    fake.bot.raw('{not json')
    fake.bot.raw(JSON.stringify({ cmd: 'aibot_msg_callback', headers: {}, body: { msgtype: 'text' } }))
    fake.bot.raw(
      JSON.stringify({
        cmd: 'aibot_event_callback',
        headers: { req_id: 'x' },
        body: { msgid: 'e', from: { userid: 'u' }, msgtype: 'event', event: 7 },
      }),
    )
    fake.bot.says({ userid: 'zhangsan', content: { msgtype: 'hologram', hologram: {} } })
    await until(() => fake.ledger.in('zhangsan').length === 1, 'the answer about the unknown kind')
    expect(fake.ledger.texts('zhangsan')[0]).toContain('读不了')
    fake.bot.says({ userid: 'zhangsan', text: '还在吗' })
    await until(() => received.length === 1, 'the next message')
  })

  test('somebody who opens the private chat is welcomed', async () => {
    const { fake } = await bot()
    fake.bot.enters('zhangsan')
    await until(() => fake.ledger.in('zhangsan').length === 1, 'the welcome')
  })

  test('while the storage is away a message is held and handed in later', async () => {
    const { fake, received, storage } = await bot()
    storage.down = true
    fake.bot.says({ userid: 'zhangsan', text: '第一条' })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(received).toHaveLength(0)
    storage.down = false
    await until(() => received.length === 1, 'the message after the outage')
  })
})

describe('what the bot says', () => {
  test('answers a message once on it, and pushes what follows; the same key again shows no second bubble', async () => {
    const { fake, channel, received } = await bot()
    fake.bot.says({ userid: 'zhangsan', chat: GROUP, text: '@小单 进度', msgid: 'Q1' })
    await until(() => received.length === 1, 'the question')
    const answer = aMessage({ text: '正在生产。', replyTo: 'Q1' })
    expect(await channel.send('a1', answer)).toEqual({ state: 'accepted', messageId: messageIdOf('a1') })
    await channel.send('a1', answer)
    await channel.send('a2', aMessage({ text: '明天完工。', replyTo: 'Q1' }))
    expect(fake.ledger.in(GROUP).map((s) => [s.text, s.answers])).toEqual([
      ['正在生产。', 'Q1'],
      ['明天完工。', undefined],
    ])
  })

  test('a size such as 787*1092 keeps its asterisk in markdown', async () => {
    const { fake, channel } = await bot()
    await channel.send('k', aMessage({ text: '787*1092 和 889*1194，`x` <b> [a](b)\n# 不是标题' }))
    expect(fake.ledger.texts(GROUP)[0]).toBe('787＊1092 和 889＊1194，｀x｀ ＜b> [a]（b)\n＃ 不是标题')
  })

  test('a card has its buttons as addresses, its typed answers printed, and a task id that is the message id', async () => {
    const { fake, channel } = await bot()
    await channel.send('k', anApproval())
    const [shown] = fake.ledger.cards(GROUP)
    expect(shown?.card).toMatchObject({
      card_type: 'button_interaction',
      task_id: messageIdOf('k'),
      main_title: { title: '价格核对 · GZ-20261124-01' },
      button_list: [
        { text: '同意', style: 1, key: 'prm1.approve' },
        { text: '驳回', style: 3, key: 'prm1.reject' },
      ],
    })
    expect(String(shown?.card?.['sub_title_text'])).toContain('@我回复「同意」「驳回」并写上 GZ-20261124-01')
    expect(fake.ledger.violations).toEqual([])
  })

  test('a document goes up in pieces and arrives as a file, a picture as a picture', async () => {
    const { fake, channel, vault } = await bot()
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(1_300_000, 3)])
    const { ref } = await vault.put(pdf, 'application/pdf', '确认书.pdf')
    const png = await vault.put(Buffer.from('\u0089PNG-small-picture'), 'image/png', '图.png')
    await channel.send(
      'k',
      aMessage({
        attachments: [
          { name: '确认书.pdf', mimeType: 'application/pdf', ref },
          { name: '图.png', mimeType: 'image/png', ref: png.ref },
        ],
      }),
    )
    expect(fake.ledger.in(GROUP).map((s) => [s.type, s.text])).toEqual([
      ['markdown', '订单 GZ-20261124-01 已录好。'],
      ['file', '确认书.pdf'],
      ['image', '图.png'],
    ])
    expect([...fake.bot.media.values()][0]?.bytes.equals(pdf)).toBe(true)
  })

  test('a card that the platform refuses is said in words with the typed answers', async () => {
    const { fake, channel } = await bot()
    fake.bot.faults.next('aibot_send_msg', { kind: 'error', code: 40058 })
    expect(await channel.send('k', anApproval())).toMatchObject({ state: 'accepted' })
    expect(fake.ledger.texts(GROUP)[0]).toMatch(/价格核对[\s\S]*云和纸品[\s\S]*「同意」「驳回」/)
  })

  test('what this channel can do is told per chat', async () => {
    const { channel } = await bot({ env: { ...BOT, ...ROBOT } })
    expect(await channel.can('sales')).toEqual({ buttons: true, forms: true, edit: true, files: true, push: true })
    expect(await channel.can('nowhere')).toEqual({ buttons: false, forms: false, edit: false, files: false, push: false })
    expect(await channel.send('k', aMessage({ chatId: 'nowhere' }))).toMatchObject({ state: 'refused', retry: false })
  })
})

describe('a press', () => {
  const approve = { taskId: messageIdOf('k'), key: 'prm1.approve', userid: 'LISI' }

  test('arrives with the address, the person and the chosen options that were offered', async () => {
    const { fake, channel, received } = await bot()
    const choice = {
      id: 'pay',
      label: '付款',
      type: 'choice' as const,
      required: true,
      choices: [
        { id: 'm', label: '月结' },
        { id: 'c', label: '现款' },
      ],
    }
    await channel.send('k', anApproval({ card: aCard({ inputs: [choice] }) }))
    fake.bot.clicks({ ...approve, selected: { pay: 'm', evil: 'x' } })
    fake.bot.clicks({ ...approve, selected: { pay: 'notoffered' } })
    fake.bot.clicks({ ...approve, selected: { pay: '-' }, hideChat: true })
    await until(() => received.length === 3, 'the presses')
    expect(received[0]).toMatchObject({
      chatId: 'sales',
      personId: 'p-li',
      messageId: messageIdOf('k'),
      content: { kind: 'action', promptId: 'prm1', actionId: 'approve', inputs: { pay: 'm' }, cardMessageId: messageIdOf('k') },
    })
    expect(received.slice(1).map((r) => [r.chatId, r.content.kind === 'action' && r.content.inputs])).toEqual([
      ['sales', {}],
      ['sales', {}],
    ])
  })

  test('within five seconds the card shows the decision to everybody, and nothing is pushed', async () => {
    const { fake, channel, whenReceived } = await bot()
    await channel.send('k', anApproval())
    const updated = new Promise((resolve) => {
      whenReceived(() =>
        resolve(
          channel.update('u1', messageIdOf('k'), aMessage({ text: '价格核对：李四 同意', card: settled('李四 同意 · 14:02') })),
        ),
      )
    })
    fake.bot.clicks(approve)
    expect(await updated).toMatchObject({ state: 'accepted', messageId: messageIdOf('k') })
    const [shown] = fake.ledger.cards(GROUP)
    expect(shown?.card).toMatchObject({
      card_type: 'text_notice',
      sub_title_text: '李四 同意 · 14:02',
      task_id: messageIdOf('k'),
    })
    expect(shown?.viewOf.size).toBe(0)
    expect(fake.ledger.in(GROUP)).toHaveLength(1)
  })

  test('decided by words, the result is said, and the old card is put right at the next press', async () => {
    const { fake, channel, received } = await bot()
    await channel.send('k', anApproval())
    await channel.update(
      'u1',
      messageIdOf('k'),
      aMessage({ text: '价格核对：李四 同意 · 14:02', card: settled('李四 同意 · 14:02') }),
    )
    expect(fake.ledger.texts(GROUP)).toEqual(['', '价格核对：李四 同意 · 14:02'])
    expect(fake.ledger.cards(GROUP)[0]?.card).toMatchObject({ card_type: 'button_interaction' })
    fake.bot.clicks(approve)
    await until(() => fake.ledger.cards(GROUP)[0]?.card?.['card_type'] === 'text_notice', 'the card to be put right')
    await until(() => received.length === 1, 'the late press, which the product answers')
  })

  test('a redrawn question comes as a new card, and pressing the old one changes nothing', async () => {
    const { fake, channel, received } = await bot()
    await channel.send('k', anApproval())
    const changed = aCard({ fields: [{ id: 'total', label: '合计', value: '20000.00元' }] })
    expect(await channel.update('u1', messageIdOf('k'), aMessage({ text: '价格核对', card: changed, promptId: 'prm1' }))).toEqual(
      { state: 'accepted', messageId: messageIdOf('k') },
    )
    expect(
      await channel.update('u2', messageIdOf('k'), aMessage({ text: '价格核对', card: changed, promptId: 'prm1' })),
    ).toMatchObject({ state: 'accepted' })
    expect(fake.ledger.cards(GROUP).map((c) => c.card?.['task_id'])).toEqual([messageIdOf('k'), messageIdOf('u1')])
    fake.bot.clicks(approve)
    await until(
      () => fake.ledger.cards(GROUP)[0]?.card?.['card_type'] === 'text_notice',
      'the old card to say that it is outdated',
    )
    fake.bot.clicks({ ...approve, taskId: messageIdOf('u1') })
    await until(() => received.length === 1, 'the press on the new card')
    expect(received[0]?.messageId).toBe(messageIdOf('u1'))
  })

  test('an update after the five seconds is said in words instead', async () => {
    const { fake, channel, received } = await bot({ fake: { clickMs: 1 } })
    await channel.send('k', anApproval())
    fake.bot.clicks(approve)
    await until(() => received.length === 1, 'the press')
    await new Promise((resolve) => setTimeout(resolve, 20))
    await channel.update('u1', messageIdOf('k'), aMessage({ text: '李四 同意', card: settled('李四 同意') }))
    expect(fake.ledger.texts(GROUP)).toEqual(['', '李四 同意'])
  })

  test('a quiet change that cannot be shown is not said in words, and not sent as another card', async () => {
    const { fake, channel } = await bot()
    await channel.send('k', anApproval())
    const changed = aCard({ fields: [{ id: 'total', label: '合计', value: '20000.00元' }] })
    const accepted = { state: 'accepted', messageId: messageIdOf('k') }
    const asks = aMessage({ text: '价格核对', card: changed, promptId: 'prm1' })
    expect(await channel.update('u1', messageIdOf('k'), asks, true)).toEqual(accepted)
    const done = aMessage({ text: '李四 同意', card: settled('李四 同意') })
    expect(await channel.update('u2', messageIdOf('k'), done, true)).toEqual(accepted)
    expect(fake.ledger.texts(GROUP)).toEqual([''])
    expect(fake.ledger.cards(GROUP)).toHaveLength(1)
    // Whoever presses the old card then sees how things stand.
    fake.bot.clicks(approve)
    await until(() => fake.ledger.cards(GROUP)[0]?.card?.['card_type'] === 'text_notice', 'the card to show the end')
  })

  test('a key that is no address of this card is not handed in', async () => {
    const { fake, channel, received } = await bot()
    await channel.send('k', anApproval())
    fake.bot.clicks({ ...approve, key: 'approve' })
    fake.bot.clicks({ ...approve, key: 'other.approve' })
    fake.bot.clicks(approve)
    await until(() => received.length === 1, 'the good press')
    expect(received).toHaveLength(1)
  })
})

describe('with a robot in the group', () => {
  test('plain words with a mention ring through the robot, cards come from the bot and are rung for', async () => {
    const { fake, channel } = await bot({ env: { ...BOT, ...ROBOT } })
    await channel.send(
      'k1',
      aMessage({ text: '李四，提醒一下：订单 GZ-20261124-01 等您处理。', mentions: ['p-li', 'p-unknown'] }),
    )
    await channel.send('k2', anApproval())
    expect(fake.ledger.in(GROUP)).toHaveLength(1)
    await until(() => fake.ledger.in(FAKE.robotKey).length === 2, 'the second mention, three seconds after the first')
    expect(fake.ledger.in(FAKE.robotKey).map((s) => [s.text, s.mentioned])).toEqual([
      ['李四，提醒一下：订单 GZ-20261124-01 等您处理。', ['LiSi']],
      ['李四，请处理【价格核对】，订单 GZ-20261124-01。', ['LiSi']],
    ])
    expect(fake.ledger.in(GROUP)).toHaveLength(1)
  })

  test('a bot that was thrown out of the group is noticed, told about, and the robot speaks for it until it is back', async () => {
    const { fake, channel, alerts } = await bot({ env: { ...BOT, ...ROBOT } })
    fake.bot.removeFromGroup(GROUP)
    expect(await channel.send('k', aMessage())).toMatchObject({ state: 'refused', retry: true })
    expect(alerts.map((a) => a.code)).toEqual(['group-lost'])
    expect(await channel.send('k', aMessage())).toMatchObject({ state: 'accepted' })
    expect(fake.ledger.in(FAKE.robotKey)).toHaveLength(1)
    fake.bot.addGroup(GROUP)
    fake.bot.says({ userid: 'zhangsan', chat: GROUP, text: '@小单 回来了' })
    await until(() => channel.health().lostGroups === 0, 'the group to count as found')
    await channel.send('k2', aMessage({ text: '又能说话了。' }))
    expect(fake.ledger.in(GROUP).map((s) => s.text)).toEqual(['又能说话了。'])
  })
})

test('no secret, address of answers or media key reaches the log', async () => {
  const { fake, channel, received, logged } = await bot({ env: { ...BOT, ...ROBOT } })
  fake.bot.says({ userid: 'zhangsan', chat: GROUP, text: '@小单 电话 13800138000 canary-text' })
  await until(() => received.length === 1, 'the message')
  fake.bot.faults.next('aibot_send_msg', { kind: 'error', code: 40058 }, { kind: 'error', code: 40058 })
  await channel.send('k', anApproval({ text: 'canary-out' }))
  fake.api.faults.next('webhook', { kind: 'lost' })
  await channel.send('k2', aMessage({ mentions: ['p-li'], text: 'canary-out' }))
  fake.bot.cut()
  await until(() => fake.bot.isSubscribed(), 'the connection')
  const lines = logged.join('\n')
  for (const secret of [FAKE.botSecret, FAKE.robotKey, 'SECRET-CANARY', 'canary-text', 'canary-out', '13800138000', '1.2.3.4'])
    expect(lines).not.toContain(secret)
})
