import type { ParsedMessage } from '../../../domain/intake/draft'
import { parseByRules } from '../../../domain/intake/parse-order-text'

const parsed = (text: string): ParsedMessage =>
  parseByRules(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null })
const buyerOf = (text: string): string | undefined => parsed(text).orders[0]?.customerName?.value

describe('a name of no known form is read by its place and asked about', () => {
  test.each([
    ['a colon with goods behind it', '南瓜马车：抽纸12箱，垃圾袋5包', '南瓜马车'],
    ['who changes his order', '蓝鲸说抽纸改成20箱', '蓝鲸'],
  ])('%s: %s', (_, text, buyer) => {
    expect(buyerOf(text)).toBe(buyer)
    expect(parsed(text).doubts.map((d) => d.path)).toContain('orders[0].customerName')
  })
})

test('a name of no known form in a clause of its own is learnt to be who buys', () => {
  expect(buyerOf('抽纸12箱，垃圾袋5包，云朵花园，明天下午送')).toBe('云朵花园')
})

test('goods that are said without a buyer have none', () => {
  for (const text of ['割灌机四冲程6台', '要纽扣电池CR2032 10板', '牙膏牙刷各10支', '铣刀4刃12mm 10把'])
    expect(buyerOf(text)).toBeUndefined()
})

describe('what stands around a name is none of it', () => {
  test.each([
    ['抽纸12箱，垃圾袋5包，以上和平宾馆的', '和平宾馆'],
    ['抽纸12箱，抬头开永昌贸易，月结', '永昌贸易'],
    ['和平宾馆首批物资：\n抽纸 12箱\n垃圾袋 5包', '和平宾馆'],
  ])('%s', (text, buyer) => expect(buyerOf(text)).toBe(buyer))
})

test.each([
  ['a count behind the verb is that of the goods in front', '苏打水照样拿20件'],
  ['how goods are paid for and taken', '抽纸12箱，货到给钱'],
  ['what they are for', '抽纸12箱，婚礼用'],
])('nobody is read from %s: %s', (_, text) => expect(buyerOf(text)).toBeUndefined())

test('whose order is called off', () => {
  const { intent, orders } = parsed('和平宾馆昨天那单取消，不做了')
  expect(intent).toBe('cancel')
  expect(orders[0]?.customerName?.value).toBe('和平宾馆')
})

test.each([
  ['Need 12 boxes tissue, Blue Heron', 'Blue Heron'],
  ['40 rolls cling film, bill to Red Panda Kitchen', 'Red Panda Kitchen'],
])('a name in capitals ends an order: %s', (text, buyer) => expect(buyerOf(text)).toBe(buyer))
