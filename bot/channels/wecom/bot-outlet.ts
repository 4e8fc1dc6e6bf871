import type { WallClock } from './wall-clock'
import type { BotSocket } from './aibot-socket'
import type { PlatformChat } from './decoded'
import { baseTaskId } from './encode-message'
import type { Answer } from './error-codes'
import { uploadMedia } from './media'
import type { TemplateCard } from './template-card'

export type BotBody =
  | { msgtype: 'markdown'; markdown: { content: string } }
  | { msgtype: 'template_card'; template_card: TemplateCard }
  | { msgtype: 'file' | 'image'; file?: { media_id: string }; image?: { media_id: string } }

/** How the AI bot speaks: over its connection, or as answers to URL callbacks. */
export interface BotOutlet {
  readonly pushes: boolean
  ready(): boolean
  push(chat: PlatformChat, body: BotBody): Promise<Answer>
  /** Answers a message; undefined where that message cannot be answered (any more) in this way. `id` is the same for a repeat. */
  reply(messageId: string, body: BotBody, id: string): Promise<Answer> | undefined
  /** Changes a card through a click that is a few seconds old at most; undefined when there was none. */
  update(messageId: string, card: (taskId: string) => TemplateCard, onlyFor?: string): Promise<Answer> | undefined
  hasClick(messageId: string): boolean
  upload(file: { bytes: Uint8Array; name: string; type: 'image' | 'file' }, pace: () => Promise<void>): Promise<Answer>
}

/** The platform allows five seconds from the click; the way there and back takes some of it. */
export const CLICK_MS = 4_500
const REPLY_MS = 23 * 3_600_000
const MOST_HELD = 5_000

interface Handle {
  reqId: string
  connection: number
  atMs: number
}

/** Drops the oldest entries beyond the bound; a Map keeps the order in which keys came. */
export function bound<T>(map: Map<string, T>, most: number): void {
  if (map.size <= most) return
  for (const key of map.keys()) {
    map.delete(key)
    if (map.size <= most) return
  }
}

export interface SocketOutlet extends BotOutlet {
  heardMessage(messageId: string, frame: { reqId: string; connection: number }): void
  heardClick(taskId: string, frame: { reqId: string; connection: number }): void
}

export function socketOutlet(socket: BotSocket, clock: WallClock): SocketOutlet {
  const messages = new Map<string, Handle & { usedBy?: string }>()
  const clicks = new Map<string, Handle & { taskId: string }>()

  const freshClick = (messageId: string): (Handle & { taskId: string }) | undefined => {
    const click = clicks.get(messageId)
    const usable = click && click.connection === socket.connection() && clock.nowMs() - click.atMs < CLICK_MS
    return usable ? click : undefined
  }

  return {
    pushes: true,
    ready: () => socket.state() === 'ready',
    push: (chat, body) => socket.push(chat.id, chat.type === 'group' ? 2 : 1, body),
    reply(messageId, body, id) {
      const handle = messages.get(messageId)
      if (!handle || handle.connection !== socket.connection() || clock.nowMs() - handle.atMs > REPLY_MS) return undefined
      // One answer per message: a second command on the same request id may meet the late acknowledgement of the first.
      if (handle.usedBy !== undefined && handle.usedBy !== id) return undefined
      handle.usedBy = id
      // A finished stream with an id of ours: sent twice it is still one bubble.
      const sent =
        body.msgtype === 'markdown' ? { msgtype: 'stream', stream: { id, finish: true, content: body.markdown.content } } : body
      return socket.respond('aibot_respond_msg', handle, sent)
    },
    hasClick: (messageId) => freshClick(messageId) !== undefined,
    update(messageId, card, onlyFor) {
      const click = freshClick(messageId)
      if (!click) return undefined
      clicks.delete(messageId)
      return socket.respond('aibot_respond_update_msg', click, {
        response_type: 'update_template_card',
        ...(onlyFor === undefined ? {} : { userids: [onlyFor] }),
        template_card: card(click.taskId),
      })
    },
    upload: (file, pace) => uploadMedia((cmd, body) => socket.command(cmd, body), pace, file),
    heardMessage(messageId, frame) {
      messages.set(messageId, { reqId: frame.reqId, connection: frame.connection, atMs: clock.nowMs() })
      bound(messages, MOST_HELD)
    },
    heardClick(taskId, frame) {
      clicks.set(baseTaskId(taskId), { reqId: frame.reqId, connection: frame.connection, atMs: clock.nowMs(), taskId })
      bound(clicks, MOST_HELD)
    },
  }
}
