import { withoutOtherCounts } from '../../../domain/intake/learnt/counts-of-no-line'
import { normaliseText } from '../../../domain/intake/text/normalise-text'
import { parseOrderText } from '../../../domain/intake/parse-order-text'

const context = { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }
const linesOf = (text: string): string[] =>
  parseOrderText(text, context).orders.flatMap((o) =>
    o.lines.map((l) => `${l.productName?.value ?? ''} ${l.quantity?.value ?? ''}${l.unit?.value ?? ''}`),
  )

test.each([
  ['how long a piece is', '嘉禾五金：铜管八十米三米一根，弯头40个', ['铜管 80米', '弯头 40个']],
  ['a part of what was counted', '钟楼美居：瓷片180箱，其中大厅20箱先到；粘结剂100包', ['瓷片 180箱', '粘结剂 100包']],
  ['the most that may come', '福源饭店要米酒15箱，不超20箱', ['米酒 15箱']],
  ['how much goes into each', '昌盛建材：密封胶条3000米\n每盘100米不接头', ['密封胶条 3000米']],
  ['one set for each shop', '永乐超市\n灯笼 120个\n春联 200张\n每店一份分好箱', ['灯笼 120个', '春联 200张']],
])('a count of no article is no line: %s', (_what, text, lines) => expect(linesOf(text)).toEqual(lines))

test('goods that are named at such a count stay', () => expect(linesOf('华美宾馆：毛巾40条，每间浴袍1件')).toHaveLength(2))

test('a sheet has as many lines as rows, whatever its figures look like', () => {
  const text =
    '编号 | 名称 | 规格 | 数量\n01 | 三角锉 | 26 | 5把\n02 | 石材锯片 | 110 | 4片\n03 | 批头 | 65 | 15盒\n宏基工地，送到汉南'
  expect(linesOf(text)).toEqual(['三角锉 5把', '石材锯片 4片', '批头 15盒'])
})

test.each([
  ['what is lent', '龙泉烧烤→雪花12箱，冰柜借一个', ['雪花 12箱']],
  ['what was owed', '瑞峰化工\n松香水5桶\n醇酸漆12桶\n另外上回欠的三桶不用补了', ['松香水 5桶', '醇酸漆 12桶']],
  ['what may come later', '周转筐先来60个试用，用得好后面还有两千', ['周转筐 60个']],
  ['all of one kind', '恒信诊所：药柜3个，锁要同一把钥匙', ['药柜 3个']],
  ['what has to hold', '货架 40套\n层板 200片\n要求：层板承重0.3吨，附合格证', ['货架 40套', '层板 200片']],
  ['in what it is packed', '石英砂4吨，25公斤小袋，碧水湾会所', ['石英砂 4吨']],
])('a count beside the goods is no line: %s', (_what, text, lines) => expect(linesOf(text)).toEqual(lines))

test('a figure that is hardly a count stays none where the same goods are counted, unless it has a size of its own', () => {
  const normal = normaliseText('弯头 5 20 M3')
  const lines = (size: boolean): Parameters<typeof withoutOtherCounts>[1] => [
    {
      line: {
        productName: normal.read('弯头', 0, 2),
        quantity: normal.read('5', 3, 4, 0.4),
        ...(size ? { spec: normal.read('M3', 8, 10) } : {}),
      },
      start: 0,
      end: 4,
      sure: 0.4,
    },
    { line: { productName: normal.read('弯头', 0, 2), quantity: normal.read('20', 5, 7) }, start: 0, end: 7, sure: 0.9 },
  ]
  expect(withoutOtherCounts(normal, lines(false)).map((l) => l.line.quantity?.value)).toEqual(['20'])
  expect(withoutOtherCounts(normal, lines(true))).toHaveLength(2)
})
