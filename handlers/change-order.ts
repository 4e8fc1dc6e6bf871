import { orderNumberIn } from '../domain/intake/order-number-in'
import type { OrderCommand } from '../domain/order/order-commands'
import type { Order } from '../domain/order/order'
import { readLineQuantities } from '../domain/prompt/read-line-quantities'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import { quotedOrder } from './quoted-order'
import type { Talk } from './talk'

/** What is behind a word, without mentions and the order's number. */
const restOf = (talk: Talk, word: RegExp, number: string): string =>
  talk.text
    .replace(/@\S+/g, ' ')
    .replace(word, ' ')
    .replace(new RegExp(number.replaceAll('-', '\\-'), 'gi'), ' ')
    .replace(/^[\s，,:：。]+|[\s，,:：。]+$/g, '')

interface Word {
  when: RegExp
  command: (rest: string, order: Order, talk: Talk) => OrderCommand
}

/** Words by which staff change how a running order goes on. Each names its order, or quotes a card of it. */
const WORDS: Word[] = [
  {
    when: /^(?:分批发货|分批|先发)/,
    command: (rest, order) => ({ type: 'PlanPart', lines: readLineQuantities(rest, order) }),
  },
  {
    when: /^(?:余数不发|剩余不发|余下不发|剩下的?不发了?|余数核销)/,
    command: (rest) => ({ type: 'WriteOffRest', why: rest }),
  },
]

/** "分批发货 <order> 80g双胶纸 50令", "余数不发 <order> 客户说够用了". */
export async function changeOrder(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const text = talk.words
  const word = WORDS.find((w) => w.when.test(text))
  if (!word) return false
  const number = orderNumberIn(talk.text) ?? (await quotedOrder(talk, deps))
  if (!number) return false
  const stored = await deps.book.load(number)
  if (!stored) {
    await talk.refuse({ code: 'ORDER_NOT_FOUND', params: { order: number } })
    return true
  }
  const command = word.command(
    restOf(talk, /^[\s]*/, number)
      .replace(word.when, '')
      .trim(),
    stored.order,
    talk,
  )
  const outcome = await execute.onOrder(stored.order.number, command, talk.context)
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
  return true
}
