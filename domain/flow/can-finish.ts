import type { CustomerClass } from '../company'
import { conditionParts, conditionsOf } from './condition-parts'
import type { ActionSpec, Condition, Flow, TaskSpec } from './flow'
import type { AddFault } from './flow-faults'
import { engineFacts, writesOf } from './flow-facts'

/**
 * Plays a flow in the abstract, by the rules of open-steps, until some way of answering ends the order. Predicates and what the product
 * writes are free ("maybe"); facts that answers write are followed value by value. Bounded: where the search grows past its budget, the flow
 * gets the benefit of the doubt.
 */

const CLASSES: CustomerClass[] = ['A', 'B', 'C']
const BUDGET = 400_000
const MOST_OPTIONS = 64
/** Stands for words that a person writes freely. */
const FREE = '\u0000'

type Tri = 'yes' | 'no' | 'maybe'
type Mark = 'waiting' | 'open' | 'done' | 'skipped'

interface State {
  marks: Mark[]
  /** Answered tasks of open steps, as "step/task" indices. */
  answered: ReadonlySet<string>
  facts: Readonly<Record<string, string>>
}

/** One way of answering a task: what it writes (undefined takes a fact away), and whether it settles the task. */
interface Option {
  action: ActionSpec
  settles: boolean
  writes: Record<string, string | undefined>
}

interface Plan {
  flow: Flow
  class: CustomerClass
  index: Map<string, number>
  free: Set<string>
  /** Steps whose moment matters, because a condition asks whether they are open, or hangs on their not being done. */
  timed: Set<string>
  options: Map<TaskSpec, Option[]>
}

const not = (t: Tri): Tri => (t === 'maybe' ? t : t === 'yes' ? 'no' : 'yes')
const all = (ts: Tri[]): Tri => (ts.includes('no') ? 'no' : ts.includes('maybe') ? 'maybe' : 'yes')
const yesIf = (b: boolean): Tri => (b ? 'yes' : 'no')

function judge(condition: Condition, plan: Plan, state: State): Tri {
  if ('all' in condition) return all(condition.all.map((c) => judge(c, plan, state)))
  if ('any' in condition) return not(all(condition.any.map((c) => not(judge(c, plan, state)))))
  if ('not' in condition) return not(judge(condition.not, plan, state))
  if ('class' in condition) return yesIf(condition.class.includes(plan.class))
  if ('holds' in condition) return 'maybe'
  if ('step' in condition) {
    const mark = state.marks[plan.index.get(condition.step) ?? -1]
    const is = condition.is ?? 'settled'
    return yesIf(is === 'settled' ? mark === 'done' || mark === 'skipped' : mark === is)
  }
  if (plan.free.has(condition.fact)) return 'maybe'
  const value = state.facts[condition.fact]
  if (value === undefined) return 'no'
  return condition.is === undefined ? 'yes' : value === FREE ? 'maybe' : yesIf(value === condition.is)
}

/** Actions of a draft's card that do not confirm it. */
const NOT_CONFIRMING = new Set(['edit', 'register', 'cancel'])
const settles = (task: TaskSpec, action: ActionSpec): boolean =>
  action.outcome === 'settle' && !(task.kind === 'draft' && NOT_CONFIRMING.has(action.id))

/** Every way of answering a task, as far as conditions can tell the difference. */
function optionsOf(task: TaskSpec, asked: Set<string>): Option[] {
  const seen = new Map<string, Option>()
  for (const action of task.actions) {
    const settling = settles(task, action)
    if (!settling && action.outcome !== 'stay' && action.outcome !== 'block') continue
    let ways: Record<string, string | undefined>[] = [{}]
    for (const input of settling ? task.inputs : []) {
      if (!input.sets || !asked.has(input.sets)) continue
      const { sets } = input
      const must = Array.isArray(input.required) ? input.required.includes(action.id) : input.required
      const given =
        input.type !== 'choice' ? [FREE] : input.must !== undefined ? [input.must] : (input.choices ?? []).map((c) => c.id)
      const more = given.flatMap((value) => ways.map((w) => ({ ...w, [sets]: value })))
      ways = (must ? more : [...more, ...ways]).slice(0, MOST_OPTIONS)
    }
    const fixed = Object.fromEntries(writesOf(action).flatMap((w) => (asked.has(w.id) ? [[w.id, w.value] as const] : [])))
    for (const way of ways) {
      const writes = { ...way, ...fixed }
      if (!settling && Object.keys(writes).length === 0) continue
      const key = JSON.stringify([settling, action.when, Object.entries(writes).map(([k, v]) => [k, v ?? null])])
      if (!seen.has(key)) seen.set(key, { action, settles: settling, writes })
    }
  }
  return [...seen.values()].slice(0, MOST_OPTIONS)
}

function planFor(flow: Flow, customerClass: CustomerClass): Plan {
  const asked = new Set<string>()
  const timed = new Set<string>()
  for (const { condition, path, use } of conditionsOf(flow))
    for (const { part, negated } of conditionParts(condition, path)) {
      if ('fact' in part) asked.add(part.fact)
      if ('step' in part && (negated || use !== 'needs' || part.is === 'open')) timed.add(part.step)
    }
  return {
    flow,
    class: customerClass,
    index: new Map(flow.steps.map((s, i) => [s.id, i])),
    free: engineFacts(flow),
    timed,
    options: new Map(flow.steps.flatMap((s) => s.tasks.map((t) => [t, optionsOf(t, asked)] as const))),
  }
}

const mark = (state: State, i: number, to: Mark): State => ({ ...state, marks: state.marks.map((m, j) => (j === i ? to : m)) })

/** What may come next, the likeliest last. A move that takes no other way from anybody is given alone, which keeps the search small. */
function following(plan: Plan, state: State): State[] {
  const next: State[] = []
  for (const [i, step] of plan.flow.steps.entries()) {
    const here = state.marks[i]
    if (here === 'done' || here === 'skipped') continue
    const may = all(step.needs.map((n) => judge(n, plan, state)))
    if (here === 'open' && may === 'no') return [mark(state, i, 'waiting')]
    if (here === 'waiting') {
      if (may === 'no') continue
      const skip = step.skipWhen ? judge(step.skipWhen, plan, state) : 'no'
      const moves: State[] = []
      if (skip !== 'no') moves.push(mark(state, i, 'skipped'))
      if (skip !== 'yes') moves.push(openStep(state, i))
      if (moves.length === 1 && (may === 'yes' || !plan.timed.has(step.id))) return moves
      next.push(...moves)
      continue
    }
    const moves = answers(plan, state, i)
    if (moves.only) return [moves.only]
    next.push(...moves.next)
  }
  return next
}

function openStep(state: State, i: number): State {
  const answered = new Set([...state.answered].filter((a) => !a.startsWith(`${i}/`)))
  return { ...mark(state, i, 'open'), answered }
}

/** The ways in which an open step can be answered or closed. */
function answers(plan: Plan, state: State, i: number): { only?: State; next: State[] } {
  const step = plan.flow.steps[i]
  if (!step) return { next: [] }
  const next: State[] = []
  const applies = step.tasks.map((t) => (t.when ? judge(t.when, plan, state) : 'yes'))
  const done = (j: number): boolean => state.answered.has(`${i}/${j}`)
  const over = step.doneWhen ? judge(step.doneWhen, plan, state) : 'yes'
  const some = step.tasks.some((_, j) => done(j))
  if (over === 'yes' && some && step.tasks.every((_, j) => done(j) || applies[j] === 'no'))
    return { only: mark(state, i, 'done'), next }
  for (const [j, task] of step.tasks.entries()) {
    if (done(j) || applies[j] === 'no') continue
    if (!task.after.every((a) => step.tasks.every((t, k) => t.id !== a || done(k) || applies[k] !== 'yes'))) continue
    const options = (plan.options.get(task) ?? []).filter((o) => !o.action.when || judge(o.action.when, plan, state) !== 'no')
    for (const option of options) {
      const after = answer(plan, state, i, j, task, option)
      if (options.length === 1 && option.settles && Object.keys(option.writes).length === 0 && !plan.timed.has(step.id))
        return { only: after, next }
      next.push(after)
    }
  }
  if (over !== 'no' && some && step.tasks.every((_, j) => done(j) || applies[j] !== 'yes')) next.push(mark(state, i, 'done'))
  return { next }
}

function answer(plan: Plan, state: State, i: number, j: number, task: TaskSpec, option: Option): State {
  const facts: Record<string, string> = { ...state.facts }
  for (const [id, value] of Object.entries(option.writes)) {
    if (value === undefined) delete facts[id]
    else facts[id] = value
  }
  const after: State = { ...state, facts }
  if (!option.settles || (task.settlesWhen && judge(task.settlesWhen, plan, after) === 'no')) return after
  return { ...after, answered: new Set([...state.answered, `${i}/${j}`]) }
}

const keyOf = (state: State): string =>
  `${state.marks.map((m) => m[0]).join('')}|${[...state.answered].sort().join(',')}|${JSON.stringify(Object.entries(state.facts).sort())}`

/** Where the order gets stuck for a class: the furthest state, or undefined when some way of answering ends the order. */
function stuckState(flow: Flow, customerClass: CustomerClass): State | undefined {
  const plan = planFor(flow, customerClass)
  const open = (state: State): number =>
    flow.steps.filter((s, i) => !s.aside && state.marks[i] !== 'done' && state.marks[i] !== 'skipped').length
  const start: State = { marks: flow.steps.map(() => 'waiting'), answered: new Set(), facts: {} }
  const stack = [start]
  const seen = new Set([keyOf(start)])
  let best = { state: start, left: open(start) }
  while (stack.length > 0) {
    if (seen.size * flow.steps.length > BUDGET) return undefined
    const state = stack.pop() ?? start
    const left = open(state)
    if (left === 0) return undefined
    if (left <= best.left) best = { state, left }
    for (const after of following(plan, state)) {
      const key = keyOf(after)
      if (seen.has(key)) continue
      seen.add(key)
      stack.push(after)
    }
  }
  return best.state
}

/**
 * Reports the steps at which an order gets stuck for good, for each class of customers that no way of answering brings to the end.
 * `told`: steps whose tasks have faults of their own, which explain why they cannot be finished.
 */
export function checkFinishing(flow: Flow, told: Set<number>, add: AddFault): void {
  const stuck = new Map<string, { i: number; open: boolean; classes: CustomerClass[] }>()
  for (const c of CLASSES) {
    const state = stuckState(flow, c)
    if (!state) continue
    const left = flow.steps.flatMap((s, i) => (s.aside || ['done', 'skipped'].includes(state.marks[i] ?? '') ? [] : [i]))
    if (left.some((i) => told.has(i))) continue
    const openOne = left.find((i) => state.marks[i] === 'open')
    const i = openOne ?? left[0] ?? 0
    const key = `${i}/${openOne === undefined}`
    stuck.set(key, { i, open: openOne !== undefined, classes: [...(stuck.get(key)?.classes ?? []), c] })
  }
  for (const { i, open, classes } of stuck.values()) {
    const step = flow.steps[i]
    if (!step) continue
    const who = `${classes.join('、')}级客户的订单走不到结束`
    add(
      ['steps', i, open ? 'tasks' : 'needs'],
      open
        ? `${who}：步骤“${step.title}”打开后完成不了，没有能答完的任务。请让至少一个任务对这些客户适用，并且有能完成它的按钮`
        : `${who}：一直等不到步骤“${step.title}”。这些客户不用走这一步时请写 skipWhen（并让 needs 成立），或者写 aside: true`,
    )
  }
}
