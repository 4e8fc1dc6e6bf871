import { parseOrderText } from '../../../domain/intake/parse-order-text'

const linesOf = (text: string): string[] =>
  parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orders.flatMap((o) =>
    o.lines.map((l) =>
      [
        l.productName?.value,
        l.spec?.value,
        l.color?.value,
        `${l.quantity?.value ?? ''}${l.unit?.value ?? ''}`,
        l.unitPrice && `@${l.unitPrice.value}`,
      ]
        .filter(Boolean)
        .join(' '),
    ),
  )

test('a size in a heading is of the rows below it alone', () =>
  expect(linesOf('[五金](304)\n合页 20只\n门吸 30个\n[板材](18mm)\n多层板 20张\n密度板 10张')).toEqual([
    '合页 304 20只',
    '门吸 304 30个',
    '多层板 18mm 20张',
    '密度板 18mm 10张',
  ]))

test('a heading over rows that name their own goods only sorts them', () =>
  expect(linesOf('【奶茶】\n红茶 3箱\n【茶/粉】\n植脂末 5袋\n抹茶粉 2包\n【糖】\n果糖 5桶')).toEqual([
    '红茶 3箱',
    '植脂末 5袋',
    '抹茶粉 2包',
    '果糖 5桶',
  ]))

test('headings that are all colours tell them', () =>
  expect(linesOf('【黑色】\n卫衣 3件\n帽子 5顶\n【白色】\n卫衣 4件\n帽子 6顶')).toEqual([
    '卫衣 黑色 3件',
    '帽子 黑色 5顶',
    '卫衣 白色 4件',
    '帽子 白色 6顶',
  ]))

test('headings over rows of colours and sizes name the goods', () =>
  expect(linesOf('【连帽卫衣】58/件\n黑 M 3件\n白 L 5件\n【圆领衫】29/件\n黑 M 10件\n白 S 4件')).toEqual([
    '连帽卫衣 M 黑 3件 @58',
    '连帽卫衣 L 白 5件 @58',
    '圆领衫 M 黑 10件 @29',
    '圆领衫 S 白 4件 @29',
  ]))

test('a name with its price heads the rows up to the next one', () =>
  expect(linesOf('工装裤 68元/条\nM 20条\nL 30条\n马甲 35元/件\nM 10件\nL 20件')).toEqual([
    '工装裤 M 20条 @68',
    '工装裤 L 30条 @68',
    '马甲 M 10件 @35',
    '马甲 L 20件 @35',
  ]))
