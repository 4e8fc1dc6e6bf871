import { assigneesFor, SUPERIORS } from '../access/roles'
import { holdersOf, nameOf } from '../access/lookup'
import type { Directory } from '../company'
import type { Order } from '../order/order'
import { ROLE_NAMES } from '../wording/roles'
import type { Condition, Flow, StepSpec } from './flow'
import { holds, openTasks } from './open-steps'

/** Why a step is not open yet: the rule, what is missing with its owner, and who may let it pass (AC-125). */
export interface Gate {
  rule: string
  missing: string
  release: string
}

/** Things to be done before, at most this many are named. */
const MOST_NAMED = 5
const DEFAULT_RULE = '按流程，前面的环节办完才到这一步'

/** Steps whose end a condition waits for. A branch that no step can fulfil, such as another customer class, is not one to wait for. */
const waitsFor = (condition: Condition, order: Order): string[] => {
  if (holds(condition, order)) return []
  if ('step' in condition) return [condition.step]
  if ('all' in condition) return condition.all.flatMap((c) => waitsFor(c, order))
  if ('any' in condition) return condition.any.flatMap((c) => waitsFor(c, order))
  return []
}

/** The open steps in the way, nearest first; what waits is followed back to what can be done now. */
function inTheWay(flow: Flow, order: Order, step: StepSpec, seen: Set<string>): StepSpec[] {
  const { until } = order.steps[step.id] ?? {}
  // A step that sent the order back waits for where it was sent to.
  return [...step.needs.flatMap((n) => waitsFor(n, order)), ...(until ? waitsFor({ step: until }, order) : [])].flatMap((id) => {
    const found = flow.steps.find((s) => s.id === id)
    if (!found || seen.has(id)) return []
    seen.add(id)
    return order.steps[id]?.state === 'open' ? [found] : inTheWay(flow, order, found, seen)
  })
}

/** What keeps a waiting step from opening, in words; undefined when nothing does. `date` (YYYY-MM-DD) says who stands in for whom. */
export function gateOf(flow: Flow, order: Order, step: StepSpec, directory: Directory, date: string): Gate | undefined {
  if (!['waiting', 'returned'].includes(order.steps[step.id]?.state ?? '')) return undefined
  const tasks = inTheWay(flow, order, step, new Set([step.id])).flatMap((s) => openTasks(s, order).map((task) => ({ s, task })))
  if (tasks.length === 0) return undefined
  const people = (role: (typeof tasks)[number]['task']['owner']): string =>
    assigneesFor(directory, order, role, date)
      .map((id) => nameOf(directory, id))
      .join('、')
  const named = tasks.slice(0, MOST_NAMED)
  const missing = named.map(({ task }) => `【${task.title}】（${[ROLE_NAMES[task.owner], people(task.owner)].join(' ').trim()}）`)
  const strict = [...new Set(named.filter(({ task }) => task.strict).map(({ task }) => ROLE_NAMES[task.owner]))]
  const paperOnly = step.needs.some((n) => 'any' in n && n.any.some((c) => 'holds' in c && c.holds === 'emergencyRelease'))
  const leads = (roles: typeof SUPERIORS): string =>
    [...new Set(roles.flatMap((r) => holdersOf(directory, r)).map((p) => p.name))].join('、') || '主管'
  const release =
    paperOnly && tasks.every(({ s }) => s.id === 'shipping-request')
      ? `紧急时${leads(['clerk_lead'])}可以放行（回复「紧急放行 ${order.number} 原因」），通知单后补`
      : strict.length > 0
        ? `${strict.join('、')}的确认不能由别人代替，也不会因超时自动通过`
        : `${leads(SUPERIORS)}可以代为办理`
  return { rule: step.rule ?? DEFAULT_RULE, missing: missing.join('、'), release }
}
