import type { Draft, ParsedMessage } from '../../../domain/intake/draft'
import { ordersNothing } from '../../../domain/intake/draft-doubts'

const read = (value: string) => ({ value, spans: [], confidence: 0.5 })
const message = (draft: Partial<Draft>, ...paths: string[]): ParsedMessage => ({
  intent: 'order',
  orderNos: [],
  orders: [{ phones: [], lines: [], customerName: read('锦程'), ...draft }],
  doubts: paths.map((path) => ({ path, reason: 'LOW_CONFIDENCE' })),
})

test('without goods and with a buyer who may be none, nothing is ordered', () => {
  expect(ordersNothing(message({}, 'orders[0].customerName'), 0)).toBe(true)
  expect(ordersNothing(message({}), 0)).toBe(false)
  expect(ordersNothing(message({ lines: [{}] }, 'orders[0].customerName'), 0)).toBe(false)
  expect(ordersNothing(message({ reference: read('last_order') }, 'orders[0].customerName'), 0)).toBe(false)
})
