import { nameOf, personById } from '../access/lookup'
import { SAY } from '../wording/says'
import type { OrderException } from './order'
import { tellCustomer, tellRoles } from './tell'
import type { Work } from './work'

/** The exception being worked on: the oldest that is not closed. */
const currentException = (work: Work): OrderException | undefined => work.order.exceptions.find((e) => e.state !== 'closed')

/** Records what an answer of the exception steps adds: the exact facts, a contribution or pass, the plan, the release (AC-056 to AC-058). */
export function advanceException(work: Work, taskId: string, inputs: Record<string, string>): void {
  const e = currentException(work)
  if (!e) return
  const { facts } = work
  if (taskId === 'detail')
    work.emit({ type: 'ExceptionChanged', what: 'detailed', exception: { ...e, detail: inputs['note'] ?? '' } })
  else if (taskId.startsWith('say-'))
    work.emit({
      type: 'ExceptionChanged',
      what: 'contributed',
      exception: {
        ...e,
        contributions: [...e.contributions, { byId: facts.actorId, at: facts.now, text: inputs['note'] ?? '无补充' }],
      },
    })
  else if (taskId === 'plan')
    work.emit({
      type: 'ExceptionChanged',
      what: 'planned',
      exception: { ...e, state: 'planned', plan: inputs['plan'] ?? '', customerText: inputs['customerText'] ?? '' },
    })
  else if (taskId === 'release') {
    const text = inputs['customerText'] || e.customerText || ''
    work.emit({
      type: 'ExceptionChanged',
      what: 'released',
      exception: { ...e, customerText: text, releasedById: facts.actorId },
    })
    if (text) tellCustomer(work, text)
  }
}

/** Closes the current exception once plan and release stand. Another open one comes up by itself, because the step is reopened. */
export function closeException(work: Work): void {
  const e = currentException(work)
  if (!e) return
  work.emit({ type: 'ExceptionChanged', what: 'closed', exception: { ...e, state: 'closed', closedAt: work.facts.now } })
  tellRoles(
    work,
    ['sales', 'clerk', 'production'],
    `${SAY.exceptionClosed(work.order.number)}处理方案：${e.plan ?? '见卡片'}（${nameOf(work.facts.directory, work.facts.actorId)}）`,
  )
  if (currentException(work)) work.emit({ type: 'StepReopened', stepId: 'exception', why: '还有未处理的异常' })
}

/** Puts a new exception on the order and tells the clerk at once; the exception step opens by computation. */
export function openException(work: Work, text: string): void {
  const { facts, order } = work
  const person = personById(facts.directory, facts.actorId)
  const kind = person?.roles.includes('customer') ? 'customer' : person?.roles.includes('production') ? 'production' : 'other'
  work.emit({
    type: 'ExceptionChanged',
    what: 'raised',
    exception: {
      id: facts.newId(),
      kind,
      openedAt: facts.now,
      openedById: facts.actorId,
      text: text.slice(0, 500),
      state: 'open',
      contributions: [],
    },
  })
  tellRoles(work, ['clerk'], SAY.exceptionRaised(order.number, nameOf(facts.directory, facts.actorId), text.slice(0, 200)))
  if (work.order.steps['exception']?.state === 'done') work.emit({ type: 'StepReopened', stepId: 'exception', why: '新的异常' })
}
