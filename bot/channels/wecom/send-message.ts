import { createHash } from 'node:crypto'
import { codeOf } from '../../../domain/fault'
import type { Delivery, Outbound } from '../../../domain/message'
import { bound } from './bot-outlet'
import { TEXT_BYTES } from './card-limits'
import { encodeMessage, messageIdOf, textParts, type EncodedMessage, type Part } from './encode-message'
import type { Answer } from './error-codes'
import { wordsDigest } from './match-quote'
import type { Sending } from './outlets'
import type { SentRecord } from './sent-log'
import { mentionedIds, routeOf, type Route } from './route-message'
import { conversationScope, robotScope } from './send-limits'
import { sendByApp, sendByBot, sendByRobot } from './send-part'
import { sendQueue, type SendQueue } from './send-queue'
import type { WebhookRobot } from './webhook-robot'

export interface MessageSender {
  /** Sends a whole message. The same key again goes on where the last try stopped. */
  send(key: string, message: Outbound): Promise<Delivery>
  queue: SendQueue
  /** Resolves once no mention is on its way any more. */
  idle(): Promise<void>
}

type Live = Exclude<Route, { mode: 'none' }>

/** "Too often" from the platform: a minute block lasts a minute, and asking meanwhile prolongs it. */
const TOO_OFTEN_MS = 61_000
const RECONNECT_WAIT_MS = 8_000
/** The bot may be away for so long before a group's robot speaks for it. */
const BOT_AWAY_MS = 30_000
const MOST_PROGRESS = 5_000

const NEVER_WROTE = '对方还没有和机器人私聊过，或已离开企业；请对方先给机器人发一句话'
const NOT_AGAIN: Answer = { state: 'unknown', reason: '上次没有应答，可能已经送到，为免重复没有再发' }
/**
 * What may be sent again although it may have been shown: a card, whose task id the platform takes once, and the words and files that go
 * with a question. News that stand alone, such as a tracking number, must not come twice.
 */
const isHarmlessTwice = (part: Part, message: Outbound): boolean => part.kind === 'card' || message.promptId !== undefined

export const cardDigest = (card: unknown): string =>
  createHash('sha256').update(JSON.stringify(card)).digest('base64url').slice(0, 22)

export function messageSender(sending: Sending): MessageSender {
  const { outlets, sent, limits, wall, clock, log } = sending
  /** Parts of a message that are out, for the tries after one that stopped half way. */
  const progress = new Map<string, { mode: Live['mode']; parts: Part[]; done: number; code?: string }>()
  const rings = new Set<Promise<void>>()
  let botAwaySince: number | undefined

  const queue = sendQueue(async (conversation, notes, first) => {
    log.debug({ notes: notes.length }, 'wecom: waiting notes are said together')
    const key = createHash('sha256')
      .update(`${conversation}\u0000${notes.join('\u0000')}`)
      .digest('hex')
    return noteTogether(first, notes, key)
  }, TEXT_BYTES.app - 200)

  /** The first note's job knows the chat; its message is sent with all the words. */
  const noteJobs = new WeakMap<object, { message: Outbound; route: Live }>()
  async function noteTogether(first: object, notes: string[], key: string): Promise<Delivery> {
    const known = noteJobs.get(first)
    if (!known) throw new Error('a note without its message')
    return deliver(key, { ...known.message, text: notes.join('\n\n') }, known.route)
  }

  async function send(key: string, message: Outbound): Promise<Delivery> {
    const route = await routeOf(message.chatId, sending)
    if (route.mode === 'none') return { state: 'refused', reason: route.reason, retry: route.retry }
    const job = { run: () => deliver(key, message, route), ...(isNote(message) ? { note: message.text } : {}) }
    noteJobs.set(job, { message, route })
    const delivery = await queue.add(message.chatId, job)
    return delivery.state === 'accepted' ? { state: 'accepted', messageId: messageIdOf(key) } : delivery
  }

  async function deliver(key: string, message: Outbound, route: Live): Promise<Delivery> {
    const messageId = messageIdOf(key)
    const mentioned = await mentionedIds(message, sending)
    const planned = plan(message, route, mentioned)
    const encoded = encodeMessage(planned.message, {
      mode: planned.route.mode,
      messageId,
      inGroup: planned.route.mode === 'robot' || (planned.route.mode === 'bot' && planned.route.chat.type === 'group'),
      cardUrl: sending.cardUrl,
    })
    const record = await remember(messageId, message, encoded, planned.route)
    const begun = progress.get(key)
    // Another mouth has other limits: there the message begins anew.
    const state =
      begun?.mode === planned.route.mode
        ? begun
        : { mode: planned.route.mode, parts: encoded.parts, done: record.mode === planned.route.mode ? (record.out ?? 0) : 0 }
    progress.set(key, state)
    bound(progress, MOST_PROGRESS)
    for (; state.done < state.parts.length; state.done++) {
      const part = state.parts[state.done]
      if (!part) break
      const mayRepeat = isHarmlessTwice(part, message)
      const again = record.unsure === true && !mayRepeat
      const go = (): Promise<Answer> => attempt(part, state, planned.route, mentioned, message, messageId, planned.rings, again)
      let answer = await go()
      if (answer.state === 'unknown' && planned.route.mode !== 'app') {
        if (mayRepeat) answer = await secondTry(planned.route, go)
        else await note(messageId, { unsure: true })
      }
      const verdict = judge(answer, part, state, planned.route, message)
      if (verdict === 'again') {
        state.done -= 1
        continue
      }
      if (verdict !== 'next') return verdict
      await note(messageId, { out: state.done + 1, unsure: false })
      record.unsure = false
    }
    progress.delete(key)
    if (state.code !== undefined) await addCode(messageId, state.code)
    if (planned.nudge) ring(planned.nudge, message, mentioned)
    return { state: 'accepted', messageId }
  }

  /** Once more, over a connection that stands. */
  async function secondTry(route: Live, go: () => Promise<Answer>): Promise<Answer> {
    if (route.mode === 'bot') await until(() => outlets.bot?.ready() ?? false, RECONNECT_WAIT_MS)
    return go()
  }

  /** Who says it: plain words that should ring somebody's phone go through the group's robot, which alone can mention. */
  function plan(
    message: Outbound,
    route: Live,
    mentioned: string[],
  ): { route: Live; message: Outbound; rings: boolean; nudge?: WebhookRobot } {
    if (route.mode !== 'bot') return { route, message, rings: true }
    const botAway = !outlets.bot?.ready()
    if (!botAway) botAwaySince = undefined
    else botAwaySince ??= wall.nowMs()
    const { robot } = route
    if (!robot) return { route, message, rings: false }
    if (botAway && wall.nowMs() - (botAwaySince ?? 0) >= BOT_AWAY_MS)
      return { route: { mode: 'robot', robot }, message, rings: true }
    if (mentioned.length === 0 || message.replyTo !== undefined) return { route, message, rings: false }
    if (!message.card) return { route: { mode: 'robot', robot }, message, rings: true }
    return { route, message, rings: false, nudge: robot }
  }

  async function note(messageId: string, change: Partial<SentRecord>): Promise<void> {
    const record = await sent.find(messageId)
    if (record) await sent.save({ ...record, ...change })
  }

  async function remember(messageId: string, message: Outbound, encoded: EncodedMessage, route: Live): Promise<SentRecord> {
    const before = await sent.find(messageId)
    if (before) return before
    const record: SentRecord = {
      messageId,
      chatId: message.chatId,
      mode: route.mode,
      at: clock.nowIso(),
      words: wordsDigest(message.text),
      ...(message.card?.orderNumber === undefined ? {} : { orderNumber: message.card.orderNumber }),
      ...(message.promptId === undefined ? {} : { promptId: message.promptId }),
      ...(message.card === undefined ? {} : { title: message.card.title }),
      ...(encoded.taskIds.length > 0
        ? { taskIds: encoded.taskIds, offered: encoded.offered, card: cardDigest(message.card) }
        : {}),
      ...(route.mode === 'app' ? { receivers: [route.userid] } : {}),
    }
    await sent.save(record)
    return record
  }

  async function addCode(messageId: string, code: string): Promise<void> {
    const record = await sent.find(messageId)
    if (record) await sent.save({ ...record, codes: [...(record.codes ?? []), { code, atMs: wall.nowMs(), fromPress: false }] })
  }

  async function attempt(
    part: Part,
    state: { done: number; parts: Part[]; code?: string },
    route: Live,
    mentioned: string[],
    message: Outbound,
    messageId: string,
    rings: boolean,
    again: boolean,
  ): Promise<Answer> {
    const partId = `${messageId}-p${state.done}`
    switch (route.mode) {
      case 'bot': {
        // A message is answered once: with its first part when that is words, or with the card when that is all there is.
        const answers = message.replyTo !== undefined && state.done === 0 && (part.kind === 'text' || state.parts.length === 1)
        const reply = answers && message.replyTo !== undefined ? { reply: { messageId: message.replyTo, id: partId } } : {}
        // A finished stream with the same id is the same bubble, as long as it goes over the same connection.
        if (again && !('reply' in reply)) return NOT_AGAIN
        const answer = await sendByBot(part, { chat: route.chat, ...reply, ...(again ? { onlyReply: true } : {}) }, sending)
        if (answer.state !== 'error' || answer.info.kind !== 'stale') return answer
        // Nothing was delivered: once the new connection stands, the same again.
        await until(() => outlets.bot?.ready() ?? false, RECONNECT_WAIT_MS)
        return sendByBot(part, { chat: route.chat }, sending)
      }
      case 'app': {
        const answer = await sendByApp(part, route.userid, partId.slice(2, 8), sending)
        const code = answer.state === 'ok' ? answer.body['response_code'] : undefined
        if (typeof code === 'string' && code !== '' && part.kind === 'card' && part.card.task_id === messageId) state.code = code
        return answer
      }
      case 'robot':
        if (again) return NOT_AGAIN
        return sendByRobot(part, route.robot, rings && state.done === 0 ? mentioned : [], sending)
    }
  }

  function judge(
    answer: Answer,
    part: Part,
    state: { parts: Part[]; done: number },
    route: Live,
    message: Outbound,
  ): Delivery | 'next' | 'again' {
    if (answer.state === 'ok') return 'next'
    // The app's own repeats were recognised by their content, so a later try is harmless as well.
    if (answer.state === 'unknown')
      return route.mode === 'app'
        ? { state: 'refused', reason: '企业微信没有应答', retry: true }
        : { state: 'unknown', reason: `企业微信没有应答：${answer.reason}` }
    if (answer.state === 'unsent') return { state: 'refused', reason: '企业微信暂时连不上', retry: true }
    const { kind, hint } = answer.info
    switch (kind) {
      case 'repeat':
        return 'next'
      case 'later':
      case 'stale':
      case 'token':
        if (answer.code === 45009 || answer.code === 45033) limits.block(scopeName(route), TOO_OFTEN_MS)
        return { state: 'refused', reason: hint, retry: true }
      case 'admin':
        sending.alert({ code: 'admin', text: `企业微信：${hint}（错误码 ${answer.code}）`, chatId: message.chatId })
        // Nothing was shown, and it will go out once the setting is right.
        return { state: 'refused', reason: hint, retry: true }
      case 'group-lost':
        if (route.mode === 'bot' && route.chat.type === 'single') {
          sending.alert({ code: 'member-lost', text: `企业微信：${NEVER_WROTE}`, chatId: message.chatId })
          return { state: 'refused', reason: NEVER_WROTE, retry: false }
        }
        if (route.mode === 'bot' && route.chat.type === 'group') sending.lostGroups.set(route.chat.id, wall.nowMs())
        sending.alert({ code: 'group-lost', text: `企业微信：${hint}`, chatId: message.chatId })
        // Where the group has a robot, the next try goes through it.
        return { state: 'refused', reason: hint, retry: route.mode === 'bot' && route.robot !== undefined }
      case 'member-lost':
        sending.alert({ code: 'member-lost', text: `企业微信：${hint}`, chatId: message.chatId })
        return { state: 'refused', reason: hint, retry: false }
      case 'reply-closed':
      case 'no-stream':
      case 'bug': {
        if (part.kind !== 'card') return { state: 'refused', reason: hint, retry: false }
        // The card is not taken: the same in words. Checklists have none, their questions are asked in the chat.
        log.warn({ errcode: answer.code }, 'wecom: a card was refused, its words are sent instead')
        const words = textParts(part.words, route.mode)
        state.parts.splice(state.done, 1, ...words)
        return 'again'
      }
    }
  }

  const scopeName = (route: Live): string =>
    route.mode === 'robot'
      ? robotScope(route.robot.id).name
      : conversationScope(route.mode, route.mode === 'bot' ? route.chat.id : route.userid).name

  /** Not waited for: the robot's own pace must not hold up the chat, where a card may have five seconds left. */
  function ring(robot: WebhookRobot, message: Outbound, mentioned: string[]): void {
    const work = nudge(robot, message, mentioned)
      .catch((error: unknown) => log.error({ code: codeOf(error), err: error }, 'wecom: a mention could not be sent'))
      .finally(() => rings.delete(work))
    rings.add(work)
  }

  /** The card is out; this only rings. Its failure is told, but the message counts as delivered. */
  async function nudge(robot: WebhookRobot, message: Outbound, mentioned: string[]): Promise<void> {
    const [part] = textParts(message.text || message.card?.title || '', 'robot')
    if (!part || part.kind !== 'text') return
    const answer = await sendByRobot(part, robot, mentioned, sending)
    if (answer.state === 'ok') return
    const why = answer.state === 'error' ? answer.info.hint : '没有应答'
    sending.alert({ code: 'nudge-failed', text: `群机器人的 @ 提醒没有发出：${why}`, chatId: message.chatId })
  }

  return {
    send,
    queue,
    idle: async () => {
      await Promise.all(rings)
    },
  }
}

/** Words that nobody is asked to act on: they may wait, and be said together with others. */
const isNote = (m: Outbound): boolean =>
  m.card === undefined &&
  m.promptId === undefined &&
  m.mentions.length === 0 &&
  m.replyTo === undefined &&
  (m.attachments ?? []).length === 0 &&
  m.text.length < 600

const until = async (holds: () => boolean, mostMs: number): Promise<void> => {
  for (let waited = 0; waited < mostMs && !holds(); waited += 50) await new Promise((resolve) => setTimeout(resolve, 50))
}
