import { ASPECTS } from './open-steps'
import { isDraftField } from '../checks/draft-complete'
import type { RoleId } from '../company'
import { BEHAVIOURS } from '../order/behaviours'
import { DRAFT_FIELD_IDS } from '../order/draft-fields'
import { ROLE_NAMES } from '../wording/roles'
import { checkFinishing } from './can-finish'
import { checkOpening } from './can-open'
import { draftStepId } from './draft-step'
import { checkConsequence, checkIds, checkTask, checkTaskOrder } from './check-task'
import { conditionParts, conditionsOf } from './condition-parts'
import type { Flow, StepSpec, TaskSpec } from './flow'
import { collectFaults, insteadOf, knows, notKnown, type AddFault, type FlowFault, type FlowPath } from './flow-faults'
import { flowFacts, type FactValues } from './flow-facts'
import { PREDICATES } from './predicates'

export type { FlowFault } from './flow-faults'

/** What a flow is held against beside the product's own names. */
export interface FlowCheckOptions {
  /** Roles that somebody in the company holds; absent: not looked at. `customer` is never asked for here. */
  rolesHeld?: RoleId[]
  /** Flows that are there already: the same id needs another version. */
  taken?: { id: string; version: number }[]
}

const MOST_STEPS = 200
const MOST_TASKS = 30

/** Every fault of a flow that the schema alone cannot see, at most 200. Empty when the flow can run. */
export function checkFlow(flow: Flow, options: FlowCheckOptions = {}): FlowFault[] {
  const { faults, add } = collectFaults()
  if (flow.steps.length > MOST_STEPS) {
    add(['steps'], `步骤太多（${flow.steps.length} 个），最多 ${MOST_STEPS} 个`)
    return faults
  }
  const taken = options.taken?.filter((t) => t.id === flow.id).map((t) => t.version) ?? []
  if (taken.includes(flow.version))
    add(['version'], `流程“${flow.id}”第 ${flow.version} 版已经有了，请改成第 ${Math.max(...taken) + 1} 版，或换一个 id`)
  for (const [i, field] of flow.requires.entries())
    if (field !== 'lines' && field !== 'goods' && !isDraftField(field))
      add(['requires', i], () => notKnown('草稿字段', field, [...DRAFT_FIELD_IDS, 'lines', 'goods']))
  if (flow.promise !== undefined && !flow.steps.some((s) => s.id === flow.promise))
    add(['promise'], () =>
      notKnown(
        '步骤',
        flow.promise ?? '',
        flow.steps.map((x) => x.id),
      ),
    )
  const facts = flowFacts(flow)
  checkIds(flow.steps, ['steps'], add)
  for (const [i, step] of flow.steps.entries()) checkStep(flow, step, ['steps', i], facts, options.rolesHeld, add)
  checkDraft(flow, add)
  const names = checkConditions(flow, facts, add)
  if (!flow.steps.some((s) => s.id !== draftStepId(flow) && !s.aside))
    add(['steps'], '除了草稿没有主线步骤：订单一确认就算完成了。请至少留一个不写 aside: true 的步骤')
  const ids = new Set(flow.steps.map((s) => s.id))
  // Whether the flow can be walked is only asked once its steps and conditions name each other rightly.
  if (names && ids.size === flow.steps.length && ids.has(draftStepId(flow)) && !checkOpening(flow, add)) {
    const told = new Set(faults.flatMap((f) => (f.path[0] === 'steps' && f.path[2] === 'tasks' ? [Number(f.path[1])] : [])))
    checkFinishing(flow, told, add)
  }
  return faults
}

function checkStep(
  flow: Flow,
  step: StepSpec,
  path: FlowPath,
  facts: Map<string, FactValues>,
  rolesHeld: RoleId[] | undefined,
  add: AddFault,
): void {
  checkOwner(step, path, rolesHeld, add)
  for (const [j, name] of step.onOpen.entries())
    if (!knows(BEHAVIOURS, name)) {
      if (name.includes(':')) checkConsequence(name, [...path, 'onOpen', j], flow, add)
      else add([...path, 'onOpen', j], () => notKnown('开始动作', name, Object.keys(BEHAVIOURS)))
    }
  for (const [j, name] of step.onDone.entries()) checkConsequence(name, [...path, 'onDone', j], flow, add)
  for (const [j, name] of step.vouchesFor.entries())
    if (name !== 'lines' && !ASPECTS.includes(name) && name !== 'draft' && !isDraftField(name) && !facts.has(name))
      add([...path, 'vouchesFor', j], () =>
        notKnown('草稿字段或事实', name, ['draft', 'lines', ...ASPECTS, ...DRAFT_FIELD_IDS, ...facts.keys()]),
      )
  checkClock(step, path, add)
  checkIds(step.tasks, [...path, 'tasks'], add)
  if (step.tasks.length > MOST_TASKS)
    add([...path, 'tasks'], `步骤“${step.title}”的任务太多（${step.tasks.length} 个），最多 ${MOST_TASKS} 个`)
  checkTaskOrder(step, path, add)
  const settling = (t: TaskSpec): boolean => t.actions.some((a) => a.outcome === 'settle')
  if (!step.tasks.some(settling))
    add([...path, 'tasks'], `步骤“${step.title}”没有能完成它的按钮：至少一个按钮的 outcome 要是 settle（不写就是 settle）`)
  for (const [j, task] of step.tasks.entries()) {
    const here = [...path, 'tasks', j]
    if (step.tasks.some(settling) && !settling(task) && !task.when)
      add([...here, 'actions'], `任务“${task.title}”没有能完成它的按钮，步骤“${step.title}”会一直等它`)
    if (task.owner !== step.owner) checkOwner(task, here, rolesHeld, add)
    checkClock(task, here, add)
    checkTask(flow, step, task, here, add)
  }
}

function checkOwner(of: StepSpec | TaskSpec, path: FlowPath, rolesHeld: RoleId[] | undefined, add: AddFault): void {
  if (rolesHeld && of.owner !== 'customer' && !rolesHeld.includes(of.owner))
    add([...path, 'owner'], `“${of.title}”由${ROLE_NAMES[of.owner]}（${of.owner}）负责，但公司里没有人是这个角色`)
}

function checkClock(of: StepSpec | TaskSpec, path: FlowPath, add: AddFault): void {
  for (const key of ['sla', 'again'] as const) {
    const time = of.clock?.[key]
    if (time !== undefined && /^0+[mhd]$/.test(time)) add([...path, 'clock', key], `时限要大于 0，例如 30m、4h、1d`)
  }
}

/** An order begins as a draft: exactly one task, named and of the kind draft, because corrections look for it. The step around it may have any name. */
function checkDraft(flow: Flow, add: AddFault): void {
  const drafts = flow.steps.flatMap((step, i) =>
    step.tasks.flatMap((task, j) =>
      task.kind === 'draft' || task.id === 'draft' ? [{ task, path: ['steps', i, 'tasks', j] }] : [],
    ),
  )
  if (!drafts.some((d) => d.task.kind === 'draft'))
    add(['steps'], '流程要有一个写订单草稿的任务（id: draft，kind: draft），一般放在 id 为 draft 的步骤里，订单从草稿开始')
  for (const [n, { task, path }] of drafts.entries()) {
    if (task.kind !== 'draft') add(path, '草稿任务要写 kind: draft')
    else if (task.id !== 'draft') add([...path, 'kind'], 'kind: draft 只能用在 id 为 draft 的任务上')
    else if (n > 0) add([...path, 'kind'], '一个流程只能有一个草稿任务（kind: draft）')
    else if (!task.actions.some((a) => a.outcome === 'settle' && !['edit', 'register', 'cancel'].includes(a.id)))
      add([...path, 'actions'], '草稿要有一个确认按钮，例如 id: confirm（edit、register、cancel 另有用途）')
  }
}

/** Reports names in conditions that do not exist and values that a fact never takes. Gives whether all steps are known. */
function checkConditions(flow: Flow, facts: Map<string, FactValues>, add: AddFault): boolean {
  const steps = new Map(flow.steps.map((s) => [s.id, s]))
  let known = true
  for (const placed of conditionsOf(flow))
    for (const { part, path } of conditionParts(placed.condition, placed.path)) {
      if ('step' in part) {
        const step = steps.get(part.step)
        if (!step) {
          known = false
          add([...path, 'step'], () => notKnown('步骤', part.step, [...steps.keys()]))
        } else if (part.is === 'skipped' && !step.skipWhen)
          add([...path, 'is'], `步骤“${step.title}”没有写 skipWhen，不会被跳过，这个条件永远不成立`)
      } else if ('holds' in part) {
        if (!knows(PREDICATES, part.holds)) add([...path, 'holds'], () => notKnown('判断', part.holds, Object.keys(PREDICATES)))
      } else if ('fact' in part) {
        const values = facts.get(part.fact)
        if (!values)
          add(
            [...path, 'fact'],
            () => `没有哪个输入、按钮或后果会写入事实“${part.fact}”${insteadOf(part.fact, [...facts.keys()])}`,
          )
        else if (values !== 'any' && part.is !== undefined && !values.has(part.is))
          add([...path, 'is'], `事实“${part.fact}”不会等于“${part.is}”，可能的值：${[...values].join('、') || '（没有）'}`)
      }
    }
  return known
}
