import { orderNumberIn } from '../domain/intake/order-number-in'
import type { HandlerDeps } from './deps'
import type { Talk } from './talk'

/** The order that a quoted message of the bot is about. */
export async function quotedOrder(talk: Talk, deps: HandlerDeps): Promise<string | undefined> {
  const { replyTo } = talk.inbound
  if (!replyTo) return undefined
  const effect = await deps.outbox.effectOf(talk.chat.id, replyTo)
  return effect?.kind === 'send' ? (effect.message.card?.orderNumber ?? orderNumberIn(effect.message.text)) : undefined
}
