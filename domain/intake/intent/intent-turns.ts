import type { NormalText } from '../text/normalise-text'
import { mayMatch, needed } from '../text/pattern-needs'

/**
 * Turns of phrase that tell a change of a running order, an order, and talk about goods from each other. They only name what is there; how much each says
 * of an intent, alone and together, is learnt.
 */

const COUNT = '[\\d一二两俩三仨四五六七八九十廿百千半]'
/** Goods in front of a verb, so that it stands for one article and not for the whole. */
const GOODS = '[一-鿿a-z\\d)）"”]'
const WHERE = '(?:地址|收货|收件|卸货?|送货?|联系|对接|电话|手机|抬头|目的地|港)'
const WAY =
  '(?:顺丰|德邦|中通|圆通|申通|韵达|极兔|京东|邮政|安能|跨越|壹米滴答|顺心|百世|快递|物流|专线|专车|整车|零担|铁路|海运|空运|大巴|货拉拉|自提|到付|包邮|专票|普票|月结|现结|全款|预付|账期|税点?|票)'
const PAPER =
  '(?:合同|验收单|送货单|回单|签收单|出库单|报价单|对账单|检测报告|质检|报告|证书|合格证|说明书|参数|图纸|照片|图片|视频|截图|发票|水单|表格?|资质)'
const SAMPLE =
  '(?:色卡|色板|色样|布板|样板|样册|样本|样布|样品|小样|样块|样片|打样|目录|画册|图册|产品册|宣传册|试用装?|试样|板房)'

/** What changes one article or the whole. */
const CHANGES: readonly [string, RegExp][] = [
  [
    'to',
    new RegExp(
      `(?:改|调|变|减|降|缩|压|砍|增|加|添|追|涨|提|补|升|放)[一-鿿]?(?:成|为|到|至|(?<=改)[做返])(?:了)?\\s?${COUNT}|(?:改|变)(?:个|回)?\\s?${COUNT}|(?:→|⇒|->|=>|↑|↓)\\s?${COUNT}|(?:to|up to)\\s\\d`,
    ),
  ],
  [
    'from',
    new RegExp(
      `(?:由|从|原)\\s?${COUNT}[^，,。\\n]{0,6}(?:改|变|减|加|增|降|调|到|→)|${COUNT}[一-鿿]{0,2}\\s?(?:→|⇒|->|=>|改|变|换)\\s?${COUNT}`,
    ),
  ],
  [
    'swap',
    /换(?:成|为|个|掉|做)|(?:全|都|统一?)换|换[一-鿿a-z\d]{1,10}(?:[，,。;；\s]|$)|改(?:用|要|成|为)[一-鿿a-z]|(?:不要|别发|撤|取消)[了的]?[，,、]\s?(?:换|改|上|拿|要|发)/,
  ],
  [
    'drop',
    new RegExp(
      `${GOODS}(?:全部?|整项|先|就|都|也|的)?\\s?(?:去掉|划掉|划了|删[掉除了]?|撤[掉下了]?|拿掉|免了?|砍掉|抹掉|剔[掉除]|退掉|取消|不要了?|唔要|勿要|不拿|不发|不做|不配|不试|不用)了?(?=[，,。;；、\\s吧]|$)|(?:别|莫|不)(?:配|发|做|拿|要)了(?=[，,。;；、\\s]|$)|drop the|cancel`,
    ),
  ],
  [
    'less',
    new RegExp(
      `(?:少|减|砍|扣)(?:掉|去|要|来|发|做|订|拿|送)?(?:${COUNT}|点|些)|(?:砍|减)半|(?:留|剩|只要|就要|先要|先发|先给|先走)\\s?${COUNT}|${COUNT}[一-鿿]{1,2}(?:就|也)?(?:够|行|得喇)`,
    ),
  ],
  [
    'again',
    new RegExp(
      `(?:再|另外?|又|还|顺手|顺便|顺带)[一-鿿]{0,2}(?:加|补|添|塞|搭|捎|追|带|来|配)(?:上|进|个)?|追加|(?:加|补|添|塞|搭|捎|追|多做|多来|多要|多发|多备|新增|新加|新开|另加|另要|增)(?:上|进)?\\s?(?:${COUNT}|[一-鿿a-z]{1,8}${COUNT})|[+＋]\\s?${COUNT}|多(?:一样|${COUNT})|(?:加|补|塞)进[来去]`,
    ),
  ],
  ['double', /翻倍|加倍|加码|减码|翻番|砍一?半|减半|反过来/],
  ['row of it', new RegExp(`第\\s?${COUNT}{1,3}\\s?(?:行|项|条|款|样|个)|(?:物料|序号|项次|行)\\s?\\d`)],
  [
    'price of it',
    /(?:单?价|价格|价钱)[一-鿿]{0,6}(?:改|调|按|降|谈|更正|应该?|录错)|按\s?\d+(?:\.\d+)?[^，,。\n]{0,5}(?:算|走|开|重算)/,
  ],
  ['colour of it', /(?:颜色|色|尺寸|规格|型号|材质|码数?)[一-鿿]{0,4}(?:改|换|变|选错|错了)/],
  [
    'wrong',
    /(?:写|填|报|录|量|算|选|弄|搞|打|发|下)(?:错|漏|多|少|重)|漏了|忘(?:写|报|了)|应为|应该?(?:是|打|发)|不是[^，,。\n]{1,10}[，,]\s?是|才对|有误|不对[，,]|正确[:：]/,
  ],
  [
    'says that it changes',
    /更正|更新|变更|补充|修改|改(?:单|动|量|几处|两处|三处|一下|下|主意)|有(?:变|改动|调整)|动(?:一下|两处|几处)|调整|重新?改|又改|补(?:几笔|一句|一行|个|一下)|revise|update|change/,
  ],
  [
    'rest',
    /(?:其他|其它|其余|别的|剩下|余下|另外的|数量|件数|米数|株数|时间|价钱?|rest)[一-鿿\s]{0,4}(?:不变|不动|没变|照旧|照发|照常|照做|照原|一样|不改|same)|(?:不动|照旧|不变)(?=[，,。;；\s]|$)/,
  ],
  [
    'day of it',
    new RegExp(
      `(?:推|延|挪|拖|顺|提|放宽?|缩)[一-鿿]{0,2}[到至后前]|(?:往后|往前|提前|延后|推迟|延期|改期)|改\\s?(?:下?周|礼拜|星期|明|后天|\\d{1,2}(?:号|日|月|\\.|/))|再(?:送|发|进场|提|出|给)(?=[，,。;；\\s]|$)`,
    ),
  ],
  [
    'place of it',
    new RegExp(`${WHERE}[一-鿿]{0,4}(?:换|改|变|转|错|别|不是|更)|(?:换|改)[一-鿿]{0,3}${WHERE}|(?:改|别)(?:送|卸|发|寄)[一-鿿]`),
  ],
  [
    'way of it',
    new RegExp(
      `(?:改|换|转)(?:走|发|成|为|用|开|由)?\\s?${WAY}|${WAY}[一-鿿]{0,3}(?:改|换|变)|(?:不走|不发|别走|别发|不用)\\s?${WAY}`,
    ),
  ],
]

/** What the message is about besides. */
const ABOUT: readonly [string, RegExp][] = [
  [
    'order of it',
    /(?:那|这|嗰|刚|该)(?:才|个|一|天|个个)?(?:报|发|下)?(?:的)?(?:张|个|份)?[^，,。\n]{0,2}(?:单子?|票|张|批|柜|车|表|清单|笔|份)(?![一-鿿]?价)|(?:昨|前)(?:天|日|晚|儿)[一-鿿]{0,3}(?:的|报|那|订|下|写)|(?:上|这)?周[一-日][一-鿿]{0,3}(?:的|报|那|订)|上面|刚才|刚刚?报|(?:早上|上午|下午|今早)[一-鿿]{0,2}(?:那|的|报|发)|(?:报|订|下|发|写)的[那单货表]?|my last po|合同|订单|单号/,
  ],
  ['goods of it', new RegExp(`那\\s?${COUNT}{1,4}\\s?[一-鿿]|那(?:个|款|条|台|些)[一-鿿]`)],
  [
    'whole gone',
    /(?:单子?|合同|票|批|那张|那车|那些|全部?|整单|\d{4,})[」』”"的]?(?:子|货|它)?[^，,。\n]{0,6}(?:取消|作废|撤|退(?!货)|不做|不要|别做|别发|不订|不下|停|划掉|黄)|当没(?:说|报|发)|不订了|不做了|先?别(?:做|印|排|生产|下单|开料|备货?)了?(?=[，,。\s]|$)/,
  ],
  [
    'fell through',
    /预算|方案|工艺|停工|项目|甲方|老板(?:不|没)|领导|不批|没批|变卦|反悔|跑了|自己(?:拿|买|找|有|去)|现货了|别家|等[^，,。\n]{0,8}(?:再说|通知|消息|再(?:定|下|量))|再说|重新(?:下|量|定|报)|改天|不干|关店|转让|坏|退租|改租/,
  ],
  ['told by another', /(?:说|讲|回|来电|电话|微信|发话|刚回|通知|要求|打电话)(?:来)?(?:说|讲|要|把|防|：|:)?/],
  ['quotes', /^[「『"“>][^\n]{2,200}|引用|\n\s?[-—–=]{2,}[^\n]{0,8}\n|^[一-鿿a-z\d]{1,8}[:：]\s?[「“"]/],
  [
    'offers',
    /清仓|处理价|特价|促销|仅剩|只剩|起批|满\s?\d+[^，,。\n]{0,6}(?:减|送|包邮|打)|要的(?:私|联系|抓紧|报|速)|私我|欢迎|到货(?:通知|啦|了)|新(?:品|货|到)|现货(?:播报|充足|供应|\d|[:：])|展会|展位|限时|优惠|【[^】]{1,12}】|✅|📢|🔥|❗/,
  ],
  ['all', /各位|大家|所有|全体|同事|群里|通知|注意|提醒|转告|播报/],
  [
    'stock',
    new RegExp(
      `库存|存货|结存|盘点|仓里|仓库(?:还)?(?:有|剩)|断货|缺货|没货|没了|不够了|可售|在库|数了下|现货|点了下|${COUNT}[一-鿿]{1,2}[，,、/／\\s]+[^\\d\\n]{0,8}(?:断|缺|没)`,
    ),
  ],
  ['samples', new RegExp(SAMPLE)],
  [
    'samples to be sent',
    new RegExp(
      `(?:寄|要|拿|给|发|送|带|来)[^，,。\\n]{0,12}${SAMPLE}|${SAMPLE}[^，,。\\n]{0,8}(?:寄|来|给|各|一[本套份块]|\\d\\s?[本套份块])`,
    ),
  ],
  [
    'to try',
    /试(?:试|用|一下|样|色|吃|喝|穿)|尝(?:尝|一下|味|香)|摸(?:摸|一下)|挑(?:色|一下|选|[，,。]|$)|看看?(?:手感|颜色|效果|色)|别做单|不下单|免费/,
  ],
  ['papers', new RegExp(PAPER)],
  [
    'papers to be sent',
    new RegExp(
      `(?:拍|发|传|寄|给|补|打|写|填|盖|扫)[^，,。\\n]{0,8}${PAPER}|${PAPER}[^，,。\\n]{0,6}(?:拍|发|传|寄|给|补|写|盖|扫|要)`,
    ),
  ],
  [
    'price asked',
    /多少|几多|几钱|什么价|啥价|咋卖|怎么卖|价差|报(?:个|一下|下|价|给)|的价(?:[，,。]|$)|算(?:好|一下|下|个)[^，,。\n]{0,3}(?:发|给|价)?|能(?:到|做到|便宜|少|优惠|打)|问(?:一下|下|个)?价/,
  ],
  [
    'whether',
    /(?:行|可以|能做?|好|中|得|有|要|成|做|够|贵)(?:不行|不|否|没有?)(?=[，,。?？\s]|$)|(?:吗|么|嘛|唔得)(?=[，,。?？\s]|$)|得唔得|能不能|行不行|可不可以|是不是|有没有|[?？]/,
  ],
  ['supposes', /如果|要是|假如|万一|一次(?:拿|订|要)|月用|年用|起(?:能|才|订|批|做)|大概|打算|准备|下次|以后/],
  [
    'faults',
    /坏|裂|破|碎|漏(?!报|写|了(?:两|一|几)样)|掉色|掉漆|褪|偏(?:黄|色|大|小|软|硬|差)|撞|磕|刮|锈|霉|变形|不亮|不转|短(?:少|缺)|少\s?\d|发(?:串|错|混)|退回|挑出|不合格|起(?:泡|皮|球)|开胶|色差|质量|投诉|赔|打折付|折付|补发/,
  ],
  [
    'buys for itself',
    /^采购[:：，,]|(?:原料|色母|树脂|纸浆|辅料)[^，,。\n]{0,8}(?:进|买|采)|这次进|我们自己|自用|食堂|办公室|前台|员工|团建|朋友圈/,
  ],
  ['advice', /(?:怎么|如何)(?:用|装|洗|配|调|喂|拌)|停药|用量|兑水|比例|小心|千万|注意|保质期|参数/],
  ['stock first', /^[^，,。；;\d]{0,10}(?:库存|现货|盘点|仓里|仓库|在库|余货|数了|缺货)/],
  ['house', /放假|值班|年会|抽奖|彩排|展会|罚款|截单|停收|调休|聚餐|奶茶|请客|红包|财务|会议|培训|打卡/],
  [
    'wishes',
    /要|请|麻烦|安排|订|下单|来\s?[\d一二两三四五六七八九十]|发(?:到|给|货|往)|送(?:到|货|来)|帮|急|尽快|报单|给(?:我|他|配|备|发)/,
  ],
  ['asks for a quote', /报(?:一下|个价|下|价)|的价(?:[，,。]|$)|报价|什么价|价差|核(?:个|一下)?价|算(?:一下|下|个)价/],
  [
    'begins with an order of it',
    /^[^，,。；;：:\n]{0,16}(?:那|这|刚|上面|昨天|前天|上周|早上|上午|今早|昨晚)[^，,。；;：:\n]{0,6}(?:单|票|张|批|柜|车|表|笔|个)/,
  ],
  ['begins with a number of it', /^(?:合同|单号|订单|po)?[:：#\s]?[a-z]{1,6}[-\s]?(?:[a-z]{1,4}-?)?\d{4,}/],
  ['news of others', /老?对手|同行|听说|别人家|别家|隔壁|市面|行情/],
]

const ANY_CHANGE = new RegExp(CHANGES.map(([, pattern]) => pattern.source).join('|'))
/** Clauses beyond these are more of the same. */
const MOST_CLAUSES = 24
/** How many of the clauses of a text change something, by thirds. */
function shareOfChanges(plain: string): number {
  const clauses = plain
    .split(/[，,;；。\n]/, MOST_CLAUSES)
    .map((c) => c.slice(0, 60))
    .filter((c) => c.trim().length > 1)
  return Math.round((3 * clauses.filter((c) => ANY_CHANGE.test(c)).length) / Math.max(1, clauses.length))
}
/** Ends what somebody quotes: what follows is said of it. */
const QUOTE_END = /[」』”"]\s*(?:\n\s*[-—–=]*\s*\n?)?|\n\s?[-—–=]{2,}[^\n]{0,8}\n|^>[^\n]*\n/

const holdsIn = (normal: NormalText, [, pattern]: readonly [string, RegExp]): boolean =>
  mayMatch(needed(pattern).need, normal.signs()) && pattern.test(normal.plain)

const quoteEnd = (plain: string): number => {
  const m = QUOTE_END.exec(plain)
  return m ? m.index + m[0].length : 0
}

const HAS_COUNT = new RegExp(COUNT)
const WHOLE_OFF = /作废|取消|撤|整单|不做了|不订了/
const QUOTED_FIRST = /^[^\n]{0,12}[「『"“>]|\n\s?[-—–=]{2,}[^\n]{0,8}\n/
const TURNS_IT =
  /改(?!天|口|善|造|装|革)|换成|换\d|加到|减[到成]|减\s?[\d一二两三四五六七八九十]|压到|去掉|不用了|不要了|追到|再多做|不是\s?[\d一二两三四五六七八九十]|另外搭/
/** Where a quoted order ends that the rest of the message changes; 0 for none. */
export function changedQuoteEnd(plain: string): number {
  if (!QUOTED_FIRST.test(plain)) return 0
  const end = quoteEnd(plain)
  const said = plain.slice(end)
  return HAS_COUNT.test(plain.slice(0, end)) && TURNS_IT.test(said) && !WHOLE_OFF.test(said) ? end : 0
}

/** What is added to an order, less of it with what remains, or another count of an article: hardly ever said in a new order. */
const ADDS_OR_TURNS = new RegExp(
  `^[^，,。;；：:\\n]{2,14}追加(?!一批)|减\\s?${COUNT}{1,4}\\s?[一-鿿][，,]\\s?(?:就|剩|只|留|变|改|要)?\\s?${COUNT}|[一-鿿](?<!不)变(?:成|为)?\\s?${COUNT}{1,5}\\s?[一-鿿](?=[，,。;；\\s]|$)|变更通知|改单[:：\\n]`,
)
const AS_BEFORE = /[跟同照按和]上|老样子|返单|翻单|续单|不对|哦不/
/** Whether a message changes a running order by what it says of its counts alone. */
export const turnsCounts = (plain: string): boolean => ADDS_OR_TURNS.test(plain) && !AS_BEFORE.test(plain)

/** The turns of phrase of a message, and how those of changing stand beside what it refers to. `refers`: an order number or an earlier day was read. */
export function turnsOf(normal: NormalText, refers: boolean, goods: boolean): string[] {
  const changes = CHANGES.filter((turn) => holdsIn(normal, turn)).map(([name]) => name)
  const about = ABOUT.filter((turn) => holdsIn(normal, turn)).map(([name]) => name)
  const many = Math.min(changes.length, 4)
  const earlier = refers || about.includes('order of it') || about.includes('goods of it')
  const only = changes.filter((c) => c !== 'says that it changes' && c !== 'wrong' && c !== 'row of it')
  const share = shareOfChanges(normal.plain)
  return [
    ...changes,
    ...about,
    `changes ${many}`,
    `changes ${many}, ${earlier ? 'of an order' : 'of nothing'}`,
    `changes ${many}, ${goods ? 'goods' : 'no goods'}`,
    ...(earlier ? changes.map((c) => `${c}, of an order`) : []),
    ...(only.length === 1 && only[0] === 'drop' ? ['only drops'] : []),
    `share of changes ${share}`,
    `share of changes ${share}, ${earlier ? 'of an order' : 'of nothing'}`,
    ...(about.includes('quotes') ? [`changes what it quotes ${shareOfChanges(normal.plain.slice(quoteEnd(normal.plain)))}`] : []),
    ...(about.includes('wishes') ? [] : ['no wish']),
  ]
}
