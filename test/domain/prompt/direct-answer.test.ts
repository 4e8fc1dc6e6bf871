import { answerIn, fitsAsAnswer, pricesInTurn } from '../../../domain/prompt/direct-answer'

const fits = (part: string, text: string): boolean => fitsAsAnswer(`lines.l1.${part}`, text, '2026-03-02')

test.each(['云和的改成100令', '按方案', '价格照旧', '卡其的单价13'])('%s names no goods', (text) => {
  expect(fits('name', text)).toBe(false)
})

test.each(['80g双胶纸 787*1092', '改成铜版纸 157g'])('%s may be the goods that were asked for', (text) => {
  expect(fits('name', text)).toBe(true)
})

test('a price is no customer', () => {
  expect(fitsAsAnswer('customerName', '卡其的单价13', '2026-03-02')).toBe(false)
  expect(fitsAsAnswer('customerName', '云和纸品', '2026-03-02')).toBe(true)
})

test.each(['上面那个是不含税的', '等下我问问', '不知道', '你看着填', '不是这家'])('%s names nobody and nothing', (text) => {
  expect(fits('name', text)).toBe(false)
  expect(fitsAsAnswer('customerName', text, '2026-03-02')).toBe(false)
  expect(fitsAsAnswer('contactName', text, '2026-03-02')).toBe(false)
})

test('an answer may stand beside others', () => {
  expect(answerIn('lines.l1.unitPrice', '3.5，下周三，送工地', '2026-03-02')).toBe('3.5')
  expect(answerIn('requestedDate', '开专票，3月10号', '2026-03-02')).toBe('开专票，3月10号')
  expect(answerIn('customerName', '送工地，下周三', '2026-03-02')).toBeUndefined()
  expect(fitsAsAnswer('requestedDate', '月底前', '2026-03-02')).toBe(true)
})

test('as many prices as goods wait for one are theirs in turn', () => {
  expect(pricesInTurn('3.5 0.24 下周三', 2, '2026-03-02')).toEqual({ prices: ['3.5', '0.24'], rest: '下周三' })
  expect(pricesInTurn('3.5/0.24', 2, '2026-03-02')).toEqual({ prices: ['3.5', '0.24'], rest: '' })
  expect(pricesInTurn('3.5 下周三', 2, '2026-03-02')).toBeUndefined()
})
