import { nameOf } from '../../access/lookup'
import { openPointsOf } from '../../checks/draft-complete'
import type { RoleId } from '../../company'
import { refuse } from '../../decision'
import type { Effect } from '../../effect'
import type { Facts } from '../../facts'
import type { Refusal } from '../../refusal'
import { FIELD_LABELS } from '../../wording/fields'
import { quantityWords } from '../../wording/parts'
import { settlePrompt } from '../ask'
import { balanceState, compareDecimals, formatMoney, addDecimals, orderTotal, subtractDecimals } from '../money-state'
import type { Change } from '../order-commands'
import { nothingDoneYet } from '../nothing-done-yet'
import type { Order, OrderLine } from '../order'
import type { OrderLink } from '../order-link'
import type { OrderEvent } from '../order-events'
import { openCredit, drawable, drawCredit, notFinance, takeCredit } from './money'
import { settle } from '../settle'
import { tellAlso } from '../tell'
import { beginWork, type Work } from '../work'
import { amend } from './amend'
import { afterDraftChange, changeDraft, draftPrompt } from './draft'
import { mayChange, workBegan } from './rights'

/** What a decision about several orders writes, all of it or nothing. */
export type SeveralDecision =
  | { accepted: true; writes: { order: Order; events: OrderEvent[] }[]; effects: Effect[] }
  | { accepted: false; refusal: Refusal }

const begin = (order: Order, facts: Facts): Work => beginWork(order, facts, facts.flow(order.flow, order.flowVersion))

/** Joins what was decided on each order; the words of the first come first. */
function together(works: Work[]): SeveralDecision {
  const decided = works.map((w) => w.decision())
  return {
    accepted: true,
    writes: decided.flatMap((d) => (d.accepted ? [{ order: d.order, events: d.events }] : [])),
    effects: decided.flatMap((d) => (d.accepted ? d.effects : [])),
  }
}

const link = (work: Work, kind: OrderLink['kind'], number: string): void =>
  work.emit({
    type: 'OrderLinked',
    link: { kind, number, at: work.facts.now, byId: work.facts.actorId, evidence: work.facts.evidence },
  })

const isOver = (o: Order): boolean => o.phase !== 'draft' && o.phase !== 'running'

const overRefusal = (o: Order): SeveralDecision => refuse('ORDER_OVER', { order: o.number, status: o.status })

/** Changes a draft or a running order on behalf of a merge or split. */
function change(work: Work, changes: Change[], why: string): void {
  if (draftPrompt(work.order)) {
    changeDraft(work, changes, [])
    afterDraftChange(work)
  } else {
    amend(work, changes, why)
    settle(work)
  }
}

const sameGoods = (a: OrderLine, b: OrderLine): boolean =>
  a.name === b.name &&
  (a.productCode ?? '') === (b.productCode ?? '') &&
  (a.spec ?? '') === (b.spec ?? '') &&
  (a.color ?? '') === (b.color ?? '') &&
  a.unit === b.unit &&
  a.unitPrice === b.unitPrice &&
  (a.tolerancePct ?? '') === (b.tolerancePct ?? '')

/**
 * Two orders of one customer become one, before production: the lines of `source` go into `target`, money paid goes along, and both keep their
 * numbers, logs and evidence. Refuses SAME_ORDER, ORDER_OVER, NOT_YOUR_ORDER, OTHER_CUSTOMER, OTHER_FLOW, TOO_LATE_TO_JOIN.
 */
export function mergeOrders(target: Order, source: Order, facts: Facts): SeveralDecision {
  if (target.number === source.number) return refuse('SAME_ORDER', { order: target.number })
  for (const o of [target, source]) if (isOver(o)) return overRefusal(o)
  const into = begin(target, facts)
  const from = begin(source, facts)
  for (const w of [into, from])
    if (!mayChange(w)) return refuse('NOT_YOUR_ORDER', { order: w.order.number, sales: nameOf(facts.directory, w.order.salesId) })
  const customers = [target, source].map((o) => o.customer?.id ?? o.draft.customerName?.value ?? '')
  if (customers[0] === '' || customers[0] !== customers[1]) return refuse('OTHER_CUSTOMER', {})
  if (target.flow !== source.flow) return refuse('OTHER_FLOW', {})
  const late = [into, from].find((w) => w.order.phase === 'running' && workBegan(w))
  if (late) return refuse('TOO_LATE_TO_JOIN', { order: late.order.number, what: '合并' })
  const added: Change[] = source.lines.map((line) => {
    const same = target.lines.find((l) => sameGoods(l, line))
    if (same) return { line: 'set', lineId: same.id, value: { quantity: addDecimals(same.quantity, line.quantity) } }
    const { id: _id, ...value } = line
    return { line: 'add', value }
  })
  const differing = (['address', 'contactName', 'requestedDate', 'paymentTerms'] as const).filter(
    (f) => target.draft[f] && source.draft[f] && target.draft[f]?.value !== source.draft[f]?.value,
  )
  // What was paid on the one counts on the other, row by row: both ledgers stay whole.
  const paid = source.payments.filter((p) => p.confirmedById !== undefined && p.use === undefined)
  for (const p of paid) {
    const row = { id: facts.newId(), at: facts.now, confirmedById: p.confirmedById ?? facts.actorId }
    from.emit({
      type: 'PaymentRecorded',
      payment: {
        ...row,
        kind: p.kind,
        amount: formatMoney(subtractDecimals('0', p.amount)),
        use: 'credit-out',
        withOrder: target.number,
      },
    })
    into.emit({
      type: 'PaymentRecorded',
      payment: { ...row, kind: p.kind, amount: p.amount, use: 'credit-in', withOrder: source.number },
    })
  }
  link(from, 'merged-into', target.number)
  from.emit({
    type: 'StatusSet',
    status: `已并入 ${target.number}`,
    phase: 'cancelled',
    why: `并入 ${target.number}`,
  })
  for (const p of from.order.prompts.filter((x) => x.state === 'open'))
    settlePrompt(from, p.id, 'expired', { note: `已并入 ${target.number}` })
  settle(from)
  link(into, 'merged-from', source.number)
  change(into, added, `并入 ${source.number}`)
  const roles: RoleId[] = ['sales', 'clerk', ...(paid.length > 0 ? (['finance'] as const) : [])]
  const papers = source.documents.map((d) => d.number)
  tellAlso(
    into,
    roles,
    `订单 ${source.number} 已并入 ${target.number}，两张单的记录都保留。${differing.length > 0 ? `两张单不同的内容以 ${target.number} 为准：${differing.map((f) => FIELD_LABELS[f]).join('、')}，请核对。` : ''}${papers.length > 0 ? `${source.number} 已开的单据作废：${[...new Set(papers)].join('、')}。` : ''}合并后合计 ${orderTotal(into.order)}元。`,
  )
  return together([into, from])
}

/**
 * Some goods of an order go into a new one, before production: the new order is a draft with the same customer and terms, the old one keeps the
 * rest and whatever was paid. Refuses ORDER_OVER, NOT_YOUR_ORDER, TOO_LATE_TO_JOIN, SPLIT_UNCLEAR, SPLIT_ALL.
 */
export function splitOrder(
  source: Order,
  parted: { lineId: string; quantity: string }[],
  fresh: { number: string; birthKey: string },
  facts: Facts,
): SeveralDecision {
  if (isOver(source)) return overRefusal(source)
  const old = begin(source, facts)
  if (!mayChange(old)) return refuse('NOT_YOUR_ORDER', { order: source.number, sales: nameOf(facts.directory, source.salesId) })
  if (source.phase === 'running' && workBegan(old)) return refuse('TOO_LATE_TO_JOIN', { order: source.number, what: '拆单' })
  if (parted.length === 0)
    return refuse('SPLIT_UNCLEAR', {
      order: source.number,
      example: `${source.lines[0]?.name ?? ''} ${source.lines[0]?.quantity ?? ''}${source.lines[0]?.unit ?? ''}`,
    })
  const changes: Change[] = []
  const lines: OrderLine[] = []
  for (const { lineId, quantity } of parted) {
    const line = source.lines.find((l) => l.id === lineId)
    if (!line || compareDecimals(quantity, line.quantity) > 0)
      return refuse('SPLIT_UNCLEAR', {
        order: source.number,
        example: `${line?.name ?? ''} ${line?.quantity ?? ''}${line?.unit ?? ''}`,
      })
    lines.push({ ...line, id: `l${lines.length + 1}`, quantity, quote: `拆自 ${source.number}` })
    const left = subtractDecimals(line.quantity, quantity)
    changes.push(
      compareDecimals(left, '0') === 0 ? { line: 'remove', lineId } : { line: 'set', lineId, value: { quantity: left } },
    )
  }
  if (changes.length === source.lines.length && changes.every((c) => 'line' in c && c.line === 'remove'))
    return refuse('SPLIT_ALL', { order: source.number })
  const { totalAmount: _total, depositAmount: _deposit, ...draft } = source.draft
  const flow = facts.flow(source.flow, source.flowVersion)
  const order: Order = {
    number: fresh.number,
    flow: source.flow,
    flowVersion: source.flowVersion,
    birthKey: fresh.birthKey,
    createdAt: facts.now,
    createdById: facts.actorId,
    intake: {
      ...source.intake,
      evidence: { ...facts.evidence, chatId: source.intake.evidence.chatId ?? facts.evidence.chatId ?? '' },
    },
    phase: 'draft',
    status: flow.statuses.draft,
    ...(source.customer ? { customer: source.customer } : {}),
    salesId: source.salesId,
    ...(source.clerkId ? { clerkId: source.clerkId } : {}),
    draft,
    lines,
    ...nothingDoneYet(flow),
    pastPrices: source.pastPrices,
  }
  const young = beginWork(undefined, facts, flow)
  young.emit({ type: 'OrderCreated', order })
  young.emit({ type: 'OpenPointsSet', points: openPointsOf(order, flow, facts.directory, []) })
  link(young, 'split-from', source.number)
  link(old, 'split-to', fresh.number)
  change(old, changes, `拆出 ${fresh.number}`)
  if (old.order.draft.totalAmount) old.emit({ type: 'DraftFieldSet', field: 'totalAmount', to: null })
  tellAlso(
    old,
    ['sales', 'clerk'],
    `订单 ${source.number} 已拆出 ${fresh.number}：${quantityWords(source, parted)}。新单请核对确认；已收款项和已有确认留在原单，两张单的记录都保留。`,
  )
  settle(young)
  return together([old, young])
}

/** A customer's kept money pays another of their orders (AC-077). `sources`: the customer's orders, oldest first. Refuses NOT_YOURS, ORDER_OVER, NO_CREDIT, MORE_THAN_OPEN. */
export function useCredit(target: Order, sources: Order[], wanted: string | undefined, facts: Facts): SeveralDecision {
  if (isOver(target)) return overRefusal(target)
  const work = begin(target, facts)
  const refused = notFinance(work, '抵扣')
  if (refused && !refused.accepted) return refused
  const mine = sources.filter((o) => o.number !== target.number && o.customer?.id === target.customer?.id && target.customer)
  const kept = mine.reduce((sum, o) => addDecimals(sum, openCredit(o)), '0')
  if (compareDecimals(kept, '0') <= 0) return refuse('NO_CREDIT', { order: target.number })
  const money = balanceState(target)
  const owed = compareDecimals(money.balanceOpen, money.depositOpen) >= 0 ? money.balanceOpen : money.depositOpen
  const amount = wanted ?? (compareDecimals(kept, owed) < 0 ? kept : owed)
  if (compareDecimals(amount, kept) > 0)
    return refuse('CREDIT_TOO_SMALL', { kept: formatMoney(kept), amount: formatMoney(amount) })
  if (compareDecimals(amount, owed) > 0 || compareDecimals(amount, '0') <= 0)
    return refuse('MORE_THAN_OPEN', { order: target.number, amount: formatMoney(amount), open: owed })
  const draws = drawable(mine, amount)
  const works = draws.flatMap((d) => {
    const from = mine.find((o) => o.number === d.number)
    if (!from) return []
    const w = begin(from, facts)
    drawCredit(w, d.amount, target.number)
    return [w]
  })
  takeCredit(work, draws)
  tellAlso(
    work,
    ['sales'],
    `订单 ${target.number} 用客户余额抵扣 ${formatMoney(amount)}元（来自 ${draws.map((d) => d.number).join('、')}），还应收 ${balanceState(work.order).balanceOpen}元。`,
  )
  return together([work, ...works])
}
