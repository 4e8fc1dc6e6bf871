import type { CatalogueProduct, Read } from '../../../domain/intake/draft'
import { doubtsOf } from '../../../domain/intake/draft-doubts'
import { isTypeOf, matchCatalogue } from '../../../domain/intake/catalogue/match-catalogue'

/** Products as `code name/alias/alias [spec] unit`. */
const shop = (...rows: string[]): CatalogueProduct[] =>
  rows.map((row) => {
    const [, code = '', names = '', spec = '', unit = ''] = /^(\S+) (.+?) \[(.*)\] (\S+)$/.exec(row) ?? []
    const [name = '', ...aliases] = names.split('/')
    return { code, name, aliases, spec, unit, price: '10' }
  })

const PIPES = shop(
  'W15 弯头/内丝弯头 [304 DN15 90度] 个',
  'W20 弯头/内丝弯头 [304 DN20 90度] 个',
  'W25 弯头/内丝弯头 [304 DN25 90度] 个',
  'K6 踢脚板/地脚板 [高60mm] 米',
  'K8 踢脚板/地脚板 [高80mm] 米',
  'P1 钢板/平板 [304 1.0mm 1000*2000 2B] 张',
  'P2 钢板/平板 [304 2.0mm 1000*2000 2B] 张',
  'P2L 钢板/平板 [316L 2.0mm 1000*2000] 张',
)
const DRINKS = shop(
  'C5 汽水/瓶装汽水 [500ml*24瓶/箱] 箱',
  'C3 汽水/听装汽水 [330ml*24罐/箱] 箱',
  'B5 奶茶杯/塑杯 [90口径 500ml 500只/箱] 箱',
  'B7 奶茶杯/塑杯 [90口径 700ml 500只/箱] 箱',
  'R25 东北米/珍珠米 [25kg] 袋',
  'R10 东北米/珍珠米 [10kg] 袋',
  'O200 机油/液压机油 [46# 200L/桶] 桶',
  'O18 机油/液压机油 [46# 18L/桶] 桶',
)
const BEDS = shop(
  'S15 床笠/床罩 [150*200*25cm 全棉] 条',
  'S18 床笠/床罩 [180*200*25cm 全棉] 条',
  'L15 被套 [1.5m床 200*230] 条',
  'L18 被套 [1.8m床 220*240] 条',
)
const GLOVES = shop(
  'GM 丁腈手套/检查手套 [M 蓝 100只/盒] 盒',
  'GL 丁腈手套/检查手套 [L 蓝 100只/盒] 盒',
  'T17 笔记本包/双肩笔记本包 [17.3寸 尼龙] 个',
  'T15 笔记本包/双肩笔记本包 [15.6寸 尼龙] 个',
  'TL 压条/收边条 [T型 2.7米/条] 条',
  'LL 压条/收边条 [L型 2.7米/条] 条',
)
const PARTS = shop(
  'QP 刹车片/刹车皮/前片 [前轮] 套',
  'HP 刹车片/刹车皮/后片 [后轮] 套',
  'Z2 轴承/滚珠轴承 [6204-ZZ 20*47*14] 套',
  'R2 轴承/滚珠轴承 [6204-2RS 20*47*14] 套',
  'VB1 三角带/皮带 [B-1600] 条',
  'VB2 三角带/皮带 [B-1250] 条',
  'HD-77A 聚乙烯/中空料 [77A 中空级] 吨',
  'YL 孜然/孜然粒 [散装] 公斤',
  'YF 孜然/孜然粉 [散装] 公斤',
)
const WEAR = shop(
  'DJ 羽绒服/短羽绒 [白鸭绒90% 短款] 件',
  'CJ 羽绒服/长羽绒 [白鸭绒90% 长款] 件',
  'YF 渔夫帽/遮阳帽 [双面] 顶',
  'WB 插座/五孔 [10A 白色] 个',
  'WH 插座/五孔 [10A 深空灰] 个',
  'GW 糖浆/香草糖浆 [香草 750ml] 瓶',
  'GJ 糖浆/焦糖糖浆 [焦糖 750ml] 瓶',
  'BF 标签纸 [60*40 800张/卷] 卷',
  'BL 标签纸 [100*150 500张/卷] 卷',
)
const KITCHEN = shop(
  'KZ 空气炸锅/炸锅 [4.5L 机械] 台',
  'L20 铝框箱/铝框拉杆箱 [20寸] 只',
  'L24 铝框箱/铝框拉杆箱 [24寸] 只',
  'FT 粗薯/薯条 [9mm] 袋',
)

type Line = Parameters<typeof matchCatalogue>[0]
const codeOf = (catalogue: CatalogueProduct[], name: string, spec = '', more: Partial<Line> = {}): string | null =>
  matchCatalogue({ name, spec, ...more }, catalogue).code

describe('a measure is the same in every unit it is said in', () => {
  test.each([
    ['8公分', 'K8'],
    ['6厘米', 'K6'],
    ['80mm', 'K8'],
    ['八公分', 'K8'],
    ['80', 'K8'],
    ['60高', 'K6'],
  ])('踢脚板 %s is %s', (spec, code) => expect(codeOf(PIPES, '踢脚板', spec)).toBe(code))
  test.each([
    ['4分', 'W15'],
    ['6分', 'W20'],
    ['1寸', 'W25'],
    ['DN20', 'W20'],
  ])('弯头 %s is %s', (spec, code) => expect(codeOf(PIPES, '弯头', spec)).toBe(code))
  test.each([
    ['汽水', '500毫升', 'C5'],
    ['汽水', '0.33升', 'C3'],
    ['珍珠米', '50斤', 'R25'],
    ['珍珠米', '二十斤装', 'R10'],
    ['奶茶杯', '500', 'B5'],
    ['塑杯', '700注塑', 'B7'],
  ])('%s %s is %s', (name, spec, code) => expect(codeOf(DRINKS, name, spec)).toBe(code))
  test.each([
    ['床笠', '1.8米', 'S18'],
    ['床罩', '1米5', 'S15'],
    ['被套', '1米8', 'L18'],
    ['被套', '1.5床', 'L15'],
  ])('%s for a bed of %s is %s', (name, spec, code) => expect(codeOf(BEDS, name, spec)).toBe(code))
})

describe('letters and grades tell one article from another', () => {
  test.each([
    ['丁腈手套', 'M', 'GM'],
    ['检查手套', '大号', 'GL'],
    ['检查手套', 'size L', 'GL'],
    ['压条', 'T型', 'TL'],
    ['收边条', 'L型', 'LL'],
    ['笔记本包', '17寸', 'T17'],
  ])('%s %s is %s', (name, spec, code) => expect(codeOf(GLOVES, name, spec)).toBe(code))
  test.each([
    ['钢板', '316L', 'P2L'],
    ['钢板', '304 2.0', 'P2'],
    ['平板', '304 1个厚', 'P1'],
    // Cut to size: the measures of the sheet are others.
    ['平板', '304 1.0 600*900', 'P1'],
  ])('%s %s is %s', (name, spec, code) => expect(codeOf(PIPES, name, spec)).toBe(code))
  test.each([
    ['轴承', '6204ZZ', 'Z2'],
    ['轴承', '6204 两面胶盖', 'R2'],
    ['轴承', '6204铁封', 'Z2'],
    ['皮带', 'B1250', 'VB2'],
  ])('%s %s is %s', (name, spec, code) => expect(codeOf(PARTS, name, spec)).toBe(code))
  test('a part of an article number is enough where one article has it', () => {
    expect(codeOf(PARTS, '', '', { code: '77A' })).toBe('HD-77A')
  })
})

describe('words of the spec may stand in the name and the other way round', () => {
  test.each([
    ['前刹车片', '', 'QP'],
    ['后刹车皮', '', 'HP'],
    ['孜然', '粒', 'YL'],
    ['孜然', '粉', 'YF'],
  ])('%s %s is %s', (name, spec, code) => expect(codeOf(PARTS, name, spec)).toBe(code))
  test.each([
    ['听装汽水', '', 'C3'],
    ['汽水', '瓶装', 'C5'],
    ['液压机油', '46号 大桶', 'O200'],
    ['机油', '46#小桶', 'O18'],
  ])('%s %s is %s', (name, spec, code) => expect(codeOf(DRINKS, name, spec)).toBe(code))
  test('帽子 is the only hat there is', () => expect(codeOf(WEAR, '帽子')).toBe('YF'))
  test('colours are found in shades', () => {
    expect(codeOf(WEAR, '五孔', '', { color: '白' })).toBe('WB')
    expect(codeOf(WEAR, '五孔', '', { color: '灰' })).toBe('WH')
  })
  test('a size that the list does not have for clothes hinders nothing', () => {
    expect(codeOf(WEAR, '短羽绒', '130', { color: '红' })).toBe('DJ')
  })
  test.each([
    ['air fryer', '4.5L', 'KZ'],
    ['aluminium frame trolley', '24"', 'L24'],
    ['fries', '', 'FT'],
  ])('%s %s is %s in Chinese', (name, spec, code) => expect(codeOf(KITCHEN, name, spec)).toBe(code))
})

describe('none is chosen', () => {
  test.each([
    [PIPES, '弯头', ''],
    [PIPES, '弯头', 'DN65'],
    [PIPES, '钢板', '2.0'],
    [GLOVES, '丁腈手套', 'XL'],
    [GLOVES, '笔记本包', ''],
    [PARTS, '刹车片', ''],
    [PARTS, '轴承', '6204'],
    [DRINKS, '珍珠米', '5kg'],
    [WEAR, '标签纸', '100*100'],
    [WEAR, '糖浆', '海盐'],
    [WEAR, '雨伞', ''],
  ])('where several fit or none does: %#', (catalogue, name, spec) => expect(codeOf(catalogue, name, spec)).toBeNull())
  test('and it is said that several fit', () => {
    expect(matchCatalogue({ name: '弯头', spec: '' }, PIPES).candidates).toBe(3)
  })
  test('by a colour that only other articles have', () => {
    expect(codeOf(WEAR, '五孔', '', { color: '红' })).toBeNull()
  })
})

test('words beside the name of a known article make the line one to look at', () => {
  const read = (value: string): Read<string> => ({ value, spans: [], confidence: 0.9 })
  const context = { at: '2026-03-05T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: PIPES }
  const doubted = (name: string): string[] =>
    doubtsOf({ phones: [], lines: [{ productName: read(name), spec: read('8公分'), catalogCode: 'K8' }] }, 0, context).map(
      (d) => d.path,
    )
  expect(doubted('地脚板')).toEqual([])
  expect(doubted('老魏说的地脚板')).toEqual(['orders[0].lines[0]'])
})

describe('what is said twice, or as it sounds', () => {
  const PLATES = shop('F1 花纹板/防滑板 [1500*3000*4 Q235] 张', 'F2 花纹板/防滑板 [1500*1500*4 Q235] 张')
  test('a square one has its side twice', () => {
    expect(codeOf(PLATES, '防滑板', '1500*1500')).toBe('F2')
    expect(codeOf(PLATES, '防滑板', '1500*3000')).toBe('F1')
  })
  test('zh and z, ing and in sound alike', () => {
    expect(codeOf(shop('Z 樟脑丸/防虫丸 [] 包', 'Q 晴雨伞/遮阳伞 [] 把'), '脏脑丸', '')).toBe('Z')
    expect(codeOf(shop('Z 樟脑丸/防虫丸 [] 包', 'Q 晴雨伞/遮阳伞 [] 把'), '琴雨伞', '')).toBe('Q')
  })
})

describe('a type of an article', () => {
  const CHIPS = shop(
    'A1 驱动板/电机驱动 [TB6612FNG SSOP24] 片',
    'A2 驱动板/电机驱动 [DRV8833PWP HTSSOP16] 片',
    'T-608-2Z 滚轮 [] 只',
  )
  test('is known by the words of a spec, whole or its end', () => {
    expect(codeOf(CHIPS, '', '', { code: 'DRV8833PWP' })).toBe('A2')
    expect(codeOf(CHIPS, '', '', { code: '6612FNG' })).toBe('A1')
    expect(codeOf(CHIPS, '', '', { code: '608-2Z' })).toBe('T-608-2Z')
  })
  test('is told from a measure', () => {
    expect(['TB6612FNG', '608-2Z', '6082Z'].map((w) => isTypeOf(w, CHIPS))).toEqual([true, true, true])
    expect(['SSOP24', '24V', '608'].map((w) => isTypeOf(w, CHIPS))).toEqual([false, false, false])
  })
})

test('names in English are those of the list in Chinese', () => {
  const list = shop('C1 甲苯 [180kg/桶] 桶', 'P1 塑料托盘/托盘 [1200*1000] 块', 'H1 液压铰链/铰链 [全盖] 只')
  expect(['toluene', 'plastic pallet', 'hinge'].map((name) => codeOf(list, name, ''))).toEqual(['C1', 'P1', 'H1'])
})

describe('what is said in other words than those of the list', () => {
  const list = shop(
    'R1 电热毯 [单人] 条',
    'R2 雨伞/折叠伞 [八骨] 把',
    'A1 酒精/消毒酒精 [75% 500ml] 瓶',
    'A2 酒精/消毒酒精 [95% 500ml] 瓶',
  )
  it('is known by English words of trade, several of a thing too', () => {
    expect(matchCatalogue({ name: 'umbrellas', spec: '' }, list).code).toBe('R2')
    expect(matchCatalogue({ name: 'constructor', spec: '' }, list).code).toBeNull()
  })
  it('is a share in degrees', () => {
    expect(matchCatalogue({ name: '酒精', spec: '95度' }, list).code).toBe('A2')
  })
})

test('another length of what is listed with one alone is another article', () => {
  const rails = shop('DG-45 抽屉导轨/导轨 [45cm 三节] 副')
  expect(matchCatalogue({ name: '抽屉导轨', spec: '55cm' }, rails).code).toBeNull()
  expect(matchCatalogue({ name: '导轨', spec: '45cm' }, rails).code).toBe('DG-45')
})
