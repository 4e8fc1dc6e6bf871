import { mayAnswer } from '../domain/access/permissions'
import type { Order, Prompt } from '../domain/order/order'
import { orderNumberIn } from '../domain/intake/order-number-in'
import { readDate } from '../domain/prompt/read-date'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import type { Talk } from './talk'

const POSTPONE = /^(推迟|晚点(提醒|处理|再说)?|延后|稍后提醒)/
const TAKE_OVER = /^(转给我|我来接手|接手)/
const HAND_ON = /^(交给|转给|转交给?)/

type HandOn = { actionId: 'postpone' | 'take-over' | 'delegate'; inputs: Record<string, string> }

/** What the words ask for; undefined for other words. */
function read(talk: Talk, words: string): HandOn | undefined {
  if (POSTPONE.test(words)) {
    const until = readDate(words.replace(POSTPONE, ''), talk.today)
    return { actionId: 'postpone', inputs: until ? { until } : {} }
  }
  if (TAKE_OVER.test(words)) return { actionId: 'take-over', inputs: {} }
  if (!HAND_ON.test(words)) return undefined
  const named = talk.directory.people
    .filter((p) => talk.inbound.mentions.includes(p.id) || words.includes(p.name))
    .sort((a, b) => b.name.length - a.name.length)[0]
  return { actionId: 'delegate', inputs: named ? { delegateTo: named.id } : {} }
}

/** "推迟 GD001-… 周五", "转给我 GD001-…", "交给小王 GD001-…", or without a number in a reply that quotes the card: the buttons of a reminder, typed. */
export async function handOnTask(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const number = orderNumberIn(talk.text)
  const words = talk.text
    .replace(number ? new RegExp(number.replaceAll('-', '\\-'), 'gi') : /$^/, ' ')
    .replace(/@/g, ' ')
    .trim()
  if (words.length > 60 || talk.isCustomer) return false
  const wish = read(talk, words)
  const found = wish && ((await quoted(talk, deps)) ?? (number ? await named(talk, deps, number, words, wish) : undefined))
  if (!wish || !found) return false
  const command = { type: 'AnswerPrompt' as const, promptId: found.prompt.id, ...wish, quote: talk.text }
  const outcome = await execute.onOrder(found.order.number, command, talk.context)
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
  return true
}

type Found = { order: Order; prompt: Prompt }

async function quoted(talk: Talk, deps: HandlerDeps): Promise<Found | undefined> {
  const { replyTo } = talk.inbound
  const effect = replyTo ? await deps.outbox.effectOf(talk.chat.id, replyTo) : undefined
  const promptId = effect?.kind === 'send' ? effect.message.promptId : undefined
  const stored = promptId ? await deps.book.findByPrompt(promptId) : undefined
  const prompt = stored?.order.prompts.find((p) => p.id === promptId)
  return stored && prompt ? { order: stored.order, prompt } : undefined
}

/** The speaker's own task of the order, the one whose title is named first; to take over, anybody's. */
async function named(talk: Talk, deps: HandlerDeps, number: string, words: string, wish: HandOn): Promise<Found | undefined> {
  const stored = await deps.book.load(number)
  if (!stored) return undefined
  const { order } = stored
  const open = order.prompts.filter((p) => p.state === 'open')
  const mine = open.filter((p) => p.assigneeIds.includes(talk.person.id))
  const others = open.filter(
    (p) =>
      !mine.includes(p) &&
      (wish.actionId === 'take-over' || mayAnswer(talk.directory, order, p, talk.person.id, false, talk.today).may),
  )
  const pool = wish.actionId === 'take-over' ? others : [...mine, ...others]
  const prompt = pool.find((p) => words.includes(p.title)) ?? pool[0] ?? open[0]
  return prompt ? { order, prompt } : undefined
}
