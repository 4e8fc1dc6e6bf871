import type { Flow } from '../flow/flow'
import { timelineWords } from '../wording/timeline'
import { DOCUMENT_KINDS, type DocumentKindId } from '../documents/document-kinds'
import { balanceState, formatMoney, formatQuantity, lineAmount } from './money-state'
import { ledgerOf } from './ledger'
import { customerNameOf } from './customer-name'
import type { Order, OrderPart, OrderStep } from './order'
import { partMoney } from './part-money'
import type { OrderEvent } from './order-events'
import type { OrderView, PartView, StepView, TimelineEntry } from './order-view-shape'

/** An event of the order's log, as the view needs it. */
export interface ViewEvent {
  at: string
  byId: string
  event: OrderEvent
}

export interface ViewSources {
  flow: Flow
  events: ViewEvent[]
  /** The message each effect became. */
  messages: Map<string, { chatId: string; messageId: string }>
  documentUrl(number: string, version: number): string
  nameOf(personId: string): string
  /** Customers see neither inner remarks nor who was reminded. */
  forCustomer?: boolean
}

const partView = (order: Order, part: OrderPart): PartView => ({
  id: part.id,
  lines: part.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((l) => l.id === lineId)
    return line ? [{ name: line.name, quantity: formatQuantity(quantity), unit: line.unit }] : []
  }),
  ...partMoney(order, part),
  ...(part.shipmentId ? { shipmentId: part.shipmentId } : {}),
  ...(part.receivedAt ? { receivedAt: part.receivedAt } : {}),
})

function stepView(order: Order, id: string, owner: StepView['owner'], step: OrderStep, sources: ViewSources): StepView {
  const prompts = order.prompts.filter((p) => p.stepId === id && p.round === step.round)
  const open = prompts.filter((p) => p.state === 'open')
  const shown = open[0] ?? prompts.at(-1)
  const message = shown ? shown.cardKeys.map((k) => sources.messages.get(k)).find((m) => m !== undefined) : undefined
  const answers = Object.values(step.answers)
  const evidence = answers.flatMap((a) =>
    a.evidence.messageId ? [{ messageId: a.evidence.messageId, quote: a.evidence.quote ?? '' }] : [],
  )
  const due = open
    .map((p) => p.dueAt)
    .filter((d): d is string => d !== undefined)
    .sort()[0]
  return {
    id,
    state: step.state,
    owner,
    assigneeIds: [...new Set((open.length > 0 ? open : prompts.slice(-1)).flatMap((p) => p.assigneeIds))],
    ...(step.openedAt ? { openedAt: step.openedAt } : {}),
    ...(due ? { dueAt: due } : {}),
    ...(step.doneAt ? { doneAt: step.doneAt } : {}),
    ...(step.doneById ? { doneById: step.doneById } : {}),
    ...(message ? { messageId: message.messageId, chatId: message.chatId } : {}),
    ...(answers.length > 0
      ? {
          answer: Object.assign(
            {},
            ...answers.map((a) => ({
              ...a.inputs,
              [a.taskId === id || answers.length === 1 ? 'action' : `${a.taskId}.action`]: a.actionId,
            })),
          ) as Record<string, unknown>,
        }
      : {}),
    ...(evidence.length > 0 ? { evidence } : {}),
  }
}

/** The one view of an order: API, page and the bot's answers read this. Side tracks appear once they were opened. */
export function orderView(order: Order, sources: ViewSources): OrderView {
  const money = balanceState(order)
  const promised = order.facts['promisedDate']?.value ?? order.promisedDates.at(-1)?.to
  const empty: OrderStep = { state: 'waiting', round: 0, answers: {} }
  const timeline: TimelineEntry[] = sources.events.flatMap((e) => {
    const what = timelineWords(e.event, sources.flow, sources.nameOf, order)
    if (!what || (sources.forCustomer && what.inner)) return []
    const evidence = e.event.type === 'TaskAnswered' ? e.event.answer.evidence.messageId : undefined
    return [{ at: e.at, byId: what.byItself ? 'bot' : e.byId, what: what.text, ...(evidence ? { messageId: evidence } : {}) }]
  })
  return {
    number: order.number,
    flow: order.flow,
    status: order.status,
    customer: {
      id: order.customer?.id ?? '',
      name: customerNameOf(order) ?? '',
      class: order.customer?.class ?? 'C',
    },
    sales: order.salesId,
    lines: order.lines.map((l) => ({
      ...(l.productCode ? { productCode: l.productCode } : {}),
      name: l.name,
      ...(l.spec ? { spec: l.spec } : {}),
      ...(l.color ? { color: l.color } : {}),
      quantity: formatQuantity(l.quantity),
      unit: l.unit,
      unitPrice: l.unitPrice ? formatMoney(l.unitPrice) : '',
      amount: lineAmount(l),
    })),
    total: money.total,
    deposit: { due: money.depositDue, paid: money.depositPaid },
    balance: { due: money.balanceDue, paid: money.balancePaid },
    ...(promised ? { promisedDate: promised } : {}),
    promisedDateHistory: order.promisedDates.map((c) => ({ ...c })),
    steps: sources.flow.steps
      .filter((s) => !s.aside || (order.steps[s.id]?.round ?? 0) > 0)
      .map((s) => stepView(order, s.id, s.owner, order.steps[s.id] ?? empty, sources)),
    payments: order.payments.map((p) => ({
      id: p.id,
      kind: p.kind,
      amount: p.amount,
      at: p.at,
      ...(p.confirmedById ? { confirmedById: p.confirmedById } : {}),
    })),
    ledger: ledgerOf(order).map(({ byId: _byId, ...row }) => row),
    ...(order.parts && order.parts.length > 0 ? { parts: order.parts.map((p) => partView(order, p)) } : {}),
    ...(order.links ? { links: order.links.map(({ kind, number, at }) => ({ kind, number, at })) } : {}),
    shipments: order.shipments.map((s) => ({
      id: s.id,
      carrier: s.carrier,
      trackingNumber: s.trackingNumber,
      ...(s.packages ? { packages: s.packages } : {}),
      status: s.status,
      shippedAt: s.shippedAt,
      events: s.events,
    })),
    exceptions: order.exceptions.map((e) => ({
      id: e.id,
      kind: e.kind,
      openedAt: e.openedAt,
      openedById: e.openedById,
      text: e.text,
      state: e.state,
      ...(e.plan ? { plan: e.plan } : {}),
    })),
    documents: order.documents
      .filter((d) => !sources.forCustomer || DOCUMENT_KINDS[d.kind as DocumentKindId]?.audience === 'customer')
      .map((d) => ({
        kind: d.kind,
        number: d.number,
        version: d.version,
        issuedAt: d.issuedAt,
        url: sources.documentUrl(d.number, d.version),
      })),
    reminders: sources.forCustomer ? [] : order.timers.map((t) => ({ id: t.key, kind: t.kind, dueAt: t.dueAt, toIds: t.toIds })),
    timeline,
  }
}
