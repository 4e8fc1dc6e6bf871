import { nameOf } from '../access/lookup'
import type { Directory } from '../company'
import type { Flow } from '../flow/flow'
import { pointLabel } from '../checks/draft-complete'
import { customerNameOf } from '../order/customer-name'
import { balanceState, compareDecimals } from '../order/money-state'
import type { Order, Prompt } from '../order/order'
import type { WorkClock } from '../work-clock'
import { lineWords } from './card-fields'
import type { Card } from './card'

const openPrompts = (order: Order): Prompt[] => order.prompts.filter((p) => p.state === 'open')

/** The promised date; one that was reckoned over days of a year without published holidays says so. */
const promisedWords = (order: Order, clock: WorkClock): string | undefined => {
  const date = order.facts['promisedDate']?.value
  return date && order.facts['rolledDays'] ? `${date}${clock.unsure(date)}` : date
}

/** Where an order stands, who holds it, since when, and what is next (flows rule 8). Customers get no names of inner steps beyond the title. */
export function statusText(order: Order, flow: Flow, directory: Directory, clock: WorkClock, forCustomer: boolean): string {
  const open = openPrompts(order)
  const head = `订单 ${order.number}（${customerNameOf(order) ?? '客户待补'}）：${order.status}`
  const title = (p: Prompt): string => flow.steps.find((s) => s.id === p.stepId)?.title ?? p.title
  const now = forCustomer
    ? open.length > 0
      ? `，正在办理：${[...new Set(open.map(title))].join('、')}`
      : ''
    : open.length > 0
      ? `。现在：${open.map((p) => `【${p.title}】${p.assigneeIds.map((id) => nameOf(directory, id)).join('、')}，自 ${clock.human(p.askedAt)}`).join('；')}`
      : ''
  const next = flow.steps.find((s) => !s.aside && order.steps[s.id]?.state === 'waiting')
  const date = promisedWords(order, clock)
  return `${head}${now}${next && order.phase === 'running' ? `；下一步：${next.title}` : ''}${date ? `；承诺交期 ${date}` : ''}。`
}

/** What was to be paid and what has come; undefined where the order has no sum. */
export function moneyWords(order: Order): string | undefined {
  const { total, depositDue, depositPaid, depositOpen, balanceOpen, paid } = balanceState(order)
  const isNone = (sum: string): boolean => compareDecimals(sum, '0') === 0
  if (isNone(total)) return undefined
  const came = isNone(depositOpen) ? '已到账' : isNone(depositPaid) ? '未到账' : `已到 ${depositPaid}元`
  const deposit = isNone(depositDue) ? [] : [`定金 ${depositDue}元${came}`]
  return [`合计 ${total}元`, ...deposit, `已收 ${paid}元，${isNone(balanceOpen) ? '已收齐' : `未收 ${balanceOpen}元`}`].join('；')
}

export function statusCard(order: Order, flow: Flow, directory: Directory, clock: WorkClock, forCustomer: boolean): Card {
  const done = flow.steps.filter(
    (s) => !s.aside && (order.steps[s.id]?.state === 'done' || order.steps[s.id]?.state === 'skipped'),
  )
  const money = forCustomer ? undefined : moneyWords(order)
  const missing = order.openPoints.map((p) => pointLabel(order, p.path))
  return {
    kind: 'status',
    orderNumber: order.number,
    title: `订单进度 ${order.number}`,
    fields: [
      { id: 'customer', label: '客户', value: customerNameOf(order) ?? '待补' },
      ...order.lines.slice(0, 10).map((l, i) => ({ id: `line${i}`, label: '产品', value: lineWords(l, !forCustomer) })),
      { id: 'status', label: '状态', value: order.status },
      { id: 'done', label: '已完成', value: done.map((s) => s.title).join(' → ') || '—' },
      ...openPrompts(order).map((p, i) => ({
        id: `open${i}`,
        label: forCustomer ? '正在办理' : '等待',
        value: forCustomer
          ? (flow.steps.find((s) => s.id === p.stepId)?.title ?? p.title)
          : `${p.title}：${p.assigneeIds.map((id) => nameOf(directory, id)).join('、')}（自 ${clock.human(p.askedAt)}）`,
      })),
      ...(money ? [{ id: 'money', label: '货款', value: money }] : []),
      ...(missing.length > 0 && !forCustomer ? [{ id: 'missing', label: '还缺', value: missing.join('、') }] : []),
      ...(order.facts['promisedDate'] ? [{ id: 'promised', label: '承诺交期', value: promisedWords(order, clock) ?? '' }] : []),
      ...order.shipments.map((s, i) => ({ id: `ship${i}`, label: '运单', value: `${s.carrier} ${s.trackingNumber}` })),
      ...(forCustomer
        ? []
        : order.debts.filter((d) => !d.closedAt).map((d) => ({ id: `debt.${d.id}`, label: '待补', value: d.what }))),
      ...(forCustomer
        ? []
        : order.exceptions.filter((e) => e.state !== 'closed').map((e) => ({ id: `ex.${e.id}`, label: '异常', value: e.text }))),
    ],
    inputs: [],
    actions: [],
    state: 'done',
  }
}
