import { createHash } from 'node:crypto'
import type { Decoded, MediaRef } from './decoded'
import { scanXml, type XmlLeaf } from './scan-xml'

/** What the self-built app heard, or undefined where the XML is none of WeCom's. */
export function decodeCallback(xml: string): Decoded | undefined {
  const leaves = scanXml(xml)
  if (!leaves) return undefined
  const top = topLevel(leaves)
  const userid = top.get('FromUserName') ?? ''
  const type = top.get('MsgType')
  if (!type || !userid) return undefined
  const time = Number(top.get('CreateTime'))
  const common = { userid, ...(Number.isSafeInteger(time) && time > 0 ? { createTime: time } : {}) }
  if (type === 'event') return decodeEvent(top, leaves, common)
  const messageId = top.get('MsgId')
  if (!messageId) return undefined
  const agent = top.get('AgentID') ?? ''
  return {
    kind: 'message',
    ...common,
    eventId: `app:${agent}:${messageId}`,
    messageId,
    chat: { type: 'single', id: userid },
    ...content(type, top),
  }
}

const topLevel = (leaves: XmlLeaf[]): Map<string, string> => {
  const top = new Map<string, string>()
  for (const { path, value } of leaves) {
    const slash = path.indexOf('/')
    if (path.includes('/', slash + 1)) continue
    const name = path.slice(slash + 1)
    if (!top.has(name)) top.set(name, value)
  }
  return top
}

const content = (type: string, top: Map<string, string>): { text: string; media: MediaRef[]; unreadable?: string } => {
  const mediaId = top.get('MediaId')
  const media = (kind: MediaRef['kind']): MediaRef[] => (mediaId ? [{ kind, mediaId }] : [])
  switch (type) {
    case 'text':
      return { text: top.get('Content') ?? '', media: [] }
    case 'image':
      return { text: '', media: media('image') }
    case 'voice':
      return { text: '', media: media('voice') }
    case 'video':
      return { text: '', media: media('video') }
    case 'file':
      return { text: '', media: media('file') }
    case 'location':
      return { text: top.get('Label') ?? '', media: [] }
    case 'link':
      return { text: [top.get('Title'), top.get('Description'), top.get('Url')].filter(Boolean).join('\n'), media: [] }
    default:
      return { text: '', media: [], unreadable: type }
  }
}

/**
 * Events carry no id. Sender, second and type are shared by different events (two approvals of one batch), so the whole content names
 * the event: a repeat has the same fields, whatever its encryption looks like.
 */
const digest = (leaves: XmlLeaf[]): string => {
  const hash = createHash('sha256')
  for (const { path, value } of leaves) hash.update(`${path}\u0000${value}\u0001`)
  return hash.digest('base64url')
}

function decodeEvent(top: Map<string, string>, leaves: XmlLeaf[], common: { userid: string; createTime?: number }): Decoded {
  const event = top.get('Event') ?? ''
  const eventId = `app:event:${digest(leaves)}`
  switch (event) {
    case 'template_card_event':
    case 'template_card_menu_event': {
      const taskId = top.get('TaskId')
      const key = top.get('EventKey')
      if (taskId === undefined || key === undefined) return { kind: 'ignored', why: `${event} without task or key` }
      const responseCode = top.get('ResponseCode')
      return {
        kind: 'press',
        ...common,
        eventId,
        chat: { type: 'single', id: common.userid },
        taskId,
        key,
        selected: selectedItems(leaves),
        ...(responseCode ? { responseCode } : {}),
      }
    }
    case 'enter_agent':
      return { kind: 'entered', ...common, eventId }
    case 'unsubscribe':
      return { kind: 'left', ...common, eventId }
    case 'subscribe':
      return { kind: 'joined', ...common, eventId }
    case 'change_contact': {
      const left = top.get('ChangeType') === 'delete_user' ? top.get('UserID') : undefined
      return left ? { kind: 'left', ...common, userid: left, eventId } : { kind: 'ignored', why: event }
    }
    default:
      return { kind: 'ignored', why: event || 'event without a name' }
  }
}

/** Question keys with the options chosen for them; the options follow their question in document order. */
function selectedItems(leaves: XmlLeaf[]): Record<string, string[]> {
  const selected: Record<string, string[]> = Object.create(null) as Record<string, string[]>
  let question: string | undefined
  for (const { path, value } of leaves) {
    if (path.endsWith('/SelectedItem/QuestionKey')) {
      question = value
      selected[value] ??= []
    } else if (question !== undefined && path.endsWith('/OptionIds/OptionId')) selected[question]?.push(value)
  }
  return { ...selected }
}
