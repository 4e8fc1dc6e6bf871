import { parseOrderText } from '../../../domain/intake/parse-order-text'

/** A Thursday, at ten in the morning. */
const whenOf = (text: string, at = '2025-03-20T10:00:00+08:00'): (string | undefined)[] => {
  const d = parseOrderText(text, { at, timezone: 'Asia/Shanghai', catalogue: null }).orders[0]
  return [d?.requestedDateFrom?.value, d?.requestedDate?.value, d?.dateKind, d?.requestedTime?.value]
}

test.each([
  ['明后天送', '2025-03-21', '2025-03-22', 'by', undefined],
  ['今明两天送', '2025-03-20', '2025-03-21', 'by', undefined],
  ['明朝要', undefined, '2025-03-21', 'on', undefined],
  ['听朝送', undefined, '2025-03-21', 'on', 'morning'],
  ['赶明儿送', undefined, '2025-03-21', 'on', undefined],
  ['次日送到', undefined, '2025-03-21', 'on', undefined],
  ['48小时内发', undefined, '2025-03-22', 'by', undefined],
  ['三五天内发', undefined, '2025-03-25', 'by', undefined],
  ['7-10天内发', undefined, '2025-03-30', 'by', undefined],
  ['再过两天送', undefined, '2025-03-22', 'on', undefined],
  ['周二三都可以送', '2025-03-25', '2025-03-26', 'by', undefined],
  ['下下周送', '2025-03-31', '2025-04-06', 'by', undefined],
  ['下个礼拜四送', undefined, '2025-03-27', 'on', undefined],
  ['这周要', undefined, '2025-03-23', 'by', undefined],
  ['3月28日出货', undefined, '2025-03-28', 'on', undefined],
  ['明个给我发上', undefined, '2025-03-21', 'on', undefined],
  ['自己明天来拉', undefined, '2025-03-21', 'on', undefined],
  ['让司机明早带过来', undefined, '2025-03-21', 'on', 'morning'],
  ['以上月底送到', undefined, '2025-03-31', 'by', undefined],
  ['周五打款发货', undefined, '2025-03-21', 'on', undefined],
  ['4.2号来拉', undefined, '2025-04-02', 'on', undefined],
  ['4.2之前进仓', undefined, '2025-04-02', 'by', undefined],
  ['26日靠码头', undefined, '2025-03-26', 'on', undefined],
  ['明天一车捎过去', undefined, '2025-03-21', 'on', undefined],
  ['交货：25天', undefined, '2025-04-14', 'on', undefined],
  ['4.9入仓', undefined, '2025-04-09', 'on', undefined],
  ['配送：4.15', undefined, '2025-04-15', 'on', undefined],
  ['六一前到', undefined, '2025-06-01', 'by', undefined],
  ['双十一前到', undefined, '2025-11-11', 'by', undefined],
  ['母亲节前到', undefined, '2025-05-11', 'by', undefined],
  ['端午前到', undefined, '2025-05-30', 'by', undefined],
  ['七夕前到', undefined, '2025-08-29', 'by', undefined],
  ['冬至前到', undefined, '2025-12-21', 'by', undefined],
  ['农历四月初八送', undefined, '2025-05-05', 'on', undefined],
  ['到货日=4.2', undefined, '2025-04-02', 'on', undefined],
  ['最慢24号到', undefined, '2025-03-24', 'by', undefined],
  ['22日夜里十点送', undefined, '2025-03-22', 'on', '22:00'],
  ['明天我凌晨三点就要用', undefined, '2025-03-21', 'on', '03:00'],
  ['明天早五点半前到', undefined, '2025-03-21', 'on', '05:30'],
  ['下午五点我来拿', undefined, undefined, undefined, '17:00'],
  ['下晚自己开三轮来', undefined, undefined, undefined, 'evening'],
  ['早7点前到店', undefined, undefined, undefined, '07:00'],
  ['by next Friday', undefined, '2025-03-28', 'by', undefined],
  ['need it tomorrow', undefined, '2025-03-21', 'on', undefined],
  ['周日早上送，不是周六', undefined, '2025-03-23', 'on', 'morning'],
  ['是周五不是周四送', undefined, '2025-03-21', 'on', undefined],
  ['记住是26号，别记成25号', undefined, '2025-03-26', 'on', undefined],
  ['周六别送，周日再送', undefined, '2025-03-23', 'on', undefined],
  ['明天先不用送，周一送来', undefined, '2025-03-24', 'on', undefined],
  ['要不周五送吧', undefined, '2025-03-21', 'on', undefined],
  ['别忘了周五送', undefined, '2025-03-21', 'on', undefined],
  ['周五不到不行', undefined, '2025-03-21', 'on', undefined],
  ['29号七夕要用，当天早上五点送', undefined, '2025-03-29', 'on', '05:00'],
  ['4月5号开业，当天一早送到', undefined, '2025-04-05', 'on', 'morning'],
  ['28号婚宴，前一天下午送', undefined, '2025-03-27', 'on', 'afternoon'],
  ['4月8日开业，提前两天送到', undefined, '2025-04-06', 'on', undefined],
  ['周五到货前一天打电话', undefined, '2025-03-21', 'on', undefined],
  ['当天发', undefined, '2025-03-20', 'on', undefined],
  ['交期20250402', undefined, '2025-04-02', 'on', undefined],
  ['需求日期 20250402', undefined, '2025-04-02', 'on', undefined],
  ['20250402前到', undefined, '2025-04-02', 'by', undefined],
  ['交期：250402', undefined, '2025-04-02', 'on', undefined],
  ['25-04-02交货', undefined, '2025-04-02', 'on', undefined],
  ['交期0402', undefined, '2025-04-02', 'on', undefined],
  ['过完五一送', undefined, '2025-05-06', 'after', undefined],
  ['外后天送', undefined, '2025-03-23', 'on', undefined],
  ['天光日送', undefined, '2025-03-21', 'on', undefined],
  ['下个拜二要', undefined, '2025-03-25', 'on', undefined],
  ['月尾前要', undefined, '2025-03-31', 'by', undefined],
  ['廿八号要', undefined, '2025-03-28', 'on', undefined],
  ['明天或后天送', '2025-03-21', '2025-03-22', 'by', undefined],
  ['周六日都可以送', '2025-03-22', '2025-03-23', 'by', undefined],
  ['晏昼送', undefined, undefined, undefined, 'afternoon'],
])('%s', (words, from, date, kind, time) => {
  expect(whenOf(`鼎盛五金：木螺丝30盒，${words}`)).toEqual([from, date, kind, time])
})

test('days around the Spring Festival need no month', () => {
  expect(whenOf('鼎盛五金：木螺丝30盒，初八送', '2026-02-10T10:00:00+08:00').slice(1, 3)).toEqual(['2026-02-24', 'on'])
  expect(whenOf('鼎盛五金：木螺丝30盒，腊月二十前送', '2026-01-20T10:00:00+08:00').slice(1, 3)).toEqual(['2026-02-07', 'by'])
})

test.each([
  ['an order is placed on a day', '今晚落单哈，鼎盛五金：木螺丝30盒'],
  ['goods may be there on a day', '要是今天有木螺丝就给鼎盛五金留30盒'],
  ['prices have a day', '鼎盛五金：木螺丝30盒，按今天挂牌价'],
  ['a list has a day', '3.20 出货计划\n鼎盛五金：木螺丝30盒'],
  ['a paper comes on a day', '鼎盛五金：木螺丝30盒，税号明天给你'],
  ['money comes on a day', '鼎盛五金：木螺丝30盒，月结，余款30号付'],
  ['collecting ends on a day', '#接龙 木螺丝 5/盒，截止今晚8点\n1. 老丁 3盒\n2. 小叶 2盒'],
  ['a year has two figures', '鼎盛五金：木螺丝30盒，批号要24年以后的'],
  ['it is settled on a day', '鼎盛五金：木螺丝30盒，52一盒行的话今天就定'],
  ['a house has a number', '鼎盛五金：木螺丝30盒，送金山大道6号'],
  ['a number of eight figures', '鼎盛五金：木螺丝30盒，批号20250402'],
  ['it is paid on the day', '鼎盛五金：木螺丝30盒，验收当天结'],
])('no day of delivery: %s', (_class, text) => {
  expect(whenOf(text)[1]).toBeUndefined()
})

test('a day in the name of a customer is none', () => {
  const context = {
    at: '2026-11-30T09:00:00+08:00',
    timezone: 'Asia/Shanghai',
    catalogue: null,
    customers: [{ id: 'c1', name: '周五见烧烤' }],
  }
  const dateOf = (text: string) => parseOrderText(text, context).orders[0]?.requestedDate?.value
  expect(dateOf('老周五金店 螺母 200个')).toBeUndefined()
  expect(dateOf('周五见烧烤要竹签 20包')).toBeUndefined()
  expect(dateOf('周五见烧烤要竹签 20包，周三送')).toBe('2026-12-02')
  expect(dateOf('永兴机电 螺母 200个 周五送')).toBe('2026-12-04')
})

test('a day to come on which goods go out is meant, however it is said', () => {
  expect(whenOf('明天送的 大米3袋')[1]).toBe('2025-03-21')
  expect(whenOf('昨天送的 大米3袋少了1袋，补1袋')[1]).toBeUndefined()
})
