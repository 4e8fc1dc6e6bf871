import { BLOCKS } from '../cards/card-fields'
import { CHECKS } from '../checks/answer-checks'
import { isDraftField } from '../checks/draft-complete'
import { BEHAVIOURS } from '../order/behaviours'
import { consequenceFault } from '../order/consequences'
import type { Condition, Flow, StepSpec, TaskSpec } from './flow'
import { PREDICATES } from './predicates'

/** What is wrong with a flow, and where: `path` leads into the data. Messages are for the people who write flows. */
export interface FlowFault {
  path: (string | number)[]
  message: string
}

const known = (names: Record<string, unknown>): string => Object.keys(names).join('、')

const stepsIn = (condition: Condition): string[] => {
  if ('step' in condition) return [condition.step]
  if ('all' in condition) return condition.all.flatMap(stepsIn)
  if ('any' in condition) return condition.any.flatMap(stepsIn)
  return 'not' in condition ? stepsIn(condition.not) : []
}

const predicatesIn = (condition: Condition): string[] => {
  if ('holds' in condition) return [condition.holds]
  if ('all' in condition) return condition.all.flatMap(predicatesIn)
  if ('any' in condition) return condition.any.flatMap(predicatesIn)
  return 'not' in condition ? predicatesIn(condition.not) : []
}

/** Steps that must be settled for certain before a condition can hold: what stands under `any` or `not` is no certain need. */
const certainSteps = (condition: Condition): string[] => {
  if ('step' in condition) return condition.is === 'open' ? [] : [condition.step]
  return 'all' in condition ? condition.all.flatMap(certainSteps) : []
}

/** Every fault of a flow that the schema alone cannot see. Empty when the flow can run. */
export function checkFlow(flow: Flow): FlowFault[] {
  const faults: FlowFault[] = []
  const add = (path: (string | number)[], message: string): void => void faults.push({ path, message })
  const ids = new Set(flow.steps.map((s) => s.id))
  const condition = (c: Condition | undefined, path: (string | number)[]): void => {
    if (!c) return
    for (const step of stepsIn(c)) if (!ids.has(step)) add(path, `没有步骤“${step}”，可用：${[...ids].join('、')}`)
    for (const name of predicatesIn(c)) if (!PREDICATES[name]) add(path, `没有判断“${name}”，可用：${known(PREDICATES)}`)
  }
  duplicates(flow.steps, ['steps'], add)
  if (!ids.has('draft')) add(['steps'], '流程要有一个 id 为 draft 的步骤，订单从草稿开始')
  for (const [i, field] of flow.requires.entries())
    if (field !== 'lines' && !isDraftField(field)) add(['requires', i], `没有草稿字段“${field}”`)
  for (const [i, step] of flow.steps.entries()) {
    for (const [j, need] of step.needs.entries()) condition(need, ['steps', i, 'needs', j])
    condition(step.skipWhen, ['steps', i, 'skipWhen'])
    for (const [j, name] of step.onOpen.entries())
      if (!BEHAVIOURS[name]) add(['steps', i, 'onOpen', j], `没有“${name}”这种开始动作，可用：${known(BEHAVIOURS)}`)
    for (const [j, name] of step.onDone.entries()) {
      const fault = consequenceFault(name)
      if (fault) add(['steps', i, 'onDone', j], fault)
    }
    duplicates(step.tasks, ['steps', i, 'tasks'], add)
    if (!step.tasks.some((t) => t.actions.some((a) => a.outcome === 'settle')))
      add(['steps', i, 'tasks'], `步骤“${step.title}”没有能完成它的按钮：至少一个按钮的 outcome 要是 settle`)
    for (const [j, task] of step.tasks.entries()) checkTask(step, task, ['steps', i, 'tasks', j], ids, condition, add)
  }
  unreachable(flow, add)
  return faults
}

type Add = (path: (string | number)[], message: string) => void

function duplicates(list: { id: string }[], path: (string | number)[], add: Add): void {
  const seen = new Set<string>()
  for (const [i, { id }] of list.entries()) {
    if (seen.has(id)) add([...path, i, 'id'], `“${id}”重复了，同一层里每个 id 只能用一次`)
    seen.add(id)
  }
}

function checkTask(
  step: StepSpec,
  task: TaskSpec,
  path: (string | number)[],
  ids: Set<string>,
  condition: (c: Condition | undefined, path: (string | number)[]) => void,
  add: Add,
): void {
  condition(task.when, [...path, 'when'])
  condition(task.settlesWhen, [...path, 'settlesWhen'])
  for (const [i, id] of task.after.entries())
    if (!step.tasks.some((t) => t.id === id && t.id !== task.id))
      add([...path, 'after', i], `步骤“${step.id}”里没有别的任务“${id}”`)
  for (const [i, name] of task.shows.entries())
    if (!BLOCKS[name]) add([...path, 'shows', i], `没有内容块“${name}”，可用：${known(BLOCKS)}`)
  for (const [i, name] of task.checks.entries())
    if (!CHECKS[name]) add([...path, 'checks', i], `没有检查“${name}”，可用：${known(CHECKS)}`)
  duplicates(task.inputs, [...path, 'inputs'], add)
  duplicates(task.actions, [...path, 'actions'], add)
  const actionIds = new Set(task.actions.map((a) => a.id))
  for (const [i, input] of task.inputs.entries()) {
    if (input.type === 'choice' && !input.choices?.length) add([...path, 'inputs', i], `“${input.label}”是选择题，要写 choices`)
    if (input.must !== undefined && !input.choices?.some((c) => c.id === input.must))
      add([...path, 'inputs', i, 'must'], `must 的“${input.must}”不在 choices 里`)
    if (Array.isArray(input.required))
      for (const id of input.required)
        if (!actionIds.has(id)) add([...path, 'inputs', i, 'required'], `没有按钮“${id}”，可用：${[...actionIds].join('、')}`)
  }
  for (const [i, action] of task.actions.entries()) {
    condition(action.when, [...path, 'actions', i, 'when'])
    if (action.outcome === 'return' && action.to !== undefined && !ids.has(action.to))
      add([...path, 'actions', i, 'to'], `没有步骤“${action.to}”可以退回`)
    for (const [j, name] of action.then.entries()) {
      const fault = consequenceFault(name)
      if (fault) add([...path, 'actions', i, 'then', j], fault)
    }
  }
}

/** Steps that wait for each other in a ring can never open, nor can what waits for them. */
function unreachable(flow: Flow, add: Add): void {
  const open = new Set<string>()
  for (let grew = true; grew; ) {
    grew = false
    for (const step of flow.steps) {
      if (open.has(step.id) || !step.needs.flatMap(certainSteps).every((s) => open.has(s))) continue
      if (!step.needs.every((n) => possible(n, open))) continue
      open.add(step.id)
      grew = true
    }
  }
  for (const [i, step] of flow.steps.entries())
    if (!open.has(step.id)) add(['steps', i, 'needs'], `步骤“${step.title}”永远打不开：它等的步骤互相等待，或者等着打不开的步骤`)
}

/** Whether a condition can come to hold once these steps are settled; facts, classes and predicates are free. */
const possible = (condition: Condition, open: Set<string>): boolean => {
  if ('step' in condition) return open.has(condition.step)
  if ('all' in condition) return condition.all.every((c) => possible(c, open))
  if ('any' in condition) return condition.any.some((c) => possible(c, open))
  return true
}
