import type { Evidence } from '../domain/evidence'
import type { ParsedMessage } from '../domain/intake/draft'
import { parseOrderText } from '../domain/intake/parse-order-text'
import { answerDraft, finish, isDraft, readsAsDraftReply, type Reply, REVISES } from './answer-draft'
import { intakeContext } from './intake-context'
import { orderNumberIn } from '../domain/intake/order-number-in'
import { isWholeLine } from '../domain/order/draft-fields'
import type { Order, Prompt } from '../domain/order/order'
import { beginsWithButton, startsButton } from '../domain/prompt/buttons'
import { askedOf, namesLines } from '../domain/prompt/answer-values'
import { isReserved, readAnswer } from '../domain/prompt/read-answer'
import { ofNamed, whichPrompt, type OpenPrompt } from '../domain/prompt/which-prompt'
import { goesOnWriting } from './goes-on-writing'
import { asHeard, buyerWords, namesOf, isHeard, papersAwaitedOf, withoutOtherBuyers } from './meant-prompts'
import { readCorrection } from './read-correction'
import type { HandlerDeps } from './deps'
import { pressDraft } from './dunning'
import type { Execute } from './execute-command'
import { pressList } from './press-list'
import { takesOrders, type Talk } from './talk'

/** A press: the address says which prompt; everything else is decided by the rules. */
export async function answerByButton(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<void> {
  const { content } = talk.inbound
  if (content.kind !== 'action') return
  const stored = await deps.book.findByPrompt(content.promptId)
  if (!stored) {
    if (!(await pressList(talk, deps, execute)) && !(await pressDraft(talk, deps, execute)))
      await talk.refuse({ code: 'NO_SUCH_PROMPT', params: {} })
    return
  }
  if (content.actionId === 'undo') {
    const undo = { type: 'UndoAnswer' as const, promptId: content.promptId }
    await finish(talk, await execute.onOrder(stored.order.number, undo, talk.context))
    return
  }
  const command = {
    type: 'AnswerPrompt' as const,
    promptId: content.promptId,
    actionId: content.actionId,
    inputs: content.inputs,
  }
  const files = await filesOf(content.inputs, deps)
  const context = files.length > 0 ? { ...talk.context, evidence: { ...talk.context.evidence, files } } : talk.context
  await finish(talk, await execute.onOrder(stored.order.number, command, context))
}

/** Files handed in with a press, as evidence names them. */
async function filesOf(inputs: Record<string, string>, deps: HandlerDeps): Promise<NonNullable<Evidence['files']>> {
  const refs = Object.values(inputs).flatMap((v) => (v.startsWith('vault:') ? [v.slice('vault:'.length)] : []))
  const found = await Promise.all(
    [...new Set(refs)].map(async (ref) => {
      const file = await deps.vault.get(ref)
      return file ? [{ ref, sha256: file.sha256, name: file.name, mimeType: file.mimeType }] : []
    }),
  )
  return found.flat()
}

/** A reply that quotes a card or a reminder. */
export async function answerQuoted(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const { replyTo } = talk.inbound
  if (!replyTo) return false
  const effect = await deps.outbox.effectOf(talk.chat.id, replyTo)
  const promptId = effect?.kind === 'send' ? effect.message.promptId : undefined
  if (!promptId) return false
  const stored = await deps.book.findByPrompt(promptId)
  const prompt = stored?.order.prompts.find((p) => p.id === promptId)
  if (!stored || !prompt) return false
  // A draft card that was replaced by a newer one still means this draft.
  const current =
    prompt.state === 'open'
      ? prompt
      : (stored.order.prompts.find((p) => p.state === 'open' && p.taskId === prompt.taskId && p.stepId === prompt.stepId) ??
        prompt)
  return answer({ talk, execute, order: stored.order, prompt: current, deps, quoted: true })
}

/** Words that begin with the label of a button, as the card tells people to type: an answer, even where they hold words of a question. */
export async function answerByLabel(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  if (/[?？吗没]\s*$/.test(talk.words)) return false
  const mine = await openFor(talk, deps)
  const begun = mine.filter((p) => beginsWithButton(talk.words, p.prompt) || givesByName(talk, p.prompt))
  const asked = begun.filter((p) => !isDraft(p.prompt))
  if (asked.length > 0) return answerByWords(talk, deps, execute, asked)
  return begun.length > 0 && answerByWords(talk, deps, execute)
}

/** "报价：地柜980，吊柜720", "到账5840": the title of a question or what its buttons are called, with figures or days that it asks for. */
const givesByName = (talk: Talk, prompt: Prompt): boolean => {
  const words = talk.words.normalize('NFKC')
  const names = [prompt.title, ...prompt.actions.flatMap((a) => a.words ?? [])].filter((name) => name.length >= 2)
  if (isDraft(prompt) || !names.some((name) => words.startsWith(name.normalize('NFKC')))) return false
  const given = readAnswer(prompt, talk.words, talk.files, talk.today)?.inputs ?? {}
  return prompt.inputs.some((i) => i.type !== 'text' && i.type !== 'file' && given[i.id] !== undefined)
}

/** Typed words without a quote: only when they can mean exactly one open prompt of this person. `begun`: the questions whose name they begin with. */
export async function answerByWords(talk: Talk, deps: HandlerDeps, execute: Execute, begun?: OpenPrompt[]): Promise<boolean> {
  const mine = begun ?? (await openFor(talk, deps))
  if (mine.length === 0) return false
  const parsed = parseOrderText(talk.text, intakeContext(talk, deps))
  const ofBuyer = await withoutOtherBuyers(mine, talk, deps)
  // 电线165，灯泡5.6: prices that were asked for line by line read much like an order.
  const priced = ofBuyer.filter(({ prompt }) => !isDraft(prompt) && namesLines(prompt, talk.words))
  const isOther = !begun && priced.length === 0
  if (isOther && (isOwnOrder(talk, parsed, mine) || (await changesGoods(talk, deps, parsed, mine)))) return false
  const meant = (priced.length > 0 ? priced : ofBuyer).filter((p) => isHeard(talk, p.prompt))
  const readable: OpenPrompt[] = []
  for (const p of meant) {
    const isReadable = isDraft(p.prompt)
      ? readsAsDraftReply(talk, p.prompt, parsed.intent) || (await goesOnWriting(talk, p, deps))
      : readAnswer(asHeard(talk, p.prompt), talk.words, talk.files, talk.today) !== undefined
    if (isReadable) readable.push(p)
  }
  // 没错 is the button 没错，登记 of one card before it is a yes to the others.
  const labelled = readable.filter((p) => startsButton(talk.words, p.prompt))
  const which = whichPrompt(labelled.length > 0 ? labelled : readable, orderNumberIn(talk.text), talk.chat.id)
  if ('none' in which) return false
  const open = 'found' in which ? [which.found] : which.several
  const { buyers, goods } = await namesOf(deps, open.length > 1 ? open : [])
  const found = open.length === 1 ? open[0] : (ofNamed(open, talk.text, buyers) ?? ofNamed(open, talk.text, goods))
  if (!found) return (begun !== undefined || isAnswerLike(talk.words) || priced.length > 0) && askWhich(open, talk, deps)
  const stored = await deps.book.load(found.orderNumber)
  const prompt = stored?.order.prompts.find((p) => p.id === found.prompt.id)
  if (!stored || !prompt || prompt.state !== 'open') return false
  return answer({ talk, execute, order: stored.order, prompt, deps, quoted: false })
}

/** Lists the questions that may be meant. */
export async function askWhich(open: OpenPrompt[], talk: Talk, deps: HandlerDeps): Promise<true> {
  const { buyers } = await namesOf(deps, open)
  const list = open
    .slice(0, 6)
    .map((p, i) => `${i + 1}. 订单 ${p.orderNumber}${buyerWords(buyers.get(p.orderNumber))}【${p.prompt.title}】`)
    .join('\n')
  await talk.refuse({ code: 'WHICH_PROMPT', params: { count: String(open.length), list } })
  return true
}

/** A whole order of its own is a new order, also while another draft waits for its salesperson; only a draft that lacks its goods may take goods alone. */
function isOwnOrder(talk: Talk, parsed: ParsedMessage, mine: OpenPrompt[]): boolean {
  if (!takesOrders(talk)) return false
  const number = orderNumberIn(talk.text)
  if (number && mine.some((p) => p.orderNumber === number)) return false
  if (mine.some(({ prompt }) => !isDraft(prompt) && beginsWithButton(talk.words, prompt))) return false
  if (mine.some(({ prompt }) => givesWhatWasAsked(talk, prompt))) return false
  const [draft] = parsed.orders
  if (parsed.intent !== 'order' || !draft || draft.lines.length === 0)
    return parsed.intent === 'order' && draft?.reference !== undefined
  if (draft.customerName) return true
  // A bare count is no goods: 1箱, where a draft asks how many.
  if (draft.lines.every((l) => !l.productName && !l.productCode) && mine.some(({ prompt }) => isDraft(prompt) && prompt.pending))
    return false
  // 加个亚麻800米: more for the draft that is being written here.
  if (
    (ADDS.test(talk.words) || REVISES.test(talk.words)) &&
    mine.some(({ prompt }) => isDraft(prompt) && prompt.chatId === talk.chat.id)
  )
    return false
  return !mine.some(({ prompt }) => isDraft(prompt) && asksForGoods(prompt))
}

/** "吊柜720" to whoever was just asked for the price of 吊柜: a figure, a day or a choice that this very person owes. */
const givesWhatWasAsked = (talk: Talk, prompt: Prompt): boolean => {
  const { pending } = prompt
  if (!pending || isDraft(prompt) || pending.byId !== talk.person.id) return false
  const asked = askedOf(prompt)
  if (!asked || asked.type === 'text' || asked.type === 'file') return false
  return readAnswer(prompt, talk.words, [], talk.today)?.inputs[asked.id] !== undefined
}

const ADDS = /^(?:再?加[上个一点]?|另加|追加|补[个一]|再[来补])/

/** Whether goods alone answer what a draft asks for. */
const asksForGoods = ({ pending }: Prompt): boolean =>
  pending !== undefined && (pending.asking === 'lines' || isWholeLine(pending.asking))

/** Words that name a running order and say what is other in its goods change that order; no open question of it is meant. */
async function changesGoods(talk: Talk, deps: HandlerDeps, { intent }: ParsedMessage, mine: OpenPrompt[]): Promise<boolean> {
  const number = orderNumberIn(talk.text)
  // "GD002-… 核对无误，件数6": a button and what it asks for.
  const words = number ? talk.words.replace(number, '').trimStart() : talk.words
  if (mine.some((p) => p.orderNumber === number && beginsWithButton(words, p.prompt))) return false
  if (!number || intent !== 'amend') return false
  const order = (await deps.book.load(number))?.order
  return order?.phase === 'running' && readCorrection(talk.text, order, talk, deps).changes.some((c) => 'line' in c)
}

/** Short words that can only be an answer; anything longer may be talk among people. */
const isAnswerLike = (text: string): boolean => text.trim().length <= 30

/** Open prompts that this person may answer, wherever they were asked; the whole group's view is not searched. */
export async function openFor(talk: Talk, deps: HandlerDeps): Promise<OpenPrompt[]> {
  const asked = await deps.book.openPrompts({ personIds: [talk.person.id] })
  const here = await deps.book.openPrompts({ chatId: talk.chat.id })
  const extra = (await papersAwaitedOf(talk, deps)).filter((p) => !asked.some((a) => a.prompt.id === p.prompt.id))
  for (const p of here) {
    if ([...asked, ...extra].some((a) => a.prompt.id === p.prompt.id)) continue
    const covers = p.prompt.roles.some((r) => r !== 'customer' && talk.person.roles.includes(r))
    // Who wrote an order for a colleague's customer goes on writing it.
    const isAuthor =
      !talk.isCustomer && isDraft(p.prompt) && (await deps.book.load(p.orderNumber))?.order.createdById === talk.person.id
    if (covers || isAuthor) extra.push(p)
  }
  return [...asked, ...extra]
}

export async function answer(reply: Reply): Promise<boolean> {
  const { talk, execute, order, prompt, deps, quoted } = reply
  if (isDraft(prompt) && prompt.state === 'open') return answerDraft(reply)
  const read = readAnswer(quoted ? prompt : asHeard(talk, prompt), talk.words, talk.files, talk.today)
  if (!read) {
    if (!quoted) return false
    const actions = prompt.actions.map((a) => `「${a.label}」`).join('、')
    await talk.refuse({ code: 'UNREADABLE_ANSWER', params: { title: prompt.title, actions } })
    return true
  }
  if (isReserved(prompt, talk.words, read, isApproval(order, prompt, deps))) {
    const [yes, ...others] = [...prompt.actions].sort((a) => (a.id === read.actionId ? -1 : 1)).map((a) => `「${a.label}」`)
    const change = talk.isCustomer ? '' : `；要改订单请写“${order.number} ”和要改的内容`
    const params = { order: order.number, title: prompt.title, yes: yes ?? '', others: others.join('、'), change }
    await talk.refuse({ code: 'ANSWER_RESERVED', params })
    return true
  }
  const outcome = await execute.onOrder(
    order.number,
    { type: 'AnswerPrompt', promptId: prompt.id, ...read, quote: talk.text },
    talk.context,
  )
  await finish(talk, outcome)
  return true
}

const isApproval = (order: Order, { stepId, taskId }: Prompt, deps: HandlerDeps): boolean =>
  deps
    .flow(order.flow, order.flowVersion)
    .steps.find((s) => s.id === stepId)
    ?.tasks.find((t) => t.id === taskId)?.kind === 'approval'
