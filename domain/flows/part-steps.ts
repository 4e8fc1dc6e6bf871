import type { FlowInput } from '../flow/flow'
import { receiptStep, shipStep, shippingRequestStep, trackStep } from './goods-steps'
import { moneyTask } from './money-steps'
import { TICK } from './shared-steps'

type Step = FlowInput['steps'][number]
type Task = Step['tasks'][number]

const taskOf = (step: Step, id: string): Task => {
  const task = step.tasks.find((t) => t.id === id)
  if (!task) throw new Error(`step ${step.id} has no task ${id}`)
  return task
}

const GOING = { holds: 'partGoing' }
const AT_HOME = { holds: 'partAtHome' }

export interface PartRules {
  /** Goods are inspected by quality control before a part leaves (AC-061, AC-119). */
  inspected?: boolean
  /** Which customers pay a part before it leaves: by class as the whole order, all of them, or none. */
  paidFirst?: 'by-class' | 'all'
  /** The clerk issues a shipping request for each part (AC-078). */
  requested?: boolean
}

/**
 * Goods that leave before the rest: each part is inspected, paid, shipped, followed and signed for by itself, with the same cards as the whole
 * order (AC-096). Opens when a part is planned in chat, or when less than everything leaves.
 */
export const partsStep = ({ inspected, paidFirst, requested }: PartRules): Step => {
  const first: Task[] = [
    ...(inspected
      ? [
          {
            id: 'check',
            title: '分批检验',
            ask: '检验这一批的数量、外观、标识，合格后放行',
            owner: 'qc' as const,
            strict: true,
            each: 'part' as const,
            when: { all: [AT_HOME, { not: { step: 'inspection', is: 'done' as const } }] },
            shows: ['part'],
            inputs: [
              { id: 'quantityOk', label: '数量合格', ...TICK },
              { id: 'appearanceOk', label: '外观包装合格', ...TICK },
              { id: 'labelsOk', label: '标识合格', ...TICK },
              { id: 'note', label: '说明', type: 'text' as const },
            ],
            actions: [{ id: 'done', label: '合格放行', style: 'primary' as const, words: ['合格', '放行'] }],
          },
        ]
      : []),
    ...(paidFirst
      ? [
          {
            ...moneyTask(
              'balance',
              { title: '分批货款到账', ask: '核对这一批的货款，到账后签字确认' },
              { shows: ['part', 'balance'] },
            ),
            each: 'part' as const,
            when:
              paidFirst === 'all'
                ? { holds: 'partUnpaid' }
                : { all: [{ class: ['B', 'C'] as ('B' | 'C')[] }, { holds: 'partUnpaid' }] },
            settlesWhen: { not: { holds: 'partUnpaid' } },
          },
        ]
      : []),
  ]
  const before = first.map((t) => t.id)
  const request: Task[] = requested
    ? [
        {
          ...taskOf(shippingRequestStep, 'request'),
          each: 'part',
          when: AT_HOME,
          after: before,
          checks: [],
          shows: ['part', 'contact', 'balance'],
          inputs: [{ id: 'note', label: '说明', type: 'text' }],
          actions: [
            {
              id: 'done',
              label: '核对无误，签发',
              style: 'primary',
              then: ['present:shipping-request:warehouse'],
              words: ['无误', '签发'],
            },
          ],
        },
      ]
    : []
  const ship = taskOf(shipStep, 'ship')
  return {
    id: 'parts',
    title: '分批发货',
    owner: 'warehouse',
    aside: true,
    needs: [{ holds: 'partUnderWay' }],
    clock: { sla: '4h', again: '1d' },
    ladder: ['clerk_lead', 'director'],
    tasks: [
      ...first,
      ...request,
      {
        ...ship,
        each: 'part',
        when: AT_HOME,
        after: [...before, ...request.map((t) => t.id)],
        checks: [],
        shows: ['part', 'contact'],
        inputs: ship.inputs?.filter((i) => !i.perLine) ?? [],
      },
      { ...taskOf(trackStep, 'track'), each: 'part', when: GOING, after: ['ship'], shows: ['part', 'contact'] },
      {
        ...taskOf(receiptStep, 'receipt'),
        each: 'part',
        when: GOING,
        after: ['track'],
        shows: ['part'],
        actions: taskOf(receiptStep, 'receipt').actions.map((a) =>
          a.id === 'received' ? { ...a, then: ['part-received', 'issue:receipt'] } : a,
        ),
      },
    ],
  }
}
