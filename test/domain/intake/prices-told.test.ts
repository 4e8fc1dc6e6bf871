import type { CatalogueProduct } from '../../../domain/intake/draft'
import { linesOf } from '../../../domain/intake/learnt/learnt-lines'
import { lineSpans, type Role, type RoleSpan } from '../../../domain/intake/learnt/line-roles'
import { withPriceFigures } from '../../../domain/intake/learnt/price-figures'
import { withToldPrices } from '../../../domain/intake/learnt/prices-told'
import { normaliseText } from '../../../domain/intake/text/normalise-text'

/** Words of a text with their roles, in the order in which they stand there. */
const marked = (text: string, words: [string, Role][]): RoleSpan[] => {
  let at = 0
  return words.map(([word, role]) => {
    const start = text.indexOf(word, at)
    at = start + word.length
    return { role, start, end: at, sure: 1 }
  })
}
const prices = (text: string, words: [string, Role][], catalogue: CatalogueProduct[] | null = null): string[] => {
  const normal = normaliseText(text)
  const spans = withPriceFigures(normal.plain, lineSpans(normal.plain, marked(normal.plain, words)))
  return withToldPrices(normal, linesOf(normal, catalogue, spans), catalogue).map(
    ({ line }) =>
      `${line.productName?.value ?? ''} ${line.quantity?.value ?? ''} ${line.unitPrice?.value ?? '-'}${line.priceUnit ? `/${line.priceUnit.value}` : ''}${line.amount ? `=${line.amount.value}` : ''}`,
  )
}
const goods = (...words: string[]): [string, Role][] => words.map((w) => [w, /\d/.test(w) ? 'quantity' : 'name'])

test('articles first and their prices by name behind them are no more articles', () => {
  expect(prices('鱼竿5支，抄网8把\n抄网30，鱼竿120', goods('鱼竿', '5', '抄网', '8', '抄网', '30', '鱼竿', '120'))).toEqual([
    '鱼竿 5 120',
    '抄网 8 30',
  ])
  expect(prices('碳素鱼竿5支，折叠抄网8把，抄网30/把，鱼竿120/支', goods('碳素鱼竿', '5', '折叠抄网', '8'))).toEqual([
    '碳素鱼竿 5 120/支',
    '折叠抄网 8 30/把',
  ])
})

test.each([
  ['花岗岩板30平，谈到一百二', '花岗岩板 30 120'],
  ['花岗岩板30平，跟他讲的128含税，月结', '花岗岩板 30 128'],
  ['花岗岩板30平\n含税128，现结', '花岗岩板 30 128'],
  ['花岗岩板30平，总共4000含税', '花岗岩板 30 -'],
])('a price that was agreed, or beside the word tax: %s', (text, line) => {
  expect(prices(text, goods('花岗岩板', '30'))).toEqual([line])
})

test('as many prices as articles, in their order', () => {
  expect(prices('花岗岩板30平，路沿石50米，单价还按120跟85算', goods('花岗岩板', '30', '路沿石', '50'))).toEqual([
    '花岗岩板 30 120',
    '路沿石 50 85',
  ])
})

test('a price behind the name of one of several is not of the others', () => {
  expect(
    prices('充气城堡2个，泡沫球50包，城堡3600，其他照表', [...goods('充气城堡', '2', '泡沫球', '50'), ['3600', 'price']]),
  ).toEqual(['充气城堡 2 3600', '泡沫球 50 -'])
})

describe('figures are prices or sums by what they come to', () => {
  test.each([
    ['钓鱼线5盘*780=3900', '钓鱼线 5 780=3900'],
    ['钓鱼线 5 780 3900', '钓鱼线 5 780=3900'],
    ['钓鱼线 ×5 = 390', '钓鱼线 5 -=390'],
  ])('%s', (text, line) => expect(prices(text, goods('钓鱼线', '5'))).toEqual([line]))

  test('a bare figure in front of the counts of colours is what each costs, unless they come to it', () => {
    const words: [string, Role][] = [
      ['钓鱼服', 'name'],
      ['58', 'quantity'],
      ['红', 'color'],
      ['20', 'quantity'],
      ['黑', 'color'],
      ['30', 'quantity'],
    ]
    expect(prices('钓鱼服58，红20黑30', words)).toEqual(['钓鱼服 20 58', '钓鱼服 30 58'])
    expect(
      prices(
        '钓鱼服50，红20黑30',
        words.map(([w, r]) => [w === '58' ? '50' : w, r]),
      ),
    ).toHaveLength(3)
  })

  const listed = (price: string): CatalogueProduct[] => [{ code: 'XSD-1', name: '吸顶灯', aliases: [], unit: '个', price }]
  const lamps = (figure: string, role: Role): [string, Role][] => [
    ['吸顶灯', 'name'],
    ...(role === 'spec' ? [[figure, role] as [string, Role]] : []),
    ['12', 'quantity'],
    ['个', 'unit'],
    ...(role === 'spec' ? [] : [[figure, role] as [string, Role]]),
  ]
  test('the price list tells what one costs from what all come to', () => {
    expect(prices('吸顶灯12个，600', lamps('600', 'price'), listed('52'))).toEqual(['吸顶灯 12 -=600'])
    expect(prices('吸顶灯12个，50', lamps('50', 'amount'), listed('52'))).toEqual(['吸顶灯 12 50'])
    expect(prices('吸顶灯240那个来12个', lamps('240', 'spec'), listed('255'))).toEqual(['吸顶灯 12 240'])
    expect(prices('吸顶灯240那个来12个', lamps('240', 'spec'), listed('52'))).toEqual(['吸顶灯 12 -'])
  })
})

describe('money in coins, sums by their label, and figures of papers', () => {
  const told = (...words: [string, Role][]): [string, Role][] => [['纽扣', 'name'], ['500', 'quantity'], ['颗', 'unit'], ...words]
  test('a few cents are a price', () => {
    expect(prices('纽扣500颗，6分一颗', told(['6', 'price']))).toEqual(['纽扣 500 0.06/颗'])
    expect(prices('纽扣500颗，3分钱一颗', told(['3分', 'spec']))).toEqual(['纽扣 500 0.03/颗'])
    expect(prices('纽扣500颗，一毛二分五一颗', told(['一毛二分五', 'price']))).toEqual(['纽扣 500 0.125/颗'])
    expect(
      prices('纽扣按三分二给500颗', [
        ['纽扣', 'name'],
        ['三分二', 'spec'],
        ['500', 'quantity'],
      ]),
    ).toEqual(['纽扣 500 0.032'])
  })
  test('money alone closes a row', () => expect(prices('纽扣500颗...两块\n', told())).toEqual(['纽扣 500 2']))
  test('a labelled sum is what the line comes to', () => {
    expect(prices('纽扣500颗\n金额: 850元', told(['850', 'price']))).toEqual(['纽扣 500 -=850'])
    const two = told(['线轴', 'name'], ['20', 'quantity'], ['850', 'field'])
    expect(prices('纽扣500颗，线轴20个\n金额: 850元', two)).toEqual(['纽扣 500 -', '线轴 20 -'])
  })
  test('the end of a number of papers is no money', () =>
    expect(prices('纽扣500颗，身份证尾号4402', told(['4402', 'price']))).toEqual(['纽扣 500 -']))
})

test('a row that begins with money has it for its count', () => {
  const rows: [string, Role][] = [
    ['雨靴', 'name'],
    ['6', 'quantity'],
    ['雨衣', 'name'],
    ['9', 'quantity'],
  ]
  expect(prices('¥45｜雨靴｜×6\n¥38｜雨衣｜×9', rows)).toEqual(['雨靴 6 45', '雨衣 9 38'])
  expect(prices('45/双 雨靴 6双\n38/件 雨衣 9件', rows)).toEqual(['雨靴 6 45/双', '雨衣 9 38/件'])
})

test('what was too much is no price, what is said then is', () =>
  expect(
    prices('雨靴6双，你说48太高，45一双我就定', [
      ['雨靴', 'name'],
      ['6', 'quantity'],
      ['48', 'price'],
    ]),
  ).toEqual(['雨靴 6 45/双']))
