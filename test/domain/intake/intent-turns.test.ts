import { turnsCounts, turnsOf } from '../../../domain/intake/intent/intent-turns'
import { normaliseText } from '../../../domain/intake/text/normalise-text'

const turns = (text: string, refers = false): string[] => turnsOf(normaliseText(text), refers, true)

test.each([
  ['a count that becomes another', '华美那单毛巾压到30条', ['to', 'order of it', 'to, of an order']],
  ['one article struck', '那票毛巾划掉', ['drop', 'only drops', 'order of it']],
  ['more put in', '上面那张再塞20条毛巾', ['again', 'again, of an order']],
  ['another place', '那车货改卸城北仓', ['place of it', 'place of it, of an order']],
  ['another way', '那批不走德邦', ['way of it']],
  ['a row of it', '第3行毛巾改20条', ['row of it', 'to']],
  ['a quote and its change', '「老李：毛巾50条」\n改成80条', ['quotes', 'changes what it quotes 3']],
  ['the whole is off', '昨天那单取消，项目没批', ['whole gone', 'fell through']],
  ['a list of stock', '库存：毛巾30条，浴巾20条', ['stock', 'stock first', 'no wish']],
  ['goods offered to all', '清仓毛巾处理价3元，仅剩40条', ['offers', 'no wish']],
  ['colour cards', '毛巾色卡寄一本', ['samples', 'samples to be sent']],
  ['papers', '把那批货的检测报告拍给我', ['papers', 'papers to be sent']],
  ['a price asked for', '毛巾一次拿500条多少钱', ['price asked']],
])('%s', (_class, text, expected) => {
  expect(turns(text)).toEqual(expect.arrayContaining(expected))
})

test('an order has no turns of changing', () => {
  expect(turns('毛巾30条、浴巾20条，发杭州')).toContain('changes 0, of nothing')
})

test('an order number stands for the order that is changed', () => {
  expect(turns('毛巾加到30条')).not.toContain('to, of an order')
  expect(turns('毛巾加到30条', true)).toContain('to, of an order')
})

test.each([
  ['宏远五金追加：合页加40副', true],
  ['新苑的毛巾减两包，六包就行', true],
  ['丰泽门帘变3条，其余照发', true],
  ['宏远五金追加一批合页40副', false],
  ['跟上回一样，毛巾变成10包', false],
])('counts that turn: %s', (text, turned) => expect(turnsCounts(normaliseText(text).plain)).toBe(turned))
