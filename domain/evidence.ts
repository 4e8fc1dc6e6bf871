import type { ChannelName } from './company'

/** Where a statement comes from: platform, chat, message, person, words or file hashes, time (AC-126). */
export interface Evidence {
  byId: string
  at: string
  channel?: ChannelName | 'courier'
  chatId?: string
  messageId?: string
  quote?: string
  files?: { ref: string; sha256: string; name: string; mimeType: string }[]
}
