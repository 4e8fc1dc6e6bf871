import type { Card } from '../../../domain/cards/card'
import type { Mode } from './encode-message'

/** What must be remembered of a sent message so that clicks, quotes and later changes find their way. */
export interface SentRecord {
  /** Made from the effect's key; also the task id of the card. */
  messageId: string
  chatId: string
  mode: Mode
  /** ISO instant. */
  at: string
  orderNumber?: string
  promptId?: string
  /** Title of its card, for recognising a quote. */
  title?: string
  /** Digest of the words, for recognising a quote. */
  words: string
  /** Present for cards with buttons: what may come back. */
  offered?: Record<string, string[]>
  taskIds?: string[]
  /** Self-built app: codes that change the card once each within 72 hours, one from the sending and one from every press. */
  codes?: { code: string; atMs: number; fromPress: boolean }[]
  /** Digest of the card as last shown, so that a redrawing without a difference is not sent. */
  card?: string
  /** Parts that the platform took, so that another try goes on behind them, also after a restart. */
  out?: number
  /** The next part left and was never answered: it may have been shown, so it is not sent again. */
  unsure?: boolean
  /** User ids who got it, for changes through the app. */
  receivers?: string[]
  /** A newer card replaced this one: pressing the old one changes nothing. */
  replacedBy?: string
  /** The card as it now should look, where the platform did not let us change it: shown at the next press. */
  shows?: { card: Card; text: string }
}

/** Remembers sent messages; written before the message leaves. Entries may be forgotten after 90 days. */
export interface SentLog {
  find(messageId: string): Promise<SentRecord | undefined>
  save(record: SentRecord): Promise<void>
  /** Newest first. */
  recent(chatId: string, limit: number): Promise<SentRecord[]>
}

export function memorySentLog(most = 20_000): SentLog {
  const records = new Map<string, SentRecord>()
  return {
    find: async (messageId) => records.get(messageId),
    async save(record) {
      records.set(record.messageId, record)
      if (records.size > most) records.delete(records.keys().next().value ?? '')
    },
    recent: async (chatId, limit) =>
      [...records.values()]
        .filter((r) => r.chatId === chatId)
        .slice(-limit)
        .reverse(),
  }
}
