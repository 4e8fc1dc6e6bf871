import { PassThrough } from 'node:stream'
import { eventStream } from '../../../../bot/channels/sandbox/event-stream'
import { anApprovalCard, aSandbox, type Sandbox } from './sandbox-fixture'

let sandbox: Sandbox | undefined
afterEach(async () => {
  await sandbox?.app.close()
  sandbox = undefined
})

interface Heard {
  id: string
  event: string
  data: unknown
}

/** Listens like a browser, until `count` events were heard. */
async function listen(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/sandbox/api/events`, { headers })
  if (!response.body) throw new Error('no body')
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const heard = (): Heard[] =>
    text
      .split('\n\n')
      .slice(0, -1)
      .flatMap((frame) => {
        const part = (name: string) =>
          frame
            .split('\n')
            .find((l) => l.startsWith(`${name}: `))
            ?.slice(name.length + 2)
        const event = part('event')
        return event ? [{ id: part('id') ?? '', event, data: JSON.parse(part('data') ?? 'null') as unknown }] : []
      })
  const until = async (count: number): Promise<Heard[]> => {
    while (heard().length < count) {
      const { value, done } = await reader.read()
      if (done) break
      text += value
    }
    return heard()
  }
  const toEnd = async (): Promise<Heard[]> => until(Number.POSITIVE_INFINITY)
  return { response, until, toEnd }
}

const started = async () => {
  sandbox = await aSandbox()
  return { ...sandbox, url: await sandbox.app.listen({ port: 0, host: '127.0.0.1' }) }
}

test('people, the bot, changed cards and the clock are heard by everybody who listens', async () => {
  const { url, channel } = await started()
  const [one, two] = [await listen(url), await listen(url)]
  expect(one.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  await fetch(`${url}/sandbox/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chatId: 'intake', fromId: 'wang', text: '第一行\n第二行' }),
  })
  const outbound = { chatId: 'intake', text: '请审批', mentions: ['chen'], card: anApprovalCard(), promptId: 'p1' }
  const sent = await channel.send('k1', outbound)
  // Delivered again after a crash: the same key is the same message, and is not announced twice.
  expect(await channel.send('k1', outbound)).toEqual(sent)
  await channel.update('k2', sent.state === 'accepted' ? sent.messageId : '', {
    ...outbound,
    text: '已审批',
    card: anApprovalCard({ state: 'done' }),
  })
  await fetch(`${url}/sandbox/api/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"advance":"PT1H"}',
  })
  for (const listener of [one, two]) {
    expect(await listener.until(4)).toEqual([
      { id: expect.any(String), event: 'message', data: expect.objectContaining({ fromId: 'wang', text: '第一行\n第二行' }) },
      {
        id: expect.any(String),
        event: 'message',
        data: expect.objectContaining({ fromId: 'bot', text: '请审批', card: anApprovalCard(), mentions: ['chen'] }),
      },
      {
        id: expect.any(String),
        event: 'message-updated',
        data: expect.objectContaining({ text: '已审批', updatedAt: expect.any(String) }),
      },
      { id: expect.any(String), event: 'clock', data: { now: '2024-11-25T10:00:00+08:00' } },
    ])
  }
})

test('who comes back hears what was missed; an id of an earlier run is no trouble', async () => {
  const { url, channel } = await started()
  const first = await listen(url)
  for (const n of ['1', '2', '3']) await channel.send(n, { chatId: 'intake', text: n, mentions: [] })
  const [one] = await first.until(3)
  const back = await listen(url, { 'last-event-id': one?.id ?? '' })
  expect((await back.until(2)).map((e) => e.data)).toMatchObject([{ text: '2' }, { text: '3' }])
  for (const odd of ['other-99', '-', 'nonsense', '中'.replace(/./, '%E4')]) {
    const fresh = await listen(url, { 'last-event-id': odd })
    await channel.send(`after ${odd}`, { chatId: 'intake', text: odd, mentions: [] })
    expect((await fresh.until(1))[0]?.data).toMatchObject({ text: odd })
  }
})

test('connections end when the server stops', async () => {
  const { url, app } = await started()
  const listener = await listen(url)
  await app.close()
  expect(await listener.toEnd()).toEqual([])
})

test('a replaced world is announced', async () => {
  const { url } = await started()
  const listener = await listen(url)
  const world = await (await fetch(`${url}/sandbox/api/world`)).text()
  await fetch(`${url}/sandbox/api/world`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: world })
  expect((await listener.until(2)).map((e) => e.event)).toEqual(['world', 'clock'])
})

test('a listener that is gone is forgotten, one too many is refused', async () => {
  const stream = eventStream({ runId: 'r', maxListeners: 2 })
  const [a, b, c] = [new PassThrough(), new PassThrough(), new PassThrough()]
  expect([stream.add(a), stream.add(b), stream.add(c)]).toEqual([true, true, false])
  a.destroy()
  await new Promise((resolve) => setImmediate(resolve))
  expect([stream.size(), stream.add(c)]).toEqual([1, true])
  stream.close()
})

test('a listener that reads nothing does not fill the memory', () => {
  const stream = eventStream({ runId: 'r' })
  const stuck = new PassThrough()
  stream.add(stuck)
  for (let i = 0; i < 10; i++) stream.publish('message', 'x'.repeat(1_000_000))
  expect([stream.size(), stuck.destroyed]).toEqual([0, true])
  stream.close()
})

test('a silent connection is kept alive by comments', async () => {
  const stream = eventStream({ runId: 'r', heartbeatMs: 5 })
  const out = new PassThrough()
  stream.add(out)
  let text = ''
  for await (const chunk of out) {
    text += String(chunk)
    if (text.includes(': still here\n\n')) break
  }
  expect(text).toContain(': still here')
  stream.close()
})

describe('the channel', () => {
  test('refuses a message to a chat that is gone, and a change of a message that is gone', async () => {
    const { channel } = await started()
    expect(await channel.update('k', 'm99', { chatId: 'intake', text: '', mentions: [] })).toMatchObject({
      state: 'refused',
      retry: false,
    })
    expect(await channel.can('intake')).toEqual({ buttons: true, forms: true, edit: true, files: true, push: true })
  })

  test('shows the files of the bot under the links the API serves', async () => {
    const { app, channel, deps, url } = await started()
    const { ref } = await deps.vault.put(Buffer.from('%PDF-1.7'), 'application/pdf', '订货确认书.pdf')
    await channel.send('k', {
      chatId: 'intake',
      text: '确认书',
      mentions: [],
      attachments: [{ name: '订货确认书.pdf', mimeType: 'application/pdf', ref }],
    })
    const { messages } = (await app.inject('/sandbox/api/chats/intake/messages')).json()
    const file = await fetch(url + messages[0].attachments[0].url)
    expect([await file.text(), file.headers.get('content-type')]).toEqual(['%PDF-1.7', 'application/pdf'])
  })
})
