import type { Effect } from '../domain/effect'

/** Plain words and changes of cards are forgotten after a while; cards, which may still be answered, and filed documents never. */
export const isPassing = (effect: Effect): boolean =>
  effect.kind === 'update' ||
  effect.kind === 'track' ||
  effect.kind === 'save-customer' ||
  (effect.kind === 'send' && effect.message.card === undefined && effect.message.promptId === undefined)
