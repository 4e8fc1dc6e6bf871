import type { BotBody } from './bot-outlet'
import { FILE_BYTES } from './card-limits'
import type { PlatformChat } from './decoded'
import { textParts, type Part } from './encode-message'
import { errorInfo, type Answer } from './error-codes'
import type { Sending } from './outlets'
import { ENTERPRISE_SCOPE, UPLOAD_SCOPE, conversationScope, robotScope } from './send-limits'
import type { WebhookRobot } from './webhook-robot'

const STOPPED: Answer = { state: 'unsent', reason: 'stopping' }
const GONE: Answer = { state: 'error', code: 40007, info: { kind: 'bug', hint: '附件已不在文件库里' } }
const NOT_WRITTEN: Answer = { state: 'error', code: -1, info: { kind: 'later', hint: '附件还没有生成好' } }

/** A document of ours may still be on its way into the vault; anything else that is not there will not come. */
const missing = (part: Part): Answer => (part.kind === 'file' && part.ref.startsWith('doc:') ? NOT_WRITTEN : GONE)

export interface PartFile {
  bytes: Uint8Array
  name: string
  mimeType: string
  type: 'image' | 'file'
}

/** The bytes of an attachment; pictures that are small enough go as pictures. */
export async function fileOf(
  part: Extract<Part, { kind: 'file' | 'text-file' }>,
  sending: Sending,
): Promise<PartFile | undefined> {
  if (part.kind === 'text-file')
    return { bytes: Buffer.from(`\ufeff${part.content}`, 'utf8'), name: part.name, mimeType: 'text/plain', type: 'file' }
  const stored = await sending.vault.get(part.ref)
  if (!stored) return undefined
  const isImage = /^image\/(png|jpeg)$/.test(part.mimeType) && stored.bytes.length <= FILE_BYTES.image
  return { bytes: stored.bytes, name: part.name, mimeType: part.mimeType, type: isImage ? 'image' : 'file' }
}

export interface BotSend {
  chat: PlatformChat
  /** The message that may be answered, with an id that is the same for every repeat of this part. */
  reply?: { messageId: string; id: string }
  /** The part may have been shown already: only an answer with the same id is sent, no push. */
  onlyReply?: boolean
}

/** One part through the AI bot: as an answer where that is possible, else as a push. */
export async function sendByBot(part: Part, { chat, reply, onlyReply = false }: BotSend, sending: Sending): Promise<Answer> {
  const { outlets, limits } = sending
  const { bot } = outlets
  if (!bot) return { state: 'unsent', reason: 'no bot' }
  const scope = conversationScope('bot', chat.id)
  const body = await bodyOf(part, sending)
  if ('state' in body) return body
  if (!(await limits.acquire([scope]))) return STOPPED
  if (reply) {
    const answer = await bot.reply(reply.messageId, body, reply.id)
    const usePush =
      answer === undefined ||
      (answer.state === 'error' && (answer.info.kind === 'reply-closed' || answer.info.kind === 'no-stream'))
    if (!usePush) return answer
    if (onlyReply) return { state: 'unknown', reason: '上次没有应答，可能已经送到' }
    if (answer !== undefined && !(await limits.acquire([scope]))) return STOPPED
  }
  if (!bot.pushes)
    return { state: 'error', code: 0, info: { kind: 'bug', hint: 'URL 回调模式不能主动推送，请改用长连接或配置群机器人' } }
  return bot.push(chat, body)
}

async function bodyOf(part: Part, sending: Sending): Promise<BotBody | Answer> {
  const { outlets, limits } = sending
  switch (part.kind) {
    case 'text':
      return { msgtype: 'markdown', markdown: { content: part.content } }
    case 'card':
      return { msgtype: 'template_card', template_card: part.card }
    case 'file':
    case 'text-file': {
      const file = await fileOf(part, sending)
      if (!file) return missing(part)
      const pace = async (): Promise<void> => void (await limits.acquire([UPLOAD_SCOPE]))
      const uploaded = await outlets.bot?.upload(file, pace)
      const mediaId = uploaded?.state === 'ok' ? uploaded.body['media_id'] : undefined
      if (typeof mediaId !== 'string')
        return uploaded && uploaded.state !== 'ok' ? uploaded : { state: 'unsent', reason: 'no media id' }
      return { msgtype: file.type, [file.type]: { media_id: mediaId } }
    }
  }
}

/** One part to one member through the app. `reference` makes equal words of different messages differ for the duplicate check. */
export async function sendByApp(part: Part, userid: string, reference: string, sending: Sending): Promise<Answer> {
  const { outlets, limits } = sending
  const { app } = outlets
  if (!app) return { state: 'unsent', reason: 'no app' }
  const scopes = [conversationScope('app', userid), ENTERPRISE_SCOPE]
  switch (part.kind) {
    case 'text':
      return (await limits.acquire(scopes)) ? app.sendText(userid, `${part.content}\n#${reference}`) : STOPPED
    case 'card': {
      const needsHearing = part.card.card_type !== 'text_notice'
      if (needsHearing && !outlets.appHears) return { state: 'error', code: 43012, info: { ...errorInfo(43012), kind: 'bug' } }
      return (await limits.acquire(scopes)) ? app.sendCard(userid, part.card) : STOPPED
    }
    case 'file':
    case 'text-file': {
      const file = await fileOf(part, sending)
      if (!file) return missing(part)
      if (!(await limits.acquire([ENTERPRISE_SCOPE]))) return STOPPED
      const uploaded = await app.upload(file.bytes, file.name, file.mimeType, file.type)
      const mediaId = uploaded.state === 'ok' ? uploaded.body['media_id'] : undefined
      if (typeof mediaId !== 'string')
        return uploaded.state === 'unknown' ? { state: 'unsent', reason: 'upload without an answer' } : uploaded
      return (await limits.acquire(scopes)) ? app.sendFile(userid, mediaId, file.type) : STOPPED
    }
  }
}

/** One part through a group's robot. Cards become words: a robot's cards have no buttons. */
export async function sendByRobot(part: Part, robot: WebhookRobot, mentioned: string[], sending: Sending): Promise<Answer> {
  const scopes = [robotScope(robot.id)]
  switch (part.kind) {
    case 'text':
      return (await sending.limits.acquire(scopes)) ? robot.sendText(part.content, mentioned) : STOPPED
    case 'card': {
      let last: Answer = { state: 'ok', body: {} }
      for (const text of textParts(part.words, 'robot')) {
        last = await sendByRobot(text, robot, mentioned, sending)
        if (last.state !== 'ok') return last
      }
      return last
    }
    case 'file':
    case 'text-file': {
      const file = await fileOf(part, sending)
      if (!file) return missing(part)
      return (await sending.limits.acquire(scopes)) ? robot.sendFile(file.bytes, file.name, file.mimeType) : STOPPED
    }
  }
}
