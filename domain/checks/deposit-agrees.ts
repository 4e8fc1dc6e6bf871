import Decimal from 'decimal.js'
import type { AnswerContext } from '../order/answer-context'
import { formatMoney } from '../order/money-state'
import type { Work } from '../order/work'
import { refuse, type Decision } from '../decision'

type Refused = Extract<Decision, { accepted: false }>

const SHARE = /(\d{1,2}(?:\.\d+)?)\s?%.{0,3}[定订]金|[定订]金.{0,3}?(\d{1,2}(?:\.\d+)?)\s?%/
/** People round a deposit; what is off by more than this share of it is another sum. */
const ROUNDING = 0.05

/** What a quote says of its deposit in words and in figures is the same money: both go to the customer and into the contract. */
export function depositAgrees({ order }: Work, { inputs }: AnswerContext): Refused | undefined {
  const found = SHARE.exec((inputs['paymentTerms'] ?? '').normalize('NFKC'))
  const share = found?.[1] ?? found?.[2]
  const { deposit } = inputs
  const prices = order.lines.map((l) => ({ price: inputs[`price.${l.id}`], quantity: l.quantity }))
  if (!share || deposit === undefined || prices.some((p) => !p.price || !p.quantity)) return undefined
  const total = prices.reduce(
    (sum, p) => sum.plus(new Decimal(p.price ?? 0).times(p.quantity)),
    new Decimal(inputs['freight'] ?? 0),
  )
  const due = total.times(share).div(100).toDecimalPlaces(2)
  if (new Decimal(deposit).minus(due).abs().lte(due.times(ROUNDING))) return undefined
  return refuse('DEPOSIT_DISAGREES', {
    share,
    total: formatMoney(total.toFixed(2)),
    due: due.toFixed(2),
    deposit: formatMoney(deposit),
  })
}
