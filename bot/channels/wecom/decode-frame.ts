import type { Decoded, MediaRef, PlatformChat } from './decoded'

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const object = (value: unknown): Json => (isObject(value) ? value : {})
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, 100) : [])

/**
 * What the AI bot heard: the body of a WebSocket callback frame, or the decrypted JSON of URL mode; both have one shape.
 * undefined for a body that is none of WeCom's. Pure; nothing here throws for odd input.
 */
export function decodeFrame(given: unknown): Decoded | undefined {
  if (!isObject(given)) return undefined
  const type = text(given['msgtype'])
  if (type === 'stream') return { kind: 'stream-poll', streamId: text(object(given['stream'])['id']) }
  const event = object(given['event'])
  if (type === 'event' && event['eventtype'] === 'disconnected_event') return { kind: 'kicked' }
  const msgid = text(given['msgid'])
  const userid = text(object(given['from'])['userid'])
  if (!type || !msgid || !userid) return undefined
  const time = given['create_time']
  const common = {
    eventId: `bot:${msgid}`,
    userid,
    ...(typeof time === 'number' && Number.isSafeInteger(time) && time > 0 ? { createTime: time } : {}),
  }
  if (type === 'event') return decodeEvent(event, chatOf(given, userid), common)
  const read = content(given)
  const quoted = quoteText(given['quote'])
  const responseUrl = text(given['response_url'])
  return {
    kind: 'message',
    ...common,
    chat: chatOf(given, userid) ?? { type: 'single', id: userid },
    messageId: msgid,
    ...read,
    ...(quoted ? { quote: quoted } : {}),
    ...(responseUrl ? { responseUrl } : {}),
  }
}

/** Click events do not always say where they happened. */
function chatOf(body: Json, userid: string): PlatformChat | undefined {
  const id = text(body['chatid'])
  if (id) return body['chattype'] === 'single' ? { type: 'single', id: userid } : { type: 'group', id }
  return body['chattype'] === 'single' ? { type: 'single', id: userid } : undefined
}

function mediaOf(kind: MediaRef['kind'], given: unknown): MediaRef[] {
  const { url, aeskey } = object(given)
  return text(url) ? [{ kind, url: text(url), ...(text(aeskey) ? { aesKey: text(aeskey) } : {}) }] : []
}

function content(body: Json): { text: string; media: MediaRef[]; unreadable?: string } {
  const type = text(body['msgtype'])
  switch (type) {
    case 'text':
    case 'voice':
      return { text: text(object(body[type])['content']), media: [] }
    case 'image':
    case 'file':
    case 'video':
      return { text: '', media: mediaOf(type, body[type]) }
    case 'mixed': {
      const items = list(object(body['mixed'])['msg_item']).map((item) => content(object(item)))
      return {
        text: items
          .map((i) => i.text)
          .filter(Boolean)
          .join('\n'),
        media: items.flatMap((i) => i.media),
      }
    }
    default:
      return { text: '', media: [], unreadable: type }
  }
}

/** Markdown and other kinds of quotes carry their words under their own name. */
function quoteText(given: unknown): string {
  const quote = object(given)
  const type = text(quote['msgtype'])
  const read = content(quote).text || text(object(quote[type])['content'])
  return read.slice(0, 4000)
}

type EventCommon = { eventId: string; userid: string; createTime?: number }

function decodeEvent(event: Json, chat: PlatformChat | undefined, common: EventCommon): Decoded {
  const type = text(event['eventtype'])
  switch (type) {
    case 'enter_chat':
      return { kind: 'entered', ...common }
    case 'template_card_event': {
      // Live frames nest the click; the types of the SDK put it one level higher.
      const click = isObject(event['template_card_event']) ? event['template_card_event'] : event
      const taskId = text(click['task_id'] ?? click['taskid'])
      const key = text(click['event_key'] ?? click['eventkey'])
      if (!taskId || !key) return { kind: 'ignored', why: 'template_card_event without task or key' }
      return { kind: 'press', ...common, ...(chat ? { chat } : {}), taskId, key, selected: selectedOf(click) }
    }
    default:
      return { kind: 'ignored', why: type || 'event without a name' }
  }
}

function selectedOf(click: Json): Record<string, string[]> {
  const items = list(object(click['selected_items'])['selected_item'])
  return Object.fromEntries(
    items.flatMap((item) => {
      const question = text(object(item)['question_key'])
      const options = list(object(object(item)['option_ids'])['option_id'])
        .map(text)
        .filter(Boolean)
      return question ? [[question, options]] : []
    }),
  )
}
