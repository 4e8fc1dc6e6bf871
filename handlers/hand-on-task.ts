import { isStaff } from '../domain/access/lookup'
import { mayAnswer } from '../domain/access/permissions'
import type { Person } from '../domain/company'
import type { Order, Prompt } from '../domain/order/order'
import { orderNumberIn } from '../domain/intake/order-number-in'
import { readDate } from '../domain/prompt/read-date'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import type { Talk } from './talk'

const POSTPONE = /^(推迟|晚点(提醒|处理|再说)?|延后|稍后提醒)/
/** People say it of an order as well as of their own task: it is heard only from whoever has one. */
const WAITS = /^(?:先?放一?放|先?缓一?缓|先搁一?[搁下]|过[一两三几\d]天再[说看批审弄处办]|等[^，,。]{1,8}再[说看批审弄处办])/
const TAKE_OVER = /^(转给我|我来接手|接手)/
const HAND_ON = /^(交给|转给|转交给?)/
const LETS =
  /^(?:[让叫请给])\s?([^\s，,。]{2,6}?)(?:来|去|帮忙)?(?:看|批|审|处理|办|弄|把关|定)(?:一?下|看|吧|了|一[看审批])*(?=[\s，,。！!]|$)/

type HandOn = { actionId: 'postpone' | 'take-over' | 'delegate'; inputs: Record<string, string>; own?: true }

/** 魏总, 小王, 马师傅: a surname with how people address each other, where only one colleague bears it. */
function calledBy(talk: Talk, words: string): Person | undefined {
  const surname = /^(?:[小老]([一-鿿])|([一-鿿])(?:总监?|经理|主管|工|师傅|会计|[哥姐]))$/.exec(words)
  const bears = surname?.[1] ?? surname?.[2]
  const found = bears ? talk.directory.people.filter((p) => isStaff(p) && p.name.startsWith(bears)) : []
  return found.length === 1 ? found[0] : undefined
}

/** What the words ask for; undefined for other words. */
export function readHandOn(talk: Talk, words: string): HandOn | undefined {
  if (POSTPONE.test(words)) {
    const until = readDate(words.replace(POSTPONE, ''), talk.today)
    return { actionId: 'postpone', inputs: until ? { until } : {} }
  }
  if (WAITS.test(words)) return { actionId: 'postpone', inputs: {}, own: true }
  if (TAKE_OVER.test(words)) return { actionId: 'take-over', inputs: {} }
  const whom = LETS.exec(words)?.[1] ?? (HAND_ON.test(words) ? words.replace(HAND_ON, '').trim() : undefined)
  if (whom === undefined) return undefined
  const named =
    talk.directory.people
      .filter((p) => talk.inbound.mentions.includes(p.id) || words.includes(p.name))
      .sort((a, b) => b.name.length - a.name.length)[0] ?? calledBy(talk, whom)
  // 让客户看一下 hands nothing on.
  if (!named && !HAND_ON.test(words)) return undefined
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
  const wish = readHandOn(talk, words)
  const found = wish && ((await quoted(talk, deps)) ?? (number ? await named(talk, deps, number, words, wish) : undefined))
  if (!wish || !found) return false
  const { actionId, inputs } = wish
  const command = { type: 'AnswerPrompt' as const, promptId: found.prompt.id, actionId, inputs, quote: talk.text }
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
  const prompt = pool.find((p) => words.includes(p.title)) ?? pool[0] ?? (wish.own ? undefined : open[0])
  return prompt ? { order, prompt } : undefined
}
