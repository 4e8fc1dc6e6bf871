import { parseOrderText } from '../../../domain/intake/parse-order-text'
import type { Intent } from '../../../domain/intake/draft'

const read = (text: string) =>
  parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null })
const intentOf = (text: string): Intent => read(text).intent

/** A question is told apart by what it is about, whoever asks and in whichever speech. */
const SAID: [Intent, string, string][] = [
  ['status', 'whether work on it is done', '嗰批毛巾織完未'],
  ['status', 'whether work on it is done', '仓库那边300套桌椅配齐没有？车四点到'],
  ['status', 'when it is made', '金华那票啥时候能装柜'],
  ['status', 'how it goes', '上月底签的合同，设备调试得如何了'],
  ['status', 'that it is late', '这都21号了，说好20号出的窗帘呢'],
  ['status', 'in English', 'When will the 500 pcs be finished?'],
  ['tracking', 'the paper of carriage', '运单拍给我，我去网点自己提'],
  ['tracking', 'goods that are stuck', '快递停在中转站不动了，催下'],
  ['tracking', 'the arrival', '泉州那车几点能到工地，吊车在等'],
  ['tracking', 'which carrier', '我要的那箱配件是发的顺丰还是中通'],
  ['payment', 'a sum that moved', '刚才微信给你扫了3000，算鸿发那单的定金'],
  ['payment', 'a sum promised', '余下四万二月底前安排给您'],
  ['payment', 'an invoice that is wrong', '三月份的票还差两张没开过来'],
  ['cancel', 'wants no more of it', '厦门那个单不用排了，客户跑单了'],
  ['cancel', 'the whole is gone', 'PO 7781200 please cancel, client changed plan'],
  ['amend', 'another in its place', '那张单的螺丝不用镀锌了，要发黑的'],
  ['amend', 'what is and what is not', '刚才那单门牌写漏了，是8栋不是18栋'],
  ['amend', 'the date moves although it asks', '木语家居的货交期提前到5月12号，来得及吗？'],
  ['other', 'a price', '能不能给个一件代发的价'],
  ['other', 'goods with faults', '收到的门板有两块翘了，怎么处理'],
  ['other', 'papers', '麻烦发一份产品说明书和检测报告'],
  ['other', 'what we buy ourselves', '行政买两箱抽纸放前台'],
  ['order', 'goods whose deposit is paid', '今年的中秋礼盒，先给我留200盒，定金已付一半'],
]

test.each(SAID)('%s: %s (%s)', (intent, _about, text) => {
  expect(intentOf(text)).toBe(intent)
})

test.each([
  '永康锐达 不锈钢合页4寸 600副，老价，周四发德邦',
  '今天能发的话就来12桶外墙乳胶漆，白色，送到滨江花园',
  '有3mm的就给我切20张1220*2440，没有就4mm',
  '我们这边定了，选B款，800套，定金明天打',
])('an order in other words: %s', (text) => {
  expect(intentOf(text)).toBe('order')
})

test.each([
  ['goods that are there already', '昨天收的30件里少了2件L码，补给我还是退钱'],
  ['a question about the price', '304的板今天什么价，2mm的20张'],
  ['goods on offer', 'A101 现货 300件，A102 现货 80件，先到先得'],
  ['what went out', '今天出货：佛山3车、中山1车，都装完了'],
  ['what others got', '上月最多的是德庆家，拿了260箱'],
  ['a meal', '中午给我带两份酸菜鱼一份米饭'],
  ['an errand', '仓库A4纸快没了，小周去京东下10包'],
  ['a thing lent', '隔壁厂要借50个托盘，借不借'],
  ['what the workshop draws', '车间王师傅要领5副手套2卷胶带'],
  ['what the canteen buys', '给食堂订50斤排骨，明天加菜'],
  ['a gift for everybody', '厂里发中秋礼，每人2盒月饼1桶油，下班来领'],
  ['damage', '上次你们送来的铝材有6根划伤了，我这边留着没动'],
  ['a property asked about', '请问这款沙发布能过阻燃吗，我工程上要800米'],
  ['samples to feel', '300克的样纸拿5张给客户摸摸手感'],
  ['an advertisement', '我们店周年庆，买满300送一个保温杯'],
  ['which car goes where', '明天送货安排：\n小孟：阿婆粥铺、望江楼 6件\n小车：海鲜楼 12箱 + 大润发 3箱'],
  ['what the drivers take', '今日出车：\n王师傅：海鲜楼 4箱、阿婆粥 2箱\n刘师傅：大润发 20箱'],
  ['what the cars load', '下午装车计划：皖A 1123 装20吨到合肥，皖A 556 装15吨到芜湖'],
])('no draft is made of %s: %s', (_what, text) => {
  const { intent, orders } = read(text)
  expect({ intent, orders }).toEqual({ intent: 'other', orders: [] })
})

test.each([
  ['status', '嘉和的那50套椅子喷漆喷了没？'],
  ['status', '周一下的400件文化衫印花印到哪了'],
  ['status', 'HT-26-0088 还差多少没做完'],
  ['status', '客户问他那批膜今天能不能上机'],
  ['tracking', '昨天发的3件货到长沙了没'],
  ['status', '我上周三交的定金，现在轮到我了没'],
  ['status', '刘姐的100套校服赶得出来不，25号要穿的'],
  ['tracking', '师傅说两点到，现在都三点半了人呢'],
  ['payment', '你们是不是多收了我600'],
  ['amend', '今早下的箱子不用印字了，光板就行'],
  ['tracking', '都四天了货还在中转站趴着，催一下'],
  ['payment', '货款18600已经打到公户，查收'],
  ['payment', '阿欢，刚微信给你转了5000，剩2360下周拿货一块给'],
  ['payment', '专票开好没有？等着抵扣呢'],
  ['cancel', '顺达昨天下的那单撤了吧，他们找到更便宜的了'],
  ['cancel', 'YL-260301先别做，客户说项目停了'],
  ['amend', 'LH-2511-09 数量减一半，只要150件'],
  ['amend', '恒丰那单收货电话换一下 13655512345'],
  ['amend', '刚才的单子别发顺丰了，走德邦'],
])('%s: %s', (intent, text) => {
  expect(intentOf(text)).toBe(intent)
})

test('as last time without one of its articles is an order, and calls nothing off', () => {
  expect(intentOf('依兰同上次，这次纱卡不要了，4月20日')).toBe('order')
  expect(intentOf('红叶照旧，铜版纸先不要')).toBe('order')
})
