import { amountInCapitals } from '../../../domain/money/amount-in-capitals'

test.each([
  ['0', '零元整'],
  ['0.05', '伍分'],
  ['0.30', '叁角整'],
  ['1.05', '壹元零伍分'],
  ['10.00', '壹拾元整'],
  ['105.30', '壹佰零伍元叁角整'],
  ['5580.00', '伍仟伍佰捌拾元整'],
  ['13020.50', '壹万叁仟零贰拾元伍角整'],
  ['100000', '壹拾万元整'],
  ['100000000', '壹亿元整'],
  ['100050000.00', '壹亿零伍万元整'],
  ['1002003004.56', '壹拾亿零贰佰万叁仟零肆元伍角陆分'],
  ['-12.34', '负壹拾贰元叁角肆分'],
])('%s yuan is written %s', (amount, words) => {
  expect(amountInCapitals(amount)).toBe(words)
})

test.each(['', 'abc', '1.234', '1e3', '1234567890123'])('%j is refused', (amount) => {
  expect(() => amountInCapitals(amount)).toThrow(RangeError)
})
