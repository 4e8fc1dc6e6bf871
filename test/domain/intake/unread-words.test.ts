import { parseByRules, parseOrderText } from '../../../domain/intake/parse-order-text'

/** What the reader says it could not read of an order, per order of the message. */
const unread = (text: string): string[] =>
  parseOrderText(text, { at: '2026-03-02T09:30:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).doubts.flatMap((d) =>
    d.reason === 'UNREAD' ? [`${d.path} ${d.params?.['words']}`] : [],
  )

test('figures that nothing was read from are named in a doubt', () => {
  expect(unread('云和纸品 80g双胶纸 787*1092 120令，回潮率控制在8%上下')).toEqual(['orders[0].lines 回潮率控制在8%上下'])
})

test('an order of which every figure was read has no such doubt', () => {
  expect(unread('云和纸品 80g双胶纸 787*1092 120令 单价155 3月20日前送到，电话13800138000，订单号PO-26030201')).toEqual([])
})

test('numbers of rows, months, how many orders or people, and tolerances are no goods', () => {
  for (const words of ['3月用纸', '今天两单', '一个车送', '尺寸误差±2mm', '三家一起'])
    expect(unread(`${words}：云和纸品\n1️⃣ 双胶纸 80g 120令\n2️⃣ 铜版纸 157g 60令`)).toEqual([])
})

test('3.5 in front of a unit is no day', () => {
  const catalogue = [
    { code: 'DG', name: '地柜', aliases: [], spec: '800*550*720 白枫', unit: '个', price: '900' },
    { code: 'BG', name: '吊柜', aliases: [], spec: '800*350*700 白枫', unit: '个', price: '900' },
    { code: 'TM', name: '台面', aliases: [], spec: '石英石 15mm', unit: '米', price: '560' },
  ]
  const text = '天河专卖店 地柜 800*550*720 白枫 6个，吊柜 800*350*700 白枫 4个，台面 石英石 3.5米'
  const { orders, doubts } = parseOrderText(text, { at: '2026-03-02T09:30:00+08:00', timezone: 'Asia/Shanghai', catalogue })
  // Read or named: it is not left out without a word.
  expect(
    orders[0]?.lines.length === 3 || doubts.some((d) => d.reason === 'UNREAD' && d.params?.['words']?.includes('3.5米')),
  ).toBe(true)
})

test('a digit on a key counts the rows of a list and is no figure of the goods', () => {
  const [order] = parseByRules('1️⃣ 成猫粮 10kg 12袋\n2️⃣ 豆腐猫砂 30箱', {
    at: '2026-03-02T09:30:00+08:00',
    timezone: 'Asia/Shanghai',
    catalogue: null,
  }).orders
  expect(order?.lines.map((l) => [l.productName?.value, l.spec?.value, l.quantity?.value])).toEqual([
    ['成猫粮', '10kg', '12'],
    ['豆腐猫砂', undefined, '30'],
  ])
})

test('goods of the list that stand without a count are named', () => {
  const article = (code: string, name: string) => ({ code, name, aliases: [], unit: '个', price: '1.00' })
  const { doubts } = parseOrderText('永兴机电 外六角螺栓 200个 带平垫圈', {
    at: '2026-03-02T09:30:00+08:00',
    timezone: 'Asia/Shanghai',
    catalogue: [article('A', '外六角螺栓'), article('B', '平垫圈')],
  })
  expect(doubts.find((d) => d.reason === 'UNREAD')?.params).toEqual({ words: '带平垫圈' })
})
