import { createHash } from 'node:crypto'
import type { SentRecord } from './sent-log'

/** Words as they are compared: without white space, marks of markdown and width. Clients draw markdown and quote what they drew. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s*`#>|~_\\【】]/g, '')
    .toLowerCase()
    .slice(0, 2000)

/** Digest of words for recognising a quote of them. */
export const wordsDigest = (text: string): string => createHash('sha256').update(plain(text)).digest('base64url').slice(0, 16)

/**
 * The message that a quote means: the same words; else the newest card whose title stands in the quote; else the newest one with a prompt
 * whose order number stands there. A quote carries no id on this platform. undefined when nothing fits; nobody guesses between chats. `sent` is newest first.
 */
export function matchQuote(quote: string, sent: readonly SentRecord[]): string | undefined {
  const digest = wordsDigest(quote)
  const same = sent.find((r) => r.words === digest)
  if (same) return same.messageId
  const words = plain(quote)
  const titled = sent.find((r) => r.title !== undefined && words.includes(plain(r.title)))
  if (titled) return titled.messageId
  const text = quote.normalize('NFKC')
  const named = sent.filter((r) => r.orderNumber !== undefined && text.includes(r.orderNumber))
  return (named.find((r) => r.promptId !== undefined) ?? named[0])?.messageId
}
