import type { Draft, IntakeContext } from '../../../domain/intake/draft'
import { parseCorrection } from '../../../domain/intake/changes/parse-correction'

const read = (value: string) => ({ value, spans: [], confidence: 1 })
const catalogue: IntakeContext['catalogue'] = [
  { code: 'T8011', name: '雪纺', aliases: ['75D雪纺'], spec: '75D 门幅150cm', unit: '米', price: '6.20' },
  { code: 'C2102', name: '全棉斜纹', aliases: ['斜纹', '纱卡'], spec: '20S 门幅57寸', unit: '米', price: '13.50' },
  { code: 'L5500', name: '亚麻', aliases: ['麻布'], spec: '11S 门幅55寸', unit: '米', price: '28.00' },
]
const context: IntakeContext = { at: '2026-03-02T09:30:00+08:00', timezone: 'Asia/Shanghai', senderRole: 'sales', catalogue }
const chiffon = (color: string, quantity: string) => ({
  productName: read('雪纺'),
  catalogCode: 'T8011',
  spec: read('75D'),
  color: read(color),
  quantity: read(quantity),
  unit: read('米'),
  unitPrice: read('6.2'),
})
const twill = {
  productName: read('全棉斜纹'),
  catalogCode: 'C2102',
  spec: read('20S 门幅57寸'),
  color: read('藏青'),
  quantity: read('500'),
  unit: read('米'),
  unitPrice: read('13.5'),
}
const ONE: Draft = { phones: [], lines: [chiffon('黑色', '1500')] }
const TWO: Draft = { phones: [], lines: [chiffon('米白', '3000'), twill] }
const THREE: Draft = { phones: [], lines: [chiffon('米白', '3000'), chiffon('黑色', '1500'), twill] }

/** The values of a line in the order of their names. */
const inOrder = (change: string): string => (/^(?:set|add) /.test(change) ? change.split(' ').sort().join(' ') : change)

/** What the words change, short: set 1 quantity=300; what is not understood behind a question mark. */
const changes = (text: string, base: Draft): string[] => {
  const { orders, doubts } = parseCorrection(text, context, base)
  const [draft] = orders
  if (!draft) return []
  const { lines, phones, address, ...fields } = draft
  const valueOf = (v: unknown): string => (v && typeof v === 'object' && 'value' in v ? String(v.value) : String(v))
  return [
    ...lines.map((l) => {
      const { op, lineIndex, spec, ...more } = l
      const said = Object.entries({ ...more, ...(op === 'add' ? {} : { spec }) })
        .filter(([k, v]) => v !== undefined && v !== null && k !== 'priceCheck')
        .map(([k, v]) => `${k}=${valueOf(v)}`)
      return inOrder([op, lineIndex === undefined ? '' : lineIndex + 1, ...said].filter((w) => w !== '').join(' '))
    }),
    ...phones.map((p) => `phone=${p.value}`),
    ...(address ? [`address=${address.raw.value}`] : []),
    ...Object.entries(fields).map(([k, v]) => `${k}=${valueOf(v)}`),
    ...doubts.map((d) => `? ${d.reason} ${d.params?.['words']}`),
  ]
}

test.each<[string, Draft, string[]]>([
  ['数量改成300，颜色要米白', ONE, ['set 1 quantity=300 color=米白']],
  ['数量300', ONE, ['set 1 quantity=300']],
  ['改成2000米', ONE, ['set 1 quantity=2000 unit=米']],
  ['改2000', ONE, ['set 1 quantity=2000']],
  ['单价改6.1', ONE, ['set 1 unitPrice=6.1']],
  ['单价6块1', ONE, ['set 1 unitPrice=6.1']],
  ['颜色换成藏青', ONE, ['set 1 color=藏青']],
  ['换成藏青的', ONE, ['set 1 color=藏青']],
  ['再加200米', ONE, ['set 1 quantity=1700']],
  ['少要500米', ONE, ['set 1 quantity=1000']],
  ['加到1800米', ONE, ['set 1 quantity=1800 unit=米']],
  ['再加纱卡 藏青 500米，13.5', ONE, ['add productName=纱卡 catalogCode=C2102 color=藏青 quantity=500 unit=米 unitPrice=13.5']],
])('one line: %s', (text, base, expected) => {
  expect(changes(text, base)).toEqual(expected.map(inOrder))
})

test.each<[string, Draft, string[]]>([
  ['第二行不要了', TWO, ['remove 2']],
  ['第2个改成800米', TWO, ['set 2 quantity=800 unit=米']],
  ['雪纺单价改6.1，纱卡改成800米', TWO, ['set 1 unitPrice=6.1', 'set 2 quantity=800 unit=米']],
  ['纱卡不要了', TWO, ['remove 2']],
  ['黑色的改成1800米，颜色要深灰', THREE, ['set 2 quantity=1800 unit=米 color=深灰']],
  ['米白改成深灰', THREE, ['set 1 color=深灰']],
  ['3000改成3500', THREE, ['set 1 quantity=3500']],
  ['雪纺单价改6.1', THREE, ['set 1 unitPrice=6.1', 'set 2 unitPrice=6.1']],
  ['单价都改成6', THREE, ['set 1 unitPrice=6', 'set 2 unitPrice=6', 'set 3 unitPrice=6']],
  ['纱卡颜色要卡其', THREE, ['set 3 color=卡其']],
  ['纱卡加200米', THREE, ['set 3 quantity=700']],
  ['黑色1800米', THREE, ['set 2 quantity=1800 unit=米']],
  ['第一行和第三行不要了', THREE, ['remove 1', 'remove 3']],
])('several lines: %s', (text, base, expected) => {
  expect(changes(text, base)).toEqual(expected.map(inOrder))
})

test.each<[string, Draft, string[]]>([
  ['单价改6.1', TWO, ['? WHICH_LINE 单价改6.1']],
  ['雪纺改成2000米', THREE, ['? WHICH_LINE 雪纺改成2000米']],
  ['雪纺不要了', THREE, ['? WHICH_LINE 雪纺不要了']],
  ['第5行改成200米', TWO, ['? NO_SUCH_LINE 第5行改成200米']],
  ['第4行不要了', TWO, ['? NO_SUCH_LINE 第4行不要了']],
  ['数量改成300，帮忙看下门幅够不够', ONE, ['set 1 quantity=300', '? NOT_READ 帮忙看下门幅够不够']],
])('what cannot be told is asked, not changed: %s', (text, base, expected) => {
  expect(changes(text, base)).toEqual(expected.map(inOrder))
})

test.each<[string, Draft, string[]]>([
  [
    '地址换成浙江省杭州市余杭区良渚街道88号，找小陈 13812345678',
    TWO,
    ['phone=13812345678', 'address=浙江省杭州市余杭区良渚街道88号', 'contactName=小陈'],
  ],
  ['地址改成老厂区3号门', TWO, ['address=老厂区3号门']],
  ['联系人换成王姐', TWO, ['contactName=王姐']],
  ['客户改成红叶制衣', TWO, ['customerName=红叶制衣']],
  ['交期改到3月20号', TWO, ['requestedDate=2026-03-20', 'dateKind=on']],
  ['付款改成月结30天', TWO, ['paymentTerms=monthly:30']],
  ['包装要卷装加纸管', TWO, ['packaging=卷装加纸管']],
  ['备注加一句：要防潮', TWO, ['notes=要防潮']],
])('what is said of the whole order: %s', (text, base, expected) => {
  expect(changes(text, base)).toEqual(expected)
})

test('words that begin like a label name no customer', () => {
  expect(parseCorrection('客户要求急', context, TWO).orders[0]?.customerName).toBeUndefined()
})

test('another article in the place of a line keeps the quantity', () => {
  const [line] = parseCorrection('雪纺换成亚麻', context, TWO).orders[0]?.lines ?? []
  expect(line).toMatchObject({ op: 'set', lineIndex: 0, catalogCode: 'L5500' })
  expect(line?.quantity).toBeUndefined()
})

test('a line said anew as a whole has its size as size, not as count', () => {
  const base: Draft = {
    phones: [],
    lines: [{ productName: read('铜版纸'), spec: read('128g 889*1194'), quantity: read('50'), unit: read('令') }],
  }
  const [line] = parseCorrection('铜版纸 157g 889*1194 40令', { ...context, catalogue: null }, base).orders[0]?.lines ?? []
  expect([line?.op, line?.spec?.value, line?.quantity?.value, line?.unit?.value]).toEqual(['set', '157g 889*1194', '40', '令'])
})

test('more of the same name in another size is another article', () => {
  const base: Draft = {
    phones: [],
    lines: [{ productName: read('双胶纸'), spec: read('80g 889*1194'), quantity: read('30'), unit: read('令') }],
  }
  const linesOf = (text: string) => parseCorrection(text, { ...context, catalogue: null }, base).orders[0]?.lines ?? []
  expect(linesOf('再加50令70g双胶纸787*1092')).toMatchObject([{ op: 'add', quantity: { value: '50' } }])
  expect(linesOf('双胶纸再加20令')).toMatchObject([{ op: 'set', lineIndex: 0, quantity: { value: '50' } }])
})

test('a price tells its unit', () => {
  const base: Draft = { phones: [], lines: [{ productName: read('白卡纸'), quantity: read('10'), unit: read('令') }] }
  const [line] = parseCorrection('白卡纸单价按4900一吨算', { ...context, catalogue: null }, base).orders[0]?.lines ?? []
  expect([line?.unitPrice?.value, line?.priceUnit?.value]).toEqual(['4900', '吨'])
})

describe('lines of articles that differ in size', () => {
  const bolts: NonNullable<IntakeContext['catalogue']> = [
    { code: 'LS8', name: '外六角螺栓', aliases: ['外六角'], spec: 'M8*30', unit: '套', price: '0.42' },
    { code: 'LS10', name: '外六角螺栓', aliases: ['外六角'], spec: 'M10*40', unit: '套', price: '0.78' },
    { code: 'LM8', name: '六角螺母', aliases: ['螺母'], spec: 'M8', unit: '个', price: '0.08' },
    { code: 'LM10', name: '六角螺母', aliases: ['螺母'], spec: 'M10', unit: '个', price: '0.15' },
    { code: 'ZF80', name: '法兰闸阀', aliases: ['闸阀'], spec: 'DN80 PN16', unit: '台', price: '420' },
    { code: 'ZF100', name: '法兰闸阀', aliases: ['闸阀'], spec: 'DN100 PN16', unit: '台', price: '560' },
  ]
  const line = (catalogCode: string, quantity: string, unitPrice: string) => {
    const product = bolts.find((p) => p.code === catalogCode)
    return {
      productName: read(product?.name ?? ''),
      spec: read(product?.spec ?? ''),
      catalogCode,
      quantity: read(quantity),
      unitPrice: read(unitPrice),
    }
  }
  const base: Draft = {
    phones: [],
    lines: [line('LS8', '5000', '0.42'), line('LM8', '8000', '0.8'), line('ZF80', '6', '420'), line('ZF100', '4', '560')],
  }
  const told = (text: string) => {
    const { orders, doubts } = parseCorrection(text, { ...context, catalogue: bolts }, base)
    return [
      ...(orders[0]?.lines ?? []).map((l) =>
        [l.op, l.lineIndex, l.catalogCode, l.quantity?.value, l.unitPrice?.value].filter((v) => v != null).join(' '),
      ),
      ...doubts.map((d) => d.reason),
    ]
  }

  test.each([
    ['M8的螺栓少写了一个0，是50000', ['set 0 50000']],
    ['螺母单价多写了个0', ['set 1 0.08']],
    ['螺母多打了两个0', ['set 1 80']],
    ['少写了一个0', ['WHICH_LINE']],
    ['闸阀80的改成8台', ['set 2 8']],
    ['闸阀改成8台', ['WHICH_LINE']],
    ['螺母换成M10的，一样的数', ['set 1 LM10']],
    ['第二行写错了，是9000个', ['set 1 9000']],
    ['第三个419.5', ['set 2 419.5']],
    ['8*30的不要了', ['remove 0']],
    ['螺栓是3.55含税', ['set 0 3.55']],
    ['螺栓3.5螺母0.24', ['set 0 3.5', 'set 1 0.24']],
    ['M8*30涨到0.45', ['set 0 0.45']],
    ['都加1000', ['set 0 6000', 'set 1 9000', 'set 2 1006', 'set 3 1004']],
    ['单价都降一分', ['set 0 0.41', 'set 1 0.79', 'set 2 419.99', 'set 3 559.99']],
    ['螺栓单价涨5分', ['set 0 0.47']],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected)
  })
})
