import fc from 'fast-check'
import { parseOrderText } from '../../../domain/intake/parse-order-text'
import { LINEAR, growthOf } from '../../support/growth'

const context = { at: '2026-03-02T09:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }
const read = (text: string) => parseOrderText(text, context)

const PIECES = [
  '双胶纸',
  '80g',
  '120令',
  '单价',
  '1.5',
  '*',
  '/',
  '一',
  '二',
  '百',
  '万',
  '点',
  '，',
  '\n',
  ' ',
  '\t',
  '送',
  '佛山',
  '路',
  '号',
  '（',
  '）',
  '改成',
  '不要',
  '@',
  'a',
  'x',
  '-',
  '：',
  '|',
  '\u202e',
  '\u200b',
  '😀',
  '定金',
  '三成',
  '月结',
  '明天',
  '前',
  '13800138000',
]
const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 400 }).map((p) => p.join(''))

test('any text is read without a throw, and every span is a slice of the text', () => {
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
      for (const o of read(text).orders)
        for (const l of o.lines) for (const s of l.quantity?.spans ?? []) expect(text.slice(s.start, s.end)).toBe(s.text)
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['digits', '1234567890'],
  ['numerals', '一二三四五六七八九十百千万'],
  ['stars', '1*'],
  ['goods', '双胶纸80g 120令，'],
  ['places', '广东省佛山市南海区里水镇'],
  ['names', '老王小李阿强厂店公司'],
  ['brackets', '（（【【「「'],
  ['blanks', '   \t'],
  ['letters', 'aaaaaaaaaa'],
  ['dates', '下周三前12月3号'],
])('a long run of %s costs time in proportion to its length', async (_name, piece) => {
  const growth = await growthOf((size) => read(piece.repeat(Math.ceil(size / piece.length)).slice(0, size)), 400, 16, 3)
  expect(growth).toBeLessThan(LINEAR)
})

test('a text of 100 000 signs answers', () => {
  expect(read('双胶纸 80g 787*1092 120令 单价153，'.repeat(4_000)).intent).toBeDefined()
})
