import { parseOrderText } from '../../../domain/intake/parse-order-text'
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

test('money that came is no goods', () => {
  expect(ordersNothing(message({ lines: [{ productName: read('到账'), quantity: read('10840') }] }), 0)).toBe(true)
  expect(ordersNothing(message({ lines: [{ productName: read('到账宝盒'), quantity: read('3') }] }), 0)).toBe(false)
})

test.each(['确认下单', '价格没问题', '行，就这样', '发货吧', '明天下午三点', '打了电话没人接'])('%s begins no order', (text) => {
  const { intent, orders } = parseOrderText(text, { at: '2026-03-02T09:30:00+08:00', timezone: 'Asia/Shanghai', catalogue: null })
  expect(intent).not.toBe('order')
  expect(orders).toEqual([])
})

test('who sets out to order is asked for the goods', () => {
  expect(
    parseOrderText('我要下个单', { at: '2026-03-02T09:30:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).intent,
  ).toBe('order')
})
