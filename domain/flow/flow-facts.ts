import type { ActionSpec, Flow, StepSpec, TaskSpec } from './flow'

/** Values a fact may take: "any" where a person writes them freely. */
export type FactValues = Set<string> | 'any'

/** Facts the product writes by itself, each with the consequences or behaviours that do it; none named: it may come at any time. */
const WRITTEN_BY: Record<string, string[]> = {
  estimatedAt: [],
  nudgedAt: [],
  emergencyRelease: [],
  lastReport: [],
  reportsMissed: [],
  promisedDate: ['promise', 'relaxed', 'roll-over'],
  rolledDays: ['roll-over'],
  finishDate: ['accept-rolled-date'],
  relaxAsked: ['relax'],
  dateConflict: ['date-conflict'],
  balanceGate: ['balance-notice'],
  paperOnly: ['roll-over'],
  depositAsked: ['ask-deposit'],
  manualOrder: [],
  paymentTerm: ['price-plan'],
}

const head = (name: string): string => name.split(':', 1)[0] ?? ''

/** What an action writes into facts: a value, or undefined where it takes the fact away. */
export const writesOf = (action: ActionSpec): { id: string; value: string | undefined }[] => [
  ...Object.entries(action.sets ?? {}).map(([id, value]) => ({ id, value: value === '' ? undefined : value })),
  ...action.then.flatMap((name) => {
    const [verb, id, value] = name.split(':')
    return verb === 'fact' && id ? [{ id, value }] : []
  }),
]

/** An answer with a failed tick settles nothing and writes nothing, so a `must` input writes its good value alone, unless a button sends back. */
const onlyGood = (task: TaskSpec): boolean => task.actions.every((a) => a.outcome === 'settle' || a.outcome === 'stay')

/** Facts that the answers of one step can write. */
export function stepFacts(step: StepSpec): Map<string, FactValues> {
  const facts = new Map<string, FactValues>()
  const put = (id: string, value: string | 'any', free = false): void => {
    const known = facts.get(id)
    if (free || known === 'any') facts.set(id, 'any')
    else facts.set(id, new Set([...(known ?? []), value]))
  }
  for (const task of step.tasks) {
    for (const input of task.inputs) {
      if (input.must !== undefined) put(`${step.id}.failed`, '', true)
      if (!input.sets) continue
      if (input.type !== 'choice' || !input.choices) put(input.sets, '', true)
      else if (input.must !== undefined && onlyGood(task)) put(input.sets, input.must)
      else for (const c of input.choices) put(input.sets, c.id)
    }
    for (const action of task.actions) {
      if (action.outcome === 'block') put(`${step.id}.blocked`, '', true)
      for (const w of writesOf(action)) if (w.value !== undefined) put(w.id, w.value)
    }
  }
  for (const name of step.onDone) {
    const [verb, id, value] = name.split(':')
    if (verb === 'fact' && id && value !== undefined) put(id, value)
  }
  return facts
}

/** Facts the product may write while this flow runs. */
export function engineFacts(flow: Flow): Set<string> {
  const used = new Set(
    flow.steps.flatMap((s) => [...s.onOpen, ...s.onDone, ...s.tasks.flatMap((t) => t.actions.flatMap((a) => a.then))]).map(head),
  )
  return new Set(Object.keys(WRITTEN_BY).filter((f) => WRITTEN_BY[f]?.length === 0 || WRITTEN_BY[f]?.some((by) => used.has(by))))
}

/** Joins what several steps write. */
export function joinFacts(all: Iterable<Map<string, FactValues>>): Map<string, FactValues> {
  const joined = new Map<string, FactValues>()
  for (const facts of all)
    for (const [id, values] of facts) {
      const known = joined.get(id)
      joined.set(id, values === 'any' || known === 'any' ? 'any' : new Set([...(known ?? []), ...values]))
    }
  return joined
}

/** Every fact that may come up in a flow, with its values. */
export const flowFacts = (flow: Flow): Map<string, FactValues> =>
  joinFacts([...flow.steps.map(stepFacts), new Map([...engineFacts(flow)].map((f) => [f, 'any' as const]))])
