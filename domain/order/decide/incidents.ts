import { customerOfPerson, isStaff, nameOf, personById } from '../../access/lookup'
import { refuse, type Decision } from '../../decision'
import { SAY } from '../../wording/says'
import { consequence } from '../consequences'
import { openException } from '../exceptions'
import { openPromptsOf, redraw } from '../ask'
import { addDecimals, compareDecimals, formatQuantity } from '../money-state'
import { unplanned } from '../due-plan'
import type { OrderCommand } from '../order-commands'
import { settle } from '../settle'
import { peopleOf, tellRoles } from '../tell'
import type { Work } from '../work'

type Of<T extends OrderCommand['type']> = Extract<OrderCommand, { type: T }>

/** Staff, and people of the order's own customer. */
const isOnOrder = ({ facts, order }: Work): boolean =>
  isStaff(personById(facts.directory, facts.actorId)) ||
  (order.customer !== undefined && customerOfPerson(facts.directory, facts.actorId)?.id === order.customer.id)

/** Anyone on the order may report trouble; it reaches the clerk at once and stays on the order until it is closed (AC-056, flows rule 9). */
export function raiseException(work: Work, command: Of<'RaiseException'>): Decision {
  const { facts, order } = work
  if (!isOnOrder(work)) return refuse('NOT_YOUR_ORDER', { order: order.number, sales: nameOf(facts.directory, order.salesId) })
  if (order.phase !== 'running') return refuse('ORDER_OVER', { order: order.number, status: order.status })
  openException(work, command.text)
  settle(work)
  return work.decision()
}

/** The day's figures add to what is produced (AC-060). Figures are per line id; the merchandiser and salesperson see them. */
export function reportProduction(work: Work, command: Of<'ReportProduction'>): Decision {
  const { facts, order } = work
  const person = personById(facts.directory, facts.actorId)
  if (!person?.roles.some((r) => r === 'production' || r === 'merchandiser' || r === 'clerk'))
    return refuse('NOT_YOURS', {
      owner: '生产部',
      mayAct: peopleOf(work, ['production'])
        .map((id) => nameOf(facts.directory, id))
        .join('、'),
      title: '生产日报',
    })
  if (order.steps['production']?.state !== 'open') return refuse('NOT_IN_PRODUCTION', { order: order.number })
  const produced = Object.fromEntries(
    Object.entries(command.produced).map(([id, q]) => [id, addDecimals(order.produced[id] ?? '0', q)]),
  )
  const date = facts.clock.dateOf(facts.now)
  work.emit({
    type: 'ProductionReported',
    produced,
    date,
    ...(command.note ? { note: command.note } : {}),
    ...(facts.evidence.messageId ? { messageId: facts.evidence.messageId } : {}),
  })
  work.emit({ type: 'FactSet', id: 'lastReport', fact: { value: date, byId: facts.actorId, at: facts.now } })
  work.emit({ type: 'FactSet', id: 'reportsMissed', fact: null })
  consequence(work, 'issue:daily-report', { stepId: 'production', inputs: {} })
  const words = work.order.lines
    .map((l) => `${l.name} 累计 ${formatQuantity(work.order.produced[l.id] ?? '0')}/${formatQuantity(l.quantity)}${l.unit}`)
    .join('；')
  tellRoles(work, ['merchandiser', 'sales'], SAY.productionReport(order.number, words))
  const finished = work.order.lines.every((l) => compareDecimals(work.order.produced[l.id] ?? '0', l.quantity) >= 0)
  if (finished) tellRoles(work, ['production'], `订单 ${order.number} 数量已够，请在【生产】卡片上点「完成」，转质检。`)
  return work.decision()
}

/** The lead lets goods go before the paper; the paper stays owed and is chased (AC-081). Only clerk_lead. */
export function releaseEmergency(work: Work, command: Of<'ReleaseEmergency'>): Decision {
  const { facts, order } = work
  const person = personById(facts.directory, facts.actorId)
  if (!person?.roles.includes('clerk_lead'))
    return refuse('ONLY_LEAD_RELEASES', {
      lead:
        peopleOf(work, ['clerk_lead'])
          .map((id) => nameOf(facts.directory, id))
          .join('、') || '客服主管',
    })
  if (order.steps['shipping-request']?.state === 'done' || order.shipments.length > 0 || order.phase !== 'running')
    return refuse('NOTHING_TO_RELEASE', { order: order.number })
  if (order.steps['inspection']?.state !== 'done') return refuse('NOT_INSPECTED', { order: order.number })
  if (order.steps['balance']?.state !== 'done') return refuse('BALANCE_NOT_CONFIRMED', { order: order.number })
  consequence(work, 'emergency', { stepId: 'shipping-request', inputs: { note: command.why || '紧急' } })
  settle(work)
  return work.decision()
}

/** The salesperson lets a clerk talk to the customer for this order (AC-005). */
export function giveMandate(work: Work, command: Of<'GiveMandate'>): Decision {
  const { facts, order } = work
  if (facts.actorId !== order.salesId)
    return refuse('NOT_YOUR_ORDER', { order: order.number, sales: nameOf(facts.directory, order.salesId) })
  if (!personById(facts.directory, command.clerkId)?.roles.includes('clerk'))
    return refuse('NOT_A_CLERK', { name: nameOf(facts.directory, command.clerkId) })
  work.emit({ type: 'MandateGiven', clerkId: command.clerkId, byId: facts.actorId })
  // What is still open about the draft is now the clerk's to ask the customer.
  for (const p of openPromptsOf(order).filter((x) => x.taskId === 'draft')) {
    const assigneeIds = [command.clerkId, ...p.assigneeIds.filter((id) => id !== command.clerkId)]
    work.emit({ type: 'PromptReassigned', promptId: p.id, assigneeIds, byId: facts.actorId, why: '受业务员委托' })
    redraw(work, p.id)
  }
  work.say(
    facts.evidence.chatId,
    SAY.mandate(order.number, nameOf(facts.directory, facts.actorId), nameOf(facts.directory, command.clerkId)),
    { mentions: [command.clerkId] },
  )
  return work.decision()
}

/** 催一下: reminds whoever holds the order now, at most once in the set time. Refuses NOT_ALLOWED_TO_SEE, NUDGED_ALREADY, NOBODY_TO_NUDGE. */
export function nudge(work: Work): Decision {
  const { facts, order } = work
  if (!isOnOrder(work)) return refuse('NOT_ALLOWED_TO_SEE', {})
  const last = order.facts['nudgedAt']?.value
  if (last && facts.clock.minutesBetween(last, facts.now) < facts.settings.nudgeEveryMinutes)
    return refuse('NUDGED_ALREADY', {
      order: order.number,
      when: facts.clock.human(last),
      every: `${facts.settings.nudgeEveryMinutes}`,
    })
  const open = openPromptsOf(order)
  if (open.length === 0) return refuse('NOBODY_TO_NUDGE', { order: order.number, status: order.status })
  work.emit({ type: 'FactSet', id: 'nudgedAt', fact: { value: facts.now, byId: facts.actorId, at: facts.now } })
  const opening = facts.clock.nextSend(facts.now)
  const titles = open.map((p) => `【${p.title}】${p.assigneeIds.map((id) => nameOf(facts.directory, id)).join('、')}`).join('；')
  if (facts.clock.minutesBetween(facts.now, opening) > 0) {
    work.say(facts.evidence.chatId, `好的。现在是休息时间，${facts.clock.humanDue(opening)} 我来提醒：${titles}。`)
    for (const p of open) {
      const timer = order.timers.find((t) => t.kind === 'remind' && t.about === p.id)
      if (timer && facts.clock.minutesBetween(opening, timer.dueAt) > 0)
        work.arm({ ...unplanned(timer), plan: { at: facts.now }, rule: 'asked for by a colleague' })
    }
    return work.decision()
  }
  work.tell(
    [...new Set(open.flatMap((p) => p.assigneeIds))],
    SAY.nudged(nameOf(facts.directory, facts.actorId), order.number, titles),
  )
  return work.decision()
}

/** A message did not arrive, or nobody knows: it is noted, and the clerk is told so that a person steps in. */
export function reportUndelivered(work: Work, command: Of<'ReportUndelivered'>): Decision {
  if (work.order.deliveryMarks.some((m) => m.effectKey === command.effectKey)) return work.decision()
  work.emit({ type: 'DeliveryFailed', effectKey: command.effectKey, state: command.state, reason: command.reason })
  const failedPrompt = openPromptsOf(work.order).find((p) => p.id === command.promptId || p.cardKeys.includes(command.effectKey))
  if (failedPrompt)
    tellRoles(
      work,
      ['clerk', 'clerk_lead'],
      `${SAY.undelivered(command.reason)}：订单 ${work.order.number}【${failedPrompt.title}】，请当面提醒${failedPrompt.assigneeIds.map((id) => nameOf(work.facts.directory, id)).join('、')}。`,
    )
  return work.decision()
}
