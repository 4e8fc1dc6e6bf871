import type { CatalogueProduct } from '../../../domain/intake/draft'
import { matchCatalogue } from '../../../domain/intake/catalogue/match-catalogue'

/** Products as `code name/alias [spec] unit`. */
const shop = (...rows: string[]): CatalogueProduct[] =>
  rows.map((row) => {
    const [, code = '', names = '', spec = '', unit = ''] = /^(\S+) (.+?) \[(.*)\] (\S+)$/.exec(row) ?? []
    const [name = '', ...aliases] = names.split('/')
    return { code, name, aliases, spec, unit, price: '10' }
  })
const SHOP = shop(
  'BX-35 胶靴/水鞋 [中筒 36-45码] 双',
  'BX-LG 雪地靴/棉靴 [短筒 36-40码] 双',
  'CT-120 餐台/长餐台 [1200*600*750] 张',
  'CT-140 餐台/长餐台 [1400*700*750] 张',
  'ZD-60 方凳/小方凳 [600*600] 张',
  'ZD-80 方凳/小方凳 [800*800] 张',
  'GQ-30 骨架圈/油圈 [30*45*8] 个',
  'GQ-45 骨架圈/油圈 [45*60*8] 个',
  'DZ-47 电感/片感 [0805 4.7K] 盘',
  'DZ-22 电感/片感 [0805 2.2K] 盘',
  'SF-15 闸阀/铜闸阀 [DN15 4分] 个',
  'SF-20 闸阀/铜闸阀 [DN20 6分] 个',
  'DJ-2 减速电机/马达机 [2.2kW 2极] 台',
  'DJ-4 减速电机/马达机 [2.2kW 4极] 台',
  'WW-4 隔断桌/组合卡位 [四人位] 套',
  'WW-6 隔断桌/组合卡位 [六人位] 套',
  'JD-C2 填缝剂/勾缝料 [C2TE 20kg] 袋',
  'JD-C1 填缝剂/勾缝料 [C1T 20kg] 袋',
  'DC-1 移动电池/备用电池 [10000mAh] 个',
  'DC-2 移动电池/备用电池 [20000mAh] 个',
  'BM-8 缠绕膜/打包膜 [8丝 1.5m*300m] 卷',
  'BM-5 缠绕膜/打包膜 [5丝 1.5m*300m] 卷',
)

describe('a spec chooses an article', () => {
  test.each([
    ['水鞋', '42码', 'BX-35'],
    ['长餐台', '1.4', 'CT-140'],
    ['小方凳', '60', 'ZD-60'],
    ['油圈', '45', 'GQ-45'],
    ['电感', '0805 4K7', 'DZ-47'],
    ['闸阀', '3/4"', 'SF-20'],
    ['闸阀', '四分', 'SF-15'],
    ['马达机', '2.2kW 4P', 'DJ-4'],
    ['组合卡位', '6人', 'WW-6'],
    ['填缝剂', 'C2', 'JD-C2'],
    ['备用电池', '2万毫安', 'DC-2'],
    ['打包膜', '8丝*1.5m', 'BM-8'],
  ])('%s %s', (name, spec, code) => expect(matchCatalogue({ name, spec }, SHOP).code).toBe(code))

  test('no size outside the range is meant', () => expect(matchCatalogue({ name: '棉靴', spec: '44码' }, SHOP).code).toBeNull())
})

const NAMELESS = shop(
  'RJ-57 收银卷/小票卷 [57*40 100卷/箱] 箱',
  'RJ-80 收银卷/小票卷 [80*60 50卷/箱] 箱',
  'ZC-62Z 滚珠轴承/轴承 [6302-ZZ] 套',
  'ZC-62R 滚珠轴承/轴承 [6302-2RS] 套',
  'TB-95 热封带/封带 [95mm] 卷',
)
describe('an article is known by its spec alone', () => {
  test.each([
    ['57*40', 'RJ-57'],
    ['80*60', 'RJ-80'],
    ['95mm', 'TB-95'],
  ])('%s', (spec, code) => expect(matchCatalogue({ name: '', spec }, NAMELESS).code).toBe(code))
  test('by its number under the name of its maker', () =>
    expect(matchCatalogue({ name: '哈轴', spec: '', code: '6302-ZZ' }, NAMELESS).code).toBe('ZC-62Z'))
  test('by its number without signs', () =>
    expect(matchCatalogue({ name: '', spec: '', code: 'RJ80' }, NAMELESS).code).toBe('RJ-80'))
  test.each(['50', '6302', '57*60', ''])('%s leaves several or none', (spec) =>
    expect(matchCatalogue({ name: '', spec }, NAMELESS).code).toBeNull(),
  )
  test('a measure says nothing of goods with another name', () =>
    expect(matchCatalogue({ name: '雨棚', spec: '95mm' }, NAMELESS).code).toBeNull())
})

const WORDS = shop(
  'YZ-D 会议椅/培训椅 [带扶手] 把',
  'YZ-B 会议椅/培训椅 [不带扶手] 把',
  'CF-S 红茶/工夫红茶 [足火 500g] 袋',
  'CF-Z 红茶/工夫红茶 [中足火 500g] 袋',
  'BC-H 柜板/橱柜板 [18厘 胡桃木纹] 张',
  'BC-B 柜板/橱柜板 [18厘 白] 张',
  'LH-120 礼品盒/天地盒 [30*20*10] 个',
  'LH-90 礼品盒/天地盒 [20*15*8] 个',
  'ST-L 橡胶手套/家务手套 [L码] 双',
  'ST-S 橡胶手套/家务手套 [S码] 双',
  'MB-1 面板/墙壁面板 [三开双控 白] 个',
  'MB-2 面板/墙壁面板 [三开单控 白] 个',
)
describe('words choose an article', () => {
  test.each([
    ['培训椅', '带扶手', 'YZ-D'],
    ['培训椅', '无扶手', 'YZ-B'],
    ['工夫红茶', '足火', 'CF-S'],
    ['天地盒', '大号', 'LH-120'],
    ['天地盒', '小号', 'LH-90'],
    ['家务手套', '大', 'ST-L'],
    ['三开双控', '', 'MB-1'],
  ])('%s %s', (name, spec, code) => expect(matchCatalogue({ name, spec }, WORDS).code).toBe(code))
  test('an article without a colour is not the one whose colour is missing', () =>
    expect(matchCatalogue({ name: '柜板', spec: '18厘', color: '灰' }, WORDS).code).toBeNull())
})
