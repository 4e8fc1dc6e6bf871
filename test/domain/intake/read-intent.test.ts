import { parseOrderText } from '../../../domain/intake/parse-order-text'
import type { Intent } from '../../../domain/intake/draft'

const intentOf = (text: string): Intent =>
  parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).intent

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
