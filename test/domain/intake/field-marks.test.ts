import { markFields } from '../../../domain/intake/text/field-marks'

test('fields behind one another on one line get the signs of fields on lines of their own', () => {
  expect(markFields('客户:金太阳 产品:彩色卡纸a4 180g 数量:200包')).toBe('客户:金太阳;产品:彩色卡纸a4 180g;数量:200包')
  expect(markFields('客户|金太阳，品名|卡纸/数量=20包')).toBe('客户:金太阳;品名:卡纸;数量:20包')
})

test('words of a sentence stay as they are', () => {
  for (const text of [
    '地址: 江西赣州 电话: 138',
    '数量改成300，颜色要米白',
    '品名 规格 数量 单价',
    '序号 | 名称 | 型号 | 数量 | 单价',
  ])
    expect(markFields(text)).toBe(text)
})
