import { likelySections } from '../../../domain/intake/orders/likely-sections'
import type { Role } from '../../../domain/intake/learnt/line-roles'
import { parseByRules, parseOrderText } from '../../../domain/intake/parse-order-text'
import { knownRoles } from '../../support/known-roles'

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
  [
    'lines of a round',
    '明天三条线\n1线 和平小学食堂：鸡蛋5件\n2线 老魏烧饼：鸡蛋2件\n3线 鲜丰超市：土鸡蛋4箱',
    ['和平小学食堂', '老魏烧饼', '鲜丰超市'],
  ],
  [
    'orders by letters, buyers by a label',
    'A单——\n买方：石家庄永盛箱包\n拉杆箱 20寸 黑 30个\nB单——\n买方：保定阿亮\n胸包 20个\n两单同车',
    ['石家庄永盛箱包', '保定阿亮'],
  ],
  [
    'orders by numbers',
    '单1 城北社区 海报 20张\n单2 新华路小学 校报 500份\n单3 仁爱口腔 预约卡 10盒',
    ['城北社区', '新华路小学', '仁爱口腔'],
  ],
  [
    'numerals in brackets',
    '3.5 派单\n(一)顺安运输 尿素 80桶\n(二)蠡县老韩 轮胎 4条\n(三)定州小汤 钢圈 2套',
    ['顺安运输', '蠡县老韩', '定州小汤'],
  ],
  [
    'stems',
    '今早走的：\n甲、东湖宾馆 空心菜40斤 番茄2筐\n乙、鑫鑫食府 大白菜100斤\n丙、何记肠粉 生菜1筐',
    ['东湖宾馆', '鑫鑫食府', '何记肠粉'],
  ],
  [
    'numbers on keys',
    '1⃣ 顺德华邦电器\n周转箱 灰 150个\n2⃣ 中山小榄锁厂\n塑料箱 绿 400个\n3⃣ 江门菜鸟驿站\n垃圾桶 6个',
    ['顺德华邦电器', '中山小榄锁厂', '江门菜鸟驿站'],
  ],
  ['a label in each row', '店：阿婆小厨；货：鸡腿4箱；到：明天\n店：粥铺小兰；货：圆碗2箱；到：后天', ['阿婆小厨', '粥铺小兰']],
  ['a column of a table', '客户|货|数\n红日数码|耳机|200\n红日数码|音箱|20\n城西通讯|耳机|120', ['红日数码', '城西通讯']],
  ['shops over columns of goods', '门店\t鲜奶\t酸奶\n城东店\t20\t10\n湖滨店\t35\t18', ['城东店', '湖滨店']],
  [
    'a purchase that people join',
    '第6期坚果团🥜 核桃 25一斤\n1、蓉蓉 5斤\n2、Cathy 6斤\n3、门卫秦大爷 2斤',
    ['蓉蓉', 'Cathy', '门卫秦大爷'],
  ],
  [
    'house numbers of who joins',
    '牛肉丸接龙，35一袋\n1号楼丽丽 10袋\n2号楼阿坤 6袋\n5号楼陶阿姨 半箱',
    ['1号楼丽丽', '2号楼阿坤', '5号楼陶阿姨'],
  ],
  ['names behind the goods', '钢化膜20盒——西城老周\n钢化膜8盒 支架12个——城东小许', ['西城老周', '城东小许']],
  [
    'names behind the places where the goods go to',
    '下午装的：\n盘扣6箱 → 绵阳 恒发服饰\n拉链50条 → 常德 老何裁缝\n松紧带30米 → 遵义 红线坊',
    ['恒发服饰', '老何裁缝', '红线坊'],
  ],
  [
    'shops by number',
    '秋季铺货，两家店同一车\n店一 泰州黄桥车行 13851430007\n内胎 2箱\n链条 20条\n店二 靖江老码头电动车 13901470002\n控制器 5个\n外胎 40条',
    ['泰州黄桥车行', '靖江老码头电动车'],
  ],
  ['calls behind the goods', '礼盒3盒@小鱼\n窗花2包@7-902刘婶', ['小鱼', '7-902刘婶']],
  [
    'stops of a round',
    '下午一车跑三家：\n头一家永兴装饰，腻子100袋\n再到阿国油漆店卸面漆24桶\n最后东海陈老板 滚筒十把',
    ['永兴装饰', '阿国油漆店', '东海陈老板'],
  ],
  ['names right before the goods', '老丁轮胎4条，小冯内胎10条，都明天带给他们', ['老丁', '小冯']],
  ['rows of a count alone', '今天意式咖啡豆汇总：\n半山书店 6\n好邻居超市 10\n阿凯 3', ['半山书店', '好邻居超市', '阿凯']],
  ['somebody of a place', '柳州老吴：毛巾6箱\n桂林小孟：浴巾10条', ['柳州老吴', '桂林小孟']],
])('each of several buyers has a draft: %s', (_, text, buyers) => expect(buyersOf(text)).toEqual(buyers))

const byRules = (text: string): (string | undefined)[] =>
  parseByRules(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orders.map(
    (o) => o.customerName?.value,
  )

test.each([
  ['arrows', '桥头糖酒→脉动12箱，尖叫5箱\n大学城网咖→红牛20箱，冰块30袋\n明天下午都到', ['桥头糖酒', '大学城网咖']],
  ['signs', '周一上午单：\n#黔北车业#\n前胎 200条\n后胎 120条\n#毛豆车行#\n碟刹皮 24副', ['黔北车业', '毛豆车行']],
  [
    'dashes',
    '各馆补货：\n— 东湖小学泳池 —\n泡腾片 24瓶\n试纸 10盒\n— 金悦物业 —\n澄清剂 6壶\n— 老岑渔园 —\n漂白粉 10袋',
    ['东湖小学泳池', '金悦物业', '老岑渔园'],
  ],
])('buyers are told by %s without the tables', (_sign, text, buyers) => expect(byRules(text)).toEqual(buyers))

test('rooms of a list are no buyers without the tables', () =>
  expect(byRules('观山府墙布汇总\n2F洽谈：提花墙布 76米\n影厅：无缝墙布 21米\n检票口：素色墙布 32米')).toHaveLength(1))

test('where all goes to is no buyer', () =>
  expect(byRules('云山酒店报单\n虾饺 10箱\n珠海香洲情侣中路58号收货处')).toEqual(['云山酒店']))

test('kinds of goods in brackets are no buyers', () =>
  expect(buyersOf('和平宾馆首批要货：\n【打包类】\n纸碗 20箱\n圆盒 30箱\n【厨房类】\n保鲜膜 18卷')).toHaveLength(1))

test.each([
  '徐州赵姐家4个窗\n客厅 雪尼尔13米\n主卧 遮光布9米\n厨房 百叶帘2平方',
  '观山府售楼处第二批：\n1F大堂：提花墙布 香槟 128米\n2F洽谈：提花墙布 雾蓝 76米\n走廊：无缝墙布 暖灰 210米',
  '悦海酒店开业物资\n【大堂】\n大盘纸 24卷\n【客房】\n牙刷 3000套\n【后厨】\n洗洁精 10桶',
])('rooms are no buyers: %s', (text) => expect(buyersOf(text)).toHaveLength(1))

test('who wears the clothes is no buyer', () =>
  expect(buyersOf('城北职高班服登记（宝蓝，36元）\n宋一帆 M 1件\n罗小雨 S 1件\n穆老师 L 2件\n孔主任 2XL 1件')).toHaveLength(1))

test('goods that were taken for a buyer are a line of the only order', () =>
  expect(
    parseOrderText('青松合作社：叶面肥 5kg 100桶 34；土壤检测盒 24盒', {
      at: '2025-03-20T10:00:00+08:00',
      timezone: 'Asia/Shanghai',
      catalogue: null,
    }).orders.map((o) => o.lines.map((l) => l.productName?.value)),
  ).toEqual([['叶面肥', '土壤检测盒']]))

test('a price behind a sign is nobody', () => expect(buyersOf('轴承 6204 1000个 @11.2; 轴承 6205 600个 @1.6')).toHaveLength(1))

test('what is said below marked parts holds for all of them', () => {
  const { orders } = parseOrderText(
    'A单——\n买方：石家庄永盛箱包\n拉杆箱 20寸 黑 30个\nB单——\n买方：保定阿亮\n胸包 20个\n两单都德邦到付',
    {
      at: '2025-03-20T10:00:00+08:00',
      timezone: 'Asia/Shanghai',
      catalogue: null,
    },
  )
  expect(orders.map((o) => o.carrier?.value)).toEqual(['德邦', '德邦'])
})

test('goods in a numbered list are nobody who joins a purchase', () =>
  expect(
    buyersOf('年货团购汇总表\n公司：永昌精密\n1) 菜籽油 120桶 66元/桶\n2) 苹果 120箱 52元/箱\n3) 大米 120袋 75元/袋'),
  ).toEqual(['永昌精密']))

test.each([
  [
    'by the houses of a quarter',
    '小区团水饺 荠菜水饺500g/袋 18一袋\n1.2幢小汪 3\n2.5幢老邵 2\n3.物业老秦 1',
    ['2幢小汪', '5幢老邵', '物业老秦'],
  ],
  ['in a group', '群里拼菜籽油（5升，62一桶）：\n1、小汪 3桶\n2、老邵 2桶\n3、秦阿姨 1桶', ['小汪', '老邵', '秦阿姨']],
  ['among colleagues', '【车间职工拼毛巾】5.5/条\n1 针织组 12条\n2 染整组 20条', ['针织组', '染整组']],
])('goods that are bought together are an order for each who joins: %s', (_what, text, buyers) =>
  expect(buyersOf(text)).toEqual(buyers),
)
describe('the last rows of parts that the tables tell apart', () => {
  /** What the last part says, of goods that are each a name, a count and a unit. */
  const lastOf = (text: string, words: [string, Role][]): string | undefined => {
    const { normal, roles } = knownRoles(text, words)
    const ruled = { sections: [{ start: 0, end: normal.plain.length }] }
    const last = likelySections(normal, roles, ruled, [{ phones: [], lines: [] }])?.sections.at(-1)
    return last && normal.plain.slice(last.start, last.end).trim()
  }
  const words: [string, Role][] = [
    ['望城立信机电', 'customer'],
    ['砂轮机', 'name'],
    ['12', 'quantity'],
    ['台', 'unit'],
    ['宁乡建筑公司', 'customer'],
    ['电镐', 'name'],
    ['3', 'quantity'],
    ['台', 'unit'],
  ]
  test('are of the last where an earlier part has such rows too', () =>
    expect(lastOf('望城立信机电\n砂轮机 12台\n月结 德邦\n宁乡建筑公司\n电镐 3台\n微信已付', words)).toContain('微信已付'))
  test('are of all where none has', () =>
    expect(lastOf('望城立信机电\n砂轮机 12台\n宁乡建筑公司\n电镐 3台\n微信已付', words)).not.toContain('微信已付'))
  test('are of all where they say so', () =>
    expect(lastOf('望城立信机电\n砂轮机 12台\n月结 德邦\n宁乡建筑公司\n电镐 3台\n都含税', words)).not.toContain('含税'))
})

describe('as many stretches as there are buyers', () => {
  const buyersIn = (text: string, words: [string, Role][]): (string | undefined)[] | undefined => {
    const { normal, roles } = knownRoles(text, words)
    const ruled = { sections: [{ start: 0, end: normal.plain.length }] }
    return likelySections(normal, roles, ruled, [{ phones: [], lines: [] }])?.sections.map(
      ({ customer: c }) => c && normal.plain.slice(c.start, c.end),
    )
  }
  const goods: [string, Role][] = [
    ['银镜', 'name'],
    ['30', 'quantity'],
    ['茶镜', 'name'],
    ['45', 'quantity'],
    ['清镜', 'name'],
    ['20', 'quantity'],
  ]
  test('are an order each', () =>
    expect(buyersIn('早车三家：南门老丁银镜30平，西站茶镜45平，方圆清镜20平。都明早', goods)).toEqual([
      '南门老丁',
      '西站',
      '方圆',
    ]))
  test('are none where no name stands in front of the goods', () =>
    expect(buyersIn('三家门店用：银镜30平，茶镜45平，清镜20平', goods)).toBeUndefined())
})

describe('a second word that the tables take for a buyer', () => {
  const partsOf = (text: string, second: string): number | undefined => {
    const words: [string, Role][] = [
      ['巷口老店', 'customer'],
      ['豆浆', 'name'],
      ['10', 'quantity'],
      ['包', 'unit'],
      ...(text.indexOf(second) < text.indexOf('冰沙') ? ([[second, 'customer']] as [string, Role][]) : []),
      ['冰沙', 'name'],
      ['2', 'quantity'],
      ['瓶', 'unit'],
      ...(text.indexOf(second) > text.indexOf('冰沙') ? ([[second, 'customer']] as [string, Role][]) : []),
    ]
    const { normal, roles } = knownRoles(text, words)
    const ruled = { sections: [{ start: 0, end: normal.plain.length }] }
    return likelySections(normal, roles, ruled, [{ phones: [], lines: [] }])?.sections.length
  }
  test('is one where it is told from its goods like the first', () =>
    expect(partsOf('巷口老店：豆浆10包\n巷尾茶摊：冰沙2瓶', '巷尾茶摊')).toBe(2))
  test('is none where it runs on into the goods and the first does not', () =>
    expect(partsOf('巷口老店：豆浆10包，蜜桃味冰沙2瓶', '蜜桃味')).toBeUndefined())
  test('is none behind its goods where the first stands in front of its own', () =>
    expect(partsOf('巷口老店豆浆10包，冰沙2瓶，乔迁宴用', '乔迁宴')).toBeUndefined())
})
