import type { TrackingReport } from './tracking/report'
import type { Card } from './cards/card'
import type { ChannelName } from './company'

/** A file that came with a message; `ref` is its key in the file vault, `sha256` its content in hex. */
export interface Attachment {
  name: string
  mimeType: string
  ref: string
  sha256: string
  sizeBytes: number
}

export type InboundContent =
  | { kind: 'text'; text: string; attachments: Attachment[] }
  /** A pressed button: the address is what the card carried. `messageId` is the card's message. */
  | { kind: 'action'; promptId: string; actionId: string; inputs: Record<string, string>; cardMessageId?: string }
  /** News of a waybill that a carrier service pushed; nobody of ours said it. */
  | { kind: 'courier'; number: string; ownId?: string; report: TrackingReport }
  /** An earlier message, `messageId` of this event, was changed or taken back by its author. */
  | { kind: 'changed'; how: 'edited' | 'recalled' }

/** A message or press from any platform, verified and decoded. Platform ids are strings; `personId` is ours. */
export interface Inbound {
  /** Unique over all platforms: "<channel>:<platform id>". The same id twice is the same event. */
  id: string
  channel: ChannelName | 'courier'
  chatId: string
  personId: string
  /** The platform's message id; evidence points to it. */
  messageId: string
  /** The message that this one quotes. */
  replyTo?: string
  mentions: string[]
  /** ISO instant. */
  at: string
  content: InboundContent
}

/** What the product says, without any platform in it. */
export interface Outbound {
  chatId: string
  text: string
  mentions: string[]
  replyTo?: string
  card?: Card
  /** Address of the prompt whose buttons the card carries. */
  promptId?: string
  attachments?: { name: string; mimeType: string; ref: string }[]
}

/** What became of a message: never silence. */
export type Delivery =
  | { state: 'accepted'; messageId: string }
  | { state: 'refused'; reason: string; retry: boolean }
  | { state: 'unknown'; reason: string }
