import { waybillWords } from '../order/follow-shipment'
import { carrierTime, maskPhones } from './tracking'
import type { Flow } from '../flow/flow'
import { partTitle, quantityWords } from './parts'
import { baseTask } from '../flow/part-tasks'
import type { Order, Payment } from '../order/order'
import type { OrderLink } from '../order/order-link'
import type { OrderEvent } from '../order/order-events'
import { FIELD_LABELS, fieldWords } from './fields'

/** One entry of the order's history; `inner` entries are not for customers. */
export interface TimelineWords {
  text: string
  inner: boolean
  /** Follows by computation: nobody did it. */
  byItself?: boolean
}

const open = (text: string): TimelineWords => ({ text, inner: false })
const inner = (text: string): TimelineWords => ({ text, inner: true })

const STATES: Record<string, string> = {
  open: '开始',
  done: '完成',
  skipped: '不需要，跳过',
  rejected: '驳回',
  waiting: '暂停，等前面步骤',
}
const WHAT: Record<string, string> = {
  raised: '异常上报',
  detailed: '异常说明',
  contributed: '异常意见',
  planned: '异常方案',
  released: '异常告知客户',
  closed: '异常关闭',
}

/** One row of money in words. */
const paymentWords = (p: Payment): string => {
  const why = p.why ? `（${p.why}）` : ''
  const amount = p.amount.replace('-', '')
  switch (p.use) {
    case 'refund':
      return `退款 ${amount}元${why}`
    case 'credit-out':
      return `${amount}元转为客户余额${p.withOrder ? `，用于订单 ${p.withOrder}` : ''}${why}`
    case 'credit-in':
      return `用客户余额抵扣 ${amount}元${p.withOrder ? `（来自订单 ${p.withOrder}）` : ''}`
    case 'write-off':
      return `尾差核销 ${amount}元${why}`
    default:
      return `财务确认到账 ${p.amount}元（${p.kind === 'deposit' ? '定金' : '货款'}）`
  }
}

const LINK_WORDS: Record<OrderLink['kind'], (number: string) => string> = {
  'split-to': (n) => `拆出订单 ${n}`,
  'split-from': (n) => `从订单 ${n} 拆出`,
  'merged-into': (n) => `并入订单 ${n}`,
  'merged-from': (n) => `并入了订单 ${n}`,
}

/** An event in words; undefined for what is of no interest to people. */
export function timelineWords(
  event: OrderEvent,
  flow: Flow,
  nameOf: (id: string) => string,
  order: Order,
): TimelineWords | undefined {
  const title = (stepId: string): string => flow.steps.find((s) => s.id === stepId)?.title ?? stepId
  switch (event.type) {
    case 'OrderCreated':
      return open('录入订单草稿')
    case 'DraftFieldSet':
      return event.to ? open(`${FIELD_LABELS[event.field]}：${fieldWords(event.field, event.to.value)}`) : undefined
    case 'LinesSet':
      return event.why === 'answered'
        ? open('更正产品明细')
        : event.why === 'amended'
          ? open('变更产品明细')
          : inner('核价后更正产品明细')
    case 'CustomerIdentified':
      return inner(`客户：${event.customer.name}（${event.customer.class}级）`)
    case 'DraftConfirmed':
      return open('确认下单')
    case 'MandateGiven':
      return inner(`委托 ${nameOf(event.clerkId)} 与客户沟通`)
    case 'StepStateSet':
      return {
        ...open(`【${title(event.stepId)}】${STATES[event.state] ?? event.state}`),
        byItself: event.state !== 'done' && event.state !== 'rejected',
      }
    case 'StepReopened':
      return inner(`【${title(event.stepId)}】需重新确认：${event.why}`)
    case 'TaskAnswered': {
      const step = flow.steps.find((s) => s.id === event.stepId)
      const task = step?.tasks.find((t) => t.id === baseTask(event.answer.taskId))
      const action = task?.actions.find((a) => a.id === event.answer.actionId)
      const note = event.answer.inputs['reason'] ?? event.answer.inputs['note']
      const forWhom =
        event.answer.forId && event.answer.forId !== event.answer.evidence.byId ? `（代${nameOf(event.answer.forId)}）` : ''
      return inner(
        `【${task?.title ?? event.answer.taskId}】${action?.label ?? event.answer.actionId}${forWhom}${note ? `：${note}` : ''}`,
      )
    }
    case 'PromptReassigned':
      return inner(`待办转给 ${event.assigneeIds.map(nameOf).join('、')}（${event.why}）`)
    case 'StatusSet':
      return open(`状态：${event.status}${event.why ? `（${event.why}）` : ''}`)
    case 'ReminderDue':
      return inner(`提醒 ${event.reminder.toIds.map(nameOf).join('、')}`)
    case 'ReminderSent':
      return inner(`已提醒 ${event.toIds.map(nameOf).join('、')}`)
    case 'PaymentRecorded':
      return inner(paymentWords(event.payment))
    case 'PartChanged':
      return event.what === 'planned'
        ? inner(
            `安排${partTitle(event.part)}：${quantityWords(order, event.part.lines)}${event.part.note ? `（${event.part.note}）` : ''}`,
          )
        : open(`${partTitle(event.part)}${event.what === 'shipped' ? '已发货' : '客户已签收'}`)
    case 'RestWrittenOff':
      return inner(`余数不再发：${quantityWords(order, [event.rest])}（${event.rest.why}）`)
    case 'OrderLinked':
      return inner(LINK_WORDS[event.link.kind](event.link.number))
    case 'PaymentMissing':
      return inner(`财务反馈未到账${event.note ? `：${event.note}` : ''}`)
    case 'ProductionReported':
      return inner(`生产日报：${order.lines.map((l) => `${l.name} 累计 ${event.produced[l.id] ?? '-'}${l.unit}`).join('；')}`)
    case 'ShipmentRecorded':
      return open(
        `发货：${event.shipment.carrier} ${event.shipment.trackingNumber}${event.shipment.packages ? `，${event.shipment.packages}件` : ''}`,
      )
    case 'TrackingReported': {
      const newest = event.added.at(-1)
      const shipment = order.shipments.find((s) => s.id === event.shipmentId)
      return newest && shipment
        ? open(`物流：${waybillWords(shipment)} ${carrierTime(newest.at)} ${maskPhones(newest.text)}`)
        : undefined
    }
    case 'WaybillProposed':
      return inner(`读到运单 ${event.proposal.carrier} ${event.proposal.number}，等核对`)
    case 'WaybillProposalClosed':
      return inner(event.taken ? '运单核对无误' : '运单不属于这张订单')
    case 'ShipmentChanged':
      return open(
        event.what === 'arrived'
          ? `到货：${event.shipment.arrivedAt ?? ''} ${event.shipment.condition ?? ''}`.trim()
          : `运输：${event.shipment.events.at(-1)?.text ?? event.what}`,
      )
    case 'ExceptionChanged':
      return inner(
        `${WHAT[event.what] ?? '异常'}：${event.what === 'raised' ? event.exception.text : event.what === 'planned' ? (event.exception.plan ?? '') : (event.exception.detail ?? event.exception.text)}`,
      )
    case 'DocumentIssued':
      return inner(`开具单据 ${event.document.number}${event.document.version > 1 ? ` 第${event.document.version}版` : ''}`)
    case 'DebtOpened':
      return inner(`待补：${event.debt.what}`)
    case 'DebtClosed':
      return inner(`已补：${order.debts.find((d) => d.id === event.debtId)?.what ?? event.debtId}`)
    case 'PromisedDateChanged':
      return open(`承诺交期：${event.change.from ? `${event.change.from} → ` : ''}${event.change.to}（${event.change.why}）`)
    case 'AnswerTakenBack':
      return inner(`撤回【${event.taken.title}】的答复`)
    case 'Noted':
      return { text: event.text, inner: event.inner }
    case 'DeliveryFailed':
      return inner(`有消息未送达：${event.reason}`)
    default:
      return undefined
  }
}
