import { randomUUID } from 'node:crypto'
import { WSClient, type WSClientOptions } from '@wecom/aibot-node-sdk'
import { codeOf } from '../../../domain/fault'
import { ackFigures } from './ack-figures'
import type { WallClock } from './wall-clock'
import type { Log } from '../../../domain/ports/log'
import { errorInfo, failed, type Answer } from './error-codes'
import { errorCodeIn, readFailure } from './sdk-failure'

/** The right to be the one connection of a bot. Where several processes run, it is a lock that they share. */
export interface BotLease {
  /** True when this process may connect. */
  acquire(): Promise<boolean>
  release(): Promise<void>
}

export interface SocketSettings {
  botId: string
  secret: string
  /** "" = the platform's own address. */
  wsUrl: string
}

export interface SocketTimes {
  /** Socket open, but no answer to the subscription. The SDK would wait for ever. */
  subscribeMs: number
  handshakeMs: number
  heartbeatMs: number
  backoffMs: number
  mostBackoffMs: number
  /** After a refused login. */
  refusedMs: number
  /** Between tries to get the lease. */
  leaseMs: number
}

const TIMES: SocketTimes = {
  subscribeMs: 10_000,
  handshakeMs: 10_000,
  heartbeatMs: 30_000,
  backoffMs: 1_000,
  mostBackoffMs: 60_000,
  refusedMs: 300_000,
  leaseMs: 15_000,
}

export interface BotFrame {
  reqId: string
  /** The connection it came over: a request id is void on any other. */
  connection: number
  body: unknown
}

export interface SocketHandlers {
  onFrame(frame: BotFrame): Promise<void>
  /** Subscribed; `gapMs` is how long nothing could be heard, 0 for the first time. */
  onReady(gapMs: number): void
  /** People must act: another program holds the bot, or the login is refused. */
  onAlert(code: 'kicked' | 'refused', detail: string): void
}

export type SocketState = 'stopped' | 'waiting-for-lease' | 'connecting' | 'ready' | 'resting' | 'kicked'

export interface BotSocket {
  start(): void
  stop(): Promise<void>
  state(): SocketState
  connection(): number
  /** `chatType` 1 private, 2 group; always said, so that the platform need not guess. */
  push(chatid: string, chatType: 1 | 2, body: Record<string, unknown>): Promise<Answer>
  /** Answers a callback over the connection it came by. */
  respond(cmd: RespondCmd, frame: Pick<BotFrame, 'reqId' | 'connection'>, body: Record<string, unknown>): Promise<Answer>
  /** Any other command with an id of its own. */
  command(cmd: string, body: Record<string, unknown>): Promise<Answer>
  health(): {
    state: SocketState
    readySince?: number
    lastFrameAt?: number
    reconnects: number
    kicks: number
    unanswered: number
    /** Of the last acknowledgements, the time that 95 of 100 stayed under. */
    ackP95Ms?: number
    /** How often the platform answered with which code since the start, and how often not at all. */
    errors: Record<string, number>
    unknown: number
  }
}

export type RespondCmd = 'aibot_respond_msg' | 'aibot_respond_welcome_msg' | 'aibot_respond_update_msg'

export interface SocketDeps {
  settings: SocketSettings
  handlers: SocketHandlers
  clock: WallClock
  log: Log
  lease?: BotLease
  times?: Partial<SocketTimes>
  /** 0 to 1, for the jitter. */
  random?: () => number
}

/** So many acknowledgements missing in a row, with nothing else heard, mean a dead link. */
const MOST_UNANSWERED = 2

/**
 * The SDK behind a seam. It never reconnects by itself here: every connection is a new client, made after the old one was closed and
 * made deaf, so that two sockets cannot live at once. Silence after the subscription, half-open sockets, lost subscriptions (846609) and
 * the kick by another program are each dealt with here; sends tell `ok`, `error`, `unknown` (left, no answer) or `unsent`.
 */
export function aibotSocket(deps: SocketDeps): BotSocket {
  const { settings, handlers, clock, log, lease, random = Math.random } = deps
  const times = { ...TIMES, ...deps.times }
  let client: WSClient | undefined
  let state: SocketState = 'stopped'
  let connection = 0
  let failures = 0
  let reconnects = 0
  let kicks = 0
  let unanswered = 0
  let readySince: number | undefined
  let lostAt: number | undefined
  let lastFrameAt: number | undefined
  const acks = ackFigures()
  let timer: NodeJS.Timeout | undefined

  const later = (ms: number, next: () => void): void => {
    clearTimeout(timer)
    timer = setTimeout(next, ms)
    timer.unref()
  }

  /** Closes the client and stops hearing it. Its late events belong to a connection that is over. */
  const drop = (): void => {
    const old = client
    client = undefined
    connection += 1
    if (readySince !== undefined) lostAt = clock.nowMs()
    readySince = undefined
    if (!old) return
    old.removeAllListeners()
    old.disconnect()
  }

  const rest = (ms: number): void => {
    drop()
    state = 'resting'
    later(ms * (0.75 + random() / 2), () => void connect())
  }

  const reconnect = (why: string): void => {
    if (state === 'stopped' || state === 'kicked') return
    failures += 1
    reconnects += 1
    log.warn({ why, failures }, 'wecom bot: connection lost, connecting again')
    rest(Math.min(times.backoffMs * 2 ** (failures - 1), times.mostBackoffMs))
  }

  async function connect(): Promise<void> {
    if (state === 'stopped' || state === 'connecting' || state === 'ready') return
    if (lease && !(await mayConnect(lease))) {
      if (isStopped()) return
      state = 'waiting-for-lease'
      later(times.leaseMs, () => void connect())
      return
    }
    if (isStopped()) return
    drop()
    state = 'connecting'
    open()
  }
  const isStopped = (): boolean => state === 'stopped'

  const mayConnect = async (given: BotLease): Promise<boolean> => {
    try {
      return await given.acquire()
    } catch (error) {
      log.warn({ code: codeOf(error), err: error }, 'wecom bot: could not ask for the right to connect')
      return false
    }
  }

  function open(): void {
    const mine = connection
    const fresh = new WSClient(clientOptions(settings, times, log))
    const current = (): boolean => client === fresh && connection === mine
    client = fresh
    fresh.on('authenticated', () => {
      if (!current()) return
      clearTimeout(timer)
      state = 'ready'
      failures = 0
      unanswered = 0
      readySince = clock.nowMs()
      lastFrameAt = readySince
      const gap = lostAt === undefined ? 0 : readySince - lostAt
      lostAt = undefined
      log.info({ gapMs: gap }, 'wecom bot: connected')
      handlers.onReady(gap)
    })
    fresh.on('disconnected', () => {
      if (current() && state !== 'kicked') reconnect('closed')
    })
    fresh.on('error', (error: unknown) => {
      if (current()) onError(error)
    })
    const heard = (frame: unknown): void => {
      if (current()) hear(frame, mine)
    }
    fresh.on('message', heard)
    fresh.on('event', heard)
    later(times.subscribeMs + times.handshakeMs, () => {
      if (current() && state === 'connecting') reconnect('no answer to the subscription')
    })
    fresh.on('connected', () => {
      if (current() && state === 'connecting')
        later(times.subscribeMs, () => current() && state === 'connecting' && reconnect('no answer to the subscription'))
    })
    fresh.connect()
  }

  function onError(error: unknown): void {
    const code = errorCodeIn(error)
    if (code === undefined || state === 'ready') return
    const { kind, hint } = errorInfo(code)
    if (kind === 'later') {
      failures += 3
      reconnect(`subscription refused (${code})`)
      return
    }
    log.error({ errcode: code }, 'wecom bot: login refused')
    handlers.onAlert('refused', `${hint}（错误码 ${code}）`)
    reconnects += 1
    rest(times.refusedMs)
  }

  function hear(frame: unknown, mine: number): void {
    const { headers, body } = frame as { headers?: { req_id?: unknown }; body?: unknown }
    lastFrameAt = clock.nowMs()
    unanswered = 0
    const event = (body as { event?: { eventtype?: unknown } } | undefined)?.event
    if (event?.eventtype === 'disconnected_event') {
      kicked()
      return
    }
    const reqId = typeof headers?.req_id === 'string' ? headers.req_id : ''
    // A rejected promise inside an event handler would end the process.
    handlers.onFrame({ reqId, connection: mine, body }).catch((error: unknown) => {
      log.error({ code: codeOf(error), err: error }, 'wecom bot: a frame could not be taken in')
    })
  }

  /** Connecting again would throw the other one out in turn, and so on for ever: only a lease may decide who goes on. */
  function kicked(): void {
    kicks += 1
    drop()
    state = 'kicked'
    clearTimeout(timer)
    log.error({ kicks }, 'wecom bot: another program connected with the same bot')
    handlers.onAlert('kicked', '另一个程序用同一个机器人连上了企业微信，本程序已停止接收')
    if (!lease) return
    lease.release().catch((error: unknown) => log.warn({ err: error }, 'wecom bot: could not give the lease back'))
    later(times.leaseMs, () => {
      state = 'waiting-for-lease'
      void connect()
    })
  }

  async function perform(reqId: string, cmd: string, body: Record<string, unknown>): Promise<Answer> {
    const sender = client
    if (!sender || state !== 'ready') return { state: 'unsent', reason: 'not connected' }
    const began = clock.nowMs()
    try {
      const answer = await sender.reply({ headers: { req_id: reqId } }, body as never, cmd)
      unanswered = 0
      lastFrameAt = clock.nowMs()
      acks.ok(lastFrameAt - began)
      return { state: 'ok', body: asObject((answer as { body?: unknown }).body) }
    } catch (error) {
      const answer = readFailure(error)
      acks.failed(answer)
      if (sender !== client) return answer
      if (answer.state === 'error') {
        unanswered = 0
        if (answer.info.kind === 'stale') reconnect('subscription lost (846609)')
      } else if (answer.state === 'unknown') {
        unanswered += 1
        if (unanswered >= MOST_UNANSWERED) reconnect('acknowledgements are missing')
      }
      return answer
    }
  }

  return {
    start() {
      if (state !== 'stopped') return
      state = 'resting'
      void connect()
    },
    async stop() {
      state = 'stopped'
      clearTimeout(timer)
      drop()
      await lease?.release().catch((error: unknown) => log.warn({ err: error }, 'wecom bot: could not give the lease back'))
    },
    state: () => state,
    connection: () => connection,
    push: (chatid, chatType, body) => perform(`send_${randomUUID()}`, 'aibot_send_msg', { chatid, chat_type: chatType, ...body }),
    respond: (cmd, frame, body) =>
      frame.connection === connection ? perform(frame.reqId, cmd, body) : Promise.resolve(failed(846605)),
    command: (cmd, body) => perform(`cmd_${randomUUID()}`, cmd, body),
    health: () => ({
      state,
      ...(readySince === undefined ? {} : { readySince }),
      ...(lastFrameAt === undefined ? {} : { lastFrameAt }),
      reconnects,
      kicks,
      unanswered,
      ...acks.figures(),
    }),
  }
}

/** One attempt per client, own backoff: 0 retries of both kinds. The SDK's own lines carry whole frames, so only their head is kept. */
function clientOptions(settings: SocketSettings, times: SocketTimes, log: Log): WSClientOptions {
  const head = (message: string): string => message.split(/[:{[]/, 1)[0]?.slice(0, 80) ?? ''
  return {
    botId: settings.botId,
    secret: settings.secret,
    ...(settings.wsUrl ? { wsUrl: settings.wsUrl } : {}),
    maxReconnectAttempts: 0,
    maxAuthFailureAttempts: 0,
    heartbeatInterval: times.heartbeatMs,
    wsOptions: { handshakeTimeout: times.handshakeMs, maxPayload: 16_000_000 },
    logger: {
      debug() {},
      info() {},
      warn: (message) => log.debug({ sdk: head(message) }, 'wecom sdk'),
      error: (message) => log.debug({ sdk: head(message) }, 'wecom sdk'),
    },
  }
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
