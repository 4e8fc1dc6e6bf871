import { INTENT_PATH } from '../draft-fields'
import { nameOf } from '../../access/lookup'
import { refuse, type Decision } from '../../decision'
import { SAY } from '../../wording/says'
import { applyChanges } from '../changes'
import type { OrderCommand } from '../order-commands'
import { settle } from '../settle'
import type { Work } from '../work'
import { againstShipped, amend, settledBy, tellAmended } from './amend'
import { afterDraftChange, changeDraft, draftPrompt } from './draft'
import { isLead, leads, mayChange, workBegan } from './rights'

/** Amends a draft freely, a running order by reopening exactly the steps that vouched for what changed. Refuses NOT_YOUR_ORDER, ORDER_OVER, NEEDS_LEAD, CORRECTION_UNCLEAR, NOTHING_CHANGED, SHIPPED_FIXED, QUANTITY_BELOW_SHIPPED. */
export function changeOrder(work: Work, command: Extract<OrderCommand, { type: 'ChangeOrder' }>): Decision {
  const { facts, order } = work
  if (order.phase === 'completed' || order.phase === 'cancelled' || order.phase === 'rejected')
    return refuse('ORDER_OVER', { order: order.number, status: order.status })
  if (!mayChange(work)) return refuse('NOT_YOUR_ORDER', { order: order.number, sales: nameOf(facts.directory, order.salesId) })
  const preview = applyChanges(order, command.changes, facts)
  const unclear = (command.unclear ?? []).map((u) => SAY.unclear[u.why](u.words, order.lines.length))
  if (preview.words.length === 0 && unclear.length > 0)
    return refuse('CORRECTION_UNCLEAR', { order: order.number, unclear: unclear.join('\n') })
  if (preview.words.length === 0) return refuse('NOTHING_CHANGED', { order: order.number })
  if (order.phase === 'running' && workBegan(work) && !isLead(work))
    return refuse('NEEDS_LEAD', { order: order.number, lead: leads(work), what: '变更' })
  const against = againstShipped(work, command.changes)
  if (against) return against
  if (draftPrompt(order)) {
    // Whoever changes a draft wants it.
    changeDraft(work, command.changes, [...command.changes.flatMap(settledBy), INTENT_PATH])
    work.say(facts.evidence.chatId, SAY.changed(order.number, preview.words.join('\n'), unclear))
    afterDraftChange(work)
    return work.decision()
  }
  tellAmended(work, amend(work, command.changes, command.why), unclear)
  settle(work)
  return work.decision()
}
