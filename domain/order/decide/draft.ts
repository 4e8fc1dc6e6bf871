import { type DuePlan, dueBy } from '../due-plan'
import { customerByName, nameOf, personById } from '../../access/lookup'
import { peopleOf } from '../tell'
import { onTrip } from '../../access/leave'
import { innerChat, originChat } from '../../access/where-to-say'
import { atListPrice, atPlanPrice, farPrices, overStock, takesPlanPrice } from '../../checks/price-plan'
import { isBlocking, openPointsOf, pointLabel } from '../../checks/draft-complete'
import { refuse, type Decision } from '../../decision'
import type { Facts } from '../../facts'
import { draftStepId } from '../../flow/draft-step'
import { reopenedSteps } from '../../flow/open-steps'
import { phrase } from '../../wording/phrases'
import { SAY } from '../../wording/says'
import { applyChanges } from '../changes'
import { openPromptsOf, redraw, settlePrompt } from '../ask'
import { draftPending, draftWords } from '../draft-question'
import { draftLines, draftFields, doubtPoints } from '../from-draft'
import type { Change, OrderCommand } from '../order-commands'
import { nothingDoneYet } from '../nothing-done-yet'
import type { OpenPoint, Order, Prompt } from '../order'
import { beginWork, type Work } from '../work'
import { fieldsAsLast, linesAsLast } from '../as-last-time'
import { promisedPaper } from '../promised-paper'
import { adoptCustomer, doubtsOf, refreshPoints } from '../register-customer'
import { settle } from '../settle'
import { withTolerances } from '../tolerance-kinds'
import { consequence } from '../consequences'

type Create = Extract<OrderCommand, { type: 'CreateOrder' }>

/**
 * Opens an order from a read message; what is missing or doubtful becomes an open point. Refuses ORAL_ONLY_ON_TRIP alone: what a salesperson
 * said, written down by somebody else. Source: AC-001, AC-003, AC-007, AC-013.
 */
export function createOrder(command: Create, facts: Facts): Decision {
  const { draft } = command
  const named = draft.customerName ? customerByName(facts.directory, draft.customerName.value) : undefined
  const customer = named && named !== 'several' ? named : undefined
  const flow = facts.flow(customer?.flow ?? facts.directory.company.flow)
  const salesId = customer?.salesId ?? salesOf(facts)
  const date = facts.clock.dateOf(facts.now)
  const sales = personById(facts.directory, salesId)
  const travelling = onTrip(sales, date)
  // What the salesperson writes themselves is written, whatever they call it.
  if (command.way === 'oral' && !travelling && facts.actorId !== salesId)
    return refuse('ORAL_ONLY_ON_TRIP', { sales: nameOf(facts.directory, salesId) })
  const order: Order = {
    number: command.number,
    flow: flow.id,
    flowVersion: flow.version,
    birthKey: command.birthKey,
    createdAt: facts.now,
    createdById: facts.actorId,
    intake: { way: command.way, evidence: facts.evidence, text: command.text },
    phase: 'draft',
    status: flow.statuses.draft,
    ...(customer ? { customer: { id: customer.id, name: customer.name, class: customer.class ?? 'C' } } : {}),
    salesId,
    ...(command.way === 'oral' && travelling ? { onTrip: true } : {}),
    draft: { ...draftFields(draft, customer), ...asLastFields(command) },
    lines: draftLines(draft, facts)
      .map((l, i) => ({ ...l, ...(command.linePlaces?.[i] ? { from: command.linePlaces[i] } : {}) }))
      .map((l) => (flow.catalogPrices ? atListPrice(l, facts) : l))
      .map((l) => withTolerances(l, command.text, facts.settings.toleranceKinds)),
    ...nothingDoneYet(flow),
    pastPrices: facts.pastPrices,
  }
  if (takesPlanPrice(command.text)) order.lines = atPlanPrice(order.lines, facts)
  if (command.last?.keepsLines) order.lines = linesAsLast(order, command.last, facts)
  const work = beginWork(undefined, facts, flow)
  work.emit({ type: 'OrderCreated', order })
  // Doubts about lines count those of the message, not those taken over.
  const doubts = command.last?.keepsLines ? command.doubts.filter((d) => !d.path.includes('.lines[')) : command.doubts
  const read = doubtPoints(doubts, order)
  const far = farOf(order.lines, order, facts).filter((p) => !read.some((r) => r.path === p.path))
  const points = openPointsOf(order, flow, facts.directory, [...read, ...far])
  work.emit({ type: 'OpenPointsSet', points })
  settle(work)
  if (draft.reference?.value === 'last_order' && !command.last && order.lines.length === 0)
    work.say(undefined, SAY.noLastOrder(customer?.name ?? draft.customerName?.value ?? ''))
  const unclear = (command.last?.unclear ?? []).map((u) => SAY.unclear[u.why](u.words, order.lines.length))
  if (unclear.length > 0) work.say(undefined, SAY.lastUnclear(order.number, unclear))
  if (command.ofSeveral)
    work.say(
      undefined,
      `这条消息里有 ${command.ofSeveral.count} 张订单，已分开建单，这是第 ${command.ofSeveral.index} 张（${command.number}），请分别核对确认。`,
    )
  return work.decision()
}

/** More than the stock where a customer buys from the list; prices far from the plan, the plan's own stays among colleagues. */
const farOf = (lines: Order['lines'], order: Order, facts: Facts): OpenPoint[] => {
  if (facts.flow(order.flow, order.flowVersion).catalogPrices) return overStock(lines, facts)
  return farPricesOf(lines, order, facts)
}

const farPricesOf = (lines: Order['lines'], order: Order, facts: Facts): OpenPoint[] =>
  farPrices(lines, facts).map((point) =>
    innerChat(facts.directory, originChat(order)) ? point : { ...point, params: { value: point.params?.['value'] ?? '' } },
  )

/** What the message leaves unsaid and the order before it says. */
const asLastFields = (command: Create): Order['draft'] => {
  if (!command.last) return {}
  const said = draftFields(command.draft, undefined)
  return Object.fromEntries(Object.entries(fieldsAsLast(command.last)).filter(([id]) => !(id in said)))
}

const salesOf = (facts: Facts): string => {
  const actor = facts.directory.people.find((p) => p.id === facts.actorId)
  return actor?.roles.includes('sales')
    ? actor.id
    : (facts.directory.people.find((p) => p.roles.includes('sales'))?.id ?? facts.actorId)
}

/** The draft prompt that is open now, if any. */
export const draftPrompt = (order: Order): Prompt | undefined => openPromptsOf(order).find((p) => p.taskId === 'draft')

/** Asks for the first open point in words, or says that the draft is ready to be confirmed (one question at a time, flows rule 1). */
function askNext(work: Work): void {
  const prompt = draftPrompt(work.order)
  if (!prompt) return
  const { order, facts } = work
  const point = order.openPoints[0]
  if (point) work.emit({ type: 'PromptPending', promptId: prompt.id, pending: draftPending(prompt.assigneeIds, point) })
  work.say(prompt.chatId, draftWords(order, prompt.assigneeIds, facts), { mentions: prompt.assigneeIds, promptId: prompt.id })
}

/** Changes a draft that is not confirmed, by answer or correction, and shows before and after. */
export function changeDraft(work: Work, changes: Change[], settledPaths: string[]): void {
  const { facts } = work
  const applied = applyChanges(work.order, changes, facts)
  for (const [field, to] of applied.fields) work.emit({ type: 'DraftFieldSet', field, to })
  if (applied.lines) work.emit({ type: 'LinesSet', lines: applied.lines, why: 'answered' })
  if (applied.changed.includes('customerName')) identify(work)
  refreshPoints(work, [...applied.changed, ...settledPaths])
  const watched = work.flow.catalogPrices ? ['.unitPrice', '.quantity', ''] : ['.unitPrice', '']
  const repriced = work.order.lines.filter((l) => watched.some((part) => applied.changed.includes(`lines.${l.id}${part}`)))
  const far = farOf(repriced, work.order, facts)
  if (far.length > 0)
    work.emit({
      type: 'OpenPointsSet',
      points: openPointsOf(work.order, work.flow, facts.directory, [...doubtsOf(work.order), ...far]),
    })
  // A draft that came back from a later step: what that step's answers vouched for is asked again, nothing else.
  for (const step of reopenedSteps(work.flow, work.order, applied.changed))
    if (step.id !== draftStepId(work.flow)) work.emit({ type: 'StepReopened', stepId: step.id, why: '订单内容有变更' })
}

/** Takes over what the customer's record says once the customer is known: contact, address, terms, and whose customer it is. */
function identify(work: Work): void {
  const name = work.order.draft.customerName?.value ?? ''
  const found = customerByName(work.facts.directory, name)
  if (!found || found === 'several') return
  adoptCustomer(work, found)
}

/** After a change: the card is drawn anew and the next question asked; once complete the whole draft is read back as a fresh card. */
export function afterDraftChange(work: Work): void {
  const prompt = draftPrompt(work.order)
  if (prompt && work.order.openPoints.length === 0) {
    settlePrompt(work, prompt.id, 'expired', { note: '已补齐，请看下面的最新卡片' })
    settle(work)
    return
  }
  if (prompt) redraw(work, prompt.id)
  settle(work)
  askNext(work)
}

/** Whether the draft may be confirmed; names everything missing by the form's own field names (AC-008). */
export function confirmFault(order: Order, byCustomer = false): Decision | undefined {
  const blocking = order.openPoints.filter(isBlocking)
  if (blocking.length === 0) return undefined
  const unknown = blocking.find((p) => p.reason === 'UNKNOWN_CUSTOMER')
  if (unknown && blocking.length === 1) return refuse('CUSTOMER_NOT_REGISTERED', { name: unknown.params?.['name'] ?? '' })
  return refuse(byCustomer ? 'CART_INCOMPLETE' : 'DRAFT_INCOMPLETE', {
    order: order.number,
    missing: blocking.map((p) => pointLabel(order, p.path)).join('、'),
  })
}

/** What follows a confirmed draft: thanks and a promised time (AC-009), the trip's debt (AC-003). */
export function draftConfirmed(work: Work): void {
  const { facts } = work
  work.emit({ type: 'DraftConfirmed', byId: facts.actorId })
  work.emit({ type: 'StatusSet', status: work.flow.statuses.running })
  const plan: DuePlan = { from: facts.now, after: facts.settings.estimate, received: true }
  const dueAt = dueBy(plan, facts.clock)
  if (work.flow.promise !== undefined && !work.order.facts['estimatedAt']) {
    work.emit({ type: 'FactSet', id: 'estimatedAt', fact: { value: dueAt, byId: 'bot', at: facts.now } })
    work.arm({
      key: 'promise',
      kind: 'promise',
      plan,
      rule: `${facts.settings.estimate} working time`,
      toIds: peopleOf(work, ['clerk']),
      about: work.flow.promise,
    })
    work.say(
      undefined,
      SAY.estimate(
        work.order.number,
        facts.clock.humanDue(dueAt),
        promisedPaper(work),
        phrase(facts.directory.company, 'thanks'),
      ),
      {
        mentions: [work.order.createdById].filter((id) => id !== 'bot'),
        urgency: 'note',
      },
    )
  }
  if (work.order.onTrip) consequence(work, 'debt:open:manual-order', { stepId: draftStepId(work.flow), inputs: {} })
}
