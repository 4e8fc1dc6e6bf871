import { createHash } from 'node:crypto'
import type { Outbound } from '../../../domain/message'
import { APP_CARD, BOT_CARD, MOST_TEXT_PARTS, TEXT_BYTES } from './card-limits'
import { byteLength, plainForMarkdown, plainForText, splitBytes } from './cut-text'
import { cardInWords, encodeCard, encodeWholeNotice, type EncodedCard } from './encode-card'
import type { TemplateCard } from './template-card'

export type Mode = 'bot' | 'app' | 'robot'

/** One message of the platform. `words` says the same without a card, for when cards are refused. */
export type Part =
  | { kind: 'text'; content: string }
  | { kind: 'card'; card: TemplateCard; words: string }
  | { kind: 'file'; name: string; mimeType: string; ref: string }
  /** Text too long for messages, handed over as a file. */
  | { kind: 'text-file'; name: string; content: string }

export interface EncodedMessage {
  parts: Part[]
  offered: Record<string, string[]>
  /** Task ids of the cards among the parts. */
  taskIds: string[]
}

export interface MessageContext {
  mode: Mode
  messageId: string
  inGroup: boolean
  /** "" = notices are said in words. */
  cardUrl: string
}

/** The platform demands an address on cards without buttons; this one only opens WeCom's own page. */
export const PLAIN_URL = 'https://work.weixin.qq.com/'

/**
 * The id of a message, made from the key of its effect: the same effect always has the same id. It is the task id of its card as well,
 * and since the platform takes each task id once, a second try after an unanswered first one cannot show a second card.
 */
export const messageIdOf = (key: string): string => `gd${createHash('sha256').update(key).digest('base64url').slice(0, 26)}`

/** The message that a task id belongs to; checklists carry a number behind it. */
export const baseTaskId = (taskId: string): string => /^(gd[\w-]{26})-\d+$/.exec(taskId)?.[1] ?? taskId

/** A neutral message as messages of the platform, each within the limits of its mode. Pure. */
export function encodeMessage(message: Outbound, context: MessageContext): EncodedMessage {
  const { card, text } = message
  const encoded = card && context.mode !== 'robot' ? withCard(message, context) : undefined
  const files = (message.attachments ?? []).map((a): Part => ({ kind: 'file', name: a.name, mimeType: a.mimeType, ref: a.ref }))
  if (encoded) return { ...encoded, parts: [...encoded.parts, ...files] }
  const words = card ? cardInWords(card, text, context.inGroup) : text
  return { parts: [...textParts(words, context.mode, card?.orderNumber), ...files], offered: {}, taskIds: [] }
}

function withCard(message: Outbound, context: MessageContext): EncodedMessage | undefined {
  const { card, text, promptId } = message
  if (!card) return undefined
  const limits = context.mode === 'app' ? APP_CARD : BOT_CARD
  const cardContext = {
    limits,
    taskId: context.messageId,
    ...(promptId === undefined ? {} : { promptId }),
    text,
    cardUrl: context.cardUrl || PLAIN_URL,
    inGroup: context.inGroup,
  }
  const words = cardInWords(card, text, context.inGroup)
  const buttons = encodeCard(card, cardContext)
  if (buttons)
    return {
      parts: cardParts(buttons, words, card.orderNumber, context.mode),
      offered: buttons.offered,
      taskIds: taskIdsOf(buttons),
    }
  const notice = context.cardUrl ? encodeWholeNotice(card, cardContext) : undefined
  return notice ? { parts: [{ kind: 'card', card: notice, words }], offered: {}, taskIds: [] } : undefined
}

const taskIdsOf = ({ card, checklists }: EncodedCard): string[] => [card, ...checklists].flatMap((c) => c.task_id ?? [])

const cardParts = ({ card, checklists, detail }: EncodedCard, words: string, name: string | undefined, mode: Mode): Part[] => [
  ...(detail === undefined ? [] : textParts(detail, mode, name)),
  { kind: 'card', card, words: detail === undefined ? words : '' },
  ...checklists.map((c): Part => ({ kind: 'card', card: c, words: '' })),
]

/** Text in as many messages as it needs; a very long one as a file with its beginning said. */
export function textParts(text: string, mode: Mode, name = '全文'): Part[] {
  if (text.trim() === '') return []
  const content = mode === 'bot' ? plainForMarkdown(text) : plainForText(text)
  const most = TEXT_BYTES[mode]
  if (byteLength(content) > most * MOST_TEXT_PARTS) {
    const [first = ''] = splitBytes(content, Math.min(most, 1200))
    return [
      { kind: 'text', content: `${first.trimEnd()}\n……（全文见下面的文件）` },
      { kind: 'text-file', name: `${name.replace(/[\\/:*?"<>|\s]/g, '_').slice(0, 60)}.txt`, content: text },
    ]
  }
  return splitBytes(content, most).map((part) => ({ kind: 'text', content: part }))
}
