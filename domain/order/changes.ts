import { productByCode } from '../access/lookup'
import { atListPrice, isInOtherUnit } from '../checks/price-plan'
import type { Facts } from '../facts'
import { lineWords } from '../cards/card-fields'
import { FIELD_LABELS, fieldWords } from '../wording/fields'
import type { Change } from './order-commands'
import type { DraftFieldId } from './draft-fields'
import type { DraftField, Order, OrderLine } from './order'

export interface Applied {
  /** Fields to set. */
  fields: [DraftFieldId, DraftField][]
  /** New lines, or undefined when no line changed. */
  lines?: OrderLine[]
  /** Facts that changed, as the steps vouch for them: "address", "lines", "lines.l1.quantity". */
  changed: string[]
  /** One "before → after" a line, for people. */
  words: string[]
}

const nextLineId = (lines: OrderLine[]): string => `l${Math.max(0, ...lines.map((l) => Number(l.id.slice(1)) || 0)) + 1}`

/** A line with its product's name and spec filled in from the catalogue where its code is known. */
const completeLine = (line: OrderLine, facts: Facts, listPrice: boolean): OrderLine => {
  if (listPrice) return atListPrice(withProduct(line, facts), facts)
  return withProduct(line, facts)
}

const withProduct = (line: OrderLine, facts: Facts): OrderLine => {
  const product = productByCode(facts.directory, line.productCode)
  if (!product) return line
  return {
    ...line,
    name: line.name || product.name,
    ...(line.spec ? {} : product.spec ? { spec: product.spec } : {}),
    unit: line.unit || product.unit,
  }
}

/** Works out what changes do to an order; changes nothing itself. Changes that change nothing are left out. */
export function applyChanges(order: Order, changes: Change[], facts: Facts): Applied {
  const applied: Applied = { fields: [], changed: [], words: [] }
  let lines = order.lines
  const listPrice = facts.flow(order.flow, order.flowVersion).catalogPrices
  for (const change of changes) {
    if ('field' in change) {
      const before = order.draft[change.field]?.value
      if (before === change.value) continue
      applied.fields.push([change.field, { value: change.value, source: 'added', byId: facts.actorId, at: facts.now }])
      applied.changed.push(change.field)
      applied.words.push(
        `${FIELD_LABELS[change.field]}：${before ? `${fieldWords(change.field, before)} → ` : ''}${fieldWords(change.field, change.value)}`,
      )
    } else if (change.line === 'add') {
      const line = completeLine({ id: nextLineId(lines), ...change.value, byId: facts.actorId }, facts, listPrice)
      lines = [...lines, line]
      applied.changed.push(`lines.${line.id}`)
      applied.words.push(`新增：${lineWords(line)}`)
    } else if (change.line === 'remove') {
      const gone = lines.find((l) => l.id === change.lineId)
      if (!gone) continue
      lines = lines.filter((l) => l.id !== change.lineId)
      applied.changed.push(`lines.${gone.id}`)
      applied.words.push(`取消：${lineWords(gone)}`)
    } else {
      const before = lines.find((l) => l.id === change.lineId)
      if (!before) continue
      // A bare figure in answer to how many of the listed unit is of that unit.
      const counted = listPrice && change.value.quantity !== undefined && isInOtherUnit(before, facts.directory)
      const said = { ...(counted ? { unit: '' } : {}), ...change.value }
      const after = completeLine({ ...before, ...said, byId: facts.actorId }, facts, listPrice)
      const differing = Object.keys(said).filter((k) => before[k as keyof OrderLine] !== after[k as keyof OrderLine])
      if (differing.length === 0) continue
      lines = lines.map((l) => (l.id === before.id ? after : l))
      applied.changed.push(...differing.map((k) => `lines.${before.id}.${k}`))
      applied.words.push(`${lineWords(before)} → ${lineWords(after)}`)
    }
  }
  return lines === order.lines ? applied : { ...applied, lines }
}
