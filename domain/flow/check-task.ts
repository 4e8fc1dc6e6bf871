import { BLOCKS, isBlock } from '../cards/card-fields'
import { CHECKS } from '../checks/answer-checks'
import { consequenceFault } from '../order/consequences'
import type { ActionSpec, Flow, InputSpec, StepSpec, TaskSpec } from './flow'
import { knows, notKnown, type AddFault, type FlowPath } from './flow-faults'

/** Actions that every card understands by itself. */
const RESERVED_ACTIONS = ['take-over', 'postpone', 'undo']
/** A button carries prompt id, dot and action id in at most 40 signs; prompt ids have ten. */
const LONGEST_ACTION_ID = 28

/** Reports every id of a list that stands there twice, or that no list may use. */
export function checkIds(list: { id: string }[], path: FlowPath, add: AddFault): void {
  const seen = new Set<string>()
  for (const [i, { id }] of list.entries()) {
    if (seen.has(id)) add([...path, i, 'id'], `“${id}”重复了，同一层里每个 id 只能用一次`)
    if (id in {}) add([...path, i, 'id'], `“${id}”不能用作 id，请换一个`)
    seen.add(id)
  }
}

/** Reports a consequence that does not exist or lacks its arguments. */
export function checkConsequence(name: string, path: FlowPath, flow: Flow, add: AddFault): void {
  const odd = name.split(':').find((part) => part in {})
  const fault = odd === undefined ? consequenceFault(name) : `没有“${odd}”这种后果`
  if (fault) add(path, fault)
  else if (name === 'exception:raise' && !flow.steps.some((s) => s.id === 'exception'))
    add(path, '用了 exception:raise，流程里就要有 id 为 exception 的步骤来处理异常')
}

/** Reports the faults of one task: its inputs, buttons, checks and blocks. Conditions are looked at elsewhere. */
export function checkTask(flow: Flow, step: StepSpec, task: TaskSpec, path: FlowPath, add: AddFault): void {
  for (const [i, id] of task.after.entries()) {
    const others = step.tasks.filter((t) => t.id !== task.id).map((t) => t.id)
    if (id === task.id) add([...path, 'after', i], `任务“${task.title}”在等它自己`)
    else if (!others.includes(id)) add([...path, 'after', i], () => notKnown('别的任务', id, others))
  }
  for (const [i, name] of task.shows.entries())
    if (!isBlock(name)) add([...path, 'shows', i], () => notKnown('内容块', name, Object.keys(BLOCKS)))
  for (const [i, name] of task.checks.entries())
    if (!knows(CHECKS, name)) add([...path, 'checks', i], () => notKnown('检查', name, Object.keys(CHECKS)))
  checkIds(task.inputs, [...path, 'inputs'], add)
  checkIds(task.actions, [...path, 'actions'], add)
  const actionIds = task.actions.map((a) => a.id)
  for (const [i, input] of task.inputs.entries()) checkInput(input, actionIds, [...path, 'inputs', i], add)
  for (const [i, action] of task.actions.entries()) checkAction(flow, action, [...path, 'actions', i], add)
}

function checkInput(input: InputSpec, actionIds: string[], path: FlowPath, add: AddFault): void {
  const choices = input.choices ?? []
  if (input.type === 'choice' && choices.length === 0)
    add(path, `“${input.label}”是选择题（type: choice），要在 choices 里写出选项`)
  if (input.type === 'choice') checkIds(choices, [...path, 'choices'], add)
  else if (input.choices) add([...path, 'choices'], `“${input.label}”有选项，type 要写 choice`)
  if (input.must !== undefined && !choices.some((c) => c.id === input.must))
    add(
      [...path, 'must'],
      () => `must 的“${input.must}”不在选项里，可用：${choices.map((c) => c.id).join('、') || '（没有选项）'}`,
    )
  if (Array.isArray(input.required))
    for (const [i, id] of input.required.entries())
      if (!actionIds.includes(id)) add([...path, 'required', i], () => notKnown('按钮', id, actionIds))
}

function checkAction(flow: Flow, action: ActionSpec, path: FlowPath, add: AddFault): void {
  if (RESERVED_ACTIONS.includes(action.id)) add([...path, 'id'], `“${action.id}”是系统自带的按钮，请换一个 id`)
  if (action.id.length > LONGEST_ACTION_ID) add([...path, 'id'], `按钮 id 最长 ${LONGEST_ACTION_ID} 个字符，“${action.id}”太长`)
  if (action.to !== undefined) {
    const { to } = action
    const steps = flow.steps.map((s) => s.id)
    if (!steps.includes(to)) add([...path, 'to'], () => notKnown('步骤', to, steps))
    else if (action.outcome !== 'return')
      add([...path, 'to'], `to 只在 outcome: return（退回）时有用，按钮“${action.label}”不是退回`)
  }
  for (const [i, name] of action.then.entries()) checkConsequence(name, [...path, 'then', i], flow, add)
}

/** Reports tasks of a step that wait for each other in a ring. */
export function checkTaskOrder(step: StepSpec, path: FlowPath, add: AddFault): void {
  const free = new Set<string>()
  const known = new Set(step.tasks.map((t) => t.id))
  for (let grew = true; grew; ) {
    grew = false
    for (const t of step.tasks) {
      if (free.has(t.id) || !t.after.every((a) => free.has(a) || !known.has(a) || a === t.id)) continue
      free.add(t.id)
      grew = true
    }
  }
  const ring = step.tasks.findIndex((t) => !free.has(t.id))
  if (ring < 0) return
  const names = step.tasks.filter((t) => !free.has(t.id)).map((t) => t.title)
  add([...path, 'tasks', ring, 'after'], `任务互相等待成了一圈：${names.join('、')}。请去掉其中一个 after`)
}
