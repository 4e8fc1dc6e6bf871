import type { Decision } from '../../decision'
import { openPromptsOf, redraw } from '../ask'
import { valuePath } from '../draft-fields'
import { draftPending, draftWords } from '../draft-question'
import type { OpenPoint, OrderLine } from '../order'
import type { OrderCommand } from '../order-commands'
import type { Work } from '../work'

type Propose = Extract<OrderCommand, { type: 'ProposeValues' }>

const currentValue = (work: Work, path: string): string | undefined => {
  const [head = '', lineId, part] = path.split('.')
  if (head !== 'lines') return work.order.draft[head as keyof typeof work.order.draft]?.value
  const line = work.order.lines.find((l) => l.id === lineId)
  const value = line?.[part as keyof OrderLine]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/**
 * Takes over what a second reading found as questions, never as values: a missing field becomes a doubt that one word confirms, an unsure one
 * is shown with the other reading. Points that were settled meanwhile are left alone, and so is every order that is no draft any more.
 */
export function proposeValues(work: Work, command: Propose): Decision {
  const prompt = openPromptsOf(work.order).find((p) => p.taskId === 'draft')
  if (work.order.phase !== 'draft' || !prompt) return work.decision()
  const changed = new Set<string>()
  const points = work.order.openPoints.map((point): OpenPoint => {
    const path = valuePath(point.path)
    const proposal = command.proposals.find((p) => p.path === path)
    if (!proposal) return point
    const current = currentValue(work, path)
    if (point.reason === 'MISSING' && current === undefined) {
      changed.add(point.path)
      return { path: point.path, reason: 'SECOND_READING', params: { ...point.params, value: proposal.value } }
    }
    if (point.reason === 'LOW_CONFIDENCE' && current !== undefined && current !== proposal.value) {
      changed.add(path)
      return { path, reason: 'SECOND_OPINION', params: { ...point.params, value: current, other: proposal.value } }
    }
    return point
  })
  if (changed.size === 0) return work.decision()
  work.emit({ type: 'OpenPointsSet', points })
  redraw(work, prompt.id)
  const first = work.order.openPoints[0]
  // Only the question that is open now is put again; the others come with the new card.
  if (first && changed.has(first.path)) {
    work.emit({ type: 'PromptPending', promptId: prompt.id, pending: draftPending(prompt.assigneeIds, first) })
    work.say(prompt.chatId, draftWords(work.order, prompt.assigneeIds, work.facts), {
      mentions: prompt.assigneeIds,
      promptId: prompt.id,
    })
  }
  return work.decision()
}
