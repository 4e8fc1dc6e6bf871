import type { Condition, Flow } from './flow'
import type { FlowPath } from './flow-faults'

/** A condition that asks one thing: no `all`, `any` or `not`. */
export type SingleCondition = Exclude<Condition, { all: Condition[] } | { any: Condition[] } | { not: Condition }>

/** A single question within a condition, with the way to it. `negated`: it stands under a `not`. */
export interface ConditionPart {
  part: SingleCondition
  path: FlowPath
  negated: boolean
}

/** Every single question of a condition. */
export function conditionParts(condition: Condition, path: FlowPath, negated = false): ConditionPart[] {
  if ('all' in condition) return condition.all.flatMap((c, i) => conditionParts(c, [...path, 'all', i], negated))
  if ('any' in condition) return condition.any.flatMap((c, i) => conditionParts(c, [...path, 'any', i], negated))
  if ('not' in condition) return conditionParts(condition.not, [...path, 'not'], true)
  return [{ part: condition, path, negated }]
}

/** Where a condition stands in a flow. `needs` opens a step; the others let something pass over or stay away. */
export interface PlacedCondition {
  condition: Condition
  path: FlowPath
  use: 'needs' | 'skipWhen' | 'doneWhen' | 'when' | 'settlesWhen'
}

/** Every condition of a flow with its place. */
export const conditionsOf = (flow: Flow): PlacedCondition[] =>
  flow.steps.flatMap((step, i) => {
    const at: FlowPath = ['steps', i]
    return [
      ...step.needs.map((condition, j) => ({ condition, path: [...at, 'needs', j], use: 'needs' as const })),
      ...(step.skipWhen ? [{ condition: step.skipWhen, path: [...at, 'skipWhen'], use: 'skipWhen' as const }] : []),
      ...(step.doneWhen ? [{ condition: step.doneWhen, path: [...at, 'doneWhen'], use: 'doneWhen' as const }] : []),
      ...step.tasks.flatMap((task, j) => {
        const here = [...at, 'tasks', j]
        return [
          ...(task.when ? [{ condition: task.when, path: [...here, 'when'], use: 'when' as const }] : []),
          ...(task.settlesWhen
            ? [{ condition: task.settlesWhen, path: [...here, 'settlesWhen'], use: 'settlesWhen' as const }]
            : []),
          ...task.actions.flatMap((a, k) =>
            a.when ? [{ condition: a.when, path: [...here, 'actions', k, 'when'], use: 'when' as const }] : [],
          ),
        ]
      }),
    ]
  })
