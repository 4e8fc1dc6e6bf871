import type { IntakeContext } from '../../../domain/intake/draft'
import { parseOrderText } from '../../../domain/intake/parse-order-text'

const context: IntakeContext = {
  at: '2026-03-02T09:30:00+08:00',
  timezone: 'Asia/Shanghai',
  catalogue: null,
  customers: [
    { id: 'a', name: '云和纸品', called: '云和' },
    { id: 'b', name: '恒泰包装', called: '恒泰' },
  ],
}
const buyersOf = (text: string) =>
  parseOrderText(text, context).orders.map((o) => [o.customerName?.value, o.lines.map((l) => l.quantity?.value).join('+')])

test('known customers with goods of their own are an order each', () => {
  expect(buyersOf('云和 双胶纸80克 120令 单价155，恒泰 铜版纸157克 60令 260')).toEqual([
    ['云和', '120'],
    ['恒泰', '60'],
  ])
})

test('a street that is called like a customer parts nothing', () => {
  expect(buyersOf('云和 双胶纸80克 120令，恒泰路12号2楼 卸货 1车')).toHaveLength(1)
})

test('what is said at the end of all of them holds for each, with a blank before it as well', () => {
  const dates = parseOrderText('云和 双胶纸80克 120令 恒泰 铜版纸157克 60令 都按方案 周五', context).orders.map(
    (o) => o.requestedDate?.value,
  )
  expect(dates).toEqual(['2026-03-06', '2026-03-06'])
})
