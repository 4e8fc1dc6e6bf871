import { fitName } from '../../../domain/intake/people/name-edges'
import { normaliseText } from '../../../domain/intake/text/normalise-text'

/** `text` with the name that was found in brackets 〔〕. */
const fitted = (text: string): string => {
  const start = text.indexOf('〔')
  const end = text.indexOf('〕') - 1
  const normal = normaliseText(text.replace(/[〔〕]/g, ''))
  const fit = fitName(normal, { start, end })
  return normal.text.slice(fit.start, fit.end)
}

test.each([
  ['〔是宏发机修〕的', '宏发机修'],
  ['〔替江东泵业〕下单', '江东泵业'],
  ['〔红姐我百味面馆〕啊', '百味面馆'],
  ['〔唔该帮兴记〕留货', '兴记'],
  ['〔华东泵阀加单〕：', '华东泵阀'],
  ['〔安庆服饰回复〕：', '安庆服饰'],
  ['今早济〔南百花园〕：', '济南百花园'],
  ['〔长河烧饼〕铺子 货拉拉', '长河烧饼铺子'],
  ['〔永兴包装〕（江门）10箱', '永兴包装(江门)'],
  ['〔永兴包装(江门〕）10箱', '永兴包装(江门)'],
  ['客户（〔丽水鼎盛）〕要的', '丽水鼎盛'],
  ['〔老李头他侄子〕来拿', '老李头'],
  ['〔城西老〕魏那个链条', '城西老魏'],
  ['〔户头永安众鑫〕', '永安众鑫'],
  ['〔保德恒暖定〕下', '保德恒暖'],
  ['〔甲方嘉善福寿园〕，', '嘉善福寿园'],
  ['挂〔归口秀水坊〕：', '秀水坊'],
  ['〔咱延吉红松菌业〕还得来', '延吉红松菌业'],
  ['〔BOM(恒昌电表〕，下周要', '恒昌电表'],
  ['〔云雀打样〕，按图', '云雀'],
  ['〔象山远洋下料〕：', '象山远洋'],
  ['〔嘉兴容测续〕订', '嘉兴容测'],
  ['〔田角米铺中秋〕那张', '田角米铺'],
  ['〔永福量贩腊月促销〕', '永福量贩'],
  ['〔山外楼六〕月三号那批', '山外楼'],
  ['〔城北烤吧老板〕说', '城北烤吧'],
  ['〔钱师傅工地〕急用', '钱师傅'],
  ['〔周老师家〕自用', '周老师'],
  ['〔莲塘老于配〕两箱', '莲塘老于'],
  ['〔广华面坊〕（城东店）要', '广华面坊(城东店)'],
  ['〔阿婆锅贴〕 虹桥店，周三到', '阿婆锅贴 虹桥店'],
  ['〔速达驿站〕6号仓', '速达驿站6号仓'],
  ['〔常熟商城三楼〕D106，', '常熟商城三楼D106'],
  ['〔顺达〕机床，', '顺达机床'],
  ['〔新河小区机房扩容〕：', '新河小区'],
  ['〔满口香开新店〕：', '满口香'],
  ['〔满口香〕开新店：', '满口香'],
  ['〔锦江茶楼二楼〕要', '锦江茶楼'],
  ['〔南门商场二楼C108〕，', '南门商场二楼C108'],
  ['〔阿秀婆她店〕里要', '阿秀婆'],
  ['〔和平纺织城〕F12要里布', '和平纺织城F12'],
  ['〔城北果品市场〕7-22要', '城北果品市场7-22'],
  ['〔东大门〕C108那单', '东大门C108'],
  ['〔南门农贸〕 8号摊，', '南门农贸 8号摊'],
  ['B6〔加油站老胡〕要', 'B6加油站老胡'],
  ['是石浦〔阿强〕要的', '石浦阿强'],
  ['麻烦〔老王〕留', '老王'],
  ['又是〔老王〕要', '老王'],
  ['〔re Harlow Parts〕:', 'Harlow Parts'],
  ['Kay & 〔Co〕，', 'Kay & Co'],
  ['〔Southport〕 Freight needs：', 'Southport Freight'],
  ['order from Quay 〔Marine Supplies〕，', 'Quay Marine Supplies'],
  ['〔Harlow Parts〕 (NB) order', 'Harlow Parts (NB)'],
])('the ends of the name in %s are put right', (text, name) => {
  expect(fitted(text)).toBe(name)
})

test.each([
  '〔老王〕要20箱',
  '〔帮宝适母婴〕下单',
  '〔小满家的礼物〕：',
  '〔Lily & Co〕 30 bunches',
  '〔Iris & Co〕 beach towel 40',
  '〔青松装订〕 20本',
  '〔国庆路烟酒店〕来5条',
  '〔阿拉小厨〕：',
  '〔恒力设备〕要',
])('a name that is whole stays: %s', (text) => {
  expect(fitted(text)).toBe(/〔(.+)〕/.exec(text)?.[1])
})
