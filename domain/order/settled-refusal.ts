import { nameOf } from '../access/lookup'
import type { Facts } from '../facts'
import type { Refusal } from '../refusal'
import type { Prompt } from './order'

/** Tells who settled a prompt and when, or why it is no longer asked (P9, P10); undefined while it is open. */
export function settledRefusal(prompt: Prompt, facts: Pick<Facts, 'now' | 'clock' | 'directory'>): Refusal | undefined {
  const { settled, title } = prompt
  if (prompt.state === 'open') return undefined
  if (prompt.state === 'expired') return { code: 'PROMPT_EXPIRED', params: { title, why: settled?.note ?? '订单已往下走' } }
  const action = prompt.actions.find((a) => a.id === settled?.actionId)
  return {
    code: 'ALREADY_SETTLED',
    params: {
      title,
      who: nameOf(facts.directory, settled?.byId),
      when: facts.clock.human(settled?.at ?? facts.now),
      what: action?.label ?? '处理',
    },
  }
}
