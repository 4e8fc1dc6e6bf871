import type { Flow } from './flow'

/** The step in which an order is written down: the one that holds the draft task. Checked flows have exactly one. */
export const draftStepId = (flow: Flow): string => flow.steps.find((s) => s.tasks.some((t) => t.kind === 'draft'))?.id ?? 'draft'
