import type { Inbound } from '../../../../domain/message'
import { aMessage, BOT, until, wecomWorld, type WecomWorld } from './wecom-fixture'

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n')
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])

describe('what a colleague sends the bot privately', () => {
  let world: WecomWorld
  beforeEach(async () => {
    world = await wecomWorld({ env: BOT })
  })
  afterEach(() => world.end())

  async function heard(content: Record<string, unknown>): Promise<Inbound> {
    const before = world.received.length
    world.fake.bot.says({ userid: 'zhangsan', content })
    await until(() => world.received.length > before, 'the message')
    const inbound = world.received.at(-1)
    if (!inbound) throw new Error('nothing arrived')
    return inbound
  }
  const media = (bytes: Buffer, name: string): { url: string; aeskey: string } => {
    const { body, aeskey } = world.fake.bot.encrypt(bytes)
    world.fake.api.addFile(name, body, name)
    return { url: world.fake.mediaUrl(encodeURIComponent(name)), aeskey }
  }
  const filesOf = ({ content }: Inbound): string[][] =>
    content.kind === 'text' ? content.attachments.map((a) => [a.name, a.mimeType]) : []

  test('a voice message arrives as the words the platform heard', async () => {
    const { chatId, content } = await heard({ msgtype: 'voice', voice: { content: '锦程印刷双胶纸六十令下周三交' } })
    expect(chatId).toBe('dm-zhang')
    expect(content).toEqual({ kind: 'text', text: '锦程印刷双胶纸六十令下周三交', attachments: [] })
  })

  test('a file, a picture and a video arrive decrypted, each named by what it is', async () => {
    expect(filesOf(await heard({ msgtype: 'file', file: media(PDF, 'order.pdf') }))).toEqual([['order.pdf', 'application/pdf']])
    expect(filesOf(await heard({ msgtype: 'image', image: media(PNG, 'photo') }))).toEqual([
      [expect.stringMatching(/\.png$/), 'image/png'],
    ])
    const stored = [...world.vault.files.values()].map((f) => Buffer.from(f.bytes).toString('hex'))
    expect(stored).toEqual([PDF.toString('hex'), PNG.toString('hex')])
    const clip = await heard({ msgtype: 'video', video: media(Buffer.from('....ftypmp42....'), 'clip.mp4') })
    expect(filesOf(clip)).toHaveLength(1)
  })

  test('a quoted picture or file says nothing, quoted words are found again', async () => {
    await world.channel.send('k', aMessage({ chatId: 'dm-zhang', text: '订单 GZ-20261124-01 已录好。' }))
    world.fake.bot.says({
      userid: 'zhangsan',
      text: '数量改成100',
      quote: { msgtype: 'text', text: { content: '订单 GZ-20261124-01 已录好。' } },
    })
    await until(() => world.received.length === 1, 'the reply')
    expect(world.received[0]?.replyTo).toBeDefined()
    world.fake.bot.says({ userid: 'zhangsan', text: '这张', quote: { msgtype: 'image', image: { url: 'https://x' } } })
    await until(() => world.received.length === 2, 'the second reply')
    expect(world.received[1]?.replyTo).toBeUndefined()
  })

  test('somebody who never wrote to the bot cannot be written to: this is said in words that help', async () => {
    await world.identities.bind('direct', 'wangwu', 'dm-wang')
    const delivery = await world.channel.send('k', aMessage({ chatId: 'dm-wang' }))
    expect(delivery).toMatchObject({
      state: 'refused',
      retry: false,
      reason: expect.stringContaining('先给机器人发一句话') as string,
    })
    expect(world.alerts.map((a) => a.code)).toEqual(['member-lost'])
  })
})
