import type { StepSpec } from '../flow/flow'
import type { Order } from './order'
import type { Work } from './work'

/** Steps that stand on the sheet's date. */
const ON_THE_SHEET = ['confirmation-sheet', 'sign-back']

/**
 * The steps that an earlier wish makes void: once a sheet is out, a requested date before the promised one needs production's new written
 * date, and the sheet with its signature counts no more (U12). None when the company set it otherwise. `before`: the order before the change.
 */
export function voidedByEarlierDate(work: Work, before: Order, changed: string[]): StepSpec[] {
  const wished = work.order.draft.requestedDate?.value
  const promised = before.facts['promisedDate']?.value
  if (!work.facts.settings.earlierDateVoidsSheet || !changed.includes('requestedDate')) return []
  if (!wished || !promised || wished >= promised) return []
  return work.flow.steps.filter((s) => ON_THE_SHEET.includes(s.id) && ['done', 'open'].includes(before.steps[s.id]?.state ?? ''))
}
