import { tripEnd } from '../access/leave'
import { personById } from '../access/lookup'
import type { RoleId } from '../company'
import { SAY } from '../wording/says'
import { type DuePlan, dueBy } from './due-plan'
import { peopleOf } from './tell'
import type { Work } from './work'

/** Papers that may follow later. */
const DEBTS: Record<string, { what: string; owner: RoleId }> = {
  'sign-back': { what: '客户订单确认书回签（补传）', owner: 'sales' },
  'shipping-request': { what: '商品销售发货(申请)通知单（后补）', owner: 'clerk' },
  'manual-order': { what: '手工订单（书面补单）', owner: 'sales' },
}

/** Whether a flow may name this paper. */
export const isDebt = (id: string | undefined): boolean => id !== undefined && Object.hasOwn(DEBTS, id)

/** When a paper that may follow later is due; the written form of an oral order counts from the return of the salesperson (U8). */
function debtDue(work: Work, id: string): DuePlan {
  const { clock, settings, now, directory } = work.facts
  const back = id === 'manual-order' ? tripEnd(personById(directory, work.order.salesId), clock.dateOf(now)) : undefined
  return back ? { from: clock.closing(back), after: settings.oralFollowUp } : { from: now, after: settings.debtDue }
}

/** Opens something owed under its own words and chases it from its due time until it is closed. */
export function openDebt(work: Work, id: string, what: string, ownerRole: RoleId): void {
  const { facts, order } = work
  const ownerId = peopleOf(work, [ownerRole])[0] ?? order.salesId
  const plan: DuePlan = { from: facts.now, after: facts.settings.debtDue }
  const dueAt = dueBy(plan, facts.clock)
  work.emit({ type: 'DebtOpened', debt: { id, what, ownerRole, ownerId, openedAt: facts.now, dueAt } })
  const rule = `${facts.settings.debtDue} working time`
  work.arm({ key: `debt/${id}`, kind: 'debt', plan, rule, toIds: [ownerId], about: id })
  work.tell([ownerId], SAY.undoOpen(order.number, what, facts.clock.humanDue(dueAt)))
}

/** Opens the debt of a paper and chases it from its due time, or closes it once the paper is there (AC-040, AC-081, AC-003). */
export function debt(work: Work, verb: string, id: string): void {
  const spec = DEBTS[id]
  if (!spec) return
  const { facts, order } = work
  if (verb === 'close') {
    for (const d of order.debts.filter((x) => x.id === id && !x.closedAt))
      work.emit({ type: 'DebtClosed', debtId: d.id, byId: facts.actorId })
    work.disarm((t) => t.kind === 'debt' && t.about === id)
    return
  }
  const ownerId = peopleOf(work, [spec.owner])[0] ?? order.salesId
  const plan = debtDue(work, id)
  const dueAt = dueBy(plan, facts.clock)
  work.emit({ type: 'DebtOpened', debt: { id, what: spec.what, ownerRole: spec.owner, ownerId, openedAt: facts.now, dueAt } })
  work.arm({
    key: `debt/${id}`,
    kind: 'debt',
    plan,
    rule: id === 'manual-order' ? `${facts.settings.oralFollowUp} after the return` : `${facts.settings.debtDue} working time`,
    toIds: [ownerId],
    about: id,
  })
  work.tell([ownerId], SAY.debtOpen(order.number, spec.what, facts.clock.humanDue(dueAt)))
}
