import { createCipheriv, randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import { checkCard } from './check-card'
import { faults, windows, type Fault } from './faults'
import type { Ledger } from './ledger'

type Json = Record<string, unknown>
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})

export interface FakeBotOptions {
  botId: string
  secret: string
  ledger: Ledger
  /** How long an old connection stays open after the kick. */
  kickCloseMs: number
  limits: { ms: number; most: number }[]
  /** Milliseconds in which a click may be answered. */
  clickMs: number
  /** Sees every frame: `in` comes from the product, `out` goes to it. */
  trace?(direction: 'in' | 'out', frame: Json): void
}

export interface Click {
  taskId: string
  key: string
  userid: string
  selected?: Record<string, string>
  /** Leave the chat out of the frame, as some clients do. */
  hideChat?: boolean
}

interface Told {
  kind: 'message' | 'click' | 'entered'
  at: number
  socket: WebSocket
  chat: string
  answered: boolean
  cardAnswered: boolean
  taskId?: string
  userid: string
  messageId?: string
}

/** The long connection of the AI bot as its pages describe it, with one connection per bot, limits and card states. */
export function fakeBot(server: Server, options: FakeBotOptions) {
  const { ledger } = options
  const sockets = new WebSocketServer({ server, path: '/ws', maxPayload: 16_000_000 })
  const wrong = faults()
  const limit = windows(options.limits)
  const uploadLimit = windows([{ ms: 60_000, most: 30 }])
  const told = new Map<string, Told>()
  const tasks = new Map<string, string>()
  const openConversations = new Set<string>()
  const groups = new Set<string>()
  const uploads = new Map<string, { type: string; filename: string; total: number; chunks: Map<number, Buffer> }>()
  const media = new Map<string, { type: string; filename: string; bytes: Buffer }>()
  const subscribes: number[] = []
  let active: WebSocket | undefined
  let unsubscribed = false
  let mute = false
  let serial = 0
  let calls = 0
  const frames: Json[] = []

  const answer = (socket: WebSocket, reqId: string, code: number, body?: Json): void => {
    if (mute || socket.readyState !== socket.OPEN) return
    const frame = {
      headers: { req_id: reqId },
      errcode: code,
      errmsg: code === 0 ? 'ok' : `fake error ${code}, hint: [x] from ip: 1.2.3.4`,
      ...(body ? { body } : {}),
    }
    options.trace?.('out', frame)
    socket.send(JSON.stringify(frame))
  }

  function subscribe(socket: WebSocket, reqId: string, body: Json, fault: Fault | undefined): void {
    subscribes.push(performance.now())
    if (fault?.kind === 'lost' || fault?.kind === 'drop') return
    if (fault?.kind === 'error') return answer(socket, reqId, fault.code)
    if (body['bot_id'] !== options.botId || body['secret'] !== options.secret) return answer(socket, reqId, 853000)
    if (active && active !== socket) kick(active)
    active = socket
    unsubscribed = false
    answer(socket, reqId, 0)
  }

  function kick(old: WebSocket): void {
    old.send(
      JSON.stringify({
        cmd: 'aibot_event_callback',
        headers: { req_id: `K${(serial += 1)}` },
        body: {
          msgid: `kick-${serial}`,
          aibotid: options.botId,
          msgtype: 'event',
          create_time: Math.floor(Date.now() / 1000),
          event: { eventtype: 'disconnected_event' },
        },
      }),
    )
    setTimeout(() => old.terminate(), options.kickCloseMs).unref()
  }

  /** Carries the command out; gives its code and body. */
  function perform(socket: WebSocket, cmd: string, reqId: string, body: Json): { code: number; body?: Json } {
    if (cmd.startsWith('aibot_upload')) return upload(cmd, body)
    if (cmd === 'aibot_send_msg') {
      const chat = String(body['chatid'])
      const isGroup = body['chat_type'] === 2
      if (isGroup ? !groups.has(chat) : groups.has(chat)) return { code: 93006 }
      if (!openConversations.has(chat)) return { code: 93006 }
      if (!limit.take(chat)) return { code: 45009 }
      return say(chat, body, undefined)
    }
    const callback = told.get(reqId)
    if (!callback || callback.socket !== socket) return { code: 846605 }
    if (cmd === 'aibot_respond_update_msg') {
      if (callback.kind !== 'click') return { code: callback.cardAnswered ? 846606 : 846605 }
      if (performance.now() - callback.at > options.clickMs) return { code: 846604 }
      if (callback.answered) return { code: 846605 }
      return update(callback, body)
    }
    if (cmd === 'aibot_respond_welcome_msg') {
      if (callback.kind !== 'entered') return { code: 846605 }
      ledger.show({ by: 'bot', chat: callback.chat, type: 'text', text: String(object(body['text'])['content'] ?? '') })
      return { code: 0 }
    }
    if (cmd !== 'aibot_respond_msg') return { code: 40058 }
    if (callback.kind !== 'message') return { code: 846605 }
    if (callback.cardAnswered) return { code: 846606 }
    if (!limit.take(callback.chat)) return { code: 45009 }
    const result = say(callback.chat, body, callback.messageId)
    if (result.code === 0 && body['msgtype'] === 'template_card') callback.cardAnswered = true
    return result
  }

  function say(chat: string, body: Json, answers: string | undefined): { code: number } {
    const type = String(body['msgtype'])
    const common = { by: 'bot' as const, chat, type, ...(answers === undefined ? {} : { answers }) }
    switch (type) {
      case 'markdown': {
        const text = String(object(body['markdown'])['content'] ?? '')
        if (Buffer.byteLength(text) > 20_480) return { code: 45002 }
        if (!text) return { code: 44004 }
        ledger.show({ ...common, text })
        return { code: 0 }
      }
      case 'stream': {
        if (answers === undefined) return { code: 40008 }
        const { id, content } = object(body['stream'])
        const text = String(content ?? '')
        if (Buffer.byteLength(text) > 20_480) return { code: 45002 }
        const before = ledger.shown.find((s) => s.streamId === id && s.chat === chat)
        if (before) before.text = text
        else ledger.show({ ...common, text, streamId: String(id) })
        return { code: 0 }
      }
      case 'template_card': {
        const card = object(body['template_card'])
        const verdict = checkCard(card, 'bot')
        ledger.violations.push(...verdict.violations)
        if (verdict.code !== 0) return { code: verdict.code }
        const task = card['task_id']
        if (typeof task === 'string') {
          if (tasks.has(task)) return { code: 42014 }
          tasks.set(task, chat)
        }
        ledger.show({ ...common, text: '', card })
        return { code: 0 }
      }
      case 'file':
      case 'image': {
        const mediaId = String(object(body[type])['media_id'])
        if (!media.has(mediaId)) return { code: 40007 }
        ledger.show({ ...common, text: media.get(mediaId)?.filename ?? '', mediaId })
        return { code: 0 }
      }
      default:
        return { code: 40008 }
    }
  }

  function update(callback: Told, body: Json): { code: number } {
    const card = object(body['template_card'])
    if (body['response_type'] !== 'update_template_card' || card['task_id'] !== callback.taskId) return { code: 42014 }
    const verdict = checkCard(card, 'bot', true)
    ledger.violations.push(...verdict.violations)
    if (verdict.code !== 0) return { code: verdict.code }
    const entry = ledger.card(callback.taskId ?? '')
    if (!entry) return { code: 42014 }
    callback.answered = true
    const only = Array.isArray(body['userids']) ? (body['userids'] as string[]) : []
    if (only.length === 0) entry.card = card
    for (const userid of only) entry.viewOf.set(userid, card)
    return { code: 0 }
  }

  function upload(cmd: string, body: Json): { code: number; body?: Json } {
    uploadLimit.take('bot')
    if (cmd === 'aibot_upload_media_init') {
      const total = Number(body['total_size'])
      if (total < 5 || Number(body['total_chunks']) > 100 || Buffer.byteLength(String(body['filename'])) > 256)
        return { code: 40058 }
      const id = `up${(serial += 1)}`
      uploads.set(id, { type: String(body['type']), filename: String(body['filename']), total, chunks: new Map() })
      return { code: 0, body: { upload_id: id } }
    }
    const session = uploads.get(String(body['upload_id']))
    if (!session) return { code: 40058 }
    if (cmd === 'aibot_upload_media_chunk') {
      const piece = Buffer.from(String(body['base64_data']), 'base64')
      if (piece.length > 512 * 1024) return { code: 40058 }
      session.chunks.set(Number(body['chunk_index']), piece)
      return { code: 0 }
    }
    const bytes = Buffer.concat([...session.chunks.entries()].toSorted(([a], [b]) => a - b).map(([, piece]) => piece))
    if (bytes.length !== session.total) return { code: 40058 }
    const id = `media${(serial += 1)}`
    media.set(id, { type: session.type, filename: session.filename, bytes })
    return { code: 0, body: { type: session.type, media_id: id, created_at: '1' } }
  }

  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      if (mute) return
      const frame = JSON.parse(data.toString()) as { cmd: string; headers: { req_id: string }; body?: Json }
      const reqId = frame.headers.req_id
      frames.push(frame)
      options.trace?.('in', frame)
      const fault = wrong.take(frame.cmd)
      if (frame.cmd === 'aibot_subscribe') return subscribe(socket, reqId, frame.body ?? {}, fault)
      if (frame.cmd === 'ping') return fault ? undefined : answer(socket, reqId, 0)
      if (socket !== active) return answer(socket, reqId, 846609)
      if (unsubscribed) return answer(socket, reqId, 846609)
      if (fault?.kind === 'lost') return undefined
      if (fault?.kind === 'error') return answer(socket, reqId, fault.code)
      const result = perform(socket, frame.cmd, reqId, frame.body ?? {})
      if (fault?.kind === 'drop') return undefined
      if (fault?.kind === 'cut') return socket.terminate()
      if (fault) {
        setTimeout(() => answer(socket, reqId, result.code, result.body), fault.ms).unref()
        return undefined
      }
      return answer(socket, reqId, result.code, result.body)
    })
  })

  /** Sends a callback frame, as long as there is somebody to hear it. True when it was sent. */
  function call(cmd: string, body: Json, about: Omit<Told, 'at' | 'socket' | 'answered' | 'cardAnswered'>): boolean {
    if (!active || unsubscribed || mute || active.readyState !== active.OPEN) return false
    const reqId = `R${(serial += 1)}-${randomBytes(3).toString('hex')}`
    told.set(reqId, { ...about, at: performance.now(), socket: active, answered: false, cardAnswered: false })
    const frame = { cmd, headers: { req_id: reqId }, body }
    options.trace?.('out', frame)
    active.send(JSON.stringify(frame))
    calls += 1
    return true
  }

  const base = (userid: string, chat: string | undefined, msgid: string): Json => ({
    msgid,
    aibotid: options.botId,
    ...(chat === undefined ? { chattype: 'single' } : { chatid: chat, chattype: 'group' }),
    from: { userid },
    create_time: Math.floor(Date.now() / 1000),
    response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=SECRET-CANARY',
  })

  return {
    frames,
    media,
    subscribes,
    faults: wrong,
    peak: (chat: string, ms: number) => limit.peak(chat, ms),
    addGroup(chat: string): void {
      groups.add(chat)
    },
    openConversation(chat: string): void {
      openConversations.add(chat)
    },
    removeFromGroup(chat: string): void {
      groups.delete(chat)
    },
    connections: (): number => [...sockets.clients].filter((s) => s.readyState === s.OPEN).length,
    /** Messages and events handed to the product so far. */
    calls: (): number => calls,
    isSubscribed: (): boolean => active !== undefined && active.readyState === active.OPEN && !unsubscribed,
    /** A message of a user; without `chat` a private one. In groups the text begins with the mention. */
    says(m: { userid: string; chat?: string; text?: string; msgid?: string; quote?: Json; content?: Json }): string | undefined {
      const msgid = m.msgid ?? `MSG${(serial += 1)}`
      const chat = m.chat ?? m.userid
      openConversations.add(chat)
      const content = m.content ?? { msgtype: 'text', text: { content: m.text ?? '' } }
      const sent = call(
        'aibot_msg_callback',
        { ...base(m.userid, m.chat, msgid), ...content, ...(m.quote ? { quote: m.quote } : {}) },
        { kind: 'message', chat, userid: m.userid, messageId: msgid },
      )
      return sent ? msgid : undefined
    },
    clicks(c: Click & { msgid?: string }): boolean {
      const chat = tasks.get(c.taskId) ?? ''
      const msgid = c.msgid ?? `EVT${(serial += 1)}`
      const body = base(c.userid, groups.has(chat) ? chat : undefined, msgid)
      if (c.hideChat) {
        delete body['chatid']
        delete body['chattype']
      }
      const selected = Object.entries(c.selected ?? {}).map(([question_key, id]) => ({
        question_key,
        option_ids: { option_id: [id] },
      }))
      return call(
        'aibot_event_callback',
        {
          ...body,
          msgtype: 'event',
          event: {
            eventtype: 'template_card_event',
            template_card_event: {
              card_type: 'button_interaction',
              event_key: c.key,
              task_id: c.taskId,
              selected_items: { selected_item: selected },
            },
          },
        },
        { kind: 'click', chat, userid: c.userid, taskId: c.taskId },
      )
    },
    enters(userid: string): boolean {
      const msgid = `ENT${(serial += 1)}`
      return call(
        'aibot_event_callback',
        { ...base(userid, undefined, msgid), msgtype: 'event', event: { eventtype: 'enter_chat' } },
        { kind: 'entered', chat: userid, userid },
      )
    },
    /** A raw frame, whatever it holds. */
    raw(text: string): void {
      active?.send(text)
    },
    /** Another program connects with the same bot. */
    kick(): void {
      if (!active) return
      const old = active
      active = undefined
      kick(old)
    },
    /** The subscription is forgotten while the socket stays open: everything is answered with 846609. */
    forgetSubscription(): void {
      unsubscribed = true
    },
    /** The network swallows everything in both directions without closing; `false` ends it for new connections. */
    halfOpen(on: boolean): void {
      mute = on
      if (!on) active = undefined
    },
    cut(): void {
      for (const socket of sockets.clients) socket.terminate()
    },
    /** A media file as callbacks name it: encrypted with a key of its own. */
    encrypt(bytes: Buffer): { body: Buffer; aeskey: string } {
      const key = randomBytes(32)
      const count = 32 - (bytes.length % 32)
      const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
      return {
        body: Buffer.concat([cipher.update(Buffer.concat([bytes, Buffer.alloc(count, count)])), cipher.final()]),
        aeskey: key.toString('base64'),
      }
    },
    close(): void {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}
