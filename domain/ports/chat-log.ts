import type { Card } from '../cards/card'

/** A message as the sandbox page and API show it. */
export interface LoggedMessage {
  id: string
  chatId: string
  fromId: string
  at: string
  text: string
  replyTo?: string
  mentions: string[]
  card?: Card
  promptId?: string
  attachments: { name: string; mimeType: string; url: string }[]
  updatedAt?: string
}

/** The sandbox platform's own memory of its chats. */
export interface ChatLog {
  /** `key` makes a repeat recognisable: the same key twice stores once and gives the first id. */
  append(key: string, message: Omit<LoggedMessage, 'id'>): Promise<LoggedMessage>
  replace(messageId: string, change: Pick<LoggedMessage, 'text' | 'card' | 'updatedAt'>): Promise<LoggedMessage | undefined>
  get(messageId: string): Promise<LoggedMessage | undefined>
  /** Oldest first; after the given message id. */
  list(chatId: string, after?: string): Promise<LoggedMessage[]>
  clear(): Promise<void>
}
