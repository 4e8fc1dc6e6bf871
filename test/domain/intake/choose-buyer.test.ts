import type { IntakeContext, ParsedMessage } from '../../../domain/intake/draft'
import { parseOrderText } from '../../../domain/intake/parse-order-text'

const context: IntakeContext = { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }
const parsed = (text: string, more: Partial<IntakeContext> = {}): ParsedMessage => parseOrderText(text, { ...context, ...more })
const buyerOf = (text: string): string | undefined => parsed(text).orders[0]?.customerName?.value

test.each([
  ['碳粉盒4支，城南街道办赵姐', '城南街道办赵姐'],
  ['陶瓷杯2箱，票头记顺昌茶具', '顺昌茶具'],
  ['河桥设计院文印室 A4复印纸30箱，A3 5箱', '河桥设计院文印室'],
  ['我糯叽叽这边想再拿两个蒸箱，明天急用', '糯叽叽'],
])('of all that may be the name the likeliest is taken: %s', (text, buyer) => expect(buyerOf(text)).toBe(buyer))

test('whose ground it is buys', () => expect(buyerOf('老洪果园又要料了：复合肥 10袋，先欠着')).toBe('老洪'))

test('who calls off an order is named without the words around', () => {
  const { intent, orders } = parsed('老板说顺安洗车行那单不做了')
  expect(intent).toBe('cancel')
  expect(orders[0]?.customerName?.value).toBe('顺安洗车行')
})

test.each([
  ['补货三家：\n北仑阿光 水嘴5箱\n宁海海鲜码头 球阀12个\n奉化小馆 软管3根', ['北仑阿光', '宁海海鲜码头', '奉化小馆']],
  ['团购接龙 洗衣液25元\n1. 朵朵妈~2桶\n2. 毛毛爸~1桶', ['朵朵妈', '毛毛爸']],
])('of several buyers each has the whole name and no more: %s', (text, buyers) =>
  expect(parsed(text).orders.map((o) => o.customerName?.value)).toEqual(buyers),
)

test('a name that another could be is asked about', () => {
  expect(parsed('沈园柜台小蝶 A4复印纸30箱').doubts.map((d) => d.path)).toContain('orders[0].customerName')
})

test('a customer who is known stays', () => {
  const known = { customers: [{ id: 'c1', name: '城南街道办' }] }
  expect(parsed('碳粉盒4支，城南街道办赵姐', known).orders[0]?.customerName?.value).toBe('城南街道办')
})

test('who is called at the beginning does not buy', () => {
  expect(buyerOf('柴老板，水泥50袋，黄沙两方，下午我让人去拉')).toBeUndefined()
})

test('a labelled name is whole up to the end of its cell', () => {
  expect(buyerOf('客户名：邛崃羊安老灶底料厂\n干辣椒 20袋 185\n花椒 5袋 420')).toBe('邛崃羊安老灶底料厂')
})

test.each([
  ['跟雀儿家老板谈妥，抽纸30箱，九十一箱', '雀儿家'],
  ['抽纸30箱，垃圾袋2箱，名字写汤若梅', '汤若梅'],
  ['前天雀儿报的抽纸不是30箱，50箱才对', '雀儿'],
  ['行，先留10箱抽纸，我雀儿纸品的人今天下午过来拿', '雀儿纸品'],
  ['客户编号0213的云雀屋昨天说好的：抽纸30箱', '云雀屋'],
])('who is spoken of as only a buyer is buys, whatever the name looks like: %s', (text, buyer) =>
  expect(buyerOf(text)).toBe(buyer),
)

test('goods are nobody whose account it is', () => expect(buyerOf('抽纸30箱，挂抽纸的账上')).toBeUndefined())
