import { holdersOf, nameOf, personById } from '../access/lookup'
import { refuse, type Decision } from '../decision'
import { draftStepId } from '../flow/draft-step'
import { balanceState, compareDecimals, formatQuantity, subtractDecimals, withinTolerance } from '../order/money-state'
import { mostOf, shippedOf } from '../order/ship-state'
import { wrongWaybill } from '../order/receipts'
import { leaving } from '../order/shipping'
import type { DraftFieldId } from '../order/draft-fields'
import { RECORD_FIELDS } from '../order/register-customer'
import { FIELD_LABELS } from '../wording/fields'
import type { AnswerContext } from '../order/answer-context'
import type { Work } from '../order/work'
import { depositAgrees } from './deposit-agrees'

type Refused = Extract<Decision, { accepted: false }>

/** Phrases by which people report what somebody said, instead of stating it (AC-027, AC-031). */
const HEARSAY = [
  '口头',
  '听说',
  '打电话说',
  '电话里说',
  '电话说的',
  '说过了',
  '当面说',
  '说没问题',
  '说可以',
  '说行',
  '他说',
  '她说',
  '老板说',
]
export const isHearsay = (text: string): boolean => HEARSAY.some((h) => text.includes(h))

const notAmong = (waybills: string): Refused | undefined =>
  waybills ? refuse('INPUT_INVALID', { label: '哪一票', expected: `这几票中的一票：${waybills}` }) : undefined

/** A date cannot be earlier than the one production gave in writing (AC-036). */
const notEarlier = (work: Work, c: AnswerContext): Refused | undefined => {
  const production = work.order.facts['finishDate']?.value
  const sheet = c.inputs['sheetDate']
  return production && sheet && sheet < production ? refuse('DATE_EARLIER_THAN_PRODUCTION', { production, sheet }) : undefined
}

/** Nobody approves what they wrote (U11). */
const notOwn = (work: Work, c: AnswerContext): Refused | undefined => {
  if (!work.facts.settings.approverMayNotBeAuthor || c.actionId === 'ask') return undefined
  const author = work.order.steps[draftStepId(work.flow)]?.answers['draft']?.evidence.byId
  if (author !== work.facts.actorId) return undefined
  const others = [...holdersOf(work.facts.directory, 'clerk_lead'), ...holdersOf(work.facts.directory, 'director')].filter(
    (p) => p.id !== author,
  )
  return refuse('OWN_APPROVAL', { mayAct: [...new Set(others.map((p) => p.name))].join('、') || '另一位主管' })
}

const notPast = (work: Work, c: AnswerContext): Refused | undefined => {
  const today = work.facts.clock.dateOf(work.facts.now)
  for (const id of ['finishDate', 'productionDate', 'deliveryTime']) {
    const value = c.inputs[id]
    if (value && /^\d{4}-/.test(value) && value < today) return refuse('DATE_IN_PAST', { date: value })
  }
  return undefined
}

/** Written production dates stand on the raw material note (AC-030). */
const needsMaterialNote = (work: Work): Refused | undefined =>
  work.order.facts['materialNote'] ? undefined : refuse('NO_MATERIAL_NOTE', {})

/** Quantity outside tolerance is not booked as complete without approval (AC-063). */
const quantityInTolerance = (work: Work, c: AnswerContext): Refused | undefined => {
  if (work.order.facts['quantityApproved'] || c.actionId !== 'done') return undefined
  const off = work.order.lines.find((l) => !withinTolerance(l, work.order.produced[l.id] ?? '0'))
  return off
    ? refuse('QUANTITY_OUTSIDE_TOLERANCE', {
        line: off.name,
        produced: work.order.produced[off.id] ?? '0',
        ordered: off.quantity,
        unit: off.unit,
        tolerance: off.tolerancePct ?? '0',
      })
    : undefined
}

/** The shipper repeats the marked items; a mismatch blocks (AC-082). */
const repeatBack = (work: Work, c: AnswerContext): Refused | undefined => {
  const packages = work.order.facts['shipPackages']?.value
  const said = c.inputs['packages']
  return packages && said && compareDecimals(packages, said) !== 0
    ? refuse('REPEAT_MISMATCH', { label: '件数', told: packages, said })
    : undefined
}

/** The amount confirmed must be a sum of money above zero. */
const amountPositive = (_work: Work, c: AnswerContext): Refused | undefined =>
  c.inputs['amount'] !== undefined && compareDecimals(c.inputs['amount'], '0') <= 0
    ? refuse('AMOUNT_NOT_POSITIVE', {})
    : undefined

/** Sign-back by another name than the customer's contact raises a question (AC-037): it must be stated that this person may sign. */
const designatedSigner = (work: Work, c: AnswerContext): Refused | undefined => {
  const signer = c.inputs['signer']?.trim()
  const designated = work.order.draft.contactName?.value
  if (!signer || !designated || signer === designated || c.inputs['signerOk'] === 'yes') return undefined
  return refuse('SIGNER_NOT_DESIGNATED', { signer, designated })
}

/** What leaves stays within what is there, with the tolerance of the line (AC-054); leaving nothing is no shipment. */
const shipQuantity = (work: Work, c: AnswerContext): Refused | undefined => {
  if (c.actionId !== 'shipped') return undefined
  const out = leaving(work, c)
  if (out.length === 0) return refuse('NOTHING_SHIPS', { order: work.order.number })
  for (const { lineId, quantity } of out) {
    const line = work.order.lines.find((l) => l.id === lineId)
    if (!line) continue
    const room = subtractDecimals(mostOf(work.order, line), shippedOf(work.order, line))
    if (compareDecimals(quantity, room) > 0)
      return refuse('SHIPS_TOO_MUCH', {
        line: line.name,
        quantity: formatQuantity(quantity),
        room: formatQuantity(room),
        unit: line.unit,
      })
  }
  return undefined
}

/** Refuses while fields are neither on the order nor in this answer, by the form's own field names. */
const missingFields = (
  work: Work,
  c: AnswerContext,
  fields: DraftFieldId[],
  code: 'CUSTOMER_RECORD_INCOMPLETE' | 'DETAILS_MISSING',
): Refused | undefined => {
  const missing = fields.filter((f) => !c.inputs[f] && !work.order.draft[f]?.value)
  return missing.length > 0 ? refuse(code, { missing: missing.map((f) => FIELD_LABELS[f]).join('、') }) : undefined
}

/** Named checks that flows may put on a task. Each refuses or lets pass. */
export const CHECKS: Record<string, (work: Work, c: AnswerContext) => Refused | undefined> = {
  'not-earlier-than-production': notEarlier,
  'not-own-draft': notOwn,
  'dates-not-past': notPast,
  'needs-material-note': needsMaterialNote,
  'quantity-in-tolerance': quantityInTolerance,
  'repeat-back': repeatBack,
  'amount-positive': amountPositive,
  'deposit-agrees': depositAgrees,
  'designated-signer': designatedSigner,
  'ship-quantity': shipQuantity,
  /** A waybill that is named is one of those asked for. */
  'waybill-under-way': (work, c) => notAmong(wrongWaybill(work, c, 'arrival')),
  'waybill-to-sign': (work, c) => notAmong(wrongWaybill(work, c, 'receipt')),
  /** Reports that stop short of the order do not end production by a bare "done": the real quantity is stated. */
  'produced-stated': (work, c) => {
    if (c.actionId !== 'done' || c.inputs['quantity']) return undefined
    const short = work.order.lines.find(
      (l) =>
        !c.inputs[`produced.${l.id}`] &&
        work.order.produced[l.id] !== undefined &&
        !withinTolerance(l, work.order.produced[l.id] ?? '0'),
    )
    return short
      ? refuse('QUANTITY_UNCLEAR', {
          line: short.name,
          produced: work.order.produced[short.id] ?? '0',
          ordered: short.quantity,
          unit: short.unit,
        })
      : undefined
  },
  /** Only a stated price or spec ends a doubt (AC-020). */
  'states-price-or-spec': (_work, c) =>
    c.inputs['unitPrice'] || c.inputs['spec'] ? undefined : refuse('STATE_PRICE_OR_SPEC', {}),
  /** Price and spec are clear on every line before the order goes on (AC-018). */
  'no-price-doubt': (work, c) =>
    c.actionId === 'done' && work.order.openPoints.some((p) => p.path.startsWith('lines.'))
      ? refuse('PRICE_IN_DOUBT', { line: work.order.openPoints[0]?.params?.['line'] ?? '' })
      : undefined,
  /** A written confirmation is a file or the words themselves (AC-025). */
  'file-or-text': (_work, c) => (c.inputs['file'] || c.inputs['note'] ? undefined : refuse('WRITTEN_MISSING', {})),
  'production-before-finish': (_work, c) =>
    c.inputs['productionDate'] && c.inputs['finishDate'] && c.inputs['productionDate'] > c.inputs['finishDate']
      ? refuse('DATES_REVERSED', { production: c.inputs['productionDate'], finish: c.inputs['finishDate'] })
      : undefined,
  /** A new customer's record is whole before it is filed (AC-011). */
  'customer-record': (work, c) => missingFields(work, c, RECORD_FIELDS, 'CUSTOMER_RECORD_INCOMPLETE'),
  /** Contact and address are mandatory before an order can be submitted (AC-134). */
  'delivery-details': (work, c) =>
    c.actionId === 'done'
      ? missingFields(
          work,
          c,
          c.inputs['delivery'] === '自提' ? ['contactName', 'phone'] : ['contactName', 'phone', 'address'],
          'DETAILS_MISSING',
        )
      : undefined,
  /** A phone that can be called, so that the record can be told from others of the same name. */
  'binding-details': (_work, c) =>
    (c.inputs['phone'] ?? '').replace(/\D/g, '').length >= 7
      ? undefined
      : refuse('INPUT_INVALID', { label: '手机号', expected: '例如 13700001234' }),
  /** Spec or model and quantity of everything that is bought are known before stock and capacity are looked at (AC-117). */
  'goods-specified': (work, c) => {
    const vague = c.actionId === 'done' ? work.order.lines.find((l) => !(l.spec || l.productCode || l.color)) : undefined
    return vague ? refuse('GOODS_NOT_SPECIFIED', { line: vague.name }) : undefined
  },
  /** A ledger closes at zero: nothing owed, nothing received too much but what is paid back with this answer (AC-075). */
  'ledger-zero': (work, c) => {
    const m = balanceState(work.order)
    const back = c.inputs['refund'] ?? '0'
    return m.balanceOpen === '0.00' && compareDecimals(m.overpaid, back) === 0
      ? undefined
      : refuse('LEDGER_NOT_ZERO', { open: m.balanceOpen, overpaid: m.overpaid })
  },
  /** Rolls are written out or attached. */
  'file-or-rolls': (_work, c) => (c.inputs['file'] || c.inputs['rolls'] ? undefined : refuse('ROLLS_MISSING', {})),
  /** A relaxed date needs its reason (AC-035). */
  'relax-reason': (_work, c) => (c.inputs['sheetDate'] && !c.inputs['note'] ? refuse('RELAX_REASON_MISSING', {}) : undefined),
  /** Goods before paper: the lead's decision alone (AC-081). */
  'only-lead-releases': (work, c) =>
    c.actionId === 'release' && !personById(work.facts.directory, work.facts.actorId)?.roles.includes('clerk_lead')
      ? refuse('ONLY_LEAD_RELEASES', {
          lead:
            holdersOf(work.facts.directory, 'clerk_lead')
              .map((p) => p.name)
              .join('、') || '客服主管',
        })
      : undefined,
  /** The person who answers is a member of staff with a name on record. */
  'named-person': (work) =>
    personById(work.facts.directory, work.facts.actorId)
      ? undefined
      : refuse('UNKNOWN_PERSON', { name: nameOf(work.facts.directory, work.facts.actorId) }),
}
