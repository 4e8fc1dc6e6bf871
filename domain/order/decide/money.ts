import { holdersOf, nameOf, personById } from '../../access/lookup'
import { refuse, type Decision } from '../../decision'
import { holds, openTasks } from '../../flow/open-steps'
import { partOfTask } from '../../flow/part-tasks'
import { openPromptsOf, settlePrompt } from '../ask'
import { addDecimals, balanceState, compareDecimals, formatMoney, subtractDecimals } from '../money-state'
import type { OrderCommand } from '../order-commands'
import type { Order, Payment } from '../order'
import { settle } from '../settle'
import { tellAlso, tellCustomer } from '../tell'
import type { Work } from '../work'

type Of<T extends OrderCommand['type']> = Extract<OrderCommand, { type: T }>

const negated = (amount: string): string => subtractDecimals('0', amount)

/** Money kept of an order for the customer's next one and not used yet, CNY with two places. */
export const openCredit = (order: Order): string =>
  formatMoney(
    order.payments
      .filter((p) => p.use === 'credit-out' && p.withOrder === undefined)
      .reduce((sum, p) => subtractDecimals(sum, p.amount), '0'),
  )

/** A refusal for everybody but finance. */
export const notFinance = (work: Work, title: string): Decision | undefined => {
  const { directory, actorId } = work.facts
  if (personById(directory, actorId)?.roles.includes('finance')) return undefined
  const mayAct =
    holdersOf(directory, 'finance')
      .map((p) => p.name)
      .join('、') || '财务'
  return refuse('NOT_YOURS', { owner: '财务', mayAct, title })
}

function record(work: Work, row: Omit<Payment, 'id' | 'at' | 'confirmedById'>): void {
  const { facts } = work
  work.emit({
    type: 'PaymentRecorded',
    payment: { id: facts.newId(), at: facts.now, confirmedById: facts.actorId, ...row, amount: formatMoney(row.amount) },
  })
}

/** Money moved outside a card: what only waited for it is settled, asked already or not, and a ledger at zero ends the return of money. */
export function afterMoney(work: Work): void {
  const { facts, flow } = work
  for (const step of flow.steps.filter((s) => work.order.steps[s.id]?.state === 'open'))
    for (const task of openTasks(step, work.order)) {
      if (!task.settlesWhen || task.owner !== 'finance' || !holds(task.settlesWhen, work.order, partOfTask(task.id))) continue
      const action = task.actions.find((a) => a.outcome === 'settle')
      if (!action) continue
      const prompts = openPromptsOf(work.order, step.id, task.id)
      work.emit({
        type: 'TaskAnswered',
        stepId: step.id,
        answer: { taskId: task.id, actionId: action.id, inputs: {}, evidence: facts.evidence },
        outcome: 'settle',
      })
      for (const prompt of prompts) settlePrompt(work, prompt.id, 'done', { actionId: action.id, byId: facts.actorId })
    }
  if (balanceState(work.order).overpaid === '0.00')
    for (const d of work.order.debts.filter((x) => x.id === 'undo-refund' && !x.closedAt)) {
      work.emit({ type: 'DebtClosed', debtId: d.id, byId: facts.actorId })
      work.disarm((t) => t.kind === 'debt' && t.about === d.id)
    }
  settle(work)
}

const amountFault = (amount: string | undefined): Decision | undefined =>
  amount === undefined || compareDecimals(amount, '0') <= 0 ? refuse('AMOUNT_NOT_POSITIVE', {}) : undefined

/** Money that was received too much: more than this can be neither paid back nor kept. */
const beyond = (work: Work, amount: string, what: string): Decision | undefined => {
  const { overpaid } = balanceState(work.order)
  return compareDecimals(amount, overpaid) > 0
    ? refuse('MORE_THAN_OVERPAID', { order: work.order.number, what, amount: formatMoney(amount), overpaid })
    : undefined
}

/** Finance confirms money that came for goods on credit, in one sum or in parts (AC-070, AC-077). Refuses NOT_YOURS, AMOUNT_NOT_POSITIVE. */
export function receiveMoney(work: Work, command: Of<'ReceiveMoney'>): Decision {
  const { order } = work
  const amount = command.amount ?? balanceState(order).balanceOpen
  const refused = notFinance(work, '到账登记') ?? amountFault(amount)
  if (refused) return refused
  record(work, { kind: 'balance', amount, ...(command.why ? { method: command.why } : {}) })
  afterMoney(work)
  const { balanceOpen, overpaid } = balanceState(work.order)
  const rest =
    overpaid === '0.00'
      ? balanceOpen === '0.00'
        ? '货款已结清。'
        : `还差 ${balanceOpen}元。`
      : `多收 ${overpaid}元，请「退款」或「转余额」。`
  tellAlso(work, ['sales'], `订单 ${order.number} 到账 ${formatMoney(amount)}元，${rest}`)
  return work.decision()
}

/** Finance paid money back (AC-077). Never more than what was received too much. Refuses NOT_YOURS, AMOUNT_NOT_POSITIVE, MORE_THAN_OVERPAID. */
export function refundMoney(work: Work, command: Of<'RefundMoney'>): Decision {
  const { order } = work
  const amount = command.amount ?? balanceState(order).overpaid
  const refused = notFinance(work, '退款') ?? amountFault(amount) ?? beyond(work, amount, '退款')
  if (refused) return refused
  record(work, { kind: 'other', amount: negated(amount), use: 'refund', ...(command.why ? { method: command.why } : {}) })
  afterMoney(work)
  const left = balanceState(work.order).overpaid
  tellAlso(
    work,
    ['sales'],
    `订单 ${order.number} 已退款 ${formatMoney(amount)}元${command.why ? `（${command.why}）` : ''}。${left === '0.00' ? '账目没有多收。' : `还多收 ${left}元。`}`,
  )
  tellCustomer(work, `您好，订单 ${order.number} 多付的 ${formatMoney(amount)}元已退还，请查收。`)
  return work.decision()
}

/** What was received too much is kept for the customer's next order. Refuses like refundMoney. */
export function keepCredit(work: Work, command: Of<'KeepCredit'>): Decision {
  const { order } = work
  const amount = command.amount ?? balanceState(order).overpaid
  const refused = notFinance(work, '转客户余额') ?? amountFault(amount) ?? beyond(work, amount, '转余额')
  if (refused) return refused
  record(work, { kind: 'other', amount: negated(amount), use: 'credit-out' })
  afterMoney(work)
  tellAlso(
    work,
    ['sales'],
    `订单 ${order.number} 多收的 ${formatMoney(amount)}元已转为客户余额，下一单可用：回复「抵扣 新单号 金额」。`,
  )
  tellCustomer(work, `您好，订单 ${order.number} 多付的 ${formatMoney(amount)}元已为您留作下一单的货款。`)
  return work.decision()
}

/** A small rest is forgiven: by finance up to the company's limit, beyond it by the director. Refuses NOT_YOURS, MORE_THAN_OPEN, NEEDS_DIRECTOR, REASON_MISSING. */
export function writeOffMoney(work: Work, command: Of<'WriteOffMoney'>): Decision {
  const { order, facts } = work
  const person = personById(facts.directory, facts.actorId)
  const isDirector = person?.roles.includes('director') ?? false
  const refused = isDirector ? undefined : notFinance(work, '尾差核销')
  if (refused) return refused
  const open = balanceState(order).balanceOpen
  const amount = command.amount ?? open
  const fault = amountFault(amount)
  if (fault) return fault
  if (compareDecimals(amount, open) > 0)
    return refuse('MORE_THAN_OPEN', { order: order.number, amount: formatMoney(amount), open })
  if (!isDirector && compareDecimals(amount, facts.settings.writeOffLimit) > 0)
    return refuse('WRITE_OFF_TOO_MUCH', {
      amount: formatMoney(amount),
      limit: formatMoney(facts.settings.writeOffLimit),
      director:
        holdersOf(facts.directory, 'director')
          .map((p) => p.name)
          .join('、') || '营销总监',
    })
  if (!command.why) return refuse('REASON_MISSING', { what: '核销', example: `核销 ${order.number} ${formatMoney(amount)} 抹零` })
  record(work, { kind: 'other', amount, use: 'write-off', why: command.why })
  afterMoney(work)
  tellAlso(
    work,
    ['sales', 'finance'],
    `订单 ${order.number} 核销尾差 ${formatMoney(amount)}元（${command.why}，${nameOf(facts.directory, facts.actorId)}），未收 ${balanceState(work.order).balanceOpen}元。`,
  )
  return work.decision()
}

/** What a customer's kept money pays of an order: as much as is kept and owed. Gives the rows to draw, oldest order first. */
export function drawable(sources: Order[], wanted: string): { number: string; amount: string }[] {
  let left = wanted
  const draws: { number: string; amount: string }[] = []
  for (const order of sources) {
    if (compareDecimals(left, '0') <= 0) break
    const here = openCredit(order)
    if (here === '0.00') continue
    const amount = compareDecimals(here, left) <= 0 ? here : formatMoney(left)
    draws.push({ number: order.number, amount })
    left = subtractDecimals(left, amount)
  }
  return draws
}

/** Takes kept money out of an order for another one: rows that were kept are marked with it, a larger one is parted. */
export function drawCredit(work: Work, amount: string, forOrder: string): void {
  let left = amount
  for (const row of work.order.payments.filter((p) => p.use === 'credit-out' && p.withOrder === undefined)) {
    if (compareDecimals(left, '0') <= 0) return
    const kept = negated(row.amount)
    if (compareDecimals(kept, left) <= 0) {
      work.emit({ type: 'PaymentRecorded', payment: { ...row, withOrder: forOrder } })
      left = subtractDecimals(left, kept)
      continue
    }
    work.emit({ type: 'PaymentRecorded', payment: { ...row, amount: formatMoney(addDecimals(row.amount, left)) } })
    record(work, { kind: 'other', amount: negated(left), use: 'credit-out', withOrder: forOrder })
    left = '0'
  }
}

/** Counts kept money of other orders as paid on this one: towards the deposit first where one is still owed. */
export function takeCredit(work: Work, draws: { number: string; amount: string }[]): void {
  for (const { number, amount } of draws) {
    const { depositOpen } = balanceState(work.order)
    const toDeposit = compareDecimals(amount, depositOpen) <= 0 ? amount : depositOpen
    const rest = subtractDecimals(amount, toDeposit)
    if (compareDecimals(toDeposit, '0') > 0)
      record(work, { kind: 'deposit', amount: toDeposit, use: 'credit-in', withOrder: number })
    if (compareDecimals(rest, '0') > 0) record(work, { kind: 'other', amount: rest, use: 'credit-in', withOrder: number })
  }
  afterMoney(work)
}
