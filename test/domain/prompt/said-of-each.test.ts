import { saidOfEach } from '../../../domain/prompt/said-of-each'

const waiting = [
  { number: 'GD002-20261130-01', names: ['云和纸品', '云和', 'A4复印纸'] },
  { number: 'GD001-20261130-01', names: ['锦程印刷', '锦程', '双胶纸'] },
]
const three = [...waiting, { number: 'GD001-20261130-02', names: ['锦程印刷', '锦程', '牛皮纸'] }]
const said = (text: string, all = waiting) =>
  saidOfEach(text, all)?.flatMap(({ numbers, words }) => numbers.map((n) => `${n.slice(4, 5)}${n.slice(-1)} ${words}`))

test.each(['都同意', '两单都同意', '2单都同意', '全部同意', '这两张都同意'])('of all of them: %s', (text) =>
  expect(said(text)).toEqual(['21 同意', '11 同意']),
)

test.each([
  ['第一个可以第二个不行', ['21 可以', '11 不行']],
  ['第1单同意，第2单驳回 价格低了', ['21 同意', '11 驳回 价格低了']],
  ['1同意 2、驳回', ['21 同意', '11 驳回']],
  ['锦程那单同意，云和的先放一放', ['11 同意', '21 先放一放']],
  ['GD001-20261130-01同意，云和驳回', ['11 同意', '21 驳回']],
  ['前一个同意，后一个退回', ['21 同意', '11 退回']],
  ['锦程和云和都同意', ['11 同意', '21 同意']],
])('of each of them: %s', (text, expected) => expect(said(text)).toEqual(expected))

test('a customer with two orders is told from another one, and his orders by their goods', () => {
  expect(said('锦程的两单都同意', three)).toEqual(['11 同意', '12 同意'])
  expect(said('锦程牛皮纸那单同意', three)).toEqual(['12 同意'])
})

test.each(['三单都同意', '第三个同意', '同意', '大家都同意', '后两单同意', '第一个'])('not certain: %s', (text) =>
  expect(said(text)).toBeUndefined(),
)

test('of three the name of a customer with two, and a count that is wrong, are not certain', () => {
  for (const text of ['锦程同意', '两单都同意', '锦程的三单都同意']) expect(said(text, three)).toBeUndefined()
})
