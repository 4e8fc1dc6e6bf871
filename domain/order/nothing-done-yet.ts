import type { Flow } from '../flow/flow'
import type { Order } from './order'

type Empty =
  | 'openPoints'
  | 'facts'
  | 'steps'
  | 'prompts'
  | 'timers'
  | 'payments'
  | 'produced'
  | 'shipments'
  | 'exceptions'
  | 'documents'
  | 'debts'
  | 'promisedDates'
  | 'deliveryMarks'

/** What a new order holds before anything was done to it: every step of its flow waits, everything else is empty. */
export const nothingDoneYet = (flow: Flow): Pick<Order, Empty> => ({
  openPoints: [],
  facts: {},
  steps: Object.fromEntries(flow.steps.map((s) => [s.id, { state: 'waiting' as const, round: 0, answers: {} }])),
  prompts: [],
  timers: [],
  payments: [],
  produced: {},
  shipments: [],
  exceptions: [],
  documents: [],
  debts: [],
  promisedDates: [],
  deliveryMarks: [],
})
