import { NUMBER } from './numerals'

/**
 * How traders speak of paying, as sources of regular expressions without groups. A way to pay is said as what is paid (a share, a sum, the rest), when
 * (before goods leave, when they arrive, after a time) and a verb, in nearly any order and with any of the three left out.
 */
export const END = '(?=[，,。;；!！?？:：、)）\\s\\u0001]|$)'

/** Money asked before the goods. Not 押金: that is for bottles and frames. */
export const ADVANCE =
  '(?:定金|订金|预付款?|预收款?|首付款?|首期款?|首款|头期款?|诚意金|备料款|开工款|排产款|deposit|(?<=%) ?dep(?![a-z])|in advance|down ?payment|upfront|advance(?: payment)?|(?<=%) ?down(?![a-z]))'
const BY = '(?:对公|公户|微信|支付宝|银行|网银)?'
/** Paying first: 先付, 对公先打, 下单付, 签合同后付, 首付. */
export const PAYS_FIRST = `(?:(?<![到后再完清货车装柜验收])付(?=[一二三四五六七八]成|\\d0%)|t ?/ ?t|${BY}先(?:预)?${BY}(?:付|打|交|给|转|汇|收|来|拿|支付)?(?:款|钱|你们?|您|个)?|(?:签约|签合同|签订合同|合同签订|签字|下单|下订|下定|订货|开工|排产|投产|备料|备货|生产|开料)(?:后|时|前|当天|之前|之后)?(?:先)?(?:预)?(?:付|打|交|给|转|汇|收|支付)(?:款)?)`
/** Share of the whole, as said; shareOf reads it. */
export const SHARE = `(?:(?:${NUMBER})(?:%|个点)|(?:${NUMBER})成(?!新|熟|本|品|人|套)|百分之(?:${NUMBER})|一半|半款|对半|half)`
export const REST =
  '(?:余款|尾款|剩下的?|剩余的?|剩的|其余的?|余下的?|余额|余数|尾数|下余|差额|另外的?(?:一半|[一二三四五六七八九]成)?|另一半|后[一二三四五六七八九]成|[一二三四五六七八九]成|(?:余|剩|尾)(?=[货发出提装到见验卸票月收签交安]|\\d)|balance|(?<![a-z])bal(?![a-z])|the rest|remaining|(?:[5-9]\\d)%)'
/** Before the goods leave, or when they are fetched. */
export const BEFORE_LEAVING =
  '(?:(?:出货|发货|提货|装车|发车|装柜|出厂|出库|出仓|开船|起运|装船|送货|交货|拉货|上车|走货|放货|取货|发出|安装|[发出提交](?:机|车|柜|船|设备|产品|样)|[发起]运|离厂|离港|封柜|打包|装箱|装机|发走|派车|派送)(?:之|以)?前|(?:before|prior to) ?(?:ship|load|deliver|dispatch|pick)\\w*|(?:见|凭|对)(?:到)?提单(?:副本|复印件|正本)?|(?:against|on) (?:copy of )?b ?/ ?l(?: copy)?)'
const FETCHING = '(?:提货|拉货|提车|取货|装车|装货|发货|出货|自提)'
/** The goods are there: one of these, and how soon after. */
const ARRIVING =
  '(?:(?:货|东西|料)(?:一)?(?:到|送到)(?:你们那|我们那|厂|站|港|仓库?|工地|现场)?|到货|收货|收到货?(?![款钱定])|签收|见货|验收|验货|验完货?|点货|点完[数货]?|清点|卸货|卸完[货车]?|卸车|送到|送达|到站|到港|到厂|到店|到仓|入库|入仓|试压|试机|调试|试车|试产|开机|上机|试装|安装|装好|装完|完工|竣工|交货|交付|落货|过磅|磅完)'
const SOON =
  '(?:合格|完毕|无误|没问题|完|好|了|后|之后|以后|时|当天|当日|当场|立即|马上|立马|即|就|再|才|一起|一次性|全部|,|，| ){0,4}'
export const ARRIVED = `(?:${ARRIVING}${SOON}){1,2}`
/** Settling. Bare verbs only at the end of what is said: 货到给, but not 货到给我打电话. */
export const SETTLES = `(?:(?:付|给|打|交|转|结|清|汇|补|畀|俾|收)(?:款(?!项)|钱|清|完|全|齐|足|账|掉|讫|数)(?:钱|款|账)?|付(?!运费|邮费|快递费|给)|结算|清账|清款|(?:给|结|清|打|补|转)(?:吧|哈|啊|的|了)?${END})`
export const SETTLES_REST = `(?:${SETTLES}|(?:付|结|打|给|补|清)${REST})`
export const AT_FETCHING = `(?:${FETCHING}(?:时|的时候|当天|当场|即)?(?:付清|结清|付款|结账|[清结]${END}|付(?:${REST})|结(?:${REST})|补齐|${REST}))`
/** Goods move as soon as money came: 款到发货, 付清再提, 钱到排产. */
const MOVES = `(?:安排(?:发货|生产|出货|发车)?|发货|放货|出货|装车|提货|排产|排单|送货|开工|开做|生产|备货|备料|起运|上车|拉货|拿货|付货|发车|发走|(?:发|放|出|提|排|送|做|装|拉|走|拿)${END})`
const THEN = '(?:你们?|您|了|再|就|才|后|之后|以后|马上|立即|即|给|给你们?|,|，| ){0,3}'
export const PAID_THEN_MOVES = `(?:(?:全款|货款|款项?|钱)(?:一|都|全)?(?:到|清|齐|进账|付清|打来|打过来|来)(?:账|位|齐|清)?${THEN}(?:${MOVES}|发)|(?:付|结|打|给|交|转|清)(?:清|完|齐|全|好|款|钱|账)(?:款|全款)?${THEN}${MOVES}|(?:见|收到|收了|收妥)(?:款|钱|全款|货款)${THEN}${MOVES})`

/** Batches that pay one another. */
const LOT = '(?:批|单|车|趟|次|票|回|船|柜)'
const THIS_LOT = `(?:这|下|本|此|来|新|后)一?${LOT}(?:货|款|的)?`
const LAST_LOT = `(?:上|前)一?${LOT}(?:货|款|的)*`
const CLEARS = '(?:结清?|付清?|清|打款|给钱)'
export const LOT_BY_LOT = `(?:${THIS_LOT}[^，,。;；\\n]{0,5}${CLEARS}(?:${LAST_LOT}|这${LOT}|本${LOT})|${LAST_LOT}[^，,。;；\\n]{0,6}${THIS_LOT}[^，,。;；\\n]{0,4}(?:结|付|清)|${CLEARS}${LAST_LOT}[^，,。;；\\n]{0,4}${THIS_LOT}|[压押](?:一|1|两|二|2)?(?:批|单|票)(?:款|货|结)?|[压押](?:一|1|两|二|2)(?:车|趟|船|柜)(?:款|货|结)?|押(?:一|1|二|两)(?:付|结)(?:一|1)|(?:一|每)?(?:批|车|趟|船)结(?!束)|一(?:批|单|车|趟|船)一(?:结|清|付)|(?:送|来|拉|到|发|走)(?:下)?一?${LOT}(?:货)?(?:再|就|才)?(?:结|付|清)上?一?${LOT}|上批结|滚动(?:结|付款?)?|滚结|隔批结?|[送发来到拉](?:新|下|这)[^，,。;；\\n]{0,3}结(?:旧|老|上|前)[^，,。;；\\n]{0,2}|结旧账?[发送来]新|下次结上次|(?:下次|下回)(?:送货|拉货|来货|送|来|拉)?(?:的时候|时)?(?:一起|再|一块|一并)(?:结|付|给钱|清))`
