import type { CustomerClass } from '../company'
import { conditionParts } from './condition-parts'
import type { Condition, Flow, StepSpec } from './flow'
import type { AddFault } from './flow-faults'
import { engineFacts, flowFacts, joinFacts, stepFacts, type FactValues } from './flow-facts'

const CLASSES: CustomerClass[] = ['A', 'B', 'C']

/** What is known while steps are opened one after another. `all` holds every fact of the flow: what is missing there is reported elsewhere. */
interface Reach {
  opened: Set<string>
  facts: Map<string, FactValues>
  all: Map<string, FactValues>
  steps: Set<string>
  class: CustomerClass
}

const takes = (values: FactValues | undefined, is: string | undefined): boolean =>
  values === 'any' || (values !== undefined && (is === undefined || values.has(is)))

/** Whether a condition can come to hold (or, with `want` false, can fail to hold). Predicates are free. */
function possible(condition: Condition, reach: Reach, want: boolean): boolean {
  if ('all' in condition)
    return want ? condition.all.every((c) => possible(c, reach, true)) : condition.all.some((c) => possible(c, reach, false))
  if ('any' in condition)
    return want ? condition.any.some((c) => possible(c, reach, true)) : condition.any.every((c) => possible(c, reach, false))
  if ('not' in condition) return possible(condition.not, reach, !want)
  if ('class' in condition) return condition.class.includes(reach.class) === want
  if ('holds' in condition || !want) return true
  if ('step' in condition) return reach.opened.has(condition.step) || !reach.steps.has(condition.step)
  return takes(reach.facts.get(condition.fact), condition.is) || !takes(reach.all.get(condition.fact), condition.is)
}

const mayOpen = (step: StepSpec, reach: Reach): boolean => step.needs.every((n) => possible(n, reach, true))

/** Steps that can ever be opened for a customer of this class. */
function openable(flow: Flow, customerClass: CustomerClass, all: Map<string, FactValues>): Reach {
  const fromEngine = new Map<string, FactValues>([...engineFacts(flow)].map((f) => [f, 'any']))
  const reach: Reach = {
    opened: new Set(),
    facts: fromEngine,
    all,
    steps: new Set(flow.steps.map((s) => s.id)),
    class: customerClass,
  }
  for (let grew = true; grew; ) {
    grew = false
    for (const step of flow.steps) {
      if (reach.opened.has(step.id) || !mayOpen(step, reach)) continue
      reach.opened.add(step.id)
      reach.facts = joinFacts([reach.facts, stepFacts(step)])
      grew = true
    }
  }
  return reach
}

/** Reports steps that nothing can open: they wait for each other in a ring, or for what never comes. Gives whether there are any. */
export function checkOpening(flow: Flow, add: AddFault): boolean {
  const all = flowFacts(flow)
  const reaches = CLASSES.map((c) => openable(flow, c, all))
  const closed = flow.steps.filter((s) => !reaches.some((r) => r.opened.has(s.id)))
  if (closed.length === 0) return false
  const closedIds = new Set(closed.map((s) => s.id))
  const writers = new Map<string, string[]>()
  for (const s of closed) for (const fact of stepFacts(s).keys()) writers.set(fact, [...(writers.get(fact) ?? []), s.id])
  /** The first need of a step that cannot hold, and the closed steps that could make it hold. */
  const causes = new Map(
    closed.map((step) => {
      const failing = step.needs.findIndex((n) => !reaches.some((r) => possible(n, r, true)))
      const index = Math.max(0, failing)
      const need = step.needs[index]
      const waits = (need ? conditionParts(need, []) : []).flatMap(({ part, negated }) =>
        negated ? [] : 'step' in part ? [part.step] : 'fact' in part ? (writers.get(part.fact) ?? []) : [],
      )
      return [step.id, { index, waits: waits.filter((w) => closedIds.has(w)) }]
    }),
  )
  const titles = new Map(flow.steps.map((s) => [s.id, s.title]))
  const told = new Set<string>()
  for (const [i, step] of flow.steps.entries()) {
    const cause = causes.get(step.id)
    if (!cause) continue
    const path = ['steps', i, 'needs', cause.index]
    const ring = ringFrom(step.id, (id) => causes.get(id)?.waits[0])
    if (ring?.[0] === step.id) {
      if (told.has(step.id)) continue
      for (const id of ring) told.add(id)
      add(
        path,
        ring.length === 1
          ? `步骤“${step.title}”在等它自己，永远打不开`
          : `步骤互相等待成了一圈，都打不开：${[...ring, step.id].map((id) => titles.get(id) ?? id).join(' 等 ')}。请去掉其中一个等待`,
      )
    } else if (cause.waits[0] !== undefined)
      add(path, `步骤“${step.title}”打不开：它等的步骤“${titles.get(cause.waits[0]) ?? cause.waits[0]}”打不开，先改那一步`)
    else add(path, `步骤“${step.title}”打不开：这个条件永远不成立`)
  }
  return true
}

/** The ring that a walk along `next` ends in, starting with its first member on the walk; undefined when the walk ends. */
function ringFrom(start: string, next: (id: string) => string | undefined): string[] | undefined {
  const walked: string[] = []
  for (let id: string | undefined = start; id !== undefined; id = next(id)) {
    const seen = walked.indexOf(id)
    if (seen >= 0) return walked.slice(seen)
    walked.push(id)
  }
  return undefined
}
