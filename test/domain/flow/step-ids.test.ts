import { ALL_FLOWS } from '../../../domain/flows/all-flows'

/** The public step ids of the sandbox contract, in order; side tracks come beside them. */
const STEP_IDS: Record<string, string> = {
  approval: 'draft approve purchasing production warehouse deliver receive',
  'paper-mill':
    'draft memo price-check technical material dates confirmation-sheet sign-back deposit production-order production inspection balance shipping-request ship track receipt',
  'order-desk':
    'draft register-customer price-audit technical drawing-confirm material customer-confirm production-order production inspection balance shipping-request ship track receipt',
  'cabinet-shop': 'drawings drawing-review quote remittance production ship track receipt',
  'web-shop': 'cart details submit payment ship receipt',
  'purchase-ledger':
    'inquiry quote quote-confirm stock-check contract deposit production inspection ship track acceptance balance settlement',
  'fabric-trade':
    'draft sample-compare bulk-data contract-review contract-sign match-goods register bulk-follow roll-list payment deliver track report',
  platform: 'bind cart details payment ship receipt rating',
}

test('all eight flows have the step ids of the contract, in its order', () => {
  const main = Object.fromEntries(ALL_FLOWS.map((f) => [f.id, f.steps.flatMap((s) => (s.aside ? [] : [s.id])).join(' ')]))
  expect(main).toEqual(STEP_IDS)
})
