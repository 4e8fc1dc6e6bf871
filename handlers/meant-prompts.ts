import { customersNamedIn } from '../domain/access/lookup'
import { orderNumberIn } from '../domain/intake/order-number-in'
import type { Prompt } from '../domain/order/order'
import { askedOf } from '../domain/prompt/answer-values'
import { fitsAsText } from '../domain/prompt/direct-answer'
import { goodsWords, type OpenPrompt } from '../domain/prompt/which-prompt'
import type { HandlerDeps } from './deps'
import type { Talk } from './talk'

/** Words of assent that people say to each other all day. */
const ASSENT = /^(可以|没问题|好的?|行|对|ok|是的?|嗯+)[了吧啊哦呢。.!！]*$/i
/** A bare 好的 in a group answers what was asked in that group. */
export const isHeard = (talk: Talk, prompt: Prompt): boolean =>
  talk.chat.kind === 'direct' || prompt.chatId === talk.chat.id || !ASSENT.test(talk.words)

/**
 * A question as bare words in a chat answer it: a text that was asked for is not whatever its owner says next to others, and is nobody else's to
 * give. The words may still name a button or a value.
 */
export function asHeard(talk: Talk, prompt: Prompt): Prompt {
  const { pending, ...rest } = prompt
  const asked = askedOf(prompt)
  if (asked?.type !== 'text') return prompt
  if (pending?.byId === talk.person.id && fitsAsText(asked, talk.words, talk.today)) return prompt
  return rest
}

/** What such a question asks for may hold the name of another customer: 云和县工业路5号. */
const MAY_NAME_ANYBODY = /^(?:customerName|contactName|address|notes)$/

/** Words that name a customer answer no question about the order of another one. */
export async function withoutOtherBuyers(mine: OpenPrompt[], talk: Talk, deps: HandlerDeps): Promise<OpenPrompt[]> {
  const named = customersNamedIn(talk.directory, talk.text)
  if (named.length === 0 || orderNumberIn(talk.text)) return mine
  const kept = await Promise.all(
    mine.map(async ({ orderNumber, prompt }) => {
      if (MAY_NAME_ANYBODY.test(prompt.pending?.asking ?? '')) return true
      const buyer = (await deps.book.load(orderNumber))?.order.customer
      return buyer === undefined || named.some((c) => c.id === buyer.id)
    }),
  )
  return mine.filter((_, i) => kept[i])
}

/** By what people call each of the orders that several open questions are about. */
export async function namesOf(
  deps: HandlerDeps,
  several: OpenPrompt[],
): Promise<{ buyers: Map<string, string[]>; goods: Map<string, string[]> }> {
  const numbers = [...new Set(several.map((p) => p.orderNumber))]
  const found = await Promise.all(numbers.map(async (number) => (await deps.book.load(number))?.order))
  const orders = found.filter((o) => o !== undefined)
  return {
    buyers: new Map(
      orders.map((o) => [o.number, [o.draft.customerName?.value, o.customer?.name].filter((name) => name !== undefined)]),
    ),
    goods: new Map(orders.map((o) => [o.number, goodsWords(o)])),
  }
}
export const buyerWords = (names: string[] | undefined): string => (names?.[0] ? `（${names[0]}）` : '')

/**
 * Questions to the staff that the customer may answer too, asked where the customer does not see them: meant by a customer who hands in files in their
 * own chat, and by who has begun to answer them.
 */
export async function papersAwaitedOf(talk: Talk, deps: HandlerDeps): Promise<OpenPrompt[]> {
  if (!talk.isCustomer || !talk.customerId) return []
  const orders = await deps.book.find({ customerId: talk.customerId, activeOnly: true, limit: 20 })
  return orders.flatMap(({ number, prompts }) =>
    prompts.flatMap((prompt): OpenPrompt[] => {
      const isForFiles = prompt.roles.includes('customer') && prompt.inputs.some((i) => i.type === 'file')
      const isMeant = talk.files.length > 0 || prompt.pending?.byId === talk.person.id
      return prompt.state === 'open' && isForFiles && isMeant ? [{ orderNumber: number, prompt }] : []
    }),
  )
}
