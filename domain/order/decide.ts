import type { Decision } from '../decision'
import type { Facts } from '../facts'
import { answerPrompt } from './decide/answer-prompt'
import { cancelOrder, closeDebt } from './decide/cancel'
import { changeOrder } from './decide/changes'
import { createOrder } from './decide/draft'
import { fireTimer } from './decide/fire-timer'
import { coverLeave } from './decide/reminders'
import { followCalendar } from './decide/follow-calendar'
import { giveMandate, nudge, raiseException, releaseEmergency, reportProduction, reportUndelivered } from './decide/incidents'
import { handInOrder, setClass } from './decide/papers'
import { keepCredit, receiveMoney, refundMoney, writeOffMoney } from './decide/money'
import { planPart, writeOffRest } from './decide/parts'
import { proposeValues } from './decide/proposals'
import { undoAnswer } from './decide/undo'
import type { Order } from './order'
import type { OrderCommand } from './order-commands'
import { askTracking } from './decide/ask-tracking'
import { reportTracking } from './decide/report-tracking'
import { doubtWaybills, recordWaybills } from './decide/waybills'
import { beginWork } from './work'

/** The one place where an order command is decided. Pure: the same order, command and facts give the same decision. */
export function decide(order: Order | undefined, command: OrderCommand, facts: Facts): Decision {
  if (command.type === 'CreateOrder') return createOrder(command, facts)
  if (!order) throw new Error(`${command.type} without an order`)
  const work = beginWork(order, facts, facts.flow(order.flow, order.flowVersion))
  switch (command.type) {
    case 'AnswerPrompt':
      return answerPrompt(work, command)
    case 'UndoAnswer':
      return undoAnswer(work, command)
    case 'ProposeValues':
      return proposeValues(work, command)
    case 'ChangeOrder':
      return changeOrder(work, command)
    case 'CancelOrder':
      return cancelOrder(work, command)
    case 'RaiseException':
      return raiseException(work, command)
    case 'ReportProduction':
      return reportProduction(work, command)
    case 'ReleaseEmergency':
      return releaseEmergency(work, command)
    case 'CloseDebt':
      return closeDebt(work, command)
    case 'ReceiveMoney':
      return receiveMoney(work, command)
    case 'RefundMoney':
      return refundMoney(work, command)
    case 'KeepCredit':
      return keepCredit(work, command)
    case 'WriteOffMoney':
      return writeOffMoney(work, command)
    case 'PlanPart':
      return planPart(work, command)
    case 'WriteOffRest':
      return writeOffRest(work, command)
    case 'GiveMandate':
      return giveMandate(work, command)
    case 'HandInOrder':
      return handInOrder(work, command)
    case 'SetClass':
      return setClass(work, command)
    case 'CoverLeave':
      return coverLeave(work)
    case 'Nudge':
      return nudge(work)
    case 'RecordWaybills':
      return recordWaybills(work, command, answerPrompt)
    case 'ReportTracking':
      return reportTracking(work, command)
    case 'AskTracking':
      return askTracking(work)
    case 'DoubtWaybills':
      return doubtWaybills(work, command)
    case 'FireTimer':
      return fireTimer(work, command)
    case 'FollowCalendar':
      return followCalendar(work)
    case 'ReportUndelivered':
      return reportUndelivered(work, command)
  }
}
