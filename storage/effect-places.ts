import type { Effect } from '../domain/effect'

/** The chat whose order of messages an effect keeps; effects without one stand alone. */
export const chatOf = (effect: Effect): string | undefined =>
  effect.kind === 'send' || effect.kind === 'update' ? effect.message.chatId : undefined

/** The effect that must be done first: an update waits for the message it changes. */
export const targetOf = (effect: Effect): string | undefined => (effect.kind === 'update' ? effect.targetKey : undefined)

export const notBeforeOf = (effect: Effect): string | undefined => ('notBefore' in effect ? effect.notBefore : undefined)
