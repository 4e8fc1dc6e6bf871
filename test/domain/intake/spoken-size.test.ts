import { spokenSize } from '../../../domain/intake/lines/line-values'

test.each([
  ['百分之十', '10%'],
  ['二分之一', '1/2'],
  ['两百毫升', '200毫升'],
  ['三乘二点五', '3*2.5'],
  ['三乘五', '3*5'],
  ['五乘八公分', '5*8公分'],
  ['二乘一点零', '2*1.0'],
  ['一米二乘三百五乘一百五', '1.2米*350*150'],
  ['七零四二', '7042'],
  ['十二伏六毫米', '12伏6毫米'],
  ['七瓦', '7瓦'],
  ['两公斤半', '2.5公斤'],
  ['一匹半', '1.5匹'],
  ['十三点六杠三十八', '13.6-38'],
  ['一比二十', '一比20'],
  ['一百比二十', '100:20'],
])('a size that was dictated is written in digits: %s', (said, written) => {
  expect(spokenSize(said)).toBe(written)
})

test.each(['三抽', '一级', '三人位', '一开单控', '六类', '10mm 三层'])('a word that holds a numeral stays: %s', (words) => {
  expect(spokenSize(words)).toBe(words)
})
