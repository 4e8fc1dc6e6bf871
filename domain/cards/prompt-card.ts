import { nameOf } from '../access/lookup'
import type { Facts } from '../facts'
import type { ActionSpec, InputSpec, TaskSpec } from '../flow/flow'
import { holds } from '../flow/open-steps'
import { minutesUntil } from '../order/minutes-until'
import type { Order, Prompt } from '../order/order'
import { draftInputs } from '../checks/draft-complete'
import { blockOf, type BlockFacts } from './card-fields'
import type { Card, CardAction, CardField, CardInput } from './card'

const cardInput = (input: InputSpec, needed: boolean): CardInput => ({
  id: input.id,
  label: input.label,
  type: input.type,
  required: needed,
  ...(input.choices ? { choices: input.choices } : {}),
})

/** Whether an input must be filled for an action. */
export const isRequired = (input: InputSpec, actionId: string): boolean =>
  Array.isArray(input.required) ? input.required.includes(actionId) : input.required

/** Roles where any holder may press, else the one person asked. */
export const pressers = (prompt: Pick<Prompt, 'roles' | 'assigneeIds'>, owner: string): string[] =>
  prompt.roles.length === 0
    ? prompt.assigneeIds.slice(0, 1)
    : [...new Set([...(owner === 'sales' ? ['sales'] : []), ...prompt.roles])]

const cardAction = (action: ActionSpec, prompt: Pick<Prompt, 'roles' | 'assigneeIds'>, owner: string): CardAction => ({
  id: action.id,
  label: action.label,
  style: action.style ?? 'default',
  mayPress: pressers(prompt, owner),
})

/** Fields of the blocks a task shows, each id once. */
export const blockFields = (names: string[], order: Order, facts: BlockFacts): CardField[] => {
  const seen = new Set<string>()
  return names.flatMap((n) => blockOf(n, order, facts)).filter((f) => !seen.has(f.id) && seen.add(f.id))
}

/** The quantities of a cart, to be changed on its card; 0 takes an article out. */
const cartInputs = (task: TaskSpec, order: Order): InputSpec[] =>
  task.owner !== 'customer'
    ? []
    : order.lines
        .filter((l) => l.quantity !== '')
        .map((l) => ({
          id: `lines.${l.id}.quantity`,
          label: `改数量：${[l.name, l.spec].filter(Boolean).join(' ')}（0为删除）`,
          type: 'number' as const,
          required: false,
        }))

/** The live card of an open prompt. */
export const promptCard = (order: Order, task: TaskSpec, prompt: Prompt, facts: Facts): Card => ({
  kind: task.kind === 'draft' ? 'draft' : task.kind,
  orderNumber: order.number,
  stepId: prompt.stepId,
  title: `${task.title} · ${order.number}`,
  fields: [
    ...blockFields(task.shows, order, facts),
    { id: 'owner', label: '请', value: `${prompt.assigneeIds.map((id) => nameOf(facts.directory, id)).join('、')}${task.ask}` },
    ...(prompt.dueAt ? [{ id: 'due', label: '请于', value: `${facts.clock.humanDue(prompt.dueAt)}前答复` }] : []),
  ],
  inputs: (task.kind === 'draft' ? [...draftInputs(order), ...cartInputs(task, order)] : prompt.inputs).map((i) =>
    cardInput(i, isRequired(i, mainAction(prompt))),
  ),
  actions: prompt.actions
    .filter((a) => a.when === undefined || holds(a.when, order))
    .map((a) => cardAction(a, prompt, task.owner)),
  state: 'open',
})

/** The action that moves things on: the primary one, else the first. */
export const mainAction = (prompt: Pick<Prompt, 'actions'>): string =>
  (prompt.actions.find((a) => a.style === 'primary') ?? prompt.actions[0])?.id ?? 'done'

/** Taking an answer back, as long as it is possible: for whoever gave it. Superiors may do so too. */
const undoAction = (prompt: Prompt, facts: Facts): CardAction[] => {
  const { undoUntil, byId } = prompt.settled ?? {}
  if (prompt.state !== 'done' || !undoUntil || !byId || minutesUntil(facts.now, undoUntil) <= 0) return []
  return [{ id: 'undo', label: '撤回', style: 'default', mayPress: [byId] }]
}

/** The card of a settled prompt: who did what and when; for some minutes the answer can be taken back. */
export const settledCard = (order: Order, task: TaskSpec, prompt: Prompt, facts: Facts): Card => {
  const { settled } = prompt
  const action = prompt.actions.find((a) => a.id === settled?.actionId)
  const answer = order.steps[prompt.stepId]?.answers[prompt.taskId]
  const given = prompt.inputs.flatMap((i) => {
    const value = answer?.inputs[i.id]
    if (!value) return []
    const shown =
      i.type === 'choice' ? (i.choices?.find((c) => c.id === value)?.label ?? value) : i.type === 'file' ? '（附件）' : value
    return [{ id: i.id, label: i.label, value: shown }]
  })
  const who = settled?.byId ? nameOf(facts.directory, settled.byId) : '系统'
  const result = settled
    ? `${who}${answer?.forId && answer.forId !== settled.byId ? `（代${nameOf(facts.directory, answer.forId)}）` : ''} ${settled.note ?? action?.label ?? '已处理'} · ${facts.clock.human(settled.at)}`
    : '已失效'
  return {
    kind: task.kind === 'draft' ? 'draft' : task.kind,
    orderNumber: order.number,
    stepId: prompt.stepId,
    title: `${task.title} · ${order.number}`,
    fields: [...blockFields(task.shows, order, facts), ...given, { id: 'result', label: '结果', value: result }],
    inputs: [],
    actions: undoAction(prompt, facts),
    state: prompt.state === 'done' ? 'done' : 'expired',
  }
}
