import { customerOfPerson, holdersOf, isStaff, nameOf, personById } from '../../access/lookup'
import { refuse, type Decision } from '../../decision'
import { draftStepId } from '../../flow/draft-step'
import { reopenedSteps } from '../../flow/open-steps'
import { SAY } from '../../wording/says'
import { taskSpec } from '../ask'
import { applyChanges } from '../changes'
import { voidedByEarlierDate } from '../earlier-date'
import type { Change, OrderCommand } from '../order-commands'
import { settle } from '../settle'
import { peopleOf, tellRoles } from '../tell'
import type { Work } from '../work'
import { refreshPoints } from '../register-customer'
import { afterDraftChange, changeDraft, draftPrompt } from './draft'

/** Production has been told: from here a change or a cancellation is the lead's to allow (flows rule 11). */
const inProduction = (work: Work): boolean => {
  const state = work.order.steps['production']?.state
  return state === 'open' || state === 'done'
}

const isLead = (work: Work): boolean =>
  personById(work.facts.directory, work.facts.actorId)?.roles.some((r) => r === 'clerk_lead' || r === 'director') ?? false

/** A cart is its customer's own until it is confirmed. */
const ownCart = (work: Work): boolean => {
  const prompt = draftPrompt(work.order)
  const { directory } = work.facts
  return (
    prompt !== undefined &&
    taskSpec(work, prompt.stepId, prompt.taskId).owner === 'customer' &&
    (work.order.createdById === work.facts.actorId ||
      (work.order.customer !== undefined && customerOfPerson(directory, work.facts.actorId)?.id === work.order.customer.id))
  )
}

/** The salesperson of the order, clerks and their superiors; customers change their own cart, and ask their salesperson for the rest. */
const mayChange = (work: Work): boolean => {
  const person = personById(work.facts.directory, work.facts.actorId)
  if (ownCart(work)) return true
  return (
    isStaff(person) &&
    (person?.id === work.order.salesId ||
      person?.id === work.order.createdById ||
      (person?.roles.some((r) => r === 'clerk' || r === 'clerk_lead' || r === 'director') ?? false))
  )
}

const leads = (work: Work): string =>
  holdersOf(work.facts.directory, 'clerk_lead')
    .map((p) => p.name)
    .join('、') || '客服主管'

/** The doubts that a change answers: those of what it states. A new quantity or price also settles the sums that did not fit. */
const settledBy = (change: Change): string[] => {
  if ('field' in change) return [change.field]
  if (change.line === 'add') return ['totalAmount']
  if (change.line === 'remove') return [`lines.${change.lineId}`, 'totalAmount']
  const stated = Object.keys(change.value).map((k) => `lines.${change.lineId}.${k}`)
  const named = 'productCode' in change.value ? [`lines.${change.lineId}.name`] : []
  const sums = change.value.quantity !== undefined || change.value.unitPrice !== undefined
  return [...stated, ...named, ...(sums ? [`lines.${change.lineId}.amount`, 'totalAmount'] : [])]
}

/** Amends a draft freely, a running order by reopening exactly the steps that vouched for what changed. Refuses NOT_YOUR_ORDER, ORDER_OVER, NEEDS_LEAD, NOTHING_CHANGED. */
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
  if (order.phase === 'running' && inProduction(work) && !isLead(work))
    return refuse('NEEDS_LEAD', { order: order.number, lead: leads(work), what: '变更' })
  const paths = command.changes.flatMap(settledBy)
  if (draftPrompt(order)) {
    changeDraft(work, command.changes, paths)
    work.say(facts.evidence.chatId, SAY.changed(order.number, preview.words.join('\n'), unclear))
    afterDraftChange(work)
    return work.decision()
  }
  for (const [field, to] of preview.fields) work.emit({ type: 'DraftFieldSet', field, to })
  if (preview.lines) work.emit({ type: 'LinesSet', lines: preview.lines, why: 'amended' })
  refreshPoints(work, paths)
  const voided = voidedByEarlierDate(work, order, preview.changed)
  for (const id of ['sheetDate', 'relaxAsked'])
    if (voided.length > 0 && order.facts[id]) work.emit({ type: 'FactSet', id, fact: null })
  const reopened = [
    ...reopenedSteps(work.flow, work.order, preview.changed).filter((s) => s.id !== draftStepId(work.flow)),
    ...voided,
  ].filter((s, i, all) => all.findIndex((other) => other.id === s.id) === i)
  for (const step of reopened) work.emit({ type: 'StepReopened', stepId: step.id, why: command.why })
  for (const id of preview.changed)
    if (/^lines\.[^.]+\.unitPrice$/.test(id)) work.emit({ type: 'FactSet', id: `priceSettled.${id.split('.')[1]}`, fact: null })
  work.say(
    facts.evidence.chatId,
    `${SAY.changed(order.number, preview.words.join('\n'), unclear)}${reopened.length > 0 ? `\n${SAY.reopened(order.number, reopened.map((s) => s.title).join('、'))}` : ''}`,
  )
  tellRoles(
    work,
    [...new Set(reopened.map((s) => s.owner))].filter((r) => r !== 'customer'),
    SAY.changed(order.number, preview.words.join('\n')),
  )
  settle(work)
  return work.decision()
}

/** Calls an order off; nothing is deleted. Refuses NOT_YOUR_ORDER, ORDER_OVER, NEEDS_LEAD, GOODS_ARE_OUT. */
export function cancelOrder(work: Work, command: Extract<OrderCommand, { type: 'CancelOrder' }>): Decision {
  const { facts, order } = work
  if (order.phase === 'completed' || order.phase === 'cancelled' || order.phase === 'rejected')
    return refuse('ORDER_OVER', { order: order.number, status: order.status })
  if (!mayChange(work)) return refuse('NOT_YOUR_ORDER', { order: order.number, sales: nameOf(facts.directory, order.salesId) })
  if (order.shipments.length > 0) return refuse('GOODS_ARE_OUT', { order: order.number })
  if (order.phase === 'running' && inProduction(work) && !isLead(work))
    return refuse('NEEDS_LEAD', { order: order.number, lead: leads(work), what: '取消' })
  const undo = [
    ...(inProduction(work) ? ['通知生产部停产并盘点在制品'] : []),
    ...(order.payments.some((p) => p.confirmedById) ? ['财务处理已收款项'] : []),
    ...(order.documents.length > 0 ? [`已开单据作废：${[...new Set(order.documents.map((d) => d.number))].join('、')}`] : []),
  ]
  work.emit({ type: 'StatusSet', status: work.flow.statuses.cancelled, phase: 'cancelled', why: command.why })
  const text = `${SAY.cancelled(order.number, nameOf(facts.directory, facts.actorId), command.why)}${undo.length > 0 ? `\n还需处理：${undo.join('；')}。` : ''}`
  const chat = facts.evidence.chatId
  work.say(chat, text)
  work.tell(
    peopleOf(work, [
      'sales',
      'clerk',
      ...(inProduction(work) ? (['production'] as const) : []),
      ...(order.payments.length > 0 ? (['finance'] as const) : []),
    ]),
    text,
  )
  settle(work)
  return work.decision()
}
