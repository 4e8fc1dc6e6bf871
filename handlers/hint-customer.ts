import { taskById } from '../domain/flow/part-tasks'
import { nameOf } from '../domain/access/lookup'
import { orderTotal } from '../domain/order/money-state'
import { askedOf } from '../domain/prompt/answer-values'
import { SAY } from '../domain/wording/says'
import type { HandlerDeps } from './deps'
import { sellsByCatalogue, type Talk } from './talk'

/** Words that close a talk or are said in passing: nobody waits for an answer. */
const IN_PASSING = /^(?:谢谢?|多谢|感谢|辛苦|好的?|嗯+|哦+|ok|收到|知道|明白|再见|拜拜|没事|不用)[^?？]{0,8}$/i

/**
 * Alone with the bot a customer has nobody else to ask: words that nothing else took are answered by what is waited for, or by how to order.
 * Among people, and where orders are written by colleagues, silence stays.
 */
export async function hintCustomer(talk: Talk, deps: HandlerDeps): Promise<boolean> {
  if (!talk.isCustomer || talk.chat.kind !== 'direct' || talk.words.length === 0 || !sellsByCatalogue(talk, deps)) return false
  const open = await deps.book.openPrompts({ personIds: [talk.person.id] })
  const here = open.filter((p) => p.prompt.chatId === talk.chat.id).at(-1)
  const asked = here && askedOf(here.prompt)
  if (IN_PASSING.test(talk.words) && !asked) return false
  if (!here) {
    await talk.reply(SAY.howToOrder(talk.person.name))
    return true
  }
  const order = (await deps.book.load(here.orderNumber))?.order
  const step = order && deps.flow(order.flow, order.flowVersion).steps.find((s) => s.id === here.prompt.stepId)
  const ask = (step && taskById(step, here.prompt.taskId)?.ask) ?? ''
  const sales = order ? nameOf(talk.directory, order.salesId) : ''
  const sum = order && order.lines.length > 0 ? `（合计 ${orderTotal(order)}元）` : ''
  await talk.reply(
    SAY.waitsFor(`${here.orderNumber}${sum}`, here.prompt.title, asked ? `还差${asked.label}，请直接回复` : ask, sales),
  )
  return true
}
