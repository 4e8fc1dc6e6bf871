import { ROLE_IDS, type RoleId } from '../company'
import { nameOf } from '../access/lookup'
import { chatFor } from '../access/where-to-say'
import type { DocumentKindId } from '../documents/document-kinds'
import { DOCUMENT_KINDS } from '../documents/document-kinds'
import { SAY } from '../wording/says'
import type { AnswerContext } from './answer-context'
import { armStale } from './arm'
import { TEXTS } from './consequence-words'
import { debt, isDebt } from './debts'
import { closeException, openException } from './exceptions'
import { settleDoubt } from './price-doubt'
import { attachmentOf, documentCard, issueDocument } from './issue-document'
import { balanceState, formatMoney } from './money-state'
import { applyQuote } from './quote'
import { bindCustomer, registerCustomer } from './register-customer'
import type { Payment } from './order'
import { goodsReceived, partReceived, recordArrival } from './receipts'
import { announceShipment, recordShipment, transitTrouble } from './shipping'
import { partOfTask } from '../flow/part-tasks'
import { partById } from './ship-state'
import { partMoney } from './part-money'
import { waybillAnswered } from './waybill-answers'
import { peopleOf, tellCustomer, tellRoles } from './tell'
import type { Work } from './work'

const TEXT_NAMES = Object.keys(TEXTS)

const words = (work: Work, key: string, c: AnswerContext): string => TEXTS[key]?.(work, c) ?? key

function recordPayment(work: Work, kind: Payment['kind'], c: AnswerContext): void {
  const before = balanceState(work.order)
  const partId = partOfTask(c.taskId)
  const amount = c.inputs['amount'] ?? (kind === 'deposit' ? before.depositOpen : before.balanceOpen)
  const { facts } = work
  work.emit({
    type: 'PaymentRecorded',
    payment: {
      id: facts.newId(),
      kind,
      amount,
      at: facts.now,
      confirmedById: facts.actorId,
      ...(c.inputs['method'] ? { method: c.inputs['method'] } : {}),
      ...(partId ? { partId } : {}),
    },
  })
  const after = balanceState(work.order)
  const part = partById(work.order, partId)
  const open = kind === 'deposit' ? after.depositOpen : part ? partMoney(work.order, part).open : after.balanceOpen
  if (open !== '0.00') {
    tellRoles(work, ['sales', 'clerk'], SAY.partPaid(work.order.number, open))
    // Who sent a slip waits to hear that it was counted.
    if (work.order.facts['paymentSlip']) tellCustomer(work, SAY.partPaidToPayer(work.order.number, formatMoney(amount), open))
  }
  if (kind === 'balance' && after.overpaid !== '0.00')
    tellRoles(work, ['finance'], SAY.overpaid(work.order.number, after.overpaid))
}

/** Production states what is finished; without figures the ordered quantity is taken as produced. */
function recordProduced(work: Work, c: AnswerContext): void {
  const { lines, produced: before } = work.order
  const single = lines.length === 1 ? (c.inputs['quantity'] ?? c.inputs['producedQuantity']) : undefined
  const produced = Object.fromEntries(
    lines.map((l) => [l.id, single ?? c.inputs[`produced.${l.id}`] ?? before[l.id] ?? l.quantity]),
  )
  work.emit({
    type: 'ProductionReported',
    produced,
    date: work.facts.clock.dateOf(work.facts.now),
    ...(c.inputs['note'] ? { note: c.inputs['note'] } : {}),
  })
}

function promise(work: Work, c: AnswerContext): void {
  const to = c.inputs['finishDate'] ?? c.inputs['promisedDate']
  if (!to) return
  const from = work.order.facts['promisedDate']?.value
  const { facts } = work
  if (from === to) return
  work.emit({ type: 'FactSet', id: 'promisedDate', fact: { value: to, byId: facts.actorId, at: facts.now } })
  work.emit({
    type: 'PromisedDateChanged',
    change: {
      at: facts.now,
      ...(from ? { from } : {}),
      to,
      why: c.inputs['why'] ?? c.inputs['note'] ?? '生产部书面确认完成日',
      byId: facts.actorId,
    },
  })
}

const setFact = (w: Work, id: string, value: string): void =>
  w.emit({ type: 'FactSet', id, fact: { value, byId: w.facts.actorId, at: w.facts.now } })

/** Issues the confirmation sheet and sends it to the customer; without a chat of theirs the salesperson passes it on (AC-033, AC-034). */
function sendSheet(work: Work): void {
  const d = issueDocument(work, 'order-confirmation')
  const card = documentCard(work, d, ['all', 'dates'])
  tellCustomer(
    work,
    SAY.sheetSent(work.order.number, work.order.facts['promisedDate']?.value ?? work.order.facts['finishDate']?.value ?? '待定'),
    card,
    [attachmentOf(d)],
  )
  work.disarm((t) => t.kind === 'promise')
}

/** Production's written date and the sheet's date differ: shown to the clerk, production's binds (AC-052, AC-053). */
function dateConflict(work: Work): void {
  const production = work.order.facts['finishDate']?.value
  const sheet = work.order.facts['sheetDate']?.value ?? work.order.facts['promisedDate']?.value
  if (!production || !sheet || production === sheet) return
  tellRoles(work, ['clerk'], SAY.dateConflict(work.order.number, production, sheet))
  setFact(work, 'dateConflict', `${production} / ${sheet}`)
}

/** Issues a paper and hands it to the customer; without a chat of theirs the salesperson passes it on. */
function handOver(work: Work, kind: DocumentKindId): void {
  const d = issueDocument(work, kind)
  const card = documentCard(work, d, ['order', 'total', 'fact:promisedDate', 'fact:rolls'])
  tellCustomer(work, `您好，订单 ${work.order.number} 的《${DOCUMENT_KINDS[kind].title}》请查收，有问题请直接回复。`, card, [
    attachmentOf(d),
  ])
}

/** Money paid back to the customer counts against what was received. */
function refund(work: Work, c: AnswerContext): void {
  const amount = c.inputs['refund']
  if (!amount || amount === '0.00') return
  const { facts } = work
  work.emit({
    type: 'PaymentRecorded',
    payment: {
      id: facts.newId(),
      kind: 'other',
      amount: `-${amount}`,
      at: facts.now,
      confirmedById: facts.actorId,
      method: '退还多收',
      use: 'refund',
    },
  })
}

/** Words that the customer gets at once, because they only say what has happened (AC-122). */
const AT_ONCE = ['orderPaid', 'completed', 'receiptDone', 'afterSales']

const HANDLERS: Record<string, (work: Work, args: string[], c: AnswerContext) => void> = {
  issue: (w, [kind], c) => void issueDocument(w, kind as DocumentKindId, partOfTask(c.taskId)),
  /** Issues and shows it to some roles: present:<document>:<role>[:<role>] */
  present: (w, [kind, ...roles], c) => {
    const d = issueDocument(w, kind as DocumentKindId, partOfTask(c.taskId))
    const card = documentCard(w, d, ['order', 'total', 'dates'])
    for (const id of peopleOf(w, roles as RoleId[])) {
      const chatId = chatFor(w.facts.directory, w.order, id) ?? w.order.intake.evidence.chatId
      if (chatId)
        w.push({
          kind: 'send',
          key: `${w.order.number}:doc:${w.facts.newId()}`,
          urgency: 'must',
          message: {
            chatId,
            text: `${nameOf(w.facts.directory, id)}，请查收${card.title}。`,
            mentions: [id],
            card,
            attachments: [attachmentOf(d)],
          },
        })
    }
  },
  tell: (w, [role, key], c) => tellRoles(w, [role as RoleId], words(w, key ?? '', c)),
  customer: (w, [key = ''], c) => tellCustomer(w, words(w, key, c), undefined, [], !AT_ONCE.includes(key)),
  pay: (w, [kind], c) => recordPayment(w, kind as Payment['kind'], c),
  unpaid: (w, [kind], c) => w.emit({ type: 'PaymentMissing', kind: kind as Payment['kind'], note: c.inputs['note'] ?? '' }),
  ship: (w, _a, c) => recordShipment(w, c),
  announce: (w) => announceShipment(w),
  arrival: (w, _a, c) => recordArrival(w, c),
  produced: (w, _a, c) => recordProduced(w, c),
  promise: (w, _a, c) => promise(w, c),
  debt: (w, [verb, id]) => debt(w, verb ?? '', id ?? ''),
  fact: (w, [id, value]) =>
    w.emit({
      type: 'FactSet',
      id: id ?? '',
      fact: value === undefined ? null : { value, byId: w.facts.actorId, at: w.facts.now },
    }),
  disarm: (w, [kind]) => w.disarm((t) => t.kind === kind),
  exception: (w, [verb], c) =>
    verb === 'close' ? closeException(w) : openException(w, c.inputs['note'] ?? c.inputs['reason'] ?? '未写明'),
  'settle-doubt': (w, _a, c) => settleDoubt(w, c.inputs),
  stale: (w, _a, c) => armStale(w, c.stepId),
  /** The sheet goes out at once, or waits for the salesperson's consent to a relaxed date (AC-035). */
  relax: (w, _a, c) =>
    c.inputs['sheetDate'] && c.inputs['sheetDate'] !== w.order.facts['finishDate']?.value
      ? setFact(w, 'relaxAsked', 'yes')
      : sendSheet(w),
  relaxed: (w) => {
    promise(w, {
      stepId: 'confirmation-sheet',
      inputs: {
        finishDate: w.order.facts['sheetDate']?.value ?? '',
        why: `放宽交期：${w.order.facts['relaxWhy']?.value ?? ''}（${nameOf(w.facts.directory, w.order.facts['sheetDate']?.byId)}提出，${nameOf(w.facts.directory, w.facts.actorId)}同意）`,
      },
    })
    sendSheet(w)
  },
  sheet: (w) => sendSheet(w),
  hand: (w, [kind]) => handOver(w, kind as DocumentKindId),
  quote: (w, _a, c) => applyQuote(w, c),
  refund: (w, _a, c) => refund(w, c),
  'register-customer': (w, _a, c) => void registerCustomer(w, c.inputs['class']),
  bind: (w) => bindCustomer(w),
  'date-conflict': (w) => dateConflict(w),
  /** Production takes over the date that rolled while the sign-back was late (U4). */
  'accept-rolled-date': (w) => {
    const rolled =
      w.facts.settings.productionFollowsRolledDate && w.order.facts['rolledDays']
        ? w.order.facts['promisedDate']?.value
        : undefined
    if (rolled) setFact(w, 'finishDate', rolled)
  },
  emergency: (w, _a, c) => {
    setFact(w, 'emergencyRelease', c.inputs['note'] ?? '紧急')
    debt(w, 'open', 'shipping-request')
    tellRoles(
      w,
      ['warehouse', 'clerk', 'sales'],
      SAY.emergency(w.order.number, nameOf(w.facts.directory, w.facts.actorId), c.inputs['note'] ?? '紧急'),
    )
  },
  'transit-trouble': (w, _a, c) => transitTrouble(w, c),
  'part-received': (w, _a, c) => partReceived(w, c),
  'goods-received': (w, _a, c) => goodsReceived(w, c),
  /** What was answered about a waybill in trouble: waybill:again, waybill:tail, waybill:people. */
  waybill: (w, [what], c) => waybillAnswered(w, what, c),
  status: (w, [word]) => w.emit({ type: 'StatusSet', status: word ?? w.order.status }),
}

/** Performs a named consequence such as "issue:order-confirmation". check-flow refuses unknown names, so none reaches here. */
export function consequence(work: Work, name: string, context: AnswerContext): void {
  const [head = '', ...args] = name.split(':')
  HANDLERS[head]?.(work, args, context)
}

/** Why a consequence name is not usable, or undefined. */
export const consequenceFault = (name: string): string | undefined => {
  const [head = '', ...args] = name.split(':')
  if (!HANDLERS[head]) return `没有“${head}”这种后果，可用：${Object.keys(HANDLERS).join(', ')}`
  if ((head === 'issue' || head === 'present' || head === 'hand') && !(args[0] && args[0] in DOCUMENT_KINDS))
    return `没有单据“${args[0] ?? ''}”`
  if (head === 'tell' && !ROLE_IDS.includes(args[0] as RoleId)) return `没有角色“${args[0] ?? ''}”`
  if ((head === 'tell' && !TEXTS[args[1] ?? '']) || (head === 'customer' && !TEXTS[args[0] ?? '']))
    return `没有话术“${args.at(-1) ?? ''}”，可用：${TEXT_NAMES.join(', ')}`
  if (head === 'debt' && !isDebt(args[1])) return `没有后补单据“${args[1] ?? ''}”`
  if ((head === 'pay' || head === 'unpaid') && !['deposit', 'balance', 'other'].includes(args[0] ?? ''))
    return `款项种类应为 deposit、balance 或 other`
  return undefined
}
