import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { encrypt, getSignature } from '@wecom/crypto'
import { fakeApi, type FakeApiOptions } from './fake-api'
import { fakeBot, type FakeBotOptions } from './fake-bot'
import { ledger } from './ledger'

export const FAKE = {
  botId: 'aib-FAKE-0001',
  botSecret: 'bot-secret-canary',
  corpId: 'ww0000000000000001',
  agentId: 1000002,
  appSecret: 'app-secret-canary',
  token: 'callbackToken1',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  robotKey: 'robotkey-0001-canary',
} as const

const MINUTE_AND_HOUR = [
  { ms: 60_000, most: 30 },
  { ms: 3_600_000, most: 1000 },
]

/** A whole WeCom on loopback: WebSocket and HTTP on one port, with a ledger of what everybody sees. */
export async function fakeWecom(options: Partial<FakeApiOptions & FakeBotOptions> = {}) {
  const shown = ledger()
  const api = fakeApi({
    corpId: FAKE.corpId,
    secret: FAKE.appSecret,
    agentId: FAKE.agentId,
    ledger: shown,
    webhookKeys: [FAKE.robotKey],
    robotLimits: [{ ms: 60_000, most: 20 }],
    memberLimits: MINUTE_AND_HOUR,
    appHears: true,
    ...options,
  })
  const server = createServer((request, response) => {
    api.handle(request, response).catch(() => response.destroy())
  })
  const bot = fakeBot(server, {
    botId: FAKE.botId,
    kickCloseMs: 50,
    limits: MINUTE_AND_HOUR,
    clickMs: 5_000,
    ledger: shown,
    ...options,
    secret: FAKE.botSecret,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const host = `127.0.0.1:${port}`

  return {
    host,
    apiUrl: `http://${host}`,
    wsUrl: `ws://${host}/ws`,
    api,
    bot,
    ledger: shown,
    mediaUrl: (id: string) => `http://${host}/media/${id}`,
    async close(): Promise<void> {
      bot.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type FakeWecom = Awaited<ReturnType<typeof fakeWecom>>

export interface Callback {
  query: string
  body: string
}

const nowSeconds = (): string => String(Math.floor(Date.now() / 1000))

/** An app callback in its envelope, made with the platform's own package. Each call encrypts anew, as a repeat does. */
export function appCallback(
  xml: string,
  {
    token = FAKE.token,
    aesKey = FAKE.aesKey,
    receiveId = FAKE.corpId,
    timestamp = nowSeconds(),
  }: { token?: string; aesKey?: string; receiveId?: string; timestamp?: string } = {},
): Callback {
  const nonce = randomBytes(5).toString('hex')
  const sealed = encrypt(aesKey, xml, receiveId)
  const signature = getSignature(token, timestamp, nonce, sealed)
  return {
    query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }).toString(),
    body: `<xml><ToUserName><![CDATA[${receiveId}]]></ToUserName><AgentID><![CDATA[${FAKE.agentId}]]></AgentID><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`,
  }
}

/** A callback of the AI bot in URL mode. */
export function botCallback(body: unknown, timestamp = nowSeconds()): Callback & { nonce: string } {
  const nonce = randomBytes(5).toString('hex')
  const sealed = encrypt(FAKE.aesKey, JSON.stringify(body), '')
  const signature = getSignature(FAKE.token, timestamp, nonce, sealed)
  return {
    nonce,
    query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }).toString(),
    body: JSON.stringify({ encrypt: sealed }),
  }
}

const tag = (name: string, value: string | number): string =>
  typeof value === 'number' ? `<${name}>${value}</${name}>` : `<${name}><![CDATA[${value}]]></${name}>`

/** The plain XML of a text message to the app. */
export const textXml = (m: { userid: string; text: string; msgId: string; time?: number }): string =>
  `<xml>${tag('ToUserName', FAKE.corpId)}${tag('FromUserName', m.userid)}${tag('CreateTime', m.time ?? Number(nowSeconds()))}${tag('MsgType', 'text')}${tag('Content', m.text)}<MsgId>${m.msgId}</MsgId>${tag('AgentID', FAKE.agentId)}</xml>`

/** The plain XML of a press on an app's card. */
export const pressXml = (p: {
  userid: string
  key: string
  taskId: string
  responseCode?: string
  time?: number
  selected?: Record<string, string>
}): string => {
  const items = Object.entries(p.selected ?? {})
    .map(([q, o]) => `<SelectedItem>${tag('QuestionKey', q)}<OptionIds>${tag('OptionId', o)}</OptionIds></SelectedItem>`)
    .join('')
  return (
    `<xml>${tag('ToUserName', FAKE.corpId)}${tag('FromUserName', p.userid)}${tag('CreateTime', p.time ?? Number(nowSeconds()))}${tag('MsgType', 'event')}` +
    `${tag('Event', 'template_card_event')}${tag('EventKey', p.key)}${tag('TaskId', p.taskId)}${tag('CardType', 'button_interaction')}${tag('ResponseCode', p.responseCode ?? 'RC')}` +
    `<SelectedItems>${items}</SelectedItems>${tag('AgentID', FAKE.agentId)}</xml>`
  )
}
