import { parseOrderText } from '../../../domain/intake/parse-order-text'

const buyersOf = (text: string): (string | undefined)[] =>
  parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orders.map(
    (o) => o.customerName?.value,
  )

test.each([
  [
    'rows cut by strokes',
    '恒源钢构/方管/60支/77\n桂林永兴/扁通/35支/118\n老蔡/槽钢/6支/258\n三家都明天下午装',
    ['恒源钢构', '桂林永兴', '老蔡'],
  ],
  [
    'names in rows of their own',
    '10/22 出货计划\n◆柳州老吴\n毛巾 6箱\n拖鞋 3箱\n◆桂林小孟\n浴巾 10条\n地巾 5条',
    ['柳州老吴', '桂林小孟'],
  ],
  ['lettered buyers', '今日报单\n客户A 和平宾馆\n毛巾 6箱\n客户B 永昌客栈\n浴巾 10条', ['和平宾馆', '永昌客栈']],
  ['somebody of a place', '柳州老吴：毛巾6箱\n桂林小孟：浴巾10条', ['柳州老吴', '桂林小孟']],
])('each of several buyers has a draft: %s', (_, text, buyers) => expect(buyersOf(text)).toEqual(buyers))

test('kinds of goods in brackets are no buyers', () =>
  expect(buyersOf('和平宾馆首批要货：\n【打包类】\n纸碗 20箱\n圆盒 30箱\n【厨房类】\n保鲜膜 18卷')).toHaveLength(1))

test('goods in a numbered list are nobody who joins a purchase', () =>
  expect(
    buyersOf('年货团购汇总表\n公司：永昌精密\n1) 菜籽油 120桶 66元/桶\n2) 苹果 120箱 52元/箱\n3) 大米 120袋 75元/袋'),
  ).toEqual(['永昌精密']))
