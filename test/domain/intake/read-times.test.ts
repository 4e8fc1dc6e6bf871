import type { Draft } from '../../../domain/intake/draft'
import { parseOrderText } from '../../../domain/intake/parse-order-text'

/** A Thursday, at ten in the morning. */
const draftOf = (text: string): Draft | undefined =>
  parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orders[0]
const whenOf = (text: string): (string | undefined)[] => {
  const d = draftOf(text)
  return [d?.requestedDateFrom?.value, d?.requestedDate?.value, d?.dateKind, d?.requestedTime?.value]
}

test.each([
  ['a part of the day without a day', '小叶书包厂：魔术贴8卷，晚上过来提', [undefined, undefined, undefined, 'evening']],
  ['a time apart from its day', '湘聚楼：菜刀5把，下午两点以后送，22号', [undefined, '2025-03-22', 'on', '14:00']],
  ['an hour that is past in the morning', '老灶火锅：毛肚2箱，今天3点前到', [undefined, '2025-03-20', 'on', '15:00']],
  ['Cantonese', '陈记：炼奶1箱，听日下昼送', [undefined, '2025-03-21', 'on', 'afternoon']],
  ['from one weekday to another', '康养中心：护垫80条，下周二到周四之间送', ['2025-03-25', '2025-03-27', 'by', undefined]],
  [
    'the day that holds against one that is told',
    '职教中心：迷彩服600套，9月1号开始军训，8月29号最晚要到',
    [undefined, '2025-08-29', 'by', undefined],
  ],
  [
    'the end of a group purchase is no delivery',
    '王占奎：复合肥20袋，今晚十点截单',
    [undefined, undefined, undefined, undefined],
  ],
])('%s', (_class, text, when) => expect(whenOf(text)).toEqual(when))
