import type { Draft, IntakeContext } from '../../../domain/intake/draft'
import { parseOrderText } from '../../../domain/intake/parse-order-text'

const context: IntakeContext = { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }
const ordersOf = (text: string): Draft[] => parseOrderText(text, context).orders
const draftOf = (text: string): Draft | undefined => ordersOf(text)[0]
const buyerOf = (text: string): string | undefined => draftOf(text)?.customerName?.value
const contactOf = (text: string): string | undefined => draftOf(text)?.contactName?.value

test.each([
  ['路灯30盏送到城管局，城管科李科长13800138000', '李科长'],
  ['白衬衫20件，8月25号前送到学校，音乐组何老师13800138000', '何老师'],
  ['篮球20个，送到二中，体育组周老师，13800138000', '周老师'],
  ['洗手液20瓶，护理部陈护士长13800138000', '陈护士长'],
  ['水管100米，工程二部邹工 13800138000', '邹工'],
  ['A4纸10箱，行政部小林13800138000', '小林'],
  ['唔该帮我执两件粉丝，听日送去顺德容桂南区市场，揾肥仔收', '肥仔'],
  ['昨天蓝天工具那单补个电话13800138000，熊师傅收', '熊师傅'],
  ['面粉20袋，明早送，叫胖子收', '胖子'],
  ['彩带20卷，寄上海徐汇区漕溪路1号 刘能 收', '刘能'],
  ['水泥20包送到工地，鄙人姓娄', '娄'],
  ['订20个纸箱，送到杭州滨江区江南大道88号，我姓岳，电话13800138000', '岳'],
])('who receives: %s', (text, contact) => expect(contactOf(text)).toBe(contact))

test.each([
  ['恒安装饰的姚工刚定了，电锤4台375、电镐1台600，周四送，他电话13800138000', '姚工'],
  ['宏景酒店的邵经理要毛巾200条，后天送，她电话13800138000', '邵经理'],
  ['佳悦超市蔡姐订矿泉水40箱，周六送，她手机13800138000', '蔡姐'],
  ['安心药房的小孟要口罩30箱，明天到，他的电话是13800138000', '小孟'],
])('whose phone it is was said before: %s', (text, contact) => {
  const draft = draftOf(text)
  expect(draft?.contactName?.value).toBe(contact)
  expect(draft?.requestedDate).toBeDefined()
})

test.each([
  ['唔该帮我执两件粉丝，听日送去顺德容桂南区市场，揾肥仔收', undefined],
  ['昨天蓝天工具那单补个电话13800138000，熊师傅收', '蓝天工具'],
  ['绣球6盆，麻烦周六上午送到宁波鄞州中河街道东裕新村12幢，我姓岳', undefined],
  ['灭火器20个，保卫科刘科长 13800138000', undefined],
  ['月季4扎，康乃馨红6扎，同城跑腿送，谢谢棠棠', undefined],
  ['跟上周一样来一份，雪山多加5扎，剪枝别太短，周六早上送', undefined],
  ['无水乙醇60瓶，交货：6月5日前，苏州生物纳米园A4楼215，尹丽13800138000', undefined],
  [
    'Item\tDescription\tColor\tQty\n1\tCable Magsafe 1m\t黑\t1000\n2\tCharger 20W\t白\t600\n5月28日前送到深圳盐田北山道8号',
    undefined,
  ],
  ['苏州生物要烧杯20个', '苏州生物'],
])('what is no buyer: %s', (text, buyer) => expect(buyerOf(text)).toBe(buyer))

test.each([
  ['Happy Mobile need:\n- 手机膜 50 boxes\n- 数据线 black 200pcs', 'Happy Mobile'],
  ['Hi Amy, Leaf & Corner needs green tea 10 packs, deliver this Fri', 'Leaf & Corner'],
  ['鼎新地产搞团建要订圆领T恤120件，橙色，21.5/件', '鼎新地产'],
  ['鸿运年货城备年货，先登记：\n虾米…60斤\n干贝…30斤', '鸿运年货城'],
  ['黔建三队物资部报计划：\n1、切割机 2台\n2、电焊面罩 4个', '黔建三队物资部'],
  ['纯碱2吨2380一吨 柠檬酸10袋 明天下午汇通玻璃派车来拉', '汇通玻璃'],
  ['盐酸5桶，后天上午永昌电镀安排车来提', '永昌电镀'],
])('where the name of a buyer ends: %s', (text, buyer) => expect(buyerOf(text)).toBe(buyer))

test.each([
  ['粉丝两件，听日送去顺德容桂南区市场', '佛山市 顺德区 容桂南区市场'],
  ['充电宝黑10个，地址发晋江池店镇华洲工业区，圆通就好', '泉州市 晋江市 池店镇华洲工业区'],
  ['搞5件海带丝嘛，明天走顺心捷达发绵阳涪城圣水农贸市场要得不', '绵阳市 涪城区 圣水农贸市场'],
  ['送5桶油到长沙雨花区高桥大市场行不行', '长沙市 雨花区 高桥大市场'],
  ['无水乙醇60瓶，6月5日前送苏州生物纳米园A4楼215', '苏州市 - 生物纳米园A4楼215'],
])('where the goods go: %s', (text, place) => {
  const { city, district, street } = draftOf(text)?.address ?? {}
  expect([city, district, street].map((v) => v ?? '-').join(' ')).toBe(place)
})

test('an address that is still to come is none', () => expect(draftOf('螺丝5箱，地址发你微信了')?.address).toBeUndefined())

describe('several buyers', () => {
  const buyers = (text: string): [string | undefined, number][] =>
    ordersOf(text).map((o) => [o.customerName?.value, o.lines.length])
  test.each<[string, [string | undefined, number][]]>([
    [
      '今天三家一起发：\n壹品数码：充电宝60个，支架50个\n惠利电器城：电热水壶5箱，吹风机20台\n老颜：小风扇2箱，现金',
      [
        ['壹品数码', 2],
        ['惠利电器城', 2],
        ['老颜', 1],
      ],
    ],
    [
      '明天三家一起送：\n三喜超市：抽纸20提\n七彩花店：月季20扎\n老董：百合10扎',
      [
        ['三喜超市', 1],
        ['七彩花店', 1],
        ['老董', 1],
      ],
    ],
    [
      '报单：\n宏达五金 - 螺丝M8 200个；垫片 500个；自提\n老许水暖 - 弯头 20个；中通',
      [
        ['宏达五金', 2],
        ['老许水暖', 1],
      ],
    ],
    [
      '帮两个班报一下：\n三年二班 班服T恤 46件 黄\n三年三班 班服T恤 44件 绿',
      [
        ['三年二班', 1],
        ['三年三班', 1],
      ],
    ],
  ])('%s', (text, expected) => expect(buyers(text)).toEqual(expected))

  test('a day in the heading holds for all', () =>
    expect(ordersOf('今天三家一起发：\n恒达超市：抽纸20提\n老董：百合10扎').map((o) => o.requestedDate?.value)).toEqual([
      '2025-03-20',
      '2025-03-20',
    ]))
  test('each has its own way', () => {
    const [first, second] = ordersOf('报单：\n宏达五金 - 螺丝M8 200个；垫片 500个；自提\n老许水暖 - 弯头 20个；中通')
    expect([first?.shippingMethod?.value, second?.carrier?.value]).toEqual(['pickup', '中通'])
  })
  test('sizes with their counts are no buyers', () =>
    expect(
      buyers('晨光中学新生校服（按班主任统计）\n夏装 86/套\n160 62套\n165 88套\n格裙 55/条\nS 40条\nM 75条\nXL 9条').length,
    ).toBe(1))
  test('a plan who drives where orders nothing', () => {
    expect(parseOrderText('今天排车：\n小王 跑南线，福源超市、好又多 共30箱\n小陈 跑北线，家家乐 12箱', context).intent).toBe(
      'other',
    )
    expect(parseOrderText('明天送货安排：\n恒达超市：可乐6箱\n老董：雪碧12箱', context).intent).toBe('order')
  })
})
