import type { Draft } from '../../../domain/intake/draft'
import { parseOrderText } from '../../../domain/intake/parse-order-text'

const draftOf = (text: string): Draft | undefined =>
  parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', senderRole: 'sales', catalogue: null })
    .orders[0]
const buyerOf = (text: string): string | undefined => draftOf(text)?.customerName?.value

test.each([
  '宝子补货啦\n酸奶桶6罐\n杯盖2箱',
  '老妹儿给我整两件粉丝，再来20斤木耳',
  '靓女要两箱手套，一箱口罩',
  '老板娘给拿5箱豆奶',
  '姐妹补20支眉笔',
  '小哥哥 帮忙发20张光盘',
  '老乡来5袋化肥',
  '小老板 20个灭火器',
  '老姐\n月季20扎\n百合10扎',
  '老哥昨天那单改成30袋',
  '老妹儿昨儿那单先撂下别发了，我家停电了',
  '靓姐要三件虾米',
])('who is called by no name does not buy: %s', (text) => expect(buyerOf(text)).toBeUndefined())

test.each([
  ['给老铁五金送20卷胶带，5箱纸箱', '老铁五金'],
  ['宝子烘焙要面粉10袋，黄油5箱', '宝子烘焙'],
  ['兄弟建材：水泥20包，沙子3方', '兄弟建材'],
  ['老板娘烧烤：羊肉串200串', '老板娘烧烤'],
  ['老板宏达超市要20箱可乐', '宏达超市'],
  ['昨天姐妹花店定的月季20扎，百合10扎', '姐妹花店'],
  ['老妹麻辣烫要鱼丸10包', '老妹麻辣烫'],
  ['老孟要5吨水泥', '老孟'],
])('a name may begin with such words: %s', (text, buyer) => expect(buyerOf(text)).toBe(buyer))

test('in a list everybody joins by whatever he is called', () => {
  const { orders } = parseOrderText('接龙 橙子5斤一份\n1. 小妹 2份\n2. 老铁 1份\n3. 宝妈 3份', {
    at: '2025-03-20T10:00:00+08:00',
    timezone: 'Asia/Shanghai',
    senderRole: 'sales',
    catalogue: null,
  })
  expect(orders.map((o) => o.customerName?.value)).toEqual(['小妹', '老铁', '宝妈'])
})
