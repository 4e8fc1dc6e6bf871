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
  ['a field of a form', 'buyer=湘聚楼，品名=菜刀，数量=5把，date=4-18', [undefined, '2025-04-18', 'on', undefined]],
  ['a day between strokes', '湘聚楼/菜刀/5把/28日前/月结', [undefined, '2025-03-28', 'by', undefined]],
  ['when something begins', '职教中心：课桌20套，28号开始进场', [undefined, '2025-03-28', 'on', undefined]],
  ['goods are ready', 'Marlow Travel: trolley 150 pcs，4/30货好', [undefined, '2025-04-30', 'on', undefined]],
  ['the first month', '职教中心：课桌20套，元月5日前进场', [undefined, '2026-01-05', 'by', undefined]],
  ['twenty in short', '职教中心：课桌20套，廿五号前到', [undefined, '2025-03-25', 'by', undefined]],
  ['an afternoon of the north', '湘聚楼：菜刀5把，今儿后晌就要', [undefined, '2025-03-20', 'on', 'afternoon']],
  ['tomorrow in one sign', '菜刀5把 湘聚楼 明送', [undefined, '2025-03-21', 'on', undefined]],
  ['every week', '湘聚楼：菜刀5把，后续每周五照发一次', [undefined, undefined, undefined, undefined]],
  ['a date of goods made', '陈记：炼奶1箱，生产日期要9月以后的', [undefined, undefined, undefined, undefined]],
  ['a feast that is past', '端午后答谢客户，职教中心：课桌20套', [undefined, undefined, undefined, undefined]],
  ['a day of measuring', '职教中心：纱窗20扇，节后来量', [undefined, undefined, undefined, undefined]],
  ['a day of work', '湘聚楼：菜刀5把，明天先排上', [undefined, undefined, undefined, undefined]],
  ['a part of the day without a day', '小叶书包厂：魔术贴8卷，晚上过来提', [undefined, undefined, undefined, 'evening']],
  ['a time apart from its day', '湘聚楼：菜刀5把，下午两点以后送，22号', [undefined, '2025-03-22', 'on', '14:00']],
  ['an hour that is past in the morning', '老灶火锅：毛肚2箱，今天3点前到', [undefined, '2025-03-20', 'on', '15:00']],
  ['an hour of today without its day', '老灶火锅：毛肚2箱，四点前叫货拉拉', [undefined, undefined, undefined, '16:00']],
  ['the delta', '湘聚楼：菜刀5把，明朝下半日送过来', [undefined, '2025-03-21', 'on', 'afternoon']],
  ['this evening in the north', '湘聚楼：菜刀5把，今黑要', [undefined, '2025-03-20', 'on', 'evening']],
  ['an English day', 'Marlow Travel: trolley 150 pcs, ship no later than 10-Apr', [undefined, '2025-04-10', 'by', undefined]],
  ['before an event', '职教中心：课桌20套，8月25号开学前', [undefined, '2025-08-25', 'by', undefined]],
  ['glued to other words', '湘聚楼：菜刀5把再带剪刀三十把二十五号前给我发来', [undefined, '2025-03-25', 'by', undefined]],
  ['taken back', '陈记：炼奶1箱，明天来拿，不对，我讲错，后天来拿', [undefined, '2025-03-22', 'on', undefined]],
  ['a day in short before its part', '湘聚楼：菜刀5把，明晚前', [undefined, '2025-03-21', 'by', 'evening']],
  ['ready before a day', 'Marlow Travel: trolley 150 pcs, ready before 20/4. Thanks', [undefined, '2025-04-20', 'by', undefined]],
  ['a day between dashes', '码头边咖啡-阿拉比卡豆-12袋-25日前-京东', [undefined, '2025-03-25', 'by', undefined]],
  ['a day of counting', '陈记今天点库，缺炼奶1箱', [undefined, undefined, undefined, undefined]],
  ['a day of money', '陈记：炼奶1箱，周四先汇款', [undefined, undefined, undefined, undefined]],
  ['a day that was spoken on', '陈记今早说炼奶改成2箱', [undefined, undefined, undefined, undefined]],
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
