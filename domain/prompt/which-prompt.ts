import type { Order, Prompt } from '../order/order'

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

/** Of several open prompts the only one of whose order the words name something. `words`: what an order goes by, by its number. */
export function ofNamed(several: OpenPrompt[], text: string, words: Map<string, string[]>): OpenPrompt | undefined {
  const said = text.normalize('NFKC')
  const named = several.filter((p) => words.get(p.orderNumber)?.some((word) => said.includes(word.normalize('NFKC'))))
  return named.length === 1 ? named[0] : undefined
}

/** The words by which people tell the goods of one order from those of another: names, numbers and colours. */
export const goodsWords = ({ lines }: Pick<Order, 'lines'>): string[] =>
  lines
    .flatMap(({ name, productCode, color }) => [
      name,
      productCode ?? '',
      color && color.length < 2 ? `${color}色` : (color ?? ''),
    ])
    .filter((word) => word.length >= 2)
