import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { decodeCallback } from './decode-callback'
import { decodeFrame } from './decode-frame'
import { encryptOf } from './scan-xml'
import type { CallbackCrypto, Opened } from './callback-crypto'
import type { Slot } from './callback-outlet'
import type { Decoded } from './decoded'
import type { WecomChannel } from './wecom-channel'

export const APP_PATH = '/wecom/app/callback'
export const BOT_PATH = '/wecom/bot/callback'

/** Far above any callback: texts are 2 KB, pictures come as links. */
const MOST_BODY = 256 * 1024
/** Older or later signatures are refused. Wider than the platform's retries. */
const REPLAY_MS = 600_000

type Doors = WecomChannel['doors']
interface Query {
  msg_signature: string
  timestamp: string
  nonce: string
  echostr: string
}

/** Mounts the callback addresses of the self-built app and of the AI bot in URL mode, as far as they are set. */
export async function registerWecomRoutes(app: FastifyInstance, { doors }: Pick<WecomChannel, 'doors'>): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_BODY }, (_request, body, done) => done(null, body))
    // Too large, cut off or without a body: a plain refusal, never a stack.
    scope.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      const status = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500
      if (status === 500) doors.log.error({ err: error }, 'wecom callback: failed')
      return reply.code(status).type('text/plain').send('')
    })
    const { app: appDoor, bot } = doors
    if (appDoor) {
      scope.get(APP_PATH, (request, reply) => verifyUrl(appDoor.crypto, doors, request, reply))
      scope.post(APP_PATH, (request, reply) => takeAppCallback(appDoor, doors, request, reply))
    }
    if (bot) {
      scope.get(BOT_PATH, (request, reply) => verifyUrl(bot.crypto, doors, request, reply))
      scope.post(BOT_PATH, (request, reply) => takeBotCallback(bot, doors, request, reply))
    }
  })
}

/** Each once, as text; given twice or not at all it is empty, which no signature fits. Some relays turn the "+" of base64 into blanks. */
function readQuery(request: FastifyRequest): Query {
  const given = (request.query ?? {}) as Record<string, unknown>
  const one = (name: string): string => {
    const value = given[name]
    return typeof value === 'string' && value.length <= 4096 ? value : ''
  }
  return {
    msg_signature: one('msg_signature'),
    timestamp: one('timestamp'),
    nonce: one('nonce'),
    echostr: one('echostr').replaceAll(' ', '+'),
  }
}

function openEnvelope(
  crypto: CallbackCrypto,
  doors: Doors,
  query: Query,
  encrypt: string,
): Opened | { ok: false; stage: 'replay' } {
  const opened = crypto.open({ signature: query.msg_signature, timestamp: query.timestamp, nonce: query.nonce, encrypt })
  // Looked at after the signature, so that strangers learn nothing about our clock.
  if (opened.ok && Math.abs(doors.nowMs() - Number(query.timestamp) * 1000) <= REPLAY_MS) return opened
  return opened.ok ? { ok: false, stage: 'replay' } : opened
}

const empty = (reply: FastifyReply, status: number): FastifyReply => reply.code(status).type('text/plain').send('')

function refuse(doors: Doors, reply: FastifyReply, stage: string): FastifyReply {
  doors.log.warn({ stage }, 'wecom callback: refused')
  return empty(reply, 403)
}

function verifyUrl(crypto: CallbackCrypto, doors: Doors, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const query = readQuery(request)
  const opened = openEnvelope(crypto, doors, query, query.echostr)
  if (!opened.ok) return refuse(doors, reply, opened.stage)
  // The bare text: quotes, a byte order mark or a line end make the console refuse the address.
  return reply.code(200).type('text/plain').send(opened.message)
}

/** True when taken in time; false when it takes longer or failed: then the platform is asked to send it again. */
function inTime(work: Promise<void>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms)
    const end = (taken: boolean) => (): void => {
      clearTimeout(timer)
      resolve(taken)
    }
    work.then(end(true), end(false))
  })
}

async function takeAppCallback(
  door: NonNullable<Doors['app']>,
  doors: Doors,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const body = typeof request.body === 'string' ? request.body : ''
  const opened = openEnvelope(door.crypto, doors, readQuery(request), encryptOf(body))
  if (!opened.ok) return refuse(doors, reply, opened.stage)
  const decoded = decodeCallback(opened.message)
  if (!decoded) return empty(reply, 400)
  // Success is only said once the event is on disk; 503 makes the platform send it again, up to three times.
  return empty(reply, (await inTime(door.take(decoded), doors.answerMs)) ? 200 : 503)
}

async function takeBotCallback(
  door: NonNullable<Doors['bot']>,
  doors: Doors,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const query = readQuery(request)
  const opened = openEnvelope(door.crypto, doors, query, encryptOfJson(request.body))
  if (!opened.ok) return refuse(doors, reply, opened.stage)
  const decoded = decodeFrame(parse(opened.message))
  if (!decoded) return empty(reply, 400)
  const answer = (body: Record<string, unknown> | undefined): FastifyReply => {
    if (!body) return empty(reply, 200)
    const sealed = door.crypto.seal(JSON.stringify(body), String(Math.floor(doors.nowMs() / 1000)), query.nonce)
    return reply
      .code(200)
      .type('application/json')
      .send(
        JSON.stringify({
          encrypt: sealed.encrypt,
          msgsignature: sealed.signature,
          timestamp: Number(sealed.timestamp),
          nonce: sealed.nonce,
        }),
      )
  }
  if (decoded.kind === 'stream-poll') return answer(door.outlet.poll(decoded.streamId))
  const slot = slotOf(door, decoded)
  const started = performance.now()
  if (!(await inTime(door.take(decoded), doors.answerMs))) return empty(reply, 503)
  const rest = (decoded.kind === 'press' ? door.clickMs : door.passiveMs) - (performance.now() - started)
  return answer(slot && (await slot.wait(Math.max(1, rest))))
}

function slotOf(door: NonNullable<Doors['bot']>, decoded: Decoded): Slot | undefined {
  if (decoded.kind === 'message') return door.outlet.openMessage(decoded.messageId, decoded.chat.type, decoded.responseUrl)
  return decoded.kind === 'press' ? door.outlet.openClick(decoded.taskId) : undefined
}

const encryptOfJson = (body: unknown): string => {
  const parsed = typeof body === 'string' ? parse(body) : undefined
  const encrypt = (parsed as { encrypt?: unknown } | undefined)?.encrypt
  return typeof encrypt === 'string' ? encrypt : ''
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined
  } catch {
    return undefined
  }
}
