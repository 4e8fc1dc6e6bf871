import type { Draft, IntakeContext } from '../../../domain/intake/draft'
import { parseOrderText } from '../../../domain/intake/parse-order-text'

const context: IntakeContext = { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }
const ordersOf = (text: string): Draft[] => parseOrderText(text, context).orders
const said = ({ address: a, contactName, customerName }: Draft): string =>
  [a?.province, a?.city, a?.district, a?.street, contactName?.value, customerName?.value].map((v) => v ?? '-').join(' ')

test.each([
  [
    '橙汁一箱、梨汁一箱，中通就行\n收货人: 毛雨\n手机号码: 13800138000\n所在地区: 江西省赣州市章贡区\n详细地址: 水南镇长征路18号',
    '江西省 赣州市 章贡区 水南镇长征路18号 毛雨 -',
  ],
  [
    '耳机 黑 2副\n收件人：陈立\n联系电话：13800138000\n省市区：浙江省 杭州市 西湖区\n街道地址：文三路100号3幢',
    '浙江省 杭州市 西湖区 文三路100号3幢 陈立 -',
  ],
  [
    '姓名：王丽\n电话：13800138000\n地区：广东省深圳市南山区\n街道：粤海街道\n详细地址：科技园12栋401\n要两盒凤梨酥',
    '广东省 深圳市 南山区 粤海街道科技园12栋401 王丽 -',
  ],
  [
    '面膜 3盒\n收货人：周敏\n手机：13800138000\n所在省份：四川省\n所在城市：成都市\n区县：武侯区\n详细地址：人民南路11号',
    '四川省 成都市 武侯区 人民南路11号 周敏 -',
  ],
  [
    '螺丝刀 30把\n姓名：曹雪\n手机：13800138000\n所在地区\n河北省石家庄市长安区\n详细地址\n中山东路300号',
    '河北省 石家庄市 长安区 中山东路300号 曹雪 -',
  ],
  [
    '收货人：张丰，手机号码：13800138000，所在地区：山东省济南市历下区，详细地址：泉城路188号，不锈钢水杯30个',
    '山东省 济南市 历下区 泉城路188号 张丰 -',
  ],
  [
    '水杯30个\n收件人姓名：何婷\n收件人手机：13800138000\n所在地区：江苏省苏州市姑苏区\n收件人地址：江苏省苏州市姑苏区平江路20号',
    '江苏省 苏州市 姑苏区 平江路20号 何婷 -',
  ],
  [
    '公司：欣荣贸易\n联系人：柳青\n电话：13800138000\n收货地址：深圳市宝安区西乡街道固戍路8号\n发泡胶 5箱',
    '广东省 深圳市 宝安区 西乡街道固戍路8号 柳青 欣荣贸易',
  ],
  [
    '【收货人】林岚\n【电话】13800138000\n【地址】福建省泉州市丰泽区东海街道88号\n保温杯 20个',
    '福建省 泉州市 丰泽区 东海街道88号 林岚 -',
  ],
  [
    '快递信息\n收货方：林岚\n手机：13800138000\n所在地：福建省泉州市丰泽区东海街道\n详细：东海街道88号\n保温杯20个',
    '福建省 泉州市 丰泽区 东海街道88号 林岚 -',
  ],
  [
    '保温杯20个，收件人 林岚，电话 13800138000，省市区 福建泉州丰泽，详细地址 东海街道88号',
    '福建省 泉州市 丰泽区 东海街道88号 林岚 -',
  ],
])('the rows of a pasted address are one address: %s', (text, expected) => expect(ordersOf(text).map(said)).toEqual([expected]))

test('the parts of such an address keep their places', () => {
  const text = '面膜 3盒\n所在地区: 上海市 浦东新区\n详细地址: 张江镇祖冲之路300弄5号'
  const raw = ordersOf(text)[0]?.address?.raw
  expect(raw?.value).toBe('上海市浦东新区张江镇祖冲之路300弄5号')
  expect(raw?.spans.map((s) => s.text)).toEqual(['上海市 浦东新区', '张江镇祖冲之路300弄5号'])
})

test('who receives one parcel has not bought the others', () => {
  const parcels =
    '代发2单\n①水壶*1，刘芳，13800138000，河南省郑州市金水区文化路3号\n②台灯（粉）*2，陈默，13800138001，福建省福州市仓山区金山街道9号'
  expect(ordersOf(parcels).map((o) => [o.contactName?.value, o.customerName?.value])).toEqual([
    ['刘芳', undefined],
    ['陈默', undefined],
  ])
})

test('filled-in forms with a blank row between them are parcels of their own', () => {
  const form = (name: string, phone: string, street: string, goods: string): string =>
    `收件人：${name}\n手机：${phone}\n所在地区：河南省郑州市金水区\n详细地址：${street}\n${goods}`
  const two = `${form('刘芳', '13800138000', '文化路88号', '水壶1个')}\n\n${form('陈默', '13800138001', '农业路7号', '台灯2个')}`
  expect(ordersOf(two).map((o) => [o.contactName?.value, o.address?.street, o.lines[0]?.productName?.value])).toEqual([
    ['刘芳', '文化路88号', '水壶'],
    ['陈默', '农业路7号', '台灯'],
  ])
  // Goods above one form are one order.
  const one = '雨伞 3把，雨衣 2件\n\n收货人：赵磊\n电话：13800138000\n地址：湖北省宜昌市西陵区东山大道88号'
  expect(ordersOf(one).map((o) => o.lines.length)).toEqual([2])
})
