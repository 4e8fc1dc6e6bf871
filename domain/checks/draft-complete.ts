import { customerByName, productByCode } from '../access/lookup'
import type { Directory } from '../company'
import type { Flow, InputSpec } from '../flow/flow'
import { DRAFT_FIELD_IDS, INTENT_PATH, isWholeLine, isWithoutValue, UNREAD_PATH, type DraftFieldId } from '../order/draft-fields'
import type { OpenPoint, Order } from '../order/order'
import { FIELD_LABELS } from '../wording/fields'
import { isInOtherUnit } from './price-plan'

const LINE_FIELDS = ['name', 'quantity', 'unit', 'unitPrice'] as const
const LINE_LABELS = {
  name: FIELD_LABELS.product,
  quantity: FIELD_LABELS.quantity,
  unit: FIELD_LABELS.unit,
  unitPrice: FIELD_LABELS.unitPrice,
  spec: FIELD_LABELS.spec,
  amount: '金额',
  color: '颜色',
  note: '备注',
}

/** Reasons that mean "not there at all" or "cannot be taken as it stands": the draft cannot be confirmed with one of these open. */
const BLOCKING = new Set([
  'MISSING',
  'UNKNOWN_CUSTOMER',
  'SEVERAL_CUSTOMERS',
  'AMOUNT_CONFLICT',
  'TWO_DATES',
  'PRICE_CONFLICT',
  'TOTAL_CONFLICT',
  'NOT_LISTED',
  'OTHER_UNIT',
  'SECOND_READING',
])
export const isBlocking = (point: OpenPoint): boolean => BLOCKING.has(point.reason)

/**
 * What is still missing or doubtful, in the order in which the confirmation sheet lists it. Doubts of the reader stay open until a person
 * states the value or confirms the whole draft. Source: flows rule 1, AC-008, AC-011, AC-015.
 */
export function openPointsOf(order: Order, flow: Flow, directory: Directory, doubts: OpenPoint[]): OpenPoint[] {
  const points: OpenPoint[] = []
  for (const id of flow.requires) {
    if (id === 'lines' || id === 'goods') {
      if (order.lines.length === 0) points.push({ path: 'lines', reason: 'MISSING' })
      for (const line of order.lines) {
        if (flow.catalogPrices && line.name && !line.productCode) {
          points.push({ path: `lines.${line.id}.name`, reason: 'NOT_LISTED', params: { line: line.name, value: line.name } })
          continue
        }
        if (flow.catalogPrices && line.quantity && isInOtherUnit(line, directory)) {
          const sold = productByCode(directory, line.productCode)
          const params = { value: `${line.quantity}${line.unit}`, line: line.name, unit: line.unit, sold: sold?.unit ?? '' }
          points.push({ path: `lines.${line.id}.quantity`, reason: 'OTHER_UNIT', params })
          continue
        }
        for (const f of LINE_FIELDS)
          if (!line[f] && !(id === 'goods' && f === 'unitPrice'))
            points.push({ path: `lines.${line.id}.${f}`, reason: 'MISSING', params: { line: line.name } })
      }
      continue
    }
    const value = order.draft[id as DraftFieldId]?.value
    if (!value) points.push({ path: id, reason: 'MISSING' })
    else if (id === 'customerName' && !order.customer) {
      const found = customerByName(directory, value)
      if (flow.registersLater && found === undefined) continue
      points.push({
        path: 'customerName',
        reason: found === 'several' ? 'SEVERAL_CUSTOMERS' : 'UNKNOWN_CUSTOMER',
        params: { name: value },
      })
    }
  }
  const missing = new Set(points.map((p) => p.path))
  // A proposal stands in the place of what is missing, and goes with it.
  const proposed = new Map(doubts.filter((d) => d.reason === 'SECOND_READING').map((d) => [d.path, d]))
  const shown = points.map((p) => (p.reason === 'MISSING' ? (proposed.get(p.path) ?? p) : p))
  // Whoever chooses goods in a shop orders them, and the price is the list's.
  const open = flow.catalogPrices
    ? doubts.filter((d) => d.reason !== 'MAYBE_NO_ORDER' && !/\.(?:unitPrice|amount)$/.test(d.path))
    : doubts
  return [...shown, ...open.filter((d) => !missing.has(d.path) && d.reason !== 'SECOND_READING')]
    .map((p, i) => ({ p, i }))
    .sort((a, b) => rank(a.p.path) - rank(b.p.path) || a.i - b.i)
    .map(({ p }) => p)
}

/** Asked in this order: who buys, what exactly, how much, at what price, then the rest. */
const rank = (path: string): number => {
  // Last: any other answer says that it is an order.
  if (path === INTENT_PATH) return 10
  if (path === 'customerName') return 0
  if (path === 'lines') return 1
  if (!path.startsWith('lines.')) return 9
  if (isWholeLine(path)) return 2
  return { name: 2, spec: 3, quantity: 4, unit: 5, unitPrice: 6 }[path.split('.')[2] ?? ''] ?? 7
}

const TYPES: Partial<Record<string, InputSpec['type']>> = {
  requestedDate: 'date',
  depositAmount: 'money',
  unitPrice: 'money',
  quantity: 'number',
}

/** Label of an open point: 联系电话, or 单价（80g双胶纸）, or 产品2 for a line as a whole. */
export const pointLabel = (order: Order, path: string): string => {
  const [head = '', lineId, f] = path.split('.')
  if (isWholeLine(path)) return order.lines.length > 1 ? `产品${order.lines.findIndex((l) => l.id === lineId) + 1}` : '产品'
  if (head === 'lines' && lineId && f) {
    const line = order.lines.find((l) => l.id === lineId)
    const label = LINE_LABELS[f as keyof typeof LINE_LABELS] ?? f
    return order.lines.length > 1 && line ? `${label}（${[line.name, line.spec, line.color].filter(Boolean).join(' ')}）` : label
  }
  if (head === UNREAD_PATH) return '没读懂的话'
  if (head === INTENT_PATH) return '是否下单'
  return (FIELD_LABELS as Record<string, string>)[head] ?? head
}

/** The inputs of a draft card: one for each thing that is missing or doubtful. */
export const draftInputs = (order: Order): InputSpec[] => {
  const seen = new Set<string>()
  return order.openPoints.flatMap((p) => {
    // These are answered in words: a field on the card would look as if what is typed there went into the order.
    if (isWithoutValue(p.path)) return []
    if (p.path === 'lines' || seen.has(p.path)) return p.path === 'lines' ? [inputFor(order, p)] : []
    seen.add(p.path)
    return [inputFor(order, p)]
  })
}

const inputFor = (order: Order, point: OpenPoint): InputSpec => {
  const last = point.path.split('.').pop() ?? point.path
  return {
    id: point.path,
    label: pointLabel(order, point.path),
    type: TYPES[last] ?? 'text',
    required: isBlocking(point) ? ['confirm'] : false,
  }
}

export const isDraftField = (id: string): id is DraftFieldId => (DRAFT_FIELD_IDS as readonly string[]).includes(id)
