import { parseOrderText } from '../../../domain/intake/parse-order-text'
import { ROLES, spansOf } from '../../../domain/intake/learnt/line-roles'
import { mendPlaces } from '../../../domain/intake/learnt/mend-places'
import { piecesOf } from '../../../domain/intake/text/text-pieces'

const SIGNS: Record<string, (typeof ROLES)[number]> = {
  N: 'nameBegins',
  n: 'name',
  s: 'spec',
  C: 'colorBegins',
  c: 'color',
  q: 'quantity',
  u: 'unit',
  p: 'price',
}

/** Words with a role after mending. `marks`: a sign for what each piece was read as. */
function mended(plain: string, marks: string): string {
  const { pieces } = piecesOf(plain)
  expect(pieces).toHaveLength(marks.length)
  const roles = Uint8Array.from(marks, (m) => ROLES.indexOf(SIGNS[m] ?? 'none'))
  const shares = new Float64Array(pieces.length).fill(0.9)
  mendPlaces(plain, pieces, roles, shares)
  return spansOf(pieces, roles, shares)
    .filter((s) => s.role !== 'none')
    .map((s) => `${s.role}:${plain.slice(s.start, s.end).trim()}`)
    .join(' ')
}

test.each([
  ['a size in front of the colour', '地板 900 米白 20片', 'Nn.q.Cc.qu', 'name:地板 spec:900 color:米白 quantity:20 unit:片'],
  ['two colours', '手套 黑 20 白 30双', 'Nn.C.q.C.qu', 'name:手套 color:黑 quantity:20 color:白 quantity:30 unit:双'],
])('a bare figure between the goods and a count with its unit: %s', (_, plain, marks, words) =>
  expect(mended(plain, marks)).toBe(words),
)

test.each([
  ['with a size', '30支8的钻头', 'sss.Nn', 'quantity:30 unit:支 spec:8 name:钻头'],
  ['that was taken for a price', '六块50*70镜子', '..p.sNn', 'quantity:六 unit:块 spec:50*70 name:镜子'],
  ['behind another count', '钻头5支,2块砂轮', 'Nnqu...Nn', 'name:钻头 quantity:5 unit:支 quantity:2 unit:块 name:砂轮'],
])('a figure and a unit in front of the goods count them: %s', (_, plain, marks, words) =>
  expect(mended(plain, marks)).toBe(words),
)

test.each([
  ['a load', '再来一车地砖', '....Nn', 'name:地砖'],
  ['with another count', '2块砂轮5包', '..Nnqu', 'name:砂轮 quantity:5 unit:包'],
  ['a measure', '5米钢管', '..Nn', 'name:钢管'],
])('they do not: %s', (_, plain, marks, words) => expect(mended(plain, marks)).toBe(words))

test.each([
  ['asked for', '来俩插座', '..Nn', 'quantity:俩 name:插座'],
  ['behind a size', '插座,五孔的仨', 'Nn.ss..', 'name:插座 spec:五孔 quantity:仨'],
  ['people', '他们俩要插座', '....Nn', 'name:插座'],
])('two and three in one sign: %s', (_, plain, marks, words) => expect(mended(plain, marks)).toBe(words))

test('such counts are lines', () => {
  const { orders } = parseOrderText('4 台 抽水泵 QY15\n20 米 消防水带\n客户 宏远机电', {
    at: '2025-03-20T10:00:00+08:00',
    timezone: 'Asia/Shanghai',
    catalogue: null,
  })
  expect(orders[0]?.lines.map((l) => `${l.productName?.value} ${l.quantity?.value}${l.unit?.value}`)).toEqual([
    '抽水泵 4台',
    '消防水带 20米',
  ])
})

test.each([
  [
    'another size in front of a count for each',
    '饭盒1l和2l的各30个',
    'Nnss.....qu',
    'name:饭盒 spec:1l spec:2l quantity:30 unit:个',
  ],
  ['what one costs in the bracket behind a count', '[虾皮][30斤][73]', '.Nn..qu..q.', 'name:虾皮 quantity:30 unit:斤 price:73'],
  ['no size ends with asking', '米酒12先要8箱', 'Nnss.qu', 'name:米酒 spec:12 quantity:8 unit:箱'],
])('%s', (_, plain, marks, words) => expect(mended(plain, marks)).toBe(words))
