import type { Prompt } from '../order/order'

export interface OpenPrompt {
  orderNumber: string
  prompt: Prompt
}

/** Which open prompt a reply means: the quoted one, the only one of a named order, the only one at all; else nobody guesses. */
export type Which = { found: OpenPrompt } | { several: OpenPrompt[] } | { none: true }

/** `mine` are open prompts this person may answer; `named` is an order number in the text; those asked in this chat come before others. */
export function whichPrompt(mine: OpenPrompt[], named: string | undefined, chatId: string): Which {
  const pool = named ? mine.filter((p) => p.orderNumber === named) : mine
  const [only] = pool
  if (!only) return { none: true }
  if (pool.length === 1) return { found: only }
  const waiting = pool.filter((p) => p.prompt.pending !== undefined && p.prompt.taskId !== 'draft')
  if (waiting.length === 1 && waiting[0]) return { found: waiting[0] }
  const here = pool.filter((p) => p.prompt.chatId === chatId)
  return { several: here.length > 1 ? here : pool }
}

/** Of several open prompts the only one whose order's buyer the words name. `buyers`: the names of who buys, by order number. */
export function ofNamedBuyer(several: OpenPrompt[], text: string, buyers: Map<string, string[]>): OpenPrompt | undefined {
  const words = text.normalize('NFKC')
  const named = several.filter((p) => buyers.get(p.orderNumber)?.some((name) => words.includes(name.normalize('NFKC'))))
  return named.length === 1 ? named[0] : undefined
}
