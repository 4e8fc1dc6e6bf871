import type { Draft } from '../../../domain/intake/draft'
import { parseOrderText } from '../../../domain/intake/parse-order-text'

const draftOf = (text: string, senderRole: 'sales' | 'customer' = 'sales'): Draft | undefined =>
  parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', senderRole, catalogue: null }).orders[0]
const buyerOf = (text: string, role?: 'sales' | 'customer'): string | undefined => draftOf(text, role)?.customerName?.value

describe('who is called at the beginning does not buy', () => {
  test.each([
    ['汤姐，职教中心要迷彩服600套', '职教中心'],
    ['喂小宋啊我是韩庄合作社的老韩你给我留地膜十卷', '韩庄合作社'],
    ['小杜你记一下啊恒通电力要铜芯线二十卷', '恒通电力'],
    ['Hi 軍哥，宏達喉鐵落單，銅球閥 60pcs', '宏達喉鐵'],
  ])('%s', (text, buyer) => expect(buyerOf(text)).toBe(buyer))

  test('and nobody is read when nobody else is named', () => {
    expect(buyerOf('老金 25的弯头200个', 'customer')).toBeUndefined()
    expect(buyerOf('阿姨，香槟玫瑰20扎')).toBeUndefined()
  })
  test('a person in front of wants or a colon does', () => {
    expect(buyerOf('老孟要5吨水泥')).toBe('老孟')
    expect(buyerOf('老蔡：焊条50包')).toBe('老蔡')
  })
})

describe('forms in which only a buyer is written', () => {
  test.each([
    ['🍳湘聚楼开业单🍳\n菜刀 5把\n砧板 3块', '湘聚楼'],
    ['虾滑 6件\n毛肚 8箱\n蓉城火锅（玉林店），明天送', '蓉城火锅(玉林店)'],
    ['三通20个 地漏10个 记金水湾物业账上', '金水湾物业'],
    ['给我留20箱可乐，我们是桃花仑水暖的，明天来拿', '桃花仑水暖'],
  ])('%s', (text, buyer) => expect(buyerOf(text)).toBe(buyer))
})

test('what begins like a carrier and goes on as a name is no carrier', () => {
  const draft = draftOf('顺风电动车行：铅酸电池 15套')
  expect(draft?.customerName?.value).toBe('顺风电动车行')
  expect(draft?.carrier).toBeUndefined()
})

test('behind the place that goods are sent to stands who gets them', () => {
  const draft = draftOf('球阀20个 发岳阳湘鸿建材，湘运专线到付')
  expect(draft?.address?.city).toBe('岳阳市')
  expect(draft?.address?.street).toBeNull()
  expect(draft?.customerName?.value).toBe('湘鸿建材')
  expect(draft?.carrier?.value).toBe('湘运专线')
})

test('what ends a message of goods and is nothing else buys', () => {
  const parsed = parseOrderText('31/40虾仁8箱，四百五十五一箱，鲜味码头', {
    at: '2025-03-20T10:00:00+08:00',
    timezone: 'Asia/Shanghai',
    catalogue: null,
  })
  expect(parsed.orders[0]?.customerName?.value).toBe('鲜味码头')
})
