import type { ActionSpec } from '../flow/flow'
import type { OrderCommand } from './order-commands'
import type { Order } from './order'

/** Whether an action lets goods leave: it writes the shipping request, or ships. What a customer owes elsewhere is looked at there, in every flow. */
export const releasesGoods = (action: Pick<ActionSpec, 'then'>): boolean =>
  action.then.some((name) => name === 'ship' || name.startsWith('ship:') || /^(issue|present):shipping-request/.test(name))

/** The same for an answer that has not been read yet. */
export const mayReleaseGoods = (order: Order, command: Extract<OrderCommand, { type: 'AnswerPrompt' }>): boolean =>
  order.prompts.find((p) => p.id === command.promptId)?.actions.some((a) => a.id === command.actionId && releasesGoods(a)) ??
  false
