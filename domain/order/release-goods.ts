import type { ActionSpec } from '../flow/flow'
import type { OrderCommand } from './order-commands'
import type { Order } from './order'

/** Whether an action lets goods leave: it writes the shipping request, or ships. What a customer owes elsewhere is looked at there, in every flow. */
export const releasesGoods = (action: Pick<ActionSpec, 'then'>): boolean =>
  action.then.some((name) => name === 'ship' || name.startsWith('ship:') || /^(issue|present):shipping-request/.test(name))

/** The same for a command that has not been decided yet: an answer on a card, a waybill said in a chat, or the yes to one that was read there. */
export function mayReleaseGoods(order: Order, command: OrderCommand): boolean {
  if (command.type === 'RecordWaybills') return true
  if (command.type !== 'AnswerPrompt') return false
  const prompt = order.prompts.find((p) => p.id === command.promptId)
  if (prompt?.taskId === 'confirm-waybill') return true
  return prompt?.actions.some((a) => a.id === command.actionId && releasesGoods(a)) ?? false
}
