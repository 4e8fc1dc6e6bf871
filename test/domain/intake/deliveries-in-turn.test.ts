import { parseOrderText } from '../../../domain/intake/parse-order-text'

const context = { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }
const ordersOf = (text: string): string[] =>
  parseOrderText(text, context).orders.map((o) =>
    [
      o.customerName?.value,
      o.requestedDate?.value,
      o.address?.raw.value,
      ...o.lines.map((l) => `${l.productName?.value ?? ''}${l.quantity?.value ?? ''}`),
    ]
      .filter((v) => v !== undefined)
      .join(' '),
  )

describe('goods of one buyer that come on several days are an order for each day', () => {
  test.each([
    [
      'weekdays at the head of rows',
      '金桥食堂下周的菜：\n下周一 土豆50斤 白菜30斤\n下周三 冬瓜40斤\n下周五 土豆60斤\n都是早上六点前到',
      ['金桥食堂 2025-03-24 土豆50 白菜30', '金桥食堂 2025-03-26 冬瓜40', '金桥食堂 2025-03-28 土豆60'],
    ],
    [
      'figures of days where goods come in parts',
      '恒昌建材分两批要：\n3/25 岩棉板 30张\n4/2 玻璃棉卷毡 12卷',
      ['恒昌建材 2025-03-25 岩棉板30', '恒昌建材 2025-04-02 玻璃棉卷毡12'],
    ],
    [
      'days in clauses, the goods in front of them all',
      '永丰水厂的尿素分三次：25号8吨，28号8吨，31号10吨',
      ['永丰水厂 2025-03-25 尿素8', '永丰水厂 2025-03-28 尿素8', '永丰水厂 2025-03-31 尿素10'],
    ],
  ])('%s', (_what, text, orders) => expect(ordersOf(text)).toEqual(orders))

  test.each([
    ['sizes that look like days', '宏大网架\n焊条J422：\n2.5 10箱\n3.2 30箱\n4.0 20箱'],
    ['counts that were delivered', '鑫源食堂对一下：\n18号 大米20袋\n19号 大米25袋\n今天再来 大米30袋'],
    ['a day that only ends a row', '海悦楼：鲈鱼20条，明天到\n基围虾10斤'],
    ['the first day of a list of goods', '明天 土豆50斤\n白菜30斤\n鸿运酒家'],
  ])('no such list: %s', (_what, text) => expect(ordersOf(text).length).toBeLessThan(2))
})

describe('goods of one buyer that go to several places are an order for each place', () => {
  test.each([
    [
      'rows with a place each',
      '宏远超市的纸巾分两处送：\n嘉兴南湖大桥镇亚太路66号 25箱\n杭州临平东湖街道星光街18号 40箱',
      ['宏远超市 嘉兴南湖大桥镇亚太路66号 纸巾25', '宏远超市 杭州临平东湖街道星光街18号 纸巾40'],
    ],
    [
      'places that look like buyers, below the name of the one who buys',
      '福来宾馆两个店分开发：\n合肥蜀山区长江西路200号 毛巾40条\n芜湖镜湖区中山路18号 毛巾25条\n都是周六到',
      ['福来宾馆 2025-03-22 合肥蜀山区长江西路200号 毛巾40', '福来宾馆 2025-03-22 芜湖镜湖区中山路18号 毛巾25'],
    ],
  ])('%s', (_what, text, orders) => expect(ordersOf(text)).toEqual(orders))
})
