import { fault } from '../../../domain/fault'
import type { Attachment, Delivery, Inbound, Outbound } from '../../../domain/message'
import type { Channel, Receive } from '../../../domain/ports/channel'
import type { ChatLog, LoggedMessage } from '../../../domain/ports/chat-log'
import type { Clock } from '../../../domain/ports/clock'
import type { FileVault } from '../../../domain/ports/file-vault'
import type { NewId } from '../../../domain/ports/ids'
import type { Log } from '../../../domain/ports/log'
import { eventStream, type EventStream } from './event-stream'
import { fileUrl } from './file-links'

export interface SandboxChannelDeps {
  chatLog: ChatLog
  vault: FileVault
  clock: Pick<Clock, 'nowIso'>
  newId: NewId
  log: Log
  /** Where given, messages to a chat that does not exist (any more) are refused instead of stored. */
  hasChat?(chatId: string): Promise<boolean>
  heartbeatMs?: number
}

/** What a person says in the sandbox, checked already. The same key twice is the same message. */
export interface SandboxPost {
  key: string
  chatId: string
  fromId: string
  text: string
  replyTo?: string
  mentions: string[]
  attachments: { name: string; mimeType: string; bytes: Uint8Array }[]
}

/** A pressed button of a card, checked already. The same key twice is the same press. */
export interface SandboxPress {
  key: string
  card: LoggedMessage
  promptId: string
  actionId: string
  fromId: string
  inputs: Record<string, string>
}

/** The bot's own chat platform: a channel like any other, and the way in for its HTTP API. */
export interface SandboxChannel extends Channel {
  readonly events: EventStream
  now(): string
  /** Stores the message in the chat and hands it in; resolves once both are on disk. */
  post(post: SandboxPost): Promise<LoggedMessage>
  /** Hands a press in; resolves once it is on disk. */
  press(press: SandboxPress): Promise<'new' | 'repeat'>
}

const ALL = { buttons: true, forms: true, edit: true, files: true, push: true }

export function sandboxChannel(deps: SandboxChannelDeps): SandboxChannel {
  const { chatLog, vault, clock, log } = deps
  const events = eventStream({
    runId: deps.newId(),
    ...(deps.heartbeatMs === undefined ? {} : { heartbeatMs: deps.heartbeatMs }),
  })
  let receive: Receive | undefined

  const handIn = async (inbound: Inbound): Promise<'new' | 'repeat'> => {
    if (!receive)
      throw fault('SANDBOX_NOT_STARTED', 'The sandbox was asked to take a message before it was started; try again in a moment')
    return receive(inbound)
  }

  const send = async (key: string, message: Outbound): Promise<Delivery> => {
    if (deps.hasChat && !(await deps.hasChat(message.chatId)))
      return { state: 'refused', reason: `没有这个会话：${message.chatId}`, retry: false }
    try {
      const stored = await chatLog.append(`out:${key}`, said(message, clock.nowIso()))
      events.publish('message', shownMessage(stored), stored.id)
      return { state: 'accepted', messageId: stored.id }
    } catch (error) {
      // The key makes a second try harmless, whether or not the first one was stored.
      log.warn({ error, key }, 'sandbox: a message could not be stored')
      return { state: 'refused', reason: '会话记录暂时写不进去', retry: true }
    }
  }

  const update = async (key: string, messageId: string, message: Outbound): Promise<Delivery> => {
    try {
      const change = { text: message.text, ...(message.card ? { card: message.card } : {}), updatedAt: clock.nowIso() }
      const stored = await chatLog.replace(messageId, change)
      if (!stored) return { state: 'refused', reason: `没有这条消息：${messageId}`, retry: false }
      events.publish('message-updated', shownMessage(stored))
      return { state: 'accepted', messageId: stored.id }
    } catch (error) {
      log.warn({ error, key, messageId }, 'sandbox: a message could not be changed')
      return { state: 'refused', reason: '会话记录暂时写不进去', retry: true }
    }
  }

  const store = async (file: SandboxPost['attachments'][number]): Promise<Attachment> => ({
    name: file.name,
    mimeType: file.mimeType,
    ...(await vault.put(file.bytes, file.mimeType, file.name)),
  })

  return {
    name: 'sandbox',
    events,
    now: () => clock.nowIso(),
    can: async () => ALL,
    start: async (given) => {
      receive = given
    },
    stop: async () => {
      receive = undefined
      events.close()
    },
    send,
    update,
    post: async (post) => {
      const attachments = await Promise.all(post.attachments.map(store))
      const replyTo = post.replyTo === undefined ? {} : { replyTo: post.replyTo }
      const stored = await chatLog.append(`in:${post.key}`, {
        chatId: post.chatId,
        fromId: post.fromId,
        at: clock.nowIso(),
        text: post.text,
        ...replyTo,
        mentions: post.mentions,
        attachments: attachments.map(shownFile),
      })
      events.publish('message', shownMessage(stored), stored.id)
      // Built from what is stored: a repeat with the same key hands in the first message, whatever its body says.
      await handIn({
        id: `sandbox:${stored.id}`,
        channel: 'sandbox',
        chatId: stored.chatId,
        personId: stored.fromId,
        messageId: stored.id,
        ...(stored.replyTo === undefined ? {} : { replyTo: stored.replyTo }),
        mentions: stored.mentions,
        at: stored.at,
        content: { kind: 'text', text: stored.text, attachments },
      })
      return stored
    },
    press: (press) =>
      handIn({
        id: `sandbox:press:${press.key}`,
        channel: 'sandbox',
        chatId: press.card.chatId,
        personId: press.fromId,
        messageId: press.card.id,
        mentions: [],
        at: clock.nowIso(),
        content: {
          kind: 'action',
          promptId: press.promptId,
          actionId: press.actionId,
          inputs: press.inputs,
          cardMessageId: press.card.id,
        },
      }),
  }
}

const shownFile = (file: { name: string; mimeType: string; ref: string }) => ({
  name: file.name,
  mimeType: file.mimeType,
  url: fileUrl(file.ref),
})

const said = (message: Outbound, at: string): Omit<LoggedMessage, 'id'> => ({
  chatId: message.chatId,
  fromId: 'bot',
  at,
  text: message.text,
  ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
  mentions: message.mentions,
  ...(message.card === undefined ? {} : { card: message.card }),
  ...(message.promptId === undefined ? {} : { promptId: message.promptId }),
  attachments: (message.attachments ?? []).map(shownFile),
})

/** A message as the API shows it: the address of its prompt stays inside. */
export function shownMessage(message: LoggedMessage): Omit<LoggedMessage, 'promptId'> {
  const shown = { ...message }
  delete shown.promptId
  return shown
}
