import type { Effect } from '../domain/effect'
import type { Inbound } from '../domain/message'
import { SAY } from '../domain/wording/says'

/** Told to whoever sent a message that could not be handled after all attempts: it is kept, and they know. */
export const poisonedReply = (inbound: Inbound): Effect => ({
  kind: 'send',
  key: `poisoned:${inbound.id}`,
  urgency: 'must',
  message: { chatId: inbound.chatId, text: SAY.poisoned, mentions: [inbound.personId], replyTo: inbound.messageId },
})
