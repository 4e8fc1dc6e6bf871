import { decrypt, getSignature } from '@wecom/crypto'
import { messageIdOf } from '../../../../bot/channels/wecom/encode-message'
import { BOT_PATH } from '../../../../bot/channels/wecom/wecom-routes'
import { FAKE, botCallback } from '../../../support/fake-wecom/fake-wecom'
import { BOT_URL, GROUP, aMessage, anApproval, settled, wecomWorld, type WecomWorld } from './wecom-fixture'

let world: WecomWorld
beforeEach(async () => {
  world = await wecomWorld({ env: BOT_URL })
})
afterEach(() => world.end())

const said = (more: Record<string, unknown> = {}) => ({
  msgid: 'U1',
  aibotid: FAKE.botId,
  chatid: GROUP,
  chattype: 'group',
  from: { userid: 'zhangsan' },
  response_url: `${world.fake.apiUrl}/cgi-bin/aibot/response?response_code=later`,
  msgtype: 'text',
  text: { content: '@小单 进度' },
  ...more,
})
const clicked = (taskId: string) =>
  said({
    msgid: 'E1',
    msgtype: 'event',
    event: {
      eventtype: 'template_card_event',
      template_card_event: { card_type: 'button_interaction', event_key: 'prm1.approve', task_id: taskId, selected_items: {} },
    },
  })

/** Opens our answer as the platform does. */
const opened = (body: string, nonce: string): Record<string, unknown> | undefined => {
  if (body === '') return undefined
  const answer = JSON.parse(body) as { encrypt: string; msgsignature: string; timestamp: number; nonce: string }
  expect(typeof answer.timestamp).toBe('number')
  expect(answer.nonce).toBe(nonce)
  expect(getSignature(FAKE.token, String(answer.timestamp), answer.nonce, answer.encrypt)).toBe(answer.msgsignature)
  const { message, id } = decrypt(FAKE.aesKey, answer.encrypt)
  expect(id).toBe('')
  return JSON.parse(message) as Record<string, unknown>
}

test('what is said in time goes into the answer itself, as a finished stream', async () => {
  world.whenReceived(() => void world.channel.send('k', aMessage({ text: '正在生产。', replyTo: 'U1' })))
  const callback = botCallback(said())
  const reply = await world.post(BOT_PATH, callback)
  expect(reply.statusCode).toBe(200)
  expect(opened(reply.body, callback.nonce)).toMatchObject({ msgtype: 'stream', stream: { finish: true, content: '正在生产。' } })
  expect(world.received).toHaveLength(1)
})

test('a card is a passive answer as well, and its press changes it in the answer to the press', async () => {
  world.whenReceived((inbound) => {
    if (inbound.content.kind === 'text') void world.channel.send('k', anApproval({ replyTo: 'U1' }))
    else void world.channel.update('u', messageIdOf('k'), aMessage({ text: '李四 同意', card: settled('李四 同意') }))
  })
  const first = botCallback(said())
  expect(opened((await world.post(BOT_PATH, first)).body, first.nonce)).toMatchObject({
    msgtype: 'template_card',
    template_card: { task_id: messageIdOf('k') },
  })
  const press = botCallback({ ...clicked(messageIdOf('k')), from: { userid: 'lisi' } })
  expect(opened((await world.post(BOT_PATH, press)).body, press.nonce)).toMatchObject({
    response_type: 'update_template_card',
    template_card: { card_type: 'text_notice', task_id: messageIdOf('k'), sub_title_text: '李四 同意' },
  })
})

test('silence is an empty answer; what comes later uses the answer address, once', async () => {
  const reply = await world.post(BOT_PATH, botCallback(said()))
  expect([reply.statusCode, reply.body]).toEqual([200, ''])
  expect(await world.channel.send('k', aMessage({ text: '现在有了。', replyTo: 'U1' }))).toMatchObject({ state: 'accepted' })
  expect(world.fake.ledger.texts('later')).toEqual(['现在有了。'])
  expect(await world.channel.send('k2', aMessage({ text: '再来一条。', replyTo: 'U1' }))).toMatchObject({
    state: 'refused',
    retry: false,
    reason: expect.stringContaining('不能主动推送'),
  })
  expect((await world.channel.can('sales')).push).toBe(false)
})

test('an answer address of a foreign host is not used', async () => {
  await world.post(BOT_PATH, botCallback(said({ response_url: 'http://169.254.169.254/x' })))
  expect(await world.channel.send('k', aMessage({ replyTo: 'U1' }))).toMatchObject({ state: 'refused' })
})

test('a poll of a stream is answered with the whole text again', async () => {
  world.whenReceived(() => void world.channel.send('k', aMessage({ text: '正在生产。', replyTo: 'U1' })))
  const first = botCallback(said())
  const stream = opened((await world.post(BOT_PATH, first)).body, first.nonce)?.['stream'] as { id: string }
  const poll = botCallback({ msgid: 'P1', from: { userid: 'zhangsan' }, msgtype: 'stream', stream: { id: stream.id } })
  expect(opened((await world.post(BOT_PATH, poll)).body, poll.nonce)).toMatchObject({
    stream: { content: '正在生产。', finish: true },
  })
})

test('forged, foreign and empty bodies are refused', async () => {
  const good = botCallback(said())
  expect((await world.post(BOT_PATH, { ...good, body: good.body.replace('"encrypt":"', '"encrypt":"A') })).statusCode).toBe(403)
  expect((await world.post(BOT_PATH, { ...good, body: '{' })).statusCode).toBe(403)
  expect((await world.post(BOT_PATH, { ...good, body: 'null' })).statusCode).toBe(403)
  expect(world.received).toEqual([])
})
