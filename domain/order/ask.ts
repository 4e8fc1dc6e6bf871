import { assigneesFor } from '../access/roles'
import { originChat, chatFor, innerChat } from '../access/where-to-say'
import type { Directory } from '../company'
import { isStaff, nameOf, personById, productByCode } from '../access/lookup'
import { promptCard, settledCard } from '../cards/prompt-card'
import type { InputSpec, StepSpec, TaskSpec } from '../flow/flow'
import { holds } from '../flow/open-steps'
import { partOfTask, taskById } from '../flow/part-tasks'
import { SAY } from '../wording/says'
import { draftInputs } from '../checks/draft-complete'
import { draftPending, draftWords } from './draft-question'
import { type DuePlan, dueBy } from './due-plan'
import type { Order, Prompt, PromptInput } from './order'
import type { Work } from './work'

/** Working time until the first reminder where a flow names none. */
const DEFAULT_SLA = '4h'

export const stepSpec = (work: Work, stepId: string): StepSpec => {
  const found = work.flow.steps.find((s) => s.id === stepId)
  if (!found) throw new Error(`flow ${work.flow.id} has no step ${stepId}`)
  return found
}
export const taskSpec = (work: Work, stepId: string, taskId: string): TaskSpec => {
  const found = taskById(stepSpec(work, stepId), taskId)
  if (!found) throw new Error(`step ${stepId} has no task ${taskId}`)
  return found
}

/** The company's own time for a step comes before the flow's (U5). */
const slaOf = (work: Work, step: StepSpec, task: TaskSpec): string =>
  work.facts.settings.clocks[step.id]?.sla ?? task.clock?.sla ?? step.clock?.sla ?? DEFAULT_SLA

/** Draft cards ask for whatever is missing at this moment; other cards for what the flow says, line by line where it says so. */
const inputsFor = (task: TaskSpec, order: Order, directory: Directory): PromptInput[] =>
  task.kind === 'draft'
    ? draftInputs(order)
    : task.inputs
        .filter((i) => i.when === undefined || holds(i.when, order, partOfTask(task.id)))
        .flatMap((i) => (i.perLine ? lineInputs(i, order, directory) : [i]))

const lineInputs = (input: InputSpec, order: Order, directory: Directory): PromptInput[] =>
  order.lines.map((line) => ({
    ...input,
    id: `${input.id}.${line.id}`,
    label:
      order.lines.length > 1 ? `${input.label}（${[line.name, line.spec, line.color].filter(Boolean).join(' ')}）` : input.label,
    ...(input.sets ? { sets: `${input.sets}.${line.id}` } : {}),
    goods: {
      names: [line.name, line.productCode ?? '', ...(productByCode(directory, line.productCode)?.aliases ?? [])].filter(Boolean),
      marks: [...(line.spec?.split(/\s+/) ?? []), line.color ?? ''].filter(Boolean),
      unit: line.unit,
    },
  }))

/** A draft that belongs to the customer but was written by a colleague is that colleague's to finish. */
const writtenByStaff = (work: Work, task: TaskSpec): boolean =>
  task.kind === 'draft' && task.owner === 'customer' && isStaff(personById(work.facts.directory, work.order.createdById))

/** Puts a task to its owner: stores the prompt, sends its card where the owner is, and arms the first reminder. */
export function ask(work: Work, step: StepSpec, task: TaskSpec): void {
  const { facts, order } = work
  const date = facts.clock.dateOf(facts.now)
  let assigneeIds = writtenByStaff(work, task) ? [order.createdById] : assigneesFor(facts.directory, order, task.owner, date)
  // Whoever said a waybill in a chat is asked about it there.
  const said = task.id === 'confirm-waybill' ? order.proposals?.at(-1) : undefined
  if (said) assigneeIds = said.askIds
  let inputs = inputsFor(task, order, facts.directory)
  // Nobody of the customer can be reached in chat: the salesperson hands in what the customer gave, with proof, never their own word (AC-100).
  const standIn = task.owner === 'customer' && assigneeIds.length === 0 && task.kind !== 'draft'
  if (standIn) {
    assigneeIds = assigneesFor(facts.directory, order, 'sales', date)
    inputs = [...inputs, { id: 'proof', label: '客户确认的凭据（截图或签字件）', type: 'file', required: true }]
  }
  if (task.owner === 'clerk' && order.clerkId === undefined && assigneeIds[0])
    work.emit({ type: 'AssigneeChosen', role: 'clerk', personId: assigneeIds[0] })
  const sla = slaOf(work, step, task)
  const plan: DuePlan = { from: facts.now, after: sla, ...(sla.endsWith('d') ? { received: true } : {}) }
  const dueAt = dueBy(plan, facts.clock)
  const owner = assigneeIds[0]
  const chatId =
    (task.kind === 'draft' ? originChat(order) : undefined) ??
    (said && owner === said.byId ? innerChat(facts.directory, said.chatId) : undefined) ??
    (owner ? chatFor(facts.directory, order, owner) : undefined) ??
    originChat(order) ??
    ''
  const cardKey = `${order.number}:card:${facts.newId()}`
  const prompt: Prompt = {
    id: facts.newId(),
    stepId: step.id,
    taskId: task.id,
    round: order.steps[step.id]?.round ?? 1,
    title: task.title,
    assigneeIds,
    roles: standIn ? [] : [task.owner, ...task.mayAlso].filter((r) => r !== 'sales'),
    chatId,
    actions: task.actions,
    inputs,
    askedAt: facts.now,
    dueAt,
    cardKeys: [cardKey],
    state: 'open',
    ...(task.kind === 'draft' && order.openPoints[0] ? { pending: draftPending(assigneeIds, order.openPoints[0]) } : {}),
  }
  work.emit({ type: 'PromptAsked', prompt })
  const text =
    task.kind === 'draft'
      ? draftWords(work.order, assigneeIds, facts)
      : SAY.prompt(
          assigneeIds.map((id) => nameOf(facts.directory, id)),
          task.title,
          order.number,
        )
  work.push({
    kind: 'send',
    key: cardKey,
    urgency: 'must',
    message: { chatId, text, mentions: assigneeIds, card: promptCard(work.order, task, prompt, facts), promptId: prompt.id },
  })
  work.arm({
    key: `remind/${prompt.id}/1`,
    kind: 'remind',
    plan,
    rule: `${sla} working time`,
    toIds: assigneeIds,
    about: prompt.id,
    rung: 1,
  })
}

/** Redraws every card of a prompt as it now stands. */
export function redraw(work: Work, promptId: string): void {
  const { order, facts } = work
  const prompt = order.prompts.find((p) => p.id === promptId)
  if (!prompt) return
  const task = taskSpec(work, prompt.stepId, prompt.taskId)
  const card = prompt.state === 'open' ? promptCard(order, task, prompt, facts) : settledCard(order, task, prompt, facts)
  const result = card.fields.find((f) => f.id === 'result')?.value
  for (const key of prompt.cardKeys)
    work.update(key, prompt.chatId, result ? `${prompt.title}（${order.number}）：${result}` : prompt.title, card)
}

/** Settles a prompt and everything that hangs on it: its timers, its cards. */
export function settlePrompt(
  work: Work,
  promptId: string,
  state: 'done' | 'expired',
  settled: Omit<NonNullable<Prompt['settled']>, 'at'>,
): void {
  const undo = state === 'done' && work.undo?.promptId === promptId ? { undoUntil: work.undo.until } : {}
  work.emit({ type: 'PromptSettled', promptId, state, settled: { ...settled, at: work.facts.now, ...undo } })
  work.disarm((t) => t.about === promptId)
  redraw(work, promptId)
}

export const openPromptsOf = (order: Order, stepId?: string, taskId?: string): Prompt[] =>
  order.prompts.filter(
    (p) => p.state === 'open' && (stepId === undefined || p.stepId === stepId) && (taskId === undefined || p.taskId === taskId),
  )
