import { parseOrderText } from '../../../domain/intake/parse-order-text'
import { isTradeSize } from '../../../domain/intake/words/trade-sizes'

const article = (code: string, name: string, unit: string, price: string, aliases: string[] = []) => ({
  code,
  name,
  aliases,
  unit,
  price,
})
const CATALOGUE = [
  article('Y-1', '秋季运动套装', '套', '126', ['秋装', '秋季校服']),
  article('Y-2', '防寒服', '件', '165'),
  article('Y-3', '百褶短裙', '条', '58', ['短裙']),
  article('X-1', '帆布胶鞋', '双', '39', ['胶鞋']),
]
const linesOf = (text: string, catalogue: typeof CATALOGUE | null = CATALOGUE): string[] =>
  parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue }).orders.flatMap((o) =>
    o.lines.map((l) =>
      [
        l.productName?.value,
        l.spec?.value,
        `${l.quantity?.value ?? ''}${l.unit?.value ?? ''}`,
        l.unitPrice && `@${l.unitPrice.value}`,
      ]
        .filter(Boolean)
        .join(' '),
    ),
  )

test.each([
  ['heights of clothes', '育新小学补秋季校服，130的12套，140的8套', ['秋季校服 130 12套', '秋季校服 140 8套']],
  ['a height behind the goods', '订2套秋装155，还要短裙M1条', ['秋装 155 2套', '短裙 M 1条']],
  ['heights in a row', '秋季校服 120 20套 125 30套', ['秋季校服 120 20套', '秋季校服 125 30套']],
  ['numbers of shoes', '胶鞋36.5的5双，40的12双', ['胶鞋 36.5 5双', '胶鞋 40 12双']],
])('a size of the trade is no price: %s', (_, text, lines) => expect(linesOf(text)).toEqual(lines))

test.each([
  ['what the list asks', '秋装126的20套', ['秋装 20套 @126']],
  ['what is told to be per piece', '防寒服30件，150一件', ['防寒服 30件 @150']],
  ['what stands behind the word for it', '秋装20套，按130', ['秋装 20套 @130']],
  ['what the list asks though it may be a size', '胶鞋39的5双', ['胶鞋 5双 @39']],
])('a price stays: %s', (_, text, lines) => expect(linesOf(text)).toEqual(lines))

test.each([
  ['130', '校服', '套', true],
  ['132', '校服', '套', false],
  ['130', '校服', '箱', false],
  ['38', '雨靴', '双', true],
  ['130', '雨靴', '双', false],
  ['31', '牛仔裤', '条', true],
  ['130', '水泥', '袋', false],
])('%s of %s by the %s', (figure, goods, unit, is) => expect(isTradeSize(figure, goods, unit)).toBe(is))
