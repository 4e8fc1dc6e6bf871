import type { Effect } from '../domain/effect'
import type { Execute } from './execute-command'
import type { Talk } from './talk'

const sendTo = (chatId: string, key: string, text: string, mentions: string[], replyTo?: string): Effect => ({
  kind: 'send',
  key,
  urgency: 'must',
  message: { chatId, text, mentions, ...(replyTo ? { replyTo } : {}) },
})

/** What a customer says is a salesperson's to see to: the customer is told so, and the salesperson, in a chat of staff, what was said. */
export async function passOn(
  talk: Talk,
  execute: Execute,
  { salesId, inner, answer, told }: { salesId: string; inner: string | undefined; answer: string; told: string },
): Promise<void> {
  const { id, messageId } = talk.inbound
  await execute.say(
    [
      sendTo(talk.chat.id, `reply:${id}`, answer, [salesId], messageId),
      ...(inner ? [sendTo(inner, `passed-on:${id}`, told, [salesId])] : []),
    ],
    id,
  )
}
