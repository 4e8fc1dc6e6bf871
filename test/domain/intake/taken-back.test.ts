import { parseOrderText } from '../../../domain/intake/parse-order-text'

const linesOf = (text: string): string[] =>
  parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orders.flatMap((o) =>
    o.lines.map((l) => `${l.productName?.value ?? ''} ${l.quantity?.value ?? ''}${l.unit?.value ?? ''}`),
  )

test.each([
  ['a slip in brackets', '顺发五金：膨胀螺栓20盒（写快了，30盒），角磨片15片', ['膨胀螺栓 30盒', '角磨片 15片']],
  ['a slip of the hand', '福满楼要木耳50包，妈呀手滑，是5包；香菇10斤', ['木耳 5包', '香菇 10斤']],
  ['counted again', '百汇花店 康乃馨十二扎，等等我数数，14扎，满天星6扎', ['康乃馨 14扎', '满天星 6扎']],
  ['what does not hold', '四海餐饮：方巾12包不作数，15包；牙签3盒', ['方巾 15包', '牙签 3盒']],
  ['another unit', '老唐杂货 封箱胶四箱，讲错是四卷', ['封箱胶 4卷']],
])('a figure that the message takes back is no line: %s', (_what, text, lines) => expect(linesOf(text)).toEqual(lines))

test('an earlier line is meant where its name is said again', () =>
  expect(linesOf('启明电子：白炽灯20盒，节能灯15盒，哎看错单子了，白炽灯是12盒')).toEqual(
    expect.arrayContaining(['白炽灯 12盒', expect.stringContaining('节能灯 15')]),
  ))

test.each([
  ['more of the same', '东方酒店：毛巾50条，另外再要毛巾20条备用'],
  ['other goods', '鑫旺门窗：合页30个，不对哦还有拉手20个'],
])('what is not taken back stays: %s', (_what, text) => expect(linesOf(text)).toHaveLength(2))

test.each([
  ['an arrow to what holds', '城建年会：雨伞80把 → 雨伞95把（多来了几个人）\n毛毯30条', ['雨伞 95把', '毛毯 30条']],
  [
    'a row by its number',
    '永康药业：\n1、密封圈 40个\n2、滤芯 16支\n3、软管 9根\n更正：第2项多了一台机器，是24支',
    ['密封圈 40个', '滤芯 24支', '软管 9根'],
  ],
  ['the same once more', '双喜食品：粉丝8箱，木耳6箱；木耳还是6箱', ['粉丝 8箱', '木耳 6箱']],
])('the figure that holds is one line: %s', (_what, text, lines) => expect(linesOf(text)).toEqual(lines))

test.each([
  ['with a word of why', '丽景酒店：毛巾50条，浴巾30条，拖鞋100双，浴巾还够就不要了，后天送', ['毛巾 50条', '拖鞋 100双']],
  ['with a word of calling', '扫把10把，簸箕10个，对了簸箕取消，垃圾桶5个', ['扫把 10把', '垃圾桶 5个']],
])('what is called off by its name is no line: %s', (_what, text, lines) => expect(linesOf(text)).toEqual(lines))

test('a colour that is not wanted calls nothing off', () =>
  expect(linesOf('毛巾50条，浴巾白的30条，灰的不要')).toEqual(['毛巾 50条', '浴巾 30条']))
