import { nameOf } from '../access/lookup'
import { SAY } from '../wording/says'
import type { AnswerContext } from './answer-context'
import { balanceState } from './money-state'
import type { Work } from './work'

/** Sentences that flows may use by name; each is built from the order as it stands. */
export const TEXTS: Record<string, (work: Work, c: AnswerContext) => string> = {
  cannotProduce: (w, c) => SAY.cannotProduce(w.order.number, c.inputs['reason'] ?? c.inputs['note'] ?? '原因见卡片'),
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
  milestone: (w, c) => `订单 ${w.order.number}：【${w.flow.steps.find((s) => s.id === c.stepId)?.title ?? c.stepId}】已完成。`,
  approved: (w) => `订单 ${w.order.number} 已审批通过，开始安排。`,
  delivered: (w) => `订单 ${w.order.number} 已交付，等客户确认收货。`,
}
