import { parseOrderText } from '../../../domain/intake/parse-order-text'

/** A Thursday, in the afternoon. */
const referenceOf = (text: string): string | undefined =>
  parseOrderText(text, { at: '2025-03-20T15:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orders[0]?.reference
    ?.value

test.each([
  ['a day and who ordered', '昨天鼎盛五金那单，螺丝改成30盒', 'date:2025-03-19'],
  ['a day and its part', '昨晚报的木螺丝去掉', 'date:2025-03-19'],
  ['spoken in the north', '昨儿说要的那批铰链取消吧', 'date:2025-03-19'],
  ['a part of today', '上午那票改走德邦', 'date:2025-03-20'],
  ['a day of the month that is over', '8号那张单铰链改40个', 'date:2025-03-08'],
  ['a day of a longer month', '31号下的单铰链改40个', 'date:2025-01-31'],
  ['a month and a day of the year before', '12月28号那票铰链改40个', 'date:2024-12-28'],
  ['a weekday before', '周一下的单不要了，取消', 'date:2025-03-17'],
  ['a month and a day in words', '水云间三月七号那批，枕头划掉', 'date:2025-03-07'],
  ['a sample that was ordered', '前天打样的那件紫色改成藏青', 'date:2025-03-18'],
  ['a day and what was ordered', '鼎盛五金3月12号的螺丝单撤销', 'date:2025-03-12'],
  ['like the last one', '鼎盛五金跟上单一样再走一趟，螺丝18盒', 'last_order'],
  ['turned over', '鼎盛五金翻上月的单，螺丝18盒', 'last_order'],
  ['like a sample that was sealed before', '照之前封的样做门板4块，恒昌建材', 'sample'],
  ['like the last sample', '鼎盛五金螺丝18盒，照上次封样', 'sample'],
  ['just now by me', '小卞刚刚我报的螺丝少写个零，是200个', 'above'],
  ['that of the last time', '鼎盛五金还是上回那套：螺丝55箱', 'last_order'],
  ['for somebody', '上周五给老饶开的单，单价改十七块二', 'date:2025-03-14'],
  ['just now', '刚发那单收货人改成贺师傅，电话13800001111', 'above'],
  ['above, with the buyer', '上面鼎盛那单作废', 'above'],
  ['once more', '鼎盛再来一遍上次的，螺丝减到3盒', 'last_order'],
  ['like a season', '照去年那样来一批，鼎盛五金，螺丝60盒', 'last_order'],
  ['goods of that day, changed in the next clause', '鼎盛五金昨天的螺丝，M8再加两盒', 'date:2025-03-19'],
  ['goods of that day in front of what is added', '昨儿鼎盛五金的螺丝60再添5盒', 'date:2025-03-19'],
  ['told to send it', '上午我叫你送的那个铰链不要了', 'date:2025-03-20'],
  ['told of it', '昨天晚上报给你那个敬老院的单子先不做了', 'date:2025-03-19'],
  ['not to be loaded', '前天那15盒铰链别装了', 'date:2025-03-18'],
  ['like the last load', '鼎盛五金跟上车一样的料，螺丝加到25盒', 'last_order'],
  ['like a time of the month', '鼎盛五金螺丝60盒，跟二月头那回一样', 'last_order'],
  ['under a contract of the year', '按年度合同第二批：螺丝60盒', 'contract'],
  ['like a sample that was sent', '螺丝60盒，照他寄来的样做', 'sample'],
  ['a day, who ordered and what', '昨天城东项目部订的铰链不要发了', 'date:2025-03-19'],
  ['a day and what is changed', '鼎盛前天的木螺丝再补2盒', 'date:2025-03-18'],
  ['those of a day of the month', '鼎盛五金8号的那30盒先取消', 'date:2025-03-08'],
  ['the sheet of a day', '阿蓝昨天的表：木螺丝那行去掉', 'date:2025-03-19'],
  ['all the same as the last time', '鼎盛五金跟上回一个样再来一遍，螺丝18盒', 'last_order'],
  ['a sample that was sent last', '螺丝60盒，按上回寄你的样做', 'sample'],
  ['spoken in Canton', '寻日嗰单铰链改做40个', 'date:2025-03-19'],
  ['spoken in Canton, otherwise', '琴日张单加10个铰链', 'date:2025-03-19'],
  ['placed, in Canton', '尋日落嘅單，鉸鏈改做6個', 'date:2025-03-19'],
  ['spoken in Shandong', '夜来那单铰链再加5个', 'date:2025-03-19'],
  ['a weekday before, in Canton', '上礼拜五嗰单铰链改做5个', 'date:2025-03-14'],
  ['just now, in Canton', '头先嗰单铰链改做5个', 'above'],
  ['just now, in Sichuan', '才将报的铰链改成5个', 'above'],
  ['that of the last time again', '上次的再来一份，多加2盒木螺丝，鼎盛五金', 'last_order'],
  ['those of the last time again', '上次那些再来一遍，鼎盛五金', 'last_order'],
  ['the same few', '鼎盛五金还是那几样，再加5盒木螺丝', 'last_order'],
  ['the usual few', '还是老几样，鼎盛五金，明天送', 'last_order'],
  ['as of old, in the north', '鼎盛五金老样儿来一份', 'last_order'],
  ['one more of the same', '鼎盛五金一样的再来一遍', 'last_order'],
])('%s: %s', (_class, text, value) => expect(referenceOf(text)).toBe(value))

test.each([
  ['one side of the order', '鼎盛五金螺丝60盒，发票抬头同上次'],
  ['papers for the invoice', '开票资料同上单，鼎盛五金螺丝60盒'],
  ['a message that is called back', '数量我发错了，上条作废，鼎盛五金螺丝60盒'],
  ['amounts stay', '螺丝60盒，规格要M8的，量照旧，鼎盛五金'],
  ['the recipe', '挂耳咖啡200盒，配方照旧，山下见咖啡'],
  ['the carrier', '鼎盛五金螺丝60盒，照旧德邦'],
  ['it is denied', '鼎盛翻单…不是翻单，是新款：螺丝60盒'],
  ['prices of the contract', '鼎盛五金螺丝60盒，单价按合同走'],
  ['the format', '老样子格式：\n螺丝 60盒\n螺母 30盒'],
  ['it replaces what stood above', '上面那条不算，以这条为准：鼎盛五金螺丝60盒'],
  ['a day to come', '鼎盛五金螺丝60盒，24号发的那车一起'],
  ['the way of paying', '鼎盛五金螺丝60盒，压半个月老规矩'],
  ['travels together', '鼎盛五金螺丝60盒，跟昨天那车一块走'],
  ['packed as ever', '老样子包装，鼎盛五金螺丝60盒'],
  ['some of what was had', '上次的螺丝再来60盒，鼎盛五金'],
  ['came in just now', '鼎盛的姚工刚定了，螺丝60盒，周四送'],
  ['sent just now', '螺丝60盒，铰链5个\n↑客户刚发的，鼎盛五金，周五送'],
])('no earlier order: %s', (_class, text) => expect(referenceOf(text)).toBeUndefined())

test.each([
  ['前天云栖的纱帘换成米白，50米', 'date:2026-03-03'],
  ['同兴昨天的加内六角M8 200只，一块走', 'date:2026-03-04'],
  ['刚才牛记报的小号换成大号，2箱不变', 'above'],
  ['海湾那单龙骨再加2箱，石膏板照旧', undefined],
])('the order that is changed: %s', (text, reference) => {
  const { intent, orders } = parseOrderText(text, { at: '2026-03-05T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null })
  expect([intent, orders[0]?.reference?.value]).toEqual(['amend', reference])
})
