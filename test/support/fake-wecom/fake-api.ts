import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { checkCard } from './check-card'
import { faults, windows } from './faults'
import type { Ledger } from './ledger'

type Json = Record<string, unknown>
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})

export interface FakeApiOptions {
  corpId: string
  secret: string
  agentId: number
  ledger: Ledger
  webhookKeys: string[]
  robotLimits: { ms: number; most: number }[]
  memberLimits: { ms: number; most: number }[]
  /** The app has an address for callbacks. */
  appHears: boolean
}

/** The HTTP API of WeCom: tokens, application messages, card updates, media, identity conversion, group robots. */
export function fakeApi(options: FakeApiOptions) {
  const { ledger } = options
  const wrong = faults()
  const tokens = new Set<string>()
  const members = new Set<string>()
  const codes = new Map<string, { taskId: string; usable: boolean }>()
  const openIds = new Map<string, string>()
  const media = new Map<string, { name: string; bytes: Buffer; key?: string }>()
  const files = new Map<string, { body: Buffer; name: string }>()
  const tasks = new Set<string>()
  const sentBodies = new Map<string, string>()
  const robotWindow = windows(options.robotLimits)
  const memberWindow = windows(options.memberLimits)
  const calls: { path: string; body: string }[] = []
  let tokenCalls = 0
  let serial = 0
  let silentlyDropped = 0

  const newCode = (taskId: string): string => {
    const code = `CODE-${randomBytes(6).toString('hex')}`
    codes.set(code, { taskId, usable: true })
    return code
  }

  function send(body: Json, raw: string): Json {
    const userid = String(body['touser'] ?? '')
    if (body['agentid'] !== options.agentId) return { errcode: 40056 }
    if (!members.has(userid.toLowerCase())) return { errcode: 81013, invaliduser: userid }
    const type = String(body['msgtype'])
    if (body['enable_duplicate_check'] === 1 && sentBodies.has(raw)) return { errcode: 0, msgid: sentBodies.get(raw) }
    const msgid = `m${(serial += 1)}`
    sentBodies.set(raw, msgid)
    if (!memberWindow.take(userid)) {
      silentlyDropped += 1
      return { errcode: 0, msgid }
    }
    if (type === 'text') {
      const text = String(object(body['text'])['content'] ?? '')
      if (Buffer.byteLength(text) > 2048) ledger.violations.push(`app text: ${Buffer.byteLength(text)} bytes`)
      ledger.show({ by: 'app', chat: userid, type, text: Buffer.from(text).subarray(0, 2048).toString() })
      return { errcode: 0, msgid }
    }
    if (type === 'template_card') {
      const card = object(body['template_card'])
      const verdict = checkCard(card, 'app')
      ledger.violations.push(...verdict.violations)
      if (verdict.code !== 0) return { errcode: verdict.code }
      const interactive = String(card['card_type']).endsWith('_interaction')
      if (interactive && !options.appHears) return { errcode: 43012 }
      const task = String(card['task_id'] ?? '')
      // A used task id answers 0 and shows nothing.
      if (task && tasks.has(task)) return { errcode: 0, msgid }
      tasks.add(task)
      ledger.show({ by: 'app', chat: userid, type, text: '', card })
      return { errcode: 0, msgid, ...(interactive ? { response_code: newCode(task) } : {}) }
    }
    if (type === 'file' || type === 'image') {
      const mediaId = String(object(body[type])['media_id'])
      if (!media.has(mediaId)) return { errcode: 40007 }
      ledger.show({ by: 'app', chat: userid, type, text: media.get(mediaId)?.name ?? '', mediaId })
      return { errcode: 0, msgid }
    }
    return { errcode: 40008 }
  }

  function updateCard(body: Json): Json {
    const code = codes.get(String(body['response_code']))
    if (!code?.usable) return { errcode: 40058 }
    const card = object(body['template_card'])
    const verdict = checkCard(card, 'app', true)
    ledger.violations.push(...verdict.violations)
    if (verdict.code !== 0) return { errcode: verdict.code }
    code.usable = false
    const entry = ledger.card(code.taskId)
    if (entry) entry.card = card
    return { errcode: 0 }
  }

  function robot(key: string, body: Json): Json {
    if (!options.webhookKeys.includes(key)) return { errcode: 93000 }
    if (!robotWindow.take(key)) return { errcode: 45009 }
    const type = String(body['msgtype'])
    if (type === 'text' || type === 'markdown') {
      const part = object(body[type])
      const text = String(part['content'] ?? '')
      if (Buffer.byteLength(text) > (type === 'text' ? 2048 : 4096))
        ledger.violations.push(`robot ${type}: ${Buffer.byteLength(text)} bytes`)
      if (!text) return { errcode: 44004 }
      ledger.show({ by: 'robot', chat: key, type, text, mentioned: (part['mentioned_list'] as string[] | undefined) ?? [] })
      return { errcode: 0 }
    }
    if (type === 'file') {
      const stored = media.get(String(object(body['file'])['media_id']))
      if (stored?.key !== key) return { errcode: 40007 }
      ledger.show({ by: 'robot', chat: key, type, text: stored.name })
      return { errcode: 0 }
    }
    return { errcode: 40008 }
  }

  /** File and name of a multipart body with one part called "media". */
  function keep(raw: Buffer, key?: string): Json {
    const text = raw.toString('latin1')
    const name = /name="media"; filename="([^"]*)"/.exec(text)?.[1]
    const from = text.indexOf('\r\n\r\n') + 4
    const to = text.lastIndexOf('\r\n--')
    if (name === undefined || to - from < 5) return { errcode: 44004 }
    const id = `MID${(serial += 1)}`
    media.set(id, {
      name: Buffer.from(name, 'latin1').toString(),
      bytes: raw.subarray(from, to),
      ...(key === undefined ? {} : { key }),
    })
    return { errcode: 0, type: 'file', media_id: id, created_at: '1' }
  }

  function route(path: string, query: URLSearchParams, raw: Buffer): Json | { file: { body: Buffer; name: string } } {
    const text = raw.toString()
    const body = (): Json => object(JSON.parse(text || '{}'))
    if (path === '/cgi-bin/gettoken') {
      tokenCalls += 1
      if (query.get('corpid') !== options.corpId) return { errcode: 40013 }
      if (query.get('corpsecret') !== options.secret) return { errcode: 40001 }
      const token = `TOK-${randomBytes(6).toString('hex')}`
      tokens.add(token)
      return { errcode: 0, access_token: token, expires_in: 7200 }
    }
    if (path.startsWith('/media/')) {
      const found = files.get(path.slice('/media/'.length))
      return found ? { file: found } : { errcode: 40007 }
    }
    if (path === '/cgi-bin/webhook/send') return robot(query.get('key') ?? '', body())
    if (path === '/cgi-bin/webhook/upload_media') return keep(raw, query.get('key') ?? '')
    if (path === '/cgi-bin/aibot/response') {
      ledger.show({
        by: 'bot',
        chat: query.get('response_code') ?? '',
        type: String(body()['msgtype']),
        text: String(object(body()['markdown'])['content'] ?? ''),
      })
      return { errcode: 0 }
    }
    if (!tokens.has(query.get('access_token') ?? '')) return { errcode: 40014 }
    switch (path) {
      case '/cgi-bin/message/send':
        return send(body(), text)
      case '/cgi-bin/message/update_template_card':
        return updateCard(body())
      case '/cgi-bin/media/upload':
        return keep(raw)
      case '/cgi-bin/media/get': {
        const found = media.get(query.get('media_id') ?? '')
        return found ? { file: { body: found.bytes, name: found.name } } : { errcode: 40007 }
      }
      case '/cgi-bin/batch/openuserid_to_userid': {
        const asked = (body()['open_userid_list'] as string[] | undefined) ?? []
        return {
          errcode: 0,
          userid_list: asked.flatMap((id) => (openIds.has(id) ? [{ open_userid: id, userid: openIds.get(id) }] : [])),
          invalid_open_userid_list: asked.filter((id) => !openIds.has(id)),
        }
      }
      default:
        return { errcode: 404 }
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks)
    calls.push({ path: url.pathname, body: raw.toString('utf8', 0, 4000) })
    const fault = wrong.take(url.pathname)
    if (fault?.kind === 'lost') return void request.socket.destroy()
    const result =
      fault?.kind === 'error'
        ? { errcode: fault.code, errmsg: `fake, from ip: 1.2.3.4` }
        : route(url.pathname, url.searchParams, raw)
    if (fault?.kind === 'drop' || fault?.kind === 'cut') return void request.socket.destroy()
    if (fault?.kind === 'slow' || fault?.kind === 'late') await new Promise((resolve) => setTimeout(resolve, fault.ms))
    if ('file' in result) {
      const file = result.file as { body: Buffer; name: string }
      response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      response.end(file.body)
      return undefined
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ errmsg: 'ok', ...result }))
    return undefined
  }

  return {
    handle,
    faults: wrong,
    calls,
    media,
    tokenCalls: () => tokenCalls,
    silentlyDropped: () => silentlyDropped,
    revokeTokens: () => tokens.clear(),
    addMember: (userid: string) => void members.add(userid.toLowerCase()),
    removeMember: (userid: string) => void members.delete(userid.toLowerCase()),
    addOpenId: (openId: string, userid: string) => void openIds.set(openId, userid),
    addFile: (id: string, body: Buffer, name: string) => void files.set(id, { body, name }),
    addMedia: (id: string, bytes: Buffer, name: string) => void media.set(id, { bytes, name }),
    newCode,
    robotPeak: (key: string, ms: number) => robotWindow.peak(key, ms),
  }
}
