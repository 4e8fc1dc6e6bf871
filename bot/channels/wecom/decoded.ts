/** A picture or file of a message, still on the platform's side. */
export interface MediaRef {
  kind: 'image' | 'file' | 'video' | 'voice'
  /** AI bot: an address valid for five minutes, with the key it is encrypted with (absent in URL mode: then the callback key). */
  url?: string
  aesKey?: string
  /** Self-built app: fetched with the access token, valid for three days. */
  mediaId?: string
}

/** The conversation: a group by its chat id (never change its case), or a private one by the other side's user id. */
export interface PlatformChat {
  type: 'group' | 'single'
  id: string
}

interface Common {
  /** Names the event for ever, the same for every repeat. */
  eventId: string
  /** User id, or an encrypted "wo…" id. */
  userid: string
  /** Seconds since 1970, where the platform gives it. */
  createTime?: number
}

/** What a callback or frame says, in one shape for all modes. */
export type Decoded =
  | (Common & {
      kind: 'message'
      chat: PlatformChat
      messageId: string
      text: string
      media: MediaRef[]
      /** Words of the quoted message; the platform gives no id. */
      quote?: string
      /** Bearer secret of URL mode: one answer within an hour. Never logged. */
      responseUrl?: string
      /** A kind of message that the bot cannot read. */
      unreadable?: string
    })
  | (Common & {
      kind: 'press'
      /** Absent where the frame does not tell; the record of the sent card does. */
      chat?: PlatformChat
      taskId: string
      key: string
      selected: Record<string, string[]>
      /** Self-built app: one update of the card within 72 hours. */
      responseCode?: string
    })
  | (Common & { kind: 'entered' })
  | (Common & { kind: 'left' | 'joined' })
  | { kind: 'stream-poll'; streamId: string }
  | { kind: 'kicked' }
  | { kind: 'ignored'; why: string }
