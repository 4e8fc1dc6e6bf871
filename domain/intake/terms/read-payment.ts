import Decimal from 'decimal.js'
import type { Draft } from '../draft'
import { NUMBER, numberOf } from '../text/numerals'
import type { Page } from '../text/page'
import {
  ADVANCE,
  ARRIVED,
  AT_FETCHING,
  BEFORE_LEAVING,
  END,
  LOT_BY_LOT,
  MONEY_WENT,
  PAID_THEN_MOVES,
  PAYS_FIRST,
  REST,
  SETTLES,
  SETTLES_REST,
  SHARE,
} from '../words/payment-words'
import { UNIT } from '../words/units'

const N = NUMBER
/** Read by words that other matters share: a person looks at it. */
const SHAKY = 0.6

/** That it is paid, said otherwise than of money that went: 已付款, 微信转了, 扫码付过. */
const PAID_SAID =
  /(?:已经?)(?:微信|支付宝|对公|银行)?(?:付|打款|转账|付款|付清|汇款|转了|打了|结清|转(?=[，,。;；、\s/)]|$))|(?:钱|款子?|货款|账)(?:我)?(?:已经?|刚刚?|都)?(?:转|打|付|汇|扫|发)(?:到|给|去|进|过去)?(?:你|您|你们?|贵司|公司|公户|老板)?(?:的|那)?(?:微信|支付宝|公户|卡|账户?|户头)(?:上|里|号)?(?:啦|咯|了|喽|哈|哦)?|(?:微信|支付宝|对公|银行卡?|网银|公户|[农工建中]行)上?(?:已经?|刚刚?|都)?(?:转|付|打|扫|汇|支付)(?:给?你们?|给?您|过去|款|钱|账)*(?:了|过|好|完)|刚刚?(?:付款|打款|转账|汇款|付清|转|付)(?:了|过去|好)|(?:款|钱|货款|全款)(?:我们?)?(?:已经?|都)?收(?:到)?了|已收[款讫到]款?|已打[钱款]|已打过来|(?:微信|支付宝|对公|货款)已收|钱转(?:给)?(?:[老小阿][一-鿿]|[一-鿿]{2,3})了|(?:钱|款)(?:已经?|刚刚?|刚才|都)?(?:过去|过账)(?:了|啦|咯)|款(?:已|都|也)?清(?=[，,。;；\s]|$)|(?<=实)付(?=[:： ]?¥?\d)|(?:钱|款|货款)(?:微信|支付宝)上?(?:都|已经?)?(?:给|转|付|打)(?:你们?|您|我们?)?[了过]|已(?:经)?扫码?(?:付|支付|转)|扫码?(?:付|支付)(?:了|过)|货款已|款已|钱(?:已经?|都)?(?:转|打|付|汇)(?:了|过|$|[，,。\s])|钱已|(?<![a-z])(?:already )?paid(?! on)(?![a-z])/

interface TermRule {
  pattern: RegExp
  value(m: RegExpExecArray): string | undefined
  confidence?: number
}

const days = (head: string, raw: string | undefined): string | undefined => {
  const n = numberOf(raw ?? '')
  return n && new Decimal(n).gt(0) && new Decimal(n).lte(365) ? `${head}:${n}` : undefined
}
const LONG: Record<string, number> = { 月: 30, 周: 7, 星期: 7, 礼拜: 7 }
/** 半个月 → 15, 两个月 → 60, 一个半月 → 45, 一周 → 7. */
const spell = (head: string, count: string | undefined, unit: string | undefined): string | undefined => {
  const whole = LONG[unit ?? ''] ?? 30
  if (count?.startsWith('半')) return `${head}:${Math.floor(whole / 2)}`
  const half = count?.endsWith('半') ? 0.5 : 0
  const n = numberOf((count ?? '').replace(/个?半?$/, ''))
  return n ? days(head, new Decimal(n).plus(half).times(whole).floor().toFixed()) : undefined
}
const COUNTED = `(半个?|${N}个?半?)(月|周|星期|礼拜)`
const AFTER = `(?:账期|后付|付款|内付|付清|付|的?账(?=[，,。;；\\s\\u0001]|$)|的账|后结|后打|内结|一结|期结|结清|结账)`

/** Ways to pay without money in advance. The first that is found counts; one that contradicts it makes it doubtful. */
const TERMS: TermRule[] = [
  { pattern: new RegExp(LOT_BY_LOT), value: () => 'rolling' },
  {
    pattern: new RegExp(
      `(?:货到|票到|见票|收货|收票|发货|到货|压|账期|验收|开票|签收|入库|放账?|欠)(?:(?!月结)[^\\d零〇一二三四五六七八九十百两半，,。;；\\n]){0,5}(${N})(?:天|日)(?:内|后)?(?:付款?|结清?|账期|打款)?`,
    ),
    // 先压两天, 到货前提前一天: days of goods, not of money.
    value: (m) => (Number(numberOf(m[1] ?? '') ?? 0) < 5 ? undefined : days('net', m[1])),
  },
  {
    pattern: new RegExp(
      `(?<!次月)(?<!次月\\d)(${N})(?:天|日)(?:后|内)?(?:账期|的?账|期结|结${END}|付款|付清|回款)|(?<![a-z])(?:net|n ?/|t ?\\+) ?(7|10|15|30|45|60|90|120)(?!\\d)|(?<!\\d)(\\d{1,3}) days? (?:after|from|of) (?:the )?(?:date of )?(?:invoice|delivery|receipt|shipment|b ?/ ?l)|账期(?:从|由)?(?:${N})(?:天|日)?(?:改|变|调)(?:成|到|为)?(${N})(?:天|日)`,
    ),
    value: (m) => days('net', m[1] ?? m[2] ?? m[3] ?? m[4]),
  },
  {
    pattern: new RegExp(
      `(?:货到|票到|收货|收票|开票|到货|验收|签收|压)(?:后|完)?${COUNTED}(?:内|后)?(?:${AFTER}|${END})|${COUNTED}${AFTER}|(?:压|账期|放账|付款)[:：]?(?:我们?|你们?|你)?(半个?|${N}个?半?)(月|周|星期|礼拜)(?!期?的?(?:银行|商业|电子)?(?:承兑|[银商电]承|[银商]票|汇票))`,
    ),
    value: (m) => spell('net', m[1] ?? m[3] ?? m[5], m[2] ?? m[4] ?? m[6]),
  },
  {
    pattern: new RegExp(
      `(?<![运邮递]费|顺丰|快递|物流)月结(?!账?号|卡)\\s?(?:(${N})\\s?(?:天|日)?)?|(${N})(?:天|日| ?days? ?)的?月结|次月(\\d{2,3})(?:天|日)内?[结付]|[当本这]个?月(?:账|的)?(?:[本当]月)?(?:结|清|付)|(?<!差价)月(?:底|末|尾)(?:前|一起|统一|一块儿?|一道|一[把总趟次]性?|再|才|来|跟你们?|给你们?|一并|全部|对账|我们?|,|，){0,3}(?:结(?!清)|付款?${END}|打款|清账|算账|算(?=[，,。;；\\s]|$)|给钱)|(?:每|下|次|隔)个?月(?:初|底|中|\\d{1,2}号)?(?:一起|统一|再|对账|,){0,2}(?:结|付款|清账|打款|算账)|按月(?:结|付|算|对账)|月清|一月一结|月度结算|monthly`,
    ),
    value: (m) => {
      const said = m[1] ?? m[2] ?? m[3]
      return Number(numberOf(said ?? '') ?? 0) >= 10 ? days('monthly', said) : 'monthly'
    },
  },
  {
    pattern: new RegExp(
      `货到付(?!运费|邮费)款?|${ARRIVED}(?:微信|支付宝|扫码|现场|当场|对公)(?:上)?(?:转|打|付|支付)(?:账|款|钱|过去|给你们?|你们?)?${END}|(?:司机|师傅|送货的)[^，,。;；\\n]{0,8}(?:收[款钱]|把[钱款](?:收|带)[一-鿿]{0,2}回来)|货款(?:让|由)?(?:司机|师傅|物流|快递)?代收|代收货款|货到现[结付]|货到结|见货(?:付|给钱|给款|给${END}|结)|货到收[钱款]|(?:到货|货到)(?:给)?现金|(?:磅单|数量|数|货)(?:对了?|没错|核对|点清)[^，,。;；\\n]{0,2}(?:就|再|马上|立马)(?:付|给钱|结)|${ARRIVED}${SETTLES}(?!发货|再发|就发)|一手交?钱[,，]?一手交?货|cash on delivery|(?<![a-z])c\\.?o\\.?d(?![a-z])`,
    ),
    value: () => 'cod',
  },
  {
    // Money that will have gone before the goods: 钱打过去你再发.
    pattern:
      /(?:钱|款)(?:我们?)?(?:打|转|付|汇)(?:过去|过来|给你们?)?(?:了|后|之后)?[,，]?(?:你们?|您)?(?:再|才)(?:发|做|出|安排|排)/,
    value: () => 'prepaid',
  },
  {
    pattern: new RegExp(`${MONEY_WENT}|${PAID_SAID.source}`),
    value: () => 'paid',
  },
  {
    pattern: new RegExp(
      `${PAID_THEN_MOVES}|款到(?:发|放|付)货|先款(?:后货)?|(?:款|到账|钱)(?:到(?!账)|到账)?(?:才|就|再|即|马上|立即)+发|款到(?:才|就|再|即|马上|了)*(?:发|印|做|排|裁|产|下料|开|出库|出仓|上刊|放行)|(?:钱|款)(?:我)?先(?:给(?=[，,。;；\\s\u0001]|$)|(?:打|转|付|汇))(?!\\s?[\\d一二两三四五六七八九]|定|订|一半)|先(?:付款|打款|打钱|给钱|交钱|交款|转账|转款|汇款|付钱|付清|结清|付全款|打全款|收款|收钱)|先(?:付|打|付${END})(?:后|再)(?:发|货|做|出|提|拿)|先付${END}|全款(?!已)|全额(?:付|打|预付|支付|到账)|一次性?(?:付清|打清|结清)|全部付清|100%(?: ?预付| ?付款| ?t ?/ ?t| ?in advance| ?prepa\\w+)|不见(?:款|钱)不发|${BEFORE_LEAVING}(?:一次性|全部|把)?(?:款|货款|全款)?(?:付|结|打|清|到)(?:清|齐|完|款|账)|${AT_FETCHING}|prepaid|prepay(?:ment)?|(?:payment|cash|pay) in advance|full payment`,
    ),
    value: () => 'prepaid',
  },
  {
    pattern: new RegExp(
      `(?:(半|一)年|(${N})个?月)?(?:期)?(?:的)?(?:银行|商业|电子)?(?:承兑(?:汇票)?|银承|商承|电承|银票|商票|汇票)(?:(?:行吗|可以吗|行不行|可以不)?[，,、 （(:：]{0,2}(?:期限|账期)?(?:(半|一)年|(${N})个月))?`,
    ),
    value: (m) => {
      const year = m[1] ?? m[3]
      const months = m[2] ?? m[4]
      return year ? `acceptance:${year === '半' ? 6 : 12}` : months ? `acceptance:${numberOf(months)}` : 'acceptance'
    },
  },
  {
    pattern: new RegExp(
      `现结|现金(?!不|支票)|现钱|(?<=上门)收现|收(?:他们?|她们?|你们?|客户|客人)?现(?:的|钱)?${END}|现数(?=[，,。;；\\s]|$)|给现|付现|当面(?:点|数)(?:钱|款|现)|当面给|现款现货|现款|现清|现场(?:结|付|给钱|点钱)|当(?:场|面)(?:结|付|给钱|清)|次结|单结${END}|即结|(?<![a-z])cash(?![a-z])`,
    ),
    value: () => 'cash',
  },
  { pattern: new RegExp(`现付(?:${END}|(?=自[提取运拉]|不[开要]|[要开]票|含|包))`), value: () => 'cash', confidence: SHAKY },
  {
    pattern:
      /赊|[挂记][账帐](?!户|号|本)|挂数(?!据|字|量)|(?:先)?挂着账?|(?<=[挂记][^，,。;；\n]{1,10})(?:账上|的账(?=[，,。;；\s\n]|$))|先欠|记账|欠着|(?<=[账钱款])先记着|先记着(?=账)|记[着]?账上|打个?[白欠]条|账先?[记挂欠]着?|(?:年底|年终|过年前?)(?:一起|再|统一|一块|一次性?)*(?:结|算账|清账|给钱|付清)|(?:秋后|卖完|收完)(?:再|就)?(?:给钱|结|付款)|先挂起|回头(?:再|一起|一块)?(?:给钱|结|付款|算账)|过(?:几天|阵子|两天)(?:再)?(?:给钱|结|付款)|(?:货款|钱|款)(?:先|再|得|要|等)?(?:过|缓|晚|迟|拖|欠)(?:个|上)?(?:[几两三]天|一阵|阵子|一下|一缓)(?:再)?(?:给|付|转|结|打|$|(?=[，,。;；\s]))|on account|on credit/,
    value: () => 'credit',
  },
]
/** What stands before a way to pay that is turned down: 不是月结. */
const NOT_SO = /(?:不是|不再|不要|不用|不走|不做|不能|别再?|取消|原来是?|本来是?|[运邮]费|物流费|快递费)\s?$/
/** Of these an order has one. */
const EXCLUSIVE = /^(?:rolling|net|monthly|cod|prepaid|credit|paid)/

const SHARE_OF = new RegExp(`(${N})(?:%|个点)|(${N})成(半|[一二三四五六七八九])?|百分之(${N})|(一半|半款|对半|half)`)
/** 30% → 0.3, 三成 → 0.3, 二成五 → 0.25, 一半 → 0.5; nothing for a share that is none. */
export function shareOf(words: string): string | undefined {
  const m = SHARE_OF.exec(words)
  if (!m) return undefined
  if (m[5]) return '0.5'
  const value = numberOf(m[1] ?? m[4] ?? m[2] ?? '')
  const more = m[3] === '半' ? '5' : numberOf(m[3] ?? '零')
  const share = value ? new Decimal(value).div(m[2] ? 10 : 100).plus(new Decimal(more ?? 0).div(100)) : undefined
  return share?.gt(0) && share.lt(1) ? share.toFixed() : undefined
}

const RATIO = new RegExp(
  `(?:${ADVANCE}|${PAYS_FIRST})[:： ]?(?:了|付|[改调提降涨加][成为到]|改|按|为|是|给|交|打|收|比例|合同额的?|总价的?|总额的?|货款的?|全款的?|个){0,3}\\s?(${SHARE})(?:的|作|做|当|作为|为)?(?:${ADVANCE})?|(${SHARE})\\s?(?:的|作|做|当|作为|货款|先|t ?/? ?t){0,2} ?(?:${ADVANCE}|[定订](?=[余尾剩发货到付提,，。;；\\s]|$)|(?<=t ?/? ?t)(?=[，,;+ ]{1,2}(?:${REST}|\\d0%))|(?<=先)(?:付|打|交|给|转))|(?<![一-鿿])[定订]了?(${SHARE})|(?:^|[，,。;；\\s])((?:[一二三四五六两]成|[1-6]0%))[，,;； ]{1,2}(?=(?:${REST})?(?:${BEFORE_LEAVING}|${AT_FETCHING}|${ARRIVED}${SETTLES}))`,
)
/** 三七开, 先三后七, 30/70. 三七 in front of a count is a root; figures alone only between commas, for in a row of sizes they count pairs. */
const SPLIT =
  /(?<![一二三四五六七八九十])(?:([三二四五一对])[七八六五九半](?<=三七|二八|四六|五五|一九|对半)(?:开|分成?|付)|([三四五])[七六五](?<=三七|四六|五五)(?=[，,。;；\n\u0001]|\s*$|\s+[^\d\s])|(?<=(?:付款|结算|账款)(?:方式)?[:： ]{0,2})([一二])[九八](?<=一九|二八)(?=[，,。;；\n\u0001]|\s*$))|[先首头]([一二三四五六])[后尾][四五六七八九]|(?:(?<=[，,;；:：]\s?|付款?)|t\/?t\s?)([1-5]0)%?\s?[/:+]\s?([5-9]0)%?(?=\s?(?:t\/?t|[，,。;；\n]|$))/
const SUM = `(?:¥|rmb)?\\s?(${N})\\s?(元|块钱?|圆|整|rmb)?`
const AMOUNT = new RegExp(
  `(?:${ADVANCE})[:： ]?(?:已?(?:付|交|收|打|转|给)了?(?:我们?|你们?)?|客户交了|先付|共|是|为|先打|先交|我?(?:叫|让|喊)[一-鿿]{2,3}(?:打|付|转|汇))?\\s?${SUM}(?!\\s?[%成天个])`,
)
const AMOUNT_FIRST = new RegExp(
  `(?:先|已)?(?:打|付|交|转|给|收|汇)(?:了|过|你们?)?\\s?${SUM}\\s?(?:的|做|作|当|作为)?(?:${ADVANCE})|(?<![\\d.*x-])${SUM}(?:作|做|当|作为)(?:${ADVANCE}|[定订](?=[尾余剩，,。;；\\s]|$))|(?<![\\d.*x-])(?:¥|rmb)?(\\d{3,7}(?:\\.\\d{1,2})?|${N}[万千]) ?(?:元|块)?的?(?:定金|订金|预付款)(?![:： ]?\\d)`,
)
/** 先给15000: money only when it says so, or when the rest is spoken of. */
const AMOUNT_AHEAD = new RegExp(
  `先(?:付|打|交|给|转|汇|收|押)(?:了|你们?|您|个|款)?\\s?${SUM}(?!\\s?(?:[%成天]|${UNIT}))(?![\\d一-鿿a-z]{0,1}(?:样|版))`,
)
/** 定1000，尾款发货前: a sum and no count of goods, when the rest is spoken of. */
const SUM_DOWN = new RegExp(`(?<![一-鿿])(?:[定订]了?|押)${SUM}(?:${END}|(?=货到|[尾余]款))`)
const MONEY_ENDS = new RegExp(`^(?:过去|给你们?|过来|押着?)?${END}`)
const TOTAL_SAID = /合计|总[价额计共]|[一总]?共\d/
const REST_SAID = new RegExp(`${REST}|${ARRIVED}${SETTLES}|${BEFORE_LEAVING}`)

/** Rest on account: monthly (1, 2), after days (3), after months or weeks (4, 5), or at the end of the month. */
const ACCOUNT = new RegExp(
  `月结\\s?(?:(${N})\\s?天?)?|(?:(?:货到|票到|到货|验收|安装|收货|开票|签收|压)[^\\d，,。;；\\n]{0,3}|${REST}(?:再|给|压|放)?\\s?|(?<![这那近前至到-]))(?:(${N})天月结|(${N})(?:天|日)(?:账期|付|结|内付|内结|后付|后结|付清|结清))|(?:${REST}(?:再|给|压|放|货到|票到|见(?:到)?提单|见票|开票后?|再|提单日?后?|验收后?|收货后?)?|压|账期)\\s?(?:(?:${N})天内?(?=[，,。;；\\s]|$)|${COUNTED}(?:${AFTER}|内|后|${END}))|${COUNTED}${AFTER}|${REST}[^，,。;；\\n]{0,3}(?:月底|下月|次月)[^，,。;；\\n]{0,3}(?:结|付|清|打)`,
)
const DAYS = new RegExp(`(${N})天(?!月)`)
const BEFORE_SHIP = new RegExp(
  `(?:${REST})?[^，,。;；\\n]{0,6}?${BEFORE_LEAVING}[^，,。;；\\n]{0,4}?(?:付|结|打|转|交|给|补|汇)?(?:清|完|齐|讫)?|${REST}?${AT_FETCHING}|${REST}?提货(?:时)?(?:结清|付清)|[一二三四五六七八九]成提货|${PAID_THEN_MOVES}|(?:付清|结清|付完)(?:了|再|后)?\\s?(?:发货|出货|提货|装车)|balance\\s?before`,
)
const ON_DELIVERY = new RegExp(
  `(?:${REST})?[^，,。;；\\n]{0,4}?${ARRIVED}${SETTLES_REST}|${REST}(?:款)?[,， ]?${ARRIVED}|${ARRIVED}${REST}`,
)
/** Money in advance of this order: not 上次的定金. */
const DEPOSIT = new RegExp(
  `(?<!(?:上|前)(?:次|回|批|单|笔|趟)的?|之前的?|以前的?|(?:不用|不要|不收|不付|免收?|无需?|没有?)(?:付|交)?)${ADVANCE}(?!(?:就|也|都)?(?:不用|不要|不必|不收|不付|免|取消|省))`,
)
const REST_WORD = new RegExp(`(?:余款|尾款|剩下的?|剩余的?|其余的?|付清|结清|余额|尾数|余数|下余|另一半)`)
/** A part that is not told: 先付一部分, 付点定. */
const SOME = /先(?:付|打|交|给|转)(?:一部分|部分|一些|一点|点)(?:款|钱|货款)?/

const BESIDE_SHARE = new RegExp(`^\\s?[(（{｛〔【]\\s?(?:即|合|计|=)?¥?(\\d{2,7}(?:\\.\\d{1,2})?)(?:元|块)?\\s?[)）}｝〕】]`)

type PaymentRead = Pick<Draft, 'depositRatio' | 'depositAmount' | 'paymentTerms'>

/** What is paid in advance, as a share or a sum, with the place it stands in. Takes it off the page. */
function advanceOf(page: Page, from: number, to: number, out: PaymentRead): RegExpExecArray | undefined {
  const taken = (m: RegExpExecArray): RegExpExecArray => {
    page.take(m.index, m.index + m[0].length)
    return m
  }
  const ratio = page.find(RATIO, from, to)
  const share = ratio ? shareOf(ratio.slice(1).find((g) => g !== undefined) ?? '') : undefined
  if (ratio && share) {
    const end = ratio.index + ratio[0].length
    out.depositRatio = page.read(share, ratio.index, end)
    // 定金三成(3690元): the sum beside its share.
    const sum = BESIDE_SHARE.exec(page.plain.slice(end, end + 16))
    const value = sum?.[1] ? numberOf(sum[1]) : undefined
    const at = end + (sum?.[0].indexOf(sum[1] ?? '') ?? 0)
    if (value) out.depositAmount = page.read(value, at, at + (sum?.[1] ?? '').length)
    return taken(ratio)
  }
  const split = page.find(SPLIT, from, to)
  const first = (split?.[1] ?? split?.[2] ?? split?.[3] ?? split?.[4])?.replace('对', '五')
  if (split && (first || (split[5] && Number(split[5]) + Number(split[6]) === 100))) {
    const tenths = first ? numberOf(first) : String(Number(split[5]) / 10)
    out.depositRatio = page.read(
      new Decimal(tenths ?? '3').div(10).toFixed(),
      split.index,
      split.index + split[0].length,
      first ? 0.95 : SHAKY,
    )
    return taken(split)
  }
  const ahead = page.find(AMOUNT_AHEAD, from, to)
  const said = ahead?.[2] !== undefined && MONEY_ENDS.test(page.live.slice(ahead.index + ahead[0].length))
  const large = new Decimal(numberOf(ahead?.[1] ?? '') ?? 0).gte(500)
  const ofMoney =
    ahead &&
    (/[款钱]$/.test(page.plain.slice(from, ahead.index)) || /^先押|(?<=\d)押$/.test(ahead[0])) &&
    MONEY_ENDS.test(page.live.slice(ahead.index + ahead[0].length))
  const rest = page.find(REST_SAID, from, to) ?? TOTAL_SAID.exec(page.plain.slice(from, to))
  const money = ahead && (said || (large && (rest || ofMoney))) ? ahead : rest && page.find(SUM_DOWN, from, to)
  const amount = page.find(AMOUNT_FIRST, from, to) ?? page.find(AMOUNT, from, to) ?? money
  const sum = amount?.[1] ?? amount?.[3] ?? (amount?.[0].endsWith('金') || amount?.[0].endsWith('款') ? amount[5] : undefined)
  const value = sum ? numberOf(sum) : undefined
  if (!amount || !sum) return undefined
  const at = amount.index + amount[0].lastIndexOf(sum)
  if (value) out.depositAmount = page.read(value, at, at + sum.length)
  return taken(amount)
}

/** What becomes of the rest when something is paid in advance. */
function restOf(page: Page, from: number, to: number, out: PaymentRead, advance: RegExpExecArray): void {
  const put = (value: string, start: number, end: number): void => {
    out.paymentTerms = page.read(value, start, end)
    page.take(start, end)
  }
  const whole = page.plain.slice(from, to)
  const account = ACCOUNT.exec(whole)
  const months = account ? (account[1] ?? account[2]) : undefined
  const net =
    account && months === undefined
      ? (days('deposit_net', account[3] ?? DAYS.exec(account[0])?.[1]) ??
        spell('deposit_net', account[4] ?? account[6], account[5] ?? account[7]))
      : undefined
  const before = page.find(BEFORE_SHIP, from, to)
  const on = page.find(ON_DELIVERY, from, to)
  if (account) {
    const start = from + account.index
    put(net ?? `deposit_monthly:${numberOf(months ?? '30')}`, start, start + account[0].length)
  } else if (before) put('deposit_before_ship', before.index, before.index + before[0].length)
  else if (on) put('deposit_on_delivery', on.index, on.index + on[0].length)
  else out.paymentTerms = page.read('deposit', advance.index, advance.index + advance[0].length)
  const rest = page.find(REST_WORD, from, to)
  if (rest) page.take(rest.index, rest.index + rest[0].length)
}

/** Payment: deposit first, because it changes what "before shipping" and "monthly" say about the rest. */
export function readPayment(page: Page, from: number, to: number): PaymentRead {
  const out: PaymentRead = {}
  const advance = advanceOf(page, from, to, out) ?? page.find(DEPOSIT, from, to) ?? page.find(SOME, from, to)
  if (advance) {
    restOf(page, from, to, out, advance)
    // 三七 says as well when the rest is due.
    if (/^\d0$/.test(advance[5] ?? '') && /^\d0$/.test(advance[6] ?? '') && out.paymentTerms?.value === 'deposit')
      out.paymentTerms = page.read('deposit_before_ship', advance.index, advance.index + advance[0].length, SHAKY)
    return out
  }
  for (const rule of TERMS) {
    const m = page
      .findAll(rule.pattern, from, to)
      .find((found) => rule.value(found) && !NOT_SO.test(page.plain.slice(Math.max(0, found.index - 4), found.index)))
    const value = m ? rule.value(m) : undefined
    if (!m || !value) continue
    page.take(m.index, m.index + m[0].length)
    const other = TERMS.find((r) => r !== rule && EXCLUSIVE.test(value) && contradicts(page, r, value, from, to))
    out.paymentTerms = page.read(value, m.index, m.index + m[0].length, other ? SHAKY : rule.confidence)
    break
  }
  return out
}

/** Whether another way to pay is spoken of beside one that was read. */
function contradicts(page: Page, rule: TermRule, value: string, from: number, to: number): boolean {
  const m = page.find(rule.pattern, from, to)
  const other = m ? rule.value(m) : undefined
  return other !== undefined && EXCLUSIVE.test(other) && other.split(':')[0] !== value.split(':')[0]
}
