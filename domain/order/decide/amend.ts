import { UNREAD_PATH } from '../draft-fields'
import type { RoleId } from '../../company'
import { refuse, type Decision } from '../../decision'
import { draftStepId } from '../../flow/draft-step'
import { reopenedSteps } from '../../flow/open-steps'
import type { StepSpec } from '../../flow/flow'
import { SAY } from '../../wording/says'
import { applyChanges } from '../changes'
import { voidedByEarlierDate } from '../earlier-date'
import { balanceState, compareDecimals, formatQuantity } from '../money-state'
import type { Change } from '../order-commands'
import { refreshPoints } from '../register-customer'
import { restLines, shippedOf } from '../ship-state'
import { tellAlso, tellRoles } from '../tell'
import type { Work } from '../work'

type Refused = Extract<Decision, { accepted: false }>

/** Where goods went cannot be changed any more once they left. */
const FIXED_ON_LEAVING = ['address', 'contactName', 'phone', 'shippingMethod', 'carrier', 'packaging']

/** Goods that left stay as they left: what of a change would contradict them (AC-096). */
export function againstShipped(work: Work, changes: Change[]): Refused | undefined {
  const { order } = work
  if (order.shipments.length === 0) return undefined
  const isAllOut = restLines(order).length === 0 && (order.parts ?? []).every((p) => p.shipmentId !== undefined)
  for (const change of changes) {
    if ('field' in change) {
      if (isAllOut && FIXED_ON_LEAVING.includes(change.field)) return refuse('SHIPPED_FIXED', { order: order.number })
      continue
    }
    if (change.line === 'add') {
      if (isAllOut) return refuse('SHIPPED_FIXED', { order: order.number })
      continue
    }
    const line = order.lines.find((l) => l.id === change.lineId)
    if (!line) continue
    const out = shippedOf(order, line)
    const isOut = compareDecimals(out, '0') > 0
    const quantity = change.line === 'remove' ? '0' : change.value.quantity
    if (isOut && quantity !== undefined && compareDecimals(quantity, out) < 0)
      return refuse('QUANTITY_BELOW_SHIPPED', { line: line.name, shipped: formatQuantity(out), unit: line.unit })
    const isOther = change.line === 'set' && Object.keys(change.value).some((k) => !['quantity', 'unitPrice', 'note'].includes(k))
    if ((isAllOut && quantity !== undefined) || (isOut && isOther)) return refuse('SHIPPED_FIXED', { order: order.number })
  }
  return undefined
}

/** Facts that the answers of a step wrote: with the step they are no longer vouched for. */
const factsOf = (work: Work, step: StepSpec): string[] => {
  const ids = new Set(
    step.tasks.flatMap((t) => [
      ...t.inputs.flatMap((i) => (i.sets ? [i.sets] : [])),
      ...t.actions.flatMap((a) => Object.keys(a.sets ?? {})),
    ]),
  )
  return Object.keys(work.order.facts).filter((id) => ids.has(id) || ids.has(id.split('.')[0] ?? ''))
}

/** The doubts that a change answers: those of what it states. A new quantity or price also settles the sums that did not fit. */
export const settledBy = (change: Change): string[] => {
  if ('field' in change) return [change.field]
  if (change.line === 'add') return ['totalAmount', UNREAD_PATH]
  if (change.line === 'remove') return [`lines.${change.lineId}`, 'totalAmount']
  const stated = Object.keys(change.value).map((k) => `lines.${change.lineId}.${k}`)
  const named = 'productCode' in change.value ? [`lines.${change.lineId}.name`] : []
  const sums = change.value.quantity !== undefined || change.value.unitPrice !== undefined
  return [...stated, ...named, ...(sums ? [`lines.${change.lineId}.amount`, 'totalAmount'] : [])]
}

/** What an amendment did, in words for people. */
export interface Amended {
  words: string[]
  reopened: StepSpec[]
}

/**
 * Changes a running order: the new facts stand at once, exactly the steps that vouched for what changed are asked again, and exactly what
 * their answers confirmed is cleared. Everything else keeps its confirmations (flows rule 11).
 */
export function amend(work: Work, changes: Change[], why: string): Amended {
  const { order } = work
  const applied = applyChanges(order, changes, work.facts)
  const paths = changes.flatMap(settledBy)
  const owed = balanceState(order)
  for (const [field, to] of applied.fields) work.emit({ type: 'DraftFieldSet', field, to })
  if (applied.lines) work.emit({ type: 'LinesSet', lines: applied.lines, why: 'amended' })
  refreshPoints(work, paths)
  const voided = voidedByEarlierDate(work, order, applied.changed)
  for (const id of ['sheetDate', 'relaxAsked'])
    if (voided.length > 0 && order.facts[id]) work.emit({ type: 'FactSet', id, fact: null })
  const reopened = [
    ...reopenedSteps(work.flow, work.order, applied.changed).filter((s) => s.id !== draftStepId(work.flow)),
    ...voided,
  ].filter((s, i, all) => all.findIndex((other) => other.id === s.id) === i)
  const kept = new Set(work.flow.steps.filter((s) => !reopened.some((r) => r.id === s.id)).flatMap((s) => factsOf(work, s)))
  for (const step of reopened) {
    for (const id of factsOf(work, step)) if (!kept.has(id)) work.emit({ type: 'FactSet', id, fact: null })
    work.emit({ type: 'StepReopened', stepId: step.id, why })
  }
  for (const id of applied.changed)
    if (/^lines\.[^.]+\.unitPrice$/.test(id)) work.emit({ type: 'FactSet', id: `priceSettled.${id.split('.')[1]}`, fact: null })
  const now = balanceState(work.order)
  if (now.overpaid !== '0.00' && now.overpaid !== owed.overpaid)
    tellRoles(work, ['finance'], SAY.overpaid(order.number, now.overpaid))
  return { words: applied.words, reopened }
}

/** Tells an amendment where it was given, and to whoever has to answer again. */
export function tellAmended(work: Work, { words, reopened }: Amended, unclear: string[] = []): void {
  const { order } = work
  const again = reopened.length > 0 ? `\n${SAY.reopened(order.number, reopened.map((s) => s.title).join('、'))}` : ''
  const papers = [...new Set(order.documents.filter((d) => PAPERS_OF_TERMS.includes(d.kind)).map((d) => d.number))]
  const stale = papers.length > 0 && again !== '' ? `\n已开的单据以重新确认后的新版为准：${papers.join('、')}。` : ''
  const roles = [...new Set<RoleId>(['sales', ...reopened.map((s) => s.owner)])].filter((r) => r !== 'customer')
  tellAlso(work, roles, `${SAY.changed(order.number, words.join('\n'), unclear)}${again}${stale}`)
}

const PAPERS_OF_TERMS = ['order-confirmation', 'contract', 'quote', 'production-order', 'order-form', 'balance-notice']
