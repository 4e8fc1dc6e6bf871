import type { Evidence } from './intent-evidence'
import { UNIT } from '../words/units'

/**
 * What a message does (asks, wants to be told, tells, calls off) together with what it is about (an order that runs, goods on their way, money, papers).
 * Either alone says little: a question is no question about an order, and a carrier is named in orders too.
 */

/** Asks, also without a question mark, in the spoken forms of the north and the south and in English. */
export const ASKS =
  /[?？]|(?:吗|呢|没|么|嘛|咩|未|呀|不|没有|冇)[,，。.!！~\s]*$|(?:了|好|完|到|出|发|齐|成|上|过|得|住|咗|来|货)(?:没|未|吗|冇)(?:有|呀|啊|呢)?(?=[,，。!！~\s])|几时|几点|几号|几天|多久|多少(?!都)|何时|啥时|什么|(?<!无论)哪(?!怕)|第几|咋|怎么|怎样|边度|点解|点样|几耐|谁(?!知)|是[^,，。]{1,8}还是|是不是|有没有|有冇|能不能|会不会|可不可以|可否|能否|是否|([一-鿿])[没不未]\1|给个准|any update|(?:^|[^a-z])(?:when|where|how|what|could you|can you|is it|eta)(?:[^a-z]|$)/i

/** An order that was placed before. */
const EXISTS =
  /(?:那|嗰)一?[一-鿿]{0,2}[单批票张台套件款车柜个笔]|(?:这|呢)一?[一-鿿]?[单批票张车柜笔]|(?:订|定|下|报|催|约|说好)(?:了)?的|订单|单号|合同号|(?:上|前)(?:回|次|礼拜|周|星期|个月|几天|天)(?:订|定|下|要|拿|买|的)|(?:昨[天晚日]|前天|月初|上午|早上)[一-鿿]{0,2}(?:订|定|下|要|报|的)|(?:我|我们|他|他们|客户|客人|咱)的(?:货|单|[\d一二两三四五六七八九十])|我那|的单子?|第[一二三四五六七八九十\d]+批|大货|过了?交期|超期|po\s?#?\d|[a-z]{2}-?\d{8}/i
/** Goods that nobody ordered yet. */
const NOT_YET =
  /如果|要是|假如|(?:现在|今天|马上)(?:下单|订|定)|下单的话|大概|一般|通常|正常|定做|起做|起订|最少|做不做|能做|可以做|会做|做得了|你们(?:家|有|做|能|会|送)|报个?价|价格|什么价|啥价|多少钱|现货|有货|库存|样册|样本|型号|停产|价[,，。?？]|多少价/
/** Verbs and nouns of making and sending out, at our place. */
const MAKING =
  '做|印|染|织|裁|缝|绣|喷|焊|装配|装柜|组装|加工|调试|开料|开模|试模|生产|排|投产|开机|开工|备货?|配货?|拣货?|理货|出厂|出货|出库|出窑|发货|发出|发车|下线|上线|上机|上车|完工|完成|弄|搞|交货|交付|交|赶|质检|检验|打包|包装|入库|收尾|好|走'
/** The state that a piece of work is asked about: 打完了没, 配齐没有, 热处理回来了吗. */
const DONE_YET =
  /(?<!有)(?:[一-鿿](?:好|完|齐|成|妥|过|出来|回来|下来|到位)了?|[一-鿿]{2}了|(?:做|印|染|织|裁|缝|绣|喷|焊|装|排|备|配|发|出|走|弄|搞|打|切|拣|编|雕|刻|铸|烧|烤|磨|洗|晒|贴)了?|[做印染织裁缝绣喷焊装贴打切磨](?:完|好)[一-鿿]{1,2}|搞定|弄妥|消息)(?:咗)?(?:没有?|未|吗|冇|么)(?=[呀啊呢]?(?:[?？,，。!！~\s]|$|[一-鿿]))/
const HOW_IT_GOES =
  /[一-鿿]得(?:如何|怎么?样|咋样|点样)|成点|进展|进度|说好[^,，。]{0,12}(?:呢|还|没|怎么)|都[^,，。]{1,6}了[,，]?(?:还|说好|怎么)|拖了|逾期|超期|过了?交期|晚了[\d一二两三四五六七八九十]+天/
const WHEN = '(?:几时|几号|几点|什么时候|啥时候?|何时|哪天|哪日|多久|还要几天|第几天)'
const WHEN_MADE = new RegExp(`${WHEN}[^,，。?？\\n]{0,6}(?:${MAKING})|(?:${MAKING})[^,，。?？\\n到送]{0,4}${WHEN}`)
const LEFT_TO_DO =
  /还?(?:差|剩|有|欠)(?:多少|几)[^,，。]{0,5}[没未](?:做|生产|发|出|交|弄|排)|(?:做|排|印|生产)[^,，。]{0,3}(?:到|了)第?(?:几|多少)/
const LOOKS_INTO =
  /(?:看|查|问|了解|确认|跟进|盯|反馈)(?:一)?下[^,，。\n]{0,18}(?:情况|进度|进展|备货|生产|排产|排单|交期|货期|做到)|什么情况|(?:单子?|订单|货|批|票)[^,，。]{0,3}(?:啥|什么)情况/
const READY = /(?:^|[^a-z])(?:updates?|ready|finish(?:ed)?|completed?|progress|status|production|lead time)(?:[^a-z]|$)/i

/** Goods on their way: papers, people and places of carriage. */
const CARRIAGE =
  /快递|快件|包裹|物流|运单|(?<!订)(?<!合同)单号|面单|提货单|提单|司机|送货的?(?:师傅|人|车)|派送|派件|配送|签收|中转|网点|站点|(?:发|走|用|寄)的?(?:顺丰|德邦|中通|圆通|申通|韵达|极兔|京东|邮政|安能|跨越|百世)还是|在途|(?:货|件|还)[^，,。]{0,2}路上|到港|([到卸收签派送])没\1|港口|货车|(?:这个|那个)件|柜号|封条|货代|(?:^|[^吊叉机汽动行火发])车子?(?=[到来走在赶出])|(?:顺丰|德邦|中通|圆通|申通|韵达|极兔|京东|邮政|安能|壹米滴答|跨越|顺心捷达|百世|货拉拉|闪送|专线)(?=[一-鿿]{0,4}(?:显示|那|单|号|件|到|在|查|说|停|派|网点|\d))|tracking|waybill|shipment|courier|b\/l/i
const CARRIAGE_PAPER =
  /(?:快递|物流|运|货运|顺丰|德邦|中通|圆通|申通|韵达|极兔|京东|邮政|安能|跨越|百世)(?:的)?单?号|(?<!订)(?<!合同)单号|运单|面单(?=[^，,。]{0,3}(?:发|拍|给|号))|底单|提货单|提单|(?:司机|师傅|送货|物流)[一-鿿]{0,4}(?:电话|联系|号码|手机|号)|车牌|签收单|柜号|封条号?|tracking (?:no|number|info|#)/i
const HANDS_OVER = /给|发|拍|甩|报|传|推|丢|贴|告诉|告知|提供|补|回|要|查|来一?个|多少|有没有|share|send|方便/i
const SENT_OUT = /发出|寄出|发货|发了|寄了|发走/
const STUCK =
  /滞留|停(?:在|了|着)|不动|没(?:有)?动|[没不](?:有)?更新|没(?:有)?(?:信息|记录|影|动静|消息)|(?:信息|记录|动静|消息)(?:都)?没有?|联系不上|卡在|丢件|丢了|还没(?:到|收|派|送|见)|一直(?:没|不|在)|没人(?:接|送|收)|没(?:见|看)到|不见|催(?:一)?下|催催/
const ARRIVES =
  /(?<![装上发排下备配出])(?:货|车|件|到|收|送)(?:到|达)?(?:了|咗)(?:没|未|吗|冇|么)|(?:几时|几点|几号|什么时候|啥时候?|何时|哪天|今天|明天|晚上|下午)[^,，。\n]{0,4}(?:能|可以|会)?(?:送达|送到|到货|到达|到|收到|收得到)(?:[吗呀啊呢不没]|[?？,，。\s]|$|[一-鿿]{1,4}[?？,，。]|[一-鿿]{1,3}$)|(?:送达|收得到|到得了)(?:吗|不|没)|(?<![做印织染缝裁焊排])(?:到|在|去|走到)(?:了)?(?:哪(?!一?[步道个天])|边度|什么地方|什么位置)|(?:司机|师傅|车|快递|物流|包裹|送货的?)[^,，。]{0,5}(?:出发|到|来|走|过来)了?(?:没|吗|未|不)|还有[^,，。]{1,6}(?:在哪|呢|没到|没收)|(?:剩下|另外|其余|还有)[^,，。]{1,8}(?:路上|没到|没收|在哪)|到港|到[一-鿿]{2,4}了[,，][^。]{0,8}[取提拿]|没(?:见|看)到货|还没影/
const WAYBILL =
  /(?:顺丰|德邦|中通|圆通|申通|韵达|极兔|京东|邮政|ems|安能|壹米滴答|跨越|顺心捷达|百世)[一-鿿]{0,4}[:： ]?[a-z]{0,3}\d{8,}|(?:^|[^a-z\d])(?:sf|yt|jt|zto?|jd|dpk?)\d{9,}/i

const SUM =
  '(?:¥|rmb)?(?:\\d{1,3}(?:,\\d{3})+|(?<!\\d)\\d{3,8}(?!\\d)|\\d+(?:\\.\\d+)?\\s?[万千wk]|[一二两三四五六七八九十][万千百][一二三四五六七八九十\\d]?[千百]?[一二三四五六七八九十]?)'
const MONEY =
  '货款|款项|尾款|定金|订金|余款|欠款|账款|钱|请款|款子|款(?!式|号|的|货|色)|账(?!号登)|发票|(?<![车门机邮])票|回单|水单|回执|承兑|对账单?|应付|应收|收款|付款|打款|转账|汇款|请款|抬头|户头|公户|开户|对公'
const MONEY_TURNS = new RegExp(
  `(?:${MONEY})[^,，。\\n]{0,8}(?:到|收|退|开|寄|转|打|付|汇|结|安排|差|补|核|对|清|催|还|欠|发|错|查|多少|几|流程|审批|走账)|(?:还|结|付|打|转|汇|收|催|差|先?欠|要|核对?|开|寄|退|扣|对|补)[^,，。\\n]{0,6}(?:${MONEY})`,
)
const SUM_MOVES = new RegExp(
  `(?:打|(?<![周运旋自翻反])转|付|汇|存|划|扫|结|交|给|打款|付款|收)(?!成)(?:了|到|给|过去|你|您|你们|贵司|款|账)*[^\\d,，。\\n]{0,4}${SUM}(?![\\d.]|\\s?(?:${UNIT}))|${SUM}\\s?(?:元|块)?(?:已|已经|刚|都|给你|给您)?(?:经)?(?:从[一-鿿]{1,6})?(?:转|打|汇|付|存|到账|结)`,
)
const PAYS =
  /(?:^|[,，。\s了已刚])(?:付|转|打|汇|结)(?:了|好了|过去了|过来了|清了)(?=[,，。!！\s]|$)|过数|(?:能|可以|可否)[一-鿿]{0,3}(?:先欠|赊|晚点付|月底付|缓)|先欠着|账期/
const SUM_TOLD = new RegExp(`(?:货款|尾款|定金|订金|余款|欠款|回单|水单|回执|应付|应收|承兑)[^\\d\\n]{0,12}${SUM}`)
const PROMISES = new RegExp(`(?:余|剩|另|欠)[一-鿿]{0,3}${SUM}[^,，。\\n]{0,10}(?:安排|付|给|打|转|结|清|还)`)
const INVOICE_TROUBLE =
  /(?:发票|专票|普票|抬头|票)[^,，。\n]{0,8}(?:没开|差|开错|错了|重开|作废|退回|没收到|还没|什么时候|几时|收到了)/

/** What nobody wants any more, as a whole. */
const NO_MORE =
  /(?:不用|不必|不需要?|别|甭|先别|先不|暂时不|暂停|停止?|停掉|唔使|唔)(?:再)?(?:做|发|生产|排产?|下单?|备货?|订货?|定|采购|安排|要|送|配货?|[一-鿿]{1,2}(?=[了喇啦]))(?:了|货|喇|先|啦)?(?=[,，。!！~\s]|$)/
const WHOLE_GONE =
  /(?:整单|整个单|全部|全都|单子?|订单|合同|报的货?|下的货?|订的货?|那条|order)[^,，。\n的]{0,6}(?:作废|取消|退掉|退了|撤|删|都?停|不签|不做|不要|不用|黄|砍|cancel)|(?:撤回|撤销|取消|退掉|作废|停掉)[^,，。\n]{0,10}(?:单|订单|报的|下的)|cancel|call(?:ed)? off/i
const FELL_THROUGH =
  /(?:客户|客人|老板|项目|活动|工程|预算|领导|甲方|婚期|价格|他们|对方)[一-鿿]{0,4}(?:跑单|跑了|反悔|黄|停了|停工|不做|没批|不批|不同意|砍|没谈拢|取消|改期|延期|变卦)|下重了?|重复下|报重了?|当没(?:看|听)|(?:自己)?找到货了|订错了|下错了/

const INSTEAD =
  /(?:不用|不要|别|不)[一-鿿]{0,4}了?[,，](?:全部?|都)?(?:要|改|换|做|用|走|发)(?![什么])[一-鿿\d]|(?:不用|不要|别|不)[一-鿿]{0,4}了?[,，][^,，。\n]{1,8}(?:就行|就好|即可|就可以)/
/** A change told as what is and what is not, or by less, more, apart. */
const OTHERWISE =
  /(?:提前|推迟|延迟?|顺延|挪|推|改)(?:到|至)\s?[\d一二三四五六七八九十本下月周]|是[^,，。\n]{1,10}[,，]?(?:而)?不是[^,，。\n]{1,10}|不是[^,，。\n]{1,10}[,，]?(?:而)?是|(?:少|多)(?:做|发|订|要|来|送)\s?[\d一二两三四五六七八九十]|匀[^,，。]{0,8}到|拆(?:成|分|开)|分(?:成)?两批|并(?:到|成|单)|写成|写漏|报漏|漏(?:报|写|了一)|按[^,，。]{0,6}执行|(?:抬头|联系人|收货人|地址|电话|交期)[^,，。]{0,3}(?:换|改|写|用)|要(?:绣|印|刻|加|配)/
const COUNT = '[\\d一二两三四五六七八九十百]'
/** A figure, a colour or an article of what was ordered that is taken back or put right, without a verb of changing. */
const PUT_RIGHT = new RegExp(
  `应为|(?:写|报|算|量|数|填|打)(?:错|多|少|漏)了?|(?:多|少)(?:写|报|算|打)了|(?:刚刚?|刚才|^)漏了|那[单张批票]漏了|划掉|减\\s?${COUNT}{1,4}|只能给|(?:数量?|颜色|尺寸|型号)(?:就)?定(?:了|在|为|[白黑红蓝灰米])|单价定|按新(?:谈的|价)|重新开单|${COUNT}{1,6}[一-鿿]?[(（]原${COUNT}|(?:不做|不要|不用)了?[,，](?:改|换)|${COUNT}[一-鿿]{0,2}(?:改|→|->)${COUNT}|从${COUNT}{1,6}[一-鿿]?[变加减改]|搭${COUNT}{1,4}[^,，。]{1,8}上去|少要(?:点|些|${COUNT})|先拿掉|也要${COUNT}{1,4}[一-鿿][,，]`,
)
/** Papers and pictures that come with goods. */
const PAPERS =
  '(?:说明书|检测报告|质检报告|合格证|证书|资质|营业执照|样册|画册|目录|图册|报价单|图纸|照片|视频|小样|面料样|色样|送货单|出库单|生产单)'
const WANTS_PAPERS = new RegExp(
  `(?:发|寄|给|要|拍|传|来|[份张本套])[^,，。\\d\\n]{0,8}${PAPERS}|${PAPERS}[^,，。\\n]{0,4}(?:发|寄|给|拍|传|收到|有没有|有吗)`,
)
const PRICEY =
  /(?:给|报|问|要|出)[^,，。\n]{0,8}价(?:格|钱)?(?:[,，?？。看\s]|$)|(?:价|价格|价钱)[^,，。]{0,4}(?:高|贵|低|便宜|实惠|离谱)|太贵|贵了|便宜/
const FAULTY =
  /(?:收到|到的|到货|送来|发来|上批|这批|上次|昨天到|装上去|用了|打开)[^,，。\n]{0,14}(?:有[^,，。现]{0,4}[个张片块条件只套箱]|都|全|太)|怎么(?:处理|办|弄|补|赔|回事|用)|咋(?:办|弄|整|回事)|给个说法|拒收|不一致|不对数|数量不对|实到|异响|结块|馊|[发变]臭|臭了|霉|翘|歪|盖不严|不严|短斤|投诉|客诉|要求(?:换|退|赔)/

/** What somebody asked for is asked in words; a list of what lies there has none of them. */
const WISH = /要|请|麻烦|安排|下单|报单|急|尽快|送(?:到|货)|发(?:到|货|往)|帮|订/
const STOCK_FIRST = /^[^，,。；;\d]{0,10}(?:库存|现货|盘点|仓里|在库|余货|数了)/
const SAMPLES =
  /(?:寄|拿|给|送|带|来)[^，,。\n]{0,14}(?:色卡|色板|色样|布板|样册|样本|样布|小样|样块|画册|图册|产品册|样品)|(?:色卡|色板|色样|布板|样册|样本|样布|小样|样块|画册|图册|产品册)[^，,。\n]{0,8}(?:寄|来|给|[一两2-9][本套份块张])/
const QUOTES_ASKED =
  /报(?:一下|下|个)(?:价|[:：])|的价(?:[?？,，。\s]|$)|价差|一次(?:拿|要|订)|多少(?:钱)?一[一-鿿]|能到\s?\d|起(?:能|可以)|算好(?:发|给)/
const PART_OF_IT =
  /\d[一-鿿]{0,3}(?:里头?|里面|当中|中)(?:有|挑|拣|发现|坏|少)|(?:挑|拣)出(?:来)?[^，,。]{0,4}(?:\d|[一二两三四五六七八九十])/
const SALE = /清仓|处理价|仅剩|起批|要的(?:私|联系|报|抓紧)|私我|播报|展会通知|展位|抽奖/
const EARLIER =
  /(?:那|这|嗰|刚|该)(?:才|个|一|天)?[一-鿿]{0,2}(?:单|票|张|批|柜|车|表|笔|份)|(?:昨|前)[天日晚]|上面|刚才|(?:早上|上午|今早|上?周[一-日])[一-鿿]{0,2}(?:那|的|报|发)|那\s?[\d一二两三四五六七八九十]/
const PUT_IN =
  /(?:再|另外?|外|顺手|顺便|又)(?:补|添|塞|搭|捎|追|来|配|加|多)|(?:补|添|塞|搭|捎|追)(?:上|进)?\s?[\d一二两三四五六七八九十]|[+＋]\s?[\d一二两三四五六七八九十]+[一-鿿]|加进[来去]/
const TURNED =
  /(?:压|缩|降|提|追|涨|增|添|减|砍|调|放|变|升)[一-鿿]?(?:成|到|为|至|返)\s?[\d一二两三四五六七八九十]|翻倍|加倍|加码|砍(?:一)?半|减半|反过来|[→⇒]\s?[\d一二两三四五六七八九十]/
const TAKEN_OUT =
  /[一-鿿a-z\d](?:全部?|整项|先|就|都|也|的)?(?:撤[掉下了]?|划[掉了]|删[掉除了]?|免了|拿掉|剔除|唔要|勿要)(?=[，,。;；、\s]|$)|第\s?[\d一二三四五六七八九十]{1,3}\s?(?:行|项)/
const QUOTED_FIRST = /^[^\n]{0,8}[「『“>][^\n]{2,200}|\n\s?[-—–=]{2,}[^\n]{0,8}\n/
const TURNED_AFTER =
  /[」』”][^\n]{0,4}\n?[^\n]{0,80}(?:改|换|加到|减|不要|不用|再)|\n\s?[-—–=]{2,}[^\n]{0,8}\n[^]{0,60}?(?:改|换|加到|减|不要|不用|再)/

export const ACTS: readonly Evidence[] = [
  { name: 'asks about an order that runs', pattern: ASKS, also: EXISTS, unless: NOT_YET, speaks: { status: 1.6 } },
  { name: 'asks whether work is done', pattern: DONE_YET, unless: NOT_YET, speaks: { status: 2.2 } },
  { name: 'asks when it is done', pattern: WHEN_MADE, unless: NOT_YET, speaks: { status: 2.2 } },
  { name: 'asks how it goes', pattern: HOW_IT_GOES, unless: NOT_YET, speaks: { status: 2 } },
  { name: 'asks what is left to do', pattern: LEFT_TO_DO, speaks: { status: 3 } },
  { name: 'has somebody look into it', pattern: LOOKS_INTO, unless: NOT_YET, speaks: { status: 1.8 } },
  { name: 'asks how far, in English', pattern: READY, also: ASKS, speaks: { status: 2.2 } },
  {
    name: 'asks about goods on their way',
    pattern: ASKS,
    also: CARRIAGE,
    unless: /运费|多少钱|报个?价/,
    speaks: { tracking: 1.8 },
  },
  { name: 'wants a paper of carriage', pattern: CARRIAGE_PAPER, also: HANDS_OVER, speaks: { tracking: 2.6 } },
  { name: 'goods are stuck', pattern: STUCK, also: CARRIAGE, speaks: { tracking: 2.6 } },
  { name: 'nothing is heard of what was sent', pattern: STUCK, also: SENT_OUT, speaks: { tracking: 2.6 } },
  { name: 'asks for the arrival', pattern: ARRIVES, also: ASKS, unless: /款|钱|账|票|承兑|水单|回单/, speaks: { tracking: 2.8 } },
  { name: 'names a waybill', pattern: WAYBILL, speaks: { tracking: 2.4 } },
  { name: 'money turns', pattern: MONEY_TURNS, speaks: { payment: 1.8 } },
  { name: 'a sum moves', pattern: SUM_MOVES, speaks: { payment: 3 } },
  { name: 'says that it is paid', pattern: PAYS, speaks: { payment: 1.6 } },
  { name: 'tells a sum of money', pattern: SUM_TOLD, speaks: { payment: 1 } },
  { name: 'promises a sum', pattern: PROMISES, speaks: { payment: 3 } },
  { name: 'the invoice is wrong or missing', pattern: INVOICE_TROUBLE, speaks: { payment: 3, other: -2, amend: -2 } },
  { name: 'wants no more of it', pattern: NO_MORE, speaks: { cancel: 2.4 } },
  { name: 'the whole is gone', pattern: WHOLE_GONE, speaks: { cancel: 2.4 } },
  { name: 'it fell through', pattern: FELL_THROUGH, speaks: { cancel: 1.4 } },
  { name: 'wants another in its place', pattern: INSTEAD, speaks: { amend: 2.4, cancel: -2 } },
  { name: 'says it otherwise', pattern: OTHERWISE, speaks: { amend: 1.8 } },
  { name: 'puts right', pattern: PUT_RIGHT, unless: /不对|哦不|手滑|打错|等下/, speaks: { amend: 2.4 } },
  { name: 'wants papers', pattern: WANTS_PAPERS, speaks: { other: 2.4 } },
  { name: 'speaks of the price', pattern: PRICEY, speaks: { other: 2.4 } },
  { name: 'finds fault', pattern: FAULTY, speaks: { other: 2.4 } },
  { name: 'counts what lies there', pattern: STOCK_FIRST, unless: WISH, speaks: { other: 3.6, order: -5 } },
  { name: 'wants samples', pattern: SAMPLES, speaks: { other: 2.4, order: -4 } },
  { name: 'wants to be quoted', pattern: QUOTES_ASKED, unless: /下单|就(?:订|定|发|要)/, speaks: { other: 2.4, order: -4 } },
  { name: 'speaks of a part of what came', pattern: PART_OF_IT, speaks: { other: 2.4, order: -4 } },
  { name: 'calls to all', pattern: SALE, speaks: { other: 2.4, order: -4 } },
  { name: 'puts more to an earlier one', pattern: PUT_IN, also: EARLIER, speaks: { amend: 2.4, order: -2 } },
  { name: 'brings a count to another', pattern: TURNED, speaks: { amend: 2.4 } },
  { name: 'brings a count of an earlier one to another', pattern: TURNED, also: EARLIER, speaks: { amend: 1.4, order: -2 } },
  { name: 'takes one out', pattern: TAKEN_OUT, speaks: { amend: 2.4 } },
  { name: 'answers a quote with a change', pattern: QUOTED_FIRST, also: TURNED_AFTER, speaks: { amend: 4, order: -4 } },
]
