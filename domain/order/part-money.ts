import Decimal from 'decimal.js'
import { balanceState, decimal, formatMoney, lineAmount } from './money-state'
import { shippedOf } from './ship-state'
import type { Order, OrderPart } from './order'

/** The money of one part in CNY, decimal strings with two places. */
export interface PartMoney {
  /** What its goods cost. The parts of a line add up to the line to the fen. */
  amount: string
  /** What must still come in before it may leave, where the customer pays first. */
  open: string
}

/**
 * What a part costs and what is missing for it. Everything that leaves up to this part must be covered by money received: no allocation, so
 * nothing is lost in rounding. The deposit counts for the last part, unless the company set it to count from the first.
 */
export function partMoney(order: Order, part: OrderPart): PartMoney {
  const parts = order.parts ?? []
  const before = parts.slice(
    0,
    parts.findIndex((p) => p.id === part.id),
  )
  let amount = decimal('0')
  let out = decimal('0')
  for (const line of order.lines) {
    const quantityIn = (list: OrderPart[]): Decimal =>
      list.flatMap((p) => p.lines.filter((l) => l.lineId === line.id)).reduce((s, l) => s.plus(decimal(l.quantity)), decimal('0'))
    const earlier = quantityIn(before)
    const mine = quantityIn([part])
    const upTo = earlier.plus(mine)
    const value = (q: Decimal): Decimal => decimal(lineAmount(line, q.toFixed()))
    amount = amount.plus(value(upTo).minus(value(earlier)))
    out = out.plus(value(Decimal.max(upTo, decimal(shippedOf(order, line)))))
  }
  const money = balanceState(order)
  const all = order.lines.every((l) => {
    const planned = [...before, part].flatMap((p) => p.lines.filter((x) => x.lineId === l.id))
    return planned.reduce((s, x) => s.plus(decimal(x.quantity)), decimal('0')).gte(decimal(l.quantity))
  })
  const counted = decimal(money.paid).minus(
    order.facts['depositCounts']?.value !== 'first-part' && !all ? decimal(money.depositPaid) : 0,
  )
  const open = Decimal.max(0, out.minus(Decimal.max(0, counted)))
  // Nobody pays more than the whole order.
  const whole = Decimal.max(
    0,
    Decimal.max(decimal(money.total), decimal(money.producedTotal)).minus(money.paid).minus(money.writtenOff),
  )
  return { amount: formatMoney(amount.toFixed()), open: formatMoney(Decimal.min(open, whole).toFixed()) }
}
