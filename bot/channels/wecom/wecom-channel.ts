import { codeOf } from '../../../domain/fault'
import type { Delivery, Outbound } from '../../../domain/message'
import type { Abilities, Channel, Receive } from '../../../domain/ports/channel'
import { slidingLimit } from '../sliding-limit'
import { memoryTokenStore } from './access-token'
import { aibotSocket, type BotFrame, type BotSocket } from './aibot-socket'
import { appApi, type AppApi } from './app-api'
import { bound, socketOutlet, type BotOutlet, type SocketOutlet } from './bot-outlet'
import { callbackCrypto, readAesKey, type CallbackCrypto } from './callback-crypto'
import { callbackOutlet, type CallbackOutlet } from './callback-outlet'
import { decodeFrame } from './decode-frame'
import type { Decoded, PlatformChat } from './decoded'
import { textParts } from './encode-message'
import { isMediaUrl } from './media'
import type { Outlets, Sending } from './outlets'
import { routeOf } from './route-message'
import { ENTERPRISE_SCOPE, sendLimits } from './send-limits'
import { messageSender } from './send-message'
import { sendByApp, sendByBot } from './send-part'
import { memorySentLog } from './sent-log'
import { takeIn, type TakeInDeps } from './take-in'
import { cardUpdater } from './update-card'
import { wallClock } from './wall-clock'
import { webhookRobot } from './webhook-robot'
import type { WecomAlert, WecomDeps } from './wecom-deps'

/** Where an HTTP callback goes in; mounted by registerWecomRoutes. */
export interface Door {
  crypto: CallbackCrypto
  /** Resolves once the event is on disk. */
  take(decoded: Decoded): Promise<void>
}

export interface WecomChannel extends Channel {
  readonly doors: {
    app?: Door
    bot?: Door & { outlet: CallbackOutlet; passiveMs: number; clickMs: number }
    answerMs: number
    nowMs(): number
    log: WecomDeps['log']
  }
  /** How the connection stands, for /healthz and the console. */
  health(): {
    bot?: ReturnType<BotSocket['health']>
    /** Frames of the bot that were worked off since the start. */
    takenIn: number
    tokenFetches?: number
    waiting: number
    lostGroups: number
  }
}

const RETRY_MS = [200, 500, 1000, 2000, 5000]
const GAP_MS = 20_000
const ACTIVE_MS = 3_600_000
const MOST_TOLD_OF_GAP = 30
const CONVERTED_MS = 86_400_000

/** The WeCom channel: AI bot, self-built app and group robots, each as far as it is set. */
export function wecomChannel(deps: WecomDeps): WecomChannel {
  const { settings, identities, log } = deps
  const wall = deps.wall ?? wallClock
  const limits = sendLimits(slidingLimit(), () => wall.nowMs(), deps.sendTimes)
  const times = deps.times ?? {}
  let receive: Receive | undefined
  let stopping = false

  const app: AppApi | undefined =
    settings.app &&
    appApi({
      settings: settings.app,
      tokens: deps.tokens ?? memoryTokenStore(),
      clock: wall,
      ...(times.httpMs === undefined ? {} : { timeoutMs: times.httpMs }),
      ...(times.apiPauseMs === undefined ? {} : { pauseMs: () => times.apiPauseMs ?? 0 }),
    })
  const socket: BotSocket | undefined =
    settings.bot &&
    aibotSocket({
      settings: settings.bot,
      handlers: {
        onFrame: (frame) => onFrame(frame).finally(() => (takenIn += 1)),
        onReady: afterGap,
        onAlert: (code, text) => alert({ code, text: `企业微信：${text}` }),
      },
      clock: wall,
      log,
      ...(deps.lease ? { lease: deps.lease } : {}),
      times,
    })
  const bySocket: SocketOutlet | undefined = socket && socketOutlet(socket, wall)
  const byCallback: CallbackOutlet | undefined =
    settings.botCallback && callbackOutlet(wall, (url) => isMediaUrl(url, settings.mediaHosts), times.httpMs)
  const bot: BotOutlet | undefined = bySocket ?? byCallback

  const outlets: Outlets = {
    ...(bot ? { bot } : {}),
    ...(app ? { app } : {}),
    appHears: settings.app?.callback !== undefined,
    robots: new Map(
      [...settings.robots].map(([chatId, key]) => [
        chatId,
        webhookRobot({ apiUrl: settings.apiUrl, key, ...(times.httpMs === undefined ? {} : { timeoutMs: times.httpMs }) }),
      ]),
    ),
  }
  const sending: Sending = {
    outlets,
    identities,
    vault: deps.vault,
    sent: deps.sent ?? memorySentLog(),
    limits,
    wall,
    clock: deps.clock,
    log,
    cardUrl: settings.cardUrl,
    alert,
    lostGroups: new Map(),
  }
  const sender = messageSender(sending)
  const updater = cardUpdater(sending, sender)

  function alert(given: WecomAlert): void {
    log.error(
      { alert: given.code, ...(given.chatId === undefined ? {} : { chatId: given.chatId }) },
      'wecom: people must look at this',
    )
    deps.onAlert?.(given)
  }

  // --- what comes in ---

  const converted = new Map<string, { userid: string | undefined; atMs: number }>()
  async function convertId(openUserid: string): Promise<string | undefined> {
    const known = converted.get(openUserid)
    if (known && wall.nowMs() - known.atMs < CONVERTED_MS) return known.userid
    if (!app || !(await limits.acquire([ENTERPRISE_SCOPE]))) return undefined
    const found = await app.convertIds([openUserid])
    // Only a real answer is kept: a network fault says nothing about the id.
    if (!found) return undefined
    converted.set(openUserid, { userid: found.get(openUserid), atMs: wall.nowMs() })
    bound(converted, 10_000)
    return found.get(openUserid)
  }

  const shared = (): Omit<TakeInDeps, 'say' | 'media'> => ({
    sending,
    updater,
    receive: (inbound) => {
      if (!receive) return Promise.reject(new Error('the WeCom channel was not started'))
      return receive(inbound)
    },
    botNames: settings.botNames,
    admins: settings.admins,
    binding: deps.binding,
    directChat: deps.directChat,
    convertId,
  })
  const media = (callbackKey: string | undefined): TakeInDeps['media'] => ({
    vault: deps.vault,
    hosts: settings.mediaHosts,
    timeoutMs: times.mediaMs ?? 20_000,
    ...(callbackKey === undefined ? {} : { callbackKey }),
    ...(app ? { mediaUrl: (id) => app.download(id) } : {}),
  })
  const urlKey = settings.botCallback ? readAesKey(settings.botCallback.encodingAesKey).toString('base64') : undefined
  const fromBot = takeIn({ ...shared(), media: media(urlKey), say: sayByBot })
  const fromApp = takeIn({ ...shared(), media: media(undefined), say: sayByApp })

  async function sayByBot(chat: PlatformChat, text: string, messageId: string | undefined): Promise<void> {
    const [part] = textParts(text, 'bot')
    if (!part) return
    const reply = messageId === undefined ? {} : { reply: { messageId, id: `say-${messageId}`.slice(0, 64) } }
    const answer = await sendByBot(part, { chat, ...reply }, sending)
    if (answer.state !== 'ok') log.warn({ state: answer.state }, 'wecom: a short answer was not delivered')
  }
  async function sayByApp(chat: PlatformChat, text: string, messageId: string | undefined): Promise<void> {
    const [part] = textParts(text, 'app')
    if (!part) return
    const answer = await sendByApp(part, chat.id, (messageId ?? String(wall.nowMs())).slice(-6), sending)
    if (answer.state !== 'ok') log.warn({ state: answer.state }, 'wecom: a short answer was not delivered')
  }

  const activeGroups = new Map<string, number>()
  let takenIn = 0

  async function onFrame(frame: BotFrame): Promise<void> {
    const decoded = decodeFrame(frame.body)
    if (!decoded) {
      log.warn({}, 'wecom bot: a frame of unknown shape')
      return
    }
    if (decoded.kind === 'message') {
      bySocket?.heardMessage(decoded.messageId, frame)
      if (decoded.chat.type === 'group') {
        activeGroups.delete(decoded.chat.id)
        activeGroups.set(decoded.chat.id, wall.nowMs())
        bound(activeGroups, 1_000)
      }
    }
    if (decoded.kind === 'press') bySocket?.heardClick(decoded.taskId, frame)
    if (decoded.kind === 'entered') {
      await welcome(frame)
      return
    }
    await untilTaken(decoded)
  }

  /** Nobody sends it again, so it is held and tried until the storage takes it. */
  async function untilTaken(decoded: Decoded): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await fromBot(decoded)
        return
      } catch (error) {
        if (stopping) throw error
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]))
      }
    }
  }

  async function welcome(frame: BotFrame): Promise<void> {
    const answer = await socket?.respond('aibot_respond_welcome_msg', frame, {
      msgtype: 'text',
      text: { content: '您好，我是跟单助手。下单、查进度、确认，直接发给我就行；在群里请先 @我。' },
    })
    if (answer?.state !== 'ok') log.debug({ state: answer?.state }, 'wecom bot: the welcome was not taken')
  }

  /** What was said while we were away is lost on this platform: the groups that were talking are asked to say it again. */
  function afterGap(gapMs: number): void {
    if (gapMs < GAP_MS) return
    const minutes = Math.max(1, Math.round(gapMs / 60_000))
    alert({ code: 'gap', text: `企业微信机器人断线约 ${minutes} 分钟，期间群里 @ 它的消息没有收到。` })
    const groups = [...activeGroups].filter(([, atMs]) => wall.nowMs() - atMs < ACTIVE_MS + gapMs).slice(-MOST_TOLD_OF_GAP)
    for (const [id] of groups)
      sayByBot(
        { type: 'group', id },
        `刚才断线约 ${minutes} 分钟，期间 @我 的消息没有收到，请再发一次，不好意思。`,
        undefined,
      ).catch((error: unknown) =>
        log.warn({ code: codeOf(error), err: error }, 'wecom bot: a group could not be told of the gap'),
      )
  }

  // --- what goes out ---

  async function can(chatId: string): Promise<Abilities> {
    const route = await routeOf(chatId, sending)
    switch (route.mode) {
      case 'bot': {
        const pushes = outlets.bot?.pushes ?? false
        return { buttons: true, forms: true, edit: true, files: pushes, push: pushes }
      }
      case 'app':
        return { buttons: outlets.appHears, forms: outlets.appHears, edit: outlets.appHears, files: true, push: true }
      case 'robot':
        return { buttons: false, forms: false, edit: false, files: true, push: true }
      case 'none':
        return { buttons: false, forms: false, edit: false, files: false, push: false }
    }
  }

  const safely = async (run: () => Promise<Delivery>, key: string): Promise<Delivery> => {
    try {
      return await run()
    } catch (error) {
      // Storage of ours was away; what had already left is known by its key, so a later try goes on from there.
      log.error({ key, code: codeOf(error), err: error }, 'wecom: sending failed on our side')
      return { state: 'refused', reason: '本系统暂时写不进去', retry: true }
    }
  }

  const appCrypto = settings.app?.callback && callbackCrypto({ ...settings.app.callback, receiveIds: [settings.app.corpId] })
  const botCrypto = settings.botCallback && callbackCrypto({ ...settings.botCallback, receiveIds: [''] })

  return {
    name: 'wecom',
    can,
    async start(given) {
      receive = given
      stopping = false
      await limits.restore()
      socket?.start()
    },
    async stop() {
      stopping = true
      limits.close()
      await sender.idle()
      await socket?.stop()
      receive = undefined
    },
    send: (key: string, message: Outbound) => safely(() => sender.send(key, message), key),
    update: (key: string, messageId: string, message: Outbound, quiet?: boolean) =>
      safely(() => updater.update(key, messageId, message, quiet), key),
    doors: {
      ...(appCrypto ? { app: { crypto: appCrypto, take: fromApp } } : {}),
      ...(botCrypto && byCallback
        ? {
            bot: {
              crypto: botCrypto,
              take: fromBot,
              outlet: byCallback,
              passiveMs: times.passiveMs ?? 800,
              clickMs: times.clickMs ?? 2_000,
            },
          }
        : {}),
      answerMs: times.answerMs ?? 2_400,
      nowMs: () => wall.nowMs(),
      log,
    },
    health: () => ({
      ...(socket ? { bot: socket.health() } : {}),
      ...(app ? { tokenFetches: app.token.fetches() } : {}),
      takenIn,
      waiting: sender.queue.waiting(),
      lostGroups: sending.lostGroups.size,
    }),
  }
}
