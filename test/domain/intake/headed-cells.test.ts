import { gridOf, headedOf } from '../../../domain/intake/learnt/headed-cells'
import { parseOrderText } from '../../../domain/intake/parse-order-text'

const linesOf = (text: string): string[] =>
  parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orders.flatMap((o) =>
    o.lines.map((l) =>
      [
        o.customerName?.value,
        l.productName?.value,
        l.spec?.value,
        `${l.quantity?.value ?? ''}${l.unit?.value ?? ''}`,
        l.unitPrice?.value,
      ]
        .filter(Boolean)
        .join(' '),
    ),
  )

test('columns are told by their headings', () => {
  const plain = '客户 兴隆五金\n品名/规格/只数/单价\n水龙头/4分/60/12\n角阀/4分/80/9'
  expect(headedOf(plain)).toMatchObject({ columns: ['name', 'spec', 'quantity', 'price'], rows: [{}, {}] })
  expect(gridOf(plain)).toBeUndefined()
})

test('rows of counts below goods', () => {
  expect(gridOf('店\t豆浆\t油条\n东门店\t30\t50\n西门店\t20\t-')).toMatchObject({ labels: 1, rows: [{}, {}] })
  expect(gridOf('款号,颜色,S,M,合计\nK10,黑,5,6,11\nK11,白,7,8,15')).toMatchObject({ labels: 2, rows: [{}, {}] })
})

test.each(['豆浆 30\n油条 50\n包子 60', '东门店 豆浆 油条\n先送三十份', '单价 数量\n12 60', ''])(
  'no rows of counts: %#',
  (plain) => expect(gridOf(plain)).toBeUndefined(),
)

test('figures below headings are read by them', () =>
  expect(
    linesOf(
      '物资 / 型号 / 数 / 单位 / 单价\n水泵 / QY15 / 400 / 台 / 168\n滤网 / 80目 / 50 / 米 / 4\n软管 / Φ40 / 120 / 米 / 46',
    ),
  ).toEqual(['水泵 QY15 400台 168', '滤网 80目 50米 4', '软管 Φ40 120米 46']))

test('counts of shops are of the goods above them', () =>
  expect(linesOf('店\t豆浆\t油条\n东门店\t30\t50\n西门店\t20\t40')).toEqual([
    '东门店 豆浆 30',
    '东门店 油条 50',
    '西门店 豆浆 20',
    '西门店 油条 40',
  ]))
