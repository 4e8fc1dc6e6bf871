import type { RoleId } from '../company'
import type { Order } from '../order/order'

/** A reminder as a rule wants it: to whom, about what, in which words. It goes out by the desk of the first person it is for. */
export interface Reminder {
  /** Names the matter within its order: a later reminder of the same matter takes the place of one that still waits. */
  key: string
  /** A task to do; a colleague's task to look at; a step that should report; a paper owed; a promise that passed. */
  kind: 'task' | 'escalation' | 'step' | 'debt' | 'promise'
  /** The prompt, step or debt that it is about. */
  about: string
  /** At least one person. */
  toIds: string[]
  /** The whole sentence, where it goes out alone. */
  words: string
  /** One line, where several go out together. */
  line: string
  /** Money and shipping: goes out at its own minute whatever the day's budget. */
  urgent: boolean
  /** Of a daily report: its date. Once it was handed in there is nothing to remind of. */
  reportOf?: string
}

const URGENT_ROLES: RoleId[] = ['finance', 'warehouse', 'logistics']
/** Steps about money and shipping that somebody else owns. */
const URGENT_STEPS = new Set([
  'deposit',
  'balance',
  'remittance',
  'payment',
  'not-paid',
  'shipping-request',
  'ship',
  'deliver',
  'track',
  'roll-list',
  'receipt',
  'receive',
  'settlement',
])

/** Whether a reminder passes before others: money, shipping, or an order that the customer called urgent. */
export const isUrgent = (order: Order, stepId: string, owner: RoleId): boolean =>
  URGENT_ROLES.includes(owner) ||
  URGENT_STEPS.has(stepId) ||
  (order.draft.urgent !== undefined && !/^(否|不|no|false|0)/i.test(order.draft.urgent.value))

/** Whether there is still something to remind of, and this person is still the one to be reminded. */
export function stillOpen(reminder: Pick<Reminder, 'kind' | 'about' | 'toIds' | 'reportOf'>, order: Order): boolean {
  switch (reminder.kind) {
    case 'task':
    case 'escalation': {
      const prompt = order.prompts.find((p) => p.id === reminder.about)
      if (prompt?.state !== 'open') return false
      return reminder.kind === 'escalation' || prompt.assigneeIds.some((id) => reminder.toIds.includes(id))
    }
    case 'step':
      if (reminder.reportOf !== undefined && order.facts['lastReport']?.value === reminder.reportOf) return false
      return order.phase === 'running' && order.steps[reminder.about]?.state === 'open'
    case 'debt':
      return order.debts.some((d) => d.id === reminder.about && !d.closedAt)
    case 'promise':
      return order.phase === 'running' && order.steps[reminder.about]?.state !== 'done'
  }
}
