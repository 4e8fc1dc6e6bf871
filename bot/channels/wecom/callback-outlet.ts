import type { WallClock } from './wall-clock'
import { bound, type BotBody, type BotOutlet } from './bot-outlet'
import { baseTaskId } from './encode-message'
import type { Answer } from './error-codes'
import { httpCall } from './http-call'
import type { TemplateCard } from './template-card'

/** An HTTP answer that is still open: what the product says within its time goes straight into it. */
export interface Slot {
  /** The passive answer, or undefined when nothing was said in time; then the HTTP answer is empty. */
  wait(ms: number): Promise<Record<string, unknown> | undefined>
}

export interface CallbackOutlet extends BotOutlet {
  openMessage(messageId: string, chatType: 'group' | 'single', responseUrl: string | undefined): Slot
  openClick(taskId: string): Slot
  /** The answer to a poll of a stream: the whole text again. */
  poll(streamId: string): Record<string, unknown> | undefined
}

const URL_MS = 55 * 60_000
const MOST_HELD = 2_000
const OK: Answer = { state: 'ok', body: {} }

interface Open {
  taskId: string
  resolve(body: Record<string, unknown>): boolean
}

/** The AI bot in URL mode: answers go into the open HTTP response, later ones once to the response address. It cannot push. */
export function callbackOutlet(clock: WallClock, isAllowed: (url: string) => boolean, timeoutMs = 8_000): CallbackOutlet {
  const slots = new Map<string, Open>()
  const urls = new Map<string, { url: string; chatType: 'group' | 'single'; atMs: number }>()
  const finished = new Map<string, string>()

  const open = (key: string, taskId: string): Slot => {
    let done = false
    let give: (body: Record<string, unknown> | undefined) => void = () => undefined
    const answer = new Promise<Record<string, unknown> | undefined>((resolve) => {
      give = resolve
    })
    slots.set(key, {
      taskId,
      resolve(body) {
        if (done) return false
        done = true
        slots.delete(key)
        give(body)
        return true
      },
    })
    bound(slots, MOST_HELD)
    return {
      async wait(ms) {
        const timer = setTimeout(() => {
          done = true
          slots.delete(key)
          give(undefined)
        }, ms)
        try {
          return await answer
        } finally {
          clearTimeout(timer)
        }
      },
    }
  }

  const passive = (body: BotBody, id: string): Record<string, unknown> | undefined => {
    if (body.msgtype === 'template_card') return body
    if (body.msgtype !== 'markdown') return undefined
    finished.set(id, body.markdown.content)
    bound(finished, MOST_HELD)
    return { msgtype: 'stream', stream: { id, finish: true, content: body.markdown.content } }
  }

  return {
    pushes: false,
    ready: () => true,
    push: () => Promise.resolve({ state: 'unsent', reason: 'URL mode cannot push' }),
    reply(messageId, body, id) {
      const slot = slots.get(`message ${messageId}`)
      const now = slot ? passive(body, id) : undefined
      if (slot && now && slot.resolve(now)) return Promise.resolve(OK)
      const later = urls.get(messageId)
      if (!later || clock.nowMs() - later.atMs > URL_MS) return undefined
      // Cards by this address are for private chats only.
      if (body.msgtype !== 'markdown' && (body.msgtype !== 'template_card' || later.chatType === 'group')) return undefined
      urls.delete(messageId)
      return httpCall({ url: later.url, body: JSON.stringify(body), timeoutMs })
    },
    hasClick: (messageId) => slots.has(`click ${messageId}`),
    update(messageId, card: (taskId: string) => TemplateCard, onlyFor) {
      const slot = slots.get(`click ${messageId}`)
      if (!slot) return undefined
      const body = {
        response_type: 'update_template_card',
        ...(onlyFor === undefined ? {} : { userids: [onlyFor] }),
        template_card: card(slot.taskId),
      }
      return slot.resolve(body) ? Promise.resolve(OK) : undefined
    },
    upload: () => Promise.resolve({ state: 'unsent', reason: 'URL mode cannot upload' }),
    openMessage(messageId, chatType, responseUrl) {
      if (responseUrl !== undefined && isAllowed(responseUrl)) {
        urls.set(messageId, { url: responseUrl, chatType, atMs: clock.nowMs() })
        bound(urls, MOST_HELD)
      }
      return open(`message ${messageId}`, '')
    },
    poll(id) {
      const content = finished.get(id)
      return content === undefined ? undefined : { msgtype: 'stream', stream: { id, finish: true, content } }
    },
    openClick: (taskId) => open(`click ${baseTaskId(taskId)}`, taskId),
  }
}
