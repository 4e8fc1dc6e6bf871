import { nameOf } from '../domain/access/lookup'
import type { StepSpec, TaskSpec } from '../domain/flow/flow'
import { tasksOf } from '../domain/flow/part-tasks'
import type { ParsedMessage } from '../domain/intake/draft'
import { orderNumberIn } from '../domain/intake/order-number-in'
import type { Order, Prompt } from '../domain/order/order'
import { readAnswer } from '../domain/prompt/read-answer'
import { SAY } from '../domain/wording/says'
import type { HandlerDeps } from './deps'
import { orderOfNamedCustomer } from './named-order'
import type { Talk } from './talk'

/** What a colleague answers before the step is open is booked nowhere: that is said, since silence looks like a booking. */
export async function earlyAnswer(talk: Talk, deps: HandlerDeps, parsed: ParsedMessage): Promise<boolean> {
  if (talk.isCustomer) return false
  const order = await orderMeant(talk, deps)
  if (order?.phase !== 'running') return false
  const waiting = deps.flow(order.flow, order.flowVersion).steps.filter((s) => order.steps[s.id]?.state === 'waiting')
  const amount = talk.person.roles.includes('finance') ? parsed.paidAmount?.value : undefined
  const ofMoney = amount ? waiting.find((s) => s.owner === 'finance') : undefined
  if (amount && ofMoney) {
    await talk.reply(SAY.moneyTooEarly(order.number, amount, ofMoney.title, talk.person.name))
    return true
  }
  const step = waiting.find((s) => isAnswered(talk, order, s))
  if (!step) return false
  await talk.reply(SAY.answerTooEarly(order.number, step.title, openNow(talk, order)))
  return true
}

async function orderMeant(talk: Talk, deps: HandlerDeps): Promise<Order | undefined> {
  const number = orderNumberIn(talk.text)
  const order = number ? (await deps.book.load(number))?.order : await orderOfNamedCustomer(talk, deps)
  return order === 'several' ? undefined : order
}

/** Whether the words would answer what the step is going to ask this person. */
const isAnswered = (talk: Talk, order: Order, step: StepSpec): boolean =>
  tasksOf(step, order).some(
    (task) => talk.person.roles.includes(task.owner) && readAnswer(toCome(step, task), talk.words, [], talk.today) !== undefined,
  )

/** A task as it will be asked. */
const toCome = (step: StepSpec, { id, title, actions, inputs }: TaskSpec): Prompt => ({
  id: '',
  stepId: step.id,
  taskId: id,
  round: 1,
  title,
  assigneeIds: [],
  roles: [],
  chatId: '',
  actions,
  inputs,
  askedAt: '',
  cardKeys: [],
  state: 'open',
})

/** Who is waited for now, and for what. */
const openNow = (talk: Talk, order: Order): string =>
  order.prompts
    .filter((p) => p.state === 'open')
    .map((p) => `${p.assigneeIds.map((id) => nameOf(talk.directory, id)).join('、')}【${p.title}】`)
    .join('，')
