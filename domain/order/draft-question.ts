import { nameOf, productByCode } from '../access/lookup'
import { innerChat, originChat } from '../access/where-to-say'
import { productWords } from '../cards/catalogue-card'
import { pointLabel } from '../checks/draft-complete'
import { planPrice } from '../checks/price-plan'
import type { Facts } from '../facts'
import { doubtWords } from '../wording/doubts'
import { FIELD_EXAMPLES } from '../wording/fields'
import { SAY } from '../wording/says'
import { formatMoney } from './money-state'
import type { OpenPoint, Order, Prompt } from './order'

/** The first open point as the one question put now (flows rule 1: one thing at a time). */
export const draftPending = (assigneeIds: string[], point: OpenPoint): NonNullable<Prompt['pending']> => ({
  actionId: 'edit',
  byId: assigneeIds[0] ?? '',
  inputs: {},
  asking: point.path,
})

/** What accompanies a draft card: the next question, or that the draft is ready to be confirmed. */
export function draftWords(order: Order, assigneeIds: string[], facts: Facts): string {
  const name = assigneeIds.map((id) => nameOf(facts.directory, id)).join('、')
  const point = order.openPoints[0]
  return point
    ? SAY.draftAsks(order.number, name, order.openPoints.length, question(order, point, facts))
    : SAY.draftReady(order.number, name, confirmLabel(order, facts))
}

/** What the button that closes the draft is called in this flow: 确认下单, 去结算. */
const confirmLabel = (order: Order, facts: Facts): string =>
  facts
    .flow(order.flow, order.flowVersion)
    .steps.flatMap((s) => s.tasks)
    .find((t) => t.kind === 'draft')
    ?.actions.find((a) => a.id === 'confirm')?.label ?? '确认下单'

function question(order: Order, point: OpenPoint, facts: Facts): string {
  const label = pointLabel(order, point.path)
  const last = point.path.split('.').pop() ?? point.path
  if (point.reason === 'UNKNOWN_CUSTOMER') return SAY.unknownCustomer(point.params?.['name'] ?? '')
  if (point.reason === 'SEVERAL_CUSTOMERS') return SAY.severalCustomers(point.params?.['name'] ?? '')
  if (point.reason === 'OTHER_UNIT') {
    const product = productByCode(facts.directory, order.lines.find((l) => point.path.startsWith(`lines.${l.id}.`))?.productCode)
    const { line = '', unit = '', sold = '' } = point.params ?? {}
    return SAY.askListedUnit(line, unit, sold, product ? productWords(product) : '')
  }
  if (point.reason === 'MAYBE_NO_ORDER') return SAY.askIntent()
  if (point.reason === 'UNREAD') return SAY.askUnread(point.params?.['value'] ?? '')
  if (point.reason === 'SECOND_OPINION')
    return SAY.askDoubt(label, point.params?.['value'] ?? '', `辅助识别读成「${point.params?.['other'] ?? ''}」`)
  if (point.reason !== 'MISSING')
    return SAY.askDoubt(label, point.params?.['value'] ?? '（未定）', doubtWords(point) ?? '我没有把握')
  if (last === 'unitPrice') {
    const line = order.lines.find((l) => point.path.startsWith(`lines.${l.id}.`))
    const product = productByCode(facts.directory, line?.productCode)
    // What others pay is not for customers to read.
    const inner = innerChat(facts.directory, originChat(order)) !== undefined
    const plan = product && line && inner ? planPrice(product, line.unit) : undefined
    return SAY.askPrice(label, plan ? `${formatMoney(plan)}元/${line?.unit}` : undefined)
  }
  return SAY.askField(label, FIELD_EXAMPLES[last === 'name' ? 'product' : (last as keyof typeof FIELD_EXAMPLES)])
}
