import { aSandbox, type Sandbox } from './sandbox-fixture'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await aSandbox()
})
afterEach(() => sandbox.app.close())

const post = (payload: object, headers: Record<string, string> = {}) =>
  sandbox.app.inject({ method: 'POST', url: '/sandbox/api/messages', payload, headers })
const list = async (chatId: string, query = '') =>
  (await sandbox.app.inject(`/sandbox/api/chats/${chatId}/messages${query}`)).json()

describe('saying something in a chat', () => {
  test('stores the message, hands it in, and gives its id', async () => {
    const answer = await post({ chatId: 'intake', fromId: 'wang', text: '双胶纸 120令', mentions: ['bot', 'li', 'li'] })
    expect(answer.statusCode).toBe(202)
    const { messageId } = answer.json()
    expect(await list('intake')).toEqual({
      messages: [
        {
          id: messageId,
          chatId: 'intake',
          fromId: 'wang',
          at: '2024-11-25T09:00:00+08:00',
          text: '双胶纸 120令',
          mentions: ['bot', 'li'],
          attachments: [],
        },
      ],
    })
    expect(sandbox.received).toEqual([
      {
        id: `sandbox:${messageId}`,
        channel: 'sandbox',
        chatId: 'intake',
        personId: 'wang',
        messageId,
        mentions: ['bot', 'li'],
        at: '2024-11-25T09:00:00+08:00',
        content: { kind: 'text', text: '双胶纸 120令', attachments: [] },
      },
    ])
  })

  test('keeps what it quotes', async () => {
    const first = (await post({ chatId: 'intake', fromId: 'wang', text: '一' })).json().messageId
    await post({ chatId: 'intake', fromId: 'li', text: '二', replyTo: first })
    expect(sandbox.received[1]?.replyTo).toBe(first)
    expect((await list('intake', '?after=')).messages).toHaveLength(2)
    expect(
      (await list('intake', `?after=${first}`)).messages.map((m: { text: string; replyTo: string }) => [m.text, m.replyTo]),
    ).toEqual([['二', first]])
  })

  test('keeps an attached file and serves it back unchanged', async () => {
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255])
    await post({
      chatId: 'intake',
      fromId: 'wang',
      attachments: [{ name: '图 (1).png', mimeType: 'image/png', base64: bytes.toString('base64') }],
    })
    const [message] = (await list('intake')).messages
    expect(message.attachments).toEqual([
      { name: '图 (1).png', mimeType: 'image/png', url: expect.stringMatching(/^\/sandbox\/api\/files\//) },
    ])
    const file = await sandbox.app.inject(message.attachments[0].url)
    expect(file.rawPayload).toEqual(bytes)
    expect(file.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-disposition': "inline; filename*=UTF-8''%E5%9B%BE%20%281%29.png",
    })
    expect(sandbox.received[0]?.content).toMatchObject({
      attachments: [{ name: '图 (1).png', sizeBytes: 6, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    })
  })

  test.each(['text/html', 'image/svg+xml', 'text/javascript', 'application/xhtml+xml', 'text/xml', 'IMAGE/SVG+XML'])(
    'never lets a stored %s run as a page',
    async (mimeType) => {
      await post({
        chatId: 'intake',
        fromId: 'wang',
        attachments: [{ name: 'x.html', mimeType, base64: Buffer.from('<script>1</script>').toString('base64') }],
      })
      const file = await sandbox.app.inject((await list('intake')).messages[0].attachments[0].url)
      expect(file.headers['content-type']).toBe('application/octet-stream')
      expect(file.headers['content-disposition']).toMatch(/^attachment;/)
      expect(file.headers['content-security-policy']).toContain('sandbox')
    },
  )

  test('answers only after the message was handed in', async () => {
    await sandbox.channel.stop()
    let stored = false
    await sandbox.channel.start(async () => {
      await new Promise((resolve) => setImmediate(resolve))
      stored = true
      return 'new'
    })
    await post({ chatId: 'intake', fromId: 'wang', text: '你好' })
    expect(stored).toBe(true)
  })

  test('answers 503 before it was started, and a second try with the same key is not a second message', async () => {
    const key = { 'idempotency-key': 'k' }
    await sandbox.channel.stop()
    const early = await post({ chatId: 'intake', fromId: 'wang', text: '你好' }, key)
    expect([early.statusCode, early.json().error.code]).toEqual([503, 'NOT_READY'])
    await sandbox.channel.start(async (inbound) => {
      sandbox.received.push(inbound)
      return 'new'
    })
    expect((await post({ chatId: 'intake', fromId: 'wang', text: '你好' }, key)).statusCode).toBe(202)
    expect((await list('intake')).messages).toHaveLength(1)
    expect(sandbox.received).toHaveLength(1)
  })

  test('the same text twice is two messages, but one with the same Idempotency-Key', async () => {
    const body = { chatId: 'intake', fromId: 'wang', text: '好' }
    const ids = [
      await post(body),
      await post(body),
      await post(body, { 'idempotency-key': 'a' }),
      await post(body, { 'idempotency-key': 'a' }),
    ].map((r) => r.json().messageId)
    expect(new Set(ids).size).toBe(3)
    expect(ids[2]).toBe(ids[3])
    expect(sandbox.received).toHaveLength(3)
  })
})

const raw = (payload: string, type = 'application/json') =>
  sandbox.app.inject({ method: 'POST', url: '/sandbox/api/messages', payload, headers: { 'content-type': type } })

describe('refusing a bad message', () => {
  const good = { chatId: 'intake', fromId: 'wang', text: '你好' }
  const file = (base64: string) => ({ ...good, attachments: [{ name: 'a', mimeType: 'image/png', base64 }] })
  test.each([
    ['an unknown chat', { ...good, chatId: 'nowhere' }, 404, 'CHAT_UNKNOWN', 'chatId'],
    ['an unknown sender', { ...good, fromId: 'nobody' }, 404, 'PERSON_UNKNOWN', 'fromId'],
    ['the bot as sender', { ...good, fromId: 'bot' }, 404, 'PERSON_UNKNOWN', 'fromId'],
    ['a sender who is not in the chat', { ...good, fromId: 'he' }, 403, 'NOT_A_MEMBER', 'fromId'],
    ['an unknown mention', { ...good, mentions: ['li', 'nobody'] }, 404, 'PERSON_UNKNOWN', 'mentions.1'],
    ['an unknown quote', { ...good, replyTo: 'm99' }, 404, 'MESSAGE_UNKNOWN', 'replyTo'],
    ['nothing said', { ...good, text: ' \n' }, 400, 'MESSAGE_EMPTY', 'text'],
    ['a missing member', { chatId: 'intake', text: 'x' }, 400, 'BODY_INVALID', 'fromId'],
    ['a wrong type', { ...good, mentions: 'li' }, 400, 'BODY_INVALID', 'mentions'],
    ['an unknown member', { ...good, txet: '?' }, 400, 'UNKNOWN_KEY', 'txet'],
    ['a text without end', { ...good, text: '长'.repeat(20_001) }, 400, 'BODY_INVALID', 'text'],
    ['a broken file', file('a$b='), 400, 'FILE_NOT_BASE64', 'attachments.0.base64'],
    ['an empty file', file(''), 400, 'FILE_EMPTY', 'attachments.0.base64'],
    ['a file over 20 MB', file(Buffer.alloc(20_000_001).toString('base64')), 400, 'FILE_TOO_LARGE', 'attachments.0.base64'],
  ])('refuses %s and stores nothing', async (_what, body, status, code, path) => {
    const answer = await post(body)
    expect([answer.statusCode, answer.json()]).toEqual([
      status,
      { error: { code, message: expect.stringMatching(/\p{Script=Han}/u), path } },
    ])
    expect(sandbox.received).toHaveLength(0)
    expect((await list('intake')).messages).toHaveLength(0)
  })

  test('refuses a quote of a message in another chat', async () => {
    const { messageId } = (await post({ chatId: 'jc', fromId: 'he', text: '在吗' })).json()
    expect((await post({ ...good, replyTo: messageId })).json().error.code).toBe('MESSAGE_UNKNOWN')
  })

  test('refuses what is no JSON, and a body over 30 MB', async () => {
    expect((await raw('{"chatId":')).json().error.code).toBe('JSON_INVALID')
    const big = await raw(JSON.stringify({ text: 'x'.repeat(30_000_001) }))
    expect([big.statusCode, big.json().error.code]).toEqual([413, 'BODY_TOO_LARGE'])
    const plain = await raw('hello', 'text/plain')
    expect([plain.statusCode, plain.json().error.code]).toEqual([415, 'CONTENT_TYPE_UNSUPPORTED'])
  })

  test('refuses to list an unknown chat, or after a message that is not there', async () => {
    expect((await list('nowhere')).error.code).toBe('CHAT_UNKNOWN')
    expect((await list('intake', '?after=m9')).error.code).toBe('MESSAGE_UNKNOWN')
  })
})

test('an internal fault is told without its details', async () => {
  await sandbox.app.close()
  sandbox = await aSandbox({
    directory: async () => {
      throw new Error('secret path /data')
    },
  })
  const answer = await post({ chatId: 'intake', fromId: 'wang', text: 'x' })
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toContain('secret')
})
