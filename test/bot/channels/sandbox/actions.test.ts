import type { Card } from '../../../../domain/cards/card'
import { anApprovalCard, aSandbox, type Sandbox } from './sandbox-fixture'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await aSandbox()
})
afterEach(() => sandbox.app.close())

const sendCard = async (card: Card = anApprovalCard(), promptId: string | undefined = 'p1'): Promise<string> => {
  const delivery = await sandbox.channel.send('key', {
    chatId: 'intake',
    text: '请审批',
    mentions: [],
    card,
    ...(promptId ? { promptId } : {}),
  })
  return delivery.state === 'accepted' ? delivery.messageId : ''
}
const press = (payload: object, headers: Record<string, string> = {}) =>
  sandbox.app.inject({ method: 'POST', url: '/sandbox/api/actions', payload, headers })
const PNG = `data:image/png;base64,${Buffer.from('picture').toString('base64')}`

test('a press is handed in with the address of its prompt and the given inputs', async () => {
  const messageId = await sendCard()
  const answer = await press({ messageId, actionId: 'approve', fromId: 'chen', inputs: { note: '可以' } })
  expect([answer.statusCode, answer.json()]).toEqual([202, { accepted: true }])
  expect(sandbox.received).toEqual([
    expect.objectContaining({
      channel: 'sandbox',
      chatId: 'intake',
      personId: 'chen',
      messageId,
      content: { kind: 'action', promptId: 'p1', actionId: 'approve', inputs: { note: '可以' }, cardMessageId: messageId },
    }),
  ])
})

test('the messages of the API do not show the address of the prompt', async () => {
  await sendCard()
  expect((await sandbox.app.inject('/sandbox/api/chats/intake/messages')).body).not.toContain('promptId')
})

test('pressing twice is two presses, but one with the same Idempotency-Key, even when the card is settled by then', async () => {
  const messageId = await sendCard()
  const body = { messageId, actionId: 'approve', fromId: 'chen' }
  await press(body)
  await press(body)
  expect(new Set(sandbox.received.map((r) => r.id)).size).toBe(2)
  await press(body, { 'idempotency-key': 'once' })
  await sandbox.channel.update('k2', messageId, {
    chatId: 'intake',
    text: '',
    mentions: [],
    card: anApprovalCard({ state: 'done', actions: [], inputs: [] }),
  })
  expect((await press(body, { 'idempotency-key': 'once' })).statusCode).toBe(202)
  expect((await press(body, { 'idempotency-key': 'other' })).statusCode).toBe(409)
  expect(sandbox.received).toHaveLength(3)
})

describe('file inputs', () => {
  test('a data URL is stored in the vault and handed in by its key', async () => {
    const messageId = await sendCard()
    await press({ messageId, actionId: 'approve', fromId: 'chen', inputs: { photo: PNG } })
    const content = sandbox.received[0]?.content
    const ref = content?.kind === 'action' ? (content.inputs['photo'] ?? '') : ''
    expect(ref).toMatch(/^vault:/)
    expect(await sandbox.deps.vault.get(ref.slice(6))).toMatchObject({ mimeType: 'image/png', name: '签字照片.png' })
  })

  test('the id of a message stands for the file it carries', async () => {
    const cardId = await sendCard()
    const withFile = await sandbox.app.inject({
      method: 'POST',
      url: '/sandbox/api/messages',
      payload: {
        chatId: 'intake',
        fromId: 'chen',
        attachments: [{ name: '章.png', mimeType: 'image/png', base64: 'cGljdHVyZQ==' }],
      },
    })
    await press({ messageId: cardId, actionId: 'approve', fromId: 'chen', inputs: { photo: withFile.json().messageId } })
    expect(sandbox.received[1]?.content).toMatchObject({ inputs: { photo: expect.stringMatching(/^vault:/) } })
  })

  test('a file of a chat the person cannot read is not theirs to give', async () => {
    const cardId = await sendCard()
    const { messageId } = (
      await sandbox.app.inject({
        method: 'POST',
        url: '/sandbox/api/messages',
        payload: { chatId: 'jc', fromId: 'he', attachments: [{ name: '章.png', mimeType: 'image/png', base64: 'cGljdHVyZQ==' }] },
      })
    ).json()
    expect(
      (await press({ messageId: cardId, actionId: 'approve', fromId: 'chen', inputs: { photo: messageId } })).json().error.code,
    ).toBe('INPUT_NOT_A_FILE')
  })

  test.each(['just words', 'vault:unknown', 'm99'])('%s is refused as a file', async (photo) => {
    const messageId = await sendCard()
    const answer = await press({ messageId, actionId: 'approve', fromId: 'chen', inputs: { photo } })
    expect([answer.statusCode, answer.json().error]).toEqual([
      400,
      expect.objectContaining({ code: 'INPUT_NOT_A_FILE', path: 'inputs.photo' }),
    ])
    expect(sandbox.received).toHaveLength(0)
  })
})

describe('a press that is not taken', () => {
  test.each([
    ['unknown message', { messageId: 'm99', actionId: 'approve', fromId: 'chen' }, 404, 'MESSAGE_UNKNOWN'],
    ['unknown person', { actionId: 'approve', fromId: 'nobody' }, 404, 'PERSON_UNKNOWN'],
    ['a button the card does not have', { actionId: 'ship', fromId: 'chen' }, 409, 'ACTION_GONE'],
    ['somebody who is not in the chat', { actionId: 'approve', fromId: 'he' }, 403, 'NOT_A_MEMBER'],
    ['inputs that are no texts', { actionId: 'approve', fromId: 'chen', inputs: { note: 5 } }, 400, 'BODY_INVALID'],
    ['an endless text', { actionId: 'approve', fromId: 'chen', inputs: { note: 'x'.repeat(2001) } }, 400, 'INPUT_TOO_LONG'],
  ])('%s', async (_what, body, status, code) => {
    const messageId = await sendCard()
    const answer = await press({ messageId, ...body })
    expect([answer.statusCode, answer.json().error.code]).toEqual([status, code])
    expect(sandbox.received).toHaveLength(0)
  })

  test.each([
    ['a settled card', anApprovalCard({ state: 'done' }), 'p1'],
    ['an expired card', anApprovalCard({ state: 'expired' }), 'p1'],
    ['a card without a prompt behind it', anApprovalCard(), ''],
  ])('%s answers 409', async (_what, card, promptId) => {
    const answer = await press({ messageId: await sendCard(card, promptId), actionId: 'approve', fromId: 'chen' })
    expect([answer.statusCode, answer.json().error.code]).toEqual([409, 'ACTION_GONE'])
  })

  test.each([
    ['forbidden', 403, 'ACTION_FORBIDDEN'],
    ['gone', 409, 'ACTION_GONE'],
  ] as const)('%s by the rules, in their words', async (refused, status, code) => {
    await sandbox.app.close()
    const asked: unknown[] = []
    sandbox = await aSandbox({
      mayPress: async (input) => {
        asked.push(input)
        return { refused, message: '这一步由客服主管审批' }
      },
    })
    const answer = await press({ messageId: await sendCard(), actionId: 'approve', fromId: 'wang' })
    expect([answer.statusCode, answer.json()]).toEqual([status, { error: { code, message: '这一步由客服主管审批' } }])
    expect(asked).toEqual([{ promptId: 'p1', actionId: 'approve', personId: 'wang' }])
    expect(sandbox.received).toHaveLength(0)
  })
})
