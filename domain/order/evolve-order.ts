import type { OrderEvent } from './order-events'
import { Temporal } from 'temporal-polyfill'
import type { Order, OrderStep, Prompt, ShipmentEvent } from './order'

/** When and by whom an event happened; kept beside the event in the log. */
export interface EventMeta {
  at: string
  byId: string
}

const emptyStep: OrderStep = { state: 'waiting', round: 0, answers: {} }

const withStep = (order: Order, stepId: string, change: Partial<OrderStep>): Order => ({
  ...order,
  steps: { ...order.steps, [stepId]: { ...emptyStep, ...order.steps[stepId], ...change } },
})

const withPrompt = (order: Order, promptId: string, change: (p: Prompt) => Prompt): Order => ({
  ...order,
  prompts: order.prompts.map((p) => (p.id === promptId ? change(p) : p)),
})

/** Puts `item` in the place of the one with the same id, or at the end. */
const put = <T extends { id: string }>(list: T[], item: T): T[] =>
  list.some((x) => x.id === item.id) ? list.map((x) => (x.id === item.id ? item : x)) : [...list, item]

const without = <T>(record: Record<string, T>, key: string): Record<string, T> => {
  const { [key]: _gone, ...rest } = record
  return rest
}

function stepStateSet(order: Order, event: Extract<OrderEvent, { type: 'StepStateSet' }>, meta: EventMeta): Order {
  const step = order.steps[event.stepId] ?? emptyStep
  if (event.state === 'open') {
    const { doneAt: _doneAt, doneById: _doneBy, until: _until, ...rest } = step
    const opened: OrderStep = { ...rest, state: 'open', round: step.round + 1, openedAt: meta.at, answers: {} }
    return { ...order, steps: { ...order.steps, [event.stepId]: opened } }
  }
  const settled = event.state === 'done' || event.state === 'skipped' || event.state === 'rejected'
  return withStep(order, event.stepId, {
    state: event.state,
    ...(settled ? { doneAt: meta.at, doneById: event.byId ?? meta.byId } : {}),
  })
}

/** What was told of the timer's moment moves with it: the time of a prompt, the day of a debt. */
function timerMoved(order: Order, { key, dueAt }: Extract<OrderEvent, { type: 'TimerMoved' }>): Order {
  const timer = order.timers.find((t) => t.key === key)
  if (!timer) return order
  const moves = (x: { id: string; dueAt?: string }): boolean => x.id === timer.about && x.dueAt === timer.dueAt
  return {
    ...order,
    timers: order.timers.map((t) => (t === timer ? { ...t, dueAt } : t)),
    prompts: order.prompts.map((p) => (moves(p) ? { ...p, dueAt } : p)),
    debts: order.debts.map((d) => (moves(d) ? { ...d, dueAt } : d)),
  }
}

/** As many events of a shipment as people ever read; older ones stand in the log. */
const MOST_EVENTS = 120
const inTime = (events: ShipmentEvent[]): ShipmentEvent[] =>
  [...events].sort((a, b) => Temporal.Instant.compare(a.at, b.at)).slice(-MOST_EVENTS)

/**
 * The only writer of an order's state. Total over the event union: a new event type does not compile until it is handled here.
 * `order` is undefined for OrderCreated alone.
 */
export function evolve(order: Order | undefined, event: OrderEvent, meta: EventMeta): Order {
  if (event.type === 'OrderCreated') return event.order
  if (!order) throw new Error(`event ${event.type} before OrderCreated`)
  switch (event.type) {
    case 'DraftFieldSet': {
      const draft = { ...order.draft }
      if (event.to === null) delete draft[event.field]
      else draft[event.field] = event.to
      return { ...order, draft }
    }
    case 'LinesSet':
      return { ...order, lines: event.lines }
    case 'OpenPointsSet':
      return { ...order, openPoints: event.points }
    case 'CustomerIdentified':
      return { ...order, customer: event.customer, salesId: event.salesId, pastPrices: event.pastPrices }
    case 'DraftConfirmed':
      return { ...order, phase: 'running' }
    case 'AssigneeChosen':
      return event.role === 'clerk' ? { ...order, clerkId: event.personId } : order
    case 'MandateGiven':
      return { ...order, mandateId: event.clerkId, clerkId: event.clerkId }
    case 'FactSet':
      return {
        ...order,
        facts: event.fact === null ? without(order.facts, event.id) : { ...order.facts, [event.id]: event.fact },
      }
    case 'StepStateSet':
      return stepStateSet(order, event, meta)
    case 'StepReopened':
      return withStep(order, event.stepId, { state: 'returned', answers: {}, ...(event.until ? { until: event.until } : {}) })
    case 'TaskAnswered': {
      const step = order.steps[event.stepId] ?? emptyStep
      if (event.outcome !== 'settle') return order
      return withStep(order, event.stepId, { answers: { ...step.answers, [event.answer.taskId]: event.answer } })
    }
    case 'PromptAsked':
      return { ...order, prompts: [...order.prompts, event.prompt] }
    case 'PromptPending':
      return withPrompt(order, event.promptId, (p) => {
        const { pending: _pending, ...rest } = p
        return event.pending ? { ...rest, pending: event.pending } : rest
      })
    case 'PromptSettled':
      return withPrompt(order, event.promptId, (p) => {
        const { pending: _pending, ...rest } = p
        return { ...rest, state: event.state, settled: event.settled }
      })
    case 'PromptReassigned':
      return withPrompt(order, event.promptId, (p) => ({ ...p, assigneeIds: event.assigneeIds }))
    case 'StatusSet':
      return {
        ...order,
        status: event.status,
        ...(event.phase ? { phase: event.phase } : {}),
        ...(event.phase && event.phase !== 'running' && event.phase !== 'draft' ? { endedAt: meta.at } : {}),
      }
    case 'TimerArmed':
      return { ...order, timers: [...order.timers.filter((t) => t.key !== event.timer.key), event.timer] }
    case 'TimerMoved':
      return timerMoved(order, event)
    case 'TimerCleared':
      return { ...order, timers: order.timers.filter((t) => t.key !== event.key) }
    case 'ReminderDue': {
      const { kind, about, toIds } = event.reminder
      if (kind !== 'task' && kind !== 'escalation') return order
      return withPrompt(order, about, (p) => ({
        ...p,
        remindedIds: [...new Set([...(p.remindedIds ?? []), ...toIds.slice(0, 1)])],
      }))
    }
    case 'ReminderSent': {
      const { cardKey } = event
      return cardKey ? withPrompt(order, event.about, (p) => ({ ...p, cardKeys: [...p.cardKeys, cardKey] })) : order
    }
    case 'PaymentMissing':
    case 'Noted':
      return order
    case 'PaymentRecorded':
      return { ...order, payments: put(order.payments, event.payment) }
    case 'ProductionReported':
      return { ...order, produced: { ...order.produced, ...event.produced } }
    case 'ShipmentRecorded':
    case 'ShipmentChanged':
      return { ...order, shipments: put(order.shipments, event.shipment) }
    case 'TrackingReported':
      return {
        ...order,
        shipments: order.shipments.map((s) =>
          s.id === event.shipmentId
            ? {
                ...s,
                ...(event.com ? { com: event.com } : {}),
                tracking: event.tracking,
                events: inTime([...s.events, ...event.added]),
                ...(s.arrivedAt ? {} : { status: event.tracking.state }),
              }
            : s,
        ),
      }
    case 'WaybillProposed':
      return { ...order, proposals: [...(order.proposals ?? []), event.proposal] }
    case 'WaybillProposalClosed':
      return { ...order, proposals: (order.proposals ?? []).filter((p) => p.id !== event.id) }
    case 'ExceptionChanged':
      return { ...order, exceptions: put(order.exceptions, event.exception) }
    case 'DocumentIssued':
      return { ...order, documents: [...order.documents, event.document] }
    case 'DebtOpened':
      return { ...order, debts: put(order.debts, event.debt) }
    case 'DebtClosed':
      return { ...order, debts: order.debts.map((d) => (d.id === event.debtId ? { ...d, closedAt: meta.at } : d)) }
    case 'PromisedDateChanged':
      return { ...order, promisedDates: [...order.promisedDates, event.change] }
    case 'EffectsHeld':
      return withPrompt(order, event.promptId, (p) => (p.settled ? { ...p, settled: { ...p.settled, held: event.keys } } : p))
    case 'AnswerTakenBack':
      return { ...event.order, takenBack: [...(event.order.takenBack ?? []), event.taken] }
    case 'PartChanged':
      return { ...order, parts: put(order.parts ?? [], event.part) }
    case 'RestWrittenOff':
      return { ...order, restsOff: [...(order.restsOff ?? []), event.rest] }
    case 'OrderLinked':
      return { ...order, links: [...(order.links ?? []), event.link] }
    case 'DeliveryFailed':
      return {
        ...order,
        deliveryMarks: [
          ...order.deliveryMarks,
          { effectKey: event.effectKey, state: event.state, reason: event.reason, at: meta.at },
        ],
      }
  }
}
