import type { CatalogueProduct, Draft, DraftLine } from '../../../domain/intake/draft'
import { linesOf } from '../../../domain/intake/learnt/learnt-lines'
import { lineSpans, rolesByFields, spansOf, type Role, type RoleSpan } from '../../../domain/intake/learnt/line-roles'
import { normaliseText } from '../../../domain/intake/text/normalise-text'
import { likelyOp } from '../../../domain/intake/learnt/op-model'
import { parseByRules, parseOrderText } from '../../../domain/intake/parse-order-text'
import { piecesOf } from '../../../domain/intake/text/text-pieces'

const context = { at: '2026-03-05T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }

/** Words of a text with their roles, in the order in which they stand there. */
const marked = (text: string, words: [string, Role][]): RoleSpan[] => {
  let at = 0
  return words.map(([word, role]) => {
    const start = text.indexOf(word, at)
    at = start + word.length
    return { role, start, end: at, sure: 1 }
  })
}
const told = (l: DraftLine): string =>
  [
    l.productName?.value ?? l.productCode?.value,
    l.spec?.value,
    l.color?.value,
    `${l.quantity?.value ?? ''}${l.quantityMax ? `-${l.quantityMax.value}` : ''}${l.unit?.value ?? ''}`,
    l.unitPrice ? `${l.unitPrice.value}${l.priceUnit ? `/${l.priceUnit.value}` : ''}` : undefined,
    l.amount?.value,
  ]
    .map((v) => v ?? '')
    .join('|')
    .replace(/\|+$/, '')
const lines = (text: string, words: [string, Role][], catalogue: CatalogueProduct[] | null = null): string[] => {
  const normal = normaliseText(text)
  return linesOf(normal, catalogue, lineSpans(normal.plain, marked(normal.plain, words))).map((l) => told(l.line))
}

describe('words whose roles are known become lines', () => {
  test('a name and its count, with a price and what it is per', () =>
    expect(
      lines('梅林茶叶12盒，88一盒', [
        ['梅林茶叶', 'name'],
        ['12', 'quantity'],
        ['盒', 'unit'],
        ['88', 'price'],
        ['盒', 'per'],
      ]),
    ).toEqual(['梅林茶叶|||12盒|88/盒']))

  test('a half behind the unit, and a tolerance in front of it, hide no unit', () => {
    expect(
      lines('石灰两袋半', [
        ['石灰', 'name'],
        ['两', 'quantity'],
        ['袋', 'unit'],
        ['半', 'quantity'],
      ]),
    ).toEqual(['石灰|||2.5袋'])
    expect(
      lines('垫圈2000±3%只', [
        ['垫圈', 'name'],
        ['2000', 'quantity'],
      ]),
    ).toEqual(['垫圈|||2000只'])
  })

  test('a sign that sounds like a unit is one where nothing follows it', () => {
    expect(
      lines('土豆20金，送到后门', [
        ['土豆', 'name'],
        ['20', 'quantity'],
      ]),
    ).toEqual(['土豆|||20斤'])
    expect(
      lines('土豆20金黄的', [
        ['土豆', 'name'],
        ['20', 'quantity'],
      ]),
    ).toEqual(['土豆|||20'])
  })

  test.each([
    ['海带结10盒，一块二毛八', '一块二毛八', '海带结|||10盒|1.28'],
    ['海带结10盒，十一块五一盒', '十一块五一', '海带结|||10盒|11.5/盒'],
    ['海带结10盒，盒价按36', '36', '海带结|||10盒|36/盒'],
    ['海带结10盒（76元盒）', '76', '海带结|||10盒|76/盒'],
  ])('a price and what it is per: %s', (text, price, line) =>
    expect(
      lines(text, [
        ['海带结', 'name'],
        ['10', 'quantity'],
        ['盒', 'unit'],
        [price, 'price'],
      ]),
    ).toEqual([line]),
  )

  test('the unit of another price is not that of this one, and a figure behind a length is none', () => {
    expect(
      lines('紫菜5斤680，海带350g 20片，55一片', [
        ['紫菜', 'name'],
        ['5', 'quantity'],
        ['斤', 'unit'],
        ['680', 'price'],
        ['海带', 'name'],
        ['20', 'quantity'],
        ['片', 'unit'],
        ['55', 'price'],
        ['片', 'per'],
      ]),
    ).toEqual(['紫菜|||5斤|680', '海带|||20片|55/片'])
    expect(
      lines('坯布500公斤，门幅1米75', [
        ['坯布', 'name'],
        ['500', 'quantity'],
        ['公斤', 'unit'],
        ['75', 'price'],
      ]),
    ).toEqual(['坯布|||500公斤'])
  })

  test('the type of an article that nothing else names is its number', () => {
    const list = [{ code: 'T-608-2Z', name: '滚轮', aliases: [], spec: '', unit: '只', price: '3' }]
    const words: [string, Role][] = [
      ['608-2z 加宽', 'spec'],
      ['40', 'quantity'],
      ['只', 'unit'],
    ]
    expect(lines('608-2Z 加宽 40只', words, list)).toEqual(['608-2Z|加宽||40只'])
    expect(lines('滚轮608-2Z 加宽 40只', [['滚轮', 'name'], ...words], list)).toEqual(['滚轮|608-2Z 加宽||40只'])
  })

  test('a number by a name goes with it to each colour', () => {
    const normal = normaliseText('QF07门帘：灰8幅，白12幅')
    const words = marked(normal.plain, [
      ['qf07', 'code'],
      ['门帘', 'name'],
      ['灰', 'color'],
      ['8', 'quantity'],
      ['幅', 'unit'],
      ['白', 'color'],
      ['12', 'quantity'],
      ['幅', 'unit'],
    ])
    expect(linesOf(normal, null, words).map(({ line }) => line.productCode?.value)).toEqual(['QF07', 'QF07'])
  })

  test('a size that is said again is one', () =>
    expect(
      lines('8寸鼓风机，就是8寸的3台', [
        ['8寸', 'spec'],
        ['鼓风机', 'name'],
        ['8寸', 'spec'],
        ['3', 'quantity'],
        ['台', 'unit'],
      ]),
    ).toEqual(['鼓风机|8寸||3台']))

  test('both ends of a range are one count', () =>
    expect(
      lines('砂石10到12吨', [
        ['砂石', 'name'],
        ['10', 'quantity'],
        ['12', 'quantity'],
        ['吨', 'unit'],
      ]),
    ).toEqual(['砂石|||10-12吨']))

  test('a count in front of which no word makes it hold for each is of one article', () => {
    expect(
      lines('foam 记忆枕30个', [
        ['foam', 'name'],
        ['记忆枕', 'name'],
        ['30', 'quantity'],
        ['个', 'unit'],
      ]),
    ).toHaveLength(1)
    expect(
      lines('窗帘红白30米', [
        ['窗帘', 'name'],
        ['红', 'color'],
        ['白', 'color'],
        ['30', 'quantity'],
        ['米', 'unit'],
      ]),
    ).toHaveLength(1)
  })

  test('sizes that are listed in one go have a count each', () =>
    expect(
      lines('雨靴 38、39、40码各12双', [
        ['雨靴', 'name'],
        ['38、39、40码', 'spec'],
        ['12', 'quantity'],
        ['双', 'unit'],
      ]),
    ).toEqual(['雨靴|38||12双', '雨靴|39||12双', '雨靴|40||12双']))

  test('of several goods for one count each keeps its own size', () =>
    expect(
      lines('护发素500ml和发膜各6瓶', [
        ['护发素', 'name'],
        ['500ml', 'spec'],
        ['发膜', 'name'],
        ['6', 'quantity'],
        ['瓶', 'unit'],
      ]),
    ).toEqual(['护发素|500ml||6瓶', '发膜|||6瓶']))

  test('a heading holds for the rows below it', () =>
    expect(
      lines('工装裤\nL 20条\nXL 30条', [
        ['工装裤', 'name'],
        ['l', 'spec'],
        ['20', 'quantity'],
        ['条', 'unit'],
        ['xl', 'spec'],
        ['30', 'quantity'],
        ['条', 'unit'],
      ]),
    ).toEqual(['工装裤|L||20条', '工装裤|XL||30条']))

  test('a unit that sounds like another one is read as meant', () =>
    expect(
      lines('柔软剂6通', [
        ['柔软剂', 'name'],
        ['6', 'quantity'],
        ['通', 'unit'],
      ]),
    ).toEqual(['柔软剂|||6桶']))

  test('a gift costs nothing, and a sum is no price', () =>
    expect(
      lines('插座10个 150元，送灯泡2个', [
        ['插座', 'name'],
        ['10', 'quantity'],
        ['个', 'unit'],
        ['150元', 'amount'],
        ['送', 'price'],
        ['灯泡', 'name'],
        ['2', 'quantity'],
        ['个', 'unit'],
      ]),
    ).toEqual(['插座|||10个||150', '灯泡|||2个|0']))

  test('a sign of times in front of a count is part of neither', () =>
    expect(
      lines('轴承6204x50', [
        ['轴承', 'name'],
        ['6204x', 'code'],
        ['50', 'quantity'],
      ]),
    ).toEqual(['轴承|||50']))
})

test('the roles of words by their fields tell the same words again', () => {
  const text = '华新五金：手套30双、口罩5盒'
  const parsed = parseByRules(text, context)
  const normal = normaliseText(text)
  const { pieces } = piecesOf(normal.plain)
  const words = spansOf(pieces, rolesByFields(normal, pieces, parsed))
    .filter((s) => s.role !== 'none')
    .map((s) => `${s.role} ${text.slice(s.start, s.end)}`)
  expect(words).toEqual(['customer 华新五金', 'name 手套', 'quantity 30', 'unit 双', 'name 口罩', 'quantity 5', 'unit 盒'])
})

test.each([
  ['手套再加20双', 'add'],
  ['手套不要了', 'remove'],
  ['手套改成20双', 'set'],
] as const)('what is done with a line of a running order: %s', (text, op) => {
  const at = text.indexOf('20双')
  const line: DraftLine = at < 0 ? {} : { quantity: { value: '20', spans: [], confidence: 1 } }
  line.productName = { value: '手套', spans: [], confidence: 1 }
  expect(likelyOp(text, { line, start: 0, end: at < 0 ? 2 : text.length }, 0, text.length)).toBe(op)
})

const named = (orders: Draft[]): string[] => orders.map((o) => `${o.customerName?.value}: ${o.lines.map(told).join(' ')}`)
test('two buyers in one message are two orders', () =>
  expect(named(parseOrderText('明珠饭店：可乐5箱，雪碧3箱；海天酒楼：可乐10箱', context).orders)).toEqual([
    '明珠饭店: 可乐|||5箱 雪碧|||3箱',
    '海天酒楼: 可乐|||10箱',
  ]))

test('a line that rules and tables read otherwise is asked about', () => {
  const text = '匀染剂6通，渗透剂4通，明天送广源染厂'
  const [ruled, read] = [parseByRules(text, context), parseOrderText(text, context)]
  expect(ruled.orders[0]?.lines.map(told)).not.toEqual(read.orders[0]?.lines.map(told))
  expect(read.doubts.map((d) => d.path)).toEqual(expect.arrayContaining(['orders[0].lines[0]', 'orders[0].lines[1]']))
})

test('an article that the list has just so is not asked about, a word beside it is', () => {
  const product = (code: string, name: string, spec: string, unit: string, aliases: string[] = []) => ({
    code,
    name,
    aliases,
    spec,
    unit,
    price: '1.00',
  })
  const catalogue = [
    product('LS-8', '外六角螺栓', 'M8*30 8.8级', '套', ['外六角']),
    product('LS-10', '外六角螺栓', 'M10*40 8.8级', '套', ['外六角']),
  ]
  const doubted = (text: string) =>
    parseOrderText(text, { ...context, catalogue })
      .doubts.filter((d) => d.reason === 'LOW_CONFIDENCE')
      .map((d) => d.path)
  expect(doubted('永兴机电 外六角 M8*30 5000套 M10*40 3000套')).toEqual([])
  expect(doubted('永兴机电 外六角 M10*40 316 镍白 1000套')).toEqual(['orders[0].lines[0]'])
})

test('a list of hundreds of counts is read in a time that grows with its length', () => {
  const text = (rows: number): string => `${'螺丝M8 100个\n'.repeat(rows)}宏达五金`
  const took = (rows: number): number => {
    const began = process.cpuUsage()
    parseOrderText(text(rows), context)
    const { user, system } = process.cpuUsage(began)
    return user + system
  }
  took(50)
  const [short, long] = [Math.max(took(60), 1), took(360)]
  expect(long / short).toBeLessThan(24)
})

describe('goods of a change that are named once', () => {
  const changed = (text: string, words: [string, Role][]): string[] => {
    const normal = normaliseText(text)
    return linesOf(normal, null, lineSpans(normal.plain, marked(normal.plain, words)), true).map((l) => told(l.line))
  }
  test('have the name of the row above', () =>
    expect(
      changed('20寸的风扇不要了\n24寸的撤掉', [
        ['20寸', 'spec'],
        ['风扇', 'name'],
        ['24寸', 'spec'],
      ]),
    ).toEqual(['风扇|20寸', '风扇|24寸']))
  test('have the name in front of them', () =>
    expect(
      changed('雨伞黑的撤掉，酒红的也不要', [
        ['雨伞', 'name'],
        ['黑', 'color'],
        ['酒红', 'color'],
      ]),
    ).toEqual(['雨伞||黑', '雨伞||酒红']))
})
