import { customersNamedIn, nameOf } from '../domain/access/lookup'
import { openTasks } from '../domain/flow/open-steps'
import type { StepSpec } from '../domain/flow/flow'
import { tasksOf } from '../domain/flow/part-tasks'
import type { ParsedMessage } from '../domain/intake/draft'
import { orderNumberIn } from '../domain/intake/order-number-in'
import type { Order } from '../domain/order/order'
import { readAnswer } from '../domain/prompt/read-answer'
import { readNumber } from '../domain/prompt/read-input'
import { SAY } from '../domain/wording/says'
import type { HandlerDeps } from './deps'
import { orderOfNamedCustomer } from './named-order'
import type { Talk } from './talk'

/** What a colleague answers before the step is open is booked nowhere: that is said, since silence looks like a booking. */
export async function earlyAnswer(talk: Talk, deps: HandlerDeps, parsed: ParsedMessage): Promise<boolean> {
  if (talk.isCustomer) return false
  const sum = sumTold(talk, parsed)
  const number = orderNumberIn(talk.text)
  const order = number ? (await deps.book.load(number))?.order : await orderOfNamedCustomer(talk, deps)
  if (order === 'several' || !order) return sum !== undefined && moneyOfNone(talk, sum, order === 'several')
  if (sum !== undefined) return moneyTooEarly(talk, deps, order, sum)
  if (order.phase !== 'running') return false
  const { steps } = deps.flow(order.flow, order.flowVersion)
  const step = steps.find((s) => order.steps[s.id]?.state === 'waiting' && isAnswered(talk, order, s))
  if (!step) return false
  await talk.reply(SAY.answerTooEarly(order.number, step.title, openNow(talk, order)))
  return true
}

const SUM = '(\\d[\\d,]*(?:\\.\\d{1,2})?\\s?万?)\\s?(?:元|块)?'
const CAME_IN = '(?:到账|收到|已收|入账|进账|到了)'
const RECEIVED = new RegExp(`${CAME_IN}[^\\d。；;?？]{0,8}${SUM}|${SUM}[^\\d。；;?？没未]{0,6}${CAME_IN}(?!吗|没|[?？])`)

/** The sum that finance tells of as received. */
function sumTold(talk: Talk, parsed: ParsedMessage): string | undefined {
  if (!talk.person.roles.includes('finance') || talk.chat.purpose === 'customer' || talk.words.length > 60) return undefined
  const found = RECEIVED.exec(talk.words)
  return parsed.paidAmount?.value ?? (found ? readNumber(found[1] ?? found[2] ?? '') : undefined)
}

async function moneyOfNone(talk: Talk, sum: string, several: boolean): Promise<boolean> {
  const [customer, ...others] = customersNamedIn(talk.directory, talk.text)
  if (others.length > 0) return false
  await talk.reply(SAY.moneyOfNone(sum, several ? customer?.name : undefined))
  return true
}

/** Money for a task of finance that is not asked about yet, because its step waits or other tasks of it come first. */
async function moneyTooEarly(talk: Talk, deps: HandlerDeps, order: Order, sum: string): Promise<boolean> {
  const { steps } = deps.flow(order.flow, order.flowVersion)
  const asked = new Set(order.prompts.filter((p) => p.state === 'open').map((p) => `${p.stepId}/${p.taskId}`))
  const [late] = steps.flatMap((step) =>
    step.aside || !['waiting', 'returned', 'open'].includes(order.steps[step.id]?.state ?? '')
      ? []
      : step.tasks.filter((t) => t.owner === 'finance' && !asked.has(`${step.id}/${t.id}`)).map((task) => ({ step, task })),
  )
  if (!late) return false
  if (late.task.settlesWhen && order.steps[late.step.id]?.state === 'open') {
    await talk.reply(SAY.moneyBeforeSlip(order.number, sum))
    return true
  }
  const before = order.steps[late.step.id]?.state === 'open' ? openTasks(late.step, order) : []
  const title = late.step.owner === 'finance' ? late.step.title : late.task.title
  await talk.reply(SAY.moneyTooEarly(order.number, sum, title, talk.person.name, before.map((t) => `【${t.title}】`).join('、')))
  return true
}

/** Whether the words would answer what the step is going to ask this person. */
const isAnswered = (talk: Talk, order: Order, step: StepSpec): boolean =>
  tasksOf(step, order).some(
    (task) => talk.person.roles.includes(task.owner) && readAnswer(task, talk.words, [], talk.today) !== undefined,
  )

/** Who is waited for now, and for what. */
const openNow = (talk: Talk, order: Order): string =>
  order.prompts
    .filter((p) => p.state === 'open')
    .map((p) => `${p.assigneeIds.map((id) => nameOf(talk.directory, id)).join('、')}【${p.title}】`)
    .join('，')
