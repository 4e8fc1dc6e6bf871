import { nameOf } from '../access/lookup'
import { applyChanges } from './changes'
import { priceDoubts } from '../checks/price-plan'
import { tellRoles } from './tell'
import type { Work } from './work'

/** Settles the first doubtful line by the price or spec that was stated (AC-018, AC-020); the next doubtful line comes up on the same card. */
export function settleDoubt(work: Work, inputs: Record<string, string>): void {
  const { facts } = work
  const point = work.order.openPoints.find((p) => p.path.startsWith('lines.'))
  const lineId = point?.path.split('.')[1]
  if (!lineId) return
  const { words, lines } = applyChanges(
    work.order,
    [
      {
        line: 'set',
        lineId,
        value: {
          ...(inputs['unitPrice'] ? { unitPrice: inputs['unitPrice'] } : {}),
          ...(inputs['spec'] ? { spec: inputs['spec'] } : {}),
        },
      },
    ],
    facts,
  )
  if (lines) work.emit({ type: 'LinesSet', lines, why: 'settled' })
  work.emit({
    type: 'FactSet',
    id: `priceSettled.${lineId}`,
    fact: {
      value: inputs['unitPrice'] ?? inputs['spec'] ?? '',
      byId: facts.actorId,
      at: facts.now,
      ...(facts.evidence.messageId ? { messageId: facts.evidence.messageId } : {}),
    },
  })
  work.emit({
    type: 'OpenPointsSet',
    points: [...work.order.openPoints.filter((p) => !p.path.startsWith('lines.')), ...priceDoubts(work.order, facts)],
  })
  const name = nameOf(facts.directory, facts.actorId)
  tellRoles(
    work,
    ['sales', 'clerk'],
    `订单 ${work.order.number} 核价有结论（${name}）：${words.join('；') || `按${inputs['unitPrice'] ? `单价 ${inputs['unitPrice']}` : `规格 ${inputs['spec'] ?? ''}`}执行`}。`,
  )
}
