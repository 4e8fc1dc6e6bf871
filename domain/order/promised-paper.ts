import type { Work } from './work'

/** What the requester waits for, in words: the paper or answer of the step that the flow promises (AC-009). */
export const promisedPaper = (work: Work): string => {
  const step = work.flow.steps.find((s) => s.id === work.flow.promise)
  return step === undefined || step.id === 'approve'
    ? '答复'
    : step.id === 'confirmation-sheet'
      ? '订单确认书'
      : `【${step.title}】的结果`
}
