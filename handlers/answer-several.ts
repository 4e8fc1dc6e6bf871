import { namesOfCustomer } from '../domain/access/lookup'
import { mayAnswer } from '../domain/access/permissions'
import type { Order, Prompt } from '../domain/order/order'
import { parseOrderText } from '../domain/intake/parse-order-text'
import { buttonWords, namedButton } from '../domain/prompt/buttons'
import { readAnswer } from '../domain/prompt/read-answer'
import { saidOfEach, type SaidOf } from '../domain/prompt/said-of-each'
import { goodsWords, type OpenPrompt } from '../domain/prompt/which-prompt'
import { refusalText } from '../domain/wording/refusals'
import { isDraft, readsAsDraftReply } from './answer-draft'
import { answer, askWhich, openFor } from './answer-prompt'
import type { CommandContext } from './command-context'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import { readHandOn } from './hand-on-task'
import { intakeContext } from './intake-context'
import { isHeard } from './meant-prompts'
import type { Talk } from './talk'

/** Longer messages are orders and lists. */
const MOST_TEXT = 200
const ASKS = /[?？]\s*$|[吗么]\s*$/

interface Answer {
  order: Order
  prompt: Prompt
  said: SaidOf
}

/** One message that answers what several orders wait for: 都同意; 第一个可以第二个不行; 锦程那单同意，云和的驳回，价格低了. */
export async function answerSeveral(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  if (talk.text.length > MOST_TEXT || talk.files.length > 0 || ASKS.test(talk.text)) return false
  const mine = await openFor(talk, deps)
  if (mine.length === 0) return false
  const found: Answer[][] = []
  for (const alike of byTask(mine)) {
    const answers = await answersTo(alike, talk, deps)
    if (answers) found.push(answers)
  }
  const [answers, others] = found
  if (!answers?.every(namesItsButton) && ordersGoods(talk, deps)) return false
  if (!answers || others) return SEVERAL.test(talk.text) && namesButton(talk, mine) ? askWhich(mine, talk, deps) : false
  const [only] = answers
  if (answers.length === 1 && only) {
    if (readHandOn(talk, only.said.words)) {
      await handOn(only, talk, execute, talk.context)
      return true
    }
    // A single order that is named by its customer is found below too; only a draft reads bare words as its own.
    if (!isDraft(only.prompt) || namedButton(only.prompt, only.said.words) === undefined) return false
    return answer({
      talk: { ...talk, words: only.said.words },
      execute,
      order: only.order,
      prompt: only.prompt,
      deps,
      quoted: false,
    })
  }
  await answerEach(answers, talk, deps, execute)
  return true
}

/** Words about more than one, or about one of them by its place. */
const SEVERAL = /第\s?[一二三四五六七八九十\d]{1,2}\s?[个张单]|[前后两二三四五六七八九十\d]\s?[张个]?单|[前后][一两二三]?[个张]/

const namesButton = (talk: Talk, mine: OpenPrompt[]): boolean =>
  mine.some(({ prompt }) => prompt.actions.some((a) => buttonWords(a).some((w) => talk.words.includes(w))))

/** Whether words begin with what stands on a button. */
const namesItsButton = ({ prompt, said }: Answer): boolean =>
  prompt.actions.some((a) => buttonWords(a).some((w) => said.words.startsWith(w.normalize('NFKC'))))

const ordersGoods = (talk: Talk, deps: HandlerDeps): boolean => {
  const { intent, orders } = parseOrderText(talk.text, intakeContext(talk, deps))
  return intent === 'order' && orders.some((o) => o.lines.length > 0)
}

/** Open questions of one kind: each of them is answered in the same words. */
const byTask = (mine: OpenPrompt[]): OpenPrompt[][] => {
  const kinds = [...new Set(mine.map(({ prompt }) => `${prompt.stepId}/${prompt.taskId}`))]
  return kinds.map((kind) => mine.filter(({ prompt }) => `${prompt.stepId}/${prompt.taskId}` === kind))
}

async function answersTo(alike: OpenPrompt[], talk: Talk, deps: HandlerDeps): Promise<Answer[] | undefined> {
  const mine = await whereMayAnswer(alike, talk, deps)
  const here = mine.filter(({ prompt }) => prompt.chatId === talk.chat.id)
  const pool = here.length > 1 ? here : mine
  const orders = (await Promise.all(pool.map(async (p) => (await deps.book.load(p.orderNumber))?.order))).filter(
    (o) => o !== undefined,
  )
  const waiting = orders.map((o) => ({
    number: o.number,
    names: [...customerNames(o, talk), ...goodsWords(o).map((w) => w.normalize('NFKC'))],
  }))
  const said = saidOfEach(talk.text, waiting)
  if (!said) return undefined
  const answers = said.flatMap((s) =>
    s.numbers.flatMap((number): Answer[] => {
      const order = orders.find((o) => o.number === number)
      const prompt = pool.find((p) => p.orderNumber === number)?.prompt
      return order && prompt ? [{ order, prompt, said: s }] : []
    }),
  )
  return answers.length > 0 && answers.every((a) => isReadable(a, talk)) ? answers : undefined
}

/** Who wrote a draft for a colleague may correct it, but the colleague confirms it. */
async function whereMayAnswer(alike: OpenPrompt[], talk: Talk, deps: HandlerDeps): Promise<OpenPrompt[]> {
  const kept = await Promise.all(
    alike.map(async ({ orderNumber, prompt }) => {
      const order = (await deps.book.load(orderNumber))?.order
      return order !== undefined && mayAnswer(talk.directory, order, prompt, talk.person.id, false, talk.today).may
    }),
  )
  return alike.filter((_, i) => kept[i])
}

const customerNames = (order: Order, talk: Talk): string[] => {
  const customer = talk.directory.customers.find((c) => c.id === order.customer?.id)
  const written = order.draft.customerName?.value
  return [...(customer ? namesOfCustomer(customer) : []), ...(written ? [written.normalize('NFKC')] : [])]
}

/** Whether the words answer this question. 全部合格 alone may mean the ticks of a single card. */
function isReadable({ prompt, said }: Answer, talk: Talk): boolean {
  const spoken = { ...talk, words: said.words }
  if (!isHeard(spoken, prompt)) return false
  if (said.ofAll && !said.counted && prompt.inputs.some((i) => i.must !== undefined)) return false
  if (readHandOn(spoken, said.words)) return !isDraft(prompt)
  return isDraft(prompt)
    ? readsAsDraftReply(spoken, prompt, 'other')
    : readAnswer(prompt, said.words, [], talk.today) !== undefined
}

/** Each in a write of its own; what became of them is told in one message, which also marks the event as handled. */
async function answerEach(answers: Answer[], talk: Talk, deps: HandlerDeps, execute: Execute): Promise<void> {
  const { inboundId: _last, ...context } = talk.context
  const told: string[] = []
  for (const { order, prompt, said } of answers) {
    const refused: string[] = []
    const spoken: Talk = {
      ...talk,
      words: said.words,
      text: said.words,
      context,
      reply: async (words) => void refused.push(words),
      refuse: async ({ code, params }) => void refused.push(refusalText(code, params)),
      ignore: async () => {},
    }
    if (readHandOn(spoken, said.words)) await handOn({ order, prompt, said }, spoken, execute, context)
    else if (!(await answer({ talk: spoken, execute, order, prompt, deps, quoted: true }))) refused.push('没读懂，没有处理')
    const whose = order.customer?.name ?? order.draft.customerName?.value
    const became =
      refused[0]?.replace(`订单 ${order.number}【${prompt.title}】：`, '') ?? (await outcomeOf(order.number, prompt.id, deps))
    told.push(`订单 ${order.number}${whose && !talk.isCustomer ? `（${whose}）` : ''}【${prompt.title}】：${became}`)
  }
  await talk.reply(
    `${talk.person.name}，您说的 ${told.length} 张，结果如下：\n${told.map((t, i) => `${i + 1}. ${t}`).join('\n')}`,
  )
}

/** 先放一放, 让魏总看一下: of one order among those that are spoken of. */
async function handOn({ order, prompt, said }: Answer, talk: Talk, execute: Execute, context: CommandContext): Promise<void> {
  const { actionId, inputs } = readHandOn(talk, said.words) ?? { actionId: 'postpone', inputs: {} }
  const command = { type: 'AnswerPrompt' as const, promptId: prompt.id, actionId, inputs, quote: talk.text }
  const outcome = await execute.onOrder(order.number, command, context)
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
}

/** What stands on the question now, in the words of its buttons. */
async function outcomeOf(number: string, promptId: string, deps: HandlerDeps): Promise<string> {
  const prompt = (await deps.book.load(number))?.order.prompts.find((p) => p.id === promptId)
  const labelOf = (id: string | undefined): string => prompt?.actions.find((a) => a.id === id)?.label ?? '已处理'
  if (prompt?.pending) {
    const asked = prompt.inputs.find((i) => i.id === prompt.pending?.asking)?.label
    return `${labelOf(prompt.pending.actionId)}，还差${asked ?? '一项'}，请引用那张卡片补上`
  }
  return prompt?.state === 'open' ? '已记下' : labelOf(prompt?.settled?.actionId)
}
