import { codeOf } from '../../../domain/fault'
import type { Attachment } from '../../../domain/message'
import type { Receive } from '../../../domain/ports/channel'
import { bindByChat } from './bind-by-chat'
import { bound } from './bot-outlet'
import type { Decoded, PlatformChat } from './decoded'
import { readAddress } from './encode-card'
import { baseTaskId } from './encode-message'
import { latelySeen } from './lately-seen'
import { matchQuote } from './match-quote'
import { fetchMedia, type FetchMediaDeps, type MediaFault } from './media'
import type { Sending } from './outlets'
import { stripMention } from './strip-mention'
import type { CardUpdater } from './update-card'
import type { WecomDeps } from './wecom-deps'

export interface TakeInDeps {
  sending: Sending
  updater: CardUpdater
  receive: Receive
  botNames: readonly string[]
  admins: readonly string[]
  binding: WecomDeps['binding']
  directChat: WecomDeps['directChat']
  media: FetchMediaDeps
  /** Says something in a chat of the platform, bound or not, as an answer where there is a message to answer. */
  say(chat: PlatformChat, text: string, messageId: string | undefined): Promise<void>
  /** Encrypted ids to user ids. */
  convertId(openUserid: string): Promise<string | undefined>
}

type Message = Extract<Decoded, { kind: 'message' }>
type Press = Extract<Decoded, { kind: 'press' }>

/** Ids of members are short; encrypted ones begin with "wo" and are long. */
export const isEncryptedId = (userid: string): boolean => /^wo[\w-]{18,}$/.test(userid)

const SAY_AGAIN_MS = 600_000
const MOST_SEEN = 10_000
const MEDIA_WORDS: Record<MediaFault, string> = {
  'too-large': '文件太大（最大 20 MB），请压缩后再发。',
  'bad-address': '图片或文件没有取到，请再发一次。',
  'not-loaded': '图片或文件没有取到，请再发一次。',
  'not-decrypted': '图片或文件打不开，请再发一次。',
}

/** Seconds as text; messages come many to a second. */
function rememberedIso(): (seconds: number) => string {
  let last = { seconds: 0, iso: new Date(0).toISOString() }
  return (seconds) => {
    if (last.seconds !== seconds) last = { seconds, iso: new Date(seconds * 1000).toISOString() }
    return last.iso
  }
}

/** Turns what was heard into events of the product. Resolves once the event is on disk (or needs no record). Repeats join the first. */
export function takeIn(deps: TakeInDeps): (decoded: Decoded) => Promise<void> {
  const { sending, receive } = deps
  const { identities, sent, clock, wall, log } = sending
  const running = new Map<string, Promise<void>>()
  const seen = latelySeen(MOST_SEEN)
  const isoOfSecond = rememberedIso()
  const lastTold = new Map<string, number>()
  /** Messages of one chat are handed in in the order they came, although pictures take time to load. */
  const lines = new Map<string, Promise<unknown>>()

  async function userOf(userid: string): Promise<{ userid: string; personId: string | undefined; encrypted: boolean }> {
    const direct = await identities.ours('person', userid)
    if (direct !== undefined || !isEncryptedId(userid)) return { userid, personId: direct, encrypted: false }
    const plain = await deps.convertId(userid)
    return plain === undefined
      ? { userid, personId: undefined, encrypted: true }
      : { userid: plain, personId: await identities.ours('person', plain), encrypted: false }
  }

  async function chatOf(chat: PlatformChat, userid: string, personId: string | undefined): Promise<string | undefined> {
    if (chat.type === 'group') {
      sending.lostGroups.delete(chat.id)
      return identities.ours('group', chat.id)
    }
    const known = await identities.ours('direct', userid)
    if (known !== undefined || personId === undefined) return known
    const made = await deps.directChat?.(personId)
    if (made !== undefined) await identities.bind('direct', userid, made)
    return made
  }

  /** Says it once per ten minutes and person, so that nobody can make the bot talk. */
  async function tell(chat: PlatformChat, userid: string, text: string, messageId?: string): Promise<void> {
    const key = `${chat.id} ${userid}`
    const now = wall.nowMs()
    if (now - (lastTold.get(key) ?? Number.NEGATIVE_INFINITY) < SAY_AGAIN_MS) return
    lastTold.delete(key)
    lastTold.set(key, now)
    bound(lastTold, MOST_SEEN)
    await deps.say(chat, text, messageId)
  }

  const stranger = (who: { userid: string; encrypted: boolean }): string =>
    who.encrypted
      ? '您好，企业微信给我的是加密账号，我认不出您是谁。请管理员配置自建应用，或由超级管理员在管理后台重新创建机器人。'
      : `您好，我还不认识您（企业微信账号 ${who.userid}）。请管理员对我说：绑定人员 ${who.userid} 您的姓名`

  /** The platform's time where the product's clock was not moved, else the product's. */
  const stamp = (createTime: number | undefined): string => {
    const moved = Math.abs(clock.nowMs() - wall.nowMs()) > 5_000
    const late = createTime === undefined ? Number.POSITIVE_INFINITY : wall.nowMs() - createTime * 1000
    return moved || createTime === undefined || late < 0 || late > 86_400_000 ? clock.nowIso() : isoOfSecond(createTime)
  }

  async function message(m: Message): Promise<void> {
    const who = await userOf(m.userid)
    const text = stripMention(m.text, deps.botNames, m.chat.type === 'group')
    const boundNow = text.startsWith('绑定')
      ? await bindByChat(
          { text, userid: who.userid, chat: m.chat },
          {
            admins: deps.admins,
            identities,
            binding: deps.binding,
            ...(sending.outlets.app && deps.directChat ? { directChat: deps.directChat } : {}),
          },
        )
      : undefined
    if (boundNow !== undefined) return deps.say(m.chat, boundNow, m.messageId)
    const chatId = await chatOf(m.chat, who.userid, who.personId)
    if (who.personId === undefined) return tell(m.chat, who.userid, stranger(who), m.messageId)
    if (chatId === undefined) {
      const hint =
        m.chat.type === 'group'
          ? '这个群还没有登记，请管理员在群里 @我 发：绑定群 群名称'
          : '您的私聊还没有开通，请联系管理员，或到群里 @我。'
      return tell(m.chat, who.userid, hint, m.messageId)
    }
    if (m.unreadable !== undefined)
      return tell(
        m.chat,
        who.userid,
        '这种消息我读不了，请发文字；图片请和 @我 放在同一条消息里，文件请私聊发给我。',
        m.messageId,
      )
    const attachments = m.media.length > 0 ? await load(m) : []
    const replyTo = m.quote === undefined ? undefined : matchQuote(m.quote, await sent.recent(chatId, 200))
    await receive({
      id: `wecom:${m.eventId}`,
      channel: 'wecom',
      chatId,
      personId: who.personId,
      messageId: m.messageId,
      ...(replyTo === undefined ? {} : { replyTo }),
      mentions: [],
      at: stamp(m.createTime),
      content: { kind: 'text', text, attachments },
    })
  }

  async function load(m: Message): Promise<Attachment[]> {
    const results = await Promise.all(m.media.slice(0, 20).map((ref) => fetchMedia(ref, deps.media)))
    const faults = results.filter((r): r is MediaFault => typeof r === 'string')
    const [fault] = faults
    if (fault !== undefined) {
      log.warn({ fault, count: faults.length }, 'wecom: media of a message were not loaded')
      await deps.say(m.chat, MEDIA_WORDS[fault], undefined)
    }
    return results.filter((r): r is Attachment => typeof r !== 'string')
  }

  async function press(p: Press): Promise<void> {
    const messageId = baseTaskId(p.taskId)
    const address = readAddress(p.key)
    let record = await sent.find(messageId)
    if (!address || (record?.promptId !== undefined && record.promptId !== address.promptId)) {
      log.warn({ messageId }, 'wecom: a press with a key that is not ours')
      return
    }
    if (record && p.responseCode !== undefined) {
      record = {
        ...record,
        codes: [...(record.codes ?? []), { code: p.responseCode, atMs: wall.nowMs(), fromPress: true }].slice(-10),
      }
      await sent.save(record)
    }
    const who = await userOf(p.userid)
    const where = p.chat ?? { type: 'single', id: p.userid }
    if (who.personId === undefined) return tell(where, who.userid, stranger(who))
    const chatId = record?.chatId ?? (await chatOf(where, who.userid, who.personId))
    if (chatId === undefined) return
    // An outdated card is put right, and pressing it changes nothing.
    if (record && (await deps.updater.putRight(record))) return
    await receive({
      id: `wecom:${p.eventId}`,
      channel: 'wecom',
      chatId,
      personId: who.personId,
      messageId,
      mentions: [],
      at: stamp(p.createTime),
      content: { kind: 'action', ...address, inputs: chosen(p.selected, record?.offered), cardMessageId: messageId },
    })
  }

  async function work(decoded: Decoded): Promise<void> {
    switch (decoded.kind) {
      case 'message': {
        const line = `${decoded.chat.type} ${decoded.chat.id}`
        // Only what takes time, or stands behind it, needs to queue.
        return decoded.media.length > 0 || isEncryptedId(decoded.userid) || lines.has(line)
          ? inLine(line, () => message(decoded))
          : message(decoded)
      }
      case 'press':
        return press(decoded)
      case 'left':
        sending.alert({ code: 'member-lost', text: `企业微信成员 ${decoded.userid} 已离开或不再使用本应用，请检查由谁接手。` })
        return undefined
      case 'entered':
      case 'joined':
      case 'stream-poll':
      case 'kicked':
        return undefined
      case 'ignored':
        log.debug({ why: decoded.why }, 'wecom: an event without meaning for us')
        return undefined
    }
  }

  function inLine(key: string, run: () => Promise<void>): Promise<void> {
    const before = lines.get(key) ?? Promise.resolve()
    const mine = before.then(run, run)
    lines.set(key, mine)
    const leave = (): void => {
      if (lines.get(key) === mine) lines.delete(key)
    }
    mine.then(leave, leave)
    return mine
  }

  return (decoded) => {
    if (!('eventId' in decoded)) return work(decoded)
    const { eventId } = decoded
    if (seen.has(eventId)) return Promise.resolve()
    const going = running.get(eventId)
    if (going) return going
    const mine = work(decoded).then(
      () => {
        running.delete(eventId)
        seen.add(eventId)
      },
      (error: unknown) => {
        running.delete(eventId)
        log.error({ eventId, code: codeOf(error), err: error }, 'wecom: an event could not be taken in')
        throw error
      },
    )
    running.set(eventId, mine)
    return mine
  }
}

/** The chosen options as inputs: only questions and options that the card offered. */
function chosen(selected: Record<string, string[]>, offered: Record<string, string[]> | undefined): Record<string, string> {
  const pairs = Object.entries(selected).flatMap(([question, options]) => {
    const [option] = options
    const known =
      offered === undefined || (Object.hasOwn(offered, question) && option !== undefined && offered[question]?.includes(option))
    return option === undefined || option === '-' || !known ? [] : [[question, option]]
  })
  return Object.fromEntries(pairs)
}
