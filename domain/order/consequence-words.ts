import { nameOf } from '../access/lookup'
import { SAY } from '../wording/says'
import type { AnswerContext } from './answer-context'
import { balanceState } from './money-state'
import type { Work } from './work'

const stepTitle = (w: Work, c: AnswerContext): string => w.flow.steps.find((s) => s.id === c.stepId)?.title ?? c.stepId

/** Sentences that flows may use by name; each is built from the order as it stands. */
export const TEXTS: Record<string, (work: Work, c: AnswerContext) => string> = {
  cannotProduce: (w, c) => SAY.cannotProduce(w.order.number, c.inputs['reason'] ?? c.inputs['note'] ?? '原因见卡片'),
  cannotDo: (w, c) =>
    SAY.cannotDo(
      w.order.number,
      stepTitle(w, c),
      nameOf(w.facts.directory, w.facts.actorId),
      c.inputs['note'] ?? '原因没写，请问一下',
      nameOf(w.facts.directory, w.order.salesId),
    ),
  sheetSent: (w) =>
    SAY.sheetSent(w.order.number, w.order.facts['promisedDate']?.value ?? w.order.facts['finishDate']?.value ?? '待定'),
  depositAsk: (w) => SAY.depositAsk(w.order.number, balanceState(w.order).depositOpen),
  stocked: (w) => SAY.stocked(w.order.number),
  balanceAsk: (w) => SAY.balanceAsk(w.order.number, balanceState(w.order).balanceOpen),
  arrived: (w, c) => SAY.arrived(w.order.number, c.inputs['arrivalDate'] ?? '', c.inputs['condition'] ?? ''),
  receiptDone: (w) => SAY.receiptDone(w.order.number),
  completed: (w) => SAY.completed(w.order.number),
  rejected: (w, c) =>
    SAY.rejected(
      w.order.number,
      nameOf(w.facts.directory, w.facts.actorId),
      c.inputs['reason'] ?? c.inputs['note'] ?? '未写原因',
    ),
  returned: (w, c) =>
    SAY.returned(w.order.number, nameOf(w.facts.directory, w.facts.actorId), c.inputs['reason'] ?? c.inputs['note'] ?? '请核对'),
  askBack: (w, c) =>
    SAY.askBack(
      w.order.number,
      nameOf(w.facts.directory, w.facts.actorId),
      c.inputs['reason'] ?? c.inputs['note'] ?? '请补充说明',
    ),
  paymentMissing: (w, c) =>
    `订单 ${w.order.number} 财务反馈款项未到${c.inputs['note'] ? `：${c.inputs['note']}` : ''}，请业务员跟进客户付款。`,
  problemReported: (w, c) =>
    `订单 ${w.order.number} 客户反馈收货有问题：${c.inputs['note'] ?? c.inputs['reason'] ?? '详见卡片'}。`,
  progress: (w, c) =>
    `订单 ${w.order.number} 进度（${nameOf(w.facts.directory, w.facts.actorId)}）：${c.inputs['progress'] ?? c.inputs['note'] ?? '已更新'}`,
  milestone: (w, c) => `订单 ${w.order.number}：【${stepTitle(w, c)}】已完成。`,
  resolved: (w, c) =>
    `订单 ${w.order.number} 疑难事项「${w.order.facts['unclear']?.value ?? ''}」：${nameOf(w.facts.directory, w.facts.actorId)}答复${nameOf(w.facts.directory, w.order.clerkId)}：${c.inputs['note'] ?? ''}。请据此核对订货单。`,
  estimatedResult: (w, c) =>
    `您好，订单 ${w.order.number} 按您要求的工艺生产，技术部预估的结果是：${c.inputs['expected'] ?? w.order.facts['estimatedResult']?.value ?? ''}。如有疑问请及时告诉我们。`,
  payAsk: (w) =>
    `您好，您的订单已提交，应付 ${balanceState(w.order).balanceOpen}元。付款后请在【付款凭证】卡片上传截图，核实后告知订单号和预计到货时间。`,
  orderPaid: (w) => {
    const date = w.order.facts['promisedDate']?.value ?? w.order.draft.requestedDate?.value
    return `您好，款项已核实，谢谢！订单号 ${w.order.number}，已付 ${balanceState(w.order).paid}元，预计到货：${date ? w.facts.clock.humanDate(date) : `发货后告知，一般${w.facts.settings.usualDelivery}`}。`
  },
  remitted: (w) => {
    const date = w.order.facts['promisedDate']?.value
    return `您好，订单 ${w.order.number} 的货款 ${balanceState(w.order).paid}元已到账，谢谢！已安排生产${date ? `，预计出货：${w.facts.clock.humanDate(date)}` : ''}。`
  },
  customerBalanceAsk: (w) =>
    `您好，订单 ${w.order.number} 应付货款 ${balanceState(w.order).balanceOpen}元，付款后请发回单，谢谢！`,
  arrivalHelp: (w, c) =>
    `您好，订单 ${w.order.number} 的货已到${c.inputs['arrivalDate'] ? `（${c.inputs['arrivalDate']}）` : ''}。请安排收货验货，需要帮忙卸货、查件或补资料请直接回复，我们马上跟进。`,
  afterSales: (w) => {
    const sales = w.facts.directory.people.find((p) => p.id === w.order.salesId)
    return `订单 ${w.order.number} 已签收，谢谢支持！售后有问题请直接回复本群（写上订单号），${sales ? `${sales.name}会跟进` : '我们会跟进'}。`
  },
  approved: (w) => `订单 ${w.order.number} 已审批通过，开始安排。`,
  delivered: (w) => `订单 ${w.order.number} 已交付，等客户确认收货。`,
}
