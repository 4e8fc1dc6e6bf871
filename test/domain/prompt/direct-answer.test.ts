import { fitsAsAnswer } from '../../../domain/prompt/direct-answer'

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
